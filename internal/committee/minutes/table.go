package minutes

import (
	"slices"
	"strings"
)

// table reads the rows that begin at block i and returns how many there are.
func (d *document) table(i int) int {
	n := 0
	for i+n < len(d.blocks) && d.blocks[i+n].form == formRow {
		n++
	}
	var columns []field
	for _, b := range d.blocks[i : i+n] {
		cells := cellsOf(b)
		if head := headRow(b, cells); head != nil {
			columns = head
			continue
		}
		d.row(b, cells, columns)
	}
	return n
}

// cellsOf cuts a row at tabs, or at bars.
func cellsOf(b *block) []span {
	sep := '\t'
	if bars := strings.Count(b.whole(), "|"); !slices.Contains(b.r, '\t') || bars >= 3 {
		sep = '|' // an empty cell between bars is a gap as wide as a tab
	}
	var out []span
	start := 0
	for i := 0; i <= len(b.r); i++ {
		if i == len(b.r) || b.r[i] == sep {
			s, e := start, i
			for s < e && blank(b.r[s]) {
				s++
			}
			for e > s && blank(b.r[e-1]) {
				e--
			}
			out = append(out, span{b, s, e})
			start = i + 1
		}
	}
	return out
}

// headRow reads the names of the columns, if the row is a header.
func headRow(b *block, cells []span) []field {
	out := make([]field, len(cells))
	known := 0
	for i, c := range cells {
		if c.e-c.s <= 12 {
			out[i] = columnOf(b.str(c.s, c.e))
		}
		if out[i] != fieldNone {
			known++
		}
	}
	if known < 2 || known*2 < len(cells) {
		return nil
	}
	return out
}

// row reads one row; without a header the cells tell by themselves what they are.
func (d *document) row(b *block, cells []span, columns []field) {
	rec := &record{}
	if columns == nil {
		columns = d.guessColumns(b, cells)
	}
	for i, c := range cells {
		if i < len(columns) && c.e > c.s {
			d.readPart(rec, b, part{field: columns[i], s: c.s, e: c.e})
		}
	}
	if rec.task == nil || rec.task.e-rec.task.s < 3 {
		rec.task = problemCell(cells, columns)
	}
	if rec.task != nil && worded(b.r[rec.task.s:rec.task.e]) {
		d.keepRecord(rec, b)
	}
}

// worded says that a cell holds words and not only figures.
func worded(r []rune) bool {
	n := 0
	for _, c := range r {
		if hanzi(c) {
			n++
		}
	}
	return n >= 3
}

// problemCell takes the column of findings when the table has none of demands.
func problemCell(cells []span, columns []field) *span {
	for i := range cells {
		if i < len(columns) && columns[i] == fieldProblem && !slices.Contains(columns, fieldTask) {
			return &cells[i]
		}
	}
	return nil
}

// guessColumns reads the cells of a table without a header: the longest is the task, units and dates tell themselves.
func (d *document) guessColumns(b *block, cells []span) []field {
	out := make([]field, len(cells))
	longest := -1
	for i, c := range cells {
		if longest < 0 || c.e-c.s > cells[longest].e-cells[longest].s {
			longest = i
		}
	}
	led := false
	for i, c := range cells {
		names, j := d.names.list(b, c.s, c.e)
		switch {
		case i == longest:
			out[i] = fieldTask
		case len(names) > 0 && j >= c.e && led:
			out[i] = fieldCo
		case len(names) > 0 && j >= c.e:
			out[i], led = fieldLead, true
		case len(d.clock.scanTimes(b.r[c.s:c.e])) > 0:
			out[i] = fieldDue
		}
	}
	return out
}
