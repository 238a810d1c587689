package api

import (
	"context"

	"anlan"
	"anlan/internal/matrix"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// HolderView is who answers: a unit, or a post of it, and who sits there.
type HolderView struct {
	Unit   Named    `json:"unit"`
	Post   *Named   `json:"post"`
	People []string `json:"people,omitempty" doc:"who sits there on that day"`
}

func (s *matrixDoor) holder(ctx context.Context, h matrix.Holder) HolderView {
	v := HolderView{Unit: s.names.unit(ctx, h.Unit)}
	if h.Post != "" {
		v.Post = &Named{h.Post, s.names.title(ctx, h.Post)}
	}
	return v
}

// title returns a post as its title alone: its unit stands beside it.
func (n *names) title(ctx context.Context, id anlan.ID) string {
	return n.get("title", string(id), func() (string, error) {
		p, err := registry.In(n.d.Reader()).Post(ctx, id)
		return p.Title, err
	})
}

// OwnerView is who answers on an axis, and why.
type OwnerView struct {
	HolderView
	Axis   matrix.Axis   `json:"axis"`
	Role   matrix.Role   `json:"role" enum:"lead,co"`
	Way    matrix.Way    `json:"way" enum:"cell,parent,all,place,operator,register"`
	State  matrix.State  `json:"state" enum:"present,vacant,gone"`
	Cell   anlan.ID      `json:"cell,omitempty"`
	Sector *Named        `json:"sector" doc:"whose cell it is"`
	Place  string        `json:"place,omitempty"`
	Basis  *matrix.Basis `json:"basis"`
}

func (s *matrixDoor) ownerView(ctx context.Context, sectors map[anlan.ID]string, o matrix.Owner) OwnerView {
	v := OwnerView{HolderView: s.holder(ctx, o.Holder), Axis: o.Axis, Role: o.Role, Way: o.Way, State: o.State, Cell: o.Cell, Place: s.names.place(ctx, o.Place), Basis: o.Basis}
	if o.Sector != "" {
		v.Sector = &Named{o.Sector, sectors[o.Sector]}
	}
	return v
}

// sectorNames are what the sectors are called in the reader's language.
func (s *matrixDoor) sectorNames(ctx context.Context) (map[anlan.ID]string, error) {
	list, err := s.Matrix.Sectors(ctx, anlan.Clock)
	out := make(map[anlan.ID]string, len(list))
	for _, x := range list {
		out[x.ID] = sectorName(ctx, x)
	}
	return out, err
}

func sectorName(ctx context.Context, x matrix.Sector) string {
	if LangOf(ctx) == anlan.EN && x.English != "" {
		return x.English
	}
	return x.Name
}

// WhoView is who is responsible for something, as of a day.
type WhoView struct {
	Sector   *Named        `json:"sector" doc:"null: no sector of the tree"`
	Day      anlan.Date    `json:"day"`
	Axes     []AxisView    `json:"axes" nullable:"false"`
	Owners   []OwnerView   `json:"owners" nullable:"false"`
	Missing  []matrix.Axis `json:"missing" nullable:"false"`
	Overlaps []matrix.Axis `json:"overlaps" nullable:"false"`
}

func (s *matrixDoor) whoView(ctx context.Context, a matrix.Answer) (WhoView, error) {
	sectors, err := s.sectorNames(ctx)
	if err != nil {
		return WhoView{}, err
	}
	axes, err := s.Matrix.Axes(a.Day)
	if err != nil {
		return WhoView{}, err
	}
	v := WhoView{Day: a.Day, Axes: axesView(ctx, axes.Axes), Owners: []OwnerView{}, Missing: a.Missing, Overlaps: a.Overlaps}
	if a.Sector != "" {
		v.Sector = &Named{a.Sector, sectors[a.Sector]}
	}
	for _, o := range a.Owners {
		x := s.ownerView(ctx, sectors, o)
		if x.People, err = s.Matrix.Seated(ctx, o.Holder, a.Day); err != nil {
			return v, err
		}
		v.Owners = append(v.Owners, x)
	}
	return v, nil
}

// AxisView is an axis in the reader's language.
type AxisView struct {
	Key   matrix.Axis `json:"key"`
	Name  string      `json:"name"`
	Law   string      `json:"law"`
	Over  string      `json:"over" enum:"sector,place,county,object"`
	Owner string      `json:"owner" enum:"unit,post"`
	Must  bool        `json:"must"`
	One   bool        `json:"one"`
}

func axesView(ctx context.Context, axes []rule.MatrixAxis) []AxisView {
	out := make([]AxisView, 0, len(axes))
	for _, a := range axes {
		out = append(out, AxisView{matrix.Axis(a.Key), LangOf(ctx).Pick(a.ZH, a.EN), a.Law, a.Over, a.Owner, a.Must, a.One})
	}
	return out
}

// MatrixView is the matrix as of a day.
type MatrixView struct {
	Day   anlan.Date      `json:"day"`
	Today anlan.Date      `json:"today"`
	Axes  []AxisView      `json:"axes" nullable:"false"`
	Rows  []MatrixRowView `json:"rows" nullable:"false"`
	May   bool            `json:"may" doc:"One may write it"`
}

// MatrixRowView is a line of the matrix.
type MatrixRowView struct {
	Key    string          `json:"key"`
	Kind   string          `json:"kind" enum:"sector,place,county"`
	Name   string          `json:"name"`
	Depth  int             `json:"depth"`
	Leaf   bool            `json:"leaf"`
	Matter bool            `json:"matter,omitempty" doc:"A matter, not a line of business"`
	Sector anlan.ID        `json:"sector,omitempty"`
	Place  string          `json:"place,omitempty"`
	Boxes  []MatrixBoxView `json:"boxes" nullable:"false"`
}

// MatrixBoxView is a row on an axis.
type MatrixBoxView struct {
	Axis   matrix.Axis   `json:"axis"`
	Owners []OwnerView   `json:"owners" nullable:"false"`
	Flags  []matrix.Kind `json:"flags" nullable:"false"`
	Count  int           `json:"count" doc:"Cells of its own"`
}

func (s *matrixDoor) matrixGrid(ctx context.Context, q *dayQuery) (*answer[MatrixView], error) {
	day, err := s.on(q.Day)
	if err != nil {
		return nil, err
	}
	g, err := s.Matrix.Grid(ctx, Actor(ctx), day)
	if err != nil {
		return nil, err
	}
	sectors, err := s.sectorNames(ctx)
	if err != nil {
		return nil, err
	}
	v := MatrixView{Day: day, Today: s.DB.Now().Date(), Axes: axesView(ctx, g.Axes), Rows: make([]MatrixRowView, 0, len(g.Rows)), May: s.Matrix.MayWrite(Actor(ctx))}
	for _, r := range g.Rows {
		v.Rows = append(v.Rows, s.matrixRow(ctx, sectors, r))
	}
	return ok(v, nil)
}

func (s *matrixDoor) matrixRow(ctx context.Context, sectors map[anlan.ID]string, r matrix.Row) MatrixRowView {
	v := MatrixRowView{Key: r.Kind, Kind: r.Kind, Depth: r.Depth, Leaf: r.Leaf, Place: r.Place, Boxes: make([]MatrixBoxView, 0, len(r.Boxes))}
	switch r.Kind {
	case "sector":
		v.Sector, v.Name, v.Key, v.Matter = r.Sector.ID, sectors[r.Sector.ID], string(r.Sector.ID), r.Sector.Kind == "matter"
	case "place":
		v.Name, v.Key = s.names.place(ctx, r.Place), r.Place
	default:
		v.Name = LangOf(ctx).Pick("全县", "The whole county")
	}
	for _, b := range r.Boxes {
		box := MatrixBoxView{Axis: b.Axis, Owners: make([]OwnerView, 0, len(b.Owners)), Flags: b.Flags, Count: b.Count}
		for _, o := range b.Owners {
			x := s.ownerView(ctx, sectors, o)
			x.Basis = nil // the drawer asks for it
			box.Owners = append(box.Owners, x)
		}
		v.Boxes = append(v.Boxes, box)
	}
	return v
}

// CellView is a cell in words.
type CellView struct {
	HolderView
	ID        anlan.ID      `json:"id"`
	Sector    *Named        `json:"sector"`
	Axis      matrix.Axis   `json:"axis"`
	Place     string        `json:"place,omitempty"`
	PlaceName string        `json:"placeName,omitempty"`
	Role      matrix.Role   `json:"role" enum:"lead,co"`
	Since     anlan.Date    `json:"since"`
	Until     anlan.Date    `json:"until,omitempty"`
	Basis     matrix.Basis  `json:"basis"`
	Note      string        `json:"note,omitempty"`
	Ended     string        `json:"ended,omitempty"`
	By        Named         `json:"by"`
	Created   anlan.Instant `json:"created"`
	Revision  int64         `json:"revision"`
}

func (s *matrixDoor) cellView(ctx context.Context, sectors map[anlan.ID]string, c matrix.Cell) CellView {
	v := CellView{HolderView: s.holder(ctx, matrix.Holder{Unit: c.Unit, Post: c.Post}), ID: c.ID, Axis: c.Axis, Place: c.Place, PlaceName: s.names.place(ctx, c.Place),
		Role: c.Role, Since: c.Since, Until: c.Until, Basis: c.Basis, Note: c.Note, Ended: c.Ended, By: s.names.post(ctx, c.By), Created: c.Created, Revision: c.Revision}
	if c.Sector != "" {
		v.Sector = &Named{c.Sector, sectors[c.Sector]}
	}
	return v
}

// ShiftedView is one difference between two days: a cell, or who sits in a post.
type ShiftedView struct {
	HolderView
	Kind   string    `json:"kind" enum:"people,began,ended"`
	Cell   *CellView `json:"cell,omitempty" doc:"the cell that began or ended"`
	Leads  []Named   `json:"leads" nullable:"false" doc:"sectors that the post leads on the last day"`
	Before []string  `json:"before" nullable:"false" doc:"who sat there on the first day"`
	After  []string  `json:"after" nullable:"false"`
}

// DiffView is a page of what differs between two days, with how many there are of each kind in all.
type DiffView struct {
	Counts map[string]int `json:"counts" doc:"by kind: people, began, ended"`
	ListOf[ShiftedView]
}

func (s *matrixDoor) shiftedView(ctx context.Context, sectors map[anlan.ID]string, x matrix.Shift) ShiftedView {
	if x.Kind != matrix.ShiftPeople {
		cell := s.cellView(ctx, sectors, x.Cell)
		return ShiftedView{HolderView: cell.HolderView, Kind: x.Kind, Cell: &cell, Leads: []Named{}, Before: []string{}, After: []string{}}
	}
	v := ShiftedView{HolderView: s.holder(ctx, x.Holder), Kind: x.Kind, Leads: []Named{}, Before: x.Before, After: x.After}
	for _, id := range x.Leads {
		v.Leads = append(v.Leads, Named{id, sectors[id]})
	}
	return v
}
