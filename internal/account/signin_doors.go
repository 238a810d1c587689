package account

import (
	"context"

	"anlan"
	"anlan/internal/account/accountdb"
	"anlan/internal/db"
	"anlan/internal/rule"
)

// shutDoor stores a wrong try. A door that was shut before stores nothing: whoever keeps knocking
// cannot fill the log.
func (s *Service) shutDoor(ctx context.Context, tx *db.Tx, a Account, t approach, next door, ans answer) error {
	if ans == shut {
		return nil
	}
	if err := saveDoor(ctx, accountdb.New(tx), a.ID, t.device, next, ans, tx.Now); err != nil {
		return err
	}
	body := map[string]any{"login": a.Login, "known_device": t.device != ""}
	if ans == shutNow && t.device == "" {
		body["until"] = next.LockedUntil
		return tx.Emit("account.locked", a.Ref(), body, nil)
	}
	return tx.Emit("account.failed", a.Ref(), body, nil)
}

func saveDoor(ctx context.Context, q *accountdb.Queries, account anlan.ID, device string, d door, ans answer, now anlan.Instant) error {
	switch {
	case device == "":
		return db.Classify(q.SetDoor(ctx, accountdb.SetDoorParams{Account: account, Failed: int64(d.Failed), LockedUntil: d.LockedUntil}))
	case ans == shutNow:
		return db.Classify(q.DropDevice(ctx, device)) // not known any more: from now on the account's own door counts
	default:
		return db.Classify(q.PutDevice(ctx, accountdb.PutDeviceParams{Token: device, Account: account, Failed: int64(d.Failed), At: now}))
	}
}

// openDoor stores a right try: the code is spent, the counts are cleared, the session begins.
func (s *Service) openDoor(ctx context.Context, tx *db.Tx, a Account, t approach, r rule.SessionRule, v *verdict) (err error) {
	q := accountdb.New(tx)
	if t.step > 0 {
		if _, err := q.SpendStep(ctx, accountdb.SpendStepParams{Account: a.ID, TotpStep: t.step}); err != nil {
			return db.Classify(err)
		}
	}
	if t.device == "" {
		if err := saveDoor(ctx, q, a.ID, "", door{}, opened, tx.Now); err != nil {
			return err
		}
		v.out.Device = newToken()
		t.device = digest(v.out.Device)
	}
	if err := s.rememberDevice(ctx, q, a.ID, t.device, tx.Now); err != nil {
		return err
	}
	return s.begin(ctx, tx, a, r, "password", v)
}

// rehash keeps the same password at the cost that the rule asks for now.
func rehash(ctx context.Context, tx *db.Tx, id anlan.ID, hash string) error {
	a, err := change(ctx, tx, id, func(a *Account) error {
		a.hash = hash
		return nil
	})
	if err != nil {
		return err
	}
	return tx.Emit("account.rehashed", a.Ref(), map[string]any{}, a)
}

func (s *Service) rememberDevice(ctx context.Context, q *accountdb.Queries, account anlan.ID, device string, now anlan.Instant) error {
	if err := q.PutDevice(ctx, accountdb.PutDeviceParams{Token: device, Account: account, At: now}); err != nil {
		return db.Classify(err)
	}
	rule, err := s.links(now)
	if err != nil {
		return err
	}
	return db.Classify(q.DropDevices(ctx, accountdb.DropDevicesParams{Account: account, At: now.Add(-rule.KnownDevice())}))
}

// begin makes the session and tells how it was opened.
func (s *Service) begin(ctx context.Context, tx *db.Tx, a Account, r rule.SessionRule, by string, v *verdict) (err error) {
	v.out.Token, v.session, err = s.newSession(ctx, tx, v.session, r.Desk, r.MaxPerAccount)
	if err != nil {
		return err
	}
	return tx.Emit("account.signed_in", a.Ref(), map[string]any{"session": v.session.ID, "post": v.session.Post,
		"door": v.session.Door, "by": by, "ip": v.session.IP}, nil)
}

// admit opens a session without a password, for whoever was known by other means.
func (s *Service) admit(ctx context.Context, a Account, in SignIn, by string) (SignedIn, error) {
	one, r, err := s.prepare(ctx, a, in, true)
	if err != nil {
		return SignedIn{}, err
	}
	var v verdict
	err = s.d.Write(db.WithKey(ctx, ""), anlan.Actor{Account: a.ID, Person: a.Person}, func(tx *db.Tx) error {
		v = verdict{session: one}
		row, err := accountdb.New(tx).AccountByID(ctx, a.ID)
		if err != nil {
			return db.Classify(err)
		}
		if row.Status != Active {
			return anlan.ErrAccountDisabled
		}
		return s.begin(ctx, tx, a, r, by, &v)
	})
	if err != nil {
		return SignedIn{}, err
	}
	return s.greet(ctx, v)
}

// greet tells who has come in, once the session is stored. It forgets what was remembered of the
// account: its oldest session may have been ended.
func (s *Service) greet(ctx context.Context, v verdict) (_ SignedIn, err error) {
	s.cache.forget(v.session.Account)
	v.out.Who, err = s.who(ctx, v.session, s.d.Now())
	return v.out, err
}

// SignInDemo opens a session by login alone; only a demo server offers it. It asks for no
// permission: it is how one gets any.
func (s *Service) SignInDemo(ctx context.Context, in SignIn) (SignedIn, error) {
	if !s.demo {
		return SignedIn{}, anlan.ErrNotFound
	}
	a, err := s.byLogin(ctx, Normalise(anlan.Clip(in.Login, 200)))
	if err != nil {
		return SignedIn{}, err
	}
	if a.ID == "" {
		return SignedIn{}, anlan.ErrNotFound
	}
	return s.admit(ctx, a, in, "demo")
}

// Demo reports whether this is a demo server.
func (s *Service) Demo() bool { return s.demo }
