package account

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/account/accountdb"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/rule"
)

// View is an account as administrators see it.
type View struct {
	Account
	LockedUntil anlan.Instant `json:"locked_until"`
	HasPassword bool          `json:"has_password"`
	Bound       bool          `json:"bound" doc:"a single sign-on identity is bound"`
	Posts       []Post        `json:"posts"`
}

func (s *Service) view(ctx context.Context, a Account) (View, error) {
	now := s.d.Now()
	d, err := accountdb.New(s.d.Reader()).Door(ctx, a.ID)
	if err != nil {
		return View{}, db.Classify(err)
	}
	v := View{Account: a, HasPassword: a.hash != "", Bound: a.subject != ""}
	if d.LockedUntil > now {
		v.LockedUntil = d.LockedUntil
	}
	v.Posts, err = s.dir.PostsOf(ctx, a.Person, now)
	if anlan.KindOf(err) == anlan.NotFound {
		err = nil
	}
	if v.Posts == nil {
		v.Posts = []Post{}
	}
	return v, err
}

// Create makes an account for a person of the registry, without a password: the one-time link that
// comes back lets its owner set one, so that nobody else ever sees it.
func (s *Service) Create(ctx context.Context, actor anlan.Actor, login, name string, person anlan.ID) (a Account, t Ticket, err error) {
	if err := authz.Check(actor, "account.manage"); err != nil {
		return a, t, err
	}
	if _, err := s.dir.PostsOf(ctx, person, s.d.Now()); err != nil {
		return a, t, anlan.ErrNotFound.At("person").Because(err)
	}
	err = s.d.Write(ctx, actor, func(tx *db.Tx) (err error) {
		a, t, err = s.make(ctx, tx, Account{Login: Normalise(login), Name: name, Person: person}, rule.LinkRule.Ticket)
		return err
	})
	if errors.Is(err, db.ErrDone) { // the answer of the first try was lost, and with it the link
		if a, err = s.byLogin(ctx, Normalise(login)); err == nil {
			t, err = s.Reset(ctx, actor, a.ID)
		}
	}
	return a, t, err
}

// make stores a new account within tx, with the one-time link for its password.
func (s *Service) make(ctx context.Context, tx *db.Tx, a Account, life lifeOf) (Account, Ticket, error) {
	a, err := insert(ctx, tx, a)
	if err != nil {
		return a, Ticket{}, duplicate(err, "login", a.Login)
	}
	if err := tx.Emit("account.created", a.Ref(), map[string]any{"login": a.Login, "person": a.Person}, a); err != nil {
		return a, Ticket{}, err
	}
	t, err := s.issue(ctx, tx, "reset", a.ID, life)
	return a, t, err
}

// Reset makes a one-time link with which the owner of the account sets a new password. The old one
// stays good until then, and the second factor stays on: it takes another administrator to drop it.
func (s *Service) Reset(ctx context.Context, actor anlan.Actor, id anlan.ID) (t Ticket, err error) {
	if err := authz.Check(actor, "account.manage"); err != nil {
		return t, err
	}
	if id == actor.Account {
		return t, anlan.ErrAccountSelfChange
	}
	err = s.d.Write(db.WithKey(ctx, ""), actor, func(tx *db.Tx) (err error) { // again means a new link, and the older is void
		if _, err := accountdb.New(tx).AccountByID(ctx, id); err != nil {
			return db.Classify(err)
		}
		t, err = s.renew(ctx, tx, id, rule.LinkRule.Ticket)
		return err
	})
	return t, err
}

// renew makes a fresh one-time link within tx; the older one is void.
func (s *Service) renew(ctx context.Context, tx *db.Tx, id anlan.ID, life lifeOf) (Ticket, error) {
	t, err := s.issue(ctx, tx, "reset", id, life)
	if err != nil {
		return t, err
	}
	return t, tx.Emit("account.reset_made", ref(id), map[string]any{}, nil)
}

// SetStatus disables an account, which ends its sessions at once, or enables it again.
func (s *Service) SetStatus(ctx context.Context, actor anlan.Actor, id anlan.ID, status string) error {
	if err := authz.Check(actor, "account.manage"); err != nil {
		return err
	}
	if id == actor.Account {
		return anlan.ErrAccountSelfChange
	}
	if status != Active && status != Disabled {
		return anlan.ErrFieldInvalid.With("name", "status").With("value", anlan.Clip(status, 30)).At("status")
	}
	err := s.d.Write(ctx, actor, func(tx *db.Tx) error {
		a, err := change(ctx, tx, id, func(a *Account) error {
			a.Status = status
			return nil
		})
		if err != nil {
			return err
		}
		if _, err := accountdb.New(tx).DropSessions(ctx, accountdb.DropSessionsParams{Account: id}); err != nil {
			return db.Classify(err)
		}
		return tx.Emit("account."+map[string]string{Active: "enabled", Disabled: "disabled"}[status], a.Ref(), map[string]any{}, a)
	})
	s.cache.forget(id)
	return done(err)
}

// Unlock lifts a lock before its time.
func (s *Service) Unlock(ctx context.Context, actor anlan.Actor, id anlan.ID) error {
	if err := authz.Check(actor, "account.unlock"); err != nil {
		return err
	}
	if id == actor.Account {
		return anlan.ErrAccountSelfChange
	}
	return done(s.d.Write(ctx, actor, func(tx *db.Tx) error {
		q := accountdb.New(tx)
		if _, err := q.AccountByID(ctx, id); err != nil {
			return db.Classify(err)
		}
		if err := q.SetDoor(ctx, accountdb.SetDoorParams{Account: id}); err != nil {
			return db.Classify(err)
		}
		return tx.Emit("account.unlocked", ref(id), map[string]any{}, nil)
	}))
}

// DropTOTPOf turns off the second factor of somebody who lost the phone. It is the security
// administrator's, while resetting the password is the system administrator's: neither alone can
// take over an account that has both.
func (s *Service) DropTOTPOf(ctx context.Context, actor anlan.Actor, id anlan.ID) error {
	if err := authz.Check(actor, "account.unlock"); err != nil {
		return err
	}
	if id == actor.Account {
		return anlan.ErrAccountSelfChange
	}
	err := s.d.Write(ctx, actor, func(tx *db.Tx) error { return setTOTP(ctx, tx, id, "", "account.totp_off") })
	s.cache.forget(id)
	return done(err)
}
