package hazard_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"anlan"
	"anlan/internal/calendar"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/event"
	"anlan/internal/flow"
	"anlan/internal/hazard"
	"anlan/internal/matter"
	"anlan/internal/registry"
	"anlan/internal/rule"
	"anlan/internal/timer"
)

var ctx = context.Background()

// house is a small county: an office, a regulator, two townships, a village, two enterprises.
type house struct {
	*hazard.Service
	t       *testing.T
	db      *db.DB
	matters *matter.Service
	timers  *timer.Runner
	landing *flow.Landing
	units   map[string]registry.Unit
	posts   map[string]anlan.ID
	sites   sites
	now     *atomic.Int64
	n       *int
}

// both runs fn on both engines, each with a county of its own and a clock that goes a millisecond
// further whenever it is looked at.
func both(t *testing.T, fn func(t *testing.T, h house)) {
	t.Helper()
	t.Parallel()
	for name, open := range map[string]func(testing.TB, db.Options) *db.DB{"sqlite": dbtest.SQLite, "postgres": dbtest.OnPostgres} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			now := new(atomic.Int64)
			now.Store(anlan.Date("2024-03-04").Start().Add(9 * time.Hour).Time().UnixMilli()) // a Monday
			d := open(t, db.Options{Now: func() time.Time { return time.UnixMilli(now.Add(1)) }})
			fn(t, setup(t, d, now))
		})
	}
}

func (h house) pass(d time.Duration) { h.now.Add(d.Milliseconds()) }

func setup(t *testing.T, d *db.DB, now *atomic.Int64) house {
	t.Helper()
	h := house{t: t, db: d, units: map[string]registry.Unit{}, posts: map[string]anlan.ID{}, sites: sites{}, now: now, n: new(int)}
	reg := registry.New(d)
	admin := anlan.Actor{Account: "a", Post: "p", Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}
	for _, p := range []registry.Place{{Code: "620521", Name: "清水县", Level: registry.CountyLevel},
		{Code: "620521100", Name: "永清镇", Level: registry.Township, Parent: "620521"},
		{Code: "620521101", Name: "红堡镇", Level: registry.Township, Parent: "620521"},
		{Code: "620521100201", Name: "甲村", Level: registry.Village, Parent: "620521100"}} {
		_, err := reg.SavePlace(ctx, admin, p)
		ok(t, err)
	}
	unit := func(u registry.UnitDraft) {
		made, err := reg.CreateUnit(ctx, admin, u)
		ok(t, err)
		post, err := reg.CreatePost(ctx, admin, registry.PostDraft{Unit: made.ID, Title: u.Name + "联络员", Kind: registry.Liaison})
		ok(t, err)
		h.units[u.Name], h.posts[u.Name] = made, post.ID
	}
	unit(registry.UnitDraft{Kind: registry.Committee, Name: "清水县安全生产委员会", Place: "620521"})
	unit(registry.UnitDraft{Kind: registry.CommitteeOffice, Name: "安委办", Place: "620521", Parent: h.units["清水县安全生产委员会"].ID})
	unit(registry.UnitDraft{Kind: registry.Department, Name: "应急局", Place: "620521"})
	unit(registry.UnitDraft{Kind: registry.Department, Name: "住建局", Place: "620521"})
	unit(registry.UnitDraft{Kind: registry.TownshipUnit, Name: "永清镇", Place: "620521100"})
	unit(registry.UnitDraft{Kind: registry.TownshipUnit, Name: "红堡镇", Place: "620521101"})
	unit(registry.UnitDraft{Kind: registry.VillageUnit, Name: "甲村", Place: "620521100201", Parent: h.units["永清镇"].ID})
	unit(registry.UnitDraft{Kind: registry.Enterprise, Name: "加油站", Place: "620521100201", Sector: "hazmat", Regulator: h.units["应急局"].ID})
	unit(registry.UnitDraft{Kind: registry.Enterprise, Name: "饭店", Place: "620521100201", Sector: "catering"})
	h.sites["site-1"] = hazard.Site{ID: "site-1", Unit: h.id("加油站"), Name: "加油区", Sector: "hazmat", Place: "620521100201", Active: true}
	h.wire()
	return h
}

func (h *house) wire() {
	book, err := rule.Builtin()
	ok(h.t, err)
	cal, err := calendar.New(book)
	ok(h.t, err)
	books, cals := func() *rule.Book { return book }, func() *calendar.Calendar { return cal }
	h.matters = matter.NewService(h.db, books, cals, seats{h.db})
	h.Service = hazard.New(hazard.Options{DB: h.db, Book: books, Calendar: cals, Matters: h.matters, Seats: seats{h.db}, Sites: h.sites})
	h.landing = flow.New(h.db, h.matters, nil).WithHazards(h.Service)
	handlers := h.Timers()
	for k, v := range h.matters.Timers() {
		handlers[k] = v
	}
	h.timers = timer.New(h.db, slog.New(slog.NewTextHandler(io.Discard, nil)), handlers)
}

// settle lets time act and every room hear the news.
func (h house) settle() {
	h.t.Helper()
	_, err := h.timers.Step(ctx)
	ok(h.t, err)
	for range 3 { // what is heard may cause news
		dbtest.Numbered(h.t, h.db)
		_, err = event.Catch(ctx, h.db, flow.ReaderName, h.landing.Handle)
		ok(h.t, err)
	}
}

func (h house) id(unit string) anlan.ID { return h.units[unit].ID }

// actor is whoever sits in the liaison's chair of the unit.
func (h house) actor(unit string, role anlan.Role) anlan.Actor {
	u := h.units[unit]
	a := anlan.Actor{Account: "acc-" + u.ID, Post: h.posts[unit], Unit: u.ID, Roles: []anlan.Role{role}, Scope: anlan.Scope{Units: []anlan.ID{u.ID}}}
	switch role {
	case anlan.RoleOffice, anlan.RoleLeader:
		a.Scope.All = true
	case anlan.RoleTownship, anlan.RoleVillage:
		a.Scope.Places = []string{u.Place}
	}
	return a
}

func (h house) office() anlan.Actor    { return h.actor("安委办", anlan.RoleOffice) }
func (h house) regulator() anlan.Actor { return h.actor("应急局", anlan.RoleDepartment) }
func (h house) firm() anlan.Actor      { return h.actor("加油站", anlan.RoleEnterprise) }

// photo uploads a picture that nobody else has.
func (h house) photo() hazard.Photo {
	h.t.Helper()
	*h.n++
	sum := sha256.Sum256([]byte{byte(*h.n), byte(*h.n >> 8)})
	f := matter.File{Hash: hex.EncodeToString(sum[:]), Name: "照片.jpg", Type: "image/jpeg", Size: 9}
	_, err := h.matters.Upload(ctx, h.office(), f)
	ok(h.t, err)
	return hazard.Photo{Hash: f.Hash, At: h.db.Now()}
}

// draft is a sound finding at the filling station.
func (h house) draft() hazard.Draft {
	return hazard.Draft{ID: h.db.NewID(), Unit: h.id("加油站"), Category: "alarm", Cause: "thing", Text: "加油区可燃气体报警器失效，未及时更换",
		Source: "department", Photos: []hazard.Photo{h.photo()}}
}

func (h house) report(a anlan.Actor, d hazard.Draft) hazard.Hazard {
	h.t.Helper()
	x, err := h.Report(ctx, a, d)
	ok(h.t, err)
	return x
}

// get loads the hazard as it stands.
func (h house) get(id anlan.ID) hazard.Hazard {
	h.t.Helper()
	x, err := h.Get(ctx, h.office(), id)
	ok(h.t, err)
	return x
}

// rectify lets the enterprise sign, work and report completion.
func (h house) rectify(x hazard.Hazard) {
	h.t.Helper()
	m, err := h.matters.Get(ctx, h.office(), x.Matter)
	ok(h.t, err)
	if m.State == matter.Issued {
		_, err = h.matters.Sign(ctx, h.firm(), x.Matter, 0)
		ok(h.t, err)
	}
	_, err = h.matters.Feedback(ctx, h.firm(), x.Matter, 0, matter.Report{Text: "已更换报警器并调试", Final: true,
		Files: []string{h.photo().Hash, h.photo().Hash}})
	ok(h.t, err)
	h.settle()
}

type seats struct{ d *db.DB }

func (x seats) Seat(ctx context.Context, unit anlan.ID) (matter.Seat, error) {
	dir := registry.In(x.d.Reader())
	u, err := dir.Unit(ctx, unit)
	if err != nil {
		return matter.Seat{}, err
	}
	post, err := dir.LeadPost(ctx, unit)
	branch := u.ID
	if u.Kind == registry.VillageUnit {
		branch = u.Parent
	}
	return matter.Seat{Unit: u.ID, Branch: branch, Place: u.Place, Post: post.ID}, err
}

type sites map[anlan.ID]hazard.Site

func (s sites) Site(_ context.Context, id anlan.ID) (hazard.Site, error) {
	site, known := s[id]
	if !known {
		return site, anlan.ErrNotFound
	}
	return site, nil
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// refused wants an error of the catalogue.
func refused(t *testing.T, err error, want *anlan.Error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("%v, want %s", err, want.Code)
	}
}
