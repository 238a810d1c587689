package registry_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/geo"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// town is a county with two townships, an enterprise in each and the department that oversees the first.
type town struct {
	t     *testing.T
	d     *db.DB
	sites *registry.Sites
	units map[string]registry.Unit
}

func foundTown(t *testing.T, d *db.DB) town {
	t.Helper()
	book, err := rule.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	c := town{t: t, d: d, sites: registry.NewSites(d, func() *rule.Book { return book }), units: map[string]registry.Unit{}}
	err = d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		w := registry.Within(tx)
		for _, p := range []registry.Place{{Code: "620521", Name: "清水县", Level: registry.CountyLevel},
			{Code: "620521100", Name: "永清镇", Level: registry.Township, Parent: "620521"},
			{Code: "620521101", Name: "红堡镇", Level: registry.Township, Parent: "620521"}} {
			if _, err := w.SavePlace(ctx, p); err != nil {
				return err
			}
		}
		for _, u := range []registry.UnitDraft{{Kind: registry.Department, Name: "应急局", Place: "620521"},
			{Kind: registry.Enterprise, Name: "甲加油站", Place: "620521100"}, {Kind: registry.Enterprise, Name: "乙饭馆", Place: "620521101"}} {
			if u.Name == "甲加油站" {
				u.Regulator = c.units["应急局"].ID
			}
			made, err := w.CreateUnit(ctx, u)
			if err != nil {
				return err
			}
			c.units[u.Name] = made
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (c town) seat(role anlan.Role, unit string, places ...string) anlan.Actor {
	a := anlan.Actor{Account: "a", Post: "p", Unit: c.units[unit].ID, Roles: []anlan.Role{role}}
	a.Scope = anlan.Scope{All: role == anlan.RoleOffice, Units: []anlan.ID{a.Unit}, Places: places}
	return a
}

func (c town) draft(unit, name, place string) registry.SiteDraft {
	return registry.SiteDraft{Unit: c.units[unit].ID, Name: name, Kind: "filling_station", Place: place, Point: &registry.Point{Lon: 106.1372, Lat: 34.7498}}
}

func TestSiteLife(t *testing.T) {
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := foundTown(t, d)
		office := c.seat(anlan.RoleOffice, "应急局")
		s, err := c.sites.Create(ctx, office, c.draft("甲加油站", "一号站", "620521100"))
		if err != nil {
			t.Fatal(err)
		}
		if s.Sector != "危险化学品" || s.Initials == "" || s.Revision != 1 {
			t.Errorf("a new site is %+v, want the sector of its kind, initials and revision 1", s)
		}
		if _, err := c.sites.Create(ctx, office, c.draft("甲加油站", "一号站", "620521100")); !errors.Is(err, anlan.ErrSiteDouble) {
			t.Errorf("the same name twice: %v, want site_double", err)
		}
		edit := s.Draft()
		edit.Hours, edit.Point = "8:00-20:00", nil
		next, err := c.sites.Update(ctx, office, s.ID, s.Revision, edit)
		if err != nil || next.Revision != 2 || next.Point != nil || next.Hours != edit.Hours {
			t.Errorf("changed it is %+v, %v", next, err)
		}
		if _, err := c.sites.Update(ctx, office, s.ID, s.Revision, edit); !errors.Is(err, anlan.ErrConflict) {
			t.Errorf("a change of what was seen before: %v, want conflict", err)
		}
		past, err := registry.In(d.Reader()).PastOf(ctx, s.Ref())
		if err != nil || len(past) != 1 || !strings.Contains(string(past[0].Record), "106.1372") {
			t.Errorf("its past is %v, %v; want the first form with its point", past, err)
		}
		closed, err := c.sites.Close(ctx, office, s.ID, 2)
		if err != nil || closed.Status != registry.Abolished {
			t.Errorf("closed it is %+v, %v", closed, err)
		}
		if _, err := c.sites.Create(ctx, office, c.draft("甲加油站", "一号站", "620521100")); err != nil {
			t.Errorf("the name of a closed site cannot be used again: %v", err)
		}
		dbtest.Fits(t, d, "registry.", registry.New(d))
	})
}

func TestWhoMayChangeSites(t *testing.T) {
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := foundTown(t, d)
		for _, x := range []struct {
			who  string
			a    anlan.Actor
			unit string
			may  bool
		}{
			{"the office", c.seat(anlan.RoleOffice, "应急局"), "乙饭馆", true},
			{"the department that oversees the unit", c.seat(anlan.RoleDepartment, "应急局"), "甲加油站", true},
			{"a department of others", c.seat(anlan.RoleDepartment, "应急局"), "乙饭馆", false},
			{"the township", c.seat(anlan.RoleTownship, "", "620521100"), "甲加油站", true},
			{"another township", c.seat(anlan.RoleTownship, "", "620521100"), "乙饭馆", false},
			{"the enterprise", c.seat(anlan.RoleEnterprise, "甲加油站"), "甲加油站", true},
			{"another enterprise", c.seat(anlan.RoleEnterprise, "甲加油站"), "乙饭馆", false},
			{"a leader", c.seat(anlan.RoleLeader, "应急局"), "甲加油站", false},
			{"an auditor", c.seat(anlan.RoleAudit, ""), "甲加油站", false},
		} {
			place := c.units[x.unit].Place
			_, err := c.sites.Create(ctx, x.a, c.draft(x.unit, "站 "+x.who, place))
			if may := err == nil; may != x.may || !may && anlan.KindOf(err) != anlan.Forbidden {
				t.Errorf("%s enters a site of %s: %v, want allowed %v", x.who, x.unit, err, x.may)
			}
		}
		other, err := c.sites.Create(ctx, c.seat(anlan.RoleOffice, "应急局"), c.draft("乙饭馆", "店", "620521101"))
		if err != nil {
			t.Fatal(err)
		}
		enterprise := c.seat(anlan.RoleEnterprise, "甲加油站")
		if _, err := c.sites.Get(ctx, enterprise, other.ID); !errors.Is(err, anlan.ErrNotFound) {
			t.Errorf("an enterprise sees another's site: %v", err)
		}
		take := other.Draft()
		take.Unit = enterprise.Unit
		if _, err := c.sites.Update(ctx, enterprise, other.ID, 1, take); !errors.Is(err, anlan.ErrNotFound) {
			t.Errorf("an enterprise takes another's site: %v", err)
		}
		give := registry.SiteDraft{Unit: c.units["乙饭馆"].ID, Name: "移交", Kind: "other", Place: "620521101"}
		own, err := c.sites.Create(ctx, c.seat(anlan.RoleTownship, "", "620521100"), c.draft("甲加油站", "移交", "620521100"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.sites.Update(ctx, c.seat(anlan.RoleTownship, "", "620521100"), own.ID, 1, give); anlan.KindOf(err) != anlan.Forbidden {
			t.Errorf("a township moves a site into another's territory: %v", err)
		}
	})
}

func TestPointsThatCannotBe(t *testing.T) {
	for name, x := range map[string]struct {
		p    registry.Point
		want *anlan.Error
	}{
		"swapped":   {registry.Point{Lon: 34.75, Lat: 106.13}, anlan.ErrGeoPointSwapped},
		"projected": {registry.Point{Lon: 507123, Lat: 3846123}, anlan.ErrGeoPointProjected},
		"abroad":    {registry.Point{Lon: 2.35, Lat: 48.85}, anlan.ErrGeoPointOutside},
		"nowhere":   {registry.Point{}, anlan.ErrGeoPointOutside},
	} {
		_, err := geo.Check(x.p.At())
		if !errors.Is(err, x.want) {
			t.Errorf("%s: %v, want %s", name, err, x.want.Code)
		}
	}
	kinds := rule.SiteKindRule{Kinds: []rule.SiteKind{{Key: "other"}}}
	err := registry.CheckSite(registry.SiteDraft{Name: " ", Kind: "castle", Point: &registry.Point{Lon: 34.7, Lat: 106.1}}, kinds)
	var bad anlan.Problems
	if !errors.As(err, &bad) || len(bad) != 5 {
		t.Errorf("a draft with five mistakes names %v", err)
	}
}

// The nearest sites are those that measuring every one would find.
func TestNearIsWhatMeasuringFinds(t *testing.T) {
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := foundTown(t, d)
		r := rand.New(rand.NewPCG(7, 7))
		kinds, err := c.sites.Kinds()
		if err != nil {
			t.Fatal(err)
		}
		var all []registry.Site
		err = d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
			for i := range 600 {
				draft := c.draft("甲加油站", fmt.Sprintf("站%d", i), "620521100")
				draft.Point = &registry.Point{Lon: 106.10 + r.Float64()*0.08, Lat: 34.72 + r.Float64()*0.06}
				s, err := registry.Within(tx).CreateSite(ctx, draft, kinds)
				if err != nil {
					return err
				}
				all = append(all, s)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		office := c.seat(anlan.RoleOffice, "应急局")
		for range 40 {
			at := registry.Point{Lon: 106.09 + r.Float64()*0.1, Lat: 34.71 + r.Float64()*0.08}
			metres := 50 + r.Float64()*3000
			limit := 1 + r.IntN(30)
			got, err := c.sites.Near(ctx, office, at, metres, limit)
			if err != nil {
				t.Fatal(err)
			}
			within := 0
			for _, s := range all {
				if geo.Distance(at.At(), s.Point.At()) <= metres {
					within++
				}
			}
			if len(got) != min(within, limit) {
				t.Fatalf("%d sites within %.0f m of %v, measuring finds %d (limit %d)", len(got), metres, at, within, limit)
			}
			for i := 1; i < len(got); i++ {
				if got[i].Metres < got[i-1].Metres {
					t.Fatalf("the %dth is nearer than the one before", i)
				}
			}
			if len(got) < limit {
				continue // all of them
			}
			for _, s := range all {
				if far := geo.Distance(at.At(), s.Point.At()); far+1 < float64(got[len(got)-1].Metres) && !has(got, s.ID) {
					t.Fatalf("%s at %.0f m is missing", s.Name, far)
				}
			}
		}
		box := orb.Bound{Min: orb.Point{106.12, 34.74}, Max: orb.Point{106.15, 34.76}}
		want, got := 0, 0
		for _, s := range all {
			if box.Contains(s.Point.At()) {
				want++
			}
		}
		for after := ""; ; {
			page, err := c.sites.List(ctx, office, registry.SiteFilter{Box: &box, After: after, Limit: 50})
			if err != nil {
				t.Fatal(err)
			}
			got += len(page.Items)
			if after = page.Next; after == "" {
				break
			}
		}
		if got != want {
			t.Errorf("%d sites in the rectangle, want %d", got, want)
		}
	})
}

func has(list []registry.NearSite, id anlan.ID) bool {
	for _, s := range list {
		if s.ID == id {
			return true
		}
	}
	return false
}

func TestLabels(t *testing.T) {
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := foundTown(t, d)
		office := c.seat(anlan.RoleOffice, "应急局")
		s, err := c.sites.Create(ctx, office, c.draft("甲加油站", "一号站", "620521100"))
		if err != nil {
			t.Fatal(err)
		}
		if n, err := c.sites.EnsureLabels(ctx, office, []anlan.ID{s.ID}); err != nil || n != 1 {
			t.Fatalf("%d labels were made, %v", n, err)
		}
		if n, err := c.sites.EnsureLabels(ctx, office, []anlan.ID{s.ID}); err != nil || n != 0 {
			t.Errorf("a second time %d labels were made, %v", n, err)
		}
		labels, err := c.sites.Labels(ctx, office, s.ID)
		if err != nil || len(labels.Labels) != 1 {
			t.Fatalf("%+v, %v", labels, err)
		}
		code := labels.Labels[0].Code
		says, err := url.Parse(labels.Labels[0].Payload("https://anlan.example.cn/", "一号站 & 油库"))
		if err != nil || says.Path != "/q/"+code || says.Query().Get("n") != "一号站 & 油库" {
			t.Errorf("the squares say %v, %v", says, err)
		}
		if _, err := c.sites.Rotate(ctx, c.seat(anlan.RoleEnterprise, "乙饭馆"), code, "x"); anlan.KindOf(err) != anlan.NotFound {
			t.Errorf("a stranger rotates a label: %v", err)
		}
		fresh, err := c.sites.Rotate(ctx, office, code, "被撕掉")
		if err != nil || fresh.Code == code || fresh.Site != s.ID {
			t.Fatalf("the label that takes its place is %+v, %v", fresh, err)
		}
		if _, err := c.sites.Rotate(ctx, office, code, "again"); !errors.Is(err, anlan.ErrLabelRevoked) {
			t.Errorf("a revoked label is rotated: %v", err)
		}
		for range 3 {
			found, err := c.sites.Scan(ctx, code, false)
			if err != nil || found.Label.Status != registry.LabelRevoked || found.Label.Next != fresh.Code || found.Unit != "甲加油站" {
				t.Errorf("scanned it leads to %+v, %v", found, err)
			}
		}
		if _, err := c.sites.Scan(ctx, fresh.Code, true); err != nil {
			t.Fatal(err)
		}
		for range 2 { // nothing is counted twice
			if err := c.sites.Flush(context.Background()); err != nil {
				t.Fatal(err)
			}
		}
		labels, err = c.sites.Labels(ctx, office, s.ID)
		counts := map[string][2]int64{}
		for _, x := range labels.Scans {
			counts[x.Label] = [2]int64{x.Signed, x.Public}
		}
		if err != nil || counts[code] != [2]int64{0, 3} || counts[fresh.Code] != [2]int64{1, 0} {
			t.Errorf("the scans are %v, %v", counts, err)
		}
		if still, err := c.sites.StillScanned(ctx, office); err != nil || len(still) != 1 || still[0].Code != code {
			t.Errorf("revoked and still scanned: %+v, %v", still, err)
		}
		for _, bad := range []string{"", "AAAA", "0000000000", strings.Repeat("A", 500)} {
			if _, err := c.sites.Scan(ctx, bad, false); !errors.Is(err, anlan.ErrLabelUnknown) {
				t.Errorf("label %.20q: %v, want label_unknown", bad, err)
			}
		}
		dbtest.Fits(t, d, "registry.", registry.New(d))
	})
}
