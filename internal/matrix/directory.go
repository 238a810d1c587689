package matrix

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/matrix/matrixdb"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// Directory answers who is responsible, through one door: a transaction, or the pool of readers. Rooms above
// use it inside their own transaction; it asks nobody's permission.
type Directory struct {
	q    *matrixdb.Queries
	reg  registry.Directory
	book *rule.Book
}

// In returns the directory as seen through the door: a *db.Tx or a db.Reader, under the rules of the book.
func In(door matrixdb.DBTX, book *rule.Book) Directory {
	return Directory{q: queries(door), reg: registry.In(door), book: book}
}

// object reads what the registry held of the object on the day.
func (d Directory) object(ctx context.Context, about anlan.Ref, day anlan.Date) (Object, error) {
	switch about.Kind {
	case registry.RefPlace:
		p, err := d.reg.Place(ctx, string(about.ID))
		return Object{Place: p.Code}, err
	case RefSector:
		return Object{Sector: about.ID}, nil
	case registry.RefUnit:
		u, err := d.reg.UnitAsOf(ctx, about.ID, day)
		return Object{Unit: u.ID, Said: u.Sector, Place: u.Place, Regulator: u.Regulator}, err
	case registry.RefSite:
		s, err := d.reg.SiteAsOf(ctx, about.ID, day)
		if err != nil {
			return Object{}, err
		}
		u, err := d.reg.UnitAsOf(ctx, s.Unit, day)
		o := Object{Unit: s.Unit, Said: s.Sector, Place: s.Place, Regulator: u.Regulator}
		if o.Said == "" {
			o.Said = u.Sector
		}
		return o, err
	}
	return Object{}, anlan.ErrNotFound
}

// OwnersOf answers for an object that the caller describes: an activity, a thing that no register holds.
func (d Directory) OwnersOf(ctx context.Context, o Object, day anlan.Date) (Answer, error) {
	axes, _, err := rule.Get[rule.MatrixAxes](d.book, rule.MatrixAxesRule, day)
	if err != nil {
		return Answer{}, err
	}
	m := NewModel(axes)
	if err := loadTree(ctx, d.q, m); err != nil {
		return Answer{}, err
	}
	if o.Sector == "" {
		o.Sector = m.SectorOf(o.Said, day)
	}
	for _, s := range m.on(day).chain(o.Sector) {
		cells, err := db.DecodeAll[Cell](d.q.CellsOfSector(ctx, s))
		if err != nil {
			return Answer{}, err
		}
		for _, c := range cells {
			m.SetCell(c)
		}
	}
	if err := d.people(ctx, m, o, day); err != nil {
		return Answer{}, err
	}
	return m.Owners(o, day), nil
}

// people brings in the units that may answer, with their chairs: those of the cells, whoever runs it, its
// regulator and those that govern its place.
func (d Directory) people(ctx context.Context, m *Model, o Object, day anlan.Date) error {
	named := map[anlan.ID]bool{o.Unit: true, o.Regulator: true}
	for _, c := range m.byID {
		if c.On(day) && c.at(o.Place) {
			named[c.Unit] = true
		}
	}
	for _, at := range []struct {
		kind registry.UnitKind
		n    int
	}{{registry.TownshipUnit, 9}, {registry.VillageUnit, 12}} {
		if len(o.Place) < at.n {
			continue
		}
		rows, err := d.q.UnitsAt(ctx, matrixdb.UnitsAtParams{Place: o.Place[:at.n], Kind: string(at.kind)})
		if err != nil {
			return db.Classify(err)
		}
		for _, r := range rows {
			named[r.ID] = true
		}
	}
	delete(named, "")
	for id := range named {
		if err := d.unit(ctx, m, id); err != nil {
			return err
		}
	}
	return nil
}

// unit brings in one unit with its chairs and who holds them.
func (d Directory) unit(ctx context.Context, m *Model, id anlan.ID) error {
	row, err := d.q.LifeOfUnit(ctx, id)
	if err = db.Classify(err); errors.Is(err, anlan.ErrNotFound) {
		return nil // the model calls it gone
	}
	if err != nil {
		return err
	}
	m.SetUnit(id, unitFact(row))
	posts, err := d.reg.Posts(ctx, id)
	if err != nil {
		return err
	}
	for _, p := range posts {
		m.SetPost(p.ID, PostFact{Unit: id, Chief: p.Kind == registry.Chief, Active: p.Status == registry.Active})
		held, err := d.reg.HoldingsOfPost(ctx, p.ID)
		if err != nil {
			return err
		}
		for _, h := range held {
			m.SetHolding(h.ID, p.ID, h.Since, h.Until)
		}
	}
	return nil
}

// Tree returns the model of the lines of business alone, with those that have ended: what other rooms sort
// their figures by.
func (d Directory) Tree(ctx context.Context) (*Model, []Sector, error) {
	m := NewModel(rule.MatrixAxes{})
	err := loadTree(ctx, d.q, m)
	return m, m.inOrder(), err
}
