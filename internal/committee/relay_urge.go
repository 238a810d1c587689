package committee

import (
	"context"
	"errors"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/registry"
	"anlan/internal/rule"
	"anlan/internal/timer"
)

// relayKind is the timer kind under which missing receipts are chased.
const relayKind = "committee.relay"

// Timers returns the handlers of the room's timers.
func (s *Service) Timers() map[string]timer.Handler {
	return map[string]timer.Handler{relayKind: s.ringRelay}
}

// RelayUrged is the body of the event that receipts were asked for once more: whose are missing, and
// whether the last day has passed, so that the office is told too.
type RelayUrged struct {
	Document Document `json:"document"`
	Waiting  []Named  `json:"waiting"`
	Late     bool     `json:"late,omitempty"`
	Office   Named    `json:"office,omitzero"`
}

// wound stamps a document with the ladder in force and sets an alarm for each rung that lies ahead. A
// document without a last day is chased by hand only.
func (s *Service) wound(ctx context.Context, tx *db.Tx, d Document) (Document, error) {
	if d.Due == "" {
		return d, nil
	}
	ladder, version, err := rule.Get[rule.Ladder](s.rules(), rule.RelayLadder, tx.Now.Date())
	if err != nil {
		return d, err
	}
	d.Ladder = version.ID
	for _, r := range ladder.Rungs {
		at := s.days().Shift(d.Due.End(), r.Offset)
		if at <= tx.Now {
			continue
		}
		if err := timer.Set(ctx, tx, timer.Timer{Key: "relay/" + string(d.ID) + "/" + r.Key, Kind: relayKind, Ref: d.Ref(), Due: at}); err != nil {
			return d, err
		}
	}
	return d, nil
}

// ringRelay asks the units whose receipt is missing when a rung is reached.
func (s *Service) ringRelay(ctx context.Context, tx *db.Tx, t timer.Timer) error {
	d, err := db.Decode[Document](queries(tx).Document(ctx, t.Ref.ID))
	if isGone(err) {
		return nil
	}
	if err != nil {
		return err
	}
	version, err := s.rules().Version(d.Ladder)
	if err != nil {
		return err
	}
	ladder, _, err := rule.As[rule.Ladder](version)
	if err != nil {
		return err
	}
	rung, known := ladder.Rung(t.Key[strings.LastIndex(t.Key, "/")+1:])
	if !known {
		return nil
	}
	_, err = s.urgeRelay(ctx, tx, d, slices.Contains(rung.To, "office"))
	return err
}

// urgeRelay tells of the receipts that are missing; none missing, nothing told.
func (s *Service) urgeRelay(ctx context.Context, tx *db.Tx, d Document, late bool) (int, error) {
	owed, err := queries(tx).OwedOf(ctx, d.ID)
	if err != nil || len(owed) == 0 {
		return 0, db.Classify(err)
	}
	told := RelayUrged{Document: d, Late: late}
	for _, u := range d.Units {
		if slices.Contains(owed, u.ID) {
			told.Waiting = append(told.Waiting, u)
		}
	}
	if late {
		office, err := registry.In(tx).Office(ctx)
		if err != nil && !errors.Is(err, anlan.ErrRegistryNoOffice) {
			return 0, err
		}
		told.Office = Named{office.ID, office.Name}
	}
	return len(told.Waiting), tx.Emit("committee.relay_urged", d.Ref(), told, nil)
}

// UrgeRelay (催回执) asks every unit whose receipt is missing once more, and only those. It returns how many.
func (s *Service) UrgeRelay(ctx context.Context, a anlan.Actor, document anlan.ID) (n int, err error) {
	if err := authz.Check(a, actWrite); err != nil {
		return 0, err
	}
	err = s.d.Write(ctx, a, func(tx *db.Tx) error {
		d, err := db.Decode[Document](queries(tx).Document(ctx, document))
		if err != nil {
			return err
		}
		n, err = s.urgeRelay(ctx, tx, d, false)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return 0, nil
	}
	return n, err
}
