package letter

import (
	"context"
	"errors"
	"slices"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
	"anlan/internal/rule"
)

// RoundState is how far the assessment of a year is.
type RoundState string

// The states of a round.
const (
	RoundOpen   RoundState = "open"   // 自评、核分
	RoundFrozen RoundState = "frozen" // 已冻结，公示、受理异议
	RoundClosed RoundState = "closed" // 已定等次
)

// Team is a group of posts that checks some of the letters.
type Team struct {
	Name    string     `json:"name" maxLength:"60"`
	Posts   []anlan.ID `json:"posts" nullable:"false" maxItems:"20"`
	Letters []anlan.ID `json:"letters" nullable:"false" maxItems:"2000"`
}

// Round is the year-end assessment of a year.
type Round struct {
	ID       anlan.ID      `json:"id"`
	Year     int           `json:"year"`
	State    RoundState    `json:"state" enum:"open,frozen,closed"`
	Teams    []Team        `json:"teams" nullable:"false"`
	Bulletin anlan.ID      `json:"bulletin,omitempty" doc:"The document that tells of the results"`
	SelfBy   anlan.Date    `json:"selfBy,omitempty" doc:"Until when signers assess themselves"`
	Frozen   anlan.Instant `json:"frozen,omitempty"`
	Upto     int64         `json:"upto,omitempty" doc:"Ledger position up to which the freeze counted; from then on the facts are kept as they were"`
	Closed   anlan.Instant `json:"closed,omitempty"`
	By       anlan.ID      `json:"by"`
	Revision int64         `json:"revision"`
}

// Ref names the round.
func (r Round) Ref() anlan.Ref { return anlan.Ref{Kind: RefRound, ID: r.ID} }

func (r Round) row(doc string) letterdb.LetterItem {
	return rowOf(r, itoa(r.Year), "round", r.ID, r.Year, string(r.State), r.Revision, doc)
}

func (r Round) inTeam(post, letter anlan.ID) bool {
	return post != "" && slices.ContainsFunc(r.Teams, func(t Team) bool {
		return slices.Contains(t.Posts, post) && slices.Contains(t.Letters, letter)
	})
}

func (s *Service) roundOf(ctx context.Context, door letterdb.DBTX, year int) (Round, error) {
	return roundIn(ctx, queries(door), year)
}

func roundIn(ctx context.Context, q *letterdb.Queries, year int) (Round, error) {
	return db.Decode[Round](q.ItemIn(ctx, letterdb.ItemInParams{Kind: "round", About: itoa(year), Slot: "round"}))
}

// thawed refuses to change what a frozen year is reckoned from.
func (s *Service) thawed(ctx context.Context, tx *db.Tx, year int) error {
	r, err := s.roundOf(ctx, tx, year)
	if errors.Is(err, anlan.ErrNotFound) {
		return nil
	}
	if err == nil && r.State != RoundOpen {
		return anlan.ErrLetterFrozen.With("year", year)
	}
	return err
}

// Round returns the assessment of a year. One that nobody has begun is open: marks and records are taken.
func (s *Service) Round(ctx context.Context, a anlan.Actor, year int) (Round, error) {
	if err := authz.Check(a, actRead); err != nil {
		return Round{}, err
	}
	r, err := s.roundOf(ctx, s.d.Reader(), year)
	if errors.Is(err, anlan.ErrNotFound) {
		return Round{Year: year, State: RoundOpen, Teams: []Team{}}, nil
	}
	return r, err
}

// SetTeams opens the assessment of a year, or changes its teams and until when signers mark themselves.
// A team never checks a letter of its own unit: its mark would be refused.
func (s *Service) SetTeams(ctx context.Context, a anlan.Actor, year int, teams []Team, selfBy anlan.Date) (Round, error) {
	today := s.d.Now().Date()
	if year < today.Year()-1 || year > today.Year() {
		return Round{}, anlan.ErrLetterYear.With("year", year).At("year")
	}
	if _, err := anlan.ParseDate(string(selfBy)); selfBy != "" && err != nil {
		return Round{}, anlan.ErrDateMalformed.With("value", string(selfBy)).At("selfBy")
	}
	if err := wholeTeams(teams).Err(); err != nil {
		return Round{}, err
	}
	return s.round(ctx, a, year, "letter.round_set", func(tx *db.Tx, r Round) (Round, error) {
		if r.State != RoundOpen {
			return r, anlan.ErrLetterRound.With("year", year).With("state", string(r.State))
		}
		if err := s.checkTeams(ctx, tx, year, teams); err != nil {
			return r, err
		}
		r.Teams, r.SelfBy = teams, selfBy
		return r, nil
	})
}

// Freeze takes every letter's score as it stands and closes marks and records. It counts what happened up to now, and
// from then on the facts behind it are kept as they were.
func (s *Service) Freeze(ctx context.Context, a anlan.Actor, year int) (Round, error) {
	if err := authz.Check(a, actAssess); err != nil {
		return Round{}, err
	}
	if err := s.catchUp(ctx); err != nil {
		return Round{}, err
	}
	return s.round(ctx, a, year, "letter.round_frozen", func(tx *db.Tx, r Round) (Round, error) {
		if r.State != RoundOpen {
			return r, anlan.ErrLetterRound.With("year", year).With("state", string(r.State))
		}
		upto, err := folded(ctx, tx)
		if err != nil {
			return r, err
		}
		r.State, r.Frozen, r.Upto = RoundFrozen, tx.Now, upto
		return r, each(ctx, tx, year, func(l Letter) error {
			c, err := s.counts(ctx, tx, l)
			if err != nil {
				return err
			}
			score, err := s.reckonYear(ctx, tx, l, c)
			if err != nil {
				return err
			}
			v := Review{ID: tx.NewID(), Letter: l.ID, Number: l.Number, Unit: l.Signer.Unit, Name: l.Signer.Name, Kind: l.Kind, Year: year, Counts: c, Frozen: score, At: tx.Now, Revision: 1}
			return insertItem(ctx, tx, "letter.review_frozen", v, v)
		})
	})
}

// Conclude gives the grades, once every objection is answered. What happened after the freeze is next
// year's business; only what was waived since then is taken off.
func (s *Service) Conclude(ctx context.Context, a anlan.Actor, year int) (Round, error) {
	return s.round(ctx, a, year, "letter.round_closed", func(tx *db.Tx, r Round) (Round, error) {
		if r.State != RoundFrozen {
			return r, anlan.ErrLetterRound.With("year", year).With("state", string(r.State))
		}
		waiting, err := itemsOfYear[Objection](ctx, tx, year, string(Asked), "", hangingMost)
		if err != nil {
			return r, err
		}
		if len(waiting) > 0 {
			return r, anlan.ErrLetterObjectionsOpen.With("year", year).With("n", len(waiting))
		}
		r.State, r.Closed = RoundClosed, tx.Now
		return r, each(ctx, tx, year, func(l Letter) error { return s.conclude(ctx, tx, l, r) })
	})
}

// each walks the letters of a year that are in force.
func each(ctx context.Context, door letterdb.DBTX, year int, do func(Letter) error) error {
	for _, kind := range rule.LetterKinds() {
		f := Filter{Year: year, Kind: kind, Limit: 200}
		for {
			p, err := listYear(ctx, door, f)
			if err != nil {
				return err
			}
			for _, l := range p.Items {
				if l.State != Sent && l.State != Signed {
					continue
				}
				if err := do(l); err != nil {
					return err
				}
			}
			if f.Cursor = p.Next; p.Next == "" {
				break
			}
		}
	}
	return nil
}

// round runs one change of a year's assessment; the first one makes it.
func (s *Service) round(ctx context.Context, a anlan.Actor, year int, event string, verb func(tx *db.Tx, r Round) (Round, error)) (Round, error) {
	if err := authz.Check(a, actAssess); err != nil {
		return Round{}, err
	}
	var r Round
	err := s.d.Write(ctx, a, func(tx *db.Tx) error {
		was, err := s.roundOf(ctx, tx, year)
		fresh := errors.Is(err, anlan.ErrNotFound)
		if err != nil && !fresh {
			return err
		}
		if fresh {
			was = Round{ID: tx.NewID(), Year: year, State: RoundOpen, Teams: []Team{}}
		}
		if r, err = verb(tx, was); err != nil {
			return err
		}
		r.By, r.Revision = seatOf(a), was.Revision+1
		if fresh {
			err = insertItem(ctx, tx, event, r, r)
		} else {
			err = updateItem(ctx, tx, event, r, r)
		}
		if err != nil || was.State != RoundOpen {
			return err
		}
		return s.askYear(ctx, tx, r)
	})
	if errors.Is(err, db.ErrDone) {
		return s.roundOf(ctx, s.d.Reader(), year)
	}
	return r, err
}
