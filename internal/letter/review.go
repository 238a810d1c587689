package letter

import (
	"context"
	"errors"
	"maps"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
)

// Review is the result of a letter: the score as it was frozen, and the final one after objections.
type Review struct {
	ID       anlan.ID      `json:"id"`
	Letter   anlan.ID      `json:"letter"`
	Number   string        `json:"number"`
	Unit     anlan.ID      `json:"unit"`
	Name     string        `json:"name"`
	Kind     string        `json:"kind"`
	Year     int           `json:"year"`
	Counts   Counts        `json:"counts"` // of facts, as they stood at the freeze
	Frozen   Score         `json:"frozen"`
	Final    *Score        `json:"final,omitempty"`
	At       anlan.Instant `json:"at"`
	Revision int64         `json:"revision"`
}

// Ref names the review.
func (r Review) Ref() anlan.Ref { return anlan.Ref{Kind: RefReview, ID: r.ID} }

func (r Review) row(doc string) letterdb.LetterItem {
	return rowOf(r, string(r.Letter), "review", r.ID, r.Year, r.Kind, r.Revision, doc)
}

// upheldSince lists the objections to a letter that were upheld after the freeze, each fact once.
func (s *Service) upheldSince(ctx context.Context, tx *db.Tx, l Letter, frozen anlan.Instant) ([]Objection, error) {
	all, err := itemsAbout[Objection](ctx, tx, string(l.ID), hangingMost)
	var list []Objection
	taken := map[string]bool{}
	for _, o := range all {
		if key := o.Fact + " " + o.Metric; o.Upheld && o.AnswerAt >= frozen && !taken[key] {
			taken[key] = true
			list = append(list, o)
		}
	}
	return list, err
}

func (s *Service) conclude(ctx context.Context, tx *db.Tx, l Letter, frozen anlan.Instant) error {
	v, err := db.Decode[Review](queries(tx).ItemIn(ctx, letterdb.ItemInParams{Kind: "review", About: string(l.ID), Slot: "review"}))
	if errors.Is(err, anlan.ErrNotFound) {
		return nil // sent after the freeze: it is next year's business
	}
	if err != nil {
		return err
	}
	upheld, err := s.upheldSince(ctx, tx, l, frozen)
	if err != nil {
		return err
	}
	c := maps.Clone(v.Counts)
	for _, o := range upheld {
		c[o.Metric] = c[o.Metric].waive(o.Said, o.N)
	}
	score, err := s.reckonYear(ctx, tx, l, c)
	if err != nil {
		return err
	}
	v.Final, v.At, v.Revision = &score, tx.Now, v.Revision+1
	return updateItem(ctx, tx, "letter.review_concluded", v, v)
}

// Reviews lists the results of a year for a kind of signer, in the order of their making and never of
// points.
func (s *Service) Reviews(ctx context.Context, a anlan.Actor, year int, kind string, after anlan.ID) ([]Review, error) {
	if err := authz.Check(a, actRead); err != nil {
		return nil, err
	}
	return s.reviews(ctx, a, year, kind, after)
}

const reviewsMost = 200

func (s *Service) reviews(ctx context.Context, a anlan.Actor, year int, kind string, after anlan.ID) ([]Review, error) {
	all, err := itemsOfYear[Review](ctx, s.d.Reader(), year, kind, after, reviewsMost)
	list := []Review{}
	for _, v := range all {
		if authz.Check(a, actRead, authz.Target{Unit: v.Unit}) == nil {
			list = append(list, v)
		}
	}
	return list, err
}
