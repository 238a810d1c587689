package api

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"net/http"
	"reflect"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"anlan"
	"anlan/internal/field"
)

// fieldDoor serves phones.
type fieldDoor struct {
	*Server
	Field *field.Service
}

// FieldDoors are the routes by which phones ask and hand in.
func FieldDoors(f *field.Service) func(*Server) {
	return func(s *Server) {
		d := &fieldDoor{Server: s, Field: f}
		d.routes()
	}
}

func (s *fieldDoor) routes() {
	add(s, http.MethodGet, "/api/v1/field/time", public, "The server's time, so that a phone knows how far its clock is off", s.fieldTime)
	s.raw("GET /api/v1/field/pack", "field.pack", s.fieldPack)
	s.describeRaw(http.MethodGet, "/api/v1/field/pack", "field.pack", "What a phone carries, page by page; with ?cursor= only what changed. ?limit= up to 1,000 rows", nil,
		inJSON(reflect.TypeFor[FieldPack]()))
	add(s, http.MethodPost, "/api/v1/field/parts", "field.send", "Hand in parts of an outbox in any order: each is carried out, held or refused by itself", s.fieldParts,
		func(op *huma.Operation) { op.MaxBodyBytes = field.PartsMost*field.BodyMost + 1<<20 })
	add(s, http.MethodGet, "/api/v1/field/parts", "field.send", "One's own parts that wait here for what they build on", s.heldParts)
	add(s, http.MethodGet, "/api/v1/field/parts/{id}", "field.send", "One such part, also after it was carried out", s.heldPart)
	add(s, http.MethodDelete, "/api/v1/field/parts/{id}", "field.send", "Give up a part that waits here", s.dropPart)
	add(s, http.MethodPost, "/api/v1/field/health", "field.health", "Say how much a phone has not handed in yet", s.reportHealth)
	add(s, http.MethodGet, "/api/v1/field/health", "field.watch", "The posts whose phones hold something back, in the order of units", s.fieldHealth)
	s.registerRescue()
}

// FieldTime is the server's clock.
type FieldTime struct {
	Now anlan.Instant `json:"now"`
	MS  int64         `json:"ms" doc:"Milliseconds since 1970, UTC"`
}

func (s *fieldDoor) fieldTime(context.Context, *struct{}) (*answer[FieldTime], error) {
	now := s.DB.Now()
	return ok(FieldTime{now, int64(now)}, nil)
}

// FieldPack is one page of what a phone carries.
type FieldPack struct {
	Cursor string                `json:"cursor" doc:"Ask again with it: at once while there is more, later for what changed"`
	More   bool                  `json:"more"`
	Reset  bool                  `json:"reset" doc:"Drop what the phone has of the pack, then take this page. Drafts and the outbox stay"`
	Time   int64                 `json:"serverTime" doc:"Milliseconds since 1970, UTC"`
	Tasks  []field.TaskRow       `json:"tasks" nullable:"false"`
	Sites  []field.SiteRow       `json:"sites" nullable:"false"`
	Sets   map[string][]any      `json:"sets" nullable:"false" doc:"Other kinds: siteKinds, checklists, criteria …"`
	Gone   map[string][]anlan.ID `json:"gone" nullable:"false" doc:"By kind: carried no more"`
	Whole  []string              `json:"whole" nullable:"false" doc:"Kinds of sets that take the place of all earlier rows of that kind"`
}

func (s *fieldDoor) fieldPack(w http.ResponseWriter, r *http.Request) error {
	limit, err := strconv.Atoi(r.URL.Query().Get("limit"))
	if text := r.URL.Query().Get("limit"); err != nil && text != "" {
		return anlan.ErrFieldInvalid.With("name", "limit").With("value", text).At("limit")
	}
	p, err := s.Field.Pack(r.Context(), Actor(r.Context()), r.URL.Query().Get("cursor"), limit)
	if err != nil {
		return err
	}
	v := FieldPack{Cursor: p.Cursor, More: p.More, Reset: p.Reset, Time: int64(p.Now), Tasks: typed[field.TaskRow](p.Rows["tasks"]),
		Sites: typed[field.SiteRow](p.Rows["sites"]), Sets: p.Rows, Gone: p.Gone, Whole: append([]string{}, p.Whole...)}
	delete(v.Sets, "tasks")
	delete(v.Sets, "sites")
	return writePacked(w, r, v)
}

func typed[T any](rows []any) []T {
	list := make([]T, 0, len(rows))
	for _, r := range rows {
		if row, ok := r.(T); ok {
			list = append(list, row)
		}
	}
	return list
}

// writePacked answers with JSON, compressed where the browser takes that: packs travel over thin lines.
func writePacked(w http.ResponseWriter, r *http.Request, v any) error {
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Add("Vary", "Accept-Encoding")
	if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		return json.NewEncoder(w).Encode(v)
	}
	h.Set("Content-Encoding", "gzip")
	z := gzip.NewWriter(w)
	if err := json.NewEncoder(z).Encode(v); err != nil {
		return err
	}
	return z.Close()
}

type healthInput struct {
	Body struct {
		Device     string `json:"device" doc:"Made at random when the app was installed; it says nothing about the phone" minLength:"1" maxLength:"40"`
		Waiting    int64  `json:"waiting" doc:"Records that the county has not received" minimum:"0" maximum:"1000000"`
		Oldest     int64  `json:"oldest,omitempty" doc:"When the oldest of them was saved (ms)"`
		Version    string `json:"version,omitempty" maxLength:"40"`
		Standalone bool   `json:"standalone,omitempty" doc:"Not kept"`
		Persisted  bool   `json:"persisted,omitempty" doc:"Not kept"`
	}
}

// HealthAnswer tells the phone the time on the way.
type HealthAnswer struct {
	Time int64 `json:"serverTime" doc:"Milliseconds since 1970, UTC"`
}

func (s *fieldDoor) reportHealth(ctx context.Context, in *healthInput) (*answer[HealthAnswer], error) {
	err := s.Field.Report(ctx, Actor(ctx), field.Device{ID: in.Body.Device, Waiting: in.Body.Waiting, Oldest: anlan.Instant(in.Body.Oldest), Version: in.Body.Version})
	return ok(HealthAnswer{int64(s.DB.Now())}, err)
}

// PostHealth is how the phones of a post stand.
type PostHealth struct {
	field.PostHealth
	UnitName string `json:"unitName"`
	PostName string `json:"postName"`
}

func (s *fieldDoor) fieldHealth(ctx context.Context, _ *struct{}) (*answer[ListOf[PostHealth]], error) {
	rows, err := s.Field.Health(ctx, Actor(ctx))
	return ok(list(rows, "", func(p field.PostHealth) PostHealth {
		return PostHealth{p, s.names.unit(ctx, p.Unit).Name, s.names.post(ctx, p.Post).Name}
	}), err)
}
