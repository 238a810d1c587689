package obs

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"strings"
)

// LogFormats lists what NewLogger can write.
var LogFormats = []string{"text", "json"}

// NewLogger makes the program's logger. level is debug, info, warn or error; format is text or json;
// empty means info and text.
func NewLogger(w io.Writer, level, format string) (*slog.Logger, error) {
	var l slog.Level
	if level != "" {
		if err := l.UnmarshalText([]byte(level)); err != nil {
			return nil, fmt.Errorf("log level %q: use debug, info, warn or error", level)
		}
	}
	o := &slog.HandlerOptions{Level: l, ReplaceAttr: mask}
	switch format {
	case "", "text":
		return slog.New(tracing{slog.NewTextHandler(w, o)}), nil
	case "json":
		return slog.New(tracing{slog.NewJSONHandler(w, o)}), nil
	}
	return nil, fmt.Errorf("log format %q: use text or json", format)
}

// tracing adds the context's trace code to every record.
type tracing struct{ slog.Handler }

// Handle adds the trace code and passes the record on.
func (h tracing) Handle(ctx context.Context, r slog.Record) error {
	if t := Trace(ctx); t != "" {
		r.AddAttrs(slog.String("trace", t))
	}
	return h.Handler.Handle(ctx, r)
}

// WithAttrs keeps the tracing around the inner handler.
func (h tracing) WithAttrs(list []slog.Attr) slog.Handler { return tracing{h.Handler.WithAttrs(list)} }

// WithGroup keeps the tracing around the inner handler.
func (h tracing) WithGroup(name string) slog.Handler { return tracing{h.Handler.WithGroup(name)} }

// secrets are parts of attribute keys whose values never reach a log.
var secrets = []string{"password", "passwd", "secret", "token", "authorization", "cookie", "otp", "private", "salt", "credential"}

const masked = "***"

// mask hides secrets: by the key of the attribute, and the password inside a connection string.
func mask(_ []string, a slog.Attr) slog.Attr {
	key := strings.ToLower(a.Key)
	for _, s := range secrets {
		if strings.Contains(key, s) {
			return slog.String(a.Key, masked)
		}
	}
	if a.Value.Kind() == slog.KindString && strings.Contains(a.Value.String(), "://") {
		return slog.String(a.Key, withoutPassword(a.Value.String()))
	}
	return a
}

func withoutPassword(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.User == nil {
		return s
	}
	return u.Redacted()
}
