package report

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/report/reportdb"
)

// HazardFacet is where a hazard counts, as its events carry it. The rooms are neighbours: a witness knows
// of the other's record only what its events say.
type HazardFacet struct {
	State    string   `json:"state"`
	Grade    string   `json:"grade"`
	Area     string   `json:"area"`
	Branch   anlan.ID `json:"branch"`
	Relapse  bool     `json:"relapse"`
	Listed   string   `json:"listed"`
	Stopped  bool     `json:"stopped"`
	Exercise bool     `json:"exercise"`
}

// hazardTold is what an event of a hazard says about counting.
type hazardTold struct {
	Was *HazardFacet `json:"was"`
	Now HazardFacet  `json:"now"`
}

// hazardCell is one place where hazards are counted.
type hazardCell struct {
	area   string
	branch anlan.ID
	state  string
	grade  string
	marks  string
}

func (x HazardFacet) cell() hazardCell {
	var marks []string
	for _, m := range []struct {
		name string
		is   bool
	}{{"listed", x.Listed != ""}, {"relapse", x.Relapse}, {"stopped", x.Stopped}} {
		if m.is {
			marks = append(marks, m.name)
		}
	}
	return hazardCell{x.Area, x.Branch, x.State, x.Grade, strings.Join(marks, " ")}
}

// addHazard counts a facet n times. Exercises never count (law 14).
func (f figures) addHazard(x HazardFacet, n int64) {
	if !x.Exercise {
		f.hazards[x.cell()] += n
	}
}

func (f figures) foldHazard(e anlan.Event) error {
	var t hazardTold
	if err := json.Unmarshal(e.Body, &t); err != nil {
		return err
	}
	if t.Was != nil {
		f.addHazard(*t.Was, -1)
	}
	f.addHazard(t.Now, 1)
	return nil
}

// HazardStanding is how the hazards of a part of the county stand.
type HazardStanding struct {
	Found      int64 `json:"found"` // all that were found and hold
	Open       int64 `json:"open"`
	Major      int64 `json:"major"`      // open and major
	Judging    int64 `json:"judging"`    // 待定级
	Planned    int64 `json:"planned"`    // 五落实未齐
	Rechecking int64 `json:"rechecking"` // 待复查
	Listed     int64 `json:"listed"`     // 挂牌督办
	Stopped    int64 `json:"stopped"`    // 停产（撤人）
	Relapsed   int64 `json:"relapsed"`   // open, and found before
	Closed     int64 `json:"closed"`
	Fixed      int64 `json:"fixed"` // 当场整改
}

func (s *HazardStanding) add(c hazardCell, n int64) {
	marks := strings.Fields(c.marks)
	if slices.Contains(marks, "stopped") {
		s.Stopped += n
	}
	if slices.Contains(marks, "listed") {
		s.Listed += n
	}
	switch c.state {
	case "dropped":
		return
	case "closed":
		s.Closed += n
	case "fixed":
		s.Fixed += n
	default:
		s.open(c, marks, n)
	}
	s.Found += n
}

func (s *HazardStanding) open(c hazardCell, marks []string, n int64) {
	s.Open += n
	if c.grade == "major" {
		s.Major += n
	}
	if slices.Contains(marks, "relapse") {
		s.Relapsed += n
	}
	switch c.state {
	case "judging":
		s.Judging += n
	case "planned":
		s.Planned += n
	case "rechecking":
		s.Rechecking += n
	}
}

// Hazards counts the hazards of a part of the county, and those of each township.
func (s *Service) Hazards(w Within) (total HazardStanding, byArea map[string]HazardStanding) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	byArea = map[string]HazardStanding{}
	for c, n := range s.f.hazards {
		if !w.covers(c.area, c.branch) {
			continue
		}
		total.add(c, n)
		st := byArea[c.area]
		st.add(c, n)
		byArea[c.area] = st
	}
	return total, byArea
}

// EachHazard walks through every hazard: what a recount compares the figures with.
type EachHazard func(ctx context.Context, do func(HazardFacet) error) error

// WithHazards lets the recount look at the hazards themselves.
func (s *Service) WithHazards(each EachHazard) *Service {
	s.eachHazard = each
	return s
}

func loadHazards(ctx context.Context, q *reportdb.Queries, f figures) error {
	rows, err := q.HazardCounts(ctx)
	for _, c := range rows {
		f.hazards[hazardCell{c.Area, c.Branch, c.State, c.Grade, c.Marks}] = c.N
	}
	return db.Classify(err)
}

func storeHazards(ctx context.Context, q *reportdb.Queries, change figures) error {
	for c, n := range change.hazards {
		if n == 0 {
			continue
		}
		if err := q.AddHazardCount(ctx, reportdb.AddHazardCountParams{Area: c.area, Branch: c.branch, State: c.state, Grade: c.grade, Marks: c.marks, N: n}); err != nil {
			return db.Classify(err)
		}
	}
	return nil
}
