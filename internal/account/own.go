package account

import (
	"context"

	"anlan"
	"anlan/internal/account/accountdb"
	"anlan/internal/db"
)

// newHash checks a new password against the rule and the former ones, and hashes it.
func (s *Service) newHash(ctx context.Context, a Account, password string) (string, error) {
	r, err := s.password(s.d.Now())
	if err != nil {
		return "", err
	}
	if err := CheckPassword(password, a.Login, r); err != nil {
		return "", err
	}
	former := []string{a.hash}
	rows, err := accountdb.New(s.d.Reader()).Passwords(ctx, accountdb.PasswordsParams{Account: a.ID, Limit: int32(r.RefuseLast)})
	if err != nil {
		return "", db.Classify(err)
	}
	for _, row := range rows {
		former = append(former, row.Hash)
	}
	for i, phc := range former {
		if phc == "" || i >= r.RefuseLast {
			continue
		}
		if same, err := s.hasher.matches(ctx, password, phc, r.Argon2id); err != nil || same {
			if err != nil {
				return "", err
			}
			return "", anlan.ErrAccountPasswordUsed.With("last", r.RefuseLast).At("password")
		}
	}
	return s.hasher.hash(ctx, password, r.Argon2id)
}

// setHash replaces the password within tx, keeps the former one to refuse it, and ends every session
// but the one kept.
func (s *Service) setHash(ctx context.Context, tx *db.Tx, id anlan.ID, hash string, keep anlan.ID, by string) error {
	var old string
	var oldAt anlan.Instant
	a, err := change(ctx, tx, id, func(a *Account) error {
		old, oldAt, a.hash, a.PasswordAt = a.hash, a.PasswordAt, hash, tx.Now
		return nil
	})
	if err != nil {
		return err
	}
	q := accountdb.New(tx)
	if old != "" {
		if err := s.keepFormer(ctx, q, accountdb.InsertPasswordParams{Account: id, At: oldAt, Hash: old}, tx.Now); err != nil {
			return err
		}
	}
	if _, err := q.DropSessions(ctx, accountdb.DropSessionsParams{Account: id, ID: keep}); err != nil {
		return db.Classify(err)
	}
	return tx.Emit("account.password_changed", a.Ref(), map[string]any{"by": by}, a)
}

// keepFormer remembers a former password as long as the rule refuses it, and no longer.
func (s *Service) keepFormer(ctx context.Context, q *accountdb.Queries, former accountdb.InsertPasswordParams, now anlan.Instant) error {
	r, err := s.password(now)
	if err != nil {
		return err
	}
	if err := q.InsertPassword(ctx, former); err != nil {
		return db.Classify(err)
	}
	kept, err := q.Passwords(ctx, accountdb.PasswordsParams{Account: former.Account, Limit: int32(r.RefuseLast)})
	if err != nil || len(kept) < r.RefuseLast {
		return db.Classify(err)
	}
	oldest := now
	if len(kept) > 0 {
		oldest = kept[len(kept)-1].At
	}
	return db.Classify(q.DropPasswords(ctx, accountdb.DropPasswordsParams{Account: former.Account, At: oldest}))
}

// ChangePassword replaces the actor's own password. All other sessions end. Wrong guesses of the old
// password lock like those at sign-in: a stolen session must not become a stolen password.
func (s *Service) ChangePassword(ctx context.Context, who *Who, old, password string) error {
	if err := signedIn(who.Actor); err != nil {
		return err
	}
	a, err := s.own(ctx, who.Actor)
	if err != nil {
		return err
	}
	if err := s.confirm(ctx, a, old); err != nil {
		return err
	}
	hash, err := s.newHash(ctx, a, password)
	if err != nil {
		return err
	}
	err = s.d.Write(ctx, who.Actor, func(tx *db.Tx) error {
		return s.setHash(ctx, tx, a.ID, hash, who.Session.ID, "self")
	})
	s.cache.forget(a.ID)
	return done(err)
}

func (s *Service) own(ctx context.Context, actor anlan.Actor) (Account, error) {
	row, err := accountdb.New(s.d.Reader()).AccountByID(ctx, actor.Account)
	return fromRow(row), db.Classify(err)
}

// confirm asks for the present password once more.
func (s *Service) confirm(ctx context.Context, a Account, password string) error {
	now := s.d.Now()
	r, err := s.lockout(now)
	if err != nil {
		return err
	}
	door := "confirm " + string(a.ID)
	if d := s.strangers.look(door); d.LockedUntil > now {
		return refusal(d, shut, r, now)
	}
	cost, err := s.password(now)
	if err != nil {
		return err
	}
	right, err := s.hasher.matches(ctx, anlan.Clip(password, 1024), a.hash, cost.Argon2id)
	if err != nil {
		return err
	}
	if right {
		return nil
	}
	if d, ans := s.strangers.try(door, r, now); ans != refused {
		return refusal(d, ans, r, now)
	}
	return anlan.ErrAccountPasswordWrong.At("old")
}

// StartTOTP makes a second factor that waits for its first code.
func (s *Service) StartTOTP(ctx context.Context, actor anlan.Actor) (SecondFactor, error) {
	if err := signedIn(actor); err != nil {
		return SecondFactor{}, err
	}
	a, err := s.own(ctx, actor)
	if err != nil {
		return SecondFactor{}, err
	}
	if a.totp != "" {
		return SecondFactor{}, anlan.ErrDuplicate.With("value", "TOTP")
	}
	f, err := newSecondFactor(a.Login)
	if err != nil {
		return SecondFactor{}, err
	}
	sealed := s.vault.Seal("totp", string(a.ID), f.Secret)
	err = s.d.Write(db.WithKey(ctx, ""), actor, func(tx *db.Tx) error {
		return db.Classify(accountdb.New(tx).SetNewTOTP(ctx, accountdb.SetNewTOTPParams{Account: a.ID, TotpNew: sealed}))
	})
	return f, err
}

// ConfirmTOTP turns the waiting second factor on with a code of it.
func (s *Service) ConfirmTOTP(ctx context.Context, actor anlan.Actor, code string) error {
	if err := signedIn(actor); err != nil {
		return err
	}
	err := s.d.Write(ctx, actor, func(tx *db.Tx) error {
		q := accountdb.New(tx)
		d, err := q.Door(ctx, actor.Account)
		if err != nil {
			return db.Classify(err)
		}
		if d.TotpNew == "" {
			return anlan.ErrAccountTotpNotStarted
		}
		if err := s.spendCode(ctx, q, actor.Account, d.TotpNew, code, tx.Now); err != nil {
			return err
		}
		if err := q.SetNewTOTP(ctx, accountdb.SetNewTOTPParams{Account: actor.Account}); err != nil {
			return db.Classify(err)
		}
		return setTOTP(ctx, tx, actor.Account, d.TotpNew, "account.totp_on")
	})
	s.cache.forget(actor.Account)
	return done(err)
}

// spendCode accepts a code once.
func (s *Service) spendCode(ctx context.Context, q *accountdb.Queries, account anlan.ID, sealed, code string, now anlan.Instant) error {
	secret, err := s.vault.Open("totp", string(account), sealed)
	if err != nil {
		return anlan.ErrInternal.Because(err)
	}
	step := codeStep(secret, code, now)
	if step == 0 {
		return anlan.ErrAccountTotpWrong.At("code")
	}
	n, err := q.SpendStep(ctx, accountdb.SpendStepParams{Account: account, TotpStep: step})
	if err == nil && n == 0 {
		return anlan.ErrAccountTotpWrong.At("code")
	}
	return db.Classify(err)
}

func setTOTP(ctx context.Context, tx *db.Tx, account anlan.ID, sealed, kind string) error {
	a, err := change(ctx, tx, account, func(a *Account) error {
		a.totp = sealed
		return nil
	})
	if err != nil {
		return err
	}
	return tx.Emit(kind, a.Ref(), map[string]any{}, a)
}

// DropTOTP turns the actor's own second factor off; it takes the password, because whoever found an
// open browser has no right to it.
func (s *Service) DropTOTP(ctx context.Context, actor anlan.Actor, password string) error {
	if err := signedIn(actor); err != nil {
		return err
	}
	a, err := s.own(ctx, actor)
	if err != nil {
		return err
	}
	if err := s.confirm(ctx, a, password); err != nil {
		return err
	}
	err = s.d.Write(ctx, actor, func(tx *db.Tx) error { return setTOTP(ctx, tx, a.ID, "", "account.totp_off") })
	s.cache.forget(a.ID)
	return done(err)
}
