package hazard

import (
	"context"
	"slices"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/rule"
)

// ExtensionDraft asks for a later day.
type ExtensionDraft struct {
	Until  anlan.Date `json:"until"`
	Reason string     `json:"reason" maxLength:"1000"`
}

// Extend (延期申请) asks for an extension of a listed hazard, in the time that the rule gives for asking.
func (s *Service) Extend(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, d ExtensionDraft) (Hazard, error) {
	return s.do(ctx, a, id, base, actExtend, "hazard.extension_asked", func(_ context.Context, tx *db.Tx, h Hazard) (Hazard, Told, error) {
		rules, err := stamped[rule.HazardListing](s.book(), h.Stamp.Listing)
		if h.Listed() == "" {
			return h, Told{}, anlan.ErrHazardNotListed
		}
		if err != nil {
			return h, Told{}, err
		}
		last := s.cal().Shift(h.Listing.Due.Start(), rules.AskBefore).Date()
		ask := ListingAsk{Until: d.Until, Reason: d.Reason, By: tx.Actor.Post, At: tx.Now, Answer: s.cal().Shift(tx.Now, rules.Answer).Date()}
		next, err := h.Asked(ask, last, rules)
		return next, Told{Listing: next.Listing, Reason: d.Reason, Until: d.Until}, err
	})
}

// Asked notes the question. It comes in time or not at all: the rule counts working days back from the
// deadline.
func (h Hazard) Asked(ask ListingAsk, last anlan.Date, rules rule.HazardListing) (Hazard, error) {
	if err := h.in("extension", Planned, Rectifying); err != nil {
		return h, err
	}
	l := *h.Listing
	granted := 0
	for _, e := range l.Extensions {
		if e.Granted {
			granted++
		}
	}
	switch {
	case l.Asked != nil:
		return h, anlan.ErrHazardAskWaits.With("by", string(l.Asked.Answer))
	case granted >= rules.MostExtended:
		return h, anlan.ErrHazardAskMost.With("n", granted)
	case ask.At.Date() > last:
		return h, anlan.ErrHazardAskLate.With("days", -rules.AskBefore.Value).With("last", string(last))
	}
	if err := require("reason", ask.Reason, reasonMax).Err(); err != nil {
		return h, err
	}
	if _, err := anlan.ParseDate(string(ask.Until)); err != nil {
		return h, anlan.ErrDateMalformed.With("value", string(ask.Until)).At("until")
	}
	if ask.Until <= l.Due {
		return h, anlan.ErrHazardAskShort.With("until", string(ask.Until)).With("due", string(l.Due)).At("until")
	}
	if most := l.Day.AddDays(rules.MostDays); ask.Until > most {
		return h, anlan.ErrHazardPlanLong.With("until", string(ask.Until)).With("days", rules.MostDays).With("last", string(most)).At("until")
	}
	l.Asked = &ask
	h.Listing = &l
	return h, nil
}

// Answer (延期答复) grants or refuses the extension that waits. Only a grant moves the deadline.
func (s *Service) Answer(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, grant bool, reason string) (Hazard, error) {
	kind := map[bool]string{true: "hazard.extended", false: "hazard.extension_refused"}[grant]
	return s.do(ctx, a, id, base, actAnswer, kind, func(ctx context.Context, tx *db.Tx, h Hazard) (Hazard, Told, error) {
		next, err := h.Answered(grant, reason, tx.Actor, tx.Now)
		if err != nil {
			return h, Told{}, err
		}
		told := Told{Reason: reason, Until: next.Listing.Due, Listing: next.Listing}
		if grant {
			next, err = s.moveDue(ctx, tx, next, next.Listing.Due, "挂牌督办延期："+reason)
		}
		return next, told, err
	})
}

// Answered answers the question that waits. Nobody grants what he asked for (law 3).
func (h Hazard) Answered(grant bool, reason string, by anlan.Actor, now anlan.Instant) (Hazard, error) {
	if h.Listed() == "" || h.Listing.Asked == nil {
		return h, anlan.ErrHazardAskNone
	}
	l := *h.Listing
	if by.Post != "" && by.Post == l.Asked.By || by.Unit == h.Lead.Unit {
		return h, anlan.ErrHazardOwnCheck
	}
	if err := require("reason", reason, reasonMax).Err(); err != nil {
		return h, err
	}
	ask := *l.Asked
	ask.Late = now.Date() > ask.Answer
	l.Asked = nil
	l.Extensions = append(slices.Clone(l.Extensions), ListingAnswer{ListingAsk: ask, Granted: grant, Opinion: reason, Answerer: by.Post, Answered: now})
	if grant {
		l.Due = ask.Until
	}
	h.Listing = &l
	return h, nil
}
