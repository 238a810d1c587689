package committee

import (
	"context"
	"errors"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/matter"
)

// recallReason is what matters of a recalled dispatch say.
const recallReason = "整批撤回下发"

// Recall (撤回) takes a whole dispatch back while nobody has signed and the window is open: all of its
// matters or none. Its decisions are ticked again, to be changed or sent anew.
func (s *Service) Recall(ctx context.Context, a anlan.Actor, id anlan.ID, reason string) (Dispatch, error) {
	if err := authz.Check(a, actDispatch); err != nil {
		return Dispatch{}, err
	}
	if err := limit(nil, "reason", reason, reasonMax).Err(); err != nil {
		return Dispatch{}, err
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		reason = recallReason
	}
	var out Dispatch
	err := s.d.Write(ctx, a, func(tx *db.Tx) (err error) {
		out, err = s.recall(ctx, tx, id, reason)
		return err
	})
	switch {
	case errors.Is(err, db.ErrDone):
		return loadDispatch(ctx, s.d.Reader(), id)
	case errors.Is(err, anlan.ErrMatterWrongState):
		return out, s.whoSigned(ctx, a, id, err)
	}
	return out, err
}

func (s *Service) recall(ctx context.Context, tx *db.Tx, id anlan.ID, reason string) (Dispatch, error) {
	p, err := loadDispatch(ctx, tx, id)
	if err != nil {
		return p, err
	}
	if p, err = p.recalled(reason, tx.Actor, tx.Now); err != nil {
		return p, err
	}
	if err := s.matters.RecallIn(ctx, tx, p.opened(), reason); err != nil {
		return p, err
	}
	m, err := loadMeeting(ctx, tx, p.Meeting)
	if err != nil {
		return p, err
	}
	list, err := loadDecisions(ctx, tx, p.Meeting)
	if err != nil {
		return p, err
	}
	if err := withdraw(ctx, tx, m, list, p.ID); err != nil {
		return p, err
	}
	if m.State = Minuted; slices.ContainsFunc(list, func(d Decision) bool { return d.Dispatch != "" && d.Dispatch != p.ID }) {
		m.State = Dispatched // an earlier dispatch still runs
	}
	if _, err := saveMeeting(ctx, tx, "committee.meeting_recalled", m); err != nil {
		return p, err
	}
	if p, err = saveDispatch(ctx, tx, p); err != nil {
		return p, err
	}
	return p, tx.Emit("committee.recalled", p.Ref(), p.told(), p)
}

// withdraw puts every decision of a dispatch back to ticked.
func withdraw(ctx context.Context, tx *db.Tx, m Meeting, list []Decision, dispatch anlan.ID) error {
	for _, d := range list {
		if d.Dispatch != dispatch {
			continue
		}
		d, err := d.Withdraw(m.Date, tx.Now)
		if err != nil {
			return err
		}
		if _, err := saveDecision(ctx, tx, "committee.decision_recalled", d); err != nil {
			return err
		}
	}
	return nil
}

// recalled decides whether a dispatch can be taken back at all.
func (p Dispatch) recalled(reason string, by anlan.Actor, now anlan.Instant) (Dispatch, error) {
	switch {
	case p.Recalled != 0:
		return p, anlan.ErrCommitteeRecalled
	case len(p.opened()) == 0:
		return p, anlan.ErrCommitteeRecallMerged
	case now > p.RecallUntil:
		return p, anlan.ErrCommitteeRecallOver.With("until", p.RecallUntil)
	}
	p.Recalled, p.RecalledBy, p.Reason = now, seatOf(by), reason
	return p, nil
}

// opened lists the matters that the dispatch made; those it only joined were there before.
func (p Dispatch) opened() []anlan.ID {
	var list []anlan.ID
	for _, m := range p.Matters {
		if !m.Merged {
			list = append(list, m.Matter)
		}
	}
	return list
}

// whoSigned names the units whose matters keep the dispatch from being recalled.
func (s *Service) whoSigned(ctx context.Context, a anlan.Actor, id anlan.ID, cause error) error {
	p, err := loadDispatch(ctx, s.d.Reader(), id)
	if err != nil {
		return err
	}
	var names []string
	for _, sent := range p.Matters {
		if sent.Merged {
			continue
		}
		m, err := s.matters.Get(ctx, a, sent.Matter)
		if err != nil {
			return err
		}
		if m.State != matter.Issued {
			names = append(names, sent.Unit.Name+"（"+sent.Number+"）")
		}
	}
	return anlan.ErrCommitteeRecallSigned.With("units", strings.Join(names, "、")).Because(cause)
}
