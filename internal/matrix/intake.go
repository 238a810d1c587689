package matrix

import (
	"context"
	"errors"
	"io"
	"strings"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/paper"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// Intake is what a table would do, or did.
type Intake struct {
	New, Ended, Same int
	Wrong            []WrongRow
	Dry              bool
	Unknown          []string // heads of the table that belong to no column
}

// WrongRow is a row that cannot be taken, with what is wrong.
type WrongRow struct {
	Row  int
	Name string
	Errs []*anlan.Error
}

const batchMost = 500 // rows that are stored in one transaction

// errDry ends the transaction of a dry run without a trace.
var errDry = errors.New("dry run")

// Take takes the rows of a table: new cells, and ends of those that are there. What is wrong is told and left
// out. dry does the same and takes it back; its rows are judged together, so that two rows of one table that
// overlap are found as well.
func (s *Service) Take(ctx context.Context, a anlan.Actor, data []byte, dry bool) (Intake, error) {
	r := Intake{Dry: dry, Wrong: []WrongRow{}}
	if err := s.may(a, actImport); err != nil {
		return r, err
	}
	_, u, faults, err := s.read(data)
	if err != nil {
		return r, err
	}
	r.Unknown = u.Unknown
	size := batchMost
	if dry {
		size = max(1, len(u.Rows))
	}
	for start := 0; start < len(u.Rows); start += size {
		part := u.Rows[start:min(start+size, len(u.Rows))]
		var done Intake
		err := s.d.Write(db.WithPart(ctx, start), a, func(tx *db.Tx) (err error) {
			if done, err = s.takePart(ctx, tx, part, faults); err == nil && dry {
				err = errDry
			}
			return err
		})
		if err != nil && !errors.Is(err, errDry) && !errors.Is(err, db.ErrDone) {
			return r, err
		}
		r.New, r.Ended, r.Same, r.Wrong = r.New+done.New, r.Ended+done.Ended, r.Same+done.Same, append(r.Wrong, done.Wrong...)
	}
	return r, nil
}

func (s *Service) takePart(ctx context.Context, tx *db.Tx, rows []paper.Row, faults map[int][]*anlan.Error) (r Intake, err error) {
	l, err := s.lookup(ctx, tx)
	if err != nil {
		return r, err
	}
	for _, row := range rows {
		errs := faults[row.Number]
		verdict := ""
		if len(errs) == 0 {
			verdict, err = l.take(ctx, row)
			if errs, err = harmless(err); err != nil {
				return r, err
			}
		}
		switch {
		case len(errs) > 0:
			r.Wrong = append(r.Wrong, WrongRow{row.Number, row.Text("sector") + " " + row.Text("unit"), errs})
		case verdict == "new":
			r.New++
		case verdict == "ended":
			r.Ended++
		default:
			r.Same++
		}
	}
	return r, nil
}

// harmless parts what is wrong with a row from what is wrong with the program or the moment.
func harmless(err error) ([]*anlan.Error, error) {
	var many anlan.Problems
	var one *anlan.Error
	switch {
	case err == nil:
		return nil, nil
	case errors.As(err, &many):
		return many, nil
	case errors.As(err, &one) && one.Kind != anlan.Internal && one.Kind != anlan.Unavailable:
		return []*anlan.Error{one}, nil
	}
	return nil, err
}

// lookup turns the words of a table into records, within one transaction.
type lookup struct {
	s       *Service
	tx      *db.Tx
	dir     registry.Directory
	axes    rule.MatrixAxes
	sectors map[string]Sector
}

func (s *Service) lookup(ctx context.Context, tx *db.Tx) (lookup, error) {
	l := lookup{s: s, tx: tx, dir: registry.In(tx), sectors: map[string]Sector{}}
	var err error
	if l.axes, err = s.axes(tx.Now.Date()); err != nil {
		return l, err
	}
	list, err := db.DecodeAll[Sector](queries(tx).Sectors(ctx))
	for _, x := range list {
		for _, w := range append([]string{x.Name, x.Code}, x.Aliases...) {
			if _, known := l.sectors[fold(w)]; !known {
				l.sectors[fold(w)] = x
			}
		}
	}
	return l, err
}

// take carries one row out. It writes only what was found right.
func (l lookup) take(ctx context.Context, row paper.Row) (string, error) {
	if id := strings.TrimSpace(row.Text("id")); id != "" {
		return l.end(ctx, anlan.ID(id), row)
	}
	d, err := l.draft(ctx, row)
	if err != nil {
		return "", err
	}
	_, err = l.s.assign(ctx, l.tx, d)
	return "new", err
}

// end compares a row with the cell that it names: only the last day may differ.
func (l lookup) end(ctx context.Context, id anlan.ID, row paper.Row) (string, error) {
	c, err := db.Decode[Cell](queries(l.tx).Cell(ctx, id))
	if err != nil {
		return "", blame(err, "id")
	}
	until := anlan.Date(row.Text("until"))
	if until == "" || until == c.Until {
		return "same", nil
	}
	if c, err = c.end(until, "导入表格结束"); err != nil {
		return "", err
	}
	_, err = saveCell(ctx, l.tx, "matrix.cell_ended", c)
	return "ended", err
}

// draft finds the sector, the unit, the post and the place that a row names.
func (l lookup) draft(ctx context.Context, row paper.Row) (CellDraft, error) {
	d := CellDraft{Axis: Axis(keyOf(axisWords(l.axes), row.Text("axis"))), Role: Role(keyOf(roleWords, row.Text("role"))), Since: anlan.Date(row.Text("since")),
		Until: anlan.Date(row.Text("until")), Note: row.Text("note"),
		Basis: Basis{Kind: Source(keyOf(sourceWords, row.Text("kind"))), Text: row.Text("basis")}}
	if d.Role == "" {
		d.Role = Lead
	}
	if name := row.Text("sector"); name != "" {
		x, known := l.sectors[fold(name)]
		if !known {
			return d, anlan.ErrMatrixSectorUnknown.With("name", name).At("sector")
		}
		d.Sector = x.ID
	}
	found, err := l.dir.Resolve(ctx, row.Text("unit"), l.tx.Now.Date())
	if err != nil {
		return d, at(err, "unit")
	}
	d.Unit = found[0].Unit.ID
	if d.Place, err = l.place(ctx, row.Text("place")); err != nil {
		return d, err
	}
	d.Post, err = l.post(ctx, d.Unit, found[0].Unit.Name, row.Text("post"))
	return d, err
}

// at blames a column for an error that is a person's to mend.
func at(err error, field string) error {
	var one *anlan.Error
	if errors.As(err, &one) {
		return one.At(field)
	}
	return err
}

func (l lookup) place(ctx context.Context, said string) (string, error) {
	if said == "" || strings.Trim(said, "0123456789") == "" {
		return said, nil
	}
	page, err := l.dir.Places(ctx, registry.PlaceFilter{Search: said, Limit: 50})
	if err != nil {
		return "", err
	}
	var codes []string
	for _, p := range page.Items {
		if p.Name == said {
			codes = append(codes, p.Code)
		}
	}
	if len(codes) != 1 {
		return "", anlan.ErrFieldInvalid.With("name", "place").With("value", said).At("place")
	}
	return codes[0], nil
}

func (l lookup) post(ctx context.Context, unit anlan.ID, unitName, title string) (anlan.ID, error) {
	if title == "" {
		return "", nil
	}
	posts, err := l.dir.Posts(ctx, unit)
	if err != nil {
		return "", err
	}
	for _, p := range posts {
		if p.Title == title && p.Status == registry.Active {
			return p.ID, nil
		}
	}
	return "", anlan.ErrMatrixPostUnit.With("post", title).With("unit", unitName).At("post")
}

// WrongRows writes the rows that cannot be taken in the same template, with the reasons in their cells.
func (s *Service) WrongRows(ctx context.Context, a anlan.Actor, data []byte, lang anlan.Lang, w io.Writer) error {
	r, err := s.Take(ctx, a, data, true)
	if err != nil {
		return err
	}
	t, u, _, err := s.read(data)
	if err != nil {
		return err
	}
	t.English = lang == anlan.EN
	f := paper.Filling{Say: func(e *anlan.Error) string { return e.Say(lang) }}
	wrong := map[int][]*anlan.Error{}
	for _, x := range r.Wrong {
		wrong[x.Row] = x.Errs
	}
	for _, row := range u.Rows {
		for _, e := range wrong[row.Number] {
			f.Faults = append(f.Faults, paper.Fault{Row: row.Number, Key: column(t, e.Field), Err: e})
		}
		if len(wrong[row.Number]) > 0 {
			f.Rows = append(f.Rows, row)
		}
	}
	return t.Write(w, f)
}

// column is where an error stands; what belongs to none stands at the sector.
func column(t paper.Sheet, field string) string {
	key := field[strings.LastIndexByte(field, '.')+1:]
	for _, c := range t.Columns {
		if c.Key == key {
			return key
		}
	}
	return "sector"
}
