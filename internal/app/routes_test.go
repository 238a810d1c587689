package app

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func open(t *testing.T) *App {
	t.Helper()
	a, err := New(context.Background(), Options{Data: t.TempDir(), Level: "error"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return a
}

// TestFiguresStayHere: metrics and profiles are for this machine, and a proxy on it asks for others.
func TestFiguresStayHere(t *testing.T) {
	t.Parallel()
	routes := open(t).routes()
	for _, c := range []struct {
		name, from, host, header string
		want                     int
	}{
		{"from here", "127.0.0.1:4000", "127.0.0.1:8620", "", 200},
		{"from here by name", "127.0.0.1:4000", "localhost:8620", "", 200},
		{"from here over IPv6", "[::1]:4000", "[::1]:8620", "", 200},
		{"from elsewhere", "10.1.2.3:4000", "127.0.0.1:8620", "", 404},
		{"a proxy that passes the host on", "127.0.0.1:4000", "anlan.example", "", 404},
		{"a proxy that names the asker", "127.0.0.1:4000", "127.0.0.1:8620", "X-Real-IP", 404},
		{"a proxy that follows RFC 7239", "127.0.0.1:4000", "127.0.0.1:8620", "Forwarded", 404},
		{"a page that rebinds its name", "127.0.0.1:4000", "evil.example:8620", "", 404},
	} {
		for _, path := range []string{"/metrics", "/debug/pprof/"} {
			r := httptest.NewRequest(http.MethodGet, path, nil)
			r.RemoteAddr, r.Host = c.from, c.host
			if c.header != "" {
				r.Header.Set(c.header, "10.1.2.3")
			}
			w := httptest.NewRecorder()
			routes.ServeHTTP(w, r)
			if w.Code != c.want {
				t.Errorf("%s: %s answers %d, want %d", c.name, path, w.Code, c.want)
			}
		}
	}
}

func TestMetricsTellHowTheCountyStands(t *testing.T) {
	t.Parallel()
	w := httptest.NewRecorder()
	open(t).metrics.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	for _, name := range []string{"anlan_events_newest 0", "anlan_ledger_signed 0", "anlan_timer_late_seconds 0", "anlan_clock_behind_seconds 0"} {
		if !strings.Contains(w.Body.String(), "\n"+name+"\n") {
			t.Errorf("%q is missing", name)
		}
	}
}

// TestHealth: well while the database answers, 503 in the same form when it does not.
func TestHealth(t *testing.T) {
	t.Parallel()
	a := open(t)
	for _, ctx := range []func() context.Context{context.Background, ended} {
		w := httptest.NewRecorder()
		a.health(w, httptest.NewRequest(http.MethodGet, "/healthz", nil).WithContext(ctx()))
		var h Health
		if err := json.Unmarshal(w.Body.Bytes(), &h); err != nil {
			t.Fatal(err)
		}
		if well := ctx().Err() == nil; h.OK != well || (w.Code == 200) != well || w.Header().Get("Content-Type") != "application/json" {
			t.Errorf("%d %+v", w.Code, h)
		}
	}
}

// ended is a question to a database that does not answer in time.
func ended() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}
