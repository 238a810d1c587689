package api_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/api"
	"anlan/internal/matrix"
)

// findings lists the holes of the demo county.
func (b browser) findings(query string) []api.FindingView {
	b.t.Helper()
	var page api.ListOf[api.FindingView]
	b.want(http.StatusOK, "GET", "/api/v1/matrix/findings?"+query, nil, &page)
	return page.Items
}

func (b browser) finding(id anlan.ID) (f api.FindingView) {
	b.t.Helper()
	b.want(http.StatusOK, "GET", "/api/v1/matrix/findings/"+string(id), nil, &f)
	return f
}

// caughtUp lets the readers of events come to the end.
func caughtUp(t *testing.T) {
	t.Helper()
	for range 3 { // what one reader tells, another hears
		if _, err := house.app.Catch(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
}

// From the hole to the cell: the units are asked, the committee decides, its dispatch writes the matrix, and its
// recall takes that back.
func TestTheCommitteeFillsAHole(t *testing.T) {
	b := sit(t, anlan.RoleOffice)
	caughtUp(t)
	var f api.FindingView
	for _, x := range b.findings("kind=gap&state=open") {
		if x.Axis == matrix.Industry {
			f = x
			break
		}
	}
	if f.ID == "" {
		t.Fatal("the demo county has no gap of a regulator")
	}
	var units api.ListOf[api.Named]
	b.want(http.StatusOK, "GET", "/api/v1/units?kind=department&q="+url.QueryEscape("县文旅局"), nil, &units)
	if len(units.Items) != 1 {
		t.Fatalf("the department: %+v", units.Items)
	}
	culture := units.Items[0].ID
	b.want(http.StatusOK, "POST", "/api/v1/matrix/findings/"+string(f.ID)+"/ask", fields{"unit": culture, "text": "业务相近", "asked": []anlan.ID{}, "revision": f.Revision}, &f)
	if f.State != matrix.Asked || len(f.Talk.Asked) != 1 {
		t.Fatalf("asked: %+v", f)
	}
	meeting := b.meeting()
	b.want(http.StatusOK, "POST", "/api/v1/matrix/findings/"+string(f.ID)+"/table", fields{"meeting": meeting.ID, "revision": f.Revision}, &f)
	at := "/api/v1/meetings/" + string(meeting.ID)
	var desk struct {
		Decisions []struct {
			ID       anlan.ID
			Text     string
			Revision int64
		}
	}
	b.want(http.StatusOK, "GET", at+"/desk", nil, &desk)
	d := desk.Decisions[0]
	for _, x := range desk.Decisions {
		if strings.Contains(x.Text, "明确责任单位") {
			d = x
		}
	}
	b.want(http.StatusOK, "POST", "/api/v1/decisions/"+string(d.ID)+"/tick", fields{"revision": d.Revision}, nil)
	var sent struct{ ID anlan.ID }
	b.want(http.StatusCreated, "POST", at+"/dispatch", fields{"decisions": []anlan.ID{d.ID}, "revision": 0}, &sent)
	caughtUp(t)
	if f = b.finding(f.ID); f.State != matrix.Decided || f.Live || f.Outcome == nil {
		t.Fatalf("decided: %+v", f)
	}
	var who api.WhoView
	b.want(http.StatusOK, "GET", "/api/v1/matrix/who?sector="+string(f.Sector.ID), nil, &who)
	led := false
	for _, o := range who.Owners {
		led = led || o.Axis == matrix.Industry && o.Unit.ID == culture && o.Basis.Kind == matrix.ByDecision
	}
	if !led {
		t.Errorf("the decision did not become a cell: %+v", who.Owners)
	}
	b.want(http.StatusOK, "POST", "/api/v1/dispatches/"+string(sent.ID)+"/recall", fields{"reason": "表述有误"}, nil)
	caughtUp(t)
	if f = b.finding(f.ID); f.State != matrix.Tabled || !f.Live {
		t.Errorf("recalled, the hole is back and still before the committee: %s, live %v", f.State, f.Live)
	}
}

// Who may ask who is responsible, and for what.
func TestWhoMayAsk(t *testing.T) {
	for role, want := range map[anlan.Role]int{anlan.RoleTownship: 200, anlan.RoleDepartment: 200, anlan.RoleEnterprise: 403} {
		b := sit(t, role)
		b.want(want, "GET", "/api/v1/matrix", nil, nil)
		b.want(403, "POST", "/api/v1/matrix/cells", fields{"axis": "industry", "basis": fields{"kind": "law", "text": "x"}}, nil)
	}
	b := sit(t, anlan.RoleEnterprise)
	var me api.SessionView
	b.want(200, "GET", "/api/v1/session", nil, &me)
	b.want(200, "GET", "/api/v1/matrix/who?unit="+string(me.Post.Unit.ID), nil, nil)
	b.want(403, "GET", "/api/v1/matrix/who?place=620521100", nil, nil)
}
