package intake

import (
	"context"
	"errors"
	"slices"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/paper"
	"anlan/internal/registry"
	"anlan/internal/rule"
	"anlan/internal/table"
)

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
	var r *Report
	var batch registry.Batch
	err = tries(func(failed map[int]error) (err error) {
		r, batch, err = s.commit(ctx, a, f, failed)
		return err
	})
	if r != nil && err == nil {
		r.sorted().again(dry)
	}
	return r, batch, err
}

// tries starts over as long as rows fail, each time without those that failed.
func tries(try func(failed map[int]error) error) error {
	failed := map[int]error{}
	for range retries {
		if err := try(failed); !errors.Is(err, errAgain) {
			return err
		}
	}
	return anlan.ErrConflict
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

// store applies the sound rows of a table.
func (s *Service) store(ctx context.Context, w registry.Writer, f File, failed map[int]error) (*Report, error) {
	l, err := s.lookup(w.Directory)
	if err != nil {
		return nil, err
	}
	return apply(ctx, w, failed, func(act act) (*Report, error) { return s.each(ctx, l, f, w.Now().Date(), act) })
}

// act does what a row means to do.
type act func(row *RowReport, p plan) error

// apply lets each go through rows, and applies the sound ones. A row that fails now is remembered, and all is started over.
func apply(ctx context.Context, w registry.Writer, failed map[int]error, each func(act) (*Report, error)) (*Report, error) {
	before := len(failed)
	r, err := each(func(row *RowReport, p plan) error {
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
