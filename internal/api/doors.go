package api

import (
	"net/http"
	"reflect"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"anlan"
)

// A plan tells huma one route: what it asks, what it answers and what it does. Reading the types of several hundred
// routes takes longer than everything else a start does, so a plan is carried out when its route is first used. All
// of them together are carried out for the description only, when somebody asks for it (and in TestOpenAPI, so that
// a route that cannot be told fails there).
type plan func(huma.API)

// open puts a route on the mux that is made when it is first used. Its schemas are its own, so that no request reads
// what another one's first use is writing.
func (s *Server) open(pattern string, p plan) {
	made := sync.OnceValue(func() http.HandlerFunc {
		var c caught
		p(huma.NewAPI(config(""), &c))
		return c.serve
	})
	s.plans = append(s.plans, p)
	s.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) { made()(w, r) })
}

// caught is an adapter for a single route: it keeps the handler in place of putting it on a mux.
type caught struct{ serve http.HandlerFunc }

func (c *caught) Handle(op *huma.Operation, h func(huma.Context)) {
	c.serve = func(w http.ResponseWriter, r *http.Request) { h(humago.NewContext(op, r, w)) }
}

// ServeHTTP makes it an adapter; nobody calls it.
func (c *caught) ServeHTTP(w http.ResponseWriter, r *http.Request) { c.serve(w, r) }

// description is the whole door as huma tells it, with the routes that give it out.
type description struct {
	huma.API
	mux *http.ServeMux
	mu  sync.Mutex // huma keeps the texts it has written, and does not expect two to ask
}

// describePath is where the description is given out, with an ending that says in which form.
const describePath = "/api/openapi"

// describe carries out every plan.
func (s *Server) describe() *description {
	d := &description{mux: http.NewServeMux()}
	d.API = huma.NewAPI(config(describePath), humago.NewAdapter(d.mux, ""))
	for _, p := range s.plans {
		p(d.API)
	}
	return d
}

func (d *description) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.mux.ServeHTTP(w, r)
}

// openDescription gives out the description, which is made when somebody asks.
func (s *Server) openDescription() {
	s.described = sync.OnceValue(s.describe)
	for _, ending := range []string{".json", ".yaml", "-3.0.json", "-3.0.yaml"} {
		s.mux.HandleFunc("GET "+describePath+ending, func(w http.ResponseWriter, r *http.Request) { s.described().ServeHTTP(w, r) })
	}
}

// OpenAPI returns the description of the door as YAML.
func (s *Server) OpenAPI() ([]byte, error) { return s.described().OpenAPI().YAML() }

// config is how huma reads types and writes answers.
func config(describePath string) huma.Config {
	c := huma.DefaultConfig("Anlan 安澜", "1")
	c.OpenAPIPath, c.DocsPath, c.SchemasPath = describePath, "", ""
	c.Components = &huma.Components{Schemas: huma.NewMapRegistry("#/components/schemas/", schemaName)}
	c.Components.Schemas.RegisterTypeAlias(reflect.TypeFor[anlan.Instant](), reflect.TypeFor[time.Time]())
	c.CreateHooks = nil // no $schema links in answers
	c.Info.Description = "The county's work-safety loop: meetings, matters, proof. Every write takes an Idempotency-Key (UUIDv7); errors are RFC 9457 problems."
	return c
}
