package paper

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"anlan"
)

// Kind says what a cell of a column may hold.
type Kind string

// The kinds of columns. The empty Kind is Text.
const (
	Text   Kind = "text"
	Choice Kind = "choice" // one of Choices
	Date   Kind = "date"   // read as 2006-01-02, however it was written
	Number Kind = "number"
)

// Sheet describes a fill-in template. The same description writes the empty template, reads what
// comes back, and returns bad rows with their reasons.
type Sheet struct {
	Name    string // of the template, such as registry.units; hidden in the file
	Version string // of the template
	Title   string // of the sheet in Chinese
	TitleEN string // empty: the same in both languages, and so for all that ends in EN
	Notes   []string
	NotesEN []string
	Columns []Column
	MaxRows int  // rows that an upload may hold; 0 means 20,000
	English bool // the language of what is written; both are read
}

// Column describes one column of a template or of an exported table.
type Column struct {
	Key       string // what the program calls it
	Title     string // what its head says in Chinese
	TitleEN   string
	Aliases   []string // other heads under which it is recognised
	Kind      Kind
	Choices   []string // offered in a drop-down; only a Choice must be one of them
	ChoicesEN []string // in the order of Choices
	Required  bool
	Locked    bool   // shown grey: filled by the system
	Hint      string // shown when the cell is chosen
	HintEN    string
	Width     float64 // in characters; 0 means 16
	MaxLen    int     // in characters; 0 means 2,000
}

// Row is one row of an upload, or one to be written.
type Row struct {
	Number int // as the spreadsheet counts
	cells  []Cell
	index  map[string]int
}

// Cell is what stood in one cell.
type Cell struct {
	Text    string
	Ref     string // such as B5
	Formula bool   // the text is the last result of a formula
	Merged  bool   // the text stands in a merged cell that covers this one

	faulty string // an error value (#N/A), or a formula that was never computed
}

// Get returns the cell of a column; an unknown key is an empty cell.
func (r Row) Get(key string) Cell {
	if i, ok := r.index[key]; ok {
		return r.cells[i]
	}
	return Cell{}
}

// Text returns the text of a column's cell.
func (r Row) Text(key string) string { return r.Get(key).Text }

// Without is the row with some of its cells empty.
func (r Row) Without(keys ...string) Row {
	r.cells = slices.Clone(r.cells)
	for _, key := range keys {
		if i, ok := r.index[key]; ok {
			r.cells[i] = Cell{}
		}
	}
	return r
}

// NewRow makes a row to be written.
func (s Sheet) NewRow(values map[string]string) Row {
	r := Row{cells: make([]Cell, len(s.Columns)), index: s.index()}
	for i, c := range s.Columns {
		r.cells[i].Text = values[c.Key]
	}
	return r
}

// Fault is what is wrong with one cell. Row is the number of the row, Key the column. A mild one is
// worth a look and no reason to refuse the row.
type Fault struct {
	Row  int
	Key  string
	Err  *anlan.Error
	Mild bool
}

// Say says an error in the language of the sheet.
func (s Sheet) Say(e *anlan.Error) string {
	if s.English {
		return e.Say(anlan.EN)
	}
	return e.Say(anlan.ZH)
}

// Blame puts what is wrong to a cell of the row.
func (r Row) Blame(key string, err *anlan.Error) Fault {
	err = err.With("row", r.Number).At(fmt.Sprintf("rows[%d].%s", r.Number, key))
	return Fault{Row: r.Number, Key: key, Err: err}
}

func (s Sheet) index() map[string]int {
	index := make(map[string]int, len(s.Columns))
	for i, c := range s.Columns {
		index[c.Key] = i
	}
	return index
}

func (s Sheet) maxRows() int {
	if s.MaxRows > 0 {
		return s.MaxRows
	}
	return 20_000
}

// head is the title of a column in the language of the sheet.
func (s Sheet) head(c Column) string { return s.pick(c.Title, c.TitleEN) }

// heads maps every way to write a column's head to the column.
func (s Sheet) heads() map[string]int {
	heads := map[string]int{}
	for i, c := range s.Columns {
		for _, title := range append([]string{c.Title, c.TitleEN, c.Key}, c.Aliases...) {
			if plain := plainHead(title); plain != "" {
				heads[plain] = i
			}
		}
	}
	return heads
}

// plainHead forgives what people do to heads: spaces, stars, brackets with remarks, width, case.
func plainHead(s string) string {
	if i := strings.IndexAny(s, "（(\n"); i > 0 {
		s = s[:i]
	}
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			r -= '！' - '!'
		}
		if unicode.IsSpace(r) || r == '*' || r == ':' || unicode.IsControl(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}
