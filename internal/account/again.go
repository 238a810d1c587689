package account

import (
	"context"

	"anlan"
	"anlan/internal/account/accountdb"
	"anlan/internal/db"
)

// Again proves anew that whoever sits before the session is who signed in: with a code of the second
// factor where one is given, else with the password. It answers which of them it was: totp, password, or
// demo for a demonstration's accounts, which have no password. Wrong guesses
// lock like those at sign-in.
func (s *Service) Again(ctx context.Context, actor anlan.Actor, password, code string) (how string, err error) {
	if err := signedIn(actor); err != nil {
		return "", err
	}
	a, err := s.own(ctx, actor)
	if err != nil {
		return "", err
	}
	if s.demo && a.hash == "" {
		return "demo", nil // the doors of a demonstration stand open: what is signed there says so
	}
	if code == "" || a.totp == "" {
		return "password", s.confirm(ctx, a, password)
	}
	err = s.d.Write(db.WithKey(ctx, ""), actor, func(tx *db.Tx) error {
		return s.spendCode(ctx, accountdb.New(tx), a.ID, a.totp, code, tx.Now)
	})
	return "totp", err
}
