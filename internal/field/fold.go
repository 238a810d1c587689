package field

import (
	"context"
	"slices"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/event"
	"anlan/internal/field/fielddb"
)

// ReaderName is the name under which the room remembers how far it has read.
const ReaderName = "field"

// Handle reads a batch of events: it keeps the index of the pack, and carries out the parts that waited
// for what has appeared. It may see a batch again.
func (s *Service) Handle(ctx context.Context, batch []anlan.Event) error {
	changes, err := s.changes(ctx, batch)
	if err != nil {
		return err
	}
	if err := s.release(ctx, batch); err != nil {
		return err
	}
	return s.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		for _, c := range changes {
			if err := c.store(ctx, fielddb.New(tx)); err != nil {
				return err
			}
		}
		return event.Advance(ctx, tx, ReaderName, batch[len(batch)-1].Pos)
	})
}

// change is what an event means for the phones: who carries a record from its position on.
type change struct {
	kind      string
	id        anlan.ID
	pos       int64
	audiences []string
}

// changes asks every source what a batch touches, and who carries that now.
func (s *Service) changes(ctx context.Context, batch []anlan.Event) (list []change, err error) {
	for _, src := range s.sources {
		at := map[anlan.ID]int64{}
		for _, e := range batch {
			ids, err := src.Touched(ctx, e)
			if err != nil {
				return nil, err
			}
			for _, id := range ids {
				at[id] = e.Pos
			}
		}
		found, err := s.audiences(ctx, src, at)
		if err != nil {
			return nil, err
		}
		list = append(list, found...)
	}
	return list, nil
}

func (s *Service) audiences(ctx context.Context, src Source, at map[anlan.ID]int64) (list []change, err error) {
	ids := make([]anlan.ID, 0, len(at))
	for id := range at {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for chunk := range slices.Chunk(ids, PageMost) {
		who, err := src.Audience(ctx, chunk)
		if err != nil {
			return nil, err
		}
		for _, id := range chunk {
			list = append(list, change{src.Kind(), id, at[id], who[id]})
		}
	}
	return list, nil
}

// store writes down who carries the record; whoever did, and is not refreshed by this, does no more.
func (c change) store(ctx context.Context, q *fielddb.Queries) error {
	for _, a := range c.audiences {
		if err := q.Carry(ctx, fielddb.CarryParams{Kind: c.kind, ID: string(c.id), Audience: a, Pos: c.pos}); err != nil {
			return db.Classify(err)
		}
	}
	return db.Classify(q.Leave(ctx, fielddb.LeaveParams{Kind: c.kind, ID: string(c.id), Pos: c.pos}))
}
