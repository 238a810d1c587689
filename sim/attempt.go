package sim

import (
	"context"
	"slices"

	"anlan"
	"anlan/internal/db"
)

// deed is something somebody tries to do.
type deed struct {
	name  string
	by    anlan.Actor
	kinds []string // what a success tells; empty: it may tell nothing
	do    func(ctx context.Context) error
}

// attempt lets somebody try, through whatever goes wrong on the way, as a client would: with one key
// for all tries of one request.
func (c *county) attempt(d deed) error {
	if err := c.watch.read(); err != nil {
		return err
	}
	c.requests++
	key, start := anlan.NewID(c.d.Now(), newBytes(c.Seed, 1<<40|uint64(c.requests))), c.watch.pos
	ctx := db.WithKey(c.ctx, key)
	if c.Bug.Request != nil {
		ctx = c.Bug.Request(ctx)
	}
	err, why := c.tries(ctx, d)
	if why != nil {
		return why
	}
	c.note("%s by %s: %v", d.name, d.by.Post, err)
	outcome := " done"
	if err != nil {
		outcome = " refused"
	}
	c.deeds[d.name+outcome]++
	return c.once(d, key, start, err)
}

// tries is one request with its retries; the first result is the last answer, the second a law that
// was broken on the way.
func (c *county) tries(ctx context.Context, d deed) (last, breach error) {
	switch c.dice.IntN(40) {
	case 0, 1: // the answer is lost: the client sends it again
		_ = d.do(ctx)
		return d.do(ctx), nil
	case 2, 3: // an impatient finger
		first := d.do(ctx)
		again := d.do(ctx)
		if first == nil && again != nil {
			return nil, c.breach(9, "%s was done, and its repetition answered %v", d.name, again)
		}
		return first, nil
	case 4:
		return c.withBrokenDisk(ctx, d)
	case 5: // the client hangs up before it was heard
		gone, cancel := context.WithCancel(ctx)
		cancel()
		before := c.d.Pos()
		if err := d.do(gone); c.d.Pos() != before && err != nil {
			return nil, c.breach(9, "%s answered %v and happened all the same", d.name, err)
		}
		return d.do(ctx), nil
	case 6: // killed after the commit, before the answer
		_ = d.do(ctx)
		if err := c.crash(); err != nil {
			return nil, err
		}
		return d.do(ctx), nil
	default:
		return d.do(ctx), nil
	}
}

// withBrokenDisk makes the store refuse: one statement, or the whole commit. Nothing may be
// acknowledged and nothing may stay.
func (c *county) withBrokenDisk(ctx context.Context, d deed) (last, breach error) {
	how := []string{"ABORT", "ROLLBACK", "FAIL"}[c.dice.IntN(3)]
	if err := c.sql(`CREATE TRIGGER sim_fault BEFORE INSERT ON event BEGIN SELECT RAISE(` + how + `, 'simulated'); END`); err != nil {
		return nil, err
	}
	before := c.d.Pos()
	err := d.do(ctx)
	if e := c.sql(`DROP TRIGGER sim_fault`); e != nil {
		return nil, e
	}
	c.note("the store refuses (%s): %v", how, err)
	if err == nil && len(d.kinds) > 0 {
		return nil, c.breach(10, "%s was acknowledged although the store refused it", d.name)
	}
	if c.d.Pos() != before {
		return nil, c.breach(10, "%s was refused and left events behind", d.name)
	}
	return d.do(ctx), nil
}

// once holds the events of a request against its answer: a refusal leaves nothing, a success happened
// exactly once.
func (c *county) once(d deed, key anlan.ID, start int64, answer error) error {
	if err := c.watch.read(); err != nil {
		return err
	}
	type one struct{ kind, ref string }
	seen, keyed, told := map[one]int{}, false, false
	for _, e := range c.watch.since(start) {
		if e.Actor.Account != d.by.Account {
			continue
		}
		keyed = keyed || e.ID == key
		if !slices.Contains(d.kinds, e.Kind) {
			continue
		}
		told = true
		if seen[one{e.Kind, e.Ref.String()}]++; seen[one{e.Kind, e.Ref.String()}] > 1 {
			return c.breach(9, "one request happened twice: %s on %s", e.Kind, e.Ref)
		}
	}
	switch {
	case answer == nil && len(d.kinds) > 0 && !told:
		return c.breach(10, "%s was acknowledged, and no event tells of it", d.name)
	case answer == nil && told && !keyed:
		return c.breach(9, "%s carries no event with its request's key", d.name)
	case answer != nil && told:
		return c.breach(9, "%s was refused (%v) and happened", d.name, answer)
	}
	return nil
}
