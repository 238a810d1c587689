package api

import (
	"bytes"
	"context"
	"net/http"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/db"
	"anlan/internal/field"
)

// Deliver carries out one call of a phone's outbox in the chair of whoever sent it: through the same routes,
// with the same checks, as if it had come over the network. It implements field.Door.
func (s *Server) Deliver(ctx context.Context, as field.Chair, call field.Call) (int, []byte, error) {
	who, err := s.Account.Chair(ctx, as.Account, as.Post)
	if err != nil {
		return 0, nil, err
	}
	ctx = context.WithValue(db.WithKey(ctx, call.Key), whoKey, who)
	r, err := http.NewRequestWithContext(ctx, call.Method, call.Path, bytes.NewReader(call.Body))
	if err != nil {
		return 0, nil, anlan.ErrFieldPartRoute.With("route", call.Path).Because(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Idempotency-Key", string(call.Key))
	r.Header.Set(account.HeaderName, "1")
	w := &kept{header: http.Header{}}
	r = r.WithContext(context.WithValue(ctx, requestKey, &exchange{r, w}))
	s.mux.ServeHTTP(w, r)
	return w.status, w.body.Bytes(), nil
}

// kept is an answer that stays in the house.
type kept struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (k *kept) Header() http.Header { return k.header }

func (k *kept) WriteHeader(status int) {
	if k.status == 0 {
		k.status = status
	}
}

func (k *kept) Write(b []byte) (int, error) {
	k.WriteHeader(http.StatusOK)
	return k.body.Write(b)
}
