package api

import (
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"anlan/internal/api/shelf"
	"anlan/internal/authz"
)

// onShelf lets a GET route take its answers from the shelf. Its answer may depend on the request's address and
// language, on what of the action's records its reader sees, and on what is written together with events: not
// on figures that are folded later, nor on who asks. On PostgreSQL, where another program may write before this
// one hears of it, nothing is kept.
func (s *Server) onShelf(action string) func(*huma.Operation) {
	return func(op *huma.Operation) {
		op.Middlewares = append(op.Middlewares, func(c huma.Context, next func(huma.Context)) {
			if s.DB.Engine() != "sqlite" {
				next(c)
				return
			}
			r, w := humago.Unwrap(c)
			a, mine := s.shelf.Take(question(r, action), s.DB.Pos(), s.DB.Now())
			if mine {
				s.workOut(a, c, next)
				return
			}
			select {
			case <-a.Ready():
			case <-r.Context().Done():
				return
			}
			if a.Body() == nil {
				next(c)
				return
			}
			answerJSON(w, a.Body())
		})
	}
}

// workOut makes an answer, gives it, and keeps it if it is one.
func (s *Server) workOut(a *shelf.Answer, c huma.Context, next func(huma.Context)) {
	r, w := humago.Unwrap(c)
	made := &kept{header: w.Header()}
	var body []byte
	defer func() { s.shelf.Give(a, body) }() // also of a panic
	next(humago.NewContext(c.Operation(), r, made))
	if made.status == http.StatusOK {
		body = made.body.Bytes()
		answerJSON(w, body)
		return
	}
	w.WriteHeader(max(made.status, http.StatusOK))
	_, _ = w.Write(made.body.Bytes()) // whoever asked may be gone
}

func answerJSON(w http.ResponseWriter, body []byte) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(body) // whoever asked may be gone
}

// question is everything that an answer depends on, the state of the county aside.
func question(r *http.Request, action string) string {
	a := Actor(r.Context())
	scope := authz.ScopeFor(a, action)
	parts := []string{string(LangOf(r.Context())), r.URL.Path, r.URL.RawQuery}
	if scope.All {
		return strings.Join(parts, "\n")
	}
	parts = append(parts, string(a.Unit), strings.Join(scope.Places, " "))
	for _, u := range scope.Units {
		parts = append(parts, string(u))
	}
	return strings.Join(parts, "\n")
}
