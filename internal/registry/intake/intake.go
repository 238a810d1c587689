package intake

import (
	"context"
	"errors"
	"fmt"
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
	l, err := s.lookup(registry.In(s.db.Reader()))
	if err != nil {
		return err
	}
	sheet, err := sheetOf(ctx, l, kind, english)
	if err != nil {
		return err
	}
	return sheet.Write(out, paper.Filling{})
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
func (s *Service) each(ctx context.Context, l *lookup, f File, day anlan.Date, act func(*RowReport, plan) error) (*Report, error) {
	sheet, err := sheetOf(ctx, l, f.Kind, false)
	if err != nil {
		return nil, err
	}
	up, err := table.Read(sheet, f.Data, f.Size)
	if err != nil {
		return nil, otherTemplate(err)
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
func (r *Report) plan(ctx context.Context, l *lookup, up *table.Upload, rows []paper.Row, day anlan.Date, act func(*RowReport, plan) error) error {
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

// otherTemplate names templates as people know them.
func otherTemplate(err error) error {
	var e *anlan.Error
	if !errors.As(err, &e) || !errors.Is(err, anlan.ErrPaperTemplateOther) {
		return err
	}
	got, want := fmt.Sprint(e.Args["got"]), fmt.Sprint(e.Args["want"])
	return anlan.ErrPaperTemplateOther.With("got", titleOf(got)).With("want", titleOf(want))
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

// WriteWrong writes the wrong rows of a report, and those with warnings, into the same template, each
// with its reasons.
func (r *Report) WriteWrong(out io.Writer, say func(*anlan.Error) string) error {
	return r.sheet.Write(out, paper.Filling{Rows: r.rows, Faults: r.faults, Say: say})
}

// retries is how often a commit starts over without the rows that failed.
const retries = 5

// errAgain starts a commit over without the rows that failed in it: their events cannot be taken back.
var errAgain = errors.New("intake: start over without the failed rows")

// Commit stores the sound rows of an upload as one batch and reports the others.
func (s *Service) Commit(ctx context.Context, a anlan.Actor, f File) (*Report, registry.Batch, error) {
	for _, action := range []string{actImport, actWrite} {
		if err := authz.Check(a, action); err != nil {
			return nil, registry.Batch{}, err
		}
	}
	if f.Kind == Sites {
		return s.commitSlices(ctx, a, f)
	}
	dry, err := s.Preview(ctx, a, f) // for its warnings: what is stored already cannot be looked at as if it came
	if err != nil {
		return nil, registry.Batch{}, err
	}
	failed := map[int]error{}
	for range retries {
		r, batch, err := s.commit(ctx, a, f, failed)
		if errors.Is(err, errAgain) {
			continue
		}
		if r != nil && err == nil {
			r.sorted().again(dry)
		}
		return r, batch, err
	}
	return nil, registry.Batch{}, anlan.ErrConflict
}

func (s *Service) commit(ctx context.Context, a anlan.Actor, f File, failed map[int]error) (*Report, registry.Batch, error) {
	var r *Report
	var batch registry.Batch
	err := s.db.Write(ctx, a, func(tx *db.Tx) (err error) {
		w := registry.Within(tx)
		r, err = s.store(ctx, w, f, failed)
		if err != nil {
			return err
		}
		if batch, err = s.batch(f, tx.Now); err != nil {
			return err
		}
		batch, err = w.KeepBatch(ctx, r.counted(batch), r.steps())
		return err
	})
	if errors.Is(err, db.ErrDone) {
		batch, err = registry.In(s.db.Reader()).Batch(ctx, f.ID)
		return nil, batch, err
	}
	return r, batch, err
}

// store applies the sound rows. A row that fails now is remembered, and all is started over.
func (s *Service) store(ctx context.Context, w registry.Writer, f File, failed map[int]error) (*Report, error) {
	before := len(failed)
	l, err := s.lookup(w.Directory)
	if err != nil {
		return nil, err
	}
	r, err := s.each(ctx, l, f, w.Now().Date(), func(row *RowReport, p plan) error {
		if _, left := failed[row.Line]; left || row.Verdict != table.New && row.Verdict != table.Changed {
			return nil
		}
		return leave(failed, row.Line, w.Try(ctx, func() (err error) { row.Steps, err = p.apply(w); return err }))
	})
	if err == nil && len(failed) > before {
		return nil, errAgain
	}
	if err == nil {
		r.leaveOut(failed)
	}
	return r, err
}

// leave remembers the rows that their own content keeps out; trouble of the store is no row's fault and
// comes back.
func leave(failed map[int]error, line int, err error) error {
	if err == nil || table.Trouble(err) {
		return err
	}
	failed[line] = err
	return nil
}

// leaveOut turns rows that failed when stored into wrong ones.
func (r *Report) leaveOut(failed map[int]error) {
	for i := range r.Rows { // a row of the report for each row of the upload, in the same order
		row := &r.Rows[i]
		err, left := failed[row.Line]
		if !left || row.Verdict == table.Wrong {
			continue
		}
		r.Count(row.Verdict, -1)
		r.Count(table.Wrong, 1)
		row.Verdict, row.Diffs, row.Problems = table.Wrong, nil, []*anlan.Error{known(err)}
		r.rows = append(r.rows, r.upload[i])
		r.faults = append(r.faults, paper.Fault{Row: row.Line, Key: "name", Err: known(err)})
	}
}

// batch is what is stored of an import that begins now.
func (s *Service) batch(f File, now anlan.Instant) (registry.Batch, error) {
	undo, _, err := rule.Get[rule.UndoRule](s.rules(), rule.ImportUndo, now.Date())
	return registry.Batch{ID: f.ID, Kind: string(f.Kind), FileName: f.Name, UndoUntil: now.Date().AddDays(undo.Days).End()}, err
}

// counted is the batch with what a report adds.
func (r *Report) counted(b registry.Batch) registry.Batch {
	b.New, b.Changed, b.Same, b.Wrong = b.New+r.New, b.Changed+r.Changed, b.Same+r.Same, b.Wrong+r.Wrong
	return b
}

func (r *Report) steps() []registry.Step {
	var steps []registry.Step
	for row := range slices.Values(r.Rows) {
		for s := range slices.Values(row.Steps) {
			s.Line = row.Line
			steps = append(steps, s)
		}
	}
	return steps
}
