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
	var found []touched
	for _, src := range s.sources {
		one, err := s.touched(ctx, src, batch)
		if err != nil {
			return err
		}
		found = append(found, one)
	}
	if err := s.release(ctx, batch); err != nil {
		return err
	}
	return s.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		for _, t := range found {
			if err := t.store(ctx, tx); err != nil {
				return err
			}
		}
		return event.Advance(ctx, tx, ReaderName, batch[len(batch)-1].Pos)
	})
}

// touched is what a batch of events means for one kind: which records changed, each at which event last, and
// who carries them now.
type touched struct {
	kind string
	ids  []anlan.ID
	at   map[anlan.ID]int64
	who  map[anlan.ID][]string
}

// touched asks a source what a batch touches, and who carries that now.
func (s *Service) touched(ctx context.Context, src Source, batch []anlan.Event) (touched, error) {
	t := touched{kind: src.Kind(), at: map[anlan.ID]int64{}, who: map[anlan.ID][]string{}}
	var silent []anlan.ID
	for _, e := range batch {
		ids, err := src.Touched(ctx, e)
		if err != nil {
			return t, err
		}
		for _, id := range ids {
			if t.at[id] == 0 {
				t.ids = append(t.ids, id)
			}
			t.at[id] = e.Pos
			t.hear(src, e, id)
		}
	}
	slices.Sort(t.ids)
	for _, id := range t.ids {
		if _, told := t.who[id]; !told {
			silent = append(silent, id)
		}
	}
	for chunk := range slices.Chunk(silent, PageMost) {
		who, err := src.Audience(ctx, chunk)
		if err != nil {
			return t, err
		}
		for id, audiences := range who {
			t.who[id] = audiences
		}
	}
	return t, nil
}

// hear takes who carries a record from its newest event, if that tells.
func (t touched) hear(src Source, e anlan.Event, id anlan.ID) {
	delete(t.who, id)
	if teller, ok := src.(Teller); ok && e.Ref.ID == id {
		if who, ok := teller.Told(e); ok {
			t.who[id] = who
		}
	}
}

// store writes down who carries the records, and for whom they changed: whoever carries them, and whoever
// does no more.
func (t touched) store(ctx context.Context, tx *db.Tx) error {
	q := fielddb.New(tx)
	var changes []change
	for ids := range pieces(t.ids) {
		before, err := itemsOf(ctx, tx, t.kind, ids)
		if err != nil {
			return err
		}
		for _, id := range ids {
			told, err := t.carry(ctx, q, id, before[id])
			if err != nil {
				return err
			}
			changes = append(changes, told...)
		}
	}
	return insertChanges(ctx, tx, changes)
}

// carry brings who carries one record up to date and returns for whom it changed.
func (t touched) carry(ctx context.Context, q *fielddb.Queries, id anlan.ID, before []string) (told []change, err error) {
	pos, now := t.at[id], t.who[id]
	for _, a := range now {
		told = append(told, change{a, t.kind, pos, id})
		if slices.Contains(before, a) {
			continue
		}
		if err := q.Carry(ctx, fielddb.CarryParams{Kind: t.kind, ID: string(id), Audience: a, Pos: pos}); err != nil {
			return nil, db.Classify(err)
		}
	}
	for _, a := range before {
		if slices.Contains(now, a) {
			continue
		}
		told = append(told, change{a, t.kind, pos, id})
		if err := q.Leave(ctx, fielddb.LeaveParams{Kind: t.kind, ID: string(id), Audience: a, Pos: pos}); err != nil {
			return nil, db.Classify(err)
		}
	}
	return told, nil
}
