package intake

import (
	"context"
	"errors"
	"maps"
	"slices"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/paper"
	"anlan/internal/registry"
	"anlan/internal/table"
)

// sliceRows is how many rows one transaction of a long table stores: nobody else waits longer than that.
const sliceRows = 500

// sliced is a long table on its way into the registry.
type sliced struct {
	s     *Service
	f     File
	up    *table.Upload
	all   *Report
	batch registry.Batch

	repeated bool
}

// commitSlices stores a table too long for one transaction in several. The batch exists from the first
// slice on and grows, so that what was stored can be undone even if the rest never came.
func (s *Service) commitSlices(ctx context.Context, a anlan.Actor, f File) (*Report, registry.Batch, error) {
	l, sheet, err := s.present(ctx, f.Kind, false)
	if err != nil {
		return nil, registry.Batch{}, err
	}
	up, err := f.read(sheet)
	if err != nil {
		return nil, registry.Batch{}, err
	}
	job := &sliced{s: s, f: f, up: up, all: &Report{Kind: f.Kind, Rows: []RowReport{}, Unknown: up.Unknown, sheet: sheet, upload: up.Rows}}
	for i, n := 0, 0; i < max(len(up.Rows), 1); i, n = i+sliceRows, n+1 {
		part := up.Rows[i:min(i+sliceRows, len(up.Rows))]
		err := job.slice(db.WithPart(ctx, n), a, l, part)
		if errors.Is(err, db.ErrDone) { // stored by an earlier try of the same request, which ended after it
			job.repeated = true
			job.batch, err = registry.In(s.db.Reader()).Batch(ctx, f.ID)
		}
		if err != nil {
			return nil, job.batch, err
		}
	}
	if job.repeated {
		return nil, job.batch, nil // what became of each row was answered then
	}
	return job.all, job.batch, nil
}

// slice stores some rows. A row that fails is left out and the slice starts over.
func (j *sliced) slice(ctx context.Context, a anlan.Actor, l *lookup, rows []paper.Row) error {
	return tries(func(failed map[int]error) error {
		var r *Report
		var batch registry.Batch
		try := l.copied()
		err := j.s.db.Write(ctx, a, func(tx *db.Tx) (err error) {
			w := registry.Within(tx)
			try = l.copied()
			try.Directory = w.Directory
			if r, err = j.store(ctx, w, try, rows, failed); err != nil {
				return err
			}
			if batch, err = j.begun(tx.Now); err != nil {
				return err
			}
			batch, err = w.GrowBatch(ctx, r.counted(batch), r.steps())
			return err
		})
		if err == nil {
			l.learn(try)
			j.batch = batch
			j.all.merge(r)
		}
		return err
	})
}

// store applies the sound rows of a slice.
func (j *sliced) store(ctx context.Context, w registry.Writer, l *lookup, rows []paper.Row, failed map[int]error) (*Report, error) {
	r := &Report{Kind: j.f.Kind, Rows: []RowReport{}, sheet: j.all.sheet, upload: rows}
	return apply(ctx, w, failed, func(act act) (*Report, error) { return r, r.plan(ctx, l, j.up, rows, w.Now().Date(), act) })
}

// begun is the batch so far; the first slice makes it.
func (j *sliced) begun(now anlan.Instant) (registry.Batch, error) {
	if j.batch.Revision != 0 {
		return j.batch, nil
	}
	return j.s.batch(j.f, now)
}

// merge adds what became of a slice.
func (r *Report) merge(part *Report) {
	r.Counts = r.Plus(part.Counts)
	for row := range slices.Values(part.Rows) {
		row.Steps = nil // they are stored
		r.Rows = append(r.Rows, row)
	}
	r.rows, r.faults = append(r.rows, part.rows...), append(r.faults, part.faults...)
}

// copied is a copy that may be thrown away with its transaction.
func (l *lookup) copied() *lookup {
	c := *l
	c.seen, c.named = maps.Clone(l.seen), maps.Clone(l.named)
	return &c
}

// learn takes over what a slice that was stored has seen.
func (l *lookup) learn(from *lookup) { l.seen, l.named = from.seen, from.named }
