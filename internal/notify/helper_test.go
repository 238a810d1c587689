package notify_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/notify"
)

type ctxt = context.Context

var ctx ctxt = context.Background()

var (
	office = anlan.Actor{Account: "a1", Post: "office", Unit: "u-office", Roles: []anlan.Role{anlan.RoleOffice}}
	town   = anlan.Actor{Account: "a2", Post: "town", Unit: "u-town", Roles: []anlan.Role{anlan.RoleTownship}}
	admin  = anlan.Actor{Account: "a3", Post: "admin", Unit: "u-office", Roles: []anlan.Role{anlan.RoleSystem}}
	about  = anlan.Ref{Kind: "matter.matter", ID: "m1"}
)

// phones is the address book.
type phones struct {
	mu sync.Mutex
	m  map[anlan.ID][]notify.Address
}

func (p *phones) Addresses(_ ctxt, post, unit anlan.ID) ([]notify.Address, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if post == "broken" {
		return nil, errors.New("the book is torn")
	}
	if post == "gone" {
		return nil, anlan.ErrNotFound
	}
	return append(append([]notify.Address{}, p.m[post]...), p.m[unit]...), nil
}

func (p *phones) set(who anlan.ID, list ...notify.Address) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.m[who] = list
}

// rot is a vault that only turns letters around, so that a test sees whether it was used.
type rot struct{}

func (rot) Seal(_, owner, plain string) string { return owner + "|" + reverse(plain) }
func (rot) Open(_, owner, sealed string) (string, error) {
	return reverse(strings.TrimPrefix(sealed, owner+"|")), nil
}

func reverse(s string) string {
	r := []byte(s)
	for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
		r[i], r[j] = r[j], r[i]
	}
	return string(r)
}

// house is a service with a clock that the test moves and quiet hours that it chooses.
type house struct {
	*notify.Service
	d     *db.DB
	book  *phones
	clock *atomic.Int64
	quiet *atomic.Int64 // the end of the quiet hours, or 0
}

func (h house) pass(t *testing.T, d time.Duration) {
	t.Helper()
	h.clock.Add(d.Milliseconds())
	if _, err := h.Pass(ctx); err != nil {
		t.Fatal(err)
	}
}

func both(t *testing.T, fn func(t *testing.T, h house)) {
	t.Helper()
	t.Parallel()
	for engine, open := range map[string]func(testing.TB, db.Options) *db.DB{"sqlite": dbtest.SQLite, "postgres": dbtest.OnPostgres} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			h := house{book: &phones{m: map[anlan.ID][]notify.Address{}}, clock: new(atomic.Int64), quiet: new(atomic.Int64)}
			h.d = open(t, db.Options{Now: func() time.Time { return time.Now().Add(time.Duration(h.clock.Load()) * time.Millisecond) }})
			h.Service = notify.New(notify.Options{DB: h.d, Book: h.book, Vault: rot{}, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
				Release: func(now anlan.Instant, urgent bool) anlan.Instant {
					if end := anlan.Instant(h.quiet.Load()); !urgent && end > now {
						return end
					}
					return now
				}})
			fn(t, h)
		})
	}
}

func (h house) send(t *testing.T, notices ...notify.Notice) {
	t.Helper()
	err := h.d.Write(ctx, office, func(tx *db.Tx) error { return notify.Send(ctx, tx, notices...) })
	if err != nil {
		t.Fatal(err)
	}
}

// deliveries returns the states of all deliveries about the record, by channel.
func (h house) deliveries(t *testing.T) map[string]string {
	t.Helper()
	lines, err := h.Log(ctx, office, about, "", 200)
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]string{}
	for _, l := range lines {
		for _, d := range l.Deliveries {
			m[d.Channel] = strings.TrimSpace(m[d.Channel] + " " + d.State)
		}
	}
	return m
}

func (h house) allow(t *testing.T, c notify.Channels) {
	t.Helper()
	c.Robots = true
	c.Allow = []string{"127.0.0.1"}
	if c.Mail.Security == "" {
		c.Mail.Security = "starttls"
	}
	if _, err := h.SetSettings(ctx, admin, c); err != nil {
		t.Fatal(err)
	}
}

// robot is a provider's server: it keeps what it was sent and answers what the test says.
type robot struct {
	*httptest.Server
	mu     sync.Mutex
	bodies []map[string]any
	query  []url.Values
	answer atomic.Value // string
}

func newRobot(t *testing.T, answer string) *robot {
	r := &robot{}
	r.answer.Store(answer)
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		var body map[string]any
		if err := json.NewDecoder(req.Body).Decode(&body); err != nil {
			t.Error(err)
		}
		r.mu.Lock()
		r.bodies, r.query = append(r.bodies, body), append(r.query, req.URL.Query())
		r.mu.Unlock()
		_, _ = io.WriteString(w, r.answer.Load().(string))
	}))
	t.Cleanup(r.Close)
	return r
}

func (r *robot) count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.bodies)
}

// text is the JSON of the n-th message.
func (r *robot) text(n int) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	b, _ := json.Marshal(r.bodies[n])
	return string(b)
}
