package api

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/api/shelf"
	"anlan/internal/authz"
	"anlan/internal/blob"
	"anlan/internal/calendar"
	"anlan/internal/db"
	"anlan/internal/ledger"
	"anlan/internal/matter"
	"anlan/internal/notify"
	"anlan/internal/obs"
	"anlan/internal/paper"
	"anlan/internal/report"
	"anlan/internal/rule"
)

// Deps is what every door stands on: the platform, who is asked at each request (Account), what every list shows
// (Matter), and the witnesses, who are made after the rooms. A room that is not among them brings its service with
// its routes. internal/app fills it.
type Deps struct {
	Log      *slog.Logger
	DB       *db.DB
	Book     func() *rule.Book
	Calendar func() *calendar.Calendar
	Blob     *blob.Store
	Printer  *paper.Printer // nil: the machine has no LibreOffice
	Notify   *notify.Service
	Account  *account.Service
	Matter   *matter.Service
	Seats    matter.Directory
	Report   *report.Service
	Ledger   *ledger.Ledger
	Checks   *ledger.Checks
	County   func(ctx context.Context) County
	Demo     bool
	Stopping <-chan struct{} // closed when the program begins to stop: streams end

	// Describe gives a demand's title and page by kind of reference, so that a matter can show what
	// it answers without knowing the rooms.
	Describe map[string]func(ctx context.Context, id anlan.ID) (title, href string)

	// Rooms are the routes that rooms bring, in the order of the rooms.
	Rooms []func(*Server)

	// English says a notice for a reader of English; nil leaves it as it was written.
	English func(title, text string) (string, string)
}

// County names the county the program serves.
type County struct {
	Code string `json:"code" doc:"GB/T 2260 code"`
	Name string `json:"name"`
}

// Server is the HTTP door.
type Server struct {
	Deps
	mux    *http.ServeMux
	names  names
	boards boards
	shelf  shelf.Shelf

	routes    []Route
	plans     []plan
	described func() *description
	todos     []gather
	files     []show
}

// Route is a door of the house and the row of the authz table it stands for.
type Route struct{ Method, Pattern, Action string }

// Routes lists every route, so that a proof can walk through all of them.
func (s *Server) Routes() []Route { return slices.Clone(s.routes) }

// Reserved words beside the actions of the authz table.
const (
	public = "public" // anybody, signed in or not
	self   = "account.self"
)

// New makes the door with every route registered.
func New(d Deps) *Server {
	s := &Server{Deps: d, mux: http.NewServeMux()}
	s.names.d = d.DB
	huma.NewErrorWithContext = refused
	huma.NewError = func(status int, message string, errs ...error) huma.StatusError {
		return refused(nil, status, message, errs...)
	}
	s.openDescription()
	s.register()
	return s
}

// register lists the routes that are nobody's, and lets the rooms add theirs.
func (s *Server) register() {
	s.registerFiles()
	s.registerUploads()
	s.registerTodo()
	s.registerBoard()
	s.registerLive()
	s.registerLedger()
	s.registerPolicy()
	for _, room := range s.Rooms {
		room(s)
	}
}

// gather adds to the to-do list what a room asks of the actor's post.
type gather = func(ctx context.Context, a anlan.Actor, t *Todo) error

// gathers lets a room put on the to-do list what it asks of a post.
func (s *Server) gathers(g ...gather) { s.todos = append(s.todos, g...) }

// show tells whether the actor may see a record of the room that shows a file; anlan.ErrNotFound: none does.
type show = func(ctx context.Context, a anlan.Actor, hash string) error

// shows lets those see a file who may see the record of the room on which it hangs.
func (s *Server) shows(may show) { s.files = append(s.files, may) }

// door is where routes are added: the Server, or the door of a room before it.
type door interface{ server() *Server }

func (s *Server) server() *Server { return s }

// Handler returns the door with everything a request passes on its way in.
func (s *Server) Handler() http.Handler { return s.identify(s.mux) }

// handler is what a route does: one input, one answer.
type handler[I, O any] func(ctx context.Context, in *I) (*O, error)

// add registers a route. action names the row of the authz table it stands for, or is public; the
// service asks the table again with the record in hand.
func add[I, O any](d door, method, route, action, summary string, h handler[I, O], change ...func(*huma.Operation)) {
	mustKnow(action, method+" "+route)
	s := d.server()
	s.routes = append(s.routes, Route{method, route, action})
	s.open(method+" "+route, func(api huma.API) {
		op := huma.Operation{Method: method, Path: route, Summary: summary, OperationID: operationID(method, route),
			Metadata: map[string]any{"action": action}, Extensions: map[string]any{"x-action": action}, MaxBodyBytes: 1 << 20}
		for _, c := range change {
			c(&op)
		}
		op.Middlewares = append(huma.Middlewares{s.porter(route, action)}, op.Middlewares...)
		huma.Register(api, op, func(ctx context.Context, in *I) (*O, error) {
			out, err := h(ctx, in)
			if err != nil {
				return nil, s.problem(ctx, err)
			}
			return out, nil
		})
	})
}

// porter asks who comes before a word of what they bring is read.
func (s *Server) porter(route, action string) func(huma.Context, func(huma.Context)) {
	return func(c huma.Context, next func(huma.Context)) {
		obs.SetRoute(c.Context(), route)
		if err := s.admit(c.Context(), action); err != nil {
			_, w := humago.Unwrap(c)
			s.writeProblem(c.Context(), w, err)
			return
		}
		next(c)
	}
}

// admit asks for a session where the route needs one, and for a role that may take the action at all.
func (s *Server) admit(ctx context.Context, action string) error {
	if action == public {
		return nil
	}
	who := Who(ctx)
	if who == nil {
		return anlan.ErrUnauthorized
	}
	if action == self {
		return nil
	}
	return authz.Check(who.Actor, action)
}

// raw registers a route that is not JSON: a file, a stream, a page.
func (s *Server) raw(pattern, action string, h func(w http.ResponseWriter, r *http.Request) error) {
	mustKnow(action, pattern)
	method, path, _ := strings.Cut(pattern, " ")
	s.routes = append(s.routes, Route{method, path, action})
	s.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		obs.SetRoute(r.Context(), pattern)
		err := s.admit(r.Context(), action)
		if err == nil {
			err = h(w, r)
		}
		if err != nil {
			s.writeProblem(r.Context(), w, err)
		}
	})
}

// mustKnow stops the program when a route names no row of the table: a bug of the build.
func mustKnow(action, route string) {
	if action != public && !authz.Known(action) {
		panic(fmt.Sprintf("api: %s names %q, which is not in the authz table", route, action))
	}
}

// schemaName names a type in the description: types of the rooms carry their room's name, so that two
// rooms may use the same word.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	room := path.Base(t.PkgPath())
	if t.Name() == "" || room == "api" || room == "." {
		return name
	}
	return room + "." + name
}

func operationID(method, route string) string {
	id := []byte(method)
	for _, c := range []byte(route) {
		switch c {
		case '{', '}':
		case '/', '.':
			id = append(id, '-')
		default:
			id = append(id, c)
		}
	}
	return string(id)
}

// status sets the answer's status of a route.
func status(code int) func(*huma.Operation) {
	return func(op *huma.Operation) { op.DefaultStatus = code }
}

// answer is a route's JSON answer.
type answer[T any] struct{ Body T }

func ok[T any](v T, err error) (*answer[T], error) {
	if err != nil {
		return nil, err
	}
	return &answer[T]{v}, nil
}
