package committee

import (
	"context"
	"unicode/utf8"

	"anlan"
	"anlan/internal/committee/committeedb"
	"anlan/internal/db"
)

// Records streams every sealed record of the room for the ledger's witness. A row whose columns
// contradict its document, and a text that no longer has its hash, are yielded as what they are, so
// that their seal does not fit.
func (s *Service) Records(ctx context.Context, yield func(ref anlan.Ref, record any) error) error {
	w := walker{q: queries(s.d.Reader()), yield: yield}
	for _, walk := range []func(context.Context) error{w.meetings, w.minutes, w.decisions, w.dispatches, w.documents, w.receipts} {
		if err := walk(ctx); err != nil {
			return err
		}
	}
	return nil
}

type walker struct {
	q     *committeedb.Queries
	yield func(ref anlan.Ref, record any) error
}

// tell yields one record as it is stored, or as a contradiction.
func (w walker) tell(kind string, id anlan.ID, doc string, honest bool) (anlan.ID, error) {
	return id, w.yield(anlan.Ref{Kind: kind, ID: id}, db.AsStored(doc, honest))
}

func (w walker) meetings(ctx context.Context) error {
	return db.Pages(func(after anlan.ID) ([]committeedb.CommitteeMeeting, error) {
		return w.q.AllMeetings(ctx, committeedb.AllMeetingsParams{ID: after, Limit: pageSize})
	}, func(r committeedb.CommitteeMeeting) (anlan.ID, error) {
		m, err := db.Decode[Meeting](r.Doc, nil)
		honest := err == nil && r == committeedb.CommitteeMeeting{ID: m.ID, Number: m.Number, Unit: m.Unit.ID, Day: m.Date, Series: m.series(),
			Ordinal: m.Ordinal, State: string(m.State), Revision: m.Revision, Doc: r.Doc}
		return w.tell(RefMeeting, r.ID, r.Doc, honest)
	})
}

func (w walker) minutes(ctx context.Context) error {
	return db.Pages(func(after anlan.ID) ([]committeedb.CommitteeMinute, error) {
		return w.q.AllMinutes(ctx, committeedb.AllMinutesParams{ID: after, Limit: 10}) // texts are long
	}, func(r committeedb.CommitteeMinute) (anlan.ID, error) {
		m, err := db.Decode[Minutes](r.Doc, nil)
		text, broken := db.Decode[string](r.Text, nil)
		honest := err == nil && broken == nil && m.ID == r.ID && m.Meeting == r.Meeting && m.Version == r.Version &&
			m.SHA256 == hashOf(text) && m.Runes == utf8.RuneCountInString(text)
		return w.tell(RefMinutes, r.ID, r.Doc, honest)
	})
}

func (w walker) decisions(ctx context.Context) error {
	return db.Pages(func(after anlan.ID) ([]committeedb.CommitteeDecision, error) {
		return w.q.AllDecisions(ctx, committeedb.AllDecisionsParams{ID: after, Limit: pageSize})
	}, func(r committeedb.CommitteeDecision) (anlan.ID, error) {
		d, err := db.Decode[Decision](r.Doc, nil)
		honest := err == nil && r == committeedb.CommitteeDecision{ID: d.ID, Meeting: d.Meeting, No: d.No, State: string(d.State),
			Revision: d.Revision, Doc: r.Doc}
		return w.tell(RefDecision, r.ID, r.Doc, honest)
	})
}

func (w walker) dispatches(ctx context.Context) error {
	return db.Pages(func(after anlan.ID) ([]committeedb.CommitteeDispatch, error) {
		return w.q.AllDispatches(ctx, committeedb.AllDispatchesParams{ID: after, Limit: pageSize})
	}, func(r committeedb.CommitteeDispatch) (anlan.ID, error) {
		p, err := db.Decode[Dispatch](r.Doc, nil)
		honest := err == nil && r == committeedb.CommitteeDispatch{ID: p.ID, Meeting: p.Meeting, Number: p.Number, Recalled: p.Recalled != 0,
			Revision: p.Revision, Doc: r.Doc}
		return w.tell(RefDispatch, r.ID, r.Doc, honest)
	})
}

func (w walker) documents(ctx context.Context) error {
	return db.Pages(func(after anlan.ID) ([]committeedb.CommitteeDocument, error) {
		return w.q.AllDocuments(ctx, committeedb.AllDocumentsParams{ID: after, Limit: pageSize})
	}, func(r committeedb.CommitteeDocument) (anlan.ID, error) {
		d, err := db.Decode[Document](r.Doc, nil)
		honest := err == nil && r == committeedb.CommitteeDocument{ID: d.ID, Meeting: d.Meeting, Revision: d.Revision, Doc: r.Doc}
		return w.tell(RefDocument, r.ID, r.Doc, honest)
	})
}

func (w walker) receipts(ctx context.Context) error {
	return db.Pages(func(after anlan.ID) ([]committeedb.CommitteeReceipt, error) {
		return w.q.AllReceipts(ctx, committeedb.AllReceiptsParams{ID: after, Limit: pageSize})
	}, func(r committeedb.CommitteeReceipt) (anlan.ID, error) {
		d, err := db.Decode[Receipt](r.Doc, nil)
		honest := err == nil && r == committeedb.CommitteeReceipt{ID: d.ID, Document: d.Document, Unit: d.Unit.ID, Doc: r.Doc}
		return w.tell(RefReceipt, r.ID, r.Doc, honest)
	})
}
