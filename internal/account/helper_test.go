package account_test

import (
	"context"
	"io"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/event"
	"anlan/internal/rule"
)

type ctxt = context.Context

var ctx ctxt = context.Background()

const good = "Stone-bridge 47"

// people is a registry small enough to hold in the hand.
type people struct {
	mu    sync.Mutex
	posts map[anlan.ID]account.Post
	holds map[anlan.ID][]anlan.ID // person → posts
	phone map[string]anlan.ID
	asked atomic.Int64
}

func (p *people) PostsOf(_ context.Context, person anlan.ID, _ anlan.Instant) ([]account.Post, error) {
	p.asked.Add(1)
	p.mu.Lock()
	defer p.mu.Unlock()
	list, ok := p.holds[person]
	if !ok {
		return nil, anlan.ErrNotFound
	}
	var posts []account.Post
	for _, id := range list {
		posts = append(posts, p.posts[id])
	}
	return posts, nil
}

func (p *people) HoldersOf(_ context.Context, post anlan.ID, _ anlan.Instant) (list []anlan.ID, _ error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for person, posts := range p.holds {
		if slices.Contains(posts, post) {
			list = append(list, person)
		}
	}
	return list, nil
}

func (p *people) PostByID(_ context.Context, post anlan.ID) (account.Post, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	one, ok := p.posts[post]
	if !ok {
		return one, anlan.ErrNotFound
	}
	return one, nil
}

func (p *people) Subtree(_ context.Context, unit anlan.ID) ([]anlan.ID, error) {
	return []anlan.ID{unit, unit + "-below"}, nil
}

func (p *people) PersonByPhone(_ context.Context, phone string) (anlan.ID, error) {
	if id, ok := p.phone[phone]; ok {
		return id, nil
	}
	return "", anlan.ErrNotFound
}

// Seats lists everybody who was added, post by post.
func (p *people) Seats(_ context.Context, c account.Choice, _ anlan.Instant, most int) (list []account.Sitting, _ error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, id := range slices.Sorted(maps.Keys(p.posts)) {
		post := p.posts[id]
		if len(c.Kinds) > 0 && !slices.Contains(c.Kinds, post.UnitKind) {
			continue
		}
		n := len(list)
		one := account.Sitting{Post: id, Title: post.Title, Unit: post.Unit, UnitName: post.UnitName}
		for _, person := range slices.Sorted(maps.Keys(p.holds)) {
			if slices.Contains(p.holds[person], id) {
				one.Person, one.Name, one.Spelt = person, string(person), string(person)
				list = append(list, one)
			}
		}
		if len(list) == n {
			list = append(list, one)
		}
	}
	return list[:min(most, len(list))], nil
}

// add seats a person on a post.
func (p *people) add(person anlan.ID, post account.Post) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.posts[post.ID] = post
	p.holds[person] = append(p.holds[person], post.ID)
}

// Found seats the first four.
func (p *people) Found(_ context.Context, tx *db.Tx, _ account.County, seats []account.Seat) (list []account.Seated, _ error) {
	for _, s := range seats {
		one := account.Seated{Person: tx.NewID(), Post: tx.NewID()}
		p.add(one.Person, account.Post{ID: one.Post, Title: string(s.Role), Unit: "u-office", UnitName: "安委办", UnitKind: "department"})
		list = append(list, one)
	}
	return list, nil
}

// house is a service that has been set up, with a clock that the test moves.
type house struct {
	*account.Service
	d     *db.DB
	p     *people
	clock *atomic.Int64 // milliseconds ahead of the wall clock
	book  *atomic.Pointer[rule.Book]
}

func (h house) pass(d time.Duration) { h.clock.Add(d.Milliseconds()) }

func both(t *testing.T, fn func(t *testing.T, h house)) {
	t.Helper()
	t.Parallel()
	for _, engine := range []string{"sqlite", "postgres"} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			var clock atomic.Int64
			now := func() time.Time { return time.Now().Add(time.Duration(clock.Load()) * time.Millisecond) }
			open := map[string]func(testing.TB, db.Options) *db.DB{"sqlite": dbtest.SQLite, "postgres": dbtest.OnPostgres}[engine]
			fn(t, setUp(t, open(t, db.Options{Now: now}), &clock))
		})
	}
}

func setUp(t *testing.T, d *db.DB, clock *atomic.Int64) house {
	t.Helper()
	h := bare(t, d, clock)
	token, err := h.SetupToken(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := h.Setup(ctx, token, founding()); err != nil {
		t.Fatal(err)
	}
	return h
}

// bare is a service before its set-up. Its passwords cost little, so that the tests do.
func bare(t *testing.T, d *db.DB, clock *atomic.Int64) house {
	t.Helper()
	p := &people{posts: map[anlan.ID]account.Post{}, holds: map[anlan.ID][]anlan.ID{}, phone: map[string]anlan.ID{}}
	vault, err := account.NewVault(make([]byte, 32))
	if err != nil {
		t.Fatal(err)
	}
	book := new(atomic.Pointer[rule.Book])
	book.Store(cheap(t, 1))
	s := account.New(account.Options{DB: d, Rules: book.Load, Directory: p, Founder: p, Vault: vault,
		Demo: true, Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	return house{Service: s, d: d, p: p, clock: clock, book: book}
}

func cheap(t *testing.T, passes int) *rule.Book {
	t.Helper()
	book, err := rule.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	v := book.Versions(rule.Password)[0]
	r := v.Value.(rule.PasswordRule)
	r.Argon2id = rule.Argon2id{MemoryKiB: 8192, Passes: passes, Lanes: 1}
	v.Value, v.Layer = r, "test"
	if book, err = book.AddVersion(v); err != nil {
		t.Fatal(err)
	}
	return book
}

func founding() account.Founding {
	seat := func(login string) account.Seat { return account.Seat{Login: login, Name: login, Password: good} }
	return account.Founding{County: account.County{Code: "620521", Name: "清水县"}, System: seat("xitong"), Security: seat("baomi"),
		Audit: seat("shenji"), Office: seat("anweiban-1")}
}

func (h house) signIn(t *testing.T, login string) account.SignedIn {
	t.Helper()
	in, err := h.SignIn(ctx, account.SignIn{Login: login, Password: good, IP: "10.1.1.1", Label: "Firefox"})
	if err != nil {
		t.Fatalf("sign in as %s: %v", login, err)
	}
	return in
}

// events returns all events so far; PostgreSQL numbers them after their commit.
func (h house) events(t *testing.T) []anlan.Event {
	t.Helper()
	dbtest.Numbered(t, h.d)
	list, err := event.After(ctx, h.d.Reader(), 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func (h house) count(t *testing.T, kind string) (n int) {
	t.Helper()
	for _, e := range h.events(t) {
		if e.Kind == kind {
			n++
		}
	}
	return n
}
