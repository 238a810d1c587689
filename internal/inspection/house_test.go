package inspection_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/inspection"
	"anlan/internal/inspection/checklist"
	"anlan/internal/matter"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

var ctx = context.Background()

// house is a small county with its checklists, two townships, a department and two enterprises.
type house struct {
	*inspection.Service
	t      *testing.T
	db     *db.DB
	units  map[string]registry.Unit
	sites  *county
	finder *finder
	office anlan.Actor
	now    *atomic.Int64
}

// both runs fn on both engines, each with a county of its own and a clock that goes a millisecond
// further whenever it is looked at.
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

func (h house) pass(d time.Duration) { h.now.Add(d.Milliseconds()) }

// at is the present instant.
func (h house) at() anlan.Instant { return h.db.Now() }

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func setup(t *testing.T, d *db.DB, now *atomic.Int64) house {
	t.Helper()
	h := house{t: t, db: d, units: map[string]registry.Unit{}, now: now, sites: &county{m: map[anlan.ID]inspection.Site{}}, finder: &finder{}}
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
	}{{registry.CommitteeOffice, "清水县安委办", "620521"}, {registry.Department, "清水县应急管理局", "620521"}, {registry.TownshipUnit, "永清镇", "620521100"},
		{registry.TownshipUnit, "红堡镇", "620521101"}, {registry.Enterprise, "演示加油站", "620521100"}, {registry.Enterprise, "演示饭店", "620521101"}} {
		x, err := reg.CreateUnit(ctx, admin, registry.UnitDraft{Kind: u.kind, Name: u.name, Place: u.place, Rank: int64(i + 1)})
		ok(t, err)
		_, err = reg.CreatePost(ctx, admin, registry.PostDraft{Unit: x.ID, Title: u.name + "联络员", Kind: registry.Liaison})
		ok(t, err)
		h.units[u.name] = x
	}
	h.office = h.actor("清水县安委办", anlan.RoleOffice)
	book, err := rule.Builtin()
	ok(t, err)
	h.Service = inspection.New(inspection.Options{DB: d, Rules: func() *rule.Book { return book }, Seats: seats{d}, Files: files{}, Sites: h.sites, Finder: h.finder})
	ok(t, h.Install(ctx))
	return h
}

// actor is somebody in a chair of the unit.
func (h house) actor(unit string, role anlan.Role) anlan.Actor {
	u := h.units[unit]
	a := anlan.Actor{Account: "acc-" + u.ID, Post: "post-" + u.ID, Unit: u.ID, Roles: []anlan.Role{role}, Scope: anlan.Scope{Units: []anlan.ID{u.ID}}}
	if role == anlan.RoleTownship {
		a.Scope.Places = []string{u.Place}
	}
	return a
}

// site registers a site of a unit.
func (h house) site(name, kind, unit string) inspection.Site {
	h.t.Helper()
	u := h.units[unit]
	s := inspection.Site{ID: h.db.NewID(), Name: name, Kind: kind, Unit: inspection.Named{ID: u.ID, Name: u.Name}, Branch: h.branch(u.Place), Place: u.Place, Active: true}
	h.sites.put(s)
	ok(h.t, h.db.Write(ctx, anlan.Clock, func(tx *db.Tx) error { return h.Know(ctx, tx, s) }))
	return s
}

func (h house) branch(place string) anlan.ID {
	for _, u := range h.units {
		if u.Kind == registry.TownshipUnit && u.Place == place {
			return u.ID
		}
	}
	return ""
}

// list returns a shipped checklist.
func (h house) list(code string) inspection.Checklist {
	h.t.Helper()
	p, err := h.Checklists(ctx, h.office, "", "", "", 200)
	ok(h.t, err)
	i := slices.IndexFunc(p.Items, func(c inspection.Checklist) bool { return c.Code == code })
	if i < 0 {
		h.t.Fatalf("no checklist %s among %d", code, len(p.Items))
	}
	return p.Items[i]
}

// draft answers every question with yes, or what comes nearest.
func (h house) draft(c inspection.Checklist, site anlan.ID) inspection.Draft {
	end := h.at()
	return inspection.Draft{ID: h.db.NewID(), Checklist: c.ID, Version: c.Version, Site: site, Started: end.Add(-3 * time.Minute), Ended: end, OffsetMs: new(int64),
		Answers: allYes(c.Form)}
}

func allYes(f checklist.Form) (list []checklist.Answer) {
	for _, it := range f.Items {
		a := checklist.Answer{Item: it.Name}
		switch it.Kind {
		case checklist.YesNo:
			if a.Value = "yes"; it.Finding == "false()" {
				a.Value = "no"
			}
		case checklist.Integer, checklist.Number:
			a.Value = "5"
		case checklist.Text, checklist.Barcode:
			a.Value = "甘E12345"
		case checklist.Place:
			a.Point = &checklist.Point{Lon: 106.14, Lat: 34.75, Accuracy: 8}
		case checklist.Choices:
			a.Values = []string{f.Lists[1].Options[0].Value}
		default:
			continue
		}
		list = append(list, a)
	}
	return list
}

// no turns an answer into a finding with a photograph.
func (h house) no(d *inspection.Draft, item string) anlan.ID {
	h.t.Helper()
	i := slices.IndexFunc(d.Answers, func(a checklist.Answer) bool { return a.Item == item })
	id := h.db.NewID()
	d.Answers[i] = checklist.Answer{Item: item, Value: "no", Photos: []checklist.Picture{{Hash: photo}}, Action: &checklist.Action{ID: id}}
	return id
}

var photo = strings.Repeat("a", 64)

// county is the registry's sites, for tests.
type county struct {
	mu sync.Mutex
	m  map[anlan.ID]inspection.Site
}

func (c *county) put(s inspection.Site) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.m[s.ID] = s
}

func (c *county) Site(_ context.Context, id anlan.ID) (inspection.Site, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if s, ok := c.m[id]; ok {
		return s, nil
	}
	return inspection.Site{}, anlan.ErrNotFound
}

// finder counts hazards; the hundredth fails, as a full ledger would.
type finder struct {
	mu    sync.Mutex
	found []inspection.Found
	fail  error
}

func (f *finder) Find(_ context.Context, tx *db.Tx, x inspection.Found) (inspection.Hazard, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.fail != nil {
		return inspection.Hazard{}, f.fail
	}
	f.found = append(f.found, x)
	return inspection.Hazard{Ref: anlan.Ref{Kind: "hazard.hazard", ID: x.ID}, Number: "YH-" + string(x.ID)[30:]},
		tx.Emit("hazard.reported", anlan.Ref{Kind: "hazard.hazard", ID: x.ID}, nil, nil)
}

func (f *finder) count() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.found)
}

// files knows every file but those of zeros.
type files struct{}

func (files) FileMeta(_ context.Context, hash string) (matter.File, error) {
	if strings.HasPrefix(hash, "0") {
		return matter.File{}, anlan.ErrMatterFileUnknown.With("hash", hash)
	}
	return matter.File{Hash: hash}, nil
}

type seats struct{ d *db.DB }

func (x seats) Seat(ctx context.Context, unit anlan.ID) (matter.Seat, error) {
	dir := registry.In(x.d.Reader())
	u, err := dir.Unit(ctx, unit)
	if err != nil {
		return matter.Seat{}, err
	}
	post, err := dir.LeadPost(ctx, unit)
	return matter.Seat{Unit: u.ID, Branch: u.ID, Place: u.Place, Post: post.ID}, err
}

// refused asks for an error of a kind.
func refused(t *testing.T, what string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: %v, want %v", what, err, want)
	}
}
