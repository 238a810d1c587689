package proofs

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/app"
)

// spec is the description of the door, as a stranger would read it.
type spec struct {
	ops     []op
	schemas map[string]schema
}

// op is one operation of the description.
type op struct {
	Method, Path string
	Action       string  `json:"x-action"`
	Parameters   []param `json:"parameters"`
	RequestBody  *struct {
		Required bool                               `json:"required"`
		Content  map[string]struct{ Schema schema } `json:"content"`
	} `json:"requestBody"`
}

type param struct {
	Name   string `json:"name"`
	In     string `json:"in"`
	Schema schema `json:"schema"`
}

// schema is as much of a JSON schema as the door uses.
type schema struct {
	Ref        string            `json:"$ref"`
	Type       any               `json:"type"`
	Format     string            `json:"format"`
	Enum       []any             `json:"enum"`
	Properties map[string]schema `json:"properties"`
	Required   []string          `json:"required"`
	Items      *schema           `json:"items"`
	MinItems   int               `json:"minItems"`
	MinLength  int               `json:"minLength"`
	MaxLength  int               `json:"maxLength"`
	Minimum    float64           `json:"minimum"`
	Additional any               `json:"additionalProperties"`
}

func readSpec(a *app.App) (*spec, error) {
	w := httptest.NewRecorder()
	a.API.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/api/openapi.json", nil))
	var doc struct {
		Paths      map[string]map[string]op
		Components struct{ Schemas map[string]schema }
	}
	if err := json.Unmarshal(w.Body.Bytes(), &doc); err != nil {
		return nil, err
	}
	s := &spec{schemas: doc.Components.Schemas}
	for _, path := range slices.Sorted(maps.Keys(doc.Paths)) {
		for _, method := range slices.Sorted(maps.Keys(doc.Paths[path])) {
			o := doc.Paths[path][method]
			o.Method, o.Path = strings.ToUpper(method), path
			s.ops = append(s.ops, o)
		}
	}
	return s, nil
}

// body is the schema of an operation's JSON body; false when it takes none.
func (s *spec) body(o op) (schema, bool) {
	if o.RequestBody == nil {
		return schema{}, false
	}
	c, ok := o.RequestBody.Content["application/json"]
	return s.whole(c.Schema), ok
}

// whole follows a reference.
func (s *spec) whole(x schema) schema {
	for x.Ref != "" {
		x = s.schemas[strings.TrimPrefix(x.Ref, "#/components/schemas/")]
	}
	return x
}

func (x schema) is(kind string) bool {
	if list, ok := x.Type.([]any); ok {
		return slices.Contains(list, any(kind))
	}
	return x.Type == kind
}

// stranger is an identifier that nothing has.
const stranger = "01a16eea-0000-7000-8000-00000000dead"

// minimal is the smallest value that the schema allows.
func (s *spec) minimal(name string, x schema, depth int) any {
	x = s.whole(x)
	switch {
	case len(x.Enum) > 0:
		return x.Enum[0]
	case x.is("object"):
		v := map[string]any{}
		for _, key := range x.Required {
			if depth < 6 {
				v[key] = s.minimal(key, x.Properties[key], depth+1)
			}
		}
		return v
	case x.is("array"):
		list := []any{}
		for range x.MinItems {
			list = append(list, s.minimal(name, *x.Items, depth+1))
		}
		return list
	case x.is("integer"), x.is("number"):
		return x.Minimum
	case x.is("boolean"):
		return false
	default:
		return minimalText(name, x)
	}
}

func minimalText(name string, x schema) string {
	lower := strings.ToLower(name)
	switch {
	case x.Format == "date-time":
		return "2026-01-02T03:04:05+08:00"
	case slices.Contains([]string{"until", "due", "date", "since", "from", "day", "last"}, lower):
		return "2026-12-31"
	case x.MaxLength == 36 || slices.Contains([]string{"unit", "id", "to", "post", "person", "parent"}, lower):
		return stranger
	case x.MinLength > 0:
		return strings.Repeat("文", x.MinLength)
	default:
		return "文"
	}
}

// address fills the parameters of a path.
func address1(path, id string) string {
	for {
		i := strings.IndexByte(path, '{')
		if i < 0 {
			return path
		}
		j := strings.IndexByte(path, '}')
		path = path[:i] + id + path[j+1:]
	}
}

// newKey makes a request's key.
func newKey(d *door) string { return string(anlan.NewID(d.DB.Now(), nil)) }
