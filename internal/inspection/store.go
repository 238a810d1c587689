package inspection

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/inspection/inspectiondb"
)

// queries shortens the generated package's constructor.
func queries(q inspectiondb.DBTX) *inspectiondb.Queries { return inspectiondb.New(q) }

const pageSize = 500 // rows of a bounded walk

func insertChecklist(ctx context.Context, tx *db.Tx, kind string, c Checklist) (Checklist, error) {
	c.Revision = 1
	doc, err := db.Encode(c)
	if err != nil {
		return c, err
	}
	err = queries(tx).InsertChecklist(ctx, inspectiondb.InsertChecklistParams{ID: c.ID, Code: c.Code, Title: c.Title,
		State: string(c.State), Unit: c.Unit.ID, Revision: c.Revision, Doc: doc})
	if err = db.Classify(err); errors.Is(err, anlan.ErrDuplicate) {
		return c, anlan.ErrDuplicate.With("value", c.Code).At("code").Because(err)
	} else if err != nil {
		return c, err
	}
	if err := suits(ctx, tx, c); err != nil {
		return c, err
	}
	return c, tx.Emit(kind, c.Ref(), c.told(), c)
}

// saveChecklist writes a loaded checklist back as its next revision, and tells.
func saveChecklist(ctx context.Context, tx *db.Tx, kind string, c Checklist) (Checklist, error) {
	seen := c.Revision
	c.Revision, c.Updated = seen+1, tx.Now
	doc, err := db.Encode(c)
	if err != nil {
		return c, err
	}
	err = db.Changed(queries(tx).UpdateChecklist(ctx, inspectiondb.UpdateChecklistParams{ID: c.ID, Revision: seen, Title: c.Title, State: string(c.State), Doc: doc}))
	if err != nil {
		return c, err
	}
	if err := suits(ctx, tx, c); err != nil {
		return c, err
	}
	return c, tx.Emit(kind, c.Ref(), c, c)
}

// suits writes for which kinds of sites the checklist is meant.
func suits(ctx context.Context, tx *db.Tx, c Checklist) error {
	if err := queries(tx).ForgetSuits(ctx, c.ID); err != nil {
		return db.Classify(err)
	}
	for _, kind := range c.SiteKinds {
		if err := queries(tx).InsertSuit(ctx, inspectiondb.InsertSuitParams{Kind: kind, Checklist: c.ID}); err != nil {
			return db.Classify(err)
		}
	}
	return nil
}

func insertVersion(ctx context.Context, tx *db.Tx, v Version) error {
	doc, err := db.Encode(v)
	if err != nil {
		return err
	}
	err = queries(tx).InsertVersion(ctx, inspectiondb.InsertVersionParams{ID: v.ID, Checklist: v.Checklist, Version: v.Version, Doc: doc})
	if err != nil {
		return db.Classify(err)
	}
	return tx.Emit("inspection.version_published", v.Ref(), v, v)
}

func insertInspection(ctx context.Context, tx *db.Tx, i Inspection) error {
	doc, err := db.Encode(i)
	if err != nil {
		return err
	}
	row := i.row()
	err = queries(tx).InsertInspection(ctx, inspectiondb.InsertInspectionParams{ID: row.ID, Number: row.Number, Area: row.Area, Branch: row.Branch,
		Unit: row.Unit, Site: row.Site, Checklist: row.Checklist, Source: row.Source, Inspector: row.Inspector, Plan: row.Plan,
		Result: row.Result, Rank: row.Rank, Revision: row.Revision, Doc: doc})
	if err != nil {
		return db.Classify(err)
	}
	return tx.Emit("inspection.recorded", i.Ref(), i.told(), i)
}

// row is what the columns beside the document say.
func (i Inspection) row() inspectiondb.Inspection {
	return inspectiondb.Inspection{ID: i.ID, Number: i.Number, Area: area(i.Place), Branch: i.Branch, Unit: i.Unit.ID, Site: i.Site,
		Checklist: i.Pin.Checklist, Source: string(i.Source), Inspector: i.Inspector.Unit, Plan: i.Plan, Result: string(i.Result),
		Rank: i.Rank(), Revision: i.Revision}
}

func saveInspection(ctx context.Context, tx *db.Tx, kind string, i Inspection) (Inspection, error) {
	seen := i.Revision
	i.Revision++
	doc, err := db.Encode(i)
	if err != nil {
		return i, err
	}
	err = db.Changed(queries(tx).UpdateInspection(ctx, inspectiondb.UpdateInspectionParams{ID: i.ID, Revision: seen, Result: string(i.Result), Doc: doc}))
	if err != nil {
		return i, err
	}
	return i, tx.Emit(kind, i.Ref(), i.told(), i)
}

// keepFiles notes which record shows a photograph, for the right to see it.
func keepFiles(ctx context.Context, tx *db.Tx, ref anlan.Ref, hashes []string) error {
	for _, h := range hashes {
		if err := queries(tx).InsertFile(ctx, inspectiondb.InsertFileParams{Hash: h, Ref: ref.String()}); err != nil {
			return db.Classify(err)
		}
	}
	return nil
}
