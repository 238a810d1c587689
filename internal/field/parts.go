package field

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/event"
	"anlan/internal/field/fielddb"
	"anlan/internal/timer"
)

// Outcome is what became of one part.
type Outcome struct {
	ID       anlan.ID
	State    State
	Status   int             // of the door; 0 while it was not asked
	Answer   json.RawMessage // of the door, when it was carried out
	Problem  json.RawMessage // the door's refusal
	Err      error           // why the part was not even brought to the door
	WaitsFor []string
}

const (
	// heldMost bounds what one account may leave waiting here.
	heldMost = 500
	// partDays is how long the outcome of a held part can be asked for.
	partDays = 30
)

// Deliver takes parts of an outbox in any order: each is carried out, held, or refused by itself.
func (s *Service) Deliver(ctx context.Context, a anlan.Actor, device string, parts []Part) ([]Outcome, error) {
	if err := authz.Check(a, actSend); err != nil {
		return nil, err
	}
	if len(parts) > PartsMost {
		return nil, anlan.ErrTooLarge.With("max", PartsMost).At("parts")
	}
	out := make([]Outcome, len(parts))
	for i, p := range parts {
		out[i] = s.take(ctx, a, device, p)
	}
	return out, nil
}

// take brings one part to the door, or holds it.
func (s *Service) take(ctx context.Context, a anlan.Actor, device string, p Part) Outcome {
	if err := p.Check(); err != nil {
		return Outcome{ID: p.ID, State: Refused, Err: err}
	}
	missing, err := s.missing(ctx, s.d.Reader(), p.Needs)
	if err == nil && len(missing) > 0 {
		missing, err = s.hold(ctx, a, device, p)
	}
	switch {
	case err != nil:
		return Outcome{ID: p.ID, State: stateOf(err), Err: err}
	case len(missing) > 0:
		return Outcome{ID: p.ID, State: Held, WaitsFor: missing}
	}
	return s.settled(ctx, s.carryOut(ctx, Chair{a.Account, a.Post}, p), len(p.Needs) > 0)
}

// settled ends the waiting of a part that its phone has brought again in the meantime.
func (s *Service) settled(ctx context.Context, o Outcome, mayWait bool) Outcome {
	if !mayWait || o.State == Again {
		return o
	}
	row, err := s.q().Part(ctx, o.ID)
	if err == nil && row.State == string(Held) {
		err = s.settle(ctx, o, false)
	}
	if err != nil && ignoreGone(db.Classify(err)) != nil {
		s.log.WarnContext(ctx, "a part that was carried out still waits; its alarm will end that", "part", o.ID, "error", err)
	}
	return o
}

// stateOf tells whether trouble will pass.
func stateOf(err error) State {
	switch anlan.KindOf(err) {
	case anlan.Unavailable, anlan.Busy, anlan.Internal:
		return Again
	}
	return Refused
}

// missing lists the records that do not exist yet. A record exists from its first event on.
func (s *Service) missing(ctx context.Context, q event.Rower, needs []string) ([]string, error) {
	var list []string
	for _, need := range needs {
		known, err := event.Known(ctx, q, anlan.ParseRef(need))
		if err != nil {
			return nil, err
		}
		if !known {
			list = append(list, need)
		}
	}
	return list, nil
}

// hold keeps a part on disk until what it needs has come. What came in the meantime is seen by the same
// transaction, and then nothing is held.
func (s *Service) hold(ctx context.Context, a anlan.Actor, device string, p Part) (missing []string, err error) {
	err = s.d.Write(db.WithKey(ctx, ""), a, func(tx *db.Tx) error {
		if missing, err = s.missing(ctx, tx, p.Needs); err != nil || len(missing) == 0 {
			return err
		}
		q := fielddb.New(tx)
		if _, err := q.Part(ctx, p.ID); !errors.Is(db.Classify(err), anlan.ErrNotFound) {
			return db.Classify(err) // it lies here already
		}
		n, err := q.CountHeld(ctx, a.Account)
		if err != nil {
			return db.Classify(err)
		}
		if n >= heldMost {
			return anlan.ErrFieldHeldFull.With("count", n)
		}
		err = q.InsertPart(ctx, fielddb.InsertPartParams{ID: p.ID, Account: a.Account, Post: a.Post, Device: device, Method: p.Method,
			Path: p.Path, Body: string(p.Body), Needs: strings.Join(p.Needs, "\n"), State: string(Held), Received: tx.Now})
		if err != nil {
			return db.Classify(err)
		}
		for _, need := range p.Needs {
			if err := q.InsertNeed(ctx, fielddb.InsertNeedParams{Ref: need, Part: p.ID}); err != nil {
				return db.Classify(err)
			}
		}
		if err := tx.Emit(kindHeld, refOf(p.ID), p.told(), nil); err != nil {
			return err
		}
		return setAlarm(ctx, tx, p.ID, time.Minute)
	})
	return missing, err
}

func setAlarm(ctx context.Context, tx *db.Tx, part anlan.ID, after time.Duration) error {
	return timer.Set(ctx, tx, timer.Timer{Key: timerHeld + "/" + string(part), Kind: timerHeld, Ref: refOf(part), Due: tx.Now.Add(after)})
}

func refOf(part anlan.ID) anlan.Ref { return anlan.Ref{Kind: "field.part", ID: part} }

// carryOut brings a part to the door in the chair of whoever sent it.
func (s *Service) carryOut(ctx context.Context, as Chair, p Part) Outcome {
	status, answer, err := s.door.Deliver(ctx, as, Call{Key: p.ID, Method: p.Method, Path: p.Path, Body: p.Body})
	if err != nil {
		return Outcome{ID: p.ID, State: stateOf(err), Err: err}
	}
	o := Outcome{ID: p.ID, State: judged(status), Status: status, Problem: problem(status, answer)}
	if o.State == Received && json.Valid(answer) {
		o.Answer = answer
	}
	return o
}

// HeldPart is a part that waits here, or waited.
type HeldPart struct {
	Part
	Device   string
	State    State
	Status   int
	Answer   json.RawMessage
	Tried    int
	Received anlan.Instant
	Ended    anlan.Instant
	by       Chair
}

func heldOf(r fielddb.FieldPart) HeldPart {
	h := HeldPart{Part: Part{ID: r.ID, Method: r.Method, Path: r.Path, Body: json.RawMessage(r.Body)}, Device: r.Device, State: State(r.State),
		Status: int(r.Status), Tried: int(r.Tried), Received: r.Received, Ended: r.Ended, by: Chair{r.Account, r.Post}}
	if r.Needs != "" {
		h.Needs = strings.Split(r.Needs, "\n")
	}
	if r.Answer != "" {
		h.Answer = json.RawMessage(r.Answer)
	}
	return h
}

// Waiting lists the actor's own parts that are held.
func (s *Service) Waiting(ctx context.Context, a anlan.Actor) ([]HeldPart, error) {
	if err := authz.Check(a, actSend); err != nil {
		return nil, err
	}
	rows, err := s.q().PartsOf(ctx, fielddb.PartsOfParams{Account: a.Account, State: string(Held)})
	list := make([]HeldPart, 0, len(rows))
	for _, r := range rows {
		list = append(list, heldOf(r))
	}
	return list, db.Classify(err)
}

// HeldPart returns one of the actor's own parts, also after it was carried out.
func (s *Service) HeldPart(ctx context.Context, a anlan.Actor, id anlan.ID) (HeldPart, error) {
	if err := authz.Check(a, actSend); err != nil {
		return HeldPart{}, err
	}
	row, err := s.q().Part(ctx, id)
	if err = db.Classify(err); errors.Is(err, anlan.ErrNotFound) || err == nil && row.Account != a.Account {
		return HeldPart{}, anlan.ErrFieldPartGone
	}
	return heldOf(row), err
}

// Drop gives up a part that waits here; the phone keeps it as a draft.
func (s *Service) Drop(ctx context.Context, a anlan.Actor, id anlan.ID) error {
	h, err := s.HeldPart(ctx, a, id)
	if err != nil || h.State != Held {
		return err
	}
	return s.settle(ctx, Outcome{ID: id, State: Dropped}, false)
}
