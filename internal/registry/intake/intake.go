package intake

import (
	"context"
	"errors"
	"io"
	"slices"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/paper"
	"anlan/internal/registry"
	"anlan/internal/rule"
	"anlan/internal/table"
)

const (
	actImport = "registry.import"
	actWrite  = "registry.write"
)

// Service is the door for tables of paper.
type Service struct {
	db    *db.DB
	rules func() *rule.Book
}

// New returns the service over the database; kinds of sites are read from the rules in force.
func New(d *db.DB, rules func() *rule.Book) *Service { return &Service{db: d, rules: rules} }

// lookup finds what cells name, as seen through a directory.
func (s *Service) lookup(d registry.Directory) (*lookup, error) {
	kinds, err := registry.KindsOf(s.rules(), s.db.Now())
	l := newLookup(d)
	l.kinds = kinds
	return l, err
}

// File is an upload.
type File struct {
	ID   anlan.ID // of the batch, made by the client so that a retry is recognised
	Kind Kind
	Name string
	Data io.ReaderAt
	Size int64
}

// Template writes the empty template of a kind with the present choices.
func (s *Service) Template(ctx context.Context, a anlan.Actor, kind Kind, english bool, out io.Writer) error {
	if err := authz.Check(a, actImport); err != nil {
		return err
	}
	_, sheet, err := s.present(ctx, kind, english)
	if err != nil {
		return err
	}
	return sheet.Write(out, paper.Filling{})
}

// present is the sheet of a kind with the choices that stand now, and what its cells may name.
func (s *Service) present(ctx context.Context, kind Kind, english bool) (*lookup, paper.Sheet, error) {
	l, err := s.lookup(registry.In(s.db.Reader()))
	if err != nil {
		return nil, paper.Sheet{}, err
	}
	sheet, err := sheetOf(ctx, l, kind, english)
	return l, sheet, err
}

// read takes the upload apart.
func (f File) read(sheet paper.Sheet) (*table.Upload, error) {
	return table.Read(sheet, f.Data, f.Size)
}

// Preview says what an upload would do, and does nothing.
func (s *Service) Preview(ctx context.Context, a anlan.Actor, f File) (*Report, error) {
	if err := authz.Check(a, actImport); err != nil {
		return nil, err
	}
	l, err := s.lookup(registry.In(s.db.Reader()))
	if err != nil {
		return nil, err
	}
	l.doubt = true
	r, err := s.each(ctx, l, f, s.db.Now().Date(), func(*RowReport, plan) error { return nil })
	if err != nil {
		return nil, err
	}
	return r.sorted(), l.warn(ctx, r)
}

// each reads the upload, plans every row and lets act do what the sound ones mean to do.
func (s *Service) each(ctx context.Context, l *lookup, f File, day anlan.Date, act act) (*Report, error) {
	sheet, err := sheetOf(ctx, l, f.Kind, false)
	if err != nil {
		return nil, err
	}
	up, err := f.read(sheet)
	if err != nil {
		return nil, err
	}
	if f.Kind == Units {
		up.Rows, l.circle = parentsFirst(up.Rows)
	}
	r := &Report{Kind: f.Kind, Rows: []RowReport{}, Unknown: up.Unknown, sheet: sheet, upload: up.Rows}
	if err := r.plan(ctx, l, up, up.Rows, day, act); err != nil {
		return nil, err
	}
	return r, nil
}

// plan plans the rows and lets act do what the sound ones mean to do.
func (r *Report) plan(ctx context.Context, l *lookup, up *table.Upload, rows []paper.Row, day anlan.Date, act act) error {
	for _, row := range rows {
		p, err := l.planRow(ctx, r.sheet, r.Kind, row, up.Faults(row), day)
		if err != nil {
			return err
		}
		r.add(row, p)
		if err := act(&r.Rows[len(r.Rows)-1], p); err != nil {
			return err
		}
	}
	return nil
}

// planRow plans a row; what paper found wrong with its cells comes first.
func (l *lookup) planRow(ctx context.Context, s paper.Sheet, kind Kind, row paper.Row, faults []paper.Fault, day anlan.Date) (plan, error) {
	if len(faults) > 0 {
		p := plan{name: row.Text("name"), faults: slices.Clone(faults)}
		more, err := l.unknownToo(ctx, s, kind, row, p.faults, day)
		p.faults = append(p.faults, more...)
		return p, err
	}
	return l.planSound(ctx, s, kind, row, day)
}

// unknownToo finds, in a row whose cells are wrong by themselves, the names that nobody knows: whoever mends a table
// wants to be told once. It leaves no trace in what later rows may refer to.
func (l *lookup) unknownToo(ctx context.Context, s paper.Sheet, kind Kind, row paper.Row, faults []paper.Fault, day anlan.Date) ([]paper.Fault, error) {
	trial := *l
	trial.seen, trial.owners, trial.named, trial.doubt, trial.trial = map[string]int{}, map[string]string{}, map[string]registry.Unit{}, false, true
	keys := make([]string, 0, len(faults))
	for _, f := range faults {
		keys = append(keys, f.Key)
	}
	p, err := trial.planSound(ctx, s, kind, row.Without(keys...), day)
	return slices.DeleteFunc(p.faults, func(f paper.Fault) bool {
		unknown := errors.Is(f.Err, anlan.ErrRegistryPlaceUnknown) || errors.Is(f.Err, anlan.ErrRegistryPlaceAmbiguous) || errors.Is(f.Err, anlan.ErrRegistryUnitUnknown)
		return !unknown || slices.Contains(keys, f.Key)
	}), err
}

// planSound plans a row whose cells are sound by themselves.
func (l *lookup) planSound(ctx context.Context, s paper.Sheet, kind Kind, row paper.Row, day anlan.Date) (plan, error) {
	switch kind {
	case Units:
		return l.planUnit(ctx, s, row, "", day)
	case Enterprises:
		return l.planUnit(ctx, s, row, registry.Enterprise, day)
	case Places:
		return l.planPlace(ctx, s, row)
	case Sites:
		return l.planSite(ctx, s, row, day)
	default:
		return l.planPost(ctx, s, row, day)
	}
}

// WriteWrong writes the wrong rows of a report, and those with warnings, into the same template in the language of the
// reader, each with its reasons.
func (r *Report) WriteWrong(out io.Writer, l anlan.Lang) error {
	s := r.sheet
	s.English = l == anlan.EN
	return s.Write(out, paper.Filling{Rows: r.rows, Faults: r.faults, Say: s.Say})
}
