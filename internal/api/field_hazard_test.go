package api_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"testing"

	"anlan"
	"anlan/internal/api"
	"anlan/internal/app"
	"anlan/internal/event"
	"anlan/internal/field"
	"anlan/internal/flow"
	"anlan/internal/hazard"
	"anlan/internal/likeness/scene"
)

// carried is what a phone of the browser's chair holds of one kind: a first synchronisation from nothing.
func carried[T any](b browser, kind string, id func(T) anlan.ID) map[anlan.ID]T {
	b.t.Helper()
	b.catch()
	return packed(b, kind, id)
}

// packed is the same without letting anybody read before.
func packed[T any](b browser, kind string, id func(T) anlan.ID) map[anlan.ID]T {
	b.t.Helper()
	out, cursor := map[anlan.ID]T{}, ""
	for {
		var page api.FieldPack
		b.want(http.StatusOK, "GET", "/api/v1/field/pack?limit=1000&cursor="+cursor, nil, &page)
		for _, row := range page.Sets[kind] {
			raw, _ := json.Marshal(row) // it came as JSON
			var one T
			if err := json.Unmarshal(raw, &one); err != nil {
				b.t.Fatal(err)
			}
			out[id(one)] = one
		}
		if cursor = page.Cursor; !page.More {
			return out
		}
	}
}

func hazardRows(b browser) map[anlan.ID]app.HazardRow {
	return carried(b, "hazards", func(r app.HazardRow) anlan.ID { return r.ID })
}

// A finding is carried by those who owe, check and found it, with the verbs that are theirs, until it is
// closed; what was found at a site orders the categories of the next capture there.
func TestHazardsOnPhones(t *testing.T) {
	office, town := sit(t, anlan.RoleOffice), sit(t, anlan.RoleTownship)
	site := office.site("（演示）携带隐患站")
	id := house.app.DB.NewID()
	town.want(http.StatusOK, "POST", "/api/v1/hazards", fields{"id": id, "site": site.ID, "category": "electric", "source": "township", "text": "配电箱无门"}, nil)
	mine := hazardRows(town)[id]
	if mine.Text != "配电箱无门" || mine.SiteName != site.Name || !slices.Contains(mine.Parts, "found") || mine.Due == "" || mine.Unit == "" {
		t.Fatalf("the finder carries %+v", mine)
	}
	if slices.Contains(mine.Can, "fix") {
		t.Errorf("whoever found it is offered to fix it: %+v", mine.Can)
	}
	h, err := house.app.Hazard.Get(t.Context(), anlan.Clock, id)
	if err != nil {
		t.Fatal(err)
	}
	owner := anlan.Actor{Account: "owner", Post: h.Lead.Post, Unit: h.Lead.Unit, Roles: []anlan.Role{anlan.RoleEnterprise}, Scope: anlan.Scope{Units: []anlan.ID{h.Lead.Unit}}}
	pack, err := house.app.Field.Pack(t.Context(), owner, "", 1000)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(pack.Rows["hazards"], func(r any) bool { return r.(app.HazardRow).ID == id })
	if i < 0 {
		t.Fatal("the owner does not carry it")
	}
	if row := pack.Rows["hazards"][i].(app.HazardRow); !slices.Equal(row.Can, []string{"sign", "fix"}) || !slices.Contains(row.Parts, "fix") || row.Unit != "" {
		t.Errorf("the owner carries %+v", row)
	}
	used := carried(town, "habits", func(r app.HabitRow) anlan.ID { return r.ID })
	if !slices.Equal(used[site.ID].Used, []string{"electric"}) {
		t.Errorf("the site's habits are %+v", used[site.ID])
	}
	office.want(http.StatusOK, "POST", "/api/v1/hazards/"+string(id)+"/drop", fields{"reason": "重复上报"}, nil)
	if _, still := hazardRows(town)[id]; still {
		t.Error("it was taken back, and the phone carries it still")
	}
	if used := carried(town, "habits", func(r app.HabitRow) anlan.ID { return r.ID }); len(used[site.ID].Used) != 0 {
		t.Errorf("what was taken back is a habit still: %+v", used[site.ID])
	}
}

// TestPicturesThatWaitAreKnownOffline: whoever looks again carries which evidence was not compared yet, and how far the
// county has compared; when it has come that far the phone knows, although nothing about the hazard changed.
func TestPicturesThatWaitAreKnownOffline(t *testing.T) {
	office, town := sit(t, anlan.RoleOffice), sit(t, anlan.RoleTownship)
	h := office.found(town, "戊", 921, town.photo(scene.Draw(922, 640, 480), 85))
	if row := hazardRows(office)[h.ID]; row.Shown != 0 {
		t.Errorf("what was compared waits: %+v", row)
	}
	office.want(http.StatusOK, "POST", "/api/v1/hazards/"+string(h.ID)+"/close", fields{"pass": false, "text": "没装好", "visit": true}, nil)
	again := fields{"text": "已重装", "final": true, "files": []string{town.photo(scene.Draw(923, 640, 480), 85)}}
	town.want(http.StatusOK, "POST", "/api/v1/matters/"+string(h.Matter)+"/feedback", again, nil)
	for name, reads := range map[string]event.Handler{flow.ReaderName: house.app.Landing.Handle, field.ReaderName: house.app.Field.Handle} {
		for range 2 { // each hears what the other wrote
			if _, err := event.Catch(t.Context(), house.app.DB, name, reads); err != nil {
				t.Fatal(err)
			}
		}
	}
	row := packed(office, "hazards", func(r app.HazardRow) anlan.ID { return r.ID })[h.ID]
	compared := func() int64 {
		return packed(office, "compared", func(r app.ComparedRow) anlan.ID { return anlan.ID(r.Key) })["pictures"].Pos
	}
	if !slices.Contains(row.Can, "check") || row.Shown <= compared() {
		t.Fatalf("compared up to %d, and %+v", compared(), row)
	}
	if _, err := event.Catch(t.Context(), house.app.DB, hazard.TruthReader, house.app.Examiner.Handle); err != nil {
		t.Fatal(err)
	}
	if row.Shown > compared() {
		t.Errorf("compared up to %d, and the phone says that %d waits", compared(), row.Shown)
	}
}
