package committee

import (
	"context"

	"anlan"
	"anlan/internal/committee/committeedb"
	"anlan/internal/db"
)

// queries shortens the generated package's constructor.
func queries(q committeedb.DBTX) *committeedb.Queries { return committeedb.New(q) }

const pageSize = 500 // rows of a bounded walk

func loadMeeting(ctx context.Context, q committeedb.DBTX, id anlan.ID) (Meeting, error) {
	return db.Decode[Meeting](queries(q).Meeting(ctx, id))
}

func insertMeeting(ctx context.Context, tx *db.Tx, m Meeting) error {
	doc, err := db.Encode(m)
	if err != nil {
		return err
	}
	return db.Classify(queries(tx).InsertMeeting(ctx, committeedb.InsertMeetingParams{ID: m.ID, Number: m.Number, Unit: m.Unit.ID,
		Day: m.Date, Series: m.series(), Ordinal: m.Ordinal, State: string(m.State), Revision: m.Revision, Doc: doc}))
}

// saveMeeting writes a loaded meeting back as its next revision, and tells.
func saveMeeting(ctx context.Context, tx *db.Tx, kind string, m Meeting) (Meeting, error) {
	seen := m.Revision
	m.Revision, m.Updated = seen+1, tx.Now
	doc, err := db.Encode(m)
	if err != nil {
		return m, err
	}
	err = db.Changed(queries(tx).UpdateMeeting(ctx, committeedb.UpdateMeetingParams{ID: m.ID, Revision: seen, Unit: m.Unit.ID,
		Day: m.Date, Series: m.series(), Ordinal: m.Ordinal, State: string(m.State), Doc: doc}))
	if err != nil {
		return m, err
	}
	return m, tx.Emit(kind, m.Ref(), m, m)
}

func loadDecision(ctx context.Context, q committeedb.DBTX, id anlan.ID) (Decision, error) {
	return db.Decode[Decision](queries(q).Decision(ctx, id))
}

// loadDecisions returns the decisions of a meeting in order of their numbers.
func loadDecisions(ctx context.Context, q committeedb.DBTX, meeting anlan.ID) ([]Decision, error) {
	return db.DecodeAll[Decision](queries(q).Decisions(ctx, committeedb.DecisionsParams{Meeting: meeting, Limit: decisionsMost}))
}

// insertDecision gives a new decision its identity and stores it, telling.
func insertDecision(ctx context.Context, tx *db.Tx, d Decision) (Decision, error) {
	if d.ID == "" {
		d.ID = tx.NewID()
	} else if _, err := anlan.ParseID(string(d.ID)); err != nil {
		return d, err
	}
	d.Created, d.Updated, d.Revision = tx.Now, tx.Now, 1
	doc, err := db.Encode(d)
	if err != nil {
		return d, err
	}
	err = queries(tx).InsertDecision(ctx, committeedb.InsertDecisionParams{ID: d.ID, Meeting: d.Meeting, No: d.No,
		State: string(d.State), Revision: d.Revision, Doc: doc})
	if err != nil {
		return d, db.Classify(err)
	}
	return d, tx.Emit("committee.decision_proposed", d.Ref(), d, d)
}

// saveDecision writes a loaded decision back as its next revision, and tells. The event carries the
// whole decision: what it was before stays readable (law 8).
func saveDecision(ctx context.Context, tx *db.Tx, kind string, d Decision) (Decision, error) {
	seen := d.Revision
	d.Revision++
	doc, err := db.Encode(d)
	if err != nil {
		return d, err
	}
	err = db.Changed(queries(tx).UpdateDecision(ctx, committeedb.UpdateDecisionParams{ID: d.ID, Revision: seen, State: string(d.State), Doc: doc}))
	if err != nil {
		return d, err
	}
	return d, tx.Emit(kind, d.Ref(), d, d)
}

func loadDispatch(ctx context.Context, q committeedb.DBTX, id anlan.ID) (Dispatch, error) {
	return db.Decode[Dispatch](queries(q).Dispatch(ctx, id))
}

func insertDispatch(ctx context.Context, tx *db.Tx, p Dispatch) error {
	doc, err := db.Encode(p)
	if err != nil {
		return err
	}
	return db.Classify(queries(tx).InsertDispatch(ctx, committeedb.InsertDispatchParams{ID: p.ID, Meeting: p.Meeting, Number: p.Number,
		Recalled: p.Recalled != 0, Revision: p.Revision, Doc: doc}))
}

func saveDispatch(ctx context.Context, tx *db.Tx, p Dispatch) (Dispatch, error) {
	seen := p.Revision
	p.Revision++
	doc, err := db.Encode(p)
	if err != nil {
		return p, err
	}
	return p, db.Changed(queries(tx).UpdateDispatch(ctx, committeedb.UpdateDispatchParams{ID: p.ID, Revision: seen,
		Recalled: p.Recalled != 0, Doc: doc}))
}

// loadText returns a version of the minutes with the raw text.
func loadText(ctx context.Context, q committeedb.DBTX, id anlan.ID) (Minutes, string, error) {
	row, err := queries(q).Minutes(ctx, id)
	if err != nil {
		return Minutes{}, "", db.Classify(err)
	}
	m, err := db.Decode[Minutes](row.Doc, nil)
	if err != nil {
		return m, "", err
	}
	text, err := db.Decode[string](row.Text, nil)
	return m, text, err
}

func insertText(ctx context.Context, tx *db.Tx, m Minutes, text string) error {
	doc, err := db.Encode(m)
	if err != nil {
		return err
	}
	quoted, err := db.Encode(text)
	if err != nil {
		return err
	}
	err = queries(tx).InsertMinutes(ctx, committeedb.InsertMinutesParams{ID: m.ID, Meeting: m.Meeting, Version: m.Version, Text: quoted, Doc: doc})
	if err != nil {
		return db.Classify(err)
	}
	return tx.Emit("committee.minutes_kept", m.Ref(), m, m)
}
