package letter

import (
	"context"
	"errors"
	"strings"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
)

// FactQuery asks for the facts behind a point.
type FactQuery struct {
	Metric  string
	Verdict string // empty: all
	Cursor  string
	Limit   int
}

// FactRow is a fact behind a point.
type FactRow struct {
	Ref     string     `json:"ref" doc:"kind:id of the record"`
	Metric  string     `json:"metric"`
	Verdict string     `json:"verdict" enum:"good,bad,open,waived"`
	Day     anlan.Date `json:"day"`
	N       int64      `json:"n"`
	Title   string     `json:"title"`
	Unit    anlan.ID   `json:"unit"`
}

// FactPage is one page of facts, by day.
type FactPage struct {
	Items []FactRow `json:"items" nullable:"false"`
	Next  string    `json:"next"`
	More  bool      `json:"more" doc:"The bounded search ended before the list did"`
}

const factWalk = 5000 // rows that are looked through for a verdict

// Facts lists the facts that a letter counts for a metric: as they stand now, or of a year that was frozen as they stood
// then ([Assessment.Kept]).
func (s *Service) Facts(ctx context.Context, a anlan.Actor, id anlan.ID, f FactQuery) (FactPage, error) {
	p := FactPage{Items: []FactRow{}}
	l, err := s.Get(ctx, a, id)
	if err != nil {
		return p, err
	}
	if f.Limit <= 0 || f.Limit > 200 {
		f.Limit = 100
	}
	waived, err := s.waiversOf(ctx, s.d.Reader(), l)
	if err != nil {
		return p, err
	}
	read, err := s.factReader(ctx, l, f.Metric)
	if err != nil {
		return p, err
	}
	day, ref, err := db.ParseTextCursor[anlan.Date, string](f.Cursor)
	if err != nil {
		return p, err
	}
	for walked := 0; ; {
		rows, err := read(day, ref)
		if err != nil {
			return p, err
		}
		for _, r := range rows {
			day, ref = r.Day, r.Ref
			if waived[waiver{r.Ref, r.Metric}] {
				r.Verdict = Waived
			}
			if f.Verdict == "" || f.Verdict == r.Verdict {
				p.Items = append(p.Items, FactRow{r.Ref, r.Metric, r.Verdict, r.Day, r.N, r.Title, r.Unit})
			}
			if len(p.Items) == f.Limit {
				p.Next = db.TextCursor(day, ref)
				return p, nil
			}
		}
		if walked += len(rows); len(rows) < pageSize {
			return p, nil
		} else if walked >= factWalk {
			p.Next, p.More = db.TextCursor(day, ref), true
			return p, nil
		}
	}
}

// factReader walks the one index that the letter's scope has for a metric, behind a day and a record.
func (s *Service) factReader(ctx context.Context, l Letter, metric string) (func(anlan.Date, string) ([]Fact, error), error) {
	fixed, err := s.fixed(ctx, s.d.Reader(), l)
	return func(day anlan.Date, ref string) ([]Fact, error) {
		if fixed {
			return s.frozenRows(ctx, l, metric, day, ref)
		}
		return s.factRows(ctx, l, metric, day, ref)
	}, err
}

// factRows are facts as they stand now.
func (s *Service) factRows(ctx context.Context, l Letter, metric string, day anlan.Date, ref string) ([]Fact, error) {
	q := queries(s.d.Reader())
	side, key, _ := strings.Cut(l.scope(metric), ":")
	year := int64(l.Year)
	var rows []Fact
	var err error
	switch side {
	case "b":
		rows, err = q.FactsOfBranch(ctx, letterdb.FactsOfBranchParams{Branch: anlan.ID(key), Year: year, Metric: metric, AfterDay: day, AfterRef: ref, Most: pageSize})
	case "a":
		rows, err = q.FactsOfArea(ctx, letterdb.FactsOfAreaParams{Area: key, Year: year, Metric: metric, AfterDay: day, AfterRef: ref, Most: pageSize})
	case "v":
		rows, err = q.FactsOfVillage(ctx, letterdb.FactsOfVillageParams{Village: key, Year: year, Metric: metric, AfterDay: day, AfterRef: ref, Most: pageSize})
	default:
		rows, err = q.FactsOfUnit(ctx, letterdb.FactsOfUnitParams{Unit: anlan.ID(key), Year: year, Metric: metric, AfterDay: day, AfterRef: ref, Most: pageSize})
	}
	return rows, db.Classify(err)
}

// frozenRows are facts as they stood at the freeze of the letter's year.
func (s *Service) frozenRows(ctx context.Context, l Letter, metric string, day anlan.Date, ref string) ([]Fact, error) {
	q := queries(s.d.Reader())
	side, key, _ := strings.Cut(l.scope(metric), ":")
	year := int64(l.Year)
	var rows []letterdb.LetterFactFrozen
	var err error
	switch side {
	case "b":
		rows, err = q.FrozenOfBranch(ctx, letterdb.FrozenOfBranchParams{Branch: anlan.ID(key), Year: year, Metric: metric, AfterDay: day, AfterRef: ref, Most: pageSize})
	case "a":
		rows, err = q.FrozenOfArea(ctx, letterdb.FrozenOfAreaParams{Area: key, Year: year, Metric: metric, AfterDay: day, AfterRef: ref, Most: pageSize})
	case "v":
		rows, err = q.FrozenOfVillage(ctx, letterdb.FrozenOfVillageParams{Village: key, Year: year, Metric: metric, AfterDay: day, AfterRef: ref, Most: pageSize})
	default:
		rows, err = q.FrozenOfUnit(ctx, letterdb.FrozenOfUnitParams{Unit: anlan.ID(key), Year: year, Metric: metric, AfterDay: day, AfterRef: ref, Most: pageSize})
	}
	list := make([]Fact, 0, len(rows))
	for _, r := range rows {
		list = append(list, Fact(r))
	}
	return list, db.Classify(err)
}

// fact returns one fact if it counts for the letter.
func (s *Service) fact(ctx context.Context, door letterdb.DBTX, l Letter, ref, metric string) (f Fact, err error) {
	fixed, err := s.fixed(ctx, door, l)
	switch {
	case err != nil:
		return f, err
	case fixed:
		f, err = s.frozenFact(ctx, door, l, ref, metric)
	default:
		known, failed := loadFacts(ctx, queries(door), ref)
		f, err = known[metric], failed
	}
	if errors.Is(err, anlan.ErrNotFound) || err == nil && !l.counts(f) {
		err = anlan.ErrLetterFact.At("fact")
	}
	return f, err
}
