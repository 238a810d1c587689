package document_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"anlan"
	"anlan/internal/blob"
	"anlan/internal/calendar"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/document"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

var ctx = context.Background()

// house is a small county that issues documents.
type house struct {
	*document.Service
	t     *testing.T
	db    *db.DB
	units map[string]registry.Unit
	posts map[string]registry.Post
	now   *atomic.Int64
}

// both runs fn on both engines, each with a county of its own.
func both(t *testing.T, fn func(t *testing.T, h house)) {
	t.Helper()
	for name, open := range map[string]func(testing.TB, db.Options) *db.DB{"sqlite": dbtest.SQLite, "postgres": dbtest.OnPostgres} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			now := new(atomic.Int64)
			now.Store(anlan.Date("2026-03-03").Start().Add(9 * time.Hour).Time().UnixMilli())
			d := open(t, db.Options{Now: func() time.Time { return time.UnixMilli(now.Add(1)) }})
			fn(t, setup(t, d, now))
		})
	}
}

func (h house) pass(d time.Duration) { h.now.Add(d.Milliseconds()) }

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(t *testing.T, err error, want *anlan.Error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %s", err, want.Code)
	}
}

func setup(t *testing.T, d *db.DB, now *atomic.Int64) house {
	t.Helper()
	h := house{t: t, db: d, units: map[string]registry.Unit{}, posts: map[string]registry.Post{}, now: now}
	reg := registry.New(d)
	admin := anlan.Actor{Account: "a", Post: "p", Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}
	for _, p := range []registry.Place{{Code: "620521", Name: "清水县", Level: registry.CountyLevel},
		{Code: "620521100", Name: "永清镇", Level: registry.Township, Parent: "620521"}, {Code: "620521101", Name: "红堡镇", Level: registry.Township, Parent: "620521"}} {
		_, err := reg.SavePlace(ctx, admin, p)
		ok(t, err)
	}
	for _, u := range []registry.UnitDraft{{Kind: registry.CommitteeOffice, Name: "清水县安委办", Place: "620521"},
		{Kind: registry.Department, Name: "应急局", Place: "620521"},
		{Kind: registry.TownshipUnit, Name: "永清镇", Place: "620521100"}, {Kind: registry.TownshipUnit, Name: "红堡镇", Place: "620521101"}} {
		made, err := reg.CreateUnit(ctx, admin, u)
		ok(t, err)
		h.units[u.Name] = made
		h.posts[u.Name], err = reg.CreatePost(ctx, admin, registry.PostDraft{Unit: made.ID, Title: u.Name + "联络员", Kind: registry.Liaison})
		ok(t, err)
	}
	book, err := rule.Builtin()
	ok(t, err)
	cal, err := calendar.New(book)
	ok(t, err)
	files, err := blob.New(t.TempDir())
	ok(t, err)
	h.Service = document.New(document.Options{DB: d, Blob: files, Book: func() *rule.Book { return book }, Calendar: func() *calendar.Calendar { return cal }})
	return h
}

// actor is somebody in a chair of the unit.
func (h house) actor(unit string, role anlan.Role) anlan.Actor {
	id := h.units[unit].ID
	return anlan.Actor{Account: "acc-" + id, Post: h.posts[unit].ID, Unit: id, Roles: []anlan.Role{role}, Scope: anlan.Scope{Units: []anlan.ID{id}}}
}

func (h house) office() anlan.Actor { return h.actor("清水县安委办", anlan.RoleOffice) }

// exec changes rows behind the program's back.
func (h house) exec(query string, args ...any) {
	h.t.Helper()
	ok(h.t, h.db.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		_, err := tx.ExecContext(ctx, query, args...)
		return err
	}))
}

// paper takes the next number of a series, as a room does, and registers it.
func (h house) paper(to string) document.Paper {
	h.t.Helper()
	var p document.Paper
	ok(h.t, h.db.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		n, err := tx.Number(ctx, "paper/清安委办/supervision_notice/2026")
		if err != nil {
			return err
		}
		p = document.Paper{Kind: "supervision_notice", Number: "清安委办督〔2026〕" + itoa(n) + "号", Organ: "清安委办", Title: "督办", Unit: h.units["清水县安委办"].ID,
			To: []anlan.ID{h.units[to].ID}, At: tx.Now, Origin: anlan.Ref{Kind: "matter.rung", ID: tx.NewID()}}
		return nil
	}))
	h.register(p)
	return p
}

func (h house) register(p document.Paper) {
	h.t.Helper()
	ok(h.t, h.db.Write(ctx, anlan.Clock, func(tx *db.Tx) error { return h.Register(ctx, tx, p) }))
}
