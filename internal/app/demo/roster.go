package demo

import (
	"context"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/duty"
	"anlan/internal/registry"
)

// watched are the units of the demo that keep a roster.
var watched = []string{"县安委办", "县应急局", "永清镇", "白沙镇", "黄门镇"}

// rosters gives some units a duty post and a roster that began some days ago and ends soon, so that
// the next one has to be made.
func (m *maker) rosters(ctx context.Context) error {
	for _, short := range watched {
		s := m.seats[short]
		keeper, err := m.keeper(ctx, short)
		if err != nil {
			return err
		}
		today := anlan.At(m.clock.at).Date()
		drafts, err := m.a.Duty.Rotate(ctx, s.actor, s.unit, duty.Rotation{Post: keeper.Post, From: today.AddDays(-3), To: today.AddDays(9),
			People: []anlan.ID{keeper.Person, s.actor.Person}, Leaders: []anlan.ID{s.chief.Person}, At: "08:30"})
		if err != nil {
			return err
		}
		if _, err := m.a.Duty.Plan(ctx, s.actor, s.unit, drafts); err != nil {
			return err
		}
	}
	return nil
}

// keeper is a unit's duty post and who holds it.
func (m *maker) keeper(ctx context.Context, short string) (keeper anlan.Actor, err error) {
	err = m.write(ctx, func(tx *db.Tx) error {
		w := registry.Within(tx)
		u, err := w.Unit(ctx, m.seats[short].unit)
		if err != nil {
			return err
		}
		keeper, err = m.sit(ctx, tx, w, u, registry.OnDuty, "值班岗", m.seats[short].actor.Roles[0])
		return err
	})
	return keeper, err
}
