package table

import (
	"io"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/paper"
)

// Upload is a filled-in table: its rows, what is wrong with them by their form alone, and the way back.
type Upload struct {
	Rows    []paper.Row
	Unknown []string // heads that belong to no column

	faults map[int][]paper.Fault // by the number of the row
}

// Read takes a table apart. It fails if the file as a whole cannot be used.
func Read(s paper.Sheet, data io.ReaderAt, size int64) (*Upload, error) {
	up, err := s.Read(data, size)
	if err != nil {
		return nil, err
	}
	u := &Upload{Rows: up.Rows, Unknown: up.Unknown, faults: map[int][]paper.Fault{}}
	for _, f := range up.Faults {
		u.faults[f.Row] = append(u.faults[f.Row], f)
	}
	return u, nil
}

// Faults are the cells of a row that break the rules of their columns.
func (u *Upload) Faults(row paper.Row) []paper.Fault { return u.faults[row.Number] }

// Problems says the same as errors.
func (u *Upload) Problems(row paper.Row) (bad anlan.Problems) {
	for _, f := range u.faults[row.Number] {
		bad = append(bad, f.Err)
	}
	return bad
}

// Refused is a row that cannot be taken, with what is wrong.
type Refused struct {
	Row  int
	Name string
	Errs anlan.Problems
}

// WriteWrong writes the refused rows into the same table, in the language of the sheet and with the reasons in their cells.
// What belongs to no column stands at the one that is given for it.
func (u *Upload) WriteWrong(out io.Writer, s paper.Sheet, refused []Refused, otherwise string) error {
	f := paper.Filling{Say: s.Say}
	wrong := map[int]anlan.Problems{}
	for _, x := range refused {
		wrong[x.Row] = x.Errs
	}
	for _, row := range u.Rows {
		errs, bad := wrong[row.Number]
		if !bad {
			continue
		}
		f.Rows = append(f.Rows, row)
		for _, e := range errs {
			f.Faults = append(f.Faults, row.Blame(Column(s, e.Field, otherwise), e))
		}
	}
	return s.Write(out, f)
}

// Column is where an error stands that blames a field, such as rows[7].due or due.
func Column(s paper.Sheet, field, otherwise string) string {
	key := field[strings.LastIndexByte(field, '.')+1:]
	if slices.ContainsFunc(s.Columns, func(c paper.Column) bool { return c.Key == key }) {
		return key
	}
	return otherwise
}
