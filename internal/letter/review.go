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

// Assessment is what the year-end assessment says of a letter: from the freeze on this is its score, and what is
// counted from then on is another year's business.
type Assessment struct {
	State  RoundState    `json:"state" enum:"open,frozen,closed"`
	Frozen anlan.Instant `json:"frozen"`
	Closed anlan.Instant `json:"closed,omitempty"`
	Score  Score         `json:"score" doc:"As it was frozen; once the year is closed, the final one"`
	Kept   bool          `json:"kept" doc:"The facts behind it are kept as they were at the freeze; else those of today are shown"`
}

// assessment returns what the year of a letter came to; nil when the letter was not there to be frozen.
func (s *Service) assessment(ctx context.Context, door letterdb.DBTX, l Letter) (*Assessment, error) {
	v, err := reviewOf(ctx, door, l.ID)
	if errors.Is(err, anlan.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	r, err := s.roundOf(ctx, door, l.Year)
	a := v.assessment(r)
	return &a, err
}

// assessment is what the result says within its round.
func (r Review) assessment(in Round) Assessment {
	a := Assessment{State: in.State, Frozen: in.Frozen, Closed: in.Closed, Score: r.Frozen, Kept: in.keeps()}
	if r.Final != nil {
		a.Score = *r.Final
	}
	return a
}

func reviewOf(ctx context.Context, door letterdb.DBTX, letter anlan.ID) (Review, error) {
	return db.Decode[Review](queries(door).ItemIn(ctx, letterdb.ItemInParams{Kind: "review", About: string(letter), Slot: "review"}))
}

// upheldSince lists the objections to a letter that were upheld after the freeze, each fact once.
// What it was objected to before the freeze is taken off as it was counted then.
func (s *Service) upheldSince(ctx context.Context, tx *db.Tx, l Letter, r Round) ([]Objection, error) {
	all, err := itemsAbout[Objection](ctx, tx, string(l.ID), hangingMost)
	if err != nil {
		return nil, err
	}
	var list []Objection
	taken := map[waiver]bool{}
	for _, o := range all {
		key := waiver{o.Fact, o.Metric}
		if !o.Upheld || o.AnswerAt < r.Frozen || taken[key] {
			continue
		}
		taken[key] = true
		if r.keeps() {
			f, err := s.frozenFact(ctx, tx, l, o.Fact, o.Metric)
			if errors.Is(err, anlan.ErrNotFound) {
				continue // it did not count
			}
			if err != nil {
				return nil, err
			}
			o.Said, o.N = f.Verdict, f.N
		}
		list = append(list, o)
	}
	return list, nil
}

func (s *Service) conclude(ctx context.Context, tx *db.Tx, l Letter, r Round) error {
	v, err := reviewOf(ctx, tx, l.ID)
	if errors.Is(err, anlan.ErrNotFound) {
		return nil // sent after the freeze: it is next year's business
	}
	if err != nil {
		return err
	}
	upheld, err := s.upheldSince(ctx, tx, l, r)
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

// Reviews lists the results of a year for a kind of signer, in the order of their making and never of points, and
// behind which the next page begins; empty at the end. Who does not see the county sees those of its own unit.
func (s *Service) Reviews(ctx context.Context, a anlan.Actor, year int, kind string, after anlan.ID) ([]Review, anlan.ID, error) {
	if err := authz.Check(a, actRead); err != nil {
		return nil, "", err
	}
	if authz.ScopeFor(a, actRead).All {
		return s.reviews(ctx, year, kind, after)
	}
	letters, err := db.DecodeAll[Letter](queries(s.d.Reader()).LettersOfSigner(ctx, letterdb.LettersOfSignerParams{Signer: a.Unit, Year: int64(year)}))
	list := []Review{}
	for _, l := range letters {
		if l.Kind != kind {
			continue
		}
		v, err := reviewOf(ctx, s.d.Reader(), l.ID)
		if err == nil {
			list = append(list, v)
		} else if !errors.Is(err, anlan.ErrNotFound) {
			return nil, "", err
		}
	}
	return list, "", err
}

const reviewsMost = 200

// reviews is one page of all results of a kind.
func (s *Service) reviews(ctx context.Context, year int, kind string, after anlan.ID) ([]Review, anlan.ID, error) {
	list, err := itemsOfYear[Review](ctx, s.d.Reader(), year, kind, after, reviewsMost)
	if len(list) < reviewsMost || err != nil {
		return list, "", err
	}
	return list, list[reviewsMost-1].ID, nil
}
