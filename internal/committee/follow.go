package committee

import (
	"context"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/matter"
)

// MatterClosed follows a matter that answers a decision: when the last one has ended, the decision is
// done. flow calls it for every parent of a matter that was closed, recalled or reopened; calling it
// again changes nothing. A parent that is no decision, or one that is gone, is passed over: the news
// must not stop at it.
func (s *Service) MatterClosed(ctx context.Context, parent anlan.Ref, _ matter.Matter) error {
	return s.settle(ctx, parent)
}

// counted tells how many matters are still open, were closed as done, and ended in another way.
func counted(list []matter.Matter) (open, closed, recalled int) {
	for _, m := range list {
		switch {
		case m.IsOpen():
			open++
		case m.State == matter.Closed:
			closed++
		default:
			recalled++
		}
	}
	return open, closed, recalled
}

// settle looks at all matters of a decision together, and saves what has become of it.
func (s *Service) settle(ctx context.Context, parent anlan.Ref) error {
	if parent.Kind != RefDecision {
		return nil
	}
	children, err := s.matters.Children(ctx, anlan.Clock, parent)
	if err != nil {
		return err
	}
	open, closed, recalled := counted(children)
	return s.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		d, err := loadDecision(ctx, tx, parent.ID)
		if isGone(err) {
			return nil
		}
		if err != nil {
			return err
		}
		m, err := loadMeeting(ctx, tx, d.Meeting)
		if err != nil {
			return err
		}
		d, moved := d.Settle(open, closed, recalled, m.Date, tx.Now)
		if !moved {
			return nil
		}
		kind := map[State]string{Done: "committee.decision_done", Ticked: "committee.decision_recalled"}[d.State]
		if kind == "" {
			kind = "committee.decision_reopened"
		}
		_, err = saveDecision(ctx, tx, kind, d)
		return err
	})
}
