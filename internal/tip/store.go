package tip

import (
	"context"
	"encoding/json"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/rule"
	"anlan/internal/tip/tipdb"
)

const pageSize = 500 // rows of a bounded walk

func queries(q tipdb.DBTX) *tipdb.Queries { return tipdb.New(q) }

func load(ctx context.Context, q tipdb.DBTX, id anlan.ID) (Tip, error) {
	return db.Decode[Tip](queries(q).Tip(ctx, id))
}

// row is the report with its columns: what is stored, and what the witness compares.
func (t Tip) row(doc string) tipdb.Tip {
	return tipdb.Tip{ID: t.ID, Number: t.Number, Find: t.Find, State: string(t.State), Opened: t.IsOpen(), Desk: t.Desk, Hazard: t.Hazard,
		Area: t.area(), Category: t.Category, Rank: t.rank(), Received: t.Received, Exercise: t.Exercise, Revision: t.Revision, Doc: doc}
}

// insert writes a new report.
func (s *Service) insert(ctx context.Context, tx *db.Tx, t Tip) error {
	doc, err := json.Marshal(t)
	if err != nil {
		return err
	}
	if err := queries(tx).InsertTip(ctx, tipdb.InsertTipParams(t.row(string(doc)))); err != nil {
		return db.Classify(err)
	}
	if err := s.setClock(ctx, tx, t); err != nil {
		return err
	}
	return tx.Emit("tip.received", t.Ref(), Told{}.about(nil, t), json.RawMessage(doc))
}

// commit writes the report as it now stands, moves its clock and tells what happened.
func (s *Service) commit(ctx context.Context, tx *db.Tx, was, t Tip, kind string, told Told) (Tip, error) {
	desk, err := s.stamped(t)
	if err != nil {
		return t, err
	}
	t = t.keep(desk)
	t.Revision = was.Revision + 1
	doc, err := json.Marshal(t)
	if err != nil {
		return t, err
	}
	r := t.row(string(doc))
	n, err := queries(tx).UpdateTip(ctx, tipdb.UpdateTipParams{ID: r.ID, Revision: was.Revision, State: r.State, Opened: r.Opened, Desk: r.Desk,
		Hazard: r.Hazard, Area: r.Area, Category: r.Category, Rank: r.Rank, Doc: r.Doc})
	if err == nil && n == 0 {
		err = anlan.ErrConflict
	}
	if err != nil {
		return t, db.Classify(err)
	}
	if err := s.setClock(ctx, tx, t); err != nil {
		return t, err
	}
	return t, tx.Emit(kind, t.Ref(), told.about(&was, t), json.RawMessage(doc))
}

// about fills what every event tells of its report.
func (told Told) about(was *Tip, t Tip) Told {
	told.Number, told.Desk, told.Now, told.Hazard = t.Number, t.Desk, t.facet(), t.Hazard
	told.Due, _ = t.Due()
	if was != nil {
		f := was.facet()
		told.Was = &f
	}
	return told
}

// stamped is the policy that the report was born with.
func (s *Service) stamped(t Tip) (rule.TipDesk, error) {
	v, err := s.book().Version(t.Stamp)
	if err != nil {
		return rule.TipDesk{}, err
	}
	desk, _, err := rule.As[rule.TipDesk](v)
	return desk, err
}
