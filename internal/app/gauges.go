package app

import (
	"context"
	"time"

	"anlan/internal/timer"
)

// gauges shows how the county's own works stand, beside the requests and the process: each is asked for
// when somebody looks, and costs one read of an index.
func (a *App) gauges() {
	a.metrics.GaugeFunc("events_newest", "Position of the newest event.", func() float64 { return float64(a.DB.Pos()) })
	a.metrics.GaugeFunc("ledger_signed", "Position of the newest event under a signed checkpoint.", a.signed)
	a.metrics.GaugeFunc("timer_late_seconds", "How late the earliest timer is; 0 when none is due.", a.late)
	a.metrics.GaugeFunc("clock_behind_seconds", "How far the machine's clock lies behind the recorded time.",
		func() float64 { return a.DB.ClockBehind().Seconds() })
}

// lookTime bounds what one figure may take.
const lookTime = 2 * time.Second

func (a *App) signed() float64 {
	ctx, cancel := context.WithTimeout(context.Background(), lookTime)
	defer cancel()
	last, err := a.Ledger.Last(ctx)
	if err != nil {
		return 0
	}
	return float64(last.Size)
}

func (a *App) late() float64 {
	ctx, cancel := context.WithTimeout(context.Background(), lookTime)
	defer cancel()
	next, err := timer.Next(ctx, a.DB.Reader())
	if err != nil || next == 0 {
		return 0
	}
	return max(0, a.DB.Now().Sub(next).Seconds())
}
