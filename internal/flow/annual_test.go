package flow_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"anlan"
	"anlan/internal/calendar"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/event"
	"anlan/internal/flow"
	"anlan/internal/letter"
	"anlan/internal/matrix"
	"anlan/internal/matter"
	"anlan/internal/registry"
	"anlan/internal/report"
	"anlan/internal/rule"
)

// annalist is a county whose yearly report is read: two townships and a department.
type annalist struct {
	t       *testing.T
	d       *db.DB
	now     *atomic.Int64
	report  *report.Service
	letters *letter.Service
	matrix  *matrix.Service
	office  anlan.Actor
	units   map[string]registry.Unit
}

var annalCtx = context.Background()

func annals(t *testing.T, fn func(t *testing.T, h annalist)) {
	t.Helper()
	for name, open := range map[string]func(testing.TB, db.Options) *db.DB{"sqlite": dbtest.SQLite, "postgres": dbtest.OnPostgres} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			now := new(atomic.Int64)
			now.Store(anlan.Date("2021-01-05").Start().Add(9 * time.Hour).Time().UnixMilli())
			d := open(t, db.Options{Now: func() time.Time { return time.UnixMilli(now.Add(1)) }})
			h := annalist{t: t, d: d, now: now, units: map[string]registry.Unit{}}
			book, err := rule.Builtin()
			h.ok(err)
			rules := func() *rule.Book { return book }
			h.report = report.New(d, nil).WithBook(rules)
			cal, err := calendar.New(book)
			h.ok(err)
			h.letters = letter.New(letter.Options{DB: d, Book: rules, Calendar: func() *calendar.Calendar { return cal }, Confirmer: yes{}, Cost: letter.Cost{Memory: 64, Passes: 1, Lanes: 1}})
			h.matrix = matrix.New(matrix.Options{DB: d, Book: rules})
			h.office = anlan.Actor{Account: "a", Post: "p", Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}
			h.found()
			fn(t, h)
		})
	}
}

func (h annalist) ok(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h annalist) found() {
	h.t.Helper()
	reg := registry.New(h.d)
	for _, p := range []registry.Place{{Code: "620521", Name: "清水县", Level: registry.CountyLevel},
		{Code: "620521100", Name: "永清镇", Level: registry.Township, Parent: "620521"}, {Code: "620521101", Name: "红堡镇", Level: registry.Township, Parent: "620521"}} {
		_, err := reg.SavePlace(annalCtx, h.office, p)
		h.ok(err)
	}
	for i, u := range []registry.UnitDraft{{Kind: registry.TownshipUnit, Name: "永清镇人民政府", Place: "620521100"}, {Kind: registry.TownshipUnit, Name: "红堡镇人民政府", Place: "620521101"},
		{Kind: registry.Department, Name: "清水县应急管理局", Place: "620521"}} {
		u.Rank = int64(i + 1)
		x, err := reg.CreateUnit(annalCtx, h.office, u)
		h.ok(err)
		h.units[u.Name] = x
	}
	for _, d := range []matrix.SectorDraft{{Code: "gas", Name: "城镇燃气"}, {Code: "fire", Name: "消防"}, {Code: "education", Name: "教育"}} {
		_, err := h.matrix.CreateSector(annalCtx, h.office, d)
		h.ok(err)
	}
}

func (h annalist) tells(kind string, ref anlan.Ref, body any) {
	h.t.Helper()
	h.ok(h.d.Write(annalCtx, anlan.Clock, func(tx *db.Tx) error { return tx.Emit(kind, ref, body, nil) }))
}

// hazard tells of a hazard on the day on which the clock stands.
func (h annalist) hazard(id, unit, sector, grade, state string) {
	h.t.Helper()
	u := h.units[unit]
	h.tells("hazard.told", anlan.Ref{Kind: "hazard.hazard", ID: anlan.ID(id)}, map[string]any{"number": id, "text": "通道堵塞", "matter": "m",
		"lead": matter.Seat{Unit: u.ID, Branch: u.ID, Place: u.Place}, "now": map[string]any{"state": state, "grade": grade, "sector": sector}})
}

func (h annalist) on(day anlan.Date) {
	h.now.Store(day.Start().Add(9 * time.Hour).Time().UnixMilli())
}

func (h annalist) year(a anlan.Actor, year int) report.Annual {
	h.t.Helper()
	dbtest.Numbered(h.t, h.d)
	_, err := event.Catch(annalCtx, h.d, letter.ReaderName, h.letters.Handle)
	h.ok(err)
	h.ok(h.letters.Recount(annalCtx))
	r, err := h.report.Annual(annalCtx, a, year)
	h.ok(err)
	return r
}

func at(rows []report.Row, name string) report.Row {
	i := slices.IndexFunc(rows, func(r report.Row) bool { return r.Name == name })
	if i < 0 {
		return report.Row{Name: "missing " + name}
	}
	return rows[i]
}

func fig(r report.Row, key string) report.Figure {
	i := slices.IndexFunc(r.Figures, func(f report.Figure) bool { return f.Key == key })
	if i < 0 {
		return report.Figure{Key: "missing"}
	}
	return r.Figures[i]
}

// Whatever happened: the county's figure is the sum of the lines of business, of the townships and of the
// grades, and the list behind each figure is as long as the figure says.
func TestAnnualFiguresEqualTheirLists(t *testing.T) {
	annals(t, func(t *testing.T, h annalist) {
		dice := rand.New(rand.NewPCG(7, 7))
		pick := func(list ...string) string { return list[dice.IntN(len(list))] }
		found := map[int]map[string]int64{2021: {}, 2022: {}}
		for i := range 120 {
			year := 2021 + i/60 // the clock of the house never runs back
			h.on(anlan.Date(fmt.Sprintf("%d-%02d-10", year, 1+i%60/5)))
			grade, state := pick("general", "general", "major", "maybe_major"), pick("rectifying", "closed", "fixed", "dropped")
			h.hazard(fmt.Sprintf("h%d", i), pick("永清镇人民政府", "红堡镇人民政府", "清水县应急管理局"), pick("gas", "fire", "nobody", ""), grade, state)
			if state != "dropped" {
				found[year]["hazards"]++
				if grade == "major" {
					found[year]["major"]++
				}
				if state != "rectifying" {
					found[year]["closed"]++
				}
			}
		}
		h.on("2023-02-01")
		r := h.year(h.office, 2022)
		for _, key := range []string{"hazards", "closed", "major"} {
			f := fig(r.Total, key)
			if f.N != found[2022][key] || f.Before.N != found[2021][key] || f.Change.Diff != f.N-f.Before.N {
				t.Errorf("%s: %+v, events say %d and %d", key, f, found[2022][key], found[2021][key])
			}
			for table, rows := range map[string][]report.Row{report.BySector: r.Sectors, report.ByTown: r.Towns, report.ByGrade: r.Grades, report.InTotal: {r.Total}} {
				var sum int64
				for _, row := range rows {
					n := fig(row, key).N
					if row.Level == 0 {
						sum += n
					}
					if listed := h.listed(h.office, r.Year, key, table, row.Key); listed != n {
						t.Errorf("%s of %s %s: the figure says %d, its list has %d", key, table, row.Name, n, listed)
					}
				}
				if sum != f.N {
					t.Errorf("%s by %s: rows sum to %d, the county has %d", key, table, sum, f.N)
				}
			}
		}
	})
}

// listed counts what stands behind a figure, page by page.
func (h annalist) listed(a anlan.Actor, year int, key, table, row string) (n int64) {
	h.t.Helper()
	q := report.BehindQuery{Year: year, Figure: key, Table: table, Row: row, Limit: 7}
	seen := map[string]bool{}
	for {
		p, err := h.report.Behind(annalCtx, a, q)
		if key != "" && err != nil && strings.Contains(err.Error(), "figure") {
			return 0 // the table does not know it
		}
		h.ok(err)
		for _, f := range p.Items {
			if seen[f.Ref] {
				h.t.Errorf("%s stands twice", f.Ref)
			}
			seen[f.Ref] = true
			n += f.N
		}
		if q.Cursor = p.Next; q.Cursor == "" {
			return n
		}
	}
}

// Nothing written down is no record; with records of the same source, in a register that had begun, or with
// a zero report it is a zero. Each sees its own part.
func TestAnnualZeroGapsAndParts(t *testing.T) {
	annals(t, func(t *testing.T, h annalist) {
		h.on("2021-03-10")
		h.hazard("h1", "永清镇人民政府", "gas", "general", "closed")
		h.on("2022-05-10")
		h.hazard("h2", "永清镇人民政府", "gas", "general", "rectifying")
		h.hazard("h3", "永清镇人民政府", "fire", "general", "closed")
		h.on("2023-02-01")
		r := h.year(h.office, 2022)
		town, silent := at(r.Towns, "永清镇人民政府"), at(r.Towns, "红堡镇人民政府")
		for what, c := range map[string]struct {
			f    report.Figure
			want string
		}{
			"hazards of the township that wrote":        {fig(town, "hazards"), report.Told},
			"its major hazards":                         {fig(town, "major"), report.Zero},
			"hazards of the silent township":            {fig(silent, "hazards"), report.None},
			"accidents of the county":                   {fig(r.Total, "accidents"), report.None},
			"inspections of the county":                 {fig(r.Total, "inspections"), report.None},
			"drills by grade cannot be told":            {fig(r.Grades[0], "drills"), report.Off},
			"hazards in the line of business education": {fig(at(r.Sectors, "教育"), "hazards"), report.None},
		} {
			if c.f.State != c.want {
				t.Errorf("%s: %+v, want %s", what, c.f, c.want)
			}
		}
		if c := fig(r.Total, "hazards").Change; c.State != report.PartialBefore || c.Since != 3 {
			t.Errorf("records began in March of the year before: %+v", c)
		}
		gaps := fmt.Sprintf("%+v", r.Gaps)
		for _, want := range []string{"Kind:town Source:hazard Names:[红堡镇人民政府]", "Kind:unit Source:inspection Names:[清水县应急管理局]",
			"Kind:month Source:hazard Names:[] Months:[1 2 3 4 6 7 8 9 10 11 12]"} {
			if !strings.Contains(gaps, want) {
				t.Errorf("%s\nlacks %s", gaps, want)
			}
		}
		if f := fig(at(r.Sectors, "消防"), "major"); f.State != report.Zero {
			t.Errorf("fire safety wrote, and no major hazard: %+v", f)
		}
		_, err := h.report.Declare(annalCtx, h.office, report.DeclarationDraft{Year: 2022, Source: "hazard", Area: "620521100", Basis: "台账"})
		h.refused("declares nothing where there is something", err, anlan.ErrAnnualNilNot)
		_, err = h.report.Declare(annalCtx, h.office, report.DeclarationDraft{Year: 2023, Source: "accident", Basis: "台账"})
		h.refused("declares before the year is over", err, anlan.ErrAnnualNilEarly)
		red := anlan.Actor{Account: "t", Post: "tp", Unit: h.units["红堡镇人民政府"].ID, Roles: []anlan.Role{anlan.RoleTownship},
			Scope: anlan.Scope{Units: []anlan.ID{h.units["红堡镇人民政府"].ID}, Places: []string{"620521101"}}}
		own, err := h.report.Declare(annalCtx, red, report.DeclarationDraft{Year: 2022, Source: "drill", Basis: "台账"})
		h.ok(err)
		if own.Area != "620521101" {
			t.Errorf("a township declares for %q", own.Area)
		}
		_, err = h.report.Declare(annalCtx, red, report.DeclarationDraft{Year: 2022, Source: "hazard", Area: "620521100", Basis: "台账"})
		h.refused("declares for its neighbour", err, anlan.ErrForbidden)
		nil_, err := h.report.Declare(annalCtx, red, report.DeclarationDraft{Year: 2022, Source: "hazard", Area: "620521101", Basis: "逐村核查，全年无隐患登记"})
		h.ok(err)
		_, err = h.report.Declare(annalCtx, h.office, report.DeclarationDraft{Year: 2022, Source: "accident", Basis: "事故快报登记簿"})
		h.ok(err)
		r = h.year(h.office, 2022)
		if f := fig(at(r.Towns, "红堡镇人民政府"), "hazards"); f.State != report.Zero {
			t.Errorf("declared: %+v", f)
		}
		if f := fig(r.Total, "accidents"); f.State != report.Zero {
			t.Errorf("declared: %+v", f)
		}
		_, err = h.report.VoidDeclaration(annalCtx, red, nil_.ID, "漏报，已补登")
		h.ok(err)
		if f := fig(at(h.year(h.office, 2022).Towns, "红堡镇人民政府"), "hazards"); f.State != report.None {
			t.Errorf("taken back: %+v", f)
		}
		h.sealed()
		mine := h.year(red, 2022)
		if mine.Whole || len(mine.Towns) != 1 || fig(mine.Total, "hazards").State != report.None || h.listed(red, 2022, "hazards", report.InTotal, "total") != 0 {
			t.Errorf("a township sees its own part: %+v", mine.Towns)
		}
		h.hazard("h9", "永清镇人民政府", "", "major", "closed") // of no line of business, in 2023
		h.hazard("h8", "永清镇人民政府", "fire", "general", "closed")
		h.on("2024-01-05")
		if f := fig(at(h.year(h.office, 2023).Sectors, "消防"), "major"); f.State != report.None {
			t.Errorf("a major hazard of no line of business may be one of fire: %+v", f)
		}
		_, err = h.report.Annual(annalCtx, h.office, 2025)
		h.refused("next year", err, anlan.ErrAnnualFuture)
		_, err = h.report.Drafted(annalCtx, h.office, 2015)
		h.refused("a year without any record", err, anlan.ErrAnnualEmpty)
		_, err = h.report.Drafted(annalCtx, red, 2022)
		h.refused("drafts", err, anlan.ErrForbidden)
	})
}

func (h annalist) refused(what string, err, want error) {
	h.t.Helper()
	if !errors.Is(err, want) {
		h.t.Errorf("%s: %v, want %v", what, err, want)
	}
}

// sealed holds every zero report against the newest seal of its events.
func (h annalist) sealed() {
	h.t.Helper()
	if n := dbtest.Fits(h.t, h.d, "report.", h.report); n != 3 {
		h.t.Errorf("%d zero reports are witnessed, want 3", n)
	}
}

// A line of business that is renamed, moved or ended within the year loses no fact.
func TestAnnualTreeChangesMidYear(t *testing.T) {
	annals(t, func(t *testing.T, h annalist) {
		h.on("2022-02-10")
		h.hazard("h1", "永清镇人民政府", "gas", "general", "closed")
		h.hazard("h2", "永清镇人民政府", "fire", "general", "closed")
		h.hazard("h3", "永清镇人民政府", "school", "general", "closed")
		h.on("2022-06-01")
		list, err := h.matrix.Sectors(annalCtx, h.office)
		h.ok(err)
		by := map[string]matrix.Sector{}
		for _, x := range list {
			by[x.Code] = x
		}
		_, err = h.matrix.UpdateSector(annalCtx, h.office, by["gas"].ID, by["gas"].Revision, matrix.SectorDraft{Name: "燃气和液化气", Parent: by["fire"].ID, Since: "2022-06-01"})
		h.ok(err)
		_, err = h.matrix.EndSector(annalCtx, h.office, by["education"].ID, by["education"].Revision, "2022-06-30")
		h.ok(err)
		h.on("2023-01-05")
		r := h.year(h.office, 2022)
		moved, above, ended := at(r.Sectors, "燃气和液化气"), at(r.Sectors, "消防"), at(r.Sectors, "教育")
		if moved.Level != 1 || fig(moved, "hazards").N != 1 || fig(above, "hazards").N != 2 {
			t.Errorf("moved below: %+v and %+v", moved, above)
		}
		if ended.Ended != "2022-06-30" || fig(ended, "hazards").N != 1 {
			t.Errorf("ended: %+v", ended)
		}
		if gaps := fmt.Sprintf("%+v", r.Gaps); !strings.Contains(gaps, "Kind:tree") {
			t.Errorf("the change is not named: %s", gaps)
		}
		c := flow.Annuals{}.Content(r, "清水县", "清水县安委办", "清水县安委办")
		if c.Title != "关于2022年度清水县安全生产工作情况的通报" || len(c.Annexes) != 4 || !strings.Contains(c.Text, "排查登记隐患3条") || !strings.Contains(c.Text, "生产安全事故、事故死亡") {
			t.Errorf("%s\n%s", c.Title, c.Text)
		}
	})
}
