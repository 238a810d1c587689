package matrix

import (
	"context"
	"encoding/json"
	"slices"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/event"
	"anlan/internal/rule"
)

// Row is a line of the matrix: a sector, a township, or the county as a whole.
type Row struct {
	Kind   string   `json:"kind" enum:"sector,place,county"`
	Sector *Sector  `json:"sector,omitempty"`
	Place  string   `json:"place,omitempty"`
	Depth  int      `json:"depth"`
	Leaf   bool     `json:"leaf"`
	Parent anlan.ID `json:"parent,omitempty"`
	Boxes  []Box    `json:"boxes" nullable:"false"`
}

// Box is a row on an axis: who answers there, and what is wrong with it.
type Box struct {
	Axis   Axis    `json:"axis"`
	Owners []Owner `json:"owners" nullable:"false"`
	Flags  []Kind  `json:"flags" nullable:"false" doc:"gap, overlap, vacant, gone, unsigned"`
	Count  int     `json:"count" doc:"cells of its own in force: bases"`
}

// Grid is the matrix as of a day.
type Grid struct {
	Day  anlan.Date
	Axes []rule.MatrixAxis
	Rows []Row
}

// Grid returns the whole matrix as of a day.
func (s *Service) Grid(ctx context.Context, a anlan.Actor, day anlan.Date) (Grid, error) {
	if err := s.may(a, actRead); err != nil {
		return Grid{}, err
	}
	m, axes, err := s.model(ctx, day)
	if err != nil {
		return Grid{}, err
	}
	return m.grid(axes, day), nil
}

// model is the matrix as of a day, without objects.
func (s *Service) model(ctx context.Context, day anlan.Date) (*Model, rule.MatrixAxes, error) {
	axes, err := s.axes(day)
	if err != nil {
		return nil, axes, err
	}
	m, err := loadOwners(ctx, s.d.Reader(), axes)
	if err != nil {
		return nil, axes, err
	}
	if m.towns, err = queries(s.d.Reader()).TownshipCodes(ctx); err != nil {
		return nil, axes, db.Classify(err)
	}
	if s.letters != nil {
		if m.unsigned, err = s.letters.Unsigned(ctx, day); err != nil {
			return nil, axes, err
		}
	}
	return m, axes, nil
}

// grid lays the model out: the county, the tree, the townships.
func (m *Model) grid(axes rule.MatrixAxes, day anlan.Date) Grid {
	g := Grid{Day: day, Axes: axes.Axes, Rows: []Row{}}
	if len(m.sectors) > 0 {
		g.Rows = append(g.Rows, m.row(Row{Kind: "county", Leaf: true}, day))
	}
	var down func(parent anlan.ID, depth int)
	down = func(parent anlan.ID, depth int) {
		for _, id := range m.on(day).down[parent] {
			s := m.sectors[id]
			g.Rows = append(g.Rows, m.row(Row{Kind: "sector", Sector: &s, Depth: depth, Leaf: len(m.on(day).down[id]) == 0, Parent: parent}, day))
			if depth < 20 {
				down(id, depth+1)
			}
		}
	}
	down("", 0)
	for _, town := range m.towns {
		g.Rows = append(g.Rows, m.row(Row{Kind: "place", Place: town, Leaf: true}, day))
	}
	return g
}

func (m *Model) row(r Row, day anlan.Date) Row {
	over := r.Kind
	var sector anlan.ID
	if r.Sector != nil {
		sector = r.Sector.ID
	}
	r.Boxes = []Box{}
	for _, axis := range Axes() {
		if m.rules.Axis(string(axis)).Over == over {
			r.Boxes = append(r.Boxes, m.box(axis, sector, r, day))
		}
	}
	return r
}

func (m *Model) box(axis Axis, sector anlan.ID, r Row, day anlan.Date) Box {
	b := Box{Axis: axis, Owners: append([]Owner{}, m.answer(axis, sector, Object{Place: r.Place}, day)...), Flags: []Kind{}}
	for _, c := range m.cells[slot{sector, axis}] {
		if c.On(day) && c.Place == r.Place {
			b.Count++
		}
	}
	what := scope{what: 's', sector: sector, axis: axis}
	if r.Kind == "place" {
		what = scope{what: 'p', axis: axis, place: r.Place}
	}
	for _, f := range append(m.ask(what, day), m.overlaps(scope{sector: sector, axis: axis}, day)...) {
		if f.Kind == Gap || f.Place == r.Place {
			b.flag(f.Kind)
		}
	}
	for _, o := range b.Owners {
		switch o.State {
		case Vacant:
			b.flag(Empty)
		case Gone:
			b.flag(Ended)
		}
		if o.Post == "" && o.Role == Lead && m.unsigned[o.Unit] {
			b.flag(Unsigned)
		}
	}
	return b
}

func (b *Box) flag(k Kind) {
	if !slices.Contains(b.Flags, k) {
		b.Flags = append(b.Flags, k)
	}
}

// Who answers who is responsible for an object on a day, to whoever may know of it.
func (s *Service) Who(ctx context.Context, a anlan.Actor, about anlan.Ref, day anlan.Date) (Answer, error) {
	dir := In(s.d.Reader(), s.book())
	o, err := dir.object(ctx, about, day)
	if err != nil {
		return Answer{}, err
	}
	if err := authz.Check(a, actWho, authz.Target{Unit: o.Unit, Place: o.Place}); err != nil {
		return Answer{}, err
	}
	return dir.OwnersOf(ctx, o, day)
}

// CellsOf lists every cell of a sector, past ones too: the history of its boxes. The empty sector has those that
// speak of all.
func (s *Service) CellsOf(ctx context.Context, a anlan.Actor, sector anlan.ID) ([]Cell, error) {
	if err := s.may(a, actRead); err != nil {
		return nil, err
	}
	return db.DecodeAll[Cell](queries(s.d.Reader()).CellsOfSector(ctx, sector))
}

// Sectors lists the tree, ended nodes too.
func (s *Service) Sectors(ctx context.Context, a anlan.Actor) ([]Sector, error) {
	if err := s.may(a, actRead); err != nil {
		return nil, err
	}
	return db.DecodeAll[Sector](queries(s.d.Reader()).Sectors(ctx))
}

// Replay rebuilds the tree and the cells from the events alone, up to a position (0: all of them): what the
// matrix said is proven by what happened, not by what the rows hold now.
func (s *Service) Replay(ctx context.Context, upto int64) (*Model, error) {
	axes, err := s.axes(s.Today())
	if err != nil {
		return nil, err
	}
	m := NewModel(axes)
	for pos := int64(0); ; {
		batch, err := event.After(ctx, s.d.Reader(), pos, event.PageLimit)
		if err != nil || len(batch) == 0 {
			return m, err
		}
		for _, e := range batch {
			if upto != 0 && e.Pos > upto {
				return m, nil
			}
			if err := m.hear(e); err != nil {
				return nil, err
			}
		}
		pos = batch[len(batch)-1].Pos
	}
}

// Fold builds the tree and the cells from the given events, in their order.
func (s *Service) Fold(events []anlan.Event) (*Model, error) {
	axes, err := s.axes(s.Today())
	if err != nil {
		return nil, err
	}
	m := NewModel(axes)
	for _, e := range events {
		if err := m.hear(e); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// hear lets an event of the room change the model.
func (m *Model) hear(e anlan.Event) error {
	switch e.Ref.Kind {
	case RefSector:
		var x Sector
		err := json.Unmarshal(e.Body, &x)
		m.SetSector(x)
		return err
	case RefCell:
		var c Cell
		err := json.Unmarshal(e.Body, &c)
		m.SetCell(c)
		return err
	}
	return nil
}

// Same tells whether two models say the same of every sector and axis on the day: the law of the matrix. Only
// the cells are compared; who sits where is the registry's.
func Same(a, b *Model, day anlan.Date) bool {
	x, y := a.words(day), b.words(day)
	return slices.Equal(x, y)
}

// words lists what the model says on the day.
func (m *Model) words(day anlan.Date) []string {
	var list []string
	for _, s := range m.on(day).below("") {
		for _, axis := range Axes() {
			for _, o := range m.byCells(axis, s, "", day) {
				list = append(list, string(s)+"|"+string(axis)+"|"+string(o.Role)+"|"+string(o.Unit)+"|"+string(o.Post)+"|"+string(o.Cell))
			}
		}
		for _, c := range m.cells[slot{s, CountyLeader}] {
			if c.On(day) {
				list = append(list, string(c.ID)+"|"+c.Place)
			}
		}
	}
	slices.Sort(list)
	return list
}

// Rows returns the matrix from the rows of the tables, for whoever proves it against a Replay.
func (s *Service) Rows(ctx context.Context) (*Model, error) {
	axes, err := s.axes(s.Today())
	if err != nil {
		return nil, err
	}
	m := NewModel(axes)
	if err := loadTree(ctx, queries(s.d.Reader()), m); err != nil {
		return nil, err
	}
	return m, loadCells(ctx, queries(s.d.Reader()), m)
}

// Describe names a finding for the pages of other rooms.
func (s *Service) Describe(ctx context.Context, id anlan.ID) (title, href string) {
	f, err := loadFinding(ctx, s.d.Reader(), id)
	if err != nil {
		return "", ""
	}
	title, err = s.Sentence(ctx, s.d.Reader(), f, anlan.ZH)
	if err != nil {
		return "", ""
	}
	return title, "/matrix/findings/" + string(id)
}
