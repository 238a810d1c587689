package obs

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// TraceHeader carries the trace code of a request back to who asked.
const TraceHeader = "X-Trace"

// Requests observes the HTTP door: it gives every request its trace code, measures it and writes one
// line of log.
type Requests struct {
	log     *slog.Logger
	now     func() time.Time
	seconds *prometheus.HistogramVec
	running *prometheus.GaugeVec
}

// NewRequests makes the observer. now is the wall clock; the caller brings it because only the
// outermost packages know one.
func NewRequests(m *Metrics, log *slog.Logger, now func() time.Time) *Requests {
	return &Requests{
		log: log, now: now,
		seconds: m.Histogram("http_request_seconds", "Time to answer a request.", "method", "route", "status"),
		running: m.Gauge("http_requests_running", "Requests that are being answered now.", "method"),
	}
}

// request is what inner handlers tell about a request.
type request struct{ route string }

type requestContext struct{}

// SetRoute names the route that answers the request, for a router whose pattern does not show in
// http.Request.Pattern. route must be a pattern, never a path.
func SetRoute(ctx context.Context, route string) {
	if r, ok := ctx.Value(requestContext{}).(*request); ok {
		r.route = route
	}
}

// Wrap observes everything that next answers.
func (o *Requests) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		info := &request{}
		ctx := context.WithValue(WithTrace(r.Context(), NewTrace()), requestContext{}, info)
		r = r.WithContext(ctx)
		w.Header().Set(TraceHeader, Trace(ctx))
		method, start, seen := methodOf(r), o.now(), &seen{ResponseWriter: w}
		o.running.WithLabelValues(method).Inc()
		defer func() {
			o.running.WithLabelValues(method).Dec()
			o.finish(ctx, method, routeOf(info, r), seen, o.now().Sub(start))
		}()
		next.ServeHTTP(seen, r)
	})
}

// gone is the status of a request whose reader went away before the answer: nobody's fault.
const gone = 499

func (o *Requests) finish(ctx context.Context, method, route string, w *seen, took time.Duration) {
	status := w.code()
	if status >= http.StatusInternalServerError && ctx.Err() != nil {
		status = gone
	}
	o.seconds.WithLabelValues(method, route, class(status)).Observe(took.Seconds())
	level := slog.LevelDebug
	if status >= http.StatusInternalServerError {
		level = slog.LevelError
	}
	o.log.LogAttrs(ctx, level, "request", slog.String("method", method), slog.String("route", route),
		slog.Int("status", status), slog.Int64("bytes", w.bytes), slog.Duration("took", took))
}

// methodOf keeps the label's values bounded: anybody can send any method.
func methodOf(r *http.Request) string {
	known := []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions}
	if slices.Contains(known, r.Method) {
		return r.Method
	}
	return "other"
}

func routeOf(info *request, r *http.Request) string {
	switch {
	case info.route != "":
		return info.route
	case r.Pattern != "":
		return r.Pattern
	}
	return "none"
}

// class is the status class, such as 2xx.
func class(status int) string { return strconv.Itoa(status/100) + "xx" }

// seen is a ResponseWriter that remembers what was answered.
type seen struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (w *seen) code() int {
	if w.status == 0 {
		return http.StatusOK
	}
	return w.status
}

// WriteHeader remembers the final status; 1xx answers are on the way to it. A second final status
// comes from an answer that could not be written to the end, and can no longer be sent.
func (w *seen) WriteHeader(status int) {
	if w.status != 0 {
		return
	}
	if status >= http.StatusOK {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write counts the bytes of the body.
func (w *seen) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// Flush sends what was written so far, for server-sent events.
func (w *seen) Flush() { _ = http.NewResponseController(w.ResponseWriter).Flush() } // not every writer can

// Unwrap lets http.ResponseController reach the server's own writer.
func (w *seen) Unwrap() http.ResponseWriter { return w.ResponseWriter }
