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
	for walked := 0; ; {
		var next []Fact
		last := true
		for _, w := range walks {
			rows, err := w(day, ref, int32(b.Limit))
			if err != nil {
				return p, db.Classify(err)
			}
			next, last = append(next, rows...), last && len(rows) < b.Limit
		}
		slices.SortFunc(next, func(x, y Fact) int { return cmp.Or(cmp.Compare(x.Day, y.Day), cmp.Compare(x.Ref, y.Ref)) })
		last = last && len(next) <= b.Limit
		for _, f := range next[:min(len(next), b.Limit)] {
			day, ref = f.Day, f.Ref
			if walked++; scope.All || scope.Covers(f.Branch, f.Area) {
				p.Items = append(p.Items, f)
			}
			if len(p.Items) == b.Limit {
				p.Next = db.TextCursor(day, ref)
				return p, nil
			}
		}
		if last {
			return p, nil
		}
		if walked >= factWalk {
			p.Next, p.More = db.TextCursor(day, ref), true
			return p, nil
		}
	}
}
