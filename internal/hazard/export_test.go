package hazard

import (
	"context"

	"anlan"
	"anlan/internal/db"
)

// LookMost is how many rows a page of a list looks at.
const LookMost = lookMost

// LookAt bounds the rows that a page looks at, so that a test comes to the bound with few hazards.
func (s *Service) LookAt(n int) { s.look = n }

// Doubt notes a doubt as the examiner does.
func (s *Service) Doubt(ctx context.Context, id anlan.ID, d Doubt) error {
	return s.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		h, err := load(ctx, tx, id)
		if err != nil {
			return err
		}
		return s.doubt(ctx, tx, h, d)
	})
}
