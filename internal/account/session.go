package account

import (
	"context"
	"strings"
	"time"

	"anlan"
	"anlan/internal/account/accountdb"
	"anlan/internal/db"
	"anlan/internal/rule"
)

// The cookies of this house.
const (
	CookieName = "anlan"        // the session
	DeviceName = "anlan_device" // the device that signed in before
)

// The doors through which people come; each has its own clock.
const (
	DoorDesk  = "desk"
	DoorField = "field"
)

// Session is one signed-in browser in the chair of a post.
type Session struct {
	ID        anlan.ID      `json:"id"`
	Account   anlan.ID      `json:"account"`
	Post      anlan.ID      `json:"post"`
	Door      string        `json:"door" enum:"desk,field"`
	Label     string        `json:"label"`
	IP        string        `json:"ip"`
	CreatedAt anlan.Instant `json:"created_at"`
	SeenAt    anlan.Instant `json:"seen_at"`
	ExpiresAt anlan.Instant `json:"expires_at"`

	idle time.Duration
}

// live reports whether the session still stands at now, last used at seen.
func (s Session) live(seen, now anlan.Instant) bool {
	return now < s.ExpiresAt && now < seen.Add(s.idle)
}

func fromSessionRow(r accountdb.AccountSession) Session {
	return Session{ID: r.ID, Account: r.Account, Post: r.Post, Door: r.Door, Label: r.Label, IP: r.Ip,
		CreatedAt: r.CreatedAt, SeenAt: r.SeenAt, ExpiresAt: r.ExpiresAt, idle: time.Duration(r.Idle) * time.Millisecond}
}

// span chooses the clock of a session: administrators have the shortest, whatever their door.
func span(r rule.SessionRule, doorName string, roles []anlan.Role) rule.SessionSpan {
	for _, role := range roles {
		if IsAdministrator(role) {
			return r.Administrator
		}
	}
	if doorName == DoorField {
		return r.Field
	}
	return r.Desk
}

// Who is everything a request needs to know about who sent it. It is shared between requests and
// never changed.
type Who struct {
	Session    Session
	Account    Account
	Actor      anlan.Actor
	Post       Post   // the chair in which the session sits; zero when the person holds no post
	Posts      []Post // every chair the person may take
	MustChange bool   // the password is too old: nothing but changing it is allowed
}

// touchAfter is how often at most the last use of a session is written down.
const touchAfter = time.Minute

// Authenticate returns who holds the session token, or ErrUnauthorized. It costs no SQL for a token
// that was seen within the last minute.
func (s *Service) Authenticate(ctx context.Context, token string) (*Who, error) {
	e, err := s.standing(ctx, token)
	if err != nil {
		return nil, err
	}
	s.touch(ctx, e, s.d.Now())
	return e.who, nil
}

// Glance returns who holds the session token without counting it as use: for what a screen asks by
// itself while nobody sits before it.
func (s *Service) Glance(ctx context.Context, token string) (*Who, error) {
	e, err := s.standing(ctx, token)
	if err != nil {
		return nil, err
	}
	return e.who, nil
}

// Stands reports, by ErrUnauthorized, when the session has ended. Asking is no use of the session: a
// screen left open must not keep it alive.
func (s *Service) Stands(ctx context.Context, token string) error {
	_, err := s.standing(ctx, token)
	return err
}

func (s *Service) standing(ctx context.Context, token string) (*entry, error) {
	if token == "" || len(token) > 100 {
		return nil, anlan.ErrUnauthorized
	}
	s.ear.Catch()
	key, now := digest(token), s.d.Now()
	e, ok := s.cache.get(key, now)
	if !ok {
		var err error
		if e, err = s.recall(ctx, key, now); err != nil {
			return nil, err
		}
	}
	if !e.who.Session.live(anlan.Instant(e.seen.Load()), now) {
		s.cache.forget(e.who.Account.ID)
		return nil, anlan.ErrUnauthorized
	}
	return e, nil
}

// recall loads a session that is not in memory. What was revoked meanwhile is not remembered.
func (s *Service) recall(ctx context.Context, key string, now anlan.Instant) (*entry, error) {
	epoch := s.cache.epoch.Load()
	row, err := accountdb.New(s.d.Reader()).SessionByToken(ctx, key)
	if err = db.Classify(err); err != nil {
		if anlan.KindOf(err) == anlan.NotFound {
			return nil, anlan.ErrUnauthorized
		}
		return nil, err
	}
	who, err := s.who(ctx, fromSessionRow(row), now)
	if err != nil {
		return nil, err
	}
	return s.cache.put(key, who, epoch, now), nil
}

// touch writes the last use down, at most once a minute. A store that cannot write must not keep
// people from reading, so its error is only logged.
func (s *Service) touch(ctx context.Context, e *entry, now anlan.Instant) {
	seen := e.seen.Load()
	if now.Sub(anlan.Instant(seen)) < touchAfter || !e.seen.CompareAndSwap(seen, int64(now)) {
		return
	}
	err := s.d.Write(db.WithKey(ctx, ""), e.who.Actor, func(tx *db.Tx) error {
		return accountdb.New(tx).TouchSession(ctx, accountdb.TouchSessionParams{ID: e.who.Session.ID, SeenAt: now})
	})
	if err != nil {
		s.log.Warn("the last use of a session was not written down", "session", e.who.Session.ID, "error", err)
	}
}

// newSession stores a session within tx and returns its cookie.
func (s *Service) newSession(ctx context.Context, tx *db.Tx, in Session, sp rule.SessionSpan, keep int) (string, Session, error) {
	q, token := accountdb.New(tx), newToken()
	in.ID, in.CreatedAt, in.SeenAt = tx.NewID(), tx.Now, tx.Now
	in.ExpiresAt = tx.Now.Add(time.Duration(sp.AbsoluteMinutes) * time.Minute)
	in.idle = time.Duration(sp.IdleMinutes) * time.Minute
	in.Label, in.IP = anlan.Clip(strings.TrimSpace(in.Label), 80), anlan.Clip(in.IP, 45)
	err := q.InsertSession(ctx, accountdb.InsertSessionParams{ID: in.ID, Token: digest(token), Account: in.Account, Post: in.Post,
		Door: in.Door, Label: in.Label, Ip: in.IP, CreatedAt: in.CreatedAt, SeenAt: in.SeenAt,
		Idle: in.idle.Milliseconds(), ExpiresAt: in.ExpiresAt})
	if err != nil {
		return "", in, db.Classify(err)
	}
	return token, in, s.prune(ctx, q, in.Account, keep, tx.Now)
}

// prune ends the sessions of the account that are over, and the oldest beyond the number allowed.
func (s *Service) prune(ctx context.Context, q *accountdb.Queries, account anlan.ID, keep int, now anlan.Instant) error {
	rows, err := q.SessionsOf(ctx, accountdb.SessionsOfParams{Account: account, Limit: 200})
	if err != nil {
		return db.Classify(err)
	}
	kept := 0
	for _, r := range rows {
		one := fromSessionRow(r)
		if one.live(one.SeenAt.Add(touchAfter), now) && kept < keep {
			kept++
			continue
		}
		if _, err := q.DropSession(ctx, accountdb.DropSessionParams{ID: one.ID, Account: account}); err != nil {
			return db.Classify(err)
		}
	}
	return nil
}

// Sessions lists the actor's own sessions, newest first.
func (s *Service) Sessions(ctx context.Context, actor anlan.Actor) ([]Session, error) {
	if err := signedIn(actor); err != nil {
		return nil, err
	}
	rows, err := accountdb.New(s.d.Reader()).SessionsOf(ctx, accountdb.SessionsOfParams{Account: actor.Account, Limit: 200})
	if err != nil {
		return nil, db.Classify(err)
	}
	list, now := []Session{}, s.d.Now()
	for _, r := range rows {
		if one := fromSessionRow(r); one.live(one.SeenAt.Add(touchAfter), now) {
			list = append(list, one)
		}
	}
	return list, nil
}

// EndSession ends one of the actor's own sessions, at once.
func (s *Service) EndSession(ctx context.Context, actor anlan.Actor, id anlan.ID) error {
	if err := signedIn(actor); err != nil {
		return err
	}
	err := s.d.Write(ctx, actor, func(tx *db.Tx) error {
		n, err := accountdb.New(tx).DropSession(ctx, accountdb.DropSessionParams{ID: id, Account: actor.Account})
		if err != nil || n == 0 {
			return notThere(err)
		}
		return tx.Emit("account.signed_out", ref(actor.Account), map[string]any{"session": id}, nil)
	})
	s.cache.forget(actor.Account)
	return done(err)
}

// SwitchPost seats the session on another post of the same person. The cookie changes, so that one
// that leaked earlier is worth nothing in the new chair.
func (s *Service) SwitchPost(ctx context.Context, who *Who, post anlan.ID) (SignedIn, error) {
	if err := signedIn(who.Actor); err != nil {
		return SignedIn{}, err
	}
	now := s.d.Now()
	rules, err := s.session(now)
	if err != nil {
		return SignedIn{}, err
	}
	next := who.Session
	next.Post, next.SeenAt = post, now
	seated, err := s.who(ctx, next, now)
	if err != nil {
		return SignedIn{}, err
	}
	if seated.Post.ID != post {
		return SignedIn{}, anlan.ErrAccountPostNotHeld.At("post")
	}
	return s.move(ctx, seated, span(rules, next.Door, seated.Actor.Roles))
}

// move stores the new chair under a new cookie. The absolute end never moves away from sign-in.
func (s *Service) move(ctx context.Context, who *Who, sp rule.SessionSpan) (SignedIn, error) {
	token, one := newToken(), who.Session
	one.idle = time.Duration(sp.IdleMinutes) * time.Minute
	one.ExpiresAt = min(one.ExpiresAt, one.CreatedAt.Add(time.Duration(sp.AbsoluteMinutes)*time.Minute))
	err := s.d.Write(db.WithKey(ctx, ""), who.Actor, func(tx *db.Tx) error {
		q := accountdb.New(tx)
		row, err := s.sessionOf(ctx, q, one.Account, one.ID)
		if err != nil {
			return err
		}
		n, err := q.MoveSession(ctx, accountdb.MoveSessionParams{ID: one.ID, Token: row.Token, Token_2: digest(token), Post: one.Post,
			SeenAt: tx.Now, Idle: one.idle.Milliseconds(), ExpiresAt: one.ExpiresAt})
		if err != nil || n == 0 {
			return notThere(err)
		}
		return tx.Emit("account.post_taken", ref(one.Account), map[string]any{"session": one.ID, "post": one.Post}, nil)
	})
	s.cache.forget(one.Account)
	who.Session = one
	return SignedIn{Token: token, Who: who}, err
}

func (s *Service) sessionOf(ctx context.Context, q *accountdb.Queries, account, id anlan.ID) (accountdb.AccountSession, error) {
	rows, err := q.SessionsOf(ctx, accountdb.SessionsOfParams{Account: account, Limit: 200})
	for _, r := range rows {
		if r.ID == id {
			return r, nil
		}
	}
	if err != nil {
		return accountdb.AccountSession{}, db.Classify(err)
	}
	return accountdb.AccountSession{}, anlan.ErrUnauthorized
}
