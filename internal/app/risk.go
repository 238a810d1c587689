package app

import (
	"context"

	"anlan"
	"anlan/internal/flow"
	"anlan/internal/risk"
)

// wireRisk makes the room of risk points.
func (a *App) wireRisk(seats seats) {
	a.Risk = risk.New(risk.Options{DB: a.DB, Book: a.book.Load, Calendar: a.cal.Load, Seats: seats,
		Tasker: flow.Checks{Matters: a.Matter, Inspections: a.Inspection, Seats: seats}, Ledgers: flow.Ledgers{DB: a.DB}})
}

// rater tells the room of inspections how risky a site is. Each knows of the other only through it.
type rater struct{ a *App }

// Grade implements inspection.Rater.
func (r rater) Grade(ctx context.Context, site anlan.ID) (string, error) {
	return risk.Rater{Service: r.a.Risk}.Grade(ctx, site)
}
