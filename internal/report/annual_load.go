package report

import (
	"context"
	"fmt"
	"slices"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/report/reportdb"
	"anlan/internal/rule"
)

// The actions that authz knows of the yearly report.
const (
	actAnnual  = "report.annual"
	actDeclare = "report.declare"
	actDraft   = "report.draft"
)

// WithBook lets the yearly report know the rules in force.
func (s *Service) WithBook(book func() *rule.Book) *Service {
	s.book = book
	return s
}

// firstYear is the earliest year that may be asked for.
const firstYear = 2000

// span is the year as far as it has come.
func span(year int, today anlan.Date) (from, to anlan.Date, over bool, err error) {
	switch {
	case year > today.Year():
		return "", "", false, anlan.ErrAnnualFuture.With("year", year).With("this", today.Year()).At("year")
	case year < firstYear:
		return "", "", false, anlan.ErrFieldInvalid.With("name", "year").With("value", year).At("year")
	}
	from, to = anlan.Date(fmt.Sprintf("%d-01-01", year)), anlan.Date(fmt.Sprintf("%d-12-31", year))
	if to >= today {
		return from, today, false, nil
	}
	return from, to, true, nil
}

// Annual is the report of a year, of the part of the county that the actor may see. It reads counts only, so
// it costs the same at a thousand facts and at a million.
func (s *Service) Annual(ctx context.Context, a anlan.Actor, year int) (Annual, error) {
	r := Annual{Year: year, AsOf: s.d.Now().Date(), Gaps: []Gap{}, Declared: []Declaration{}}
	if err := authz.Check(a, actAnnual); err != nil {
		return r, err
	}
	var err error
	if r.From, r.To, r.Over, err = span(year, r.AsOf); err != nil {
		return r, err
	}
	set, version, err := s.annualSet(r.AsOf)
	if err != nil {
		return r, err
	}
	scope := authz.ScopeFor(a, actAnnual)
	r.Set, r.Rule, r.Whole = set, version, scope.All
	order, err := s.sorter(ctx, s.d.Reader(), set, r.From, r.To)
	if err != nil {
		return r, err
	}
	order.towns = order.within(scope)
	f, err := s.facts(ctx, year, scope)
	if err != nil {
		return r, err
	}
	f.over = r.Over
	r.Any = len(f.counts[0]) > 0
	r.Total = order.table(InTotal, set, f)[0]
	r.Sectors, r.Towns, r.Grades = order.table(BySector, set, f), order.table(ByTown, set, f), order.table(ByGrade, set, f)
	r.Declared = append(r.Declared, f.nils[0]...)
	r.Gaps, err = s.gaps(ctx, r, f, order)
	return r, err
}

func (s *Service) annualSet(day anlan.Date) (rule.AnnualReport, string, error) {
	set, v, err := rule.Get[rule.AnnualReport](s.book(), rule.AnnualSet, day)
	return set, v.ID, err
}

// within leaves the townships of the actor's scope; facts of none stand where they belong.
func (s sorter) within(scope anlan.Scope) []head {
	if scope.All {
		return s.towns
	}
	return slices.DeleteFunc(slices.Clone(s.towns), func(h head) bool {
		return h.always && !scope.Covers("", h.key)
	})
}

// facts reads the counts of two years, cut to a scope.
func (s *Service) facts(ctx context.Context, year int, scope anlan.Scope) (facts, error) {
	f := facts{year: year, first: map[string]int{}}
	q := reportdb.New(s.d.Reader())
	for back := range 2 {
		counts, err := q.YearCounts(ctx, int64(year-back))
		if err != nil {
			return f, db.Classify(err)
		}
		months, err := q.YearMonths(ctx, int64(year-back))
		if err != nil {
			return f, db.Classify(err)
		}
		f.counts[back] = slices.DeleteFunc(counts, func(c reportdb.VLetterCube) bool { return !scope.All && !scope.Covers(c.Branch, c.Area) })
		f.months[back] = slices.DeleteFunc(months, func(m reportdb.VLetterMonth) bool { return !scope.All && !scope.Covers(m.Branch, m.Area) })
		if f.nils[back], err = db.DecodeAll[Declaration](q.ZerosOfYear(ctx, int64(year-back))); err != nil {
			return f, err
		}
	}
	first, err := q.FirstYears(ctx)
	for _, r := range first {
		source := sourceOf(r.Metric)
		if was, known := f.first[source]; !known || int(r.Year) < was {
			f.first[source] = int(r.Year)
		}
	}
	return f, db.Classify(err)
}

// Drafted is the report of the whole county, for whoever drafts the 通报 from it.
func (s *Service) Drafted(ctx context.Context, a anlan.Actor, year int) (Annual, error) {
	if err := authz.Check(a, actDraft); err != nil {
		return Annual{}, err
	}
	r, err := s.Annual(ctx, a, year)
	if err == nil && !r.Any && len(r.Declared) == 0 {
		return r, anlan.ErrAnnualEmpty.With("year", year)
	}
	return r, err
}

// CanAnnual lists what the actor may do with a yearly report.
func CanAnnual(a anlan.Actor) []string {
	can := []string{}
	if authz.Check(a, actDraft) == nil {
		can = append(can, "draft")
	}
	if authz.Check(a, actDeclare) == nil {
		can = append(can, "declare")
	}
	return can
}

// Sources are the sorts of records that the figures count, in their order.
func Sources(set rule.AnnualReport) []string { return sources(set) }

// SourceName is what people call a sort of records.
func SourceName(source string, l anlan.Lang) string {
	return l.Pick(sourceZH(source), sourceEN(source))
}
