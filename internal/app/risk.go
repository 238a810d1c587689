package app

import (
	"context"

	"anlan"
	"anlan/internal/api"
	"anlan/internal/flow"
	"anlan/internal/risk"
)

// riskRoom makes the room of risk points.
func (a *App) riskRoom() (room, error) {
	at := a.seats
	a.Risk = risk.New(risk.Options{DB: a.DB, Book: a.book.Load, Calendar: a.cal.Load, Seats: at,
		Tasker: flow.Checks{Matters: a.Matter, Inspections: a.Inspection, Seats: at}, Ledgers: flow.Ledgers{DB: a.DB}})
	a.Landing.WithRisks(a.Risk, a.Hazard)
	return room{records: a.Risk, timers: a.Risk.Timers(), doors: api.RiskDoors(a.Risk), describe: map[string]describer{risk.RefTask: a.Risk.DescribeTask}}, nil
}

// rater tells the room of inspections how risky a site is. Each knows of the other only through it.
type rater struct{ a *App }

// Grade implements inspection.Rater.
func (r rater) Grade(ctx context.Context, site anlan.ID) (string, error) {
	return risk.Rater{Service: r.a.Risk}.Grade(ctx, site)
}
