package report

import (
	"strings"

	"anlan"
	"anlan/internal/matter"
	"anlan/internal/rule"
)

// Within chooses the part of the county a board shows: everything, or an area, or a branch.
type Within struct {
	Area   string
	Branch anlan.ID
}

func (w Within) covers(area string, branch anlan.ID) bool {
	return (w.Area == "" || strings.HasPrefix(area, w.Area)) && (w.Branch == "" || w.Branch == branch)
}

// Standing is how a part of the county stands.
type Standing struct {
	Open     int64 `json:"open"`
	Unsigned int64 `json:"unsigned"` // 待签收
	Doing    int64 `json:"doing"`
	Reported int64 `json:"reported"` // 待复核
	Returned int64 `json:"returned"` // 待裁定
	Overdue  int64 `json:"overdue"`
	Soon     int64 `json:"soon"` // due today or within the days of 临期
	Closed   int64 `json:"closed"`
}

func (s *Standing) add(c cell, n int64) {
	switch c.state {
	case matter.Issued:
		s.Unsigned += n
	case matter.Doing:
		s.Doing += n
	case matter.Reported:
		s.Reported += n
	case matter.Returned:
		s.Returned += n
	case matter.Closed:
		s.Closed += n
		return
	default:
		return
	}
	s.Open += n
	if c.overdue {
		s.Overdue += n
	}
}

// Board is the county, or a part of it, at a glance.
type Board struct {
	Pos      int64                 // newest event counted
	SoonDays int                   // how many days ahead count as 临期, the day itself not included
	Total    Standing              // of the whole part
	ByArea   map[string]Standing   // by township
	ByBranch map[anlan.ID]Standing // by department or township
	ByTopic  map[string]Standing
}

// Board computes the board of a part of the county on a day. It walks through the figures, whose
// number depends on units and topics, not on matters.
func (s *Service) Board(w Within, today anlan.Date) Board {
	s.mu.RLock()
	defer s.mu.RUnlock()
	b := Board{Pos: s.pos, SoonDays: s.soonDays(today), ByArea: map[string]Standing{}, ByBranch: map[anlan.ID]Standing{}, ByTopic: map[string]Standing{}}
	for c, n := range s.f.cells {
		if !w.covers(c.area, c.branch) {
			continue
		}
		b.Total.add(c, n)
		add(b.ByArea, c.area, c, n)
		add(b.ByBranch, c.branch, c, n)
		add(b.ByTopic, c.topic, c, n)
	}
	s.addSoon(&b, w, today)
	return b
}

func add[K comparable](m map[K]Standing, key K, c cell, n int64) {
	st := m[key]
	st.add(c, n)
	m[key] = st
}

// soonDays asks the rule of the day; a board of figures alone has none.
func (s *Service) soonDays(today anlan.Date) int {
	if s.book == nil {
		return 0
	}
	return rule.SoonDays(s.book(), today)
}

func (s *Service) addSoon(b *Board, w Within, today anlan.Date) {
	last := today.AddDays(b.SoonDays)
	for c, n := range s.f.dues {
		if c.day < today || c.day > last || !w.covers(c.area, c.branch) {
			continue
		}
		b.Total.Soon += n
		area, branch := b.ByArea[c.area], b.ByBranch[c.branch]
		area.Soon += n
		branch.Soon += n
		b.ByArea[c.area], b.ByBranch[c.branch] = area, branch
	}
}

// Days counts the open matters of a part of the county that are due on each day of a span.
func (s *Service) Days(w Within, from, to anlan.Date) map[anlan.Date]int64 {
	s.mu.RLock()
	defer s.mu.RUnlock()
	days := map[anlan.Date]int64{}
	for c, n := range s.f.dues {
		if c.day >= from && c.day <= to && w.covers(c.area, c.branch) {
			days[c.day] += n
		}
	}
	return days
}
