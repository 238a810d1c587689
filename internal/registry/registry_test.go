package registry_test

import (
	"context"
	"errors"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/registry"
)

var (
	ctx    = context.Background()
	office = anlan.Actor{Account: "a", Post: "p", Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}
)

// county is a small county: a committee with its office, two departments, two townships.
type county struct {
	*registry.Service
	t     *testing.T
	db    *db.DB
	units map[string]registry.Unit
}

func setup(t *testing.T, d *db.DB) county {
	t.Helper()
	c := county{Service: registry.New(d), t: t, db: d, units: map[string]registry.Unit{}}
	c.places()
	c.unit(registry.UnitDraft{Kind: registry.GovernmentOrgan, Name: "清水县人民政府", Place: "620521"})
	c.unit(registry.UnitDraft{Kind: registry.Committee, Name: "清水县安全生产委员会", Place: "620521"})
	c.unit(registry.UnitDraft{Kind: registry.Department, Name: "清水县住房和城乡建设局", Aliases: []string{"建设局"}, Place: "620521", Rank: 1, Parent: c.id("清水县人民政府")})
	c.unit(registry.UnitDraft{Kind: registry.Department, Name: "清水县应急管理局", Place: "620521", Rank: 2, Parent: c.id("清水县人民政府")})
	c.unit(registry.UnitDraft{Kind: registry.CommitteeOffice, Name: "清水县安委办", Place: "620521", Parent: c.id("清水县应急管理局")})
	c.unit(registry.UnitDraft{Kind: registry.TownshipUnit, Name: "永清镇", Place: "620521100", Rank: 10, Parent: c.id("清水县人民政府")})
	c.unit(registry.UnitDraft{Kind: registry.TownshipUnit, Name: "红堡镇", Place: "620521101", Rank: 11, Parent: c.id("清水县人民政府")})
	return c
}

func (c county) unit(d registry.UnitDraft) registry.Unit {
	c.t.Helper()
	u, err := c.CreateUnit(ctx, office, d)
	if err != nil {
		c.t.Fatal(d.Name, err)
	}
	c.units[d.Name] = u
	return u
}

// places enters a few places; SeedPlaces would enter all 290.
func (c county) places() {
	c.t.Helper()
	for _, p := range []registry.Place{
		{Code: "62", Name: "甘肃省", Level: registry.Province}, {Code: "6205", Name: "天水市", Level: registry.City, Parent: "62"},
		{Code: "620521", Name: "清水县", Level: registry.CountyLevel, Parent: "6205"},
		{Code: "620521100", Name: "永清镇", Level: registry.Township, Parent: "620521", Tile: &registry.Tile{Col: 3, Row: 2}},
		{Code: "620521101", Name: "红堡镇", Level: registry.Township, Parent: "620521"},
		{Code: "620521100201", Name: "东关村民委员会", Level: registry.Village, Parent: "620521100"},
	} {
		if _, err := c.SavePlace(ctx, office, p); err != nil {
			c.t.Fatal(err)
		}
	}
}

func (c county) id(name string) anlan.ID { return c.units[name].ID }

func (c county) person(name, mobile string) registry.Person {
	c.t.Helper()
	p, err := c.CreatePerson(ctx, office, registry.PersonDraft{Name: name, Mobile: mobile})
	if err != nil {
		c.t.Fatal(err)
	}
	return p
}

func (c county) post(unit, title string, kind registry.PostKind) registry.Post {
	c.t.Helper()
	p, err := c.CreatePost(ctx, office, registry.PostDraft{Unit: c.id(unit), Title: title, Kind: kind})
	if err != nil {
		c.t.Fatal(err)
	}
	return p
}

func TestTheDirectoryOfACounty(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := setup(t, d)
		if made, err := c.SeedPlaces(ctx, office, "620521"); err != nil || made != 284 {
			t.Fatal(made, err)
		}
		places, err := c.Places(ctx, office, registry.PlaceFilter{Under: "620521100", Level: registry.Village, Limit: 10})
		if err != nil || len(places.Items) != 10 || places.Next == "" {
			t.Fatalf("%d villages, next %q, %v", len(places.Items), places.Next, err)
		}
		rest, err := c.Places(ctx, office, registry.PlaceFilter{Under: "620521100", Level: registry.Village, After: places.Next})
		if err != nil || len(rest.Items) != 15 || rest.Next != "" {
			t.Fatalf("永清镇 has %d more villages, %v", len(rest.Items), err)
		}
		found, err := c.Places(ctx, office, registry.PlaceFilter{Search: "yqz"})
		if err != nil || len(found.Items) != 1 || found.Items[0].Tile == nil || found.Items[0].Tile.Col != 3 {
			t.Errorf("initials: %+v %v", found.Items, err)
		}
		if made, err := c.SeedPlaces(ctx, office, "620521"); made != 0 || err != nil {
			t.Errorf("seeding again made %d, %v", made, err)
		}
		tiles, err := registry.In(d.Reader()).Tiles(ctx, "620521")
		if err != nil || len(tiles) != 19 {
			t.Errorf("%d tiles, %v", len(tiles), err)
		}
		c.checkSeals()
	})
}

func TestUnits(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := setup(t, d)
		page, err := c.Units(ctx, office, registry.UnitFilter{Under: c.id("清水县应急管理局")})
		if err != nil || len(page.Items) != 2 {
			t.Fatalf("%+v %v", page, err)
		}
		first, err := c.Units(ctx, office, registry.UnitFilter{Limit: 3})
		if err != nil || len(first.Items) != 3 || first.Next == "" {
			t.Fatalf("%+v %v", first, err)
		}
		second, err := c.Units(ctx, office, registry.UnitFilter{After: first.Next})
		if err != nil || len(second.Items) != 4 {
			t.Fatalf("%d units on the second page, %v", len(second.Items), err)
		}
		if _, err := c.Units(ctx, office, registry.UnitFilter{After: "nonsense"}); !errors.Is(err, anlan.ErrFieldInvalid) {
			t.Errorf("a foreign cursor: %v", err)
		}
		if page, _ := c.Units(ctx, office, registry.UnitFilter{Search: "100%"}); len(page.Items) != 0 {
			t.Error("a typed wildcard is a letter")
		}
		_, err = c.CreateUnit(ctx, office, registry.UnitDraft{Kind: registry.TownshipUnit, Name: "永清镇", Parent: c.id("清水县人民政府")})
		if !errors.Is(err, anlan.ErrRegistryUnitDouble) {
			t.Errorf("a double: %v", err)
		}
		c.checkSeals()
	})
}

func TestCyclesAndMoves(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := setup(t, d)
		government := c.units["清水县人民政府"]
		draft := government.Draft()
		draft.Parent = c.id("清水县安委办") // a grandchild
		if _, err := c.UpdateUnit(ctx, office, government.ID, government.Revision, draft); !errors.Is(err, anlan.ErrRegistryUnitCycle) {
			t.Fatalf("a cycle: %v", err)
		}
		draft.Parent = government.ID
		if _, err := c.UpdateUnit(ctx, office, government.ID, government.Revision, draft); !errors.Is(err, anlan.ErrRegistryUnitCycle) {
			t.Fatalf("its own parent: %v", err)
		}
		bureau := c.units["清水县应急管理局"]
		draft = bureau.Draft()
		draft.Parent = c.id("永清镇")
		if _, err := c.UpdateUnit(ctx, office, bureau.ID, bureau.Revision, draft); err != nil {
			t.Fatal(err)
		}
		below, err := registry.In(d.Reader()).Subtree(ctx, c.id("永清镇"))
		if err != nil || len(below) != 3 {
			t.Errorf("the office did not move with its bureau: %v %v", below, err)
		}
		if _, err := c.UpdateUnit(ctx, office, bureau.ID, bureau.Revision, draft); !errors.Is(err, anlan.ErrConflict) {
			t.Errorf("an old revision: %v", err)
		}
		if _, err := c.AbolishUnit(ctx, office, c.id("永清镇"), 1, "2026-01-01"); !errors.Is(err, anlan.ErrRegistryUnitBusy) {
			t.Errorf("abolished over its children: %v", err)
		}
		if u, err := c.AbolishUnit(ctx, office, c.id("红堡镇"), 1, "2026-01-01"); err != nil || u.Status != registry.Abolished {
			t.Errorf("%+v %v", u, err)
		}
		c.unit(registry.UnitDraft{Kind: registry.TownshipUnit, Name: "红堡镇", Parent: c.id("清水县人民政府")}) // the name is free again
		c.checkSeals()
	})
}

func TestResolve(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := setup(t, d)
		for _, name := range []string{"县住建局", "住建局", "建设局", "清水县住房和城乡建设局", "住房和城乡建设局"} {
			got, err := c.Resolve(ctx, office, name)
			if err != nil || len(got) != 1 || got[0].Unit.ID != c.id("清水县住房和城乡建设局") {
				t.Errorf("%s: %+v %v", name, got, err)
			}
		}
		if got, err := c.Resolve(ctx, office, "各乡镇"); err != nil || len(got) != 2 || got[0].By != "class" {
			t.Errorf("各乡镇: %+v %v", got, err)
		}
		if _, err := c.Resolve(ctx, office, "水务局"); !errors.Is(err, anlan.ErrRegistryUnitUnknown) {
			t.Errorf("unknown: %v", err)
		}
		c.unit(registry.UnitDraft{Kind: registry.Enterprise, Name: "演示建设局", Short: "建设局"})
		got, err := c.Resolve(ctx, office, "建设局")
		if !errors.Is(err, anlan.ErrRegistryUnitAmbiguous) || len(got) != 2 {
			t.Errorf("ambiguous: %+v %v", got, err)
		}
		body := c.id("清水县安全生产委员会")
		if err := c.SetMember(ctx, office, body, c.id("永清镇"), "2020-01-01", ""); err != nil {
			t.Fatal(err)
		}
		if got, err := c.Resolve(ctx, office, "县安委会各成员单位"); err != nil || len(got) != 1 {
			t.Errorf("members: %+v %v", got, err)
		}
	})
}

func TestWhoMaySeeWhat(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := setup(t, d)
		firm := c.unit(registry.UnitDraft{Kind: registry.Enterprise, Name: "演示加油站", Place: "620521100"})
		p := c.post("永清镇", "镇长", registry.Chief)
		wang := c.person("王演示", "13800000001")
		if _, err := c.Appoint(ctx, office, registry.Holding{Post: p.ID, Person: wang.ID, Since: "2021-01-01"}); err != nil {
			t.Fatal(err)
		}
		enterprise := anlan.Actor{Account: "e", Roles: []anlan.Role{anlan.RoleEnterprise}, Scope: anlan.Scope{Units: []anlan.ID{firm.ID}}}
		page, err := c.Units(ctx, enterprise, registry.UnitFilter{})
		if err != nil || len(page.Items) != 1 || page.Items[0].ID != firm.ID {
			t.Errorf("an enterprise sees %+v, %v", page.Items, err)
		}
		if _, err := c.Unit(ctx, enterprise, c.id("永清镇")); !errors.Is(err, anlan.ErrNotFound) {
			t.Errorf("an enterprise reads a township: %v", err)
		}
		if _, err := c.People(ctx, enterprise, registry.PersonFilter{}); !errors.Is(err, anlan.ErrForbidden) {
			t.Errorf("an enterprise lists people: %v", err)
		}
		village := anlan.Actor{Account: "v", Roles: []anlan.Role{anlan.RoleVillage}, Scope: anlan.Scope{Units: []anlan.ID{"x"}}}
		views, err := c.Posts(ctx, village, c.id("永清镇"))
		if err != nil || views[0].Holders[0].Mobile != "138****0001" {
			t.Errorf("%+v %v", views, err)
		}
		if _, err := c.CreateUnit(ctx, village, registry.UnitDraft{}); !errors.Is(err, anlan.ErrForbidden) {
			t.Errorf("a village writes: %v", err)
		}
		if _, err := c.CreateUnit(ctx, anlan.Actor{}, registry.UnitDraft{}); !errors.Is(err, anlan.ErrUnauthorized) {
			t.Errorf("nobody writes: %v", err)
		}
	})
}

func TestARetryHappensOnce(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := setup(t, d)
		key, id := d.NewID(), d.NewID()
		draft := registry.UnitDraft{ID: id, Kind: registry.VillageUnit, Name: "演示村", Place: "620521100"}
		for range 3 {
			u, err := c.CreateUnit(db.WithKey(ctx, key), office, draft)
			if err != nil || u.ID != id || u.Revision != 1 {
				t.Fatalf("%+v %v", u, err)
			}
		}
	})
}
