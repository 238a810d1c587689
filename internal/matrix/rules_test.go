package matrix

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

func axes(t testing.TB) rule.MatrixAxes {
	t.Helper()
	book, err := rule.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	list, _, err := rule.Get[rule.MatrixAxes](book, rule.MatrixAxesRule, "2022-01-17")
	if err != nil {
		t.Fatal(err)
	}
	return list
}

const day = anlan.Date("2022-01-17")

// small is a county of three sectors, one below another, with two townships.
func small(t testing.TB) *Model {
	m := NewModel(axes(t))
	m.SetTowns([]string{"620521100", "620521101"})
	for id, parent := range map[anlan.ID]anlan.ID{"fire": "", "mall": "fire", "inn": "fire"} {
		m.SetSector(Sector{ID: id, Code: string(id), Name: string(id), Since: "2020-01-01", Stays: []Stay{{parent, "2020-01-01"}}})
	}
	for _, u := range []anlan.ID{"brigade", "culture", "trade", "shop"} {
		m.SetUnit(u, UnitFact{Kind: registry.Department, Place: "620521", Active: true})
	}
	m.SetUnit("town0", UnitFact{Kind: registry.TownshipUnit, Place: "620521100", Active: true})
	m.SetUnit("town1", UnitFact{Kind: registry.TownshipUnit, Place: "620521101", Active: true})
	return m
}

func lead(id, sector, unit, place string) Cell {
	return Cell{ID: anlan.ID(id), Sector: anlan.ID(sector), Axis: Industry, Role: Lead, Unit: anlan.ID(unit), Place: place, Since: "2021-01-01"}
}

func who(a Answer, axis Axis) string {
	var out strings.Builder
	for _, o := range a.Owners {
		if o.Axis == axis {
			fmt.Fprintf(&out, "%s:%s/%s ", o.Role, o.Unit, o.Way)
		}
	}
	return out.String()
}

func TestNearestAnswers(t *testing.T) {
	m := small(t)
	m.SetCell(lead("c1", "fire", "brigade", ""))
	m.SetCell(Cell{ID: "c2", Sector: "fire", Axis: Industry, Role: Co, Unit: "trade", Since: "2021-01-01"})
	shop := Object{Unit: "shop", Said: "mall", Place: "620521100003"}
	for _, c := range []struct {
		cell Cell
		day  anlan.Date
		want string
	}{
		{lead("c1", "fire", "brigade", ""), day, "lead:brigade/parent co:trade/parent "},
		{lead("c3", "mall", "trade", ""), day, "lead:trade/cell co:trade/parent "},
		{lead("c4", "mall", "culture", "620521100"), day, "lead:culture/cell co:trade/parent "}, // the nearer place
		{lead("c4", "mall", "culture", "620521100"), "2020-12-31", ""},                          // before anybody answered
	} {
		m.SetCell(c.cell)
		if got := who(m.Owners(shop, c.day), Industry); got != c.want {
			t.Errorf("%s on %s: %q, want %q", c.cell.ID, c.day, got, c.want)
		}
	}
	a := m.Owners(shop, day)
	if got := who(a, Township); got != "lead:town0/place " {
		t.Errorf("territory: %q", got)
	}
	if got := who(a, Operation); got != "lead:shop/operator " {
		t.Errorf("operator: %q", got)
	}
	if !slices.Contains(a.Missing, Portfolio) || slices.Contains(a.Missing, Industry) {
		t.Errorf("missing: %v", a.Missing)
	}
	if got := who(m.Owners(Object{Said: "unheard of", Regulator: "culture"}, day), Industry); got != "lead:culture/register " {
		t.Errorf("the register's regulator: %q", got)
	}
}

func TestHoles(t *testing.T) {
	m := small(t)
	m.SetCell(lead("c1", "mall", "brigade", ""))
	m.SetCell(lead("c2", "mall", "trade", ""))
	m.SetObject("o1", ObjectFact{Place: "620521100", Said: "inn"})
	m.SetObject("o2", ObjectFact{Place: "620521101", Said: "mall"})
	m.SetObject("o3", ObjectFact{Place: "620521101", Said: "spaceport"})
	m.SetPost("boss", PostFact{Unit: "trade", Chief: true, Active: true})
	found := m.Examine(day)
	for key, n := range map[string]int{"gap/industry/inn/": 1, "overlap/industry/mall/": 1, "unsorted/spaceport": 1, "vacant/trade/": 1,
		"gap/county_leader//620521100": 1, "gap/party//": 3} {
		if f, ok := found[key]; !ok || f.Objects != n {
			t.Errorf("%s: %+v, want %d objects", key, f, n)
		}
	}
	for key, want := range map[string][]anlan.ID{"gap/industry/inn/": {"o1"}, "overlap/industry/mall/": {"o2"}, "unsorted/spaceport": {"o3"}, "gap/party//": {"o1", "o2"}} {
		if got := m.touched(found[key], day, 2); !slices.Equal(got, want) {
			t.Errorf("%s touches %v, want %v", key, got, want)
		}
	}
	for _, key := range []string{"gap/industry/fire/", "gap/industry/mall/", "vacant/brigade/"} {
		if _, ok := found[key]; ok {
			t.Errorf("%s was found", key)
		}
	}
	m.SetHolding("h", "boss", "2022-01-01", "")
	m.SetCell(lead("c3", "inn", "culture", "620521100"))
	found = m.Examine(day)
	if _, vacant := found["vacant/trade/"]; vacant {
		t.Error("the chair is filled and still called empty")
	}
	if f := found["gap/industry/inn/"]; f.Kind != Gap || f.Objects != 0 {
		t.Errorf("only the other township is open, and nothing lies there: %+v", f)
	}
}

// A change examined by itself finds what an examination of everything finds.
func TestExaminedInPartsIsExaminedAsAWhole(t *testing.T) {
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 7))
		m := NewModel(axes(t))
		towns := []string{"620521100", "620521101", "620521102"}
		m.SetTowns(towns)
		w := NewWatch(m)
		pickID := func(prefix string, n int) anlan.ID { return anlan.ID(fmt.Sprintf("%s%d", prefix, r.IntN(n))) }
		random := func() anlan.Date { return anlan.Date(fmt.Sprintf("2022-%02d-01", 1+r.IntN(6))) }
		today := anlan.Date("2022-03-15")
		for step := range 120 {
			switch r.IntN(9) {
			case 0:
				i := r.IntN(8)
				parent := anlan.ID("")
				if i > 0 && r.IntN(2) == 0 {
					parent = pickID("s", i) // only below earlier ones: no circle
				}
				id := anlan.ID(fmt.Sprintf("s%d", i))
				m.SetSector(Sector{ID: id, Code: string(id), Name: string(id), Since: "2022-01-01", Stays: []Stay{{parent, "2022-01-01"}}})
				w.TouchAll()
			case 1, 2, 3:
				c := Cell{ID: pickID("c", 40), Sector: pickID("s", 8), Axis: Axes()[r.IntN(len(Axes()))], Role: []Role{Lead, Lead, Co}[r.IntN(3)], Unit: pickID("u", 6),
					Since: random()}
				if old, known := m.byID[c.ID]; known { // a cell keeps what it says; only its end is set
					c = old
					c.Until = random()
				} else {
					if r.IntN(3) == 0 {
						c.Place = towns[r.IntN(3)]
					}
					if r.IntN(4) == 0 {
						c.Sector = ""
					}
					if r.IntN(3) == 0 {
						c.Post = "p" + c.Unit
					}
				}
				m.SetCell(c)
				w.TouchCell(c)
			case 4:
				id := pickID("u", 6)
				kind := registry.Department
				if id < "u3" {
					kind = registry.TownshipUnit
				}
				w.TouchHolder(id, "")
				m.SetUnit(id, UnitFact{Kind: kind, Place: towns[int(id[1]-'0')%3], Active: r.IntN(4) > 0})
				w.TouchHolder(id, "")
			case 5:
				unit := pickID("u", 6)
				m.SetPost("p"+unit, PostFact{Unit: unit, Chief: r.IntN(2) == 0, Active: true})
				w.TouchHolder(unit, "p"+unit)
			case 6:
				unit := pickID("u", 6)
				if _, known := m.posts["p"+unit]; known {
					m.SetHolding("h"+unit, "p"+unit, random(), random())
					w.TouchHolder(unit, "p"+unit)
				}
			default:
				id := pickID("o", 30)
				if was, known := m.objects[id]; known {
					w.TouchObject(was)
				}
				o := ObjectFact{Place: towns[r.IntN(3)], Said: string(pickID("s", 10))}
				m.SetObject(id, o)
				w.TouchObject(o)
			}
			if step%7 == 0 {
				today = random()
			}
			got, want := w.Again(today), m.Examine(today)
			if !maps.EqualFunc(got, want, func(a, b Found) bool {
				return a.Key() == b.Key() && a.Objects == b.Objects && slices.Equal(a.Holders, b.Holders)
			}) {
				t.Fatalf("seed %d, step %d: in parts\n%v\nas a whole\n%v", seed, step, got, want)
			}
			for _, f := range want {
				if list := m.touched(f, today, 1000); len(list) != f.Objects {
					t.Fatalf("seed %d, step %d: %s counts %d and lists %v", seed, step, f.Key(), f.Objects, list)
				}
			}
		}
	}
}

func TestNoCircle(t *testing.T) {
	all := []Sector{{ID: "a", Name: "a", Stays: []Stay{{"", "2020-01-01"}}}, {ID: "b", Name: "b", Stays: []Stay{{"a", "2020-01-01"}}},
		{ID: "c", Name: "c", Stays: []Stay{{"b", "2020-01-01"}, {"", "2023-01-01"}}}}
	if err := fits(all[0].moved("c", "2022-01-01"), all, "2022-01-01"); err == nil {
		t.Error("a stands below c, which stands below a until 2023")
	}
	if err := fits(all[0].moved("c", "2023-01-01"), all, "2023-01-01"); err != nil {
		t.Errorf("from 2023 on c stands at the top: %v", err)
	}
	if err := fits(all[1].moved("b", "2022-01-01"), all, "2022-01-01"); err == nil {
		t.Error("b stands below itself")
	}
	// a tree that is circular all the same, by a defect: answers end
	m := small(t)
	m.SetSector(Sector{ID: "fire", Name: "fire", Since: "2020-01-01", Stays: []Stay{{"mall", "2020-01-01"}}})
	if got := m.Examine(day); got == nil {
		t.Error("no answer")
	}
	m.grid(m.rules, day)
}

func TestCellsDouble(t *testing.T) {
	c := lead("x", "mall", "trade", "")
	c.Since, c.Until = "2022-01-01", "2022-06-30"
	for _, o := range []struct {
		since, until anlan.Date
		twice        bool
	}{{"2021-01-01", "2021-12-31", false}, {"2021-01-01", "2022-01-01", true}, {"2022-06-30", "", true}, {"2022-07-01", "", false},
		{"2022-03-01", "2022-02-28", false}} { // the last was withdrawn
		other := lead("y", "mall", "trade", "")
		other.Since, other.Until = o.since, o.until
		if got := c.doubles([]Cell{other}) != nil; got != o.twice {
			t.Errorf("%s to %s: %v", o.since, o.until, got)
		}
	}
	if c.doubles([]Cell{lead("z", "mall", "culture", "")}) != nil {
		t.Error("another unit is an overlap to be found, not a double to be refused")
	}
}

func TestTheSeededTreeIsUnambiguous(t *testing.T) {
	book, err := rule.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	list, _, err := rule.Get[rule.Sectors](book, rule.SectorTree, day)
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]string{}
	for _, s := range list.Sectors {
		for _, w := range append([]string{s.ZH}, s.Aliases...) {
			if by, twice := words[fold(w)]; twice && by != s.Key {
				t.Errorf("%q names %s and %s", w, by, s.Key)
			}
			words[fold(w)] = s.Key
		}
	}
	kinds, _, err := rule.Get[rule.SiteKindRule](book, rule.SiteKinds, day)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range kinds.Kinds {
		if k.Sector != "" && words[fold(k.Sector)] == "" {
			t.Errorf("sites of kind %s say %q, which no sector knows", k.Key, k.Sector)
		}
	}
}

func TestAnswersMoveAFinding(t *testing.T) {
	yes, no := true, false
	talk := Talk{Text: "业务相近", Asked: []Answered{{Unit: "a"}, {Unit: "b"}}}
	f := Finding{Live: true, State: Open}
	f, err := f.ask(talk)
	if err != nil || f.State != Asked {
		t.Fatal(f.State, err)
	}
	if _, err := f.answer(Answered{Unit: "c", Agrees: &yes}); err == nil {
		t.Error("nobody asked c")
	}
	if _, err := f.answer(Answered{Unit: "a", Agrees: &no}); err == nil {
		t.Error("a refusal without a reason")
	}
	g, err := f.answer(Answered{Unit: "a", Agrees: &yes})
	if err != nil || g.State != Asked || f.Talk.Asked[0].Agrees != nil {
		t.Error(g.State, err)
	}
	if _, err := g.answer(Answered{Unit: "a", Agrees: &yes}); err == nil {
		t.Error("answered twice")
	}
	if h, _ := g.answer(Answered{Unit: "b", Agrees: &yes}); h.State != Agreed {
		t.Error(h.State)
	}
	if h, _ := g.answer(Answered{Unit: "b", Agrees: &no, Reason: "不属我局职责"}); h.State != Split {
		t.Error(h.State)
	}
	if _, err := (Finding{State: Open}).ask(talk); err == nil {
		t.Error("a hole that is filled was negotiated about")
	}
}

func TestPeriods(t *testing.T) {
	for per, want := range map[string][2]anlan.Date{"month": {"2022-05-01", "2022-05-31"}, "quarter": {"2022-04-01", "2022-06-30"},
		"half": {"2022-01-01", "2022-06-30"}, "year": {"2022-01-01", "2022-12-31"}} {
		if from, to := period(per, "2022-05-17"); from != want[0] || to != want[1] {
			t.Errorf("%s: %s to %s", per, from, to)
		}
	}
}
