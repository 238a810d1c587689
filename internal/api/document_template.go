package api

import (
	"bytes"
	"context"
	"net/http"
	"reflect"

	"anlan"
	"anlan/internal/document"
	"anlan/internal/paper"
)

func (s *documentDoor) registerTemplates() {
	add(s, http.MethodGet, "/api/v1/documents/templates", "document.template", "The county's own templates, and the places that one may name", s.listTemplates)
	s.sends("/api/v1/documents/templates/{kind}/standard.docx", "document.template", "The layout of the standard as a template to begin from: a .docx with named places", typeDOCX, s.sampleTemplate)
	s.takes("/api/v1/documents/templates/{kind}", "document.template", "Take the county's own .docx for a kind of document; it says which place is missing or unknown",
		"a .docx with named places such as {{标题}}", reflect.TypeFor[TemplateView](), s.takeTemplate)
	add(s, http.MethodPost, "/api/v1/documents/templates/{kind}/drop", "document.template", "Go back to the layout of the standard", s.dropTemplate)
}

// TemplateView is a template of the county's own.
type TemplateView struct {
	Kind    string        `json:"kind"`
	Name    string        `json:"name" doc:"Of the file; empty: the layout of the standard is used"`
	Places  []string      `json:"places" nullable:"false"`
	Upright []string      `json:"upright" nullable:"false" doc:"Places at which wide tables stand as the page does: their section cannot be turned"`
	By      Named         `json:"by"`
	At      anlan.Instant `json:"at"`
}

func (s *documentDoor) templateView(ctx context.Context) func(document.Template) TemplateView {
	return func(t document.Template) TemplateView {
		return TemplateView{t.Kind, t.Name, append([]string{}, t.Places...), append([]string{}, t.Upright...), s.names.post(ctx, t.By), t.At}
	}
}

// TemplateList is what the settings of templates show.
type TemplateList struct {
	Items []TemplateView `json:"items" nullable:"false"`
	Must  []string       `json:"must" nullable:"false" doc:"Places that a template must name"`
	May   []string       `json:"may" nullable:"false" doc:"Places that it may name"`
	Laid  []string       `json:"laid" nullable:"false" doc:"Places at which the standard lays out"`
}

func (s *documentDoor) listTemplates(ctx context.Context, _ *struct{}) (*answer[TemplateList], error) {
	found, err := s.Document.Templates(ctx, Actor(ctx))
	must, may := document.PlaceNames()
	return ok(TemplateList{list(found, "", s.templateView(ctx)).Items, must, may, paper.StandardPlaces()}, err)
}

const templateMost = 5 << 20 // bytes of a template

func (s *documentDoor) takeTemplate(w http.ResponseWriter, r *http.Request) error {
	name, data, err := fileOf(w, r, templateMost)
	if err != nil {
		return err
	}
	t, err := s.Document.KeepTemplate(r.Context(), Actor(r.Context()), r.PathValue("kind"), name, bytes.NewReader(data))
	if err != nil {
		return err
	}
	return writeJSON(w, s.templateView(r.Context())(t))
}

// sampleTemplate sends the layout of the standard; sent back unchanged it lays documents out as before.
func (s *documentDoor) sampleTemplate(w http.ResponseWriter, r *http.Request) error {
	var b bytes.Buffer
	k, err := s.Document.Sample(Actor(r.Context()), r.PathValue("kind"), &b)
	if err != nil {
		return err
	}
	return download(w, k.Name.ZH+"模板（标准版式）.docx", typeDOCX, b.Bytes())
}

type kindPath struct {
	Kind string `path:"kind" maxLength:"40"`
}

func (s *documentDoor) dropTemplate(ctx context.Context, in *kindPath) (*answer[TemplateView], error) {
	t, err := s.Document.DropTemplate(ctx, Actor(ctx), in.Kind)
	if err != nil {
		return nil, err
	}
	return ok(s.templateView(ctx)(t), nil)
}
