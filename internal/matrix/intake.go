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
	home    string // the county's name; empty where there are several
	sectors map[string]Sector
}

func (s *Service) lookup(ctx context.Context, tx *db.Tx) (lookup, error) {
	l := lookup{s: s, tx: tx, dir: registry.In(tx)}
	var err error
	if l.axes, err = s.axes(tx.Now.Date()); err != nil {
		return l, err
	}
	if l.home, err = homeOf(ctx, l.dir); err != nil {
		return l, err
	}
	list, err := db.DecodeAll[Sector](queries(tx).Sectors(ctx))
	l.sectors = sectorWords(list)
	return l, err
}

// sectorWords are all the words that a table may use for a sector, in either language. An English name yields to every
// word that the register uses, and one that two sectors have means neither.
func sectorWords(list []Sector) map[string]Sector {
	words := map[string]Sector{}
	add := func(w string, x Sector) {
		if _, known := words[fold(w)]; !known {
			words[fold(w)] = x
		}
	}
	for _, x := range list {
		for _, w := range append([]string{x.Name, x.Code}, x.Aliases...) {
			add(w, x)
		}
	}
	bearers := map[string]int{}
	for _, x := range list {
		bearers[fold(x.English)]++
	}
	for _, x := range list {
		if bearers[fold(x.English)] == 1 {
			add(x.English, x)
		}
	}
	return words
}

// homeOf is the name of the one county that the house keeps; empty where it keeps several.
func homeOf(ctx context.Context, dir registry.Directory) (string, error) {
	counties, err := dir.Places(ctx, registry.PlaceFilter{Level: registry.CountyLevel, Limit: 2})
	if err != nil || len(counties.Items) != 1 {
		return "", err
	}
	return counties.Items[0].Name, nil
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
	if errors.Is(err, anlan.ErrNotFound) {
		return "", l.elsewhere(ctx, id, row)
	}
	if err != nil {
		return "", err
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

// elsewhere says what a row of another county names that is unknown here: its identity, and whatever else in it has
// to be put right before it can be added as a cell of this one.
func (l lookup) elsewhere(ctx context.Context, id anlan.ID, row paper.Row) error {
	bad := anlan.Problems{anlan.ErrMatrixCellElsewhere.With("id", anlan.Shorten(string(id), 40)).At("id")}
	_, err := l.draft(ctx, row)
	more, err := table.Problems(err)
	if err != nil {
		return err
	}
	return append(bad, more...)
}

// draft finds the sector, the unit, the post and the place that a row names, and says of each that is unknown here
// which one it is: whoever mends a table of another county sees all of a row at once.
func (l lookup) draft(ctx context.Context, row paper.Row) (CellDraft, error) {
	d := CellDraft{Axis: Axis(axisWords(l.axes).Key(row.Text("axis"))), Role: Role(roleWords.Key(row.Text("role"))), Since: anlan.Date(row.Text("since")),
		Until: anlan.Date(row.Text("until")), Note: row.Text("note"),
		Basis: Basis{Kind: Source(sourceWords.Key(row.Text("kind"))), Text: row.Text("basis")}}
	if d.Role == "" {
		d.Role = Lead
	}
	var bad anlan.Problems
	for _, find := range []func(context.Context, paper.Row, *CellDraft) error{l.sector, l.owner, l.place} {
		wrong, err := table.Problems(find(ctx, row, &d))
		if err != nil {
			return d, err
		}
		bad = append(bad, wrong...)
	}
	return d, bad.Err()
}

func (l lookup) sector(_ context.Context, row paper.Row, d *CellDraft) error {
	name := row.Text("sector")
	if name == "" {
		return nil
	}
	x, known := l.sectors[fold(name)]
	if !known {
		return anlan.ErrMatrixSectorUnknown.With("name", name).At("sector")
	}
	d.Sector = x.ID
	return nil
}

// owner finds the unit, and in it the post.
func (l lookup) owner(ctx context.Context, row paper.Row, d *CellDraft) error {
	found, err := l.dir.Resolve(ctx, row.Text("unit"), l.tx.Now.Date())
	if err != nil {
		return at(err, "unit")
	}
	if len(found) != 1 { // a word for many, such as 各乡镇
		return anlan.ErrRegistryUnitAmbiguous.With("name", row.Text("unit")).With("units", len(found)).At("unit")
	}
	unit, said := found[0].Unit, row.Text("unit")
	if l.home != "" && unit.Name != said && registry.Abroad(said, l.home) { // 甘谷县公安局 is not ours, however alike the names
		return anlan.ErrRegistryUnitUnknown.With("name", said).At("unit")
	}
	d.Unit = unit.ID
	d.Post, err = l.post(ctx, unit.ID, unit.Name, row.Text("post"))
	return err
}

// at blames a column for an error that is a person's to mend.
func at(err error, field string) error {
	var one *anlan.Error
	if errors.As(err, &one) {
		return one.At(field)
	}
	return err
}

// place finds a place of this county by its code or its name.
func (l lookup) place(ctx context.Context, row paper.Row, d *CellDraft) error {
	said := row.Text("place")
	if said == "" {
		return nil
	}
	unknown := anlan.ErrRegistryPlaceUnknown.With("name", said).At("place")
	if strings.Trim(said, "0123456789") == "" {
		_, err := l.dir.Place(ctx, said)
		if errors.Is(err, anlan.ErrNotFound) {
			return unknown
		}
		d.Place = said
		return err
	}
	page, err := l.dir.Places(ctx, registry.PlaceFilter{Search: said, Limit: 50})
	if err != nil {
		return err
	}
	var codes []string
	for _, p := range page.Items {
		if p.Name == said {
			codes = append(codes, p.Code)
		}
	}
	switch len(codes) {
	case 0:
		return unknown
	case 1:
		d.Place = codes[0]
		return nil
	}
	return anlan.ErrRegistryPlaceAmbiguous.With("name", said).With("count", len(codes)).At("place")
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
