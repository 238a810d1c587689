package field_test

import (
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/field"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// A site is carried by its township, by who runs it and by who oversees that unit; when the overseer
// changes, it changes phones without the site itself being touched. An enterprise never sees another's.
func TestSitesChangePhones(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		h.t = t
		book, err := rule.Builtin()
		if err != nil {
			t.Fatal(err)
		}
		kinds, err := registry.KindsOf(book, h.d.Now())
		if err != nil {
			t.Fatal(err)
		}
		h.s = field.New(field.Options{DB: h.d, Log: quiet, Sources: []field.Source{field.Sites(h.d)}})
		u := h.county()
		station := u["（演示）甲加油站"]
		var site registry.Site
		change := func(fn func(w registry.Writer) error) {
			t.Helper()
			if err := h.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error { return fn(registry.Within(tx)) }); err != nil {
				t.Fatal(err)
			}
			h.catch()
		}
		change(func(w registry.Writer) (err error) {
			site, err = w.CreateSite(ctx, registry.SiteDraft{Unit: station.ID, Name: "一号站", Kind: "filling_station", Place: "620521100001"}, kinds)
			return err
		})
		cursor := map[string]string{}
		sync := func(name string, a anlan.Actor) (there, gone bool) {
			t.Helper()
			p, err := h.s.Pack(ctx, a, cursor[name], 100)
			if err != nil {
				t.Fatal(err)
			}
			cursor[name] = p.Cursor
			return len(p.Rows["sites"]) == 1, len(p.Gone["sites"]) == 1
		}
		seats := map[string]anlan.Actor{"township": seat(u["永清镇"], anlan.RoleTownship), "village": seat(u["北城"], anlan.RoleVillage),
			"department": seat(u["县应急局"], anlan.RoleDepartment), "enterprise": seat(station, anlan.RoleEnterprise),
			"other township": seat(u["红堡镇"], anlan.RoleTownship)}
		for name, a := range seats {
			if there, _ := sync(name, a); there != (name != "other township") {
				t.Errorf("%s carries the site: %v", name, there)
			}
		}
		change(func(w registry.Writer) error {
			d := station.Draft()
			d.Regulator = ""
			_, err := w.UpdateUnit(ctx, station.ID, station.Revision, d)
			return err
		})
		if there, gone := sync("department", seats["department"]); there || !gone {
			t.Errorf("after it oversees the unit no more the department is told there %v, gone %v", there, gone)
		}
		if there, gone := sync("village", seats["village"]); !there || gone {
			t.Errorf("the village is told there %v, gone %v", there, gone)
		}
		change(func(w registry.Writer) error { _, err := w.MakeLabel(ctx, site.ID); return err })
		p, err := h.s.Pack(ctx, seats["village"], cursor["village"], 100)
		if err != nil || len(p.Rows["sites"]) != 1 || len(p.Rows["sites"][0].(field.SiteRow).Labels) != 1 {
			t.Errorf("a new label reaches the phone as %+v, %v", p.Rows, err)
		}
		change(func(w registry.Writer) error { _, err := w.CloseSite(ctx, site.ID, site.Revision); return err })
		if there, gone := sync("township", seats["township"]); there || !gone {
			t.Errorf("a closed site: there %v, gone %v", there, gone)
		}
	})
}
