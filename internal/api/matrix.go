package api

import (
	"context"
	"net/http"

	"anlan"
	"anlan/internal/committee"
	"anlan/internal/matrix"
	"anlan/internal/registry"
)

// matrixDoor serves the matrix of responsibility.
type matrixDoor struct {
	*Server
	Matrix    *matrix.Service
	Committee *committee.Service
	Sites     *registry.Sites
}

// MatrixDoors are the routes of the matrix: the tree, the cells, the holes and what becomes of them.
func MatrixDoors(m *matrix.Service, c *committee.Service, sites *registry.Sites) func(*Server) {
	return func(s *Server) {
		d := &matrixDoor{Server: s, Matrix: m, Committee: c, Sites: sites}
		d.routes()
		s.gathers(d.todoDuties)
	}
}

func (s *matrixDoor) routes() {
	add(s, http.MethodGet, "/api/v1/matrix", "matrix.read", "The whole matrix as of a day: rows, boxes, owners, and what is wrong", s.matrixGrid)
	add(s, http.MethodGet, "/api/v1/matrix/summary", "matrix.read", "How many holes there are of each kind", s.matrixSummary)
	add(s, http.MethodGet, "/api/v1/matrix/who", "matrix.who", "Who is responsible for a unit, a site, a place or a sector, as of a day, with the reasons", s.matrixWho)
	add(s, http.MethodGet, "/api/v1/matrix/diff", "matrix.read", "What differs between two days: cells and people (换届)", s.matrixDiff)
	add(s, http.MethodPost, "/api/v1/matrix/seed", "matrix.write", "Enter the tree of policy sectors where it is not there yet", s.matrixSeed)
	add(s, http.MethodGet, "/api/v1/matrix/sectors", "matrix.read", "The tree of sectors, ended ones too", s.listSectors)
	add(s, http.MethodPost, "/api/v1/matrix/sectors", "matrix.write", "Add a sector", s.createSector, status(http.StatusCreated))
	add(s, http.MethodPut, "/api/v1/matrix/sectors/{id}", "matrix.write", "Rename or move a sector from a day on", s.updateSector)
	add(s, http.MethodPost, "/api/v1/matrix/sectors/{id}/end", "matrix.write", "End a sector on its last day", s.endSector)
	add(s, http.MethodGet, "/api/v1/matrix/cells", "matrix.read", "Every cell of a sector, past ones too", s.listCells)
	add(s, http.MethodPost, "/api/v1/matrix/cells", "matrix.write", "Say who answers for a sector on an axis, from a day on", s.assignCell, status(http.StatusCreated))
	add(s, http.MethodPost, "/api/v1/matrix/cells/{id}/end", "matrix.write", "End a cell on its last day, or withdraw it", s.endCell)
	add(s, http.MethodPost, "/api/v1/matrix/cells/{id}/amend", "matrix.write", "Put the basis or the note of a cell right", s.amendCell)
	s.registerFindings()
	s.registerLeaderTasks()
	s.registerMatrixFiles()
}

type dayQuery struct {
	Day anlan.Date `query:"day" maxLength:"10" doc:"As of this day; today if empty"`
}

// on is the day that is asked for.
func (s *matrixDoor) on(day anlan.Date) (anlan.Date, error) {
	if day == "" {
		return s.DB.Now().Date(), nil
	}
	return anlan.ParseDate(string(day))
}

// MatrixSummary is how many holes there are.
type MatrixSummary struct {
	Counts map[matrix.Kind]int `json:"counts" doc:"by kind: gap, overlap, vacant, gone, unsigned, unsorted"`
	May    bool                `json:"may" doc:"One may write the matrix"`
}

func (s *matrixDoor) matrixSummary(ctx context.Context, _ *struct{}) (*answer[MatrixSummary], error) {
	counts, err := s.Matrix.Counts(ctx, Actor(ctx))
	return ok(MatrixSummary{counts, s.Matrix.MayWrite(Actor(ctx))}, err)
}

type whoQuery struct {
	Unit   anlan.ID   `query:"unit" maxLength:"36"`
	Site   anlan.ID   `query:"site" maxLength:"36"`
	Sector anlan.ID   `query:"sector" maxLength:"36"`
	Place  string     `query:"place" maxLength:"24"`
	Day    anlan.Date `query:"day" maxLength:"10"`
}

func (q whoQuery) ref() anlan.Ref {
	switch {
	case q.Unit != "":
		return anlan.Ref{Kind: "registry.unit", ID: q.Unit}
	case q.Site != "":
		return anlan.Ref{Kind: "registry.site", ID: q.Site}
	case q.Sector != "":
		return anlan.Ref{Kind: matrix.RefSector, ID: q.Sector}
	}
	return anlan.Ref{Kind: "registry.place", ID: anlan.ID(q.Place)}
}

func (s *matrixDoor) matrixWho(ctx context.Context, q *whoQuery) (*answer[WhoView], error) {
	day, err := s.on(q.Day)
	if err != nil {
		return nil, err
	}
	a, err := s.Matrix.Who(ctx, Actor(ctx), q.ref(), day)
	if err != nil {
		return nil, err
	}
	return ok(s.whoView(ctx, a))
}

type diffQuery struct {
	From   anlan.Date `query:"from" maxLength:"10"`
	To     anlan.Date `query:"to" maxLength:"10" doc:"Not before from; today if empty"`
	Cursor string     `query:"cursor" maxLength:"200"`
}

func (s *matrixDoor) matrixDiff(ctx context.Context, q *diffQuery) (*answer[DiffView], error) {
	from, err := anlan.ParseDate(string(q.From))
	if err != nil {
		return nil, err
	}
	to, err := s.on(q.To)
	if err != nil {
		return nil, err
	}
	p, err := s.Matrix.DiffPage(ctx, Actor(ctx), from, to, q.Cursor)
	if err != nil {
		return nil, err
	}
	sectors, err := s.sectorNames(ctx)
	return ok(DiffView{Counts: p.Counts, ListOf: list(p.Items, p.Next, func(x matrix.Shift) ShiftedView { return s.shiftedView(ctx, sectors, x) })}, err)
}

type seedBody struct {
	Body struct {
		Since anlan.Date `json:"since,omitempty" maxLength:"10"`
	}
}

// Made is how many records a call made.
type Made struct {
	Made int `json:"made"`
}

func (s *matrixDoor) matrixSeed(ctx context.Context, in *seedBody) (*answer[Made], error) {
	n, err := s.Matrix.Seed(ctx, Actor(ctx), in.Body.Since)
	return ok(Made{n}, err)
}

func (s *matrixDoor) listSectors(ctx context.Context, _ *struct{}) (*answer[ListOf[matrix.Sector]], error) {
	items, err := s.Matrix.Sectors(ctx, Actor(ctx))
	return ok(list(items, "", func(x matrix.Sector) matrix.Sector { return x }), err)
}

type sectorBody struct{ Body matrix.SectorDraft }

func (s *matrixDoor) createSector(ctx context.Context, in *sectorBody) (*answer[matrix.Sector], error) {
	in.Body.ID = keyed(ctx, in.Body.ID)
	return ok(s.Matrix.CreateSector(ctx, Actor(ctx), in.Body))
}

type sectorChange struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Seen
		matrix.SectorDraft
	}
}

func (s *matrixDoor) updateSector(ctx context.Context, in *sectorChange) (*answer[matrix.Sector], error) {
	return ok(s.Matrix.UpdateSector(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.SectorDraft))
}

type lastDayBody struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Seen
		Until  anlan.Date `json:"until" maxLength:"10" doc:"The last day"`
		Reason string     `json:"reason,omitempty" maxLength:"300"`
	}
}

func (s *matrixDoor) endSector(ctx context.Context, in *lastDayBody) (*answer[matrix.Sector], error) {
	return ok(s.Matrix.EndSector(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.Until))
}

type cellsQuery struct {
	Sector anlan.ID `query:"sector" maxLength:"36" doc:"Empty: those that speak of every sector"`
}

func (s *matrixDoor) listCells(ctx context.Context, q *cellsQuery) (*answer[ListOf[CellView]], error) {
	cells, err := s.Matrix.CellsOf(ctx, Actor(ctx), q.Sector)
	if err != nil {
		return nil, err
	}
	sectors, err := s.sectorNames(ctx)
	return ok(list(cells, "", func(c matrix.Cell) CellView { return s.cellView(ctx, sectors, c) }), err)
}

type cellBody struct{ Body matrix.CellDraft }

func (s *matrixDoor) assignCell(ctx context.Context, in *cellBody) (*answer[matrix.Cell], error) {
	in.Body.ID = keyed(ctx, in.Body.ID)
	return ok(s.Matrix.Assign(ctx, Actor(ctx), in.Body))
}

func (s *matrixDoor) endCell(ctx context.Context, in *lastDayBody) (*answer[matrix.Cell], error) {
	return ok(s.Matrix.EndCell(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.Until, in.Body.Reason))
}

type cellAmendBody struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Seen
		Basis matrix.Basis `json:"basis"`
		Note  string       `json:"note,omitempty" maxLength:"300"`
	}
}

func (s *matrixDoor) amendCell(ctx context.Context, in *cellAmendBody) (*answer[matrix.Cell], error) {
	return ok(s.Matrix.AmendCell(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.Basis, in.Body.Note))
}
