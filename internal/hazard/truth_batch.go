package hazard

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/matter"
)

// closing looks at a closing that the hazard's own page did not weigh (the matter's page did it), and tells
// the others of a batch.
func (x *Examiner) closing(ctx context.Context, e anlan.Event) error {
	if e.Kind != "matter.closed" && e.Kind != "hazard.closed" {
		return nil
	}
	id := e.Ref.ID
	if e.Kind == "matter.closed" {
		var t matter.Told
		if err := json.Unmarshal(e.Body, &t); err != nil || t.Origin.Kind != RefHazard {
			return err
		}
		id = t.Origin.ID
	}
	return x.s.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error { return x.batch(ctx, tx, id, e) })
}

// batch weighs a closing as it is heard, and lets every hazard of a batch know of it.
func (x *Examiner) batch(ctx context.Context, tx *db.Tx, id anlan.ID, e anlan.Event) error {
	h, err := load(ctx, tx, id)
	if errors.Is(err, anlan.ErrNotFound) || e.Actor.Post == "" {
		return nil // withdrawn, or heard from the matter already
	}
	if err != nil {
		return err
	}
	weighed, err := x.s.atClosing(ctx, tx, h, e.Actor, e.At)
	if err != nil {
		return err
	}
	if err := x.s.doubt(ctx, tx, h, weighed.Doubts[len(h.Doubts):]...); err != nil {
		return err
	}
	for _, d := range weighed.Doubts {
		if d.Kind == "bulk" && d.Came == e.At {
			return x.mates(ctx, tx, append([]anlan.ID{id}, d.Closed...), e.At)
		}
	}
	return nil
}

// mates tells the others of a batch, each once an hour.
func (x *Examiner) mates(ctx context.Context, tx *db.Tx, all []anlan.ID, at anlan.Instant) error {
	for _, id := range all[1:] {
		h, err := load(ctx, tx, id)
		if err != nil {
			return err
		}
		told := func(d Doubt) bool { return d.Kind == "bulk" && at.Sub(d.Came).Abs() < time.Hour }
		if slices.ContainsFunc(h.Doubts, told) {
			continue
		}
		others := slices.DeleteFunc(slices.Clone(all), func(m anlan.ID) bool { return m == id })
		if err := x.s.doubt(ctx, tx, h, Doubt{Kind: "bulk", At: tx.Now, Came: at, Closed: others}); err != nil {
			return err
		}
	}
	return nil
}
