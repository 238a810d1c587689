package app

import (
	"encoding/json"
	"net"
	"net/http"
	"net/http/pprof"
	"slices"
	"strings"

	"anlan/web"
)

// routes joins the doors: the API, the pages, and what operators ask.
func (a *App) routes() http.Handler {
	mux := http.NewServeMux()
	door := a.API.Handler()
	for _, prefix := range []string{"/api/", "/auth/", "/ledger/checkpoint", "/ledger/tile/"} {
		mux.Handle(prefix, door)
	}
	for _, prefix := range []string{"/l/", "/lite", "/lite/", "/q/", "/report", "/report/"} {
		mux.Handle(prefix, a.Lite.Handler())
	}
	mux.HandleFunc("GET /healthz", a.health)
	mux.Handle("GET /metrics", local(a.metrics.Handler()))
	for name, h := range map[string]http.HandlerFunc{"": pprof.Index, "profile": pprof.Profile, "trace": pprof.Trace, "symbol": pprof.Symbol} {
		mux.Handle("GET /debug/pprof/"+name, local(h))
	}
	mux.Handle("/", web.Handler())
	return mux
}

// Health is what a balancer or a watchdog asks.
type Health struct {
	OK     bool   `json:"ok"`
	Pos    int64  `json:"pos"`    // newest event
	Ledger int64  `json:"ledger"` // newest event in a signed checkpoint
	Behind string `json:"clockBehind,omitempty"`
}

func (a *App) health(w http.ResponseWriter, r *http.Request) {
	h := Health{OK: true, Pos: a.DB.Pos()}
	w.Header().Set("Content-Type", "application/json")
	var one int
	if err := a.DB.Reader().QueryRowContext(r.Context(), `SELECT 1`).Scan(&one); err != nil {
		h.OK = false
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	if last, err := a.Ledger.Last(r.Context()); err == nil {
		h.Ledger = last.Size
	}
	if d := a.DB.ClockBehind(); d > 0 {
		h.Behind = d.String()
	}
	_ = json.NewEncoder(w).Encode(h) // whoever asked may be gone
}

// local lets only this machine ask: figures are nobody else's business. A proxy on this machine asks for
// others: it is known by the headers it adds, or by the public name it passes on.
func local(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !loopback(r.RemoteAddr) || !loopback(r.Host) || forwarded(r.Header) {
			http.NotFound(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// loopback tells whether an address, with or without a port, is this machine's own.
func loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		host = strings.Trim(address, "[]")
	}
	return host == "localhost" || net.ParseIP(host).IsLoopback()
}

func forwarded(h http.Header) bool {
	return slices.ContainsFunc([]string{"Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip"},
		func(name string) bool { return h.Get(name) != "" })
}

// policyOfContent allows nothing from elsewhere. Inline styles are needed by the desk's components;
// inline scripts are not allowed.
const policyOfContent = "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; " +
	"font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"

// guard sets the headers that keep a browser from being used against its owner.
func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policyOfContent)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(self), geolocation=(self), microphone=(self)")
		if r.TLS != nil {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		if strings.HasPrefix(r.URL.Path, "/api/") {
			h.Set("Cache-Control", "no-store")
		}
		next.ServeHTTP(w, r)
	})
}
