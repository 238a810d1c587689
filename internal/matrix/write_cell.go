package matrix

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/matrix/matrixdb"
	"anlan/internal/registry"
)

// Assign says who answers for a sector on an axis, from a day on.
func (s *Service) Assign(ctx context.Context, a anlan.Actor, d CellDraft) (Cell, error) {
	if err := s.may(a, actWrite); err != nil {
		return Cell{}, err
	}
	return write(ctx, s, a, func(tx *db.Tx) (Cell, error) { return s.assign(ctx, tx, d) }, s.cell(ctx, d.ID))
}

func (s *Service) cell(ctx context.Context, id anlan.ID) func() (Cell, error) {
	return func() (Cell, error) { return db.Decode[Cell](queries(s.d.Reader()).Cell(ctx, id)) }
}

// assign decides and stores a cell within a transaction.
func (s *Service) assign(ctx context.Context, tx *db.Tx, d CellDraft) (Cell, error) {
	c, err := s.judged(ctx, tx, d)
	if err != nil {
		return c, err
	}
	n, err := queries(tx).CountCells(ctx)
	if err != nil {
		return c, db.Classify(err)
	}
	if n >= cellMost {
		return c, anlan.ErrMatrixFull.With("max", cellMost)
	}
	if c.ID, err = fresh(tx, d.ID); err != nil {
		return c, err
	}
	c.By, c.Created, c.Updated = seatOf(tx.Actor), tx.Now, tx.Now
	return c, insertCell(ctx, tx, c)
}

// judged is the cell that a draft asks for, or everything that is wrong with it. It writes nothing.
func (s *Service) judged(ctx context.Context, tx *db.Tx, d CellDraft) (Cell, error) {
	if d.Since == "" {
		d.Since = tx.Now.Date()
	}
	if d.Role == "" {
		d.Role = Lead
	}
	d, err := s.seated(ctx, tx, d)
	if err != nil {
		return Cell{}, err
	}
	if bad := d.check(); len(bad) > 0 {
		return Cell{}, bad
	}
	if err := s.suits(ctx, tx, d); err != nil {
		return Cell{}, err
	}
	c := d.cell()
	others, err := db.DecodeAll[Cell](queries(tx).CellsLike(ctx, matrixdb.CellsLikeParams{Sector: c.Sector, Axis: string(c.Axis), Unit: c.Unit}))
	if err != nil {
		return c, err
	}
	if twice := c.doubles(others); twice != nil {
		return c, twice
	}
	return c, nil
}

// seated fills in the unit of the post that is named, and refuses a post of another unit.
func (s *Service) seated(ctx context.Context, tx *db.Tx, d CellDraft) (CellDraft, error) {
	dir := registry.In(tx)
	if d.Post != "" {
		p, err := dir.Post(ctx, d.Post)
		if err != nil {
			return d, blame(err, "post")
		}
		if d.Unit != "" && d.Unit != p.Unit {
			u, _ := dir.Unit(ctx, d.Unit)
			return d, anlan.ErrMatrixPostUnit.With("post", p.Title).With("unit", u.Name).At("post")
		}
		d.Unit = p.Unit
	}
	if d.Unit == "" {
		return d, nil // check says what is missing
	}
	_, err := dir.Unit(ctx, d.Unit)
	return d, blame(err, "unit")
}

// blame names the field that points at nothing.
func blame(err error, field string) error {
	if errors.Is(err, anlan.ErrNotFound) {
		return anlan.ErrNotFound.At(field)
	}
	return err
}

// suits holds a draft against its axis and its sector.
func (s *Service) suits(ctx context.Context, tx *db.Tx, d CellDraft) error {
	axes, err := s.axes(tx.Now.Date())
	if err != nil {
		return err
	}
	axis := axes.Axis(string(d.Axis))
	if axis.Owner == "post" && d.Post == "" {
		return anlan.ErrMatrixAxisOwner.With("axis", anlan.Both{ZH: axis.ZH, EN: axis.EN}).At("post")
	}
	if axis.Over == "place" && d.Place == "" {
		return anlan.ErrMatrixPlaceAsked.With("axis", anlan.Both{ZH: axis.ZH, EN: axis.EN}).At("place")
	}
	if d.Place != "" {
		if _, err := registry.In(tx).Place(ctx, d.Place); err != nil {
			return blame(err, "place")
		}
	}
	if d.Sector == "" {
		return nil
	}
	x, err := db.Decode[Sector](queries(tx).Sector(ctx, d.Sector))
	if err != nil {
		return blame(err, "sector")
	}
	if !meet(x.Since, x.Until, d.Since, d.Until) {
		return anlan.ErrMatrixSectorEnded.With("name", x.Name).With("since", string(d.Since)).With("from", string(x.Since)).With("to", string(x.Until)).At("sector")
	}
	return nil
}

// EndCell ends a cell on its last day; a day before its first withdraws what was entered by mistake.
func (s *Service) EndCell(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, last anlan.Date, reason string) (Cell, error) {
	return s.changeCell(ctx, a, id, revision, "matrix.cell_ended", func(_ *db.Tx, c Cell) (Cell, error) { return c.end(last, reason) })
}

// AmendCell puts the basis and the note right; who answers and since when is another cell.
func (s *Service) AmendCell(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, b Basis, note string) (Cell, error) {
	return s.changeCell(ctx, a, id, revision, "matrix.cell_amended", func(_ *db.Tx, c Cell) (Cell, error) {
		if bad := append(b.check(), short("note", note, 300)...); len(bad) > 0 {
			return c, bad
		}
		c.Basis, c.Note = b, note
		return c, nil
	})
}

func (s *Service) changeCell(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, kind string, fn func(tx *db.Tx, c Cell) (Cell, error)) (Cell, error) {
	if err := s.may(a, actWrite); err != nil {
		return Cell{}, err
	}
	return write(ctx, s, a, func(tx *db.Tx) (Cell, error) {
		was, err := db.Decode[Cell](queries(tx).Cell(ctx, id))
		if err != nil {
			return was, err
		}
		if revision != 0 && revision != was.Revision {
			return was, anlan.ErrConflict
		}
		next, err := fn(tx, was)
		if err != nil {
			return was, err
		}
		return saveCell(ctx, tx, kind, next)
	}, s.cell(ctx, id))
}
