package account

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"time"

	"anlan"
	"anlan/internal/account/accountdb"
	"anlan/internal/db"
)

// linkVerbs are the actions that a link may carry: each only says "I have seen this", and the worst a
// stolen link can do is to say so for somebody else, on the record.
var linkVerbs = []string{"matter.sign", "committee.receipt"}

// Link is a deep link (直达链接): one verb on one record for one post, once.
type Link struct {
	ID        anlan.ID
	Post      anlan.ID
	Ref       anlan.Ref
	Verb      string // an action of package authz
	MadeAt    anlan.Instant
	ExpiresAt anlan.Instant
	UsedAt    anlan.Instant
}

// mac signs everything that the link may do, so that a row changed behind the program's back opens
// nothing.
func (s *Service) mac(l Link) []byte {
	m := hmac.New(sha256.New, s.vault.derive("link"))
	_, _ = fmt.Fprintf(m, "%s\n%s\n%s\n%s\n%d", l.ID, l.Post, l.Ref, l.Verb, l.ExpiresAt) // a hash never fails
	return m.Sum(nil)
}

func (s *Service) linkToken(l Link) string {
	return string(l.ID) + "." + base64.RawURLEncoding.EncodeToString(s.mac(l))
}

// MakeLink stores a link within tx and returns its token, for the path /l/{token}. It asks for no
// permission of its own: the room that sends the notice has done so.
func (s *Service) MakeLink(ctx context.Context, tx *db.Tx, post anlan.ID, about anlan.Ref, verb string) (string, error) {
	if !slices.Contains(linkVerbs, verb) {
		return "", anlan.ErrFieldInvalid.With("name", "verb").With("value", verb)
	}
	r, err := s.session(tx.Now)
	if err != nil {
		return "", err
	}
	l := Link{ID: tx.NewID(), Post: post, Ref: about, Verb: verb, MadeAt: tx.Now,
		ExpiresAt: tx.Now.Add(time.Duration(r.DeepLinkMinutes) * time.Minute)}
	err = accountdb.New(tx).InsertLink(ctx, accountdb.InsertLinkParams{ID: l.ID, Post: l.Post, Ref: l.Ref.String(),
		Verb: l.Verb, MadeAt: l.MadeAt, ExpiresAt: l.ExpiresAt})
	return s.linkToken(l), db.Classify(err)
}

// PeekLink returns what a link is for without using it: chat programs fetch links to preview them,
// so opening one must change nothing. A used link comes back with ErrAccountLinkUsed.
func (s *Service) PeekLink(ctx context.Context, token string) (Link, error) {
	id, sum, _ := strings.Cut(anlan.Clip(token, 200), ".")
	raw, err := base64.RawURLEncoding.DecodeString(sum)
	if err != nil {
		return Link{}, anlan.ErrAccountLinkInvalid
	}
	row, err := accountdb.New(s.d.Reader()).Link(ctx, anlan.ID(id))
	if err = db.Classify(err); err != nil && anlan.KindOf(err) != anlan.NotFound {
		return Link{}, err
	}
	l := Link{ID: row.ID, Post: row.Post, Ref: anlan.ParseRef(row.Ref), Verb: row.Verb, MadeAt: row.MadeAt,
		ExpiresAt: row.ExpiresAt, UsedAt: row.UsedAt}
	if !hmac.Equal(raw, s.mac(l)) || err != nil || l.ExpiresAt <= s.d.Now() {
		return Link{}, anlan.ErrAccountLinkInvalid
	}
	if l.UsedAt != 0 {
		return l, anlan.ErrAccountLinkUsed
	}
	return l, nil
}

// Act is what a link does when it is used.
type Act func(ctx context.Context, actor anlan.Actor, ref anlan.Ref) error

// UseLink uses a link up and does its verb, out of the given ones, in the name of its post. No other
// act is ever called with that actor. When the act fails the link is good again.
func (s *Service) UseLink(ctx context.Context, token string, acts map[string]Act) (Link, error) {
	l, err := s.PeekLink(ctx, token)
	if err != nil {
		return l, err
	}
	act, ok := acts[l.Verb]
	if !ok {
		return l, anlan.ErrAccountLinkInvalid
	}
	actor, err := s.chair(ctx, l.Post)
	if err != nil {
		return l, err
	}
	if l.UsedAt, err = s.spendLink(ctx, actor, l); err != nil {
		return l, err
	}
	if err := act(ctx, actor, l.Ref); err != nil {
		return l, s.restoreLink(ctx, actor, l, err)
	}
	return l, nil
}

// chair is the post itself as actor: which person holds the link is not known, and not claimed.
func (s *Service) chair(ctx context.Context, post anlan.ID) (anlan.Actor, error) {
	p, err := s.dir.PostByID(ctx, post)
	if err != nil {
		return anlan.Actor{}, err
	}
	each, _, err := s.rolesOf(ctx, []Post{p})
	if err != nil {
		return anlan.Actor{}, err
	}
	subtree, err := s.dir.Subtree(ctx, p.Unit)
	roles := slices.DeleteFunc(each[0], IsAdministrator)
	return actorFor(Account{}, p, roles, subtree), err
}

func (s *Service) spendLink(ctx context.Context, actor anlan.Actor, l Link) (at anlan.Instant, err error) {
	err = s.d.Write(db.WithKey(ctx, ""), actor, func(tx *db.Tx) error {
		at = tx.Now
		n, err := accountdb.New(tx).SpendLink(ctx, accountdb.SpendLinkParams{ID: l.ID, UsedAt: tx.Now})
		if err == nil && n == 0 {
			return anlan.ErrAccountLinkUsed
		}
		if err != nil {
			return db.Classify(err)
		}
		return tx.Emit("account.link_used", anlan.Ref{Kind: "account.link", ID: l.ID}, map[string]any{"post": l.Post, "ref": l.Ref, "verb": l.Verb}, nil)
	})
	return at, err
}

// restoreLink makes a link good again and returns why its act failed.
func (s *Service) restoreLink(ctx context.Context, actor anlan.Actor, l Link, why error) error {
	err := s.d.Write(db.WithKey(ctx, ""), actor, func(tx *db.Tx) error {
		return db.Classify(accountdb.New(tx).RestoreLink(ctx, accountdb.RestoreLinkParams{ID: l.ID, UsedAt: l.UsedAt}))
	})
	if err != nil {
		s.log.Warn("a link whose act failed could not be given back", "link", l.ID, "error", err)
	}
	return why
}

// Sweep removes links that are long over; the program calls it once a day.
func (s *Service) Sweep(ctx context.Context) error {
	return s.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		rule, err := s.links(tx.Now)
		if err != nil {
			return err
		}
		return db.Classify(accountdb.New(tx).DropLinks(ctx, tx.Now.Add(-rule.Kept())))
	})
}
