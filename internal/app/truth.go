package app

import (
	"context"

	"anlan"
	"anlan/internal/db"
)

// visits lets the hazard ledger know whether somebody from outside inspected a site since a moment: by the
// view that the room of inspections publishes. An enterprise's own check is no visit.
type visits struct{ d *db.DB }

// Since implements hazard.Visits.
func (v visits) Since(ctx context.Context, site, unit anlan.ID, from anlan.Instant) (bool, error) {
	text, id := `SELECT count(*) FROM (SELECT id FROM v_inspection WHERE unit = $1 AND rank >= $2 AND inspector <> unit AND result <> 'void' LIMIT 1) AS seen`, unit
	if site != "" {
		text, id = `SELECT count(*) FROM (SELECT id FROM v_inspection WHERE site = $1 AND rank >= $2 AND inspector <> unit AND result <> 'void' LIMIT 1) AS seen`, site
	}
	var n int
	err := v.d.Reader().QueryRowContext(ctx, text, string(id), int64(from)).Scan(&n)
	return n > 0, db.Classify(err)
}
