package api

import (
	"net/http"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// content is what a plain route takes or sends, told when somebody asks for the description.
type content func(types huma.Registry) map[string]*huma.MediaType

// inJSON is content of the type.
func inJSON(t reflect.Type) content {
	return func(types huma.Registry) map[string]*huma.MediaType {
		return map[string]*huma.MediaType{"application/json": {Schema: types.Schema(t, true, "")}}
	}
}

// inBytes is content of the media type.
func inBytes(mime string) content {
	return func(huma.Registry) map[string]*huma.MediaType {
		return map[string]*huma.MediaType{mime: {Schema: &huma.Schema{Type: "string", Format: "binary"}}}
	}
}

// sends registers a route that sends a file, and describes it.
func (s *Server) sends(route, action, summary, mime string, h func(w http.ResponseWriter, r *http.Request) error) {
	s.raw("GET "+route, action, h)
	s.describeRaw(http.MethodGet, route, action, summary, nil, inBytes(mime))
}

// takes registers a route that takes one file as multipart field "file" and answers with JSON.
func (s *Server) takes(route, action, summary, what string, out reflect.Type, h func(w http.ResponseWriter, r *http.Request) error) {
	s.raw("POST "+route, action, h)
	form := func(huma.Registry) map[string]*huma.MediaType {
		return map[string]*huma.MediaType{"multipart/form-data": {Schema: &huma.Schema{Type: "object", Required: []string{"file"},
			Properties: map[string]*huma.Schema{"file": {Type: "string", Format: "binary", Description: what}}}}}
	}
	s.describeRaw(http.MethodPost, route, action, summary, form, inJSON(out))
}

// describeRaw adds a plain route to the description. What it asks for stands in its path and summary.
func (s *Server) describeRaw(method, route, action, summary string, in, out content) {
	s.plans = append(s.plans, func(api huma.API) {
		types := api.OpenAPI().Components.Schemas
		op := &huma.Operation{Method: method, Path: route, Summary: summary, OperationID: operationID(method, route), Extensions: map[string]any{"x-action": action},
			Responses: map[string]*huma.Response{"200": {Description: "OK", Content: out(types)}}}
		if in != nil {
			op.RequestBody = &huma.RequestBody{Required: true, Content: in(types)}
		}
		for _, part := range strings.Split(route, "/") {
			if name, is := strings.CutPrefix(part, "{"); is {
				op.Parameters = append(op.Parameters, &huma.Param{Name: strings.TrimSuffix(name, "}"), In: "path", Required: true,
					Schema: &huma.Schema{Type: "string", MaxLength: new(41)}})
			}
		}
		api.OpenAPI().AddOperation(op)
	})
}
