package account

import (
	"context"

	"anlan"
	"anlan/internal/account/accountdb"
	"anlan/internal/db"
	"anlan/internal/rule"
)

// SignIn is what somebody brings to the door.
type SignIn struct {
	Login, Password, Code string
	Door                  string // DoorDesk or DoorField
	Device                string // the device cookie, if there is one
	Label, IP             string // shown in the list of sessions

	fresh string // the right password hashed anew, when the rule's cost has changed since
}

// SignedIn is what they leave with. Token and Device go into cookies and are stored nowhere else.
type SignedIn struct {
	Token  string
	Device string // set when the device was not known before
	Who    *Who
}

// verdict is what a try at signing in came to; it is filled inside the transaction and told after
// it, because a wrong try must be stored although the caller gets an error.
type verdict struct {
	err     error
	session Session
	out     SignedIn
}

// SignIn opens a session. A wrong login, a wrong password and a wrong code give the same answer in
// the same time. It asks for no permission: it is how one gets any.
func (s *Service) SignIn(ctx context.Context, in SignIn) (SignedIn, error) {
	ctx, now := db.WithKey(ctx, ""), s.d.Now()
	if wait := s.limit.allowed(in.IP, now); wait > 0 {
		return SignedIn{}, anlan.ErrBusy.With("seconds", wait)
	}
	login := Normalise(anlan.Clip(in.Login, 200))
	a, err := s.byLogin(ctx, login)
	if err != nil {
		return SignedIn{}, err
	}
	right, err := s.compare(ctx, a, &in, now)
	if err != nil {
		return SignedIn{}, err
	}
	if a.ID == "" {
		return SignedIn{}, s.stranger(ctx, login, in.IP)
	}
	return s.enter(ctx, a, in, right)
}

// compare reports whether the password is right. Behind a locked door nothing is: right and wrong
// take the same way, and the same time.
func (s *Service) compare(ctx context.Context, a Account, in *SignIn, now anlan.Instant) (bool, error) {
	r, err := s.password(now)
	if err != nil {
		return false, err
	}
	in.Password = anlan.Clip(in.Password, 1024)
	right, err := s.hasher.matches(ctx, in.Password, a.hash, r.Argon2id)
	if err != nil || a.ID == "" {
		return false, err
	}
	if shut, err := s.locked(ctx, a, *in, now); err != nil || shut {
		return false, err
	}
	if right && costOf(a.hash) != r.Argon2id {
		in.fresh, err = s.hasher.hash(ctx, in.Password, r.Argon2id)
	}
	return right, err
}

// locked reports whether the door is shut to this visitor.
func (s *Service) locked(ctx context.Context, a Account, in SignIn, now anlan.Instant) (bool, error) {
	q := accountdb.New(s.d.Reader())
	d, err := q.Door(ctx, a.ID)
	if err != nil || d.LockedUntil <= now {
		return false, db.Classify(err)
	}
	t := approach{door: door{LockedUntil: d.LockedUntil}}
	err = s.knownDevice(ctx, q, a, in.Device, &t, now)
	return t.door.LockedUntil > now, err
}

// byLogin returns the account, or a zero one when there is none.
func (s *Service) byLogin(ctx context.Context, login string) (Account, error) {
	row, err := accountdb.New(s.d.Reader()).AccountByLogin(ctx, login)
	if err = db.Classify(err); anlan.KindOf(err) == anlan.NotFound {
		return Account{}, nil
	}
	return fromRow(row), err
}

// stranger answers a login that nobody has: it is counted, and locks like any other.
func (s *Service) stranger(ctx context.Context, login, ip string) error {
	var now anlan.Instant
	err := s.d.Write(ctx, anlan.Actor{}, func(tx *db.Tx) error {
		now = tx.Now
		return db.Classify(accountdb.New(tx).CountUnknown(ctx, now.Date()))
	})
	if err != nil {
		return err
	}
	r, err := s.lockout(now)
	if err != nil {
		return err
	}
	s.limit.failed(ip, now)
	d, a := s.strangers.try(login, r, now)
	return refusal(d, a, r, now)
}

// refusal is the sentence for a door that did not open. It tells the rule and never how many tries are left: a stranger's login is
// answered like any other.
func refusal(d door, a answer, r rule.LockoutRule, now anlan.Instant) error {
	if a == shut || a == shutNow {
		return anlan.ErrAccountLocked.With("minutes", d.minutesLeft(now))
	}
	return anlan.ErrAccountCredentials.With("tries", r.Tries).With("minutes", r.Minutes)
}

// enter stores the try and, when it is right, the session.
func (s *Service) enter(ctx context.Context, a Account, in SignIn, right bool) (SignedIn, error) {
	one, sp, err := s.prepare(ctx, a, in, right)
	if err != nil {
		return SignedIn{}, err
	}
	var v verdict
	err = s.d.Write(ctx, anlan.Actor{Account: a.ID, Person: a.Person}, func(tx *db.Tx) (err error) {
		v = verdict{session: one}
		return s.attempt(ctx, tx, a, in, right, sp, &v)
	})
	if err != nil {
		return SignedIn{}, err
	}
	if v.err != nil {
		s.limit.failed(in.IP, s.d.Now())
		return SignedIn{}, v.err
	}
	return s.greet(ctx, v)
}

// prepare chooses the chair and the clock before the transaction, for a right password only.
func (s *Service) prepare(ctx context.Context, a Account, in SignIn, right bool) (Session, rule.SessionRule, error) {
	r, err := s.session(s.d.Now())
	one := Session{Account: a.ID, Door: DoorDesk, Label: in.Label, IP: in.IP}
	if in.Door == DoorField {
		one.Door = DoorField
	}
	if err != nil || !right {
		return one, r, err
	}
	last, err := accountdb.New(s.d.Reader()).SessionsOf(ctx, accountdb.SessionsOfParams{Account: a.ID, Limit: 1})
	if err != nil {
		return one, r, db.Classify(err)
	}
	for _, row := range last {
		one.Post = row.Post
	}
	w := Who{Account: a, Session: one}
	if err := s.seat(ctx, &w, s.d.Now()); err != nil {
		return one, r, err
	}
	sp := span(r, one.Door, w.Actor.Roles)
	one.Post = w.Post.ID
	return one, rule.SessionRule{Desk: sp, MaxPerAccount: r.MaxPerAccount}, nil
}

// attempt is the try itself: the doors are read and written in one transaction, so that a hundred
// guesses at once count as a hundred.
func (s *Service) attempt(ctx context.Context, tx *db.Tx, a Account, in SignIn, right bool, r rule.SessionRule, v *verdict) error {
	q := accountdb.New(tx)
	t, err := s.approach(ctx, q, a, in, tx.Now)
	if err != nil {
		return err
	}
	right = right && t.same
	if right && t.secret != "" && in.Code == "" && t.door.LockedUntil <= tx.Now {
		v.err = anlan.ErrAccountCodeNeeded
		return nil
	}
	next, ans := t.door.try(right && (t.secret == "" || t.step > 0), t.lockout, tx.Now)
	if ans != opened {
		v.err = refusal(next, ans, t.lockout, tx.Now)
		return s.shutDoor(ctx, tx, a, t, next, ans)
	}
	if t.status != Active {
		v.err = anlan.ErrAccountDisabled
		return nil
	}
	if in.fresh != "" {
		if err := rehash(ctx, tx, a.ID, in.fresh); err != nil {
			return err
		}
	}
	return s.openDoor(ctx, tx, a, t, r, v)
}

// approach is what stands at the door when somebody comes: all read inside the transaction.
type approach struct {
	door    door
	device  string // digest of a device known for this account
	same    bool   // the password has not changed since it was compared
	status  string
	secret  string // second factor, opened
	step    int64  // the step of a code that is right and was not used before
	lockout rule.LockoutRule
}

func (s *Service) approach(ctx context.Context, q *accountdb.Queries, a Account, in SignIn, now anlan.Instant) (approach, error) {
	var t approach
	row, err := q.AccountByID(ctx, a.ID)
	if err != nil {
		return t, db.Classify(err)
	}
	d, err := q.Door(ctx, a.ID)
	if err != nil {
		return t, db.Classify(err)
	}
	t.same, t.status = row.Hash == a.hash, row.Status
	t.door = door{Failed: int(d.Failed), LockedUntil: d.LockedUntil}
	if row.Totp != "" {
		if t.secret, err = s.vault.Open("totp", string(a.ID), row.Totp); err != nil {
			return t, anlan.ErrInternal.Because(err)
		}
		if step := codeStep(t.secret, in.Code, now); step > d.TotpStep {
			t.step = step
		}
	}
	if t.lockout, err = s.lockout(now); err != nil {
		return t, err
	}
	return t, s.knownDevice(ctx, q, a, in.Device, &t, now)
}

// knownDevice lets a device that signed in before keep its own count of wrong tries.
func (s *Service) knownDevice(ctx context.Context, q *accountdb.Queries, a Account, cookie string, t *approach, now anlan.Instant) error {
	if cookie == "" {
		return nil
	}
	row, err := q.Device(ctx, digest(anlan.Clip(cookie, 100)))
	if err = db.Classify(err); err != nil {
		if anlan.KindOf(err) == anlan.NotFound {
			return nil
		}
		return err
	}
	rule, err := s.links(now)
	if err != nil {
		return err
	}
	if row.Account == a.ID && now < row.At.Add(rule.KnownDevice()) {
		t.device, t.door = row.Token, door{Failed: int(row.Failed)}
	}
	return nil
}
