package intake

import (
	"slices"

	"anlan/internal/paper"
	"anlan/internal/registry"
)

// parentsFirst orders the rows of a table of units so that a parent which the same table brings comes
// before its units, however the sheet was sorted. Rows that lead back to themselves are told by their
// number.
func parentsFirst(rows []paper.Row) (ordered []paper.Row, circle map[int]bool) {
	at := map[string]int{}
	for i, row := range rows {
		for _, name := range namesOf(row) {
			if _, taken := at[name]; !taken {
				at[name] = i
			}
		}
	}
	w := walk{rows: rows, at: at, state: make([]int, len(rows)), circle: map[int]bool{}}
	for i := range rows {
		w.visit(i)
	}
	return w.ordered, w.circle
}

// namesOf are the names by which another row may mean the unit of this one.
func namesOf(row paper.Row) []string {
	var names []string
	for _, name := range append([]string{row.Text("name"), row.Text("short")}, splitNames(row.Text("aliases"))...) {
		if folded := registry.Fold(name); folded != "" {
			names = append(names, folded)
		}
	}
	return names
}

// walk goes up from each row to its parents, and comes back down with them in order.
type walk struct {
	rows    []paper.Row
	at      map[string]int // folded name → row
	state   []int          // 0 not seen, else the place on the present path, -1 done
	path    []int
	ordered []paper.Row
	circle  map[int]bool // numbers of rows
}

func (w *walk) visit(from int) {
	i := from
	for i >= 0 && w.state[i] == 0 {
		w.path = append(w.path, i)
		w.state[i] = len(w.path)
		i = w.above(i)
	}
	if i >= 0 && w.state[i] > 0 { // the way up came back to itself
		for _, one := range w.path[w.state[i]-1:] {
			w.circle[w.rows[one].Number] = true
		}
	}
	for _, one := range slices.Backward(w.path) {
		w.state[one] = -1
		w.ordered = append(w.ordered, w.rows[one])
	}
	w.path = w.path[:0]
}

// above is the row that brings the parent of a row, or -1.
func (w *walk) above(i int) int {
	if up, ours := w.at[registry.Fold(w.rows[i].Text("parent"))]; ours {
		return up
	}
	return -1
}
