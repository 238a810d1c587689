package risk_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"anlan"
	"anlan/internal/calendar"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/matter"
	"anlan/internal/registry"
	"anlan/internal/risk"
	"anlan/internal/rule"
	"anlan/internal/timer"
)

var ctx = context.Background()

// house is a small county with two townships, a department and two enterprises with sites.
type house struct {
	*risk.Service
	t      *testing.T
	db     *db.DB
	units  map[string]registry.Unit
	sites  map[string]registry.Site
	office anlan.Actor
	now    *atomic.Int64
	tasker *tasker
}

// both runs fn on both engines, each with a county and a clock of its own.
func both(t *testing.T, fn func(t *testing.T, h house)) {
	t.Helper()
	for name, open := range map[string]func(testing.TB, db.Options) *db.DB{"sqlite": dbtest.SQLite, "postgres": dbtest.OnPostgres} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			now := new(atomic.Int64)
			now.Store(anlan.Date("2022-01-18").Start().Add(9 * time.Hour).Time().UnixMilli())
			d := open(t, db.Options{Now: func() time.Time { return time.UnixMilli(now.Add(1)) }})
			fn(t, setup(t, d, now))
		})
	}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// refused asks for an error of a kind.
func refused(t *testing.T, what string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: %v, want %v", what, err, want)
	}
}

func setup(t *testing.T, d *db.DB, now *atomic.Int64) house {
	t.Helper()
	h := house{t: t, db: d, units: map[string]registry.Unit{}, sites: map[string]registry.Site{}, now: now, tasker: &tasker{}}
	reg := registry.New(d)
	admin := anlan.Actor{Account: "a", Post: "p", Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}
	for _, p := range []registry.Place{{Code: "620521", Name: "清水县", Level: registry.CountyLevel},
		{Code: "620521100", Name: "永清镇", Level: registry.Township, Parent: "620521"}, {Code: "620521101", Name: "红堡镇", Level: registry.Township, Parent: "620521"}} {
		_, err := reg.SavePlace(ctx, admin, p)
		ok(t, err)
	}
	for i, u := range []struct {
		kind        registry.UnitKind
		name, place string
		parent      string
	}{{registry.CommitteeOffice, "清水县安委办", "620521", ""}, {registry.Department, "清水县应急管理局", "620521", ""},
		{registry.TownshipUnit, "永清镇人民政府", "620521100", ""}, {registry.TownshipUnit, "红堡镇人民政府", "620521101", ""},
		{registry.Enterprise, "演示加油站", "620521100", "永清镇人民政府"}, {registry.Enterprise, "演示饭店", "620521101", "红堡镇人民政府"}} {
		x, err := reg.CreateUnit(ctx, admin, registry.UnitDraft{Kind: u.kind, Name: u.name, Place: u.place, Rank: int64(i + 1), Parent: h.units[u.parent].ID})
		ok(t, err)
		_, err = reg.CreatePost(ctx, admin, registry.PostDraft{Unit: x.ID, Title: u.name + "联络员", Kind: registry.Liaison})
		ok(t, err)
		h.units[u.name] = x
	}
	h.office = h.actor("清水县安委办", anlan.RoleOffice)
	book, err := rule.Builtin()
	ok(t, err)
	cal, err := calendar.New(book)
	ok(t, err)
	sites := registry.NewSites(d, func() *rule.Book { return book })
	for _, s := range []struct {
		name, kind, unit string
		lon, lat         float64
	}{{"加油站罩棚", "filling_station", "演示加油站", 106.1402, 34.7501}, {"饭店后厨", "gas_restaurant", "演示饭店", 106.09, 34.72}} {
		u := h.units[s.unit]
		x, err := sites.Create(ctx, h.office, registry.SiteDraft{Unit: u.ID, Name: s.name, Kind: s.kind, Place: u.Place, Point: &registry.Point{Lon: s.lon, Lat: s.lat}})
		ok(t, err)
		h.sites[s.name] = x
	}
	h.Service = risk.New(risk.Options{DB: d, Book: func() *rule.Book { return book }, Calendar: func() *calendar.Calendar { return cal }, Seats: seats{h},
		Tasker: h.tasker, Ledgers: figures{"major_open": 1, "stopped": 1}})
	return h
}

func (h house) pass(days int) { h.now.Add(int64(days) * 24 * 3600 * 1000) }

// step lets every timer fire that is due.
func (h house) step() {
	h.t.Helper()
	_, err := timer.New(h.db, nil, h.Timers()).Step(ctx)
	ok(h.t, err)
}

// actor is somebody in a chair of the unit.
func (h house) actor(unit string, role anlan.Role) anlan.Actor {
	u := h.units[unit]
	a := anlan.Actor{Account: "acc-" + u.ID, Post: "post-" + u.ID, Unit: u.ID, Roles: []anlan.Role{role}, Scope: anlan.Scope{Units: []anlan.ID{u.ID}}}
	switch role {
	case anlan.RoleTownship:
		a.Scope.Places = []string{u.Place}
	case anlan.RoleOffice:
		a.Scope = anlan.Scope{All: true}
	}
	return a
}

func lec(l, e, c float64) *risk.RatingDraft {
	return &risk.RatingDraft{Method: "lec", Values: map[string]float64{"l": l, "e": e, "c": c}, Reason: "现场评估"}
}

// point enters a point at a site of the filling station.
func (h house) point(name string, r *risk.RatingDraft) risk.Point {
	h.t.Helper()
	p, err := h.Create(ctx, h.office, risk.Draft{Name: name, Site: h.sites["加油站罩棚"].ID, Rating: r})
	ok(h.t, err)
	return p
}

// tasker hands out work that nobody does.
type tasker struct{ given []risk.Work }

func (x *tasker) Open(_ context.Context, tx *db.Tx, w risk.Work) (anlan.Ref, error) {
	x.given = append(x.given, w)
	kind := "matter.matter"
	if w.Checklist != "" {
		kind = "inspection.duty"
	}
	return anlan.Ref{Kind: kind, ID: tx.NewID()}, nil
}

// figures are the other ledgers.
type figures map[string]int

func (f figures) Of(context.Context, anlan.ID, anlan.Instant, anlan.Instant) (map[string]int, error) {
	return f, nil
}

type seats struct{ h house }

func (x seats) Seat(ctx context.Context, unit anlan.ID) (matter.Seat, error) {
	u, err := registry.In(x.h.db.Reader()).Unit(ctx, unit)
	seat := matter.Seat{Unit: u.ID, Branch: u.ID, Place: u.Place}
	if u.Parent != "" {
		seat.Branch = u.Parent
	}
	return seat, err
}

func names(list []risk.Point) string {
	var out []string
	for _, p := range list {
		out = append(out, p.Name)
	}
	return strings.Join(out, "|")
}
