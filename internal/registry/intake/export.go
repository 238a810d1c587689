package intake

import (
	"context"
	"io"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/paper"
	"anlan/internal/registry"
)

// Export writes what is stored as a filled-in template, ready to be changed and uploaded again.
func (s *Service) Export(ctx context.Context, a anlan.Actor, kind Kind, english bool, out io.Writer) error {
	if err := authz.Check(a, actImport); err != nil {
		return err
	}
	l, sheet, err := s.present(ctx, kind, english)
	if err != nil {
		return err
	}
	rows, err := l.rows(ctx, sheet, kind, s.db.Now().Date())
	if err != nil {
		return err
	}
	return sheet.Write(out, paper.Filling{Rows: rows})
}

// rows writes every stored record of a kind as a row of its table.
func (l *lookup) rows(ctx context.Context, s paper.Sheet, kind Kind, day anlan.Date) ([]paper.Row, error) {
	var rows []paper.Row
	add := func(cells map[string]string) { rows = append(rows, s.NewRow(cells)) }
	if kind == Places {
		for _, label := range l.order {
			add(placeCells(l.places[l.labels[label]]))
		}
		return rows, nil
	}
	if kind == Sites {
		err := l.everySite(ctx, add)
		return rows, err
	}
	err := l.everyUnit(ctx, func(u registry.Unit) error {
		if kind == Organisation {
			return l.chairs(ctx, u, day, add)
		}
		if (kind == Enterprises) != (u.Kind == registry.Enterprise) {
			return nil
		}
		cells, err := l.unitCells(ctx, u)
		if err == nil {
			add(cells)
		}
		return err
	})
	return rows, err
}

// everyUnit walks the units in use, with all their names.
func (l *lookup) everyUnit(ctx context.Context, fn func(registry.Unit) error) error {
	for after := ""; ; {
		page, err := l.Units(ctx, anlan.Scope{All: true}, registry.UnitFilter{After: after})
		if err != nil {
			return err
		}
		for _, u := range page.Items {
			full, err := l.Unit(ctx, u.ID)
			if err == nil {
				err = fn(full)
			}
			if err != nil {
				return err
			}
		}
		if after = page.Next; after == "" {
			return nil
		}
	}
}

// chairs writes the posts of a unit, one row for each holder, or one without.
func (l *lookup) chairs(ctx context.Context, u registry.Unit, day anlan.Date, add func(map[string]string)) error {
	posts, err := l.Posts(ctx, u.ID)
	if err != nil {
		return err
	}
	for _, p := range posts {
		holders, err := l.Holders(ctx, p.ID, day)
		if err != nil {
			return err
		}
		if len(holders) == 0 {
			add(chair{unit: u, post: p, has: true}.cells())
		}
		for _, h := range holders {
			add(chair{unit: u, post: p, has: true, holder: h, held: true}.cells())
		}
	}
	return nil
}
