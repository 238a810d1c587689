package api

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"reflect"

	"anlan"
	"anlan/internal/field"
)

// PartsInput is a delivery of an outbox.
type PartsInput struct {
	Body struct {
		Device string       `json:"device,omitempty" maxLength:"40"`
		Parts  []field.Part `json:"parts" maxItems:"50" nullable:"false"`
	}
}

// PartResult is what became of a part.
type PartResult struct {
	ID       anlan.ID    `json:"id"`
	State    field.State `json:"state" enum:"received,held,refused,again"`
	Status   int         `json:"status,omitempty" doc:"HTTP status of the call, once it was made"`
	Answer   any         `json:"answer,omitempty" doc:"What the call itself answers"`
	Problem  any         `json:"problem,omitempty" doc:"Why it was refused, as the call itself would say"`
	WaitsFor []string    `json:"waitsFor,omitempty"`
}

// PartResults answers a delivery.
type PartResults struct {
	Parts []PartResult `json:"parts" nullable:"false"`
	Time  int64        `json:"serverTime" doc:"Milliseconds since 1970, UTC"`
}

func (s *fieldDoor) fieldParts(ctx context.Context, in *PartsInput) (*answer[PartResults], error) {
	done, err := s.Field.Deliver(ctx, Actor(ctx), in.Body.Device, in.Body.Parts)
	v := PartResults{Parts: make([]PartResult, 0, len(done)), Time: int64(s.DB.Now())}
	for _, o := range done {
		v.Parts = append(v.Parts, s.partResult(ctx, o))
	}
	return ok(v, err)
}

func (s *fieldDoor) partResult(ctx context.Context, o field.Outcome) PartResult {
	v := PartResult{ID: o.ID, State: o.State, Status: o.Status, WaitsFor: o.WaitsFor, Answer: inside(o.Answer), Problem: inside(o.Problem)}
	if o.Err != nil {
		p := s.problem(ctx, o.Err)
		v.Status, v.Problem = p.GetStatus(), p
	}
	return v
}

// inside puts an answer into an answer; nothing stays nothing.
func inside(raw json.RawMessage) any {
	if len(bytes.TrimSpace(raw)) == 0 {
		return nil
	}
	return raw
}

// HeldPart is a part that waits here, or waited.
type HeldPart struct {
	ID       anlan.ID      `json:"id"`
	Method   string        `json:"method"`
	Path     string        `json:"path"`
	Needs    []string      `json:"needs" nullable:"false"`
	Device   string        `json:"device"`
	State    field.State   `json:"state" enum:"held,received,refused,dropped"`
	Since    anlan.Instant `json:"since"`
	Ended    anlan.Instant `json:"ended,omitempty"`
	Tried    int           `json:"tried"`
	Status   int           `json:"status,omitempty"`
	Answer   any           `json:"answer,omitempty" doc:"Of the call, or its refusal"`
	Body     any           `json:"body,omitempty"`
	WaitsFor []string      `json:"waitsFor,omitempty"`
}

func heldView(h field.HeldPart) HeldPart {
	return HeldPart{ID: h.ID, Method: h.Method, Path: h.Path, Needs: append([]string{}, h.Needs...), Device: h.Device, State: h.State,
		Since: h.Received, Ended: h.Ended, Tried: h.Tried, Status: h.Status, Answer: inside(h.Answer), Body: inside(h.Body)}
}

func (s *fieldDoor) heldParts(ctx context.Context, _ *struct{}) (*answer[ListOf[HeldPart]], error) {
	rows, err := s.Field.Waiting(ctx, Actor(ctx))
	return ok(list(rows, "", heldView), err)
}

func (s *fieldDoor) heldPart(ctx context.Context, in *RecordID) (*answer[HeldPart], error) {
	h, err := s.Field.HeldPart(ctx, Actor(ctx), in.ID)
	return ok(heldView(h), err)
}

func (s *fieldDoor) dropPart(ctx context.Context, in *RecordID) (*answer[HeldPart], error) {
	if err := s.Field.Drop(ctx, Actor(ctx), in.ID); err != nil {
		return nil, err
	}
	return s.heldPart(ctx, in)
}

func (s *fieldDoor) registerRescue() {
	s.raw("POST /api/v1/field/rescue", "field.send", s.rescue)
	s.describeRaw(http.MethodPost, "/api/v1/field/rescue", "field.send", "Bring in a phone's outbox as a file (.anlan); ?dry=true only tells what each record would become",
		inBytes("application/octet-stream"), inJSON(reflect.TypeFor[RescueResult]()))
}

// RescueResult is what a rescue file would do, or did.
type RescueResult struct {
	Device string         `json:"device"`
	Made   anlan.Instant  `json:"made"`
	Whole  bool           `json:"whole" doc:"The file came to its end; else what was whole in it counts"`
	Parts  []RescuedPart  `json:"parts" nullable:"false"`
	Files  []RescuedFile  `json:"files" nullable:"false"`
	Counts map[string]int `json:"counts" nullable:"false" doc:"Parts by state"`
}

// RescuedPart is what became of one record.
type RescuedPart struct {
	PartResult
	Path  string `json:"path"`
	Title string `json:"title,omitempty"`
	State string `json:"state" enum:"new,already,received,held,refused,again"`
}

// RescuedFile is what became of one file.
type RescuedFile struct {
	Hash    string `json:"sha256"`
	Name    string `json:"name"`
	Size    int64  `json:"size"`
	State   string `json:"state" enum:"new,already,stored,wrong"`
	Problem any    `json:"problem,omitempty"`
}

func (s *fieldDoor) rescue(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	out, err := s.Field.Rescue(ctx, Actor(ctx), http.MaxBytesReader(w, r.Body, field.RescueMost), r.URL.Query().Get("dry") == "true")
	if err != nil {
		return tooLarge(err)
	}
	v := RescueResult{Device: out.Head.Device, Made: out.Head.Made, Whole: out.Whole, Parts: []RescuedPart{}, Files: []RescuedFile{}, Counts: map[string]int{}}
	for _, p := range out.Parts {
		one := s.rescuedPart(ctx, p)
		v.Counts[one.State]++
		v.Parts = append(v.Parts, one)
	}
	for _, f := range out.Files {
		v.Files = append(v.Files, s.rescuedFile(ctx, f))
	}
	return writeJSON(w, v)
}

func (s *fieldDoor) rescuedPart(ctx context.Context, p field.RescuedPart) RescuedPart {
	v := RescuedPart{PartResult: s.partResult(ctx, p.Outcome), Path: p.Path, Title: p.Title, State: string(p.State)}
	switch {
	case p.Known:
		v.State = "already"
	case p.New:
		v.State = "new"
	}
	return v
}

func (s *fieldDoor) rescuedFile(ctx context.Context, f field.RescuedFile) RescuedFile {
	v := RescuedFile{Hash: f.Hash, Name: f.Name, Size: f.Size, State: "new"}
	switch {
	case f.Err != nil:
		v.State, v.Problem = "wrong", s.problem(ctx, f.Err)
	case f.Stored:
		v.State = "stored"
	case f.Known:
		v.State = "already"
	}
	return v
}
