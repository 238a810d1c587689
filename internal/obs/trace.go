package obs

import (
	"context"
	"crypto/rand"
)

// traceAlphabet leaves out letters and digits that are mixed up when read out over a telephone.
const traceAlphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ23"

// TraceLength is the number of characters of a trace code.
const TraceLength = 8

type traceContext struct{}

// NewTrace makes a trace code: eight characters that can be read out over a telephone.
func NewTrace() string {
	var b [TraceLength]byte
	_, _ = rand.Read(b[:]) // never fails
	for i := range b {
		b[i] = traceAlphabet[b[i]%32]
	}
	return string(b[:])
}

// WithTrace attaches a trace code to ctx.
func WithTrace(ctx context.Context, trace string) context.Context {
	return context.WithValue(ctx, traceContext{}, trace)
}

// Trace returns the trace code of ctx, or the empty string.
func Trace(ctx context.Context) string {
	t, _ := ctx.Value(traceContext{}).(string)
	return t
}
