package sim

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"

	"anlan"
	"anlan/internal/matrix"
)

// divide lets the office say who answers for what, change its mind, and move a line of business in the tree. It
// has dice of its own, so that the rest of the county lives as it would without it.
func (c *county) divide() error {
	dice := c.dice
	c.dice = c.division
	defer func() { c.dice = dice }()
	by := c.cast.office.chief
	sectors, err := c.matrix.Sectors(c.ctx, by)
	if err != nil {
		return err
	}
	if len(sectors) == 0 {
		return c.attempt(deed{"seed", by, []string{"matrix.sector_made"}, func(ctx context.Context) error {
			_, err := c.matrix.Seed(ctx, by, "2021-01-01")
			return err
		}})
	}
	x := sectors[c.dice.IntN(min(14, len(sectors)))]
	day := c.d.Now().Date().AddDays(c.dice.IntN(200) - 150)
	switch c.dice.IntN(5) {
	case 0:
		return c.endCell(by, x.ID, day)
	case 1:
		parent := sectors[c.dice.IntN(min(14, len(sectors)))].ID
		return c.attempt(deed{"move a sector", by, []string{"matrix.sector_changed"}, func(ctx context.Context) error {
			_, err := c.matrix.UpdateSector(ctx, by, x.ID, x.Revision, matrix.SectorDraft{Name: x.Name, Aliases: x.Aliases, Parent: parent, Since: day})
			return err
		}})
	default:
		d := matrix.CellDraft{ID: anlan.NewID(c.d.Now(), newBytes(c.Seed, uint64(c.step)<<8|0xfe)), Sector: x.ID, Axis: matrix.Industry, Since: day,
			Unit: c.cast.list[2+c.dice.IntN(6)].seat.Unit, Basis: matrix.Basis{Kind: matrix.ByDivision, Text: "职责分工"}}
		return c.attempt(deed{"assign", by, []string{"matrix.cell_set"}, func(ctx context.Context) error {
			_, err := c.matrix.Assign(ctx, by, d)
			return err
		}})
	}
}

func (c *county) endCell(by anlan.Actor, sector anlan.ID, day anlan.Date) error {
	cells, err := c.matrix.CellsOf(c.ctx, by, sector)
	if err != nil || len(cells) == 0 {
		return err
	}
	x := cells[c.dice.IntN(len(cells))]
	return c.attempt(deed{"end a cell", by, []string{"matrix.cell_ended"}, func(ctx context.Context) error {
		_, err := c.matrix.EndCell(ctx, by, x.ID, x.Revision, day, "调整")
		return err
	}})
}

// asOf: what the rows say of any day is what the events say (laws 6 and 8).
func (w *watch) asOf(events []anlan.Event) error {
	if !slices.ContainsFunc(events, func(e anlan.Event) bool { return e.Ref.Kind == matrix.RefCell }) {
		return nil
	}
	replay, err := w.c.matrix.Fold(events)
	if err != nil {
		return err
	}
	rows, err := w.c.matrix.Rows(w.c.ctx)
	if err != nil {
		return err
	}
	today := w.c.d.Now().Date()
	for _, back := range []int{-60, 0, 1, 7, 30, 90, 200} {
		if day := today.AddDays(-back); !matrix.Same(rows, replay, day) {
			return errors.Join(w.breach(8, "as of %s the matrix says other than its events do", day))
		}
	}
	return nil
}

// newDivision are the dice of the division of duties.
func newDivision(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0xD171)) }
