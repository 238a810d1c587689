package app

import (
	"context"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/registry"
)

// TestSeatsAreNeverOld: whatever the registry changes, the very next answer knows of it; between two changes the
// answer comes from memory.
func TestSeatsAreNeverOld(t *testing.T) {
	for name, open := range map[string]func(testing.TB, db.Options) *db.DB{"sqlite": dbtest.SQLite, "postgres": dbtest.OnPostgres} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := newSeats(open(t, db.Options{}))
			c := office{t, registry.New(x.d), x}
			c.place("620521", registry.CountyLevel, "")
			c.place("620521100", registry.Township, "620521")
			town := c.unit(registry.UnitDraft{Kind: registry.TownshipUnit, Name: "甲镇", Place: "620521100"})
			other := c.unit(registry.UnitDraft{Kind: registry.Department, Name: "乙局", Place: "620521"})
			village := c.unit(registry.UnitDraft{Kind: registry.VillageUnit, Name: "丙村", Place: "620521100", Parent: town.ID})
			c.sits(village.ID, town.ID, "")
			if kept := len(x.kept); name == "sqlite" && kept != 1 || name == "postgres" && kept != 0 {
				t.Errorf("%d seats are remembered", kept)
			}
			c.sits(village.ID, town.ID, "")
			chief := c.post(village.ID, registry.Chief)
			c.sits(village.ID, town.ID, chief)
			liaison := c.post(village.ID, registry.Liaison)
			c.sits(village.ID, town.ID, liaison)
			draft := registry.UnitDraft{Kind: registry.VillageUnit, Name: "丙村", Place: "620521100", Parent: other.ID}
			_, err := c.reg.UpdateUnit(context.Background(), clerk, village.ID, village.Revision, draft)
			c.ok(err)
			c.sits(village.ID, other.ID, liaison)
			if _, err := x.Seat(context.Background(), "nobody"); err == nil {
				t.Error("a unit that does not exist has a seat")
			}
		})
	}
}

// TestSeatsForgetWhatTheyMissed: whoever was away for longer than memory goes forgets all.
func TestSeatsForgetWhatTheyMissed(t *testing.T) {
	x := newSeats(dbtest.SQLite(t, db.Options{}))
	c := office{t, registry.New(x.d), x}
	c.place("620521", registry.CountyLevel, "")
	unit := c.unit(registry.UnitDraft{Kind: registry.Department, Name: "乙局", Place: "620521"})
	c.sits(unit.ID, unit.ID, "")
	post := c.post(unit.ID, registry.Liaison)
	for range 2500 {
		c.ok(x.d.Write(context.Background(), clerk, func(tx *db.Tx) error {
			return tx.Emit("test.noise", anlan.Ref{Kind: "test.noise", ID: "x"}, nil, nil)
		}))
	}
	c.sits(unit.ID, unit.ID, post)
}

var clerk = anlan.Actor{Account: "a", Post: "p", Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}

// office keeps a registry and asks where units sit.
type office struct {
	t   *testing.T
	reg *registry.Service
	x   *seats
}

func (c office) ok(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

func (c office) place(code string, level registry.Level, parent string) {
	c.t.Helper()
	_, err := c.reg.SavePlace(context.Background(), clerk, registry.Place{Code: code, Name: "地名" + code, Level: level, Parent: parent})
	c.ok(err)
}

func (c office) unit(d registry.UnitDraft) registry.Unit {
	c.t.Helper()
	u, err := c.reg.CreateUnit(context.Background(), clerk, d)
	c.ok(err)
	return u
}

func (c office) post(unit anlan.ID, kind registry.PostKind) anlan.ID {
	c.t.Helper()
	p, err := c.reg.CreatePost(context.Background(), clerk, registry.PostDraft{Unit: unit, Title: string(kind), Kind: kind})
	c.ok(err)
	return p.ID
}

func (c office) sits(unit, branch, post anlan.ID) {
	c.t.Helper()
	seat, err := c.x.Seat(context.Background(), unit)
	c.ok(err)
	if seat.Branch != branch || seat.Post != post {
		c.t.Errorf("sits under %s with post %q, want %s and %q", seat.Branch, seat.Post, branch, post)
	}
}
