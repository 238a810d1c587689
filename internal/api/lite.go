package api

import (
	"context"

	"anlan"
	"anlan/internal/matter"
)

// WithLang chooses the language in which Todo and Row speak, for pages that are not the API's.
func WithLang(ctx context.Context, l anlan.Lang) context.Context {
	return context.WithValue(ctx, langKey, l)
}

// Row shows a matter as lists do; the lite page shows the same.
func (s *Server) Row(ctx context.Context, m matter.Matter) MatterRow { return s.row(ctx, m) }
