package registry

import (
	"anlan"
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

// UndoDays is how long an import can be undone.
const UndoDays = 7

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
