package matrix

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"time"

	"anlan"
	"anlan/internal/calendar"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/event"
	"anlan/internal/registry"
	"anlan/internal/rule"
	"anlan/internal/timer"
)

var ctx = context.Background()

// house is a small county: an office, three departments, two townships and a shop.
type house struct {
	*Service
	t      *testing.T
	db     *db.DB
	reg    *registry.Service
	units  map[string]registry.Unit
	posts  map[string]registry.Post
	sites  map[string]registry.Site
	office anlan.Actor
	now    *atomic.Int64
	tabler *tabler
}

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

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(t *testing.T, what string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: %v, want %v", what, err, want)
	}
}

func setup(t *testing.T, d *db.DB, now *atomic.Int64) house {
	t.Helper()
	h := house{t: t, db: d, reg: registry.New(d), units: map[string]registry.Unit{}, posts: map[string]registry.Post{}, sites: map[string]registry.Site{}, now: now, tabler: &tabler{}}
	admin := anlan.Actor{Account: "a", Post: "p", Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}
	for _, p := range []registry.Place{{Code: "620521", Name: "清水县", Level: registry.CountyLevel},
		{Code: "620521100", Name: "永清镇", Level: registry.Township, Parent: "620521"}, {Code: "620521101", Name: "红堡镇", Level: registry.Township, Parent: "620521"}} {
		_, err := h.reg.SavePlace(ctx, admin, p)
		ok(t, err)
	}
	for i, u := range []struct {
		kind                registry.UnitKind
		name, place, sector string
	}{{registry.CommitteeOffice, "安委办", "620521", ""}, {registry.GovernmentOrgan, "县政府", "620521", ""}, {registry.Department, "应急局", "620521", ""},
		{registry.Department, "文旅局", "620521", ""}, {registry.Department, "市场监管局", "620521", ""}, {registry.TownshipUnit, "永清镇", "620521100", ""},
		{registry.TownshipUnit, "红堡镇", "620521101", ""}, {registry.Enterprise, "剧本店", "620521100", "剧本娱乐"}} {
		x, err := h.reg.CreateUnit(ctx, admin, registry.UnitDraft{Kind: u.kind, Name: u.name, Place: u.place, Rank: int64(i + 1), Sector: u.sector})
		ok(t, err)
		p, err := h.reg.CreatePost(ctx, admin, registry.PostDraft{Unit: x.ID, Title: "负责人", Kind: registry.Chief})
		ok(t, err)
		person, err := h.reg.CreatePerson(ctx, admin, registry.PersonDraft{Name: fmt.Sprintf("岗位%d", i)})
		ok(t, err)
		_, err = h.reg.Appoint(ctx, admin, registry.Holding{Post: p.ID, Person: person.ID, Mode: registry.Full, Since: "2020-01-01"})
		ok(t, err)
		h.units[u.name], h.posts[u.name] = x, p
	}
	h.office = h.actor("安委办", anlan.RoleOffice)
	book, err := rule.Builtin()
	ok(t, err)
	cal, err := calendar.New(book)
	ok(t, err)
	sites := registry.NewSites(d, func() *rule.Book { return book })
	s, err := sites.Create(ctx, h.office, registry.SiteDraft{Unit: h.units["剧本店"].ID, Name: "密室", Kind: "other", Place: "620521100"})
	ok(t, err)
	h.sites["密室"] = s
	h.Service = New(Options{DB: d, Book: func() *rule.Book { return book }, Calendar: func() *calendar.Calendar { return cal }, Tabler: h.tabler})
	return h
}

func (h house) pass(days int) { h.now.Add(int64(days) * 24 * 3600 * 1000) }

// catch lets the examination hear everything.
func (h house) catch() {
	h.t.Helper()
	dbtest.Numbered(h.t, h.db)
	_, err := event.Catch(ctx, h.db, ReaderName, h.Handle)
	ok(h.t, err)
}

func (h house) step() {
	h.t.Helper()
	_, err := timer.New(h.db, nil, h.Timers()).Step(ctx)
	ok(h.t, err)
}

func (h house) actor(unit string, role anlan.Role) anlan.Actor {
	u := h.units[unit]
	a := anlan.Actor{Account: "acc-" + u.ID, Post: h.posts[unit].ID, Unit: u.ID, Roles: []anlan.Role{role}, Scope: anlan.Scope{Units: []anlan.ID{u.ID}}}
	if role == anlan.RoleOffice {
		a.Scope = anlan.Scope{All: true}
	}
	return a
}

func (h house) code(code string) Sector {
	h.t.Helper()
	list, err := h.Sectors(ctx, h.office)
	ok(h.t, err)
	for _, s := range list {
		if s.Code == code {
			return s
		}
	}
	h.t.Fatalf("no sector %s", code)
	return Sector{}
}

func (h house) key(key string) Finding {
	h.t.Helper()
	r, err := queries(h.db.Reader()).FindingByKey(ctx, key)
	f, err := findingOf(r.Rank, r.Doc, err)
	ok(h.t, err)
	return f
}

var division = Basis{Kind: ByDivision, Text: "县委办发〔2021〕12号"}

type tabler struct{ asked []Question }

func (x *tabler) Table(_ context.Context, tx *db.Tx, _ anlan.ID, q Question) (anlan.Ref, error) {
	x.asked = append(x.asked, q)
	return anlan.Ref{Kind: "committee.decision", ID: tx.NewID()}, nil
}

func TestAHoleFromFindingToDecision(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		h.catch()
		if n, err := h.Counts(ctx, h.office); err != nil || len(n) != 0 {
			t.Fatalf("a county without a tree has holes: %v %v", n, err)
		}
		made, err := h.Seed(ctx, h.office, "2021-01-01")
		ok(t, err)
		if made < 86 {
			t.Errorf("%d sectors", made)
		}
		h.catch()
		play := h.code("script_play")
		f := h.key("gap/industry/" + string(play.ID) + "/")
		if !f.Live || f.Objects != 2 {
			t.Fatalf("the shop and its site: %+v", f)
		}
		if list, err := h.Touched(ctx, h.office, f.ID); err != nil || len(list) != 2 || list[0].Kind == list[1].Kind {
			t.Errorf("the shop and its site: %v, %v", list, err)
		}
		page, err := h.Findings(ctx, h.office, FindingFilter{Kind: Gap, Limit: 3})
		ok(t, err)
		if len(page.Items) != 3 || page.Next == "" || page.Items[0].Objects < page.Items[2].Objects {
			t.Errorf("the largest first: %+v", page)
		}
		// 协商
		f, err = h.Ask(ctx, h.office, f.ID, f.Revision, TalkDraft{Unit: h.units["文旅局"].ID, Text: "属文化娱乐", Asked: []anlan.ID{h.units["市场监管局"].ID}})
		ok(t, err)
		if f.State != Asked || f.Talk.Due != "2022-01-25" {
			t.Errorf("%s, until %s", f.State, f.Talk.Due)
		}
		culture := h.actor("文旅局", anlan.RoleDepartment)
		if list, err := h.AskedOf(ctx, culture, culture.Unit, 10); err != nil || len(list) != 1 {
			t.Fatalf("to answer: %v %v", list, err)
		}
		_, err = h.Answer(ctx, h.actor("应急局", anlan.RoleDepartment), f.ID, 0, true, "", "")
		refused(t, "who was not asked", err, anlan.ErrMatrixNotAsked)
		f, err = h.Answer(ctx, culture, f.ID, 0, false, "无执法权", h.units["市场监管局"].ID)
		ok(t, err)
		if f.State != Split {
			t.Error(f.State)
		}
		// 逾期
		h.pass(20)
		h.step()
		if f = h.key(f.Key()); !f.Talk.Told {
			t.Errorf("the committee did not have it in time, and nobody was told: %+v", f.Talk)
		}
		// 提请、议定
		f, err = h.Table(ctx, h.office, f.ID, 0, "meeting", "")
		ok(t, err)
		if len(h.tabler.asked) != 1 || f.State != Tabled {
			t.Fatal(f.State)
		}
		t.Log(h.tabler.asked[0].Text)
		ok(t, h.Dropped(ctx, f.Decision))
		if f = h.key(f.Key()); f.State != Split || f.Decision != "" {
			t.Errorf("not decided: %s", f.State)
		}
		f, err = h.Table(ctx, h.office, f.ID, 0, "meeting", "")
		ok(t, err)
		today := h.Today()
		ok(t, h.Decided(ctx, Ruling{Decision: f.Decision, Text: "由市场监管局牵头", Basis: "会〔2022〕2号第3项", Units: []anlan.ID{h.units["市场监管局"].ID}, Day: today}))
		h.catch()
		if f = h.key(f.Key()); f.Live || f.State != Decided || len(f.Outcome.Cells) != 1 {
			t.Errorf("decided and filled: %+v", f)
		}
		a, err := h.Who(ctx, culture, h.sites["密室"].Ref(), today)
		ok(t, err)
		if got := who(a, Industry); got != fmt.Sprintf("lead:%s/cell ", h.units["市场监管局"].ID) {
			t.Errorf("the new regulator: %q", got)
		}
		if a, err = h.Who(ctx, culture, h.sites["密室"].Ref(), today.AddDays(-1)); err != nil || who(a, Industry) != "" {
			t.Errorf("the day before nobody answered: %q %v", who(a, Industry), err)
		}
	})
}

func TestTheNightExaminesAnew(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		_, err := h.Seed(ctx, h.office, "2021-01-01")
		ok(t, err)
		coal := h.code("coal")
		_, err = h.Assign(ctx, h.office, CellDraft{Sector: coal.ID, Axis: Industry, Unit: h.units["应急局"].ID, Since: "2021-01-01", Until: "2022-01-19", Basis: division})
		ok(t, err)
		h.catch()
		_, err = queries(h.db.Reader()).FindingByKey(ctx, "gap/industry/"+string(coal.ID)+"/")
		if err == nil {
			t.Fatal("coal is led until tomorrow")
		}
		h.pass(2)
		h.step()
		h.catch()
		if f := h.key("gap/industry/" + string(coal.ID) + "/"); !f.Live {
			t.Error("the cell has ended and nobody noticed")
		}
		// a chair grows empty
		chair := h.posts["应急局"]
		c, err := h.Assign(ctx, h.office, CellDraft{Sector: coal.ID, Axis: Industry, Post: chair.ID, Basis: division})
		ok(t, err)
		held, err := registry.In(h.db.Reader()).HoldingsOfPost(ctx, chair.ID)
		ok(t, err)
		_, err = h.reg.Relieve(ctx, h.office, held[0].ID, held[0].Revision, h.Today().AddDays(-1))
		ok(t, err)
		h.catch()
		empty := fmt.Sprintf("vacant/%s/%s", chair.Unit, chair.ID)
		if f := h.key(empty); !f.Live {
			t.Error("the chair is empty")
		}
		_, err = h.EndCell(ctx, h.office, c.ID, c.Revision, c.Since.AddDays(-1), "录入有误")
		ok(t, err)
		h.catch()
		if f := h.key(empty); f.Live {
			t.Error("the cell was withdrawn; its post leads nothing")
		}
	})
}

func TestWhatIsRefused(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		_, err := h.Seed(ctx, h.office, "2021-01-01")
		ok(t, err)
		again, err := h.Seed(ctx, h.office, "2021-01-01")
		if err != nil || again != 0 {
			t.Errorf("seeded twice: %d %v", again, err)
		}
		coal := h.code("coal")
		emergency := h.units["应急局"].ID
		good := CellDraft{Sector: coal.ID, Axis: Industry, Unit: emergency, Since: "2021-01-01", Until: "2021-12-31", Basis: division}
		_, err = h.Assign(ctx, h.office, good)
		ok(t, err)
		with := func(change func(*CellDraft)) CellDraft { d := good; change(&d); return d }
		for what, c := range map[string]struct {
			d    CellDraft
			want error
		}{
			"overlapping period":  {with(func(d *CellDraft) { d.Since, d.Until = "2021-12-31", "" }), anlan.ErrMatrixDouble},
			"ends before it does": {with(func(d *CellDraft) { d.Since, d.Until = "2022-02-01", "2022-01-01" }), anlan.ErrMatrixEndsEarly},
			"no such day":         {with(func(d *CellDraft) { d.Since = "2022-02-30" }), anlan.ErrDateMalformed},
			"no basis":            {with(func(d *CellDraft) { d.Since, d.Until, d.Basis = "2022-01-01", "", Basis{Kind: ByLaw} }), anlan.ErrFieldRequired},
			"an operator":         {with(func(d *CellDraft) { d.Axis = Operation }), anlan.ErrFieldInvalid},
			"a unit as a leader":  {with(func(d *CellDraft) { d.Axis = Portfolio }), anlan.ErrMatrixAxisOwner},
			"a foreign post":      {with(func(d *CellDraft) { d.Post = h.posts["文旅局"].ID }), anlan.ErrMatrixPostUnit},
			"a place unnamed": {with(func(d *CellDraft) { d.Axis, d.Post, d.Sector = CountyLeader, h.posts["应急局"].ID, "" }),
				anlan.ErrMatrixPlaceAsked},
			"no such unit": {with(func(d *CellDraft) { d.Unit = "nobody" }), anlan.ErrNotFound},
		} {
			_, err := h.Assign(ctx, h.office, c.d)
			refused(t, what, err, c.want)
		}
		_, err = h.Assign(ctx, h.actor("应急局", anlan.RoleDepartment), good)
		refused(t, "a department", err, anlan.ErrForbidden)
		_, err = h.CreateSector(ctx, h.office, SectorDraft{Name: "剧本娱乐"})
		refused(t, "a word that means another", err, anlan.ErrMatrixWordDouble)
		mining := h.code("mining")
		_, err = h.UpdateSector(ctx, h.office, mining.ID, mining.Revision, SectorDraft{Name: mining.Name, Parent: coal.ID})
		refused(t, "a circular tree", err, anlan.ErrMatrixCircle)
	})
}

// The law of the matrix: what the rows say of any day is what the events say.
func TestAsOfAnyDayEqualsReplay(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		_, err := h.Seed(ctx, h.office, "2021-01-01")
		ok(t, err)
		r := rand.New(rand.NewPCG(4, 2))
		sectors, err := h.Sectors(ctx, h.office)
		ok(t, err)
		names := []string{"应急局", "文旅局", "市场监管局"}
		random := func() anlan.Date { return anlan.Date("2021-01-01").AddDays(r.IntN(700)) }
		var cells []Cell
		marks := map[int64]map[anlan.Date][]string{} // what the rows said at a position, of some days
		for step := range 150 {
			x := sectors[r.IntN(12)]
			switch {
			case len(cells) > 4 && r.IntN(4) == 0:
				i := r.IntN(len(cells))
				if c, err := h.EndCell(ctx, h.office, cells[i].ID, 0, random(), "调整"); err == nil {
					cells[i] = c
				}
			case r.IntN(6) == 0:
				parent := anlan.ID("")
				if r.IntN(2) == 0 {
					parent = sectors[r.IntN(12)].ID
				}
				_, _ = h.UpdateSector(ctx, h.office, x.ID, 0, SectorDraft{Name: x.Name, Aliases: x.Aliases, Parent: parent, Since: random()})
			default:
				d := CellDraft{Sector: x.ID, Axis: []Axis{Industry, Business}[r.IntN(2)], Unit: h.units[names[r.IntN(3)]].ID, Since: random(), Basis: division, Role: []Role{Lead, Co}[r.IntN(2)]}
				if r.IntN(3) == 0 {
					d.Until = d.Since.AddDays(r.IntN(200))
				}
				if c, err := h.Assign(ctx, h.office, d); err == nil {
					cells = append(cells, c)
				}
			}
			if step%50 == 49 {
				rows, err := h.Rows(ctx)
				ok(t, err)
				said := map[anlan.Date][]string{}
				for range 5 {
					on := random()
					said[on] = rows.words(on)
				}
				marks[settled(t, h)] = said
			}
		}
		rows, err := h.Rows(ctx)
		ok(t, err)
		settled(t, h)
		replay, err := h.Replay(ctx, 0)
		ok(t, err)
		for range 60 {
			if on := random(); !Same(rows, replay, on) {
				t.Fatalf("as of %s rows and events differ", on)
			}
		}
		for pos, said := range marks {
			then, err := h.Replay(ctx, pos)
			ok(t, err)
			for on, want := range said {
				if got := then.words(on); fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("position %d, as of %s: what was known then is lost", pos, on)
				}
			}
		}
	})
}

// settled waits until every event has its position.
func settled(t *testing.T, h house) int64 {
	t.Helper()
	dbtest.Numbered(t, h.db)
	pos, err := event.Catch(ctx, h.db, "test", func(context.Context, []anlan.Event) error { return nil })
	ok(t, err)
	return pos
}

// Every record fits the seal of its last event; a row changed behind the program's back does not.
func TestSeals(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		_, err := h.Seed(ctx, h.office, "2021-01-01")
		ok(t, err)
		c, err := h.Assign(ctx, h.office, CellDraft{Sector: h.code("coal").ID, Axis: Industry, Unit: h.units["应急局"].ID, Basis: division})
		ok(t, err)
		h.catch()
		settled(t, h)
		if n := h.broken(); n != 0 {
			t.Errorf("%d records do not fit their seals", n)
		}
		ok(t, h.db.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
			_, err := tx.ExecContext(ctx, `UPDATE matrix_cell SET unit = $1 WHERE id = $2`, string(h.units["文旅局"].ID), string(c.ID))
			return err
		}))
		if n := h.broken(); n != 1 {
			t.Errorf("a changed column: %d records do not fit", n)
		}
	})
}

func (h house) broken() int {
	h.t.Helper()
	bad, _ := dbtest.Misfits(h.t, h.db, "matrix.", h)
	return len(bad)
}
