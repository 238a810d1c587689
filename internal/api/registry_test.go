package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan"
	"anlan/internal/api"
)

// one finds the only unit that the words mean.
func (b browser) one(words string) api.UnitView {
	b.t.Helper()
	var page api.ListOf[api.UnitView]
	b.want(http.StatusOK, "GET", "/api/v1/units?q="+words, nil, &page)
	if len(page.Items) != 1 {
		b.t.Fatalf("units found by %q: %d, want 1", words, len(page.Items))
	}
	return page.Items[0]
}

func TestUnits(t *testing.T) {
	b := sit(t, anlan.RoleOffice)
	for _, words := range []string{"永清镇人民政府", "yqz"} {
		if u := b.one(words); u.Short != "永清镇" || u.Place == nil || u.Place.Name == "" || u.Parent == nil {
			t.Errorf("%s finds %+v, want the township with short name, place and parent", words, u)
		}
	}
	draft := fields{"kind": "department", "name": "清水县演示试验局", "short": "试验局", "aliases": []string{"县试验中心"}, "place": "620521", "code": "X-1"}
	var made, again api.UnitView
	b.want(http.StatusCreated, "POST", "/api/v1/units", draft, &made)
	if u := b.one("县试验中心"); u.ID != made.ID {
		t.Errorf("an alias finds %s, want %s", u.Name, made.Name)
	}
	b.want(http.StatusOK, "PATCH", "/api/v1/units/"+string(made.ID), fields{"revision": made.Revision, "address": "县城中山路"}, &again)
	want := made
	want.Address, want.Revision = "县城中山路", made.Revision+1
	if diff := cmp.Diff(want, again); diff != "" {
		t.Errorf("what was left out of a change did not stay (-want +got):\n%s", diff)
	}
	b.want(http.StatusConflict, "PATCH", "/api/v1/units/"+string(made.ID), fields{"revision": made.Revision, "address": "别处"}, nil)
	b.want(http.StatusNotFound, "GET", "/api/v1/units/resolve?name=没有这个单位", nil, nil)
	var found api.ListOf[api.MatchView]
	b.want(http.StatusOK, "GET", "/api/v1/units/resolve?name=试验局", nil, &found)
	if len(found.Items) != 1 || found.Items[0].Unit.ID != made.ID {
		t.Errorf("试验局 means %+v", found.Items)
	}
	b.want(http.StatusOK, "POST", "/api/v1/units/"+string(made.ID)+"/abolish", fields{"revision": again.Revision, "last": string(b.d.Now().Date())}, nil)
}

func TestPostsChangeHands(t *testing.T) {
	b := sit(t, anlan.RoleOffice)
	unit := b.one("永清镇人民政府").ID
	var post api.PostRow
	b.want(http.StatusCreated, "POST", "/api/v1/posts", fields{"unit": unit, "title": "试验岗", "kind": "staff"}, &post)
	people := [2]api.PersonRow{}
	for i, name := range []string{"演示甲", "演示乙"} {
		b.want(http.StatusCreated, "POST", "/api/v1/people", fields{"name": name, "mobile": "1380000100" + string(rune('0'+i))}, &people[i])
		if !strings.Contains(people[i].Mobile, "****") {
			t.Errorf("a number comes back unmasked: %s", people[i].Mobile)
		}
	}
	today := b.d.Now().Date()
	path := "/api/v1/posts/" + string(post.ID)
	b.want(http.StatusOK, "POST", path+"/handover", fields{"from": "", "to": people[0].ID, "on": today.AddDays(-9)}, nil)
	b.want(http.StatusOK, "POST", path+"/handover", fields{"from": people[0].ID, "to": people[1].ID, "on": today, "note": "调任"}, nil)
	var posts api.ListOf[api.PostRow]
	b.want(http.StatusOK, "GET", "/api/v1/posts?unit="+string(unit), nil, &posts)
	held := ""
	for _, p := range posts.Items {
		if p.ID == post.ID && len(p.Holders) == 1 {
			held = p.Holders[0].Person.Name
		}
	}
	if held != "演示乙" {
		t.Errorf("today the post is held by %q, want 演示乙", held)
	}
	var past api.ListOf[api.HoldingRow]
	b.want(http.StatusOK, "GET", path+"/holdings", nil, &past)
	if len(past.Items) != 2 || past.Items[1].Person.Name != "演示甲" || past.Items[1].Until != today.AddDays(-1) {
		t.Errorf("holdings %+v", past.Items)
	}
	var deputies api.ListOf[api.Named]
	b.want(http.StatusOK, "PUT", path+"/deputies", fields{"deputies": []anlan.ID{posts.Items[0].ID}}, &deputies)
	if len(deputies.Items) != 1 || !strings.Contains(deputies.Items[0].Name, "永清镇") {
		t.Errorf("deputies %+v", deputies.Items)
	}
}

func TestPeopleLeave(t *testing.T) {
	b := sit(t, anlan.RoleOffice)
	var post api.PostRow
	b.want(http.StatusCreated, "POST", "/api/v1/posts", fields{"unit": b.one("白沙镇人民政府").ID, "title": "来去岗", "kind": "staff"}, &post)
	var who api.PersonRow
	b.want(http.StatusCreated, "POST", "/api/v1/people", fields{"name": "演示来去", "mobile": "13900007001"}, &who)
	var held api.HoldingRow
	today := b.d.Now().Date()
	b.want(http.StatusCreated, "POST", "/api/v1/holdings", fields{"post": post.ID, "person": who.ID, "since": today.AddDays(-3)}, &held)
	find := func(query string) (found []api.PersonRow) {
		var page api.ListOf[api.PersonRow]
		b.want(http.StatusOK, "GET", "/api/v1/people?q=演示来去"+query, nil, &page)
		return page.Items
	}
	if got := find(""); len(got) != 1 || len(got[0].Posts) != 1 || got[0].Posts[0].Name != "白沙镇来去岗" {
		t.Errorf("the list shows %+v", got)
	}
	b.want(http.StatusConflict, "POST", "/api/v1/people/"+string(who.ID)+"/leave", fields{"revision": who.Revision}, nil)
	b.want(http.StatusOK, "POST", "/api/v1/holdings/"+string(held.ID)+"/end", fields{"revision": held.Revision, "last": today.AddDays(-1)}, nil)
	b.want(http.StatusOK, "POST", "/api/v1/people/"+string(who.ID)+"/leave", fields{"revision": who.Revision}, nil)
	if here, left := find(""), find("&status=left"); len(here) != 0 || len(left) != 1 || left[0].Mobile == "" || len(left[0].Posts) != 0 {
		t.Errorf("here %+v, left %+v", here, left)
	}
	b.want(http.StatusOK, "POST", "/api/v1/people/"+string(who.ID)+"/erase", fields{"revision": who.Revision + 1}, nil)
	if left := find("&status=left"); len(left) != 1 || left[0].Mobile != "" {
		t.Errorf("after the erasure %+v", left)
	}
}

func TestContactsKeepTheirSecret(t *testing.T) {
	b := sit(t, anlan.RoleOffice)
	owner := anlan.Ref{Kind: "registry.unit", ID: b.one("永清镇人民政府").ID}
	var made map[string]any
	b.want(http.StatusCreated, "POST", "/api/v1/contacts", fields{"owner": owner, "channel": "wecom", "address": "https://example.org/robot?key=hush",
		"secret": "hush-hush", "purpose": "群通知", "optedIn": true}, &made)
	id, _ := made["id"].(string)
	b.want(http.StatusOK, "PATCH", "/api/v1/contacts/"+id, fields{"revision": 1, "purpose": "镇安委会群"}, nil)
	for who, b := range map[string]browser{"system administrator": sit(t, anlan.RoleSystem), "office": b} {
		_, raw := b.file("/api/v1/contacts?owner=" + owner.String())
		if strings.Contains(string(raw), "hush-hush") || !strings.Contains(string(raw), "镇安委会群") {
			t.Errorf("%s sees %s", who, raw)
		}
		if seen := strings.Contains(string(raw), "key=hush"); seen != (who == "office") {
			t.Errorf("%s sees the robot's address: %v", who, seen)
		}
	}
	b.want(http.StatusOK, "PATCH", "/api/v1/contacts/"+id, fields{"revision": 2, "status": "abolished"}, nil)
	if _, raw := b.file("/api/v1/contacts?owner=" + owner.String()); strings.Contains(string(raw), id) {
		t.Errorf("a contact that was withdrawn is still there: %s", raw)
	}
}

func TestWhoMayNot(t *testing.T) {
	b := sit(t, anlan.RoleTownship)
	b.want(http.StatusForbidden, "POST", "/api/v1/units", fields{"kind": "department", "name": "不该有的局"}, nil)
	b.want(http.StatusForbidden, "GET", "/api/v1/imports", nil, nil)
	b.want(http.StatusForbidden, "GET", "/api/v1/units.xlsx", nil, nil)
	b.want(http.StatusForbidden, "POST", "/api/v1/places/geojson", fields{"type": "FeatureCollection"}, nil)
}

func TestPlaces(t *testing.T) {
	b := sit(t, anlan.RoleOffice)
	var page api.ListOf[api.PlaceRow]
	b.want(http.StatusOK, "GET", "/api/v1/places?parent=620521&limit=60", nil, &page)
	if len(page.Items) < 18 || page.Items[0].Tile == nil {
		t.Errorf("%d places below the county, the first %+v", len(page.Items), page.Items[0])
	}
	var dry api.GeometryResult
	square := [][][]float64{{{106.1, 34.7}, {106.2, 34.7}, {106.2, 34.8}, {106.1, 34.7}}}
	feature := fields{"type": "Feature", "properties": fields{"code": page.Items[0].Code}, "geometry": fields{"type": "Polygon", "coordinates": square}}
	file := fields{"type": "FeatureCollection", "features": []any{feature}}
	b.want(http.StatusOK, "POST", "/api/v1/places/geojson?dry=true", file, &dry)
	if len(dry.Changed) != 1 || dry.Changed[0].Code != page.Items[0].Code {
		t.Errorf("a file of one boundary would change %v", dry.Changed)
	}
	var one api.PlaceRow
	b.want(http.StatusOK, "GET", "/api/v1/places/"+page.Items[0].Code, nil, &one)
	if one.Shaped {
		t.Error("a dry run stored a boundary")
	}
}

func TestTheMapIsRealOnceMostBoundariesAreKnown(t *testing.T) {
	b := sit(t, anlan.RoleOffice)
	var page api.ListOf[api.PlaceRow]
	b.want(http.StatusOK, "GET", "/api/v1/places?parent=620521&limit=60", nil, &page)
	bring := func(places []api.PlaceRow) (v api.MapView) {
		var features []any
		for i, p := range places {
			x := 105.9 + float64(i)*0.01
			ring := [][][]float64{{{x, 34.7}, {x + 0.01, 34.7}, {x + 0.01, 34.8}, {x, 34.7}}}
			features = append(features, fields{"type": "Feature", "properties": fields{"adcode": p.Code}, "geometry": fields{"type": "Polygon", "coordinates": ring}})
		}
		b.want(http.StatusOK, "POST", "/api/v1/places/geojson", fields{"type": "FeatureCollection", "features": features}, nil)
		var board api.BoardView
		b.want(http.StatusOK, "GET", "/api/v1/board", nil, &board)
		return board.Map
	}
	few := bring(page.Items[:2])
	if few.Kind != "schematic" || !strings.Contains(few.Note, "2 处") || few.Tiles[0].Geometry != "" || len(few.Tiles) != len(page.Items) {
		t.Errorf("with two boundaries: %s, %q, %d tiles", few.Kind, few.Note, len(few.Tiles))
	}
	last := len(page.Items) - 1
	most := bring(page.Items[:last])
	if most.Kind != "geometry" || !strings.Contains(most.Note, page.Items[last].Name) || most.Tiles[0].Geometry == "" {
		t.Errorf("with all boundaries but one: %s, %q", most.Kind, most.Note)
	}
}

func TestPolicyIsReadWithItsSources(t *testing.T) {
	b := sit(t, anlan.RoleSecurity)
	var rules api.ListOf[api.RuleView]
	b.want(http.StatusOK, "GET", "/api/v1/policy", nil, &rules)
	now := 0
	for _, r := range rules.Items {
		if r.ID == "" || r.Title.ZH == "" || r.Source == "" || r.Value == nil {
			t.Errorf("rule without name, source or value: %+v", r)
		}
		if r.Now {
			now++
		}
	}
	if now < 10 {
		t.Errorf("%d of %d rules are in force today", now, len(rules.Items))
	}
}
