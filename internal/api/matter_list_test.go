package api_test

import (
	"net/http"
	"slices"
	"testing"

	"anlan"
	"anlan/internal/api"
)

// A list is given again only while nothing has happened: who writes finds what was written in the next answer,
// and nobody is given what another one may see.
func TestAListIsNeverOlderThanAWrite(t *testing.T) {
	t.Parallel()
	office, town := sit(t, anlan.RoleOffice), sit(t, anlan.RoleTownship)
	has := func(page api.MatterPage, id anlan.ID) bool {
		return slices.ContainsFunc(page.Items, func(m api.MatterRow) bool { return m.ID == id })
	}
	var me api.SessionView
	office.want(http.StatusOK, "GET", "/api/v1/session", nil, &me)
	list := func(b browser) (page api.MatterPage) {
		b.want(http.StatusOK, "GET", "/api/v1/matters?limit=200&unit="+string(me.Post.Unit.ID), nil, &page)
		return page
	}
	for range 3 {
		before := list(office)
		var m api.MatterDetail
		office.want(http.StatusOK, "POST", "/api/v1/matters", fields{"title": "核对清单", "unit": me.Post.Unit.ID}, &m)
		if after := list(office); has(before, m.ID) || !has(after, m.ID) {
			t.Fatalf("the list before the write, and the one after it: %v %v", has(before, m.ID), has(after, m.ID))
		}
		if has(list(town), m.ID) {
			t.Fatal("a township is given the office's list")
		}
	}
}
