package hazard

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/hazard/hazarddb"
	"anlan/internal/rule"
)

// Visits tells whether somebody inspected a site, or a unit without one, since a moment. The room of
// inspections knows, through internal/app.
type Visits interface {
	Since(ctx context.Context, site, unit anlan.ID, from anlan.Instant) (bool, error)
}

// WithVisits lets a closing count the inspections since the work was done.
func (s *Service) WithVisits(v Visits) *Service {
	s.visits = v
	return s
}

// weigh looks at a closing before it is accepted: what speaks against it is named, and where the policy
// asks for a reason there must be one. Sending back needs none.
func (s *Service) weigh(ctx context.Context, tx *db.Tx, h Hazard, base int64, despite string) (Hazard, error) {
	if h.State != Closed {
		return h, nil
	}
	if err := h.unread(base); err != nil {
		return h, err
	}
	h, err := s.atClosing(ctx, tx, h, tx.Actor, tx.Now)
	if err != nil {
		return h, err
	}
	if h.asks() && strings.TrimSpace(despite) == "" {
		return h, anlan.ErrHazardDoubts.With("number", h.Number).With("what", h.names()).At("despite")
	}
	if err := limit("despite", despite, reasonMax).Err(); err != nil {
		return h, err
	}
	if despite != "" {
		h = h.answered(strings.TrimSpace(despite), tx.Actor.Post, tx.Now)
	}
	return h, s.indexDoubts(ctx, tx, h)
}

// atClosing adds what is odd about the closing itself, and notes it for the next ones.
func (s *Service) atClosing(ctx context.Context, tx *db.Tx, h Hazard, by anlan.Actor, at anlan.Instant) (Hazard, error) {
	if h.Exercise {
		return h, nil
	}
	r, v, err := rule.Get[rule.ClosureTruth](s.book(), rule.ClosureTruths, at.Date())
	if err != nil {
		return h, err
	}
	hand, err := queries(tx).Hand(ctx, h.ID)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return h, db.Classify(err)
	}
	var list []Doubt
	if hand.Account != "" && (hand.Account == by.Account || hand.Post == by.Post) {
		list = append(list, Doubt{Kind: "own_check", At: at, Came: hand.At})
	}
	if seen, err := s.visited(ctx, h, r, hand.At); err != nil {
		return h, err
	} else if !seen {
		list = append(list, Doubt{Kind: "no_visit", At: at, Came: hand.At})
	}
	others, err := s.closings(ctx, tx, r, h, by.Post, at)
	if err != nil {
		return h, err
	}
	if len(others)+1 >= r.Bulk {
		list = append(list, Doubt{Kind: "bulk", At: at, Came: at, Closed: others[:min(len(others), doubtsMost)]})
	}
	return h.doubted(r, v.ID, list...), nil
}

// visited reports whether anything shows that somebody was there since the work was reported done: the check
// itself was made on the spot, has pictures, or an inspection came by.
func (s *Service) visited(ctx context.Context, h Hazard, r rule.ClosureTruth, since anlan.Instant) (bool, error) {
	checked := h.Recheck != nil && h.Recheck.At >= since && (h.Recheck.Visit || len(h.Recheck.Photos) > 0)
	if checked || !slices.Contains(r.Visit, string(h.Grade)) {
		return true, nil
	}
	if s.visits == nil || since == 0 {
		return false, nil
	}
	return s.visits.Since(ctx, h.Site, h.Lead.Unit, since)
}

// closings notes a closing and lists the others of the post in the span of the rule.
func (s *Service) closings(ctx context.Context, tx *db.Tx, r rule.ClosureTruth, h Hazard, post anlan.ID, at anlan.Instant) ([]anlan.ID, error) {
	if post == "" {
		return nil, nil
	}
	if err := queries(tx).PutClosing(ctx, hazarddb.PutClosingParams{Hazard: h.ID, At: at, Post: post}); err != nil {
		return nil, db.Classify(err)
	}
	span := time.Duration(r.BulkSeconds) * time.Second
	list, err := queries(tx).Closings(ctx, hazarddb.ClosingsParams{Post: post, At: at.Add(-span), At_2: at})
	list = slices.DeleteFunc(list, func(id anlan.ID) bool { return id == h.ID })
	return list, db.Classify(err)
}

// indexDoubts keeps the list's index in step with the document.
func (s *Service) indexDoubts(ctx context.Context, tx *db.Tx, h Hazard) error {
	for _, d := range h.Doubts {
		arg := hazarddb.PutDoubtParams{ID: fmt.Sprintf("%s/%03d", h.ID, d.N), Hazard: h.ID, Kind: d.Kind, At: d.At, Open: d.Answer == nil}
		if err := queries(tx).PutDoubt(ctx, arg); err != nil {
			return db.Classify(err)
		}
	}
	return nil
}

// doubt adds doubts to a hazard as it stands, and takes the review to the hazard's own page when one of
// them asks for a reason.
func (s *Service) doubt(ctx context.Context, tx *db.Tx, was Hazard, list ...Doubt) error {
	r, v, err := rule.Get[rule.ClosureTruth](s.book(), rule.ClosureTruths, tx.Now.Date())
	if err != nil || was.Exercise {
		return err
	}
	h := was.doubted(r, v.ID, list...)
	fresh := h.Doubts[len(was.Doubts):]
	if len(fresh) == 0 {
		return nil
	}
	if err := s.indexDoubts(ctx, tx, h); err != nil {
		return err
	}
	if h, err = s.note(ctx, tx, was, h, "hazard.doubted", Told{Doubts: fresh}); err != nil {
		return err
	}
	return s.hold(ctx, tx, h)
}
