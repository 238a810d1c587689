package api

import (
	"context"

	"anlan"
	"anlan/internal/registry"
	"anlan/internal/registry/intake"
	"anlan/internal/table"
)

// ImportResult is an import that was stored, or taken back.
type ImportResult struct {
	registry.Batch
	Refused []ImportRefusal `json:"refused" nullable:"false" doc:"Rows that could not be taken back"`
	Warned  int             `json:"warned" doc:"Rows that were stored and are worth a look"`
	Rows    []ImportRow     `json:"rows" nullable:"false" doc:"The first rows that were left out or are worth a look"`
	Turned  *DaySpan        `json:"turned,omitempty" doc:"Between which days what it did to posts shows; none when it touched no post"`
}

// DaySpan is two days that one compares.
type DaySpan struct {
	From anlan.Date `json:"from"`
	To   anlan.Date `json:"to"`
}

// withTurned adds between which days what an import did to posts shows.
func (s *registryDoor) withTurned(ctx context.Context, v ImportResult, err error) (*answer[ImportResult], error) {
	if err != nil {
		return nil, err
	}
	from, to, err := s.Intake.Turned(ctx, Actor(ctx), v.Batch)
	if from != "" {
		v.Turned = &DaySpan{from, to}
	}
	return ok(v, err)
}

// resultRows bounds the rows of a result; all of them are in the workbook that can be fetched.
const resultRows = 100

// resultOf says what became of an import: what was left out, and what is worth a look.
func resultOf(batch registry.Batch, r *intake.Report, lang anlan.Lang) ImportResult {
	v := ImportResult{Batch: batch, Refused: []ImportRefusal{}, Rows: []ImportRow{}}
	if r == nil {
		return v
	}
	v.Warned = r.Warned
	for _, row := range r.Rows {
		if len(v.Rows) == resultRows {
			break
		}
		if row.Verdict == table.Wrong || len(row.Warnings) > 0 {
			v.Rows = append(v.Rows, importRow(r, row, lang))
		}
	}
	return v
}

// ImportRefusal is a row that was changed since and stays as it is.
type ImportRefusal struct {
	Row    int    `json:"row"`
	Reason string `json:"reason"`
}

func (s *registryDoor) commitImport(ctx context.Context, in *RecordID) (*answer[ImportResult], error) {
	p, err := s.upload(ctx, in.ID)
	if err != nil {
		return s.committed(ctx, in.ID, err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	lang := LangOf(ctx)
	if p.is.batch.ID != "" {
		return s.withTurned(ctx, resultOf(p.is.batch, p.is.report, lang), nil)
	}
	report, batch, err := s.Intake.Commit(ctx, Actor(ctx), intakeFile(p))
	if err != nil {
		return s.committed(ctx, in.ID, err)
	}
	s.uploads.emptied(p)
	p.is.data, p.is.batch = nil, batch
	if report != nil {
		p.is.report = report // the rows that were left out can still be fetched
	}
	return s.withTurned(ctx, resultOf(batch, report, lang), nil)
}

// committed answers a commit that was carried out before with what it stored; else with the error.
func (s *registryDoor) committed(ctx context.Context, id anlan.ID, err error) (*answer[ImportResult], error) {
	if batch, e := registry.In(s.DB.Reader()).Batch(ctx, id); e == nil {
		return s.withTurned(ctx, resultOf(batch, nil, LangOf(ctx)), nil)
	}
	return nil, err
}

func (s *registryDoor) undoImport(ctx context.Context, in *RecordID) (*answer[ImportResult], error) {
	batch, refused, err := s.Intake.Undo(ctx, Actor(ctx), in.ID)
	v := resultOf(batch, nil, LangOf(ctx))
	for _, one := range refused {
		v.Refused = append(v.Refused, ImportRefusal{one.Line, one.Err.Say(LangOf(ctx))})
	}
	return ok(v, err)
}

func (s *registryDoor) listImports(ctx context.Context, in *PeopleQuery) (*answer[ListOf[registry.Batch]], error) {
	p, err := s.Intake.Batches(ctx, Actor(ctx), anlan.ID(in.Cursor), in.Limit)
	return ok(list(p.Items, p.Next, func(b registry.Batch) registry.Batch { return b }), err)
}
