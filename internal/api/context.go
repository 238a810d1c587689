package api

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/db"
)

type contextKey int

const (
	whoKey contextKey = iota
	langKey
	requestKey
	arrivedKey
)

// Who returns who sent the request, or nil.
func Who(ctx context.Context) *account.Who {
	w, _ := ctx.Value(whoKey).(*account.Who)
	return w
}

// Actor returns the actor of the request; the zero Actor when nobody is signed in.
func Actor(ctx context.Context) anlan.Actor {
	if w := Who(ctx); w != nil {
		return w.Actor
	}
	return anlan.Actor{}
}

// LangOf returns the reader's language.
func LangOf(ctx context.Context) anlan.Lang {
	if l, ok := ctx.Value(langKey).(anlan.Lang); ok {
		return l
	}
	return anlan.ZH
}

// httpOf returns the request under way, for the few handlers that need cookies or the address.
func httpOf(ctx context.Context) *exchange {
	x, _ := ctx.Value(requestKey).(*exchange)
	return x
}

// exchange is the raw request and answer of one call.
type exchange struct {
	r *http.Request
	w http.ResponseWriter
}

// identify attaches the language, the idempotency key and who is signed in. It refuses nothing except
// requests that another site caused; routes decide what they need.
func (s *Server) identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := context.WithValue(r.Context(), langKey, langOf(r))
		if err := account.CheckOrigin(r, strictOrigin(r)); err != nil {
			s.writeProblem(ctx, w, err)
			return
		}
		if key := r.Header.Get("Idempotency-Key"); key != "" {
			id, err := anlan.ParseID(key)
			if err != nil {
				s.writeProblem(ctx, w, err)
				return
			}
			ctx = db.WithKey(ctx, id)
		}
		if c, err := r.Cookie(account.CookieName); err == nil {
			ask := s.Account.Authenticate
			if r.Method == http.MethodGet && r.Header.Get(account.HeaderName) == account.Unattended {
				ask = s.Account.Glance
			}
			if who, err := ask(ctx, c.Value); err == nil {
				ctx = context.WithValue(ctx, whoKey, who)
			}
		}
		r = r.WithContext(context.WithValue(ctx, requestKey, &exchange{r, w}))
		next.ServeHTTP(w, r)
	})
}

// strictOrigin marks requests that are dangerous even without a session: signing in.
func strictOrigin(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/api/v1/session") || strings.HasPrefix(r.URL.Path, "/api/v1/demo/session")
}

// langOf reads the language from the cookie that the switch sets, else from Accept-Language.
func langOf(r *http.Request) anlan.Lang {
	if c, err := r.Cookie("lang"); err == nil && c.Value != "" {
		return anlan.Lang(map[bool]string{true: "en", false: "zh"}[strings.HasPrefix(c.Value, "en")])
	}
	if strings.HasPrefix(strings.ToLower(r.Header.Get("Accept-Language")), "en") {
		return anlan.EN
	}
	return anlan.ZH
}

// writeJSON answers a raw route with JSON.
func writeJSON(w http.ResponseWriter, v any) error {
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(v)
}
