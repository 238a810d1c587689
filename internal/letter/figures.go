package letter

import (
	"context"
	"fmt"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
)

// What yearly figures of the county are made of, beside the letters: each fact is counted once more by
// where it happened, whose it is, in which line of business, and how grave. Other rooms read the views
// v_letter_cube, v_letter_month and v_letter_fact; so a figure of a report and a point of a letter are the
// same fact, counted by the same rule.

// cube is one sort of facts of a year.
type cube struct {
	year                  int64
	metric, verdict, area string
	branch                anlan.ID
	sector, grade         string
}

func cubeOf(f Fact) cube {
	return cube{f.Year, f.Metric, f.Verdict, f.Area, f.Branch, f.Sector, f.Grade}
}

// month is one month in which there were facts.
type month struct {
	year, month  int64
	metric, area string
	branch       anlan.ID
}

func monthOf(f Fact) month {
	m := month{year: f.Year, metric: f.Metric, area: f.Area, branch: f.Branch}
	if len(f.Day) >= 7 {
		m.month = int64(f.Day[5]-'0')*10 + int64(f.Day[6]-'0')
	}
	return m
}

// word is how a fact names its line of business: by the word of which list. A word of the directory
// stands alone.
func word(list, key string) string {
	if key == "" {
		return ""
	}
	return list + ":" + key
}

// at puts a fact into the township and the village of a place.
func at(f Fact, place string) Fact {
	if len(place) >= 9 {
		f.Area = place[:9]
	}
	if len(place) >= 12 {
		f.Village = place[:12]
	}
	return f
}

func (t tallies) storeFigures(ctx context.Context, q *letterdb.Queries) error {
	for c, n := range t.cubes {
		if n == 0 {
			continue
		}
		if err := q.AddCube(ctx, letterdb.AddCubeParams{Year: c.year, Metric: c.metric, Verdict: c.verdict, Area: c.area, Branch: c.branch,
			Sector: c.sector, Grade: c.grade, N: n}); err != nil {
			return db.Classify(err)
		}
	}
	for m, n := range t.months {
		if n == 0 {
			continue
		}
		if err := q.AddMonth(ctx, letterdb.AddMonthParams{Year: m.year, Month: m.month, Metric: m.metric, Area: m.area, Branch: m.branch, N: n}); err != nil {
			return db.Classify(err)
		}
	}
	return nil
}

// sameFigures holds the stored sorts and months against what the events say.
func (s *Service) sameFigures(ctx context.Context, want tallies) error {
	cubes, err := queries(s.d.Reader()).Cubes(ctx)
	if err != nil {
		return db.Classify(err)
	}
	for _, r := range cubes {
		c := cube{r.Year, r.Metric, r.Verdict, r.Area, r.Branch, r.Sector, r.Grade}
		if want.cubes[c] != r.N {
			return fmt.Errorf("letter: %v is counted %d times, by its events %d", c, r.N, want.cubes[c])
		}
		delete(want.cubes, c)
	}
	months, err := queries(s.d.Reader()).Months(ctx)
	if err != nil {
		return db.Classify(err)
	}
	for _, r := range months {
		m := month{r.Year, r.Month, r.Metric, r.Area, r.Branch}
		if want.months[m] != r.N {
			return fmt.Errorf("letter: %v is counted %d times, by its events %d", m, r.N, want.months[m])
		}
		delete(want.months, m)
	}
	for _, n := range want.cubes {
		if n != 0 {
			return fmt.Errorf("letter: a sort of %d facts is missing", n)
		}
	}
	for _, n := range want.months {
		if n != 0 {
			return fmt.Errorf("letter: a month of %d facts is missing", n)
		}
	}
	return nil
}
