package account

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"

	"anlan"
	"anlan/internal/account/accountdb"
	"anlan/internal/db"
	"anlan/internal/event"
	"anlan/internal/rule"
)

// Directory is what this room needs to know of who sits where. The registry answers, through the
// wiring; every method sees what is committed.
type Directory interface {
	// PostsOf returns the posts that the person holds at the instant, in the person's own order, or
	// ErrNotFound when there is no such person.
	PostsOf(ctx context.Context, person anlan.ID, at anlan.Instant) ([]Post, error)
	// HoldersOf returns the people who hold the post at the instant.
	HoldersOf(ctx context.Context, post anlan.ID, at anlan.Instant) ([]anlan.ID, error)
	// PostByID returns a post, or ErrNotFound.
	PostByID(ctx context.Context, post anlan.ID) (Post, error)
	// Subtree returns the unit and every unit below it.
	Subtree(ctx context.Context, unit anlan.ID) ([]anlan.ID, error)
	// PersonByPhone returns the person with the mobile number, or ErrNotFound.
	PersonByPhone(ctx context.Context, phone string) (anlan.ID, error)
	// Seats lists who sits on the chosen posts at the instant, unit by unit, at most so many.
	Seats(ctx context.Context, c Choice, at anlan.Instant, most int) ([]Sitting, error)
}

// Options are what a Service is made of.
type Options struct {
	DB        *db.DB
	Rules     func() *rule.Book // the rules as they stand now
	Directory Directory
	Founder   Founder // needed for Setup only
	Vault     *Vault
	Demo      bool // offer posts to try without a password
	Log       *slog.Logger
}

// Service is the room's use cases. It is safe for concurrent use.
type Service struct {
	d         *db.DB
	rules     func() *rule.Book
	dir       Directory
	founder   Founder
	vault     *Vault
	demo      bool
	log       *slog.Logger
	hasher    *hasher
	limit     limiter
	strangers strangers
	cache     cache
	ear       *event.Ear // what the cache answers is never older than the last acknowledged change

	oidcMu       sync.Mutex // guards what was learned of the single sign-on's provider
	oidcProvider *oidc.Provider
	oidcFor      string
	oidcAt       anlan.Instant
}

// New makes the service.
func New(o Options) *Service {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	s := &Service{d: o.DB, rules: o.Rules, dir: o.Directory, founder: o.Founder, vault: o.Vault, demo: o.Demo,
		log: o.Log, hasher: newHasher()}
	s.ear = event.NewEar(o.DB, s.catch)
	return s
}

// signedIn refuses whoever has no account. What people do with their own sign-in needs no role:
// somebody who holds no post at the moment must still be able to change a password or sign out.
func signedIn(a anlan.Actor) error {
	if a.Account == "" {
		return anlan.ErrUnauthorized
	}
	return nil
}

func ref(account anlan.ID) anlan.Ref { return Account{ID: account}.Ref() }

// notThere turns "no row changed" into ErrNotFound.
func notThere(err error) error {
	if err != nil {
		return db.Classify(err)
	}
	return anlan.ErrNotFound
}

// done takes a request that was carried out before for carried out.
func done(err error) error {
	if errors.Is(err, db.ErrDone) {
		return nil
	}
	return err
}

func (s *Service) session(now anlan.Instant) (rule.SessionRule, error) {
	r, _, err := rule.Get[rule.SessionRule](s.rules(), rule.Session, now.Date())
	return r, err
}

func (s *Service) password(now anlan.Instant) (rule.PasswordRule, error) {
	r, _, err := rule.Get[rule.PasswordRule](s.rules(), rule.Password, now.Date())
	return r, err
}

// PasswordRule is what a new password must be today.
func (s *Service) PasswordRule() (rule.PasswordRule, error) { return s.password(s.d.Now()) }

func (s *Service) links(now anlan.Instant) (rule.LinkRule, error) {
	r, _, err := rule.Get[rule.LinkRule](s.rules(), rule.OneTimeLinks, now.Date())
	return r, err
}

func (s *Service) lockout(now anlan.Instant) (rule.LockoutRule, error) {
	r, _, err := rule.Get[rule.LockoutRule](s.rules(), rule.Lockout, now.Date())
	return r, err
}

// who puts together everything about a session: the account, the posts of its person now, the roles
// of the chosen one and how far they see.
func (s *Service) who(ctx context.Context, one Session, now anlan.Instant) (*Who, error) {
	row, err := accountdb.New(s.d.Reader()).AccountByID(ctx, one.Account)
	if err != nil {
		return nil, db.Classify(err)
	}
	w := &Who{Session: one, Account: fromRow(row)}
	if w.Account.Status != Active {
		return nil, anlan.ErrUnauthorized
	}
	if err := s.seat(ctx, w, now); err != nil {
		return nil, err
	}
	return w, s.ageing(w, now)
}

// seat takes the session's post, or the first the person holds when it is not theirs any more.
func (s *Service) seat(ctx context.Context, w *Who, now anlan.Instant) (err error) {
	w.Posts, err = s.dir.PostsOf(ctx, w.Account.Person, now)
	if err != nil && anlan.KindOf(err) != anlan.NotFound { // who has left the registry holds no post
		return err
	}
	w.Actor = anlan.Actor{Account: w.Account.ID, Person: w.Account.Person}
	if len(w.Posts) == 0 {
		return nil
	}
	roles, all, err := s.rolesOf(ctx, w.Posts)
	if err != nil {
		return err
	}
	i := choose(w.Posts, roles, w.Session.Post)
	w.Post = w.Posts[i]
	subtree, err := s.dir.Subtree(ctx, w.Post.Unit)
	w.Actor = actorFor(w.Account, w.Post, lawful(all, roles[i]), subtree)
	return err
}

// choose returns the index of the wanted post, else of the first post with a role, else 0.
func choose(posts []Post, roles [][]anlan.Role, want anlan.ID) int {
	if i := slices.IndexFunc(posts, func(p Post) bool { return p.ID == want }); i >= 0 {
		return i
	}
	return max(0, slices.IndexFunc(roles, func(r []anlan.Role) bool { return len(r) > 0 }))
}

// rolesOf returns the roles of each post, and of all together.
func (s *Service) rolesOf(ctx context.Context, posts []Post) (each [][]anlan.Role, all []anlan.Role, err error) {
	q := accountdb.New(s.d.Reader())
	for _, p := range posts {
		rows, err := q.LiveGrants(ctx, p.ID)
		if err != nil {
			return nil, nil, db.Classify(err)
		}
		roles := []anlan.Role{}
		for _, r := range rows {
			roles = append(roles, anlan.Role(r.Role))
		}
		each, all = append(each, roles), append(all, roles...)
	}
	return each, all, nil
}

// ageing takes the roles away while the password is older than the rule allows: what is left is
// changing it.
func (s *Service) ageing(w *Who, now anlan.Instant) error {
	r, err := s.password(now)
	if err != nil || w.Account.hash == "" {
		return err
	}
	days := r.MaxAgeDays.Ordinary
	if slices.ContainsFunc(w.Actor.Roles, IsAdministrator) {
		days = r.MaxAgeDays.Administrator
	}
	if days > 0 && now.Sub(w.Account.PasswordAt) > time.Duration(days)*24*time.Hour {
		w.MustChange, w.Actor.Roles = true, nil
	}
	return nil
}
