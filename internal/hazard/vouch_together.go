package hazard

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/hazard/hazarddb"
)

const (
	togetherSpan = time.Hour // either side of a closing: as long as a batch is told once
	togetherMost = 100
)

// Together lists the hazards to which the same answer may belong: closed by the same post within the hour, in doubt for
// nothing but that many were closed at once, and the actor's to answer. A hazard whose pictures are in doubt as well is
// answered for by itself. Each gets an answer of its own, on the sight of its own revision.
func (s *Service) Together(ctx context.Context, a anlan.Actor, id anlan.ID) ([]Hazard, error) {
	h, err := s.Get(ctx, a, id)
	if err != nil || !h.onlyBulk() || h.vouchable(a) != nil {
		return nil, err
	}
	c, err := queries(s.d.Reader()).ClosingOf(ctx, id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, db.Classify(err)
	}
	docs, err := queries(s.d.Reader()).ClosedTogether(ctx, hazarddb.ClosedTogetherParams{Post: c.Post, At: c.At.Add(-togetherSpan), At_2: c.At.Add(togetherSpan),
		Hazard: id, Limit: togetherMost})
	list, err := db.DecodeAll[Hazard](docs, err)
	seen := map[anlan.ID]bool{}
	return slices.DeleteFunc(list, func(m Hazard) bool {
		again := seen[m.ID] // closed, reopened and closed within the hour
		seen[m.ID] = true
		return again || !m.onlyBulk() || m.vouchable(a) != nil || !authz.May(a, actCheck, targets(actCheck, m)...)
	}), err
}

// onlyBulk reports whether all that still asks about the hazard is that many were closed at once.
func (h Hazard) onlyBulk() bool {
	open := h.Open()
	return len(open) > 0 && !slices.ContainsFunc(open, func(d Doubt) bool { return d.Kind != "bulk" })
}
