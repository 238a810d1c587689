package report

import (
	"strings"

	"anlan"
	"anlan/internal/matter"
)

// cell is one place where matters are counted.
type cell struct {
	area    string
	branch  anlan.ID
	topic   string
	state   matter.State
	overdue bool
}

// dueCell counts open matters by the day they are due.
type dueCell struct {
	day    anlan.Date
	area   string
	branch anlan.ID
}

// figures are the counts of the whole county.
type figures struct {
	cells map[cell]int64
	dues  map[dueCell]int64

	hazards map[hazardCell]int64
}

func newFigures() figures {
	return figures{cells: map[cell]int64{}, dues: map[dueCell]int64{}, hazards: map[hazardCell]int64{}}
}

// add counts a facet n times. Exercises never count (law 14).
func (f figures) add(x matter.Facet, n int64) {
	if x.Exercise {
		return
	}
	f.cells[cell{x.Area, x.Branch, x.Topic, x.State, x.Overdue}] += n
	if x.Due != "" {
		f.dues[dueCell{x.Due, x.Area, x.Branch}] += n
	}
}

// merge adds all counts of g.
func (f figures) merge(g figures) {
	for c, n := range g.cells {
		if f.cells[c] += n; f.cells[c] == 0 {
			delete(f.cells, c)
		}
	}
	for c, n := range g.dues {
		if f.dues[c] += n; f.dues[c] == 0 {
			delete(f.dues, c)
		}
	}
	for c, n := range g.hazards {
		if f.hazards[c] += n; f.hazards[c] == 0 {
			delete(f.hazards, c)
		}
	}
}

// fold works out what a batch of events changes.
func fold(batch []anlan.Event) (figures, error) {
	f := newFigures()
	for _, e := range batch {
		if e.Ref.Kind == "hazard.hazard" {
			if err := f.foldHazard(e); err != nil {
				return f, err
			}
			continue
		}
		if !strings.HasPrefix(e.Kind, "matter.") || e.Ref.Kind != "matter.matter" {
			continue
		}
		t, err := matter.ToldBy(e)
		if err != nil {
			return f, err
		}
		if t.Was != nil {
			f.add(*t.Was, -1)
		}
		f.add(t.Now, 1)
	}
	return f, nil
}
