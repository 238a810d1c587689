package letter

import (
	"context"
	"errors"
	"fmt"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
	"anlan/internal/timer"
)

const settleMost = 100 // records in one transaction

// Settle writes the duties of letters and objections that are older than the index of duties. The migration
// has marked them; a page of them is one transaction, so that a restart goes on where it was.
func (s *Service) Settle(ctx context.Context) error {
	for {
		var stale []anlan.ID
		err := s.d.Write(ctx, anlan.Clock, func(tx *db.Tx) (err error) {
			if stale, err = queries(tx).StaleDuties(ctx, settleMost); err != nil {
				return db.Classify(err)
			}
			for _, id := range stale {
				if err := s.settle(ctx, tx, id); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil || len(stale) == 0 {
			return err
		}
	}
}

// settle writes the duties of one record, which is a letter or an objection.
func (s *Service) settle(ctx context.Context, tx *db.Tx, id anlan.ID) error {
	l, err := s.load(ctx, tx, id)
	if err == nil {
		return s.ask(ctx, tx, l)
	}
	if !errors.Is(err, anlan.ErrNotFound) {
		return err
	}
	o, err := getItem[Objection](ctx, tx, id)
	if errors.Is(err, anlan.ErrNotFound) {
		return putDuties(ctx, tx, id, nil) // the witness tells of a removed record; the door opens all the same
	}
	if err != nil {
		return err
	}
	return putDuties(ctx, tx, id, o.duties())
}

// sameAsked holds the open duties against the letters, marks, assessments and objections that they follow
// from: each has its rows, and no row stands without one.
func (s *Service) sameAsked(ctx context.Context) error {
	want := map[letterdb.LetterDuty]bool{}
	if err := s.wantOfLetters(ctx, want); err != nil {
		return err
	}
	if err := s.wantOfObjections(ctx, want); err != nil {
		return err
	}
	var at letterdb.LetterDuty
	for {
		rows, err := queries(s.d.Reader()).AllDuties(ctx, letterdb.AllDutiesParams{Record: at.Record, What: at.What, Seat: at.Seat, Limit: pageSize})
		if err != nil {
			return db.Classify(err)
		}
		for _, d := range rows {
			if at = d; !want[d] {
				return fmt.Errorf("letter: %s of %s is asked at %s, though nothing asks it", d.What, d.Record, d.Seat)
			}
			delete(want, d)
		}
		if len(rows) < pageSize {
			break
		}
	}
	for d := range want {
		return fmt.Errorf("letter: %s of %s is not asked at %s", d.What, d.Record, d.Seat)
	}
	return nil
}

// sameClock holds the timer of a record against its clock: it rings at the next rung, and not at all where nothing
// waits. What waits since before there were clocks gets its own when its timer rings.
func (s *Service) sameClock(ctx context.Context, record anlan.ID, c *Clock, waits bool) error {
	at, err := timer.At(ctx, s.d.Reader(), timerKey(record))
	if err != nil || waits && c == nil {
		return err
	}
	want, err := s.next(c)
	if err == nil && at != want {
		return fmt.Errorf("letter: the timer of %s is set for %d, by its clock for %d", record, at, want)
	}
	return err
}

func (s *Service) wantOfLetters(ctx context.Context, want map[letterdb.LetterDuty]bool) error {
	door := s.d.Reader()
	return db.Pages(func(after anlan.ID) ([]letterdb.Letter, error) {
		return queries(door).AllLetters(ctx, letterdb.AllLettersParams{ID: after, Limit: pageSize})
	}, func(r letterdb.Letter) (anlan.ID, error) {
		l, err := db.Decode[Letter](r.Doc, nil)
		if err != nil {
			return r.ID, err
		}
		list, err := s.duties(ctx, door, l)
		for _, d := range list {
			want[d] = true
		}
		return r.ID, errors.Join(err, s.sameClock(ctx, l.ID, l.running(), l.State == Sent))
	})
}

func (s *Service) wantOfObjections(ctx context.Context, want map[letterdb.LetterDuty]bool) error {
	return db.Pages(func(after anlan.ID) ([]letterdb.LetterItem, error) {
		return queries(s.d.Reader()).AllItems(ctx, letterdb.AllItemsParams{ID: after, Limit: pageSize})
	}, func(r letterdb.LetterItem) (anlan.ID, error) {
		if r.Kind != "objection" {
			return r.ID, nil
		}
		o, err := db.Decode[Objection](r.Doc, nil)
		for _, d := range o.duties() {
			want[d] = true
		}
		return r.ID, errors.Join(err, s.sameClock(ctx, o.ID, o.running(), o.State == Asked))
	})
}
