package report

import (
	"slices"

	"anlan"
	"anlan/internal/report/reportdb"
	"anlan/internal/rule"
)

// The tables of the report.
const (
	BySector = "sector"
	ByTown   = "town"
	ByGrade  = "grade"
	InTotal  = "total"
)

const (
	countyRow   = "county" // facts of no township
	unsortedRow = "unsorted"
)

// head is a row before anything is counted in it.
type head struct {
	key, name, english string
	level              int
	ended              anlan.Date
	always             bool // shown though it is empty
	source             string
}

// sorter tells in which rows of each table a fact counts.
type sorter struct {
	sectors []head
	towns   []head
	grades  []head
	sector  func(word string) []string // rows of a line of business: itself and those above
	town    func(area string, branch anlan.ID) string
	changed []string // lines of business that came, moved or ended within the year
}

func (s sorter) rows(table string) []head {
	switch table {
	case BySector:
		return s.sectors
	case ByTown:
		return s.towns
	case ByGrade:
		return s.grades
	default:
		return []head{{key: InTotal, always: true}}
	}
}

func (s sorter) in(table string, c reportdb.VLetterCube) []string {
	switch table {
	case BySector:
		return s.sector(c.Sector)
	case ByTown:
		return []string{s.town(c.Area, c.Branch)}
	case ByGrade:
		return []string{s.grade(sourceOf(c.Metric), c.Grade)}
	default:
		return []string{InTotal}
	}
}

// grade is the row of a grade; one that no list names stands with its source's others.
func (s sorter) grade(source, key string) string {
	row := source + "/" + key
	if slices.ContainsFunc(s.grades, func(h head) bool { return h.key == row }) {
		return row
	}
	return source + "/*"
}

type place struct{ row, metric string }

// counted are the facts of one year in the rows of one table.
type counted struct {
	tallies map[place]Tally
	wrote   map[place]bool  // row and source
	unsaid  map[string]bool // metrics of which a fact names no line of business
}

func (s sorter) count(table string, facts []reportdb.VLetterCube) counted {
	c := counted{map[place]Tally{}, map[place]bool{}, map[string]bool{}}
	for _, f := range facts {
		if table == BySector && f.Sector == "" && f.Verdict != "waived" {
			c.unsaid[f.Metric] = true
		}
		for _, row := range s.in(table, f) {
			at := place{row, f.Metric}
			c.tallies[at] = c.tallies[at].Add(f.Verdict, f.N)
			c.wrote[place{row, sourceOf(f.Metric)}] = true
		}
	}
	return c
}

// facts are everything that a report is made of.
type facts struct {
	year   int
	over   bool
	counts [2][]reportdb.VLetterCube // of the year, and of the year before
	months [2][]reportdb.VLetterMonth
	first  map[string]int // source → year of its first record
	nils   [2][]Declaration
}

// began is the month in which the county's records of a source began, where that lies within the year before.
func (f facts) began(source string) int {
	if f.first[source] != f.year-1 {
		return 0
	}
	month := 13
	for _, m := range f.months[1] {
		if sourceOf(m.Metric) == source {
			month = min(month, int(m.Month))
		}
	}
	return month % 13
}

func (f facts) evidence(back int, table, row, source string, wrote bool) Evidence {
	e := Evidence{Wrote: wrote}
	first, known := f.first[source]
	e.Register = known && first <= f.year-back
	for _, n := range f.nils[back] {
		if n.Source == source && (n.Area == "" || table == ByTown && n.Area == row) {
			e.Declared = true
		}
	}
	return e
}

// table computes the rows of one table.
func (s sorter) table(name string, set rule.AnnualReport, f facts) []Row {
	now, before := s.count(name, f.counts[0]), s.count(name, f.counts[1])
	rows := []Row{}
	for _, h := range s.rows(name) {
		r := Row{Key: h.key, Name: h.name, English: h.english, Level: h.level, Ended: h.ended, Figures: make([]Figure, 0, len(set.Figures))}
		for _, x := range set.Figures {
			r.Figures = append(r.Figures, s.figure(name, h, x, f, now, before))
		}
		if h.always || !r.Empty() {
			rows = append(rows, r)
		}
	}
	return rows
}

func (s sorter) figure(table string, h head, x rule.AnnualFigure, f facts, now, before counted) Figure {
	source := sourceOf(x.Metric)
	if table == ByGrade && h.source != source || !x.Has(table) {
		off := Value{State: Off}
		return Figure{Key: x.Key, Value: off, Before: off, Change: Change{State: NoneNow}}
	}
	at := place{h.key, x.Metric}
	v := now.doubt(Evaluate(x, now.tallies[at], f.evidence(0, table, h.key, source, now.wrote[place{h.key, source}])), x.Metric)
	was := before.doubt(Evaluate(x, before.tallies[at], f.evidence(1, table, h.key, source, before.wrote[place{h.key, source}])), x.Metric)
	return Figure{Key: x.Key, Value: v, Before: was, Change: Compare(v, was, f.over, f.began(source))}
}

// doubt takes back a zero of a line of business while a fact of the year names none: it may belong there.
func (c counted) doubt(v Value, metric string) Value {
	if v.State == Zero && v.Of == 0 && c.unsaid[metric] {
		v.State = None
	}
	return v
}
