package api

import (
	"context"
	"io"
	"net/http"
	"strings"

	"anlan"
	"anlan/internal/registry"
	"anlan/internal/registry/intake"
)

// registryDoor serves who and what there is in the county.
type registryDoor struct {
	*Server
	Registry *registry.Service
	Intake   *intake.Service
	uploads  pendings[registryUpload]
}

// RegistryDoors are the routes of places, units, posts, people, contacts and the tables that bring them in.
func RegistryDoors(r *registry.Service, in *intake.Service) func(*Server) {
	return func(s *Server) {
		d := &registryDoor{Server: s, Registry: r, Intake: in}
		d.routes()
	}
}

func (s *registryDoor) routes() {
	add(s, http.MethodGet, "/api/v1/places", "registry.read", "List places", s.listPlaces)
	add(s, http.MethodGet, "/api/v1/places/{code}", "registry.read", "One place with its geometry", s.getPlace)
	s.raw("POST /api/v1/places/geojson", "registry.import", s.putGeometry)
	add(s, http.MethodGet, "/api/v1/units", "registry.read", "List units by name, short name, alias or pinyin initials", s.listUnits)
	add(s, http.MethodPost, "/api/v1/units", "registry.write", "Enter a unit", s.createUnit, status(http.StatusCreated))
	add(s, http.MethodGet, "/api/v1/units/resolve", "registry.read", "The units that a name in a text means", s.resolveUnit)
	add(s, http.MethodGet, "/api/v1/units/{id}", "registry.read", "One unit", s.getUnit)
	add(s, http.MethodPatch, "/api/v1/units/{id}", "registry.write", "Change a unit; fields left out stay", s.changeUnit)
	add(s, http.MethodPost, "/api/v1/units/{id}/abolish", "registry.write", "End a unit on its last day", s.abolishUnit)
	s.registerPosts()
	s.registerPeople()
	s.registerImports()
}

// PlaceRow is a place as lists show it.
type PlaceRow struct {
	Code     string          `json:"code"`
	Name     string          `json:"name"`
	Level    registry.Level  `json:"level" enum:"province,city,county,township,village,area"`
	Kind     string          `json:"kind,omitempty"`
	Parent   string          `json:"parent,omitempty" doc:"Code of the place above"`
	Tile     *registry.Tile  `json:"tile,omitempty" doc:"Position on the schematic map"`
	Shaped   bool            `json:"shaped" doc:"Its geometry is known"`
	Geometry string          `json:"geometry,omitempty" doc:"GeoJSON, on the page of the place only"`
	Status   registry.Status `json:"status"`
	Revision int64           `json:"revision"`
}

func placeRow(p registry.Place) PlaceRow {
	return PlaceRow{Code: p.Code, Name: p.Name, Level: p.Level, Kind: p.Kind, Parent: p.Parent, Tile: p.Tile,
		Shaped: p.Geometry != "", Status: p.Status, Revision: p.Revision}
}

// ListOf is one page of a list.
type ListOf[T any] struct {
	Items []T    `json:"items" nullable:"false"`
	Next  string `json:"next" doc:"Cursor of the next page; empty at the end"`
}

// list turns a page of records into what a screen shows.
func list[A, B any](items []A, next string, f func(A) B) ListOf[B] {
	out := ListOf[B]{Items: make([]B, 0, len(items)), Next: next}
	for _, one := range items {
		out.Items = append(out.Items, f(one))
	}
	return out
}

// Paging is the part that every list's query shares. It is exported because huma fills only exported
// embedded structs.
type Paging struct {
	Search string `query:"q" maxLength:"60" doc:"Part of a name, or pinyin initials"`
	Cursor string `query:"cursor" maxLength:"200"`
	Limit  int    `query:"limit" minimum:"0" maximum:"200"`
}

// PlaceQuery narrows the list of places.
type PlaceQuery struct {
	Paging
	Parent string `query:"parent" maxLength:"24"`
	Under  string `query:"under" maxLength:"24" doc:"Codes that begin with this"`
	Level  string `query:"level" required:"false" enum:"province,city,county,township,village,area"`
}

func (s *registryDoor) listPlaces(ctx context.Context, in *PlaceQuery) (*answer[ListOf[PlaceRow]], error) {
	p, err := s.Registry.Places(ctx, Actor(ctx), registry.PlaceFilter{Level: registry.Level(in.Level), Parent: in.Parent, Under: in.Under,
		Search: strings.TrimSpace(in.Search), After: in.Cursor, Limit: in.Limit})
	return ok(list(p.Items, p.Next, placeRow), err)
}

type byCode struct {
	Code string `path:"code" maxLength:"24"`
}

func (s *registryDoor) getPlace(ctx context.Context, in *byCode) (*answer[PlaceRow], error) {
	p, err := s.Registry.Place(ctx, Actor(ctx), in.Code)
	v := placeRow(p)
	v.Geometry = p.Geometry
	return ok(v, err)
}

// geometryMost is the largest file of boundaries that is taken.
const geometryMost = 32 << 20

// GeometryResult says what a file of boundaries changed, or would change.
type GeometryResult struct {
	Changed []PlaceView `json:"changed" nullable:"false"`
	Same    int         `json:"same"`
	Wrong   []string    `json:"wrong" nullable:"false"`
}

// putGeometry takes a GeoJSON FeatureCollection; ?dry=true only tells what it would change.
func (s *registryDoor) putGeometry(w http.ResponseWriter, r *http.Request) error {
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, geometryMost))
	if err != nil {
		return anlan.ErrTooLarge.With("max", "32 MB").Because(err)
	}
	report, err := s.Registry.ImportGeometry(r.Context(), Actor(r.Context()), raw, r.URL.Query().Get("dry") == "true")
	if err != nil {
		return err
	}
	s.boards.forget()
	v := GeometryResult{Changed: []PlaceView{}, Same: report.Same, Wrong: []string{}}
	for _, code := range report.Changed {
		v.Changed = append(v.Changed, PlaceView{code, s.names.place(r.Context(), code)})
	}
	for _, e := range report.Wrong {
		v.Wrong = append(v.Wrong, e.Say(LangOf(r.Context())))
	}
	return writeJSON(w, v)
}

// UnitView is a unit as screens show it.
type UnitView struct {
	ID        anlan.ID          `json:"id"`
	Kind      registry.UnitKind `json:"kind"`
	Name      string            `json:"name"`
	Short     string            `json:"short"`
	Aliases   []string          `json:"aliases" nullable:"false"`
	Code      string            `json:"code"`
	Parent    *Named            `json:"parent"`
	Place     *PlaceView        `json:"place"`
	Sector    string            `json:"sector"`
	Regulator *Named            `json:"regulator"`
	Address   string            `json:"address"`
	Rank      int64             `json:"rank"`
	Status    registry.Status   `json:"status" enum:"active,abolished"`
	Since     anlan.Date        `json:"since"`
	Until     anlan.Date        `json:"until"`
	Revision  int64             `json:"revision"`
}

func (s *registryDoor) unitView(ctx context.Context, u registry.Unit) UnitView {
	v := UnitView{ID: u.ID, Kind: u.Kind, Name: u.Name, Short: u.Short, Aliases: append([]string{}, u.Aliases...), Code: u.Code,
		Parent: s.namedOr(ctx, u.Parent, s.names.unit), Sector: u.Sector, Regulator: s.namedOr(ctx, u.Regulator, s.names.unit),
		Address: u.Address, Rank: u.Rank, Status: u.Status, Since: u.Since, Until: u.Until, Revision: u.Revision}
	if u.Place != "" {
		v.Place = &PlaceView{u.Place, s.names.place(ctx, u.Place)}
	}
	return v
}

// namedOr names a record, or is null where there is none.
func (s *Server) namedOr(ctx context.Context, id anlan.ID, name func(context.Context, anlan.ID) Named) *Named {
	if id == "" {
		return nil
	}
	n := name(ctx, id)
	return &n
}

// UnitQuery narrows the list of units.
type UnitQuery struct {
	Paging
	Kind   registry.UnitKind `query:"kind" maxLength:"40"`
	Place  string            `query:"place" maxLength:"24" doc:"Units at a place and below it"`
	Parent anlan.ID          `query:"parent" maxLength:"36"`
	Under  anlan.ID          `query:"under" maxLength:"36" doc:"A unit and everything below it"`
	Status registry.Status   `query:"status" required:"false" enum:"active,abolished"`
}

func (s *registryDoor) listUnits(ctx context.Context, in *UnitQuery) (*answer[ListOf[UnitView]], error) {
	p, err := s.Registry.Units(ctx, Actor(ctx), registry.UnitFilter{Kind: in.Kind, Parent: in.Parent, Under: in.Under, Place: in.Place,
		Status: in.Status, Search: strings.TrimSpace(in.Search), After: in.Cursor, Limit: in.Limit})
	return ok(list(p.Items, p.Next, func(u registry.Unit) UnitView { return s.unitView(ctx, u) }), err)
}

func (s *registryDoor) getUnit(ctx context.Context, in *RecordID) (*answer[UnitView], error) {
	u, err := s.Registry.Unit(ctx, Actor(ctx), in.ID)
	return ok(s.unitView(ctx, u), err)
}

type unitDraft struct{ Body registry.UnitDraft }

func (s *registryDoor) createUnit(ctx context.Context, in *unitDraft) (*answer[UnitView], error) {
	in.Body.ID = keyed(ctx, in.Body.ID)
	u, err := s.Registry.CreateUnit(ctx, Actor(ctx), in.Body)
	return ok(s.unitView(ctx, u), err)
}

type unitChange struct {
	RecordID
	Body struct {
		Seen
		Kind      *registry.UnitKind `json:"kind,omitempty" enum:"committee,committee_office,party_organ,government_organ,department,township,village,park,public_institution,enterprise"`
		Name      *string            `json:"name,omitempty" maxLength:"100"`
		Short     *string            `json:"short,omitempty" maxLength:"40"`
		Aliases   *[]string          `json:"aliases,omitempty" maxItems:"20"`
		Code      *string            `json:"code,omitempty" maxLength:"40"`
		Parent    *anlan.ID          `json:"parent,omitempty" maxLength:"36"`
		Place     *string            `json:"place,omitempty" maxLength:"24"`
		Sector    *string            `json:"sector,omitempty" maxLength:"40"`
		Regulator *anlan.ID          `json:"regulator,omitempty" maxLength:"36"`
		Address   *string            `json:"address,omitempty" maxLength:"200"`
		Rank      *int64             `json:"rank,omitempty" minimum:"0" maximum:"999999"`
		Since     *anlan.Date        `json:"since,omitempty" maxLength:"10"`
	}
}

// set writes what was sent over what is stored; what was left out stays.
func set[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

func (s *registryDoor) changeUnit(ctx context.Context, in *unitChange) (*answer[UnitView], error) {
	u, err := s.Registry.Unit(ctx, Actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	d, b := u.Draft(), in.Body
	set(&d.Kind, b.Kind)
	set(&d.Name, b.Name)
	set(&d.Short, b.Short)
	set(&d.Aliases, b.Aliases)
	set(&d.Code, b.Code)
	set(&d.Parent, b.Parent)
	set(&d.Place, b.Place)
	set(&d.Sector, b.Sector)
	set(&d.Regulator, b.Regulator)
	set(&d.Address, b.Address)
	set(&d.Rank, b.Rank)
	set(&d.Since, b.Since)
	u, err = s.Registry.UpdateUnit(ctx, Actor(ctx), in.ID, b.Revision, d)
	return ok(s.unitView(ctx, u), err)
}

type lastDay struct {
	RecordID
	Body struct {
		Seen
		Last anlan.Date `json:"last" maxLength:"10" doc:"The last day"`
	}
}

func (s *registryDoor) abolishUnit(ctx context.Context, in *lastDay) (*answer[UnitView], error) {
	u, err := s.Registry.AbolishUnit(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.Last)
	return ok(s.unitView(ctx, u), err)
}

// MatchView is a unit that a name means, and why.
type MatchView struct {
	Unit UnitView `json:"unit"`
	By   string   `json:"by" enum:"name,class"`
}

type nameQuery struct {
	Name string `query:"name" required:"true" maxLength:"100"`
}

func (s *registryDoor) resolveUnit(ctx context.Context, in *nameQuery) (*answer[ListOf[MatchView]], error) {
	found, err := s.Registry.Resolve(ctx, Actor(ctx), in.Name)
	return ok(list(found, "", func(m registry.UnitMatch) MatchView { return MatchView{s.unitView(ctx, m.Unit), m.By} }), err)
}
