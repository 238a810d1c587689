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
	"anlan/internal/table"
)

const batchMost = 500 // rows that are stored in one transaction

// ended is the verdict of a row that ends a cell: the only change that a table makes to what is there.
const ended = table.Changed

// Take takes the rows of a table: new cells, and ends of those that are there. What is wrong is told and left
// out. dry does the same and takes it back; its rows are judged together, so that two rows of one table that
// overlap are found as well.
func (s *Service) Take(ctx context.Context, a anlan.Actor, data []byte, dry bool) (table.Intake, error) {
	if err := s.may(a, actImport); err != nil {
		return table.Intake{}, err
	}
	_, u, err := s.read(data, false)
	if err != nil {
		return table.Intake{}, err
	}
	return s.take(ctx, a, u, dry)
}

func (s *Service) take(ctx context.Context, a anlan.Actor, u *table.Upload, dry bool) (table.Intake, error) {
	how := table.How[paper.Row]{Part: batchMost, Dry: dry, Name: nameOf}
	if dry {
		how.Part = max(1, len(u.Rows))
	}
	how.Begin = func(ctx context.Context, tx *db.Tx) (table.Judge[paper.Row], error) {
		l, err := s.lookup(ctx, tx)
		return func(ctx context.Context, row paper.Row) (table.Verdict, error) {
			if bad := u.Problems(row); len(bad) > 0 {
				return table.Wrong, bad
			}
			return l.take(ctx, row)
		}, err
	}
	r, err := table.Take(ctx, s.d, a, u.Rows, how)
	r.Unknown = u.Unknown
	return r, err
}

func nameOf(row paper.Row) (int, string) {
	return row.Number, row.Text("sector") + " " + row.Text("unit")
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
func (l lookup) take(ctx context.Context, row paper.Row) (table.Verdict, error) {
	if id := strings.TrimSpace(row.Text("id")); id != "" {
		return l.end(ctx, anlan.ID(id), row)
	}
	d, err := l.draft(ctx, row)
	if err != nil {
		return "", err
	}
	_, err = l.s.assign(ctx, l.tx, d)
	return table.New, err
}

// end compares a row with the cell that it names: only the last day may differ.
func (l lookup) end(ctx context.Context, id anlan.ID, row paper.Row) (table.Verdict, error) {
	c, err := db.Decode[Cell](queries(l.tx).Cell(ctx, id))
	if err != nil {
		return "", blame(err, "id")
	}
	until := anlan.Date(row.Text("until"))
	if until == "" || until == c.Until {
		return table.Same, nil
	}
	if c, err = c.end(until, "导入表格结束"); err != nil {
		return "", err
	}
	_, err = saveCell(ctx, l.tx, "matrix.cell_ended", c)
	return ended, err
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
	if err := s.may(a, actImport); err != nil {
		return err
	}
	t, u, err := s.read(data, lang == anlan.EN)
	if err != nil {
		return err
	}
	r, err := s.take(ctx, a, u, true)
	if err != nil {
		return err
	}
	return u.WriteWrong(w, t, r.Refused, "sector")
}
