package flow_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/diligence"
)

// TestWhoMayHaveABook: role × subject × territory. Everybody may have their own; whoever may not learns
// nothing, and the answer is the table's.
func TestWhoMayHaveABook(t *testing.T) {
	t.Parallel()
	w := newBookWorld(t, func(o db.Options) *db.DB { return dbtest.SQLite(t, o) })
	post, unit := diligence.Subject{Kind: diligence.Post, ID: w.town.Post}, diligence.Subject{Kind: diligence.Unit, ID: w.town.Unit}
	person, incident := diligence.Subject{Kind: diligence.Person, ID: w.town.Person}, diligence.Subject{Kind: diligence.Incident, Ref: w.matter}
	scopes := map[string]anlan.Scope{"own": {Units: []anlan.ID{w.town.Unit}}, "place": {Units: []anlan.ID{"x"}, Places: []string{"620521"}}, "away": {Units: []anlan.ID{"x"}, Places: []string{"620522"}}}
	type want struct{ post, unit, person, incident bool }
	for role, by := range map[anlan.Role]map[string]want{
		anlan.RoleLeader:     {"own": {true, true, false, true}, "place": {true, true, false, true}, "away": {true, true, false, true}},
		anlan.RoleOffice:     {"own": {true, true, true, true}, "place": {true, true, true, true}, "away": {true, true, true, true}},
		anlan.RoleDepartment: {"own": {true, true, false, true}, "place": {}, "away": {}},
		anlan.RoleTownship:   {"own": {true, true, false, true}, "place": {true, true, false, true}, "away": {}},
		anlan.RoleVillage:    {"own": {true, true, false, false}, "place": {}, "away": {}},
		anlan.RoleEnterprise: {"own": {true, true, false, false}, "place": {}, "away": {}},
		anlan.RoleSystem:     {"own": {}, "place": {}, "away": {}},
		anlan.RoleSecurity:   {"own": {}, "place": {}, "away": {}},
		anlan.RoleAudit:      {"own": {true, true, true, true}, "place": {true, true, true, true}, "away": {true, true, true, true}},
	} {
		for where, scope := range scopes {
			a := anlan.Actor{Account: w.d.NewID(), Person: w.d.NewID(), Post: w.d.NewID(), Unit: "x", Roles: []anlan.Role{role}, Scope: scope}
			got := want{w.may(a, post), w.may(a, unit), w.may(a, person), w.may(a, incident)}
			if got != by[where] {
				t.Errorf("%s, %s: %+v, want %+v", role, where, got, by[where])
			}
		}
	}
	for _, role := range authz.Roles() {
		me := w.other
		me.Roles, me.Scope = []anlan.Role{role}, anlan.Scope{Units: []anlan.ID{w.other.Unit}}
		for _, own := range []diligence.Subject{{Kind: diligence.Post, ID: me.Post}, {Kind: diligence.Person, ID: me.Person}, {Kind: diligence.Person}} {
			if !w.may(me, own) {
				t.Errorf("%s may not have %s", role, own)
			}
		}
	}
}

// may asks for a book and stops it at once.
func (w *bookWorld) may(a anlan.Actor, sub diligence.Subject) bool {
	w.t.Helper()
	ctx := context.Background()
	b, err := w.s.Make(ctx, a, w.ask(sub))
	if err != nil {
		if !errors.Is(err, anlan.ErrForbidden) {
			w.t.Errorf("%s: %v", sub, err)
		}
		return false
	}
	w.must(w.s.Cancel(ctx, a, b.ID))
	w.s.Step(ctx)
	return true
}

// TestUnitsAreToldThroughTheirPosts: what one post was told stands in its own book and in its unit's, and in
// no other post's.
func TestUnitsAreToldThroughTheirPosts(t *testing.T) {
	t.Parallel()
	w := newBookWorld(t, func(o db.Options) *db.DB { return dbtest.SQLite(t, o) })
	for name, c := range map[string]struct {
		a    anlan.Actor
		sub  diligence.Subject
		told int
	}{
		"its own":      {w.other, diligence.Subject{Kind: diligence.Post, ID: w.other.Post}, 2},
		"the unit":     {w.town, diligence.Subject{Kind: diligence.Unit, ID: w.town.Unit}, 2},
		"another's":    {w.town, diligence.Subject{Kind: diligence.Post, ID: w.town.Post}, 1},
		"its holder":   {w.other, diligence.Subject{Kind: diligence.Person}, 2},
		"the affair's": {w.office, diligence.Subject{Kind: diligence.Incident, Ref: w.matter}, 1},
	} {
		if got := w.book(c.a, w.ask(c.sub)).Contents.Tally.Told; got != c.told {
			t.Errorf("%s: told %d times, want %d", name, got, c.told)
		}
	}
}

// TestBadRequests: what cannot become a book is refused with every fault named, and nothing is recorded.
func TestBadRequests(t *testing.T) {
	t.Parallel()
	w := newBookWorld(t, func(o db.Options) *db.DB { return dbtest.SQLite(t, o) })
	good := w.ask(diligence.Subject{Kind: diligence.Post, ID: w.town.Post})
	change := func(f func(*diligence.Request)) diligence.Request { r := good; f(&r); return r }
	before := w.d.Pos()
	for name, c := range map[string]struct {
		r    diligence.Request
		want *anlan.Error
	}{
		"reversed":        {change(func(r *diligence.Request) { r.From, r.To = r.To, r.From }), anlan.ErrDiligencePeriod},
		"too long":        {change(func(r *diligence.Request) { r.From = "2020-01-01" }), anlan.ErrDiligenceLong},
		"a leap of a day": {change(func(r *diligence.Request) { r.From, r.To = "2025-01-01", "2026-01-02" }), anlan.ErrDiligenceLong},
		"to come":         {change(func(r *diligence.Request) { r.From, r.To = "2030-01-01", "2030-01-31" }), anlan.ErrDiligenceFuture},
		"no such day":     {change(func(r *diligence.Request) { r.To = "2026-02-30" }), anlan.ErrDateMalformed},
		"no purpose":      {change(func(r *diligence.Request) { r.Purpose = "   " }), anlan.ErrDiligencePurpose},
		"one letter":      {change(func(r *diligence.Request) { r.Purpose = "查" }), anlan.ErrDiligencePurpose},
		"one, repeated":   {change(func(r *diligence.Request) { r.Purpose = "查查查查查查" }), anlan.ErrDiligencePurpose},
		"no letters":      {change(func(r *diligence.Request) { r.Purpose = "。。。 12345 ——\u200b" }), anlan.ErrDiligencePurpose},
		"a long purpose":  {change(func(r *diligence.Request) { r.Purpose = strings.Repeat("核查", 101) }), anlan.ErrDiligencePurposeLong},
		"no such kind":    {change(func(r *diligence.Request) { r.Subject.Kind = "moon" }), anlan.ErrDiligenceKind},
		"no incident": {change(func(r *diligence.Request) {
			r.Subject = diligence.Subject{Kind: "incident", Ref: anlan.Ref{Kind: "tip.tip", ID: w.town.Post}}
		}), anlan.ErrDiligenceKind},
		"no such post": {change(func(r *diligence.Request) { r.Subject.ID = w.d.NewID() }), anlan.ErrDiligenceSubject},
		"no ID":        {change(func(r *diligence.Request) { r.Subject.ID = "' OR 1=1" }), anlan.ErrDiligenceSubject},
	} {
		if _, err := w.s.Make(context.Background(), w.office, c.r); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if w.d.Pos() != before {
		t.Error("something was recorded")
	}
	blank := change(func(r *diligence.Request) { r.Purpose = " \n " })
	if b, err := w.s.Make(context.Background(), w.town, blank); err != nil || b.Purpose != "自证履职" { // everybody knows what one's own is for
		t.Errorf("one's own without a purpose: %q, %v", b.Purpose, err)
	}
	spaced := change(func(r *diligence.Request) { r.Purpose = "  核查\n事故经过 " })
	if b, err := w.s.Make(context.Background(), w.office, spaced); err != nil || b.Purpose != "核查 事故经过" {
		t.Errorf("a purpose with spaces: %q, %v", b.Purpose, err)
	}
	year := change(func(r *diligence.Request) { r.From, r.To = "2024-01-01", "2024-12-31" }) // 366 days
	if b := w.book(w.town, year); b.Contents.Lines != 0 {
		t.Errorf("a year before the county: %+v", b.Contents)
	}
}

// TestBooksAreTheMakers: nobody else opens a book, a repeated request is the same book, and it is found again
// by a new service; what is old goes.
func TestBooksAreTheMakers(t *testing.T) {
	t.Parallel()
	w := newBookWorld(t, func(o db.Options) *db.DB { return dbtest.SQLite(t, o) })
	ctx := db.WithKey(context.Background(), w.d.NewID())
	r := w.ask(diligence.Subject{Kind: diligence.Post, ID: w.town.Post})
	one, err := w.s.Make(ctx, w.town, r)
	w.must(err)
	w.s.Step(context.Background())
	two, err := w.s.Make(ctx, w.town, r)
	if w.must(err); two.ID != one.ID || two.State != diligence.Done {
		t.Errorf("a repeated request: %+v", two)
	}
	if _, err := w.s.Make(ctx, w.other, r); !errors.Is(err, anlan.ErrKeyReused) {
		t.Errorf("the key of another: %v", err)
	}
	for _, a := range []anlan.Actor{w.other, w.office} {
		if _, err := w.s.Get(ctx, a, one.ID); !errors.Is(err, anlan.ErrNotFound) {
			t.Errorf("another opens the book: %v", err)
		}
		if list, err := w.s.List(ctx, a); err != nil || len(list) != 0 {
			t.Errorf("another lists the book: %v %v", list, err)
		}
	}
	if _, err := w.s.Get(ctx, w.town, anlan.ID("../"+fmt.Sprint(one.ID))); !errors.Is(err, anlan.ErrNotFound) {
		t.Errorf("a path for an ID: %v", err)
	}
	w.s = diligence.New(w.o) // after a restart
	if b, err := w.s.Get(ctx, w.town, one.ID); err != nil || b.State != diligence.Done || b.Contents == nil {
		t.Errorf("after a restart: %+v %v", b, err)
	}
	if _, err := w.s.Make(ctx, w.other, r); !errors.Is(err, anlan.ErrKeyReused) {
		t.Errorf("the key of another, after a restart: %v", err)
	}
	w.at = w.at.AddDate(0, 0, 8)
	w.must(w.s.Sweep(ctx))
	if _, err := w.s.Get(ctx, w.town, one.ID); !errors.Is(err, anlan.ErrNotFound) {
		t.Errorf("an old book is still there: %v", err)
	}
}
