package letter

import (
	"context"
	"strings"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
)

// counts reads what the letter's metrics stand at: a bounded number of rows, however many facts there are.
func (s *Service) counts(ctx context.Context, door letterdb.DBTX, l Letter) (Counts, error) {
	c := Counts{}
	q := queries(door)
	for _, scope := range l.scopes() {
		rows, err := q.Counts(ctx, letterdb.CountsParams{Scope: scope, Year: int64(l.Year)})
		if err != nil {
			return nil, db.Classify(err)
		}
		for _, r := range rows {
			if l.scope(r.Metric) == scope {
				c[r.Metric] = c[r.Metric].add(r.Verdict, r.N)
			}
		}
	}
	waived, err := s.waived(ctx, door, l)
	c.less(l, waived)
	return c, err
}

func byClause(list []Mark) map[string]Mark {
	m := map[string]Mark{}
	for _, x := range list {
		m[x.Clause] = x
	}
	return m
}

// Score is the letter's score as it stands now.
func (s *Service) Score(ctx context.Context, a anlan.Actor, id anlan.ID) (Score, error) {
	l, err := s.Get(ctx, a, id)
	if err != nil {
		return Score{}, err
	}
	return s.score(ctx, l, nil)
}

// score reckons a letter; more are facts that are only supposed.
func (s *Service) score(ctx context.Context, l Letter, more map[string]int64) (Score, error) {
	c, err := s.counts(ctx, s.d.Reader(), l)
	if err != nil {
		return Score{}, err
	}
	for metric, n := range more {
		t := c[metric]
		t.Bad = max(0, t.Bad+n)
		c[metric] = t
	}
	return s.reckon(ctx, s.d.Reader(), l, c)
}

// reckon computes the live score from counts and the marks that were given.
func (s *Service) reckon(ctx context.Context, door letterdb.DBTX, l Letter, c Counts) (Score, error) {
	marks, err := itemsAbout[Mark](ctx, door, string(l.ID), hangingMost)
	return Reckon(l.Template, c, byClause(marks)), err
}

// reckonYear computes the score of a year that is over.
func (s *Service) reckonYear(ctx context.Context, door letterdb.DBTX, l Letter, c Counts) (Score, error) {
	marks, err := itemsAbout[Mark](ctx, door, string(l.ID), hangingMost)
	return ReckonYear(l.Template, c, byClause(marks)), err
}

// Simulate tells what the score would be if more of something had gone wrong: nothing is written.
func (s *Service) Simulate(ctx context.Context, a anlan.Actor, id anlan.ID, more map[string]int64) (Score, error) {
	l, err := s.Get(ctx, a, id)
	if err != nil {
		return Score{}, err
	}
	set, _, err := s.set(s.d.Now().Date())
	if err != nil {
		return Score{}, err
	}
	for metric, n := range more {
		if m, known := set.Metric(metric); !known || m.Good || n < 0 || n > 1000 {
			return Score{}, anlan.ErrLetterMetric.With("field", anlan.Both{ZH: "推演", EN: "What if"}).With("metric", metric).At("more")
		}
	}
	return s.score(ctx, l, more)
}

// Scored is a letter with its score now.
type Scored struct {
	Letter Letter
	Score  Score
}

// Scores returns the live scores of a page of letters, in the order of the directory and never of points.
func (s *Service) Scores(ctx context.Context, a anlan.Actor, f Filter) ([]Scored, string, error) {
	p, err := s.List(ctx, a, f)
	if err != nil {
		return nil, "", err
	}
	list := make([]Scored, 0, len(p.Items))
	for _, l := range p.Items {
		if l.State != Sent && l.State != Signed {
			continue
		}
		score, err := s.score(ctx, l, nil)
		if err != nil {
			return nil, "", err
		}
		list = append(list, Scored{l, score})
	}
	return list, p.Next, nil
}

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

// Facts lists the facts that a letter counts for a metric.
func (s *Service) Facts(ctx context.Context, a anlan.Actor, id anlan.ID, f FactQuery) (FactPage, error) {
	p := FactPage{Items: []FactRow{}}
	l, err := s.Get(ctx, a, id)
	if err != nil {
		return p, err
	}
	if f.Limit <= 0 || f.Limit > 200 {
		f.Limit = 100
	}
	waived, err := s.waived(ctx, s.d.Reader(), l)
	if err != nil {
		return p, err
	}
	day, ref, err := db.ParseTextCursor[anlan.Date, string](f.Cursor)
	if err != nil {
		return p, err
	}
	for walked := 0; ; {
		rows, err := s.factRows(ctx, l, f.Metric, day, ref)
		if err != nil {
			return p, err
		}
		for _, r := range rows {
			day, ref = r.Day, r.Ref
			if isWaived(waived, r.Ref, r.Metric) {
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

// factRows walks the one index that the letter's scope has for a metric.
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

// fact returns one fact if it counts for the letter.
func (s *Service) fact(ctx context.Context, door letterdb.DBTX, l Letter, ref, metric string) (Fact, error) {
	known, err := loadFacts(ctx, queries(door), ref)
	if err != nil {
		return Fact{}, err
	}
	f, there := known[metric]
	if !there || !l.counts(f) {
		return f, anlan.ErrLetterFact.At("fact")
	}
	return f, nil
}
