package registry

import (
	"context"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/registry/registrydb"
)

// BatchStatus is how far an import stands.
type BatchStatus string

// The statuses of an import.
const (
	Committed    BatchStatus = "committed"
	Undone       BatchStatus = "undone"
	PartlyUndone BatchStatus = "partly_undone" // some records had been changed since
)

// Batch is one import: what it did, and until when it can be undone.
type Batch struct {
	ID        anlan.ID      `json:"id"`
	Kind      string        `json:"kind"`
	FileName  string        `json:"file_name"`
	Status    BatchStatus   `json:"status"`
	New       int           `json:"new"`
	Changed   int           `json:"changed"`
	Same      int           `json:"same"`
	Wrong     int           `json:"wrong"`
	UndoUntil anlan.Instant `json:"undo_until"`
	Revision  int64         `json:"revision"`
	Created   anlan.Instant `json:"created"`
	Updated   anlan.Instant `json:"updated"`
}

// Ref names the batch.
func (b Batch) Ref() anlan.Ref { return anlan.Ref{Kind: RefBatch, ID: b.ID} }

// Step is what one row of an import did to one record.
type Step struct {
	Step     int64     `json:"step"`
	Line     int       `json:"line"`
	Ref      anlan.Ref `json:"ref"`
	Verb     string    `json:"verb"` // created, changed
	Revision int64     `json:"revision"`
	Undone   string    `json:"undone,omitempty"` // undone, or why not
}

func batchOf(r registrydb.RegistryBatch) Batch {
	return Batch{ID: r.ID, Kind: r.Kind, FileName: r.FileName, Status: BatchStatus(r.Status), New: int(r.Created),
		Changed: int(r.Changed), Same: int(r.Same), Wrong: int(r.Wrong), UndoUntil: r.UndoUntil, Revision: r.Revision,
		Created: r.CreatedAt, Updated: r.UpdatedAt}
}

func (b Batch) row() registrydb.RegistryBatch {
	return registrydb.RegistryBatch{ID: b.ID, Kind: b.Kind, FileName: b.FileName, Status: string(b.Status),
		Created: int64(b.New), Changed: int64(b.Changed), Same: int64(b.Same), Wrong: int64(b.Wrong), UndoUntil: b.UndoUntil,
		Revision: b.Revision, CreatedAt: b.Created, UpdatedAt: b.Updated}
}

func stepOf(r registrydb.RegistryBatchStep) Step {
	return Step{Step: r.Step, Line: int(r.Line), Ref: anlan.ParseRef(r.Ref), Verb: r.Verb, Revision: r.Revision, Undone: r.Undone}
}

// Batch returns one import.
func (d Directory) Batch(ctx context.Context, id anlan.ID) (Batch, error) {
	row, err := d.q.Batch(ctx, id)
	return batchOf(row), db.Classify(err)
}

// Batches returns the imports, newest first, from the cursor on.
func (d Directory) Batches(ctx context.Context, after anlan.ID, limit int) (Page[Batch], error) {
	if after == "" {
		after = "g" // identities are hexadecimal: this sorts behind them all
	}
	limit = bounded(limit)
	rows, err := d.q.Batches(ctx, registrydb.BatchesParams{ID: after, Limit: int32(limit + 1)})
	page := Page[Batch]{Items: mapped(rows, batchOf)}
	if len(page.Items) > limit {
		page.Items = page.Items[:limit]
		page.Next = string(page.Items[limit-1].ID)
	}
	return page, db.Classify(err)
}

// Steps returns what an import did, last first.
func (d Directory) Steps(ctx context.Context, batch anlan.ID) ([]Step, error) {
	rows, err := d.q.Steps(ctx, batch)
	return mapped(rows, stepOf), db.Classify(err)
}

// batchTerms bounds the terms in posts of one import: more than a table may have rows, each with the old and the new.
const batchTerms = 20_000

// Turned tells on which days what an import did to posts first and last takes effect; empty: it touched none, or was
// taken back. A term that ends takes effect on the morrow of its last day.
func (d Directory) Turned(ctx context.Context, batch anlan.ID) (first, last anlan.Date, err error) {
	rows, err := d.q.HoldingsOfBatch(ctx, registrydb.HoldingsOfBatchParams{Batch: batch, Limit: batchTerms})
	note := func(day anlan.Date) {
		if first == "" || day < first {
			first = day
		}
		last = max(last, day)
	}
	for _, r := range rows {
		if r.Verb == "created" {
			note(r.Since)
		}
		if r.Until != "" {
			note(r.Until.AddDays(1))
		}
	}
	return first, last, db.Classify(err)
}

// KeepBatch stores an import with its steps; who makes it says until when it can be undone.
func (w Writer) KeepBatch(ctx context.Context, b Batch, steps []Step) (Batch, error) {
	var err error
	if b.ID, err = w.fresh(b.ID); err != nil {
		return b, err
	}
	b.Status, b.Revision, b.Created, b.Updated = Committed, 1, w.tx.Now, w.tx.Now
	if err := w.q.InsertBatch(ctx, registrydb.InsertBatchParams(b.row())); err != nil {
		return b, db.Classify(err)
	}
	for i, s := range steps {
		err := w.q.InsertStep(ctx, registrydb.InsertStepParams{Batch: b.ID, Step: int64(i), Line: int64(s.Line),
			Ref: s.Ref.String(), Verb: s.Verb, Revision: s.Revision})
		if err != nil {
			return b, db.Classify(err)
		}
	}
	return b, w.tx.Emit("registry.imported", b.Ref(), b, b)
}

// MarkStep says what became of undoing a step.
func (w Writer) MarkStep(ctx context.Context, batch anlan.ID, step int64, undone string) error {
	return db.Classify(w.q.MarkStep(ctx, registrydb.MarkStepParams{Undone: undone, Batch: batch, Step: step}))
}

// CloseBatch stores that an import was undone, wholly or in part.
func (w Writer) CloseBatch(ctx context.Context, b Batch, status BatchStatus) (Batch, error) {
	b.Status, b.Revision, b.Updated = status, b.Revision+1, w.tx.Now
	err := first(w.q.UpdateBatch(ctx, registrydb.UpdateBatchParams{Status: string(b.Status), Revision: b.Revision, UpdatedAt: b.Updated, ID: b.ID}))
	if err != nil {
		return b, err
	}
	return b, w.tx.Emit("registry.import_undone", b.Ref(), b, b)
}

// GrowBatch stores a batch that grows slice by slice: the first slice makes it, the others add their
// steps and counts.
func (w Writer) GrowBatch(ctx context.Context, b Batch, steps []Step) (Batch, error) {
	if b.Revision == 0 {
		return w.KeepBatch(ctx, b, steps)
	}
	if err := w.insertSteps(ctx, b.ID, steps); err != nil {
		return b, err
	}
	b.Revision, b.Updated = b.Revision+1, w.tx.Now
	r := b.row()
	err := first(w.q.GrowBatch(ctx, registrydb.GrowBatchParams{Created: r.Created, Changed: r.Changed, Same: r.Same, Wrong: r.Wrong, Revision: r.Revision, UpdatedAt: r.UpdatedAt, ID: r.ID}))
	if err != nil {
		return b, err
	}
	return b, w.tx.Emit("registry.imported", b.Ref(), b, b)
}

// insertSteps stores steps behind those that the batch has, numbered by their lines: in a table that is
// stored slice by slice a line makes one step.
func (w Writer) insertSteps(ctx context.Context, batch anlan.ID, steps []Step) error {
	for _, s := range steps {
		err := w.q.InsertStep(ctx, registrydb.InsertStepParams{Batch: batch, Step: int64(s.Line), Line: int64(s.Line),
			Ref: s.Ref.String(), Verb: s.Verb, Revision: s.Revision})
		if err != nil {
			return db.Classify(err)
		}
	}
	return nil
}
