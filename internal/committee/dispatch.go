package committee

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/matter"
	"anlan/internal/paper"
	"anlan/internal/registry"
)

// Sending is what a person orders to go out.
type Sending struct {
	ID        anlan.ID   `json:"id,omitempty" maxLength:"36" doc:"made by the client, so that a retry is recognised"`
	Decisions []anlan.ID `json:"decisions" maxItems:"500"`
	Revision  int64      `json:"revision" doc:"of the meeting, as it was seen on the check page"`
}

// parcel is everything that is found out before the transaction: who sits where.
type parcel struct {
	office registry.Unit
	issuer matter.Seat
	seats  map[anlan.ID]matter.Seat
}

// Dispatch (下发) sends ticked decisions in one transaction: each becomes a matter for each unit that
// leads it, or joins the running matter that was chosen for that unit. All of it happens or nothing.
func (s *Service) Dispatch(ctx context.Context, a anlan.Actor, meeting anlan.ID, order Sending) (Dispatch, error) {
	if err := authz.Check(a, actDispatch); err != nil {
		return Dispatch{}, err
	}
	if len(order.Decisions) == 0 {
		return Dispatch{}, anlan.ErrCommitteeNothingTicked.At("decisions")
	}
	p, err := s.pack(ctx, meeting, order.Decisions)
	if err != nil {
		return Dispatch{}, err
	}
	if err := authz.Check(a, "matter.open", authz.Target{Unit: p.issuer.Unit, Place: p.issuer.Place}); err != nil {
		return Dispatch{}, err
	}
	var sent Dispatch
	err = s.d.Write(ctx, a, func(tx *db.Tx) error {
		sent, err = s.send(ctx, tx, meeting, order, p)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return s.sentBefore(ctx, meeting, order.ID)
	}
	return sent, err
}

// sentBefore answers a dispatch that was carried out by an earlier try of the same request.
func (s *Service) sentBefore(ctx context.Context, meeting, id anlan.ID) (Dispatch, error) {
	if id != "" {
		return loadDispatch(ctx, s.d.Reader(), id)
	}
	return s.latest(ctx, meeting)
}

// latest returns what a meeting sent last.
func (s *Service) latest(ctx context.Context, meeting anlan.ID) (Dispatch, error) {
	list, err := db.DecodeAll[Dispatch](queries(s.d.Reader()).Dispatches(ctx, meeting))
	if err == nil && len(list) == 0 {
		err = anlan.ErrCommitteeNotDispatched
	}
	if err != nil {
		return Dispatch{}, err
	}
	return list[0], nil
}

// pack finds the seats of everybody concerned. The transaction loads the decisions again and refuses
// what has changed meanwhile.
func (s *Service) pack(ctx context.Context, meeting anlan.ID, ids []anlan.ID) (parcel, error) {
	p := parcel{seats: map[anlan.ID]matter.Seat{}}
	m, err := loadMeeting(ctx, s.d.Reader(), meeting)
	if err != nil {
		return p, err
	}
	if p.office, err = officeOf(ctx, registry.In(s.d.Reader()), m.Unit.ID); err != nil {
		return p, err
	}
	if p.issuer, err = s.seats.Seat(ctx, p.office.ID); err != nil {
		return p, err
	}
	for _, id := range ids {
		d, err := loadDecision(ctx, s.d.Reader(), id)
		if err != nil {
			return p, err
		}
		for _, u := range d.Leads() {
			if _, known := p.seats[u.ID]; known {
				continue
			}
			if p.seats[u.ID], err = s.seats.Seat(ctx, u.ID); err != nil {
				return p, fmt.Errorf("seat of %s: %w", u.Name, err)
			}
		}
	}
	return p, nil
}

func (s *Service) send(ctx context.Context, tx *db.Tx, meeting anlan.ID, order Sending, p parcel) (Dispatch, error) {
	m, err := loadMeeting(ctx, tx, meeting)
	if err != nil {
		return Dispatch{}, err
	}
	if order.Revision != 0 && order.Revision != m.Revision {
		return Dispatch{}, anlan.ErrConflict
	}
	out := Dispatch{ID: order.ID, Meeting: m.ID, Title: m.Title, Date: m.Date, Committee: m.Unit.Name, At: tx.Now, By: seatOf(tx.Actor),
		Office: Named{p.office.ID, p.office.Name}, Matters: []Delivery{}, Tasks: []TaskRow{}, Exercise: m.Exercise, Revision: 1}
	if out.ID == "" {
		out.ID = tx.NewID()
	} else if _, err := anlan.ParseID(string(out.ID)); err != nil {
		return out, err
	}
	list, err := s.ordered(ctx, tx, m, order.Decisions)
	if err != nil {
		return out, err
	}
	if out.Number, err = takeNumber(ctx, tx, m); err != nil {
		return out, err
	}
	for i, d := range list {
		if out, err = s.sendOne(ctx, tx, m, d, p, out); err != nil {
			return out, err
		}
		out.Tasks = append(out.Tasks, rowOf(d, i+1))
	}
	return out, s.record(ctx, tx, m, out)
}

// ordered loads the chosen decisions, each once, in the order of the text.
func (s *Service) ordered(ctx context.Context, tx *db.Tx, m Meeting, ids []anlan.ID) ([]Decision, error) {
	var list []Decision
	for _, id := range ids {
		if slices.ContainsFunc(list, func(d Decision) bool { return d.ID == id }) {
			continue
		}
		d, err := loadDecision(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		if d.Meeting != m.ID {
			return nil, anlan.ErrNotFound
		}
		list = append(list, d)
	}
	slices.SortStableFunc(list, inOrder)
	return list, nil
}

// inOrder sorts decisions as the text has them, those entered by hand last.
func inOrder(a, b Decision) int {
	if (a.Source.Start < 0) != (b.Source.Start < 0) {
		return cmp.Compare(b.Source.Start, a.Source.Start)
	}
	return cmp.Or(cmp.Compare(a.Source.Start, b.Source.Start), cmp.Compare(a.No, b.No))
}

// noticeSeries is the counter of the notices that a meeting's organ issues in a year.
func noticeSeries(organ string, year int) string {
	return fmt.Sprintf("committee/notice/%s/%d", organ, year)
}

// noticeCode is the mark of notices: matters are numbered under the organ itself, papers under 发.
func noticeCode(organ string) string { return organ + "发" }

func takeNumber(ctx context.Context, tx *db.Tx, m Meeting) (string, error) {
	year := tx.Now.Date().Year()
	n, err := tx.Number(ctx, noticeSeries(m.Organ, year))
	return paper.DocumentNumber(noticeCode(m.Organ), year, int(n)), err
}

// sendOne sends one decision to everybody who leads it.
func (s *Service) sendOne(ctx context.Context, tx *db.Tx, m Meeting, d Decision, p parcel, out Dispatch) (Dispatch, error) {
	next, err := d.Send(out.ID, m.Date, tx.Now)
	if err != nil {
		return out, err
	}
	if h := next.hindrances(); len(h) > 0 {
		return out, anlan.ErrCommitteeGaps.With("no", d.No).With("gaps", h) // the meeting's date was changed since
	}
	var orders []matter.Order
	var to []Named
	for _, u := range d.Leads() {
		seat, known := p.seats[u.ID]
		if !known {
			return out, anlan.ErrConflict // its owners were changed a moment ago
		}
		if into, ok := d.running(u.ID); ok {
			if _, err := s.matters.MergeIn(ctx, tx, into.Matter, d.Ref()); err != nil {
				return out, notRunning(err, into)
			}
			out.Matters = append(out.Matters, Delivery{Decision: d.ID, Unit: u, Matter: into.Matter, Number: into.Number, Merged: true})
			continue
		}
		orders, to = append(orders, orderOf(m, d, p.issuer, seat)), append(to, u)
	}
	opened, err := s.matters.OpenIn(ctx, tx, orders)
	if err != nil {
		return out, err
	}
	for i, o := range opened {
		out.Matters = append(out.Matters, Delivery{Decision: d.ID, Unit: to[i], Matter: o.ID, Number: o.Number})
		out.RecallUntil = o.Recall
	}
	_, err = saveDecision(ctx, tx, "committee.decision_sent", next)
	return out, err
}

// notRunning names the matter that ended since it was chosen.
func notRunning(err error, into Into) error {
	if errors.Is(err, anlan.ErrMatterWrongState) {
		return anlan.ErrCommitteeNotRunning.With("number", into.Number).At("decisions").Because(err)
	}
	return err
}

// orderOf is what one unit is asked to do. Its clock starts on the day of the meeting (law 2).
func orderOf(m Meeting, d Decision, issuer, lead matter.Seat) matter.Order {
	o := matter.Order{Title: d.Title, Text: d.Text, Standard: d.Standard, Topic: d.Topic, Origin: d.Ref(), Lead: lead, Issuer: issuer,
		Reviewer: issuer, Urgency: d.Urgency, Evidence: d.Evidence, Cadence: d.Cadence, Due: d.Due, Known: m.Date.Start(),
		Organ: m.Organ, Exercise: m.Exercise}
	for _, u := range d.Helpers() {
		o.CoUnits = append(o.CoUnits, u.ID)
	}
	return o
}

// record stores the dispatch and moves the meeting on, so that a second dispatch of the same sight of
// it is refused.
func (s *Service) record(ctx context.Context, tx *db.Tx, m Meeting, out Dispatch) error {
	if err := insertDispatch(ctx, tx, out); err != nil {
		return err
	}
	m.State = Dispatched
	if _, err := saveMeeting(ctx, tx, "committee.meeting_dispatched", m); err != nil {
		return err
	}
	return tx.Emit("committee.dispatched", out.Ref(), out.told(), out)
}
