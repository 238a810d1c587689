package field

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/event"
	"anlan/internal/field/fielddb"
	"anlan/internal/rule"
)

// forgetMost bounds what one transaction forgets.
const forgetMost = 2000

// floor is up to which event it is forgotten what phones need not carry any more.
func (s *Service) floor(ctx context.Context) (int64, error) {
	pos, err := s.q().Floor(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return pos, db.Classify(err)
}

// forget drops what is carried no more, and what changed, since longer than the policy says. The floor is raised first: from
// then on a phone with an older cursor fetches its pack anew, and so misses nothing.
func (s *Service) forget(ctx context.Context) error {
	if s.rules == nil {
		return nil
	}
	now := s.d.Now()
	span, _, err := rule.Get[rule.PhonePacks](s.rules(), rule.PhonePack, now.Date())
	if err != nil {
		return err
	}
	pos, err := event.Until(ctx, s.d, now.Add(-time.Duration(span.GoneDays)*24*time.Hour))
	if err != nil || pos == 0 {
		return err
	}
	for {
		var n int64
		err := s.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
			q := fielddb.New(tx)
			if err := q.RaiseFloor(ctx, pos); err != nil {
				return db.Classify(err)
			}
			if n, err = q.ForgetGone(ctx, fielddb.ForgetGoneParams{Until: pos, Most: forgetMost}); err != nil {
				return db.Classify(err)
			}
			changes, err := q.ForgetChanges(ctx, fielddb.ForgetChangesParams{Until: pos, Most: forgetMost})
			n += changes
			return db.Classify(err)
		})
		if err != nil || n == 0 {
			return err
		}
	}
}
