package obs

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestLogCarriesTheTraceAndNoSecret(t *testing.T) {
	t.Parallel()
	for _, format := range LogFormats {
		var b bytes.Buffer
		log, err := NewLogger(&b, "debug", format)
		if err != nil {
			t.Fatal(err)
		}
		ctx := WithTrace(t.Context(), "AB23CD45")
		log.With("session_token", "tok1").WithGroup("g").DebugContext(ctx, "hello", "Password", "pw2",
			"db", "postgres://u:pw3@host/db", slog.Group("in", "totp_secret", "sec4"))
		s := b.String()
		if !strings.Contains(s, "AB23CD45") || !strings.Contains(s, "hello") {
			t.Errorf("%s: no trace: %s", format, s)
		}
		for _, secret := range []string{"tok1", "pw2", "pw3", "sec4"} {
			if strings.Contains(s, secret) {
				t.Errorf("%s: %s is in the log: %s", format, secret, s)
			}
		}
	}
}

func TestLoggerRefusesUnknownWords(t *testing.T) {
	t.Parallel()
	if _, err := NewLogger(io.Discard, "loud", ""); err == nil {
		t.Error("level loud was taken")
	}
	if _, err := NewLogger(io.Discard, "", "xml"); err == nil {
		t.Error("format xml was taken")
	}
}

func TestTraceIsEightCharactersAndDiffers(t *testing.T) {
	t.Parallel()
	met := map[string]bool{}
	for range 1000 {
		tr := NewTrace()
		if len(tr) != TraceLength || met[tr] || strings.ContainsAny(tr, "01IOLU") {
			t.Fatalf("trace %q", tr)
		}
		met[tr] = true
	}
}

func TestRequestsAreMeasuredByRouteNotByPath(t *testing.T) {
	t.Parallel()
	m := NewMetrics()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /things/{id}", func(w http.ResponseWriter, r *http.Request) {
		if Trace(r.Context()) == "" {
			t.Error("no trace in the handler")
		}
		_, _ = io.WriteString(w, "ok")
		http.NewResponseController(w).Flush()
	})
	mux.HandleFunc("/named/", func(w http.ResponseWriter, r *http.Request) {
		SetRoute(r.Context(), "/named/{any}")
		w.WriteHeader(http.StatusInternalServerError)
	})
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	h := NewRequests(m, log, func() time.Time { return time.UnixMilli(0) }).Wrap(mux)
	for _, path := range []string{"/things/17", "/things/18", "/named/x", "/nowhere"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if len(w.Header().Get(TraceHeader)) != TraceLength {
			t.Errorf("%s: no trace header", path)
		}
	}
	h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("HACK", "/things/1", nil))
	away, leave := context.WithCancel(context.Background())
	leave()
	h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(away, http.MethodGet, "/named/y", nil))
	page := httptest.NewRecorder()
	m.Handler().ServeHTTP(page, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	text := page.Body.String()
	for _, want := range []string{
		`anlan_http_request_seconds_count{method="GET",route="GET /things/{id}",status="2xx"} 2`,
		`anlan_http_request_seconds_count{method="GET",route="/named/{any}",status="5xx"} 1`,
		`anlan_http_request_seconds_count{method="GET",route="/named/{any}",status="4xx"} 1`,
		`anlan_http_request_seconds_count{method="GET",route="none",status="4xx"} 1`,
		`anlan_http_request_seconds_count{method="other",route="none",status="4xx"} 1`,
		`go_goroutines`, `process_resident_memory_bytes`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("missing %s", want)
		}
	}
	if strings.Contains(text, "/things/17") || strings.Contains(text, "HACK") {
		t.Error("a label carries what the client typed")
	}
}
