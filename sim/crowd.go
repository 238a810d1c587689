package sim

import (
	"context"
	"slices"

	"anlan/internal/matter"
)

// handOver gives a post's work to its successor.
func (c *county) handOver() error {
	u := c.anyUnit()
	by, from, to := c.actorFor(c.cast.office.seat.Unit), u.liaison.Post, u.successor()
	answered := false
	err := c.attempt(deed{"hand over", by, nil, func(ctx context.Context) error {
		_, err := c.loop.Handover(ctx, by, from, to)
		answered = err == nil
		return err
	}})
	if err != nil || !answered {
		return err
	}
	c.cast.succeed(u)
	return c.watch.handedOver(from)
}

// together lets two people decide on the same sight of a matter: the second must be told.
func (c *county) together() error {
	s := c.watch.pick(matter.Doing)
	if s == nil {
		return nil
	}
	m, err := c.matter.Get(c.ctx, c.cast.leader.chief, s.id)
	if err != nil {
		return err
	}
	first, second := c.cast.byID[s.lead].liaison, c.cast.byID[s.lead].chief
	if !slices.Contains(first.Scope.Units, s.lead) {
		return nil
	}
	won := false
	if err := c.attempt(deed{"feedback", first, []string{"matter.fed_back"}, func(ctx context.Context) error {
		_, err := c.loop.Feedback(ctx, first, s.id, m.Revision, matter.Report{Text: "进展一"})
		won = err == nil
		return err
	}}); err != nil || !won {
		return err
	}
	_, err = c.loop.Feedback(c.ctx, second, s.id, m.Revision, matter.Report{Text: "进展二"})
	if err == nil {
		return c.breach(9, "two people decided on the same sight of %s and both were told yes", s.id)
	}
	return nil
}
