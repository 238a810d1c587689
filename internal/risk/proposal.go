package risk

import (
	"context"
	"errors"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/risk/riskdb"
	"anlan/internal/timer"
)

const causesMost = 20 // that one proposal names

// News is what happened somewhere that may change a risk: a hazard, an accident. flow brings it.
type News struct {
	Cause
	Site     anlan.ID
	Unit     anlan.ID
	Category string // of the hazard
	Exercise bool
}

// Heard makes proposals of what happened, for every point that it concerns: those of the site, narrowed
// to the category where some carry it; without a site, those of the unit that stand at no site. It never
// changes a colour. Heard again, it changes nothing.
func (s *Service) Heard(ctx context.Context, n News) error {
	if n.Exercise {
		return nil // an exercise can never look real (law 14)
	}
	return s.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		fresh, err := queries(tx).Hear(ctx, n.Trigger+"/"+n.Ref.String())
		if err != nil || fresh == 0 {
			return db.Classify(err)
		}
		b, err := s.inForce(tx.Now.Date())
		if err != nil {
			return err
		}
		list, err := s.concerned(ctx, tx, n, b.review.MostPoints)
		if err != nil {
			return err
		}
		for _, p := range list {
			next, err := s.proposeIn(ctx, tx, p, n.Cause)
			if err != nil {
				return err
			}
			if next.Proposal == p.Proposal {
				continue
			}
			if _, err := s.save(ctx, tx, "risk.doubted", p, next, Told{Reason: n.Text}); err != nil {
				return err
			}
		}
		return nil
	})
}

// concerned are the points that news is about.
func (s *Service) concerned(ctx context.Context, tx *db.Tx, n News, most int) ([]Point, error) {
	var list []Point
	var err error
	if n.Site != "" {
		list, err = db.DecodeAll[Point](queries(tx).PointsOfSite(ctx, riskdb.PointsOfSiteParams{Site: n.Site, Limit: int32(most)}))
	} else {
		list, err = db.DecodeAll[Point](queries(tx).PointsOfUnit(ctx, riskdb.PointsOfUnitParams{Unit: n.Unit, Limit: int32(most)}))
		list = slices.DeleteFunc(list, func(p Point) bool { return p.Site != "" })
	}
	list = slices.DeleteFunc(list, func(p Point) bool { return p.Exercise })
	same := slices.DeleteFunc(slices.Clone(list), func(p Point) bool { return n.Category == "" || p.Category != n.Category })
	if len(same) > 0 {
		return same, err
	}
	return list, err
}

// proposeIn asks for a new rating of the point. One proposal at a time: what happens meanwhile joins it,
// and it never suggests less than it did.
func (s *Service) proposeIn(ctx context.Context, tx *db.Tx, p Point, c Cause) (Point, error) {
	b, err := s.inForce(tx.Now.Date())
	if err != nil {
		return p, err
	}
	t, known := b.review.Trigger(c.Trigger)
	if !known {
		return p, anlan.ErrFieldInvalid.With("name", "trigger").With("value", c.Trigger).At("trigger")
	}
	suggests := p.Colour.Raised(t.Raise)
	due := s.cal().Shift(tx.Now, t.Decide).Date()
	if p.Proposal != "" {
		return p, joinIn(ctx, tx, p.Proposal, c, suggests, due)
	}
	x := Proposal{ID: tx.NewID(), Point: p.ID, Number: p.Number, Name: p.Name, Unit: p.Unit, Branch: p.Branch, Place: p.Place, Causes: []Cause{c},
		From: p.Colour, Suggests: suggests, Due: due, State: Proposed, Rule: b.version.review, Created: tx.Now, Revision: 1}
	p.Proposal = x.ID
	return p, insertProposal(ctx, tx, x)
}

// joinIn adds a cause to an open proposal. The clock keeps the earlier day (law 2).
func joinIn(ctx context.Context, tx *db.Tx, id anlan.ID, c Cause, suggests Colour, due anlan.Date) error {
	x, err := db.Decode[Proposal](queries(tx).Proposal(ctx, id))
	if err != nil || len(x.Causes) >= causesMost {
		return err
	}
	x.Causes = append(x.Causes, c)
	if suggests != "" && suggests.Rank() < x.Suggests.Rank() {
		x.Suggests = suggests
	}
	x.Due = min(x.Due, due)
	_, err = saveProposal(ctx, tx, "risk.proposal_joined", x)
	return err
}

// Propose says by hand that a point must be rated anew: after an accident, or because something changed.
func (s *Service) Propose(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, trigger, text string) (Point, error) {
	return s.do(ctx, a, id, base, actWrite, "risk.doubted", func(tx *db.Tx, p Point, _ books) (Point, Told, error) {
		text = strings.TrimSpace(text)
		if err := checkReason(text).Err(); err != nil {
			return p, Told{}, err
		}
		next, err := s.proposeIn(ctx, tx, p, Cause{Trigger: trigger, Text: text, At: tx.Now})
		return next, Told{Reason: text}, err
	})
}

// Verdict is what a person decided on a proposal: a new rating, or reasons to leave the point as it is.
type Verdict struct {
	Rating *RatingDraft `json:"rating,omitempty" doc:"the new rating; left out: the point stays as it is"`
	Reason string       `json:"reason" maxLength:"500"`
}

// Decide answers a proposal. Whoever runs the point cannot decide that it stays as it is: law 3.
func (s *Service) Decide(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, v Verdict) (Proposal, error) {
	var x Proposal
	err := s.d.Write(ctx, a, func(tx *db.Tx) (err error) {
		if x, err = db.Decode[Proposal](queries(tx).Proposal(ctx, id)); err != nil {
			return err
		}
		p, err := db.Decode[Point](queries(tx).Point(ctx, x.Point))
		if err != nil {
			return err
		}
		if err := allowed(a, actDecide, p); err != nil {
			return err
		}
		if base != 0 && base != x.Revision {
			return anlan.ErrConflict
		}
		if x.State != Proposed {
			return anlan.ErrRiskProposalDone.With("state", proposalWords[x.State])
		}
		x, err = s.decideIn(ctx, tx, p, x, v)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return db.Decode[Proposal](queries(s.d.Reader()).Proposal(ctx, id))
	}
	return x, err
}

func (s *Service) decideIn(ctx context.Context, tx *db.Tx, was Point, x Proposal, v Verdict) (Proposal, error) {
	v.Reason = strings.TrimSpace(v.Reason)
	if err := checkReason(v.Reason).Err(); err != nil {
		return x, err
	}
	b, err := s.inForce(tx.Now.Date())
	if err != nil {
		return x, err
	}
	p, told, kind := was, Told{Reason: v.Reason}, "risk.kept"
	p.Proposal = ""
	x.State, x.Reason, x.By, x.Decided = Declined, v.Reason, seatOf(tx.Actor), tx.Now
	if v.Rating != nil {
		v.Rating.Reason = v.Reason
		told.Before, kind = p.Colour, "risk.rated"
		if p, err = s.rateIn(tx, p, *v.Rating, b); err != nil {
			return x, err
		}
		p.Rating.Proposal = x.ID
		x.State, x.Rating = Accepted, p.Rating.ID
		if err := s.insertRating(ctx, tx, *p.Rating); err != nil {
			return x, err
		}
	} else if p.Rating != nil { // looked at again and found right: its age begins anew
		p.Review = anlan.At(tx.Now.Date().Start().Time().AddDate(0, b.review.Months[string(p.Colour)], 0)).Date()
	}
	if _, err := s.save(ctx, tx, kind, was, p.kept(b.levels), told); err != nil {
		return x, err
	}
	return saveProposal(ctx, tx, "risk.decided", x)
}

// late tells that a proposal was not decided in time.
func (s *Service) late(ctx context.Context, tx *db.Tx, t timer.Timer) error {
	x, err := db.Decode[Proposal](queries(tx).Proposal(ctx, t.Ref.ID))
	if err != nil || x.State != Proposed || x.Due.End() >= tx.Now {
		return err
	}
	x.Late = true
	_, err = saveProposal(ctx, tx, "risk.proposal_late", x)
	return err
}

// Proposals lists proposals: open ones by the day until which they are to be decided, decided ones the
// newest first.
func (s *Service) Proposals(ctx context.Context, a anlan.Actor, state ProposalState, f Filter) (Page[Proposal], error) {
	if err := authz.Check(a, actRead); err != nil {
		return Page[Proposal]{}, err
	}
	return s.listProposals(ctx, a, state, f)
}

// proposalWords are what a refusal calls what became of a proposal.
var proposalWords = map[ProposalState]anlan.Both{
	Accepted: {ZH: "已重新评估", EN: "rated anew"},
	Declined: {ZH: "维持原等级", EN: "left as it was"},
}
