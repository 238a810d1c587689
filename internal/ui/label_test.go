package ui_test

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/registry"
)

// labelled enters a site with a label.
func labelled(t *testing.T, name string) (registry.Site, string) {
	t.Helper()
	ctx := context.Background()
	dir := registry.In(house.app.DB.Reader())
	units, err := dir.Units(ctx, anlan.Scope{All: true}, registry.UnitFilter{Kind: registry.Enterprise})
	if err != nil || len(units.Items) == 0 {
		t.Fatal("the demo has no enterprise", err)
	}
	kinds, err := house.app.Sites.Kinds()
	if err != nil {
		t.Fatal(err)
	}
	var site registry.Site
	var label registry.Label
	err = house.app.DB.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		w := registry.Within(tx)
		if site, err = w.CreateSite(ctx, registry.SiteDraft{Unit: units.Items[0].ID, Name: name, Kind: "other", Place: "620521100", Address: "中山路<1>号"}, kinds); err != nil {
			return err
		}
		label, err = w.MakeLabel(ctx, site.ID)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return site, label.Code
}

func says(t *testing.T, page string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(page, w) {
			t.Errorf("the page does not say %q:\n%s", w, page)
		}
	}
}

func TestLabelPage(t *testing.T) {
	v := visit(t)
	site, code := labelled(t, "（演示）扫码站")
	page := v.get("/q/"+strings.ToLower(code)+"?n=%E4%BC%AA%E9%80%A0", 200)
	says(t, page, site.Name, "永清镇", "中山路&lt;1&gt;号", "tel:12350", "/report?label="+code, "/lite/sign-in?next=%2Fq%2F"+code)
	if strings.Contains(page, "/m/capture") || strings.Contains(page, "伪造") {
		t.Errorf("a stranger is offered what needs an account, or shown what the address says:\n%s", page)
	}
	says(t, v.get("/q/"+code+"?lang=en", 200), "Anybody may report it", "Inspectors: sign in")
	v = visit(t)
	v.post("/lite/demo", url.Values{"login": {trial(t, anlan.RoleTownship).Login}, "next": {"/q/" + code}}, 200)
	says(t, v.get("/q/"+code, 200), "/sites/"+string(site.ID))
	page = v.get("/q/23456789AB", 404)
	says(t, page, "没有这个标签")
	v.get("/q/%3Cscript%3E", 404)

	if _, err := house.app.Sites.Revoke(context.Background(), anlan.Actor{Account: "o", Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}, code, "破损"); err != nil {
		t.Fatal(err)
	}
	page = v.get("/q/"+code, 410)
	says(t, page, "这张标签已停用")
	if strings.Contains(page, "/m/capture") {
		t.Error("a revoked label offers work")
	}
}
