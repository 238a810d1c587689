package inspection

import (
	"context"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/inspection/inspectiondb"
	"anlan/internal/rule"
	"anlan/internal/timer"
)

// PermitTold is what events say of a permit.
type PermitTold struct {
	Number string      `json:"number"`
	Kind   string      `json:"kind"`
	Site   string      `json:"site,omitempty"`
	Spot   string      `json:"spot"`
	Unit   anlan.ID    `json:"unit"`
	By     anlan.ID    `json:"by"`
	State  PermitState `json:"state"`
	Why    string      `json:"why,omitempty"`
}

func (p Permit) told() PermitTold {
	return PermitTold{Number: p.Number, Kind: p.KindZH, Site: p.SiteName, Spot: p.Spot, Unit: p.Owner.ID, By: p.By, State: p.State, Why: p.Turns[len(p.Turns)-1].Why}
}

func setPermitClock(ctx context.Context, tx *db.Tx, p Permit, k rule.PermitKind) error {
	key := "inspection/permit/" + string(p.ID)
	next := p.Next(k)
	if next == 0 {
		return timer.Cancel(ctx, tx, key)
	}
	return timer.Set(ctx, tx, timer.Timer{Key: key, Kind: permitClock, Ref: p.Ref(), Due: next})
}

func savePermit(ctx context.Context, tx *db.Tx, kind string, p Permit, k rule.PermitKind) (Permit, error) {
	seen := p.Revision
	p.Revision++
	doc, err := db.Encode(p)
	if err != nil {
		return p, err
	}
	err = db.Changed(queries(tx).UpdatePermit(ctx, inspectiondb.UpdatePermitParams{ID: p.ID, Revision: seen, State: string(p.State), Live: p.Live(), Rank: p.To, Doc: doc}))
	if err != nil {
		return p, err
	}
	if err := setPermitClock(ctx, tx, p, k); err != nil {
		return p, err
	}
	return p, tx.Emit(kind, p.Ref(), p.told(), p)
}

// ringPermit is what time does to a permit.
func (s *Service) ringPermit(ctx context.Context, tx *db.Tx, t timer.Timer) error {
	p, err := db.Decode[Permit](queries(tx).Permit(ctx, t.Ref.ID))
	if err != nil {
		return err
	}
	k, err := s.PermitRules(p)
	if err != nil {
		return err
	}
	next, rang := p.Ring(k, tx.Now)
	if !rang {
		return setPermitClock(ctx, tx, p, k)
	}
	_, err = savePermit(ctx, tx, "inspection.permit_"+string(next.State), next, k)
	return err
}
