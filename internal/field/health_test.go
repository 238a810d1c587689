package field_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"anlan"
	"anlan/internal/field"
	"anlan/internal/registry"

	"anlan/internal/db"
)

// county makes two townships and a village below the first.
func (h house) county() map[string]registry.Unit {
	h.t.Helper()
	units := map[string]registry.Unit{}
	err := h.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		w := registry.Within(tx)
		for _, p := range []registry.Place{{Code: "620521", Name: "清水县", Level: registry.CountyLevel},
			{Code: "620521100", Name: "永清镇", Level: registry.Township, Parent: "620521"},
			{Code: "620521101", Name: "红堡镇", Level: registry.Township, Parent: "620521"},
			{Code: "620521100001", Name: "北城", Level: registry.Village, Parent: "620521100"}} {
			if _, err := w.SavePlace(ctx, p); err != nil {
				return err
			}
		}
		for i, d := range []registry.UnitDraft{{Kind: registry.TownshipUnit, Name: "红堡镇人民政府", Short: "红堡镇", Place: "620521101"},
			{Kind: registry.TownshipUnit, Name: "永清镇人民政府", Short: "永清镇", Place: "620521100"},
			{Kind: registry.VillageUnit, Name: "北城居民委员会", Short: "北城", Place: "620521100001"},
			{Kind: registry.Department, Name: "清水县应急管理局", Short: "县应急局", Place: "620521"},
			{Kind: registry.Enterprise, Name: "（演示）甲加油站", Place: "620521100"}} {
			d.Rank = int64(i + 1)
			if d.Kind == registry.VillageUnit {
				d.Parent = units["永清镇"].ID
			}
			if d.Kind == registry.Enterprise {
				d.Regulator = units["县应急局"].ID
			}
			u, err := w.CreateUnit(ctx, d)
			if err != nil {
				return err
			}
			units[d.Short] = u
			if d.Short == "" {
				units[d.Name] = u
			}
		}
		return nil
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return units
}

func seat(u registry.Unit, role anlan.Role, below ...registry.Unit) anlan.Actor {
	a := anlan.Actor{Account: "acc-" + u.ID, Post: "post-" + u.ID, Unit: u.ID, Roles: []anlan.Role{role}}
	a.Scope.Units = []anlan.ID{u.ID}
	for _, b := range below {
		a.Scope.Units = append(a.Scope.Units, b.ID)
	}
	if role == anlan.RoleTownship || role == anlan.RoleVillage {
		a.Scope.Places = []string{u.Place}
	}
	a.Scope.All = role == anlan.RoleOffice || role == anlan.RoleLeader
	return a
}

func TestHealthShowsWhoIsStaleInTheOrderOfUnits(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		h.t = t
		u := h.county()
		red, green, village := seat(u["红堡镇"], anlan.RoleTownship), seat(u["永清镇"], anlan.RoleTownship, u["北城"]), seat(u["北城"], anlan.RoleVillage)
		report := func(a anlan.Actor, device string, waiting int64, age time.Duration) {
			t.Helper()
			if err := h.s.Report(ctx, a, field.Device{ID: device, Waiting: waiting, Oldest: h.d.Now().Add(-age), Version: "1.2"}); err != nil {
				t.Fatal(err)
			}
		}
		report(village, "phone-v1", 900, 30*time.Hour)
		report(green, "phone-g1", 0, 0)
		report(green, "phone-g2", 2, time.Hour)
		report(red, "phone-r1", 1, time.Hour)
		office := anlan.Actor{Account: "o", Unit: "o", Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}
		see := func(a anlan.Actor) string {
			t.Helper()
			list, err := h.s.Health(ctx, a)
			if err != nil {
				t.Fatal(err)
			}
			var text strings.Builder
			for _, p := range list {
				name := map[anlan.ID]string{red.Unit: "红堡", green.Unit: "永清", village.Unit: "北城"}[p.Unit]
				fmt.Fprintf(&text, "%s %d/%d %s;", name, p.Devices, p.Waiting, p.Why)
			}
			return text.String()
		}
		if got, want := see(office), "红堡 1/1 ;永清 2/2 ;北城 1/900 unsent;"; got != want {
			t.Errorf("the office sees %s, want %s", got, want)
		}
		if got, want := see(green), "永清 2/2 ;北城 1/900 unsent;"; got != want {
			t.Errorf("the township sees %s, want %s", got, want)
		}
		if _, err := h.s.Health(ctx, village); anlan.KindOf(err) != anlan.Forbidden {
			t.Errorf("a village watches phones: %v", err)
		}
		h.time.pass(25 * time.Hour)
		report(red, "phone-r1", 0, 0)
		if got, want := see(office), "红堡 1/0 ;永清 2/2 silent;北城 1/900 silent;"; got != want {
			t.Errorf("a day later the office sees %s, want %s", got, want)
		}
		for i := range 60 {
			report(red, fmt.Sprintf("phone-new-%d", i), 0, 0)
		}
		if list, err := h.s.Health(ctx, red); err != nil || list[0].Devices != 50 {
			t.Errorf("a post with 61 names of phones keeps %+v, %v; want 50", list, err)
		}
		h.time.pass(100 * 24 * time.Hour)
		if err := h.s.Sweep(ctx); err != nil {
			t.Fatal(err)
		}
		if got := see(office); got != "" {
			t.Errorf("after a hundred days there is still %s", got)
		}
	})
}

// A phone whose clock runs a year ahead, or began in 1970, is neither young nor older than time.
func TestHealthOfAWrongClock(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		h.t = t
		a := seat(h.county()["永清镇"], anlan.RoleTownship)
		for oldest, want := range map[anlan.Instant]string{h.d.Now().Add(365 * 24 * time.Hour): "", -5: "unsent", 0: "unsent"} {
			if err := h.s.Report(ctx, a, field.Device{ID: "phone-1", Waiting: 1, Oldest: oldest}); err != nil {
				t.Fatal(err)
			}
			list, err := h.s.Health(ctx, a)
			if err != nil || len(list) != 1 || list[0].Why != want || list[0].Oldest > h.d.Now() {
				t.Errorf("oldest %d: %+v, %v; want %q", oldest, list, err, want)
			}
		}
	})
}
