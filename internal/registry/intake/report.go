package intake

import (
	"slices"

	"anlan"
	"anlan/internal/paper"
	"anlan/internal/registry"
	"anlan/internal/table"
)

// Kind is what a table holds.
type Kind string

// The kinds of tables.
const (
	Units        Kind = "units"
	Organisation Kind = "organisation" // posts, people and who holds what
	Enterprises  Kind = "enterprises"
	Places       Kind = "places"
	Sites        Kind = "sites"
)

// Diff is what a cell would change.
type Diff struct {
	Key string `json:"key"`
	Old string `json:"old"`
	New string `json:"new"`
}

// RowReport is what one row would do, or did.
type RowReport struct {
	Line     int             `json:"line"` // as the spreadsheet counts
	Name     string          `json:"name"`
	Verdict  table.Verdict   `json:"verdict"`
	Diffs    []Diff          `json:"diffs,omitempty"`
	Problems []*anlan.Error  `json:"-"`
	Warnings []*anlan.Error  `json:"-"` // worth a look; the row is sound
	Steps    []registry.Step `json:"-"`
}

// Report is the answer to an upload: the counts, and every row.
type Report struct {
	Kind Kind `json:"kind"`
	table.Counts
	Warned  int         `json:"warned"` // sound rows with warnings
	Rows    []RowReport `json:"rows"`
	Unknown []string    `json:"unknown,omitempty"` // heads that belong to no column

	sheet  paper.Sheet
	upload []paper.Row
	rows   []paper.Row // the wrong ones and those with warnings, to be returned
	faults []paper.Fault
}

// add counts a row, and keeps it for the way back when it is wrong.
func (r *Report) add(row paper.Row, p plan) {
	out := RowReport{Line: row.Number, Name: p.name, Verdict: p.verdict(), Diffs: p.diffs}
	r.Count(out.Verdict, 1)
	if out.Verdict == table.Wrong {
		out.Diffs = nil
		r.rows = append(r.rows, row)
		r.faults = append(r.faults, p.faults...)
		for _, f := range p.faults {
			out.Problems = append(out.Problems, f.Err)
		}
	}
	r.Rows = append(r.Rows, out)
}

// sorted puts the rows back into the order of the sheet; they were planned parents first.
func (r *Report) sorted() *Report {
	if r == nil {
		return r
	}
	slices.SortFunc(r.Rows, func(a, b RowReport) int { return a.Line - b.Line })
	slices.SortFunc(r.upload, func(a, b paper.Row) int { return a.Number - b.Number })
	slices.SortFunc(r.rows, func(a, b paper.Row) int { return a.Number - b.Number })
	slices.SortStableFunc(r.faults, func(a, b paper.Fault) int { return a.Row - b.Row })
	return r
}

// plan is what a row means to do.
type plan struct {
	name   string
	fresh  bool // makes its main record
	diffs  []Diff
	faults []paper.Fault
	apply  func(w registry.Writer) ([]registry.Step, error)
}

func (p plan) verdict() table.Verdict {
	switch {
	case len(p.faults) > 0:
		return table.Wrong
	case p.fresh:
		return table.New
	case len(p.diffs) > 0:
		return table.Changed
	default:
		return table.Same
	}
}

// blame adds what is wrong with a cell of the row.
func (p *plan) blame(row paper.Row, key string, err *anlan.Error) {
	p.faults = append(p.faults, row.Blame(key, err))
}

// Title is what the head of a column says.
func (r *Report) Title(key string, l anlan.Lang) string { return r.sheet.Head(key, l) }

// Cell is what a cell of a column says.
func (r *Report) Cell(key, text string, l anlan.Lang) string { return r.sheet.Cell(key, text, l) }
