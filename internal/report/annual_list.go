package report

import (
	"cmp"
	"context"
	"slices"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/report/reportdb"
)

// BehindQuery asks for the facts behind a figure.
type BehindQuery struct {
	Year   int
	Figure string
	Table  string // total, sector, town, grade
	Row    string // key of the row
	Base   bool   // those that it is counted of
	Cursor string
	Limit  int
}

// Fact is a fact behind a figure.
type Fact = reportdb.VLetterFact

// FactPage is one page of facts, by day.
type FactPage struct {
	Items []Fact
	Next  string
	More  bool // the bounded search ended before the list did
}

const (
	factPage = 200
	factWalk = 4000 // rows that are looked through for an actor who sees only a part
)

// walk reads one range of an index: the figure's facts are the union of a few of them.
type walk func(day anlan.Date, ref string, most int32) ([]Fact, error)

// Behind lists the facts that a figure counts, or those that it counts them of.
func (s *Service) Behind(ctx context.Context, a anlan.Actor, b BehindQuery) (FactPage, error) {
	p := FactPage{Items: []Fact{}}
	if err := authz.Check(a, actAnnual); err != nil {
		return p, err
	}
	from, to, _, err := span(b.Year, s.d.Now().Date())
	if err != nil {
		return p, err
	}
	set, _, err := s.annualSet(s.d.Now().Date())
	if err != nil {
		return p, err
	}
	x, known := set.Figure(b.Figure)
	if !known || !x.Has(b.Table) {
		return p, anlan.ErrFieldInvalid.With("name", "figure").With("value", b.Figure).At("figure")
	}
	what := x.Count
	if b.Base && x.Of != "" {
		what = x.Of
	}
	order, err := s.sorter(ctx, s.d.Reader(), set, from, to)
	if err != nil {
		return p, err
	}
	walks, err := s.walks(ctx, b, order, x.Metric, verdicts(what))
	if err != nil {
		return p, err
	}
	return merge(walks, authz.ScopeFor(a, actAnnual), b)
}

// walks are the ranges of the indexes in which the facts of a row stand.
func (s *Service) walks(ctx context.Context, b BehindQuery, order sorter, metric string, verdicts []string) ([]walk, error) {
	q, year := reportdb.New(s.d.Reader()), int64(b.Year)
	counts, err := q.YearCounts(ctx, year)
	if err != nil {
		return nil, db.Classify(err)
	}
	var list []walk
	for _, verdict := range verdicts {
		seen := map[string]bool{}
		for _, c := range counts {
			if c.Metric != metric || c.Verdict != verdict || !slices.Contains(order.in(b.Table, c), b.Row) {
				continue
			}
			key, w := s.walk(ctx, q, b.Table, c)
			if !seen[key] {
				seen[key] = true
				list = append(list, w)
			}
		}
	}
	return list, nil
}

// walk is the range in which the facts of one sort stand, and its name.
func (s *Service) walk(ctx context.Context, q *reportdb.Queries, table string, c reportdb.VLetterCube) (string, walk) {
	switch {
	case table == BySector:
		return c.Sector, func(day anlan.Date, ref string, most int32) ([]Fact, error) {
			return q.FactsOfSector(ctx, reportdb.FactsOfSectorParams{Year: c.Year, Metric: c.Metric, Verdict: c.Verdict, Sector: c.Sector, AfterDay: day, AfterRef: ref, Most: most})
		}
	case table == ByGrade:
		return c.Grade, func(day anlan.Date, ref string, most int32) ([]Fact, error) {
			return q.FactsOfGrade(ctx, reportdb.FactsOfGradeParams{Year: c.Year, Metric: c.Metric, Verdict: c.Verdict, Grade: c.Grade, AfterDay: day, AfterRef: ref, Most: most})
		}
	case table == ByTown && c.Area != "":
		return "a:" + c.Area, func(day anlan.Date, ref string, most int32) ([]Fact, error) {
			return q.FactsOfTown(ctx, reportdb.FactsOfTownParams{Area: c.Area, Year: c.Year, Metric: c.Metric, Verdict: c.Verdict, AfterDay: day, AfterRef: ref, Most: most})
		}
	case table == ByTown:
		return "b:" + string(c.Branch), func(day anlan.Date, ref string, most int32) ([]Fact, error) {
			return q.FactsOfBranchOnly(ctx, reportdb.FactsOfBranchOnlyParams{Branch: c.Branch, Year: c.Year, Metric: c.Metric, Verdict: c.Verdict, AfterDay: day, AfterRef: ref, Most: most})
		}
	default:
		return "", func(day anlan.Date, ref string, most int32) ([]Fact, error) {
			return q.FactsOfYear(ctx, reportdb.FactsOfYearParams{Year: c.Year, Metric: c.Metric, Verdict: c.Verdict, AfterDay: day, AfterRef: ref, Most: most})
		}
	}
}

// merge takes the next page of the union of the ranges, by day.
func merge(walks []walk, scope anlan.Scope, b BehindQuery) (FactPage, error) {
	p := FactPage{Items: []Fact{}}
	if b.Limit <= 0 || b.Limit > factPage {
		b.Limit = 100
	}
	day, ref, err := db.ParseTextCursor[anlan.Date, string](b.Cursor)
	if err != nil {
		return p, err
	}
	ranges := make([]*stretch, len(walks))
	for i, w := range walks {
		ranges[i] = &stretch{walk: w, day: day, ref: ref, most: stretchFirst}
	}
	for walked := 1; ; walked++ {
		f, more, err := earliest(ranges)
		if err != nil || !more {
			return p, err
		}
		if scope.All || scope.Covers(f.Branch, f.Area) {
			p.Items = append(p.Items, f)
		}
		if p.More = walked >= factWalk && len(p.Items) < b.Limit; p.More || len(p.Items) == b.Limit {
			p.Next = db.TextCursor(f.Day, f.Ref)
			return p, nil
		}
	}
}

// stretchFirst is how many rows of a range are read at first: a figure may have hundreds of ranges, and a page needs
// but a few rows of most of them.
const stretchFirst = 8

// stretch reads a range piece by piece, each twice as long as the one before.
type stretch struct {
	walk walk
	rows []Fact // read and not yet taken
	day  anlan.Date
	ref  string // behind which the next piece begins
	most int32
	over bool
}

// fill makes sure that the first row is there, if there is one.
func (s *stretch) fill() error {
	if len(s.rows) > 0 || s.over {
		return nil
	}
	rows, err := s.walk(s.day, s.ref, s.most)
	if err != nil {
		return db.Classify(err)
	}
	if s.rows, s.over = rows, len(rows) < int(s.most); len(rows) > 0 {
		s.day, s.ref = rows[len(rows)-1].Day, rows[len(rows)-1].Ref
	}
	s.most = min(2*s.most, factPage)
	return nil
}

// earliest takes the first row of all ranges.
func earliest(ranges []*stretch) (f Fact, more bool, err error) {
	var first *stretch
	for _, s := range ranges {
		if err := s.fill(); err != nil {
			return f, false, err
		}
		if len(s.rows) > 0 && (first == nil || byDay(s.rows[0], first.rows[0]) < 0) {
			first = s
		}
	}
	if first == nil {
		return f, false, nil
	}
	f, first.rows = first.rows[0], first.rows[1:]
	return f, true, nil
}

func byDay(a, b Fact) int { return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Ref, b.Ref)) }
