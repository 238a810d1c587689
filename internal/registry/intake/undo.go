package intake

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/registry"
	"anlan/internal/table"
)

// Refusal is a step of an import that could not be undone, and why.
type Refusal struct {
	Line int          `json:"line"`
	Ref  anlan.Ref    `json:"ref"`
	Err  *anlan.Error `json:"-"`
}

// done marks a step that was undone.
const done = "undone"

// Undo takes an import back, last step first, within its seven days. A record that was changed since
// stays as it is and is reported; the others are superseded, and nothing is deleted.
func (s *Service) Undo(ctx context.Context, a anlan.Actor, id anlan.ID) (registry.Batch, []Refusal, error) {
	for _, action := range []string{actImport, actWrite} {
		if err := authz.Check(a, action); err != nil {
			return registry.Batch{}, nil, err
		}
	}
	var batch registry.Batch
	var refused []Refusal
	err := s.db.Write(ctx, a, func(tx *db.Tx) (err error) {
		batch, refused, err = undo(ctx, registry.Within(tx), id)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		batch, err = registry.In(s.db.Reader()).Batch(ctx, id)
	}
	return batch, refused, err
}

func undo(ctx context.Context, w registry.Writer, id anlan.ID) (registry.Batch, []Refusal, error) {
	batch, err := w.Batch(ctx, id)
	if err != nil {
		return batch, nil, err
	}
	if batch.Status == registry.Undone {
		return batch, nil, anlan.ErrRegistryBatchUndone
	}
	if w.Now() > batch.UndoUntil {
		return batch, nil, anlan.ErrRegistryBatchLate.With("until", string(batch.UndoUntil.Date()))
	}
	steps, err := w.Steps(ctx, id)
	if err != nil {
		return batch, nil, err
	}
	var refused []Refusal
	for _, step := range steps {
		if step.Undone == done {
			continue
		}
		why, err := undoStep(ctx, w, id, step)
		if err != nil {
			return batch, nil, err
		}
		if why != nil {
			refused = append(refused, Refusal{Line: step.Line, Ref: step.Ref, Err: why})
		}
	}
	status := registry.Undone
	if len(refused) > 0 {
		status = registry.PartlyUndone
	}
	batch, err = w.CloseBatch(ctx, batch, status)
	return batch, refused, err
}

// undoStep undoes one step and notes what became of it.
func undoStep(ctx context.Context, w registry.Writer, batch anlan.ID, s registry.Step) (why *anlan.Error, err error) {
	present, err := w.Revision(ctx, s.Ref)
	if err != nil {
		return nil, err
	}
	if present != s.Revision {
		why = anlan.ErrRegistryUndoChanged.With("line", s.Line)
		return why, w.MarkStep(ctx, batch, s.Step, why.Code)
	}
	err = w.Try(ctx, func() error {
		if s.Verb == "created" {
			return w.Withdraw(ctx, s.Ref, s.Revision)
		}
		return w.Restore(ctx, s.Ref, s.Revision)
	})
	switch {
	case err == nil:
		return nil, w.MarkStep(ctx, batch, s.Step, done)
	case table.Trouble(err):
		return nil, err
	}
	why = known(err)
	return why, w.MarkStep(ctx, batch, s.Step, why.Code)
}

// Batches lists the imports, newest first.
func (s *Service) Batches(ctx context.Context, a anlan.Actor, after anlan.ID, limit int) (registry.Page[registry.Batch], error) {
	if err := authz.Check(a, actImport); err != nil {
		return registry.Page[registry.Batch]{}, err
	}
	return registry.In(s.db.Reader()).Batches(ctx, after, limit)
}

// Turned tells between which two days what an import did to posts shows: from the eve of the first change to the
// last one, today and its eve among them. Both are empty when it touched no post.
func (s *Service) Turned(ctx context.Context, a anlan.Actor, batch registry.Batch) (from, to anlan.Date, err error) {
	if err := authz.Check(a, actImport); err != nil {
		return "", "", err
	}
	first, last, err := registry.In(s.db.Reader()).Turned(ctx, batch.ID)
	if first == "" || err != nil {
		return "", "", err
	}
	today := s.db.Now().Date()
	return min(first, today).AddDays(-1), max(last, today), nil
}
