package api_test

import (
	"strings"
	"testing"

	"anlan"
	"anlan/internal/api"
)

// The system administrator makes accounts for chosen units: seen first, answered once, used once.
func TestAccountsInBulkOverHTTP(t *testing.T) {
	t.Parallel()
	sys, office := sit(t, anlan.RoleSystem), sit(t, anlan.RoleOffice)
	var unit, post, person struct {
		ID anlan.ID `json:"id"`
	}
	office.want(201, "POST", "/api/v1/units", fields{"kind": "park", "name": "批量演示园区", "place": "620521101"}, &unit)
	office.want(201, "POST", "/api/v1/posts", fields{"unit": unit.ID, "title": "主任", "kind": "chief"}, &post)
	office.want(201, "POST", "/api/v1/people", fields{"name": "王建国"}, &person)
	office.want(201, "POST", "/api/v1/holdings", fields{"post": post.ID, "person": person.ID, "mode": "full", "since": "2022-01-01"}, nil)
	all := fields{"units": []anlan.ID{unit.ID}}
	office.want(403, "POST", "/api/v1/accounts/plan", all, nil)
	office.want(403, "POST", "/api/v1/accounts/sheet", all, nil)
	var plan api.AccountPlan
	sys.want(200, "POST", "/api/v1/accounts/plan", all, &plan)
	if len(plan.Items) != 1 || plan.Counts["new"] != 1 || plan.Items[0].Login != "wangjianguo" || plan.Items[0].Unit.Name != "批量演示园区" {
		t.Fatalf("plan %+v", plan)
	}
	var sheet api.AccountSheet
	sys.want(201, "POST", "/api/v1/accounts/sheet", all, &sheet)
	if len(sheet.Items) != 1 || !strings.HasPrefix(sheet.Items[0].QR, "data:image/png") || sheet.Items[0].Person != "王建国" {
		t.Fatalf("sheet %+v", sheet)
	}
	var p api.Problem
	sys.want(409, "POST", "/api/v1/accounts/sheet", all, &p)
	if p.Code != "account_bulk_none" {
		t.Errorf("made twice: %+v", p)
	}
	_, token, _ := strings.Cut(sheet.Items[0].URL, "/redeem#")
	b := sys.another()
	b.want(204, "POST", "/api/v1/account/redeem", fields{"token": token, "password": good}, nil)
	b.signIn("wangjianguo")
}
