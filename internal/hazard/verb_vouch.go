package hazard

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/hazard/hazarddb"
	"anlan/internal/rule"
)

// Vouch (核对疑点) answers the doubts that were raised after a hazard had ended: its pictures were compared only then,
// or its closing was one of many. Whoever answers has looked again and says why it stays closed; whoever cannot say so
// brings it back (Reopen), or finds it anew where it was fixed on the spot.
func (s *Service) Vouch(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, reason string) (Hazard, error) {
	return s.do(ctx, a, id, base, actCheck, "hazard.vouched", func(ctx context.Context, tx *db.Tx, h Hazard) (Hazard, Told, error) {
		if err := h.vouchable(tx.Actor); err != nil {
			return h, Told{}, err
		}
		if err := h.unread(base); err != nil {
			return h, Told{}, err
		}
		if err := require("reason", reason, reasonMax).Err(); err != nil {
			return h, Told{}, err
		}
		next := h.answered(strings.TrimSpace(reason), tx.Actor.Post, tx.Now)
		return next, Told{Reason: reason, Doubts: fresh(h, next)}, s.indexDoubts(ctx, tx, next)
	})
}

// fresh lists the doubts that were answered between the two.
func fresh(was, h Hazard) (list []Doubt) {
	for i, d := range h.Doubts {
		if d.Answer != nil && was.Doubts[i].Answer == nil {
			list = append(list, d)
		}
	}
	return list
}

// Doubtful reports whether the hazard has ended and a doubt about it still asks for a reason.
func (h Hazard) Doubtful() bool { return (h.State == Closed || h.State == Fixed) && h.asks() }

// Open lists the doubts that still ask for a reason.
func (h Hazard) Open() []Doubt {
	return slices.DeleteFunc(slices.Clone(h.Doubts), func(d Doubt) bool { return !d.Asks || d.Answer != nil })
}

// vouchable lets neither those who did the work answer for it, nor whoever fixed it on the spot (law 3).
func (h Hazard) vouchable(by anlan.Actor) error {
	if err := h.in("vouch", Closed, Fixed); err != nil {
		return err
	}
	if !h.asks() {
		return anlan.ErrHazardNoDoubt.With("number", h.Number)
	}
	fixed := h.Fix != nil && by.Post != "" && by.Post == h.Fix.By
	if fixed || h.own(by) {
		return anlan.ErrHazardOwnCheck
	}
	return nil
}

// trusted refuses what builds on a closing that is still in doubt: taking the plate down, letting work go on.
func (h Hazard) trusted() error {
	if !h.Doubtful() {
		return nil
	}
	return anlan.ErrHazardDoubtful.With("number", h.Number).With("what", h.names())
}

// vouchSpan is until when the doubts about an ended hazard are answered, counted from the first that asks.
func (s *Service) vouchSpan(h Hazard) ([]Span, error) {
	if !h.Doubtful() {
		return nil, nil
	}
	d := h.Open()[0]
	r, err := stamped[rule.ClosureTruth](s.book(), d.Policy)
	return []Span{{fmt.Sprintf("vouch/%d", d.N), s.endOf(max(d.At, h.Closed), r.Answer), []string{"checker", "office"}}}, err
}

// indexVouch keeps the list of ended hazards with open doubts, by the unit that checks.
func (s *Service) indexVouch(ctx context.Context, tx *db.Tx, was, h Hazard) error {
	switch {
	case h.Doubtful() && (!was.Doubtful() || was.Voucher() != h.Voucher()):
		return db.Classify(queries(tx).PutVouch(ctx, hazarddb.PutVouchParams{Hazard: h.ID, Unit: h.Voucher(), At: tx.Now}))
	case was.Doubtful() && !h.Doubtful():
		return db.Classify(queries(tx).EndVouch(ctx, h.ID))
	}
	return nil
}

// Voucher is the unit that looks again: the one that checks. Where that one fixed it on the spot itself, it is nobody
// in particular: the office and the leaders have it on their list.
func (h Hazard) Voucher() anlan.ID {
	if h.Fix != nil && h.Finder.Unit == h.Checker.Unit {
		return ""
	}
	return h.Checker.Unit
}

// Vouched is an ended hazard whose doubts wait for the actor's unit, and until when.
type Vouched struct {
	Hazard Hazard
	Since  anlan.Instant
	Until  anlan.Date
}

// Vouches lists what the actor's unit has to look at again, the oldest first.
func (s *Service) Vouches(ctx context.Context, a anlan.Actor, most int) (list []Vouched, err error) {
	if a.Unit == "" || !authz.May(a, actCheck) {
		return nil, nil
	}
	units := []anlan.ID{a.Unit}
	if a.Is(anlan.RoleOffice) || a.Is(anlan.RoleLeader) {
		units = append(units, "")
	}
	for _, unit := range units {
		docs, err := queries(s.d.Reader()).Vouches(ctx, hazarddb.VouchesParams{Unit: unit, Limit: int32(most)})
		found, err := db.DecodeAll[Hazard](docs, err)
		if err != nil {
			return nil, err
		}
		for _, h := range found {
			if list, err = s.addVouched(a, h, list); err != nil {
				return nil, err
			}
		}
	}
	return list, nil
}

// addVouched adds a hazard that the actor may answer for.
func (s *Service) addVouched(a anlan.Actor, h Hazard, list []Vouched) ([]Vouched, error) {
	refused := h.vouchable(a)
	if refused != nil || !authz.May(a, actCheck, targets(actCheck, h)...) {
		return list, nil //nolint:nilerr // what is not his to answer is not on his list
	}
	spans, err := s.vouchSpan(h)
	if err != nil {
		return nil, err
	}
	return append(list, Vouched{h, h.Open()[0].At, spans[0].At.Date()}), nil
}
