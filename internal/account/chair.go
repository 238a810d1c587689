package account

import (
	"context"

	"anlan"
)

// Chair returns the account as it would sit in the post now, for work that it sent earlier and that is
// carried out later: roles and scope are those of this moment, never those of then. An account that was
// disabled meanwhile is refused; one that holds the post no more sits where it would by signing in.
func (s *Service) Chair(ctx context.Context, account, post anlan.ID) (*Who, error) {
	now := s.d.Now()
	w, err := s.who(ctx, Session{Account: account, Post: post, Door: DoorField}, now)
	if anlan.KindOf(err) == anlan.NotFound && err != nil {
		return nil, anlan.ErrUnauthorized.Because(err)
	}
	return w, err
}
