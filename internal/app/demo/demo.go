package demo

import (
	"context"
	"errors"
	"fmt"
	"time"

	"anlan"
	"anlan/internal/app"
	"anlan/internal/db"
	"anlan/internal/registry"
)

const (
	countyCode = "620521"
	countyName = "清水县"
	past       = 30 * 24 * time.Hour // how far back the daily life that a visitor sees begins
)

// Open opens the demo county, which is made first where nobody has founded one.
func Open(ctx context.Context, o app.Options) (*app.App, error) {
	a, err := app.New(ctx, o)
	if err != nil {
		return nil, err
	}
	there, err := a.Founded(ctx)
	if there && err == nil {
		return a, nil
	}
	if err := errors.Join(err, a.Close()); err != nil {
		return nil, err
	}
	if err := Ensure(ctx, o, o.Clock()); err != nil {
		return nil, err
	}
	return app.New(ctx, o)
}

// Ensure makes the demo county in the data folder unless something is there already. The last event
// the maker stores marks that it came to its end.
func Ensure(ctx context.Context, o app.Options, now time.Time) (err error) {
	if there, err := app.Founded(ctx, o); err != nil || there {
		return err
	}
	clock := &clock{at: lastJanuary(now)}
	o.Now, o.Level = clock.now, "warn"
	o.Demo = true // its people have no passwords, whoever serves the county afterwards
	a, err := app.New(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	fmt.Fprintln(o.Out, "正在生成演示县（首次约需几秒）… / making the demo county …")
	m := &maker{a: a, clock: clock, seats: map[string]seat{}, chairs: map[string]anlan.ID{}}
	if err := m.found(ctx); err != nil {
		return fmt.Errorf("demo: found the county: %w", err)
	}
	if err := m.january(ctx); err != nil {
		return fmt.Errorf("demo: live through January: %w", err)
	}
	if err := m.moveTo(ctx, startOfDay(now.Add(-past)).Add(8*time.Hour+30*time.Minute)); err != nil { // an office morning
		return err
	}
	if err := m.sites(ctx); err != nil {
		return fmt.Errorf("demo: enter the sites: %w", err)
	}
	if err := m.matrix(ctx); err != nil {
		return fmt.Errorf("demo: say who answers for what: %w", err)
	}
	if err := m.live(ctx, now); err != nil {
		return fmt.Errorf("demo: live through %s: %w", clock.at.Format(time.DateTime), err)
	}
	return nil
}

// clock is the demo's past: it stands still until it is moved.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

// seat is a chair of the demo with everything needed to act from it.
type seat struct {
	unit  anlan.ID
	place string
	chief anlan.Actor
	actor anlan.Actor // the liaison, or the only post
}

// maker builds the county and plays its people.
type maker struct {
	a      *app.App
	clock  *clock
	seats  map[string]seat          // by the unit's short name
	places map[string]registry.Site // by name

	chairs map[string]anlan.ID // posts of the county's leaders, by title
}

// moveTo sets the clock and lets time act.
func (m *maker) moveTo(ctx context.Context, at time.Time) error {
	if at.After(m.clock.at) {
		m.clock.at = at
	}
	_, err := m.a.Step(ctx)
	return err
}

// write runs fn as the clock: founding a county is nobody's daily business.
func (m *maker) write(ctx context.Context, fn func(tx *db.Tx) error) error {
	return m.a.DB.Write(ctx, anlan.Clock, fn)
}
