package api_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/api"
	"anlan/internal/field"
)

// octets sends bytes that are not JSON.
func (b browser) octets(method, path string, body []byte, out any) int {
	b.t.Helper()
	req, err := http.NewRequest(method, b.base+path, bytes.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/octet-stream")
	req.Header.Set(account.HeaderName, "1")
	res, err := (&http.Client{Jar: b.jar}).Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	defer res.Body.Close() //nolint:errcheck // read to the end
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	if out != nil && res.StatusCode < 300 {
		if err := json.Unmarshal(raw, out); err != nil {
			b.t.Fatalf("%s %s answers %s", method, path, raw)
		}
	}
	return res.StatusCode
}

func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// catch lets every reader of events read what there is.
func (b browser) catch() {
	b.t.Helper()
	if _, err := house.app.Catch(b.t.Context()); err != nil {
		b.t.Fatal(err)
	}
}

// site enters a site of the first enterprise at the place of the county's seat.
func (b browser) site(name string) api.SiteView {
	b.t.Helper()
	var units api.ListOf[api.UnitView]
	b.want(http.StatusOK, "GET", "/api/v1/units?kind=enterprise", nil, &units)
	var made api.SiteView
	b.want(http.StatusCreated, "POST", "/api/v1/sites", fields{"id": b.d.NewID(), "unit": units.Items[0].ID, "name": name, "kind": "filling_station",
		"place": "620521100", "point": fields{"lon": 106.1372, "lat": 34.7498}, "address": "中山路 1 号"}, &made)
	return made
}

func TestPackTravelsPackedAndShrinks(t *testing.T) {
	office, town := sit(t, anlan.RoleOffice), sit(t, anlan.RoleTownship)
	made := office.site("（演示）装包站")
	office.catch()
	var first api.FieldPack
	seen, cursor := map[anlan.ID]field.SiteRow{}, ""
	for {
		first = api.FieldPack{}
		office.want(http.StatusOK, "GET", "/api/v1/field/pack?limit=3&cursor="+cursor, nil, &first)
		for _, s := range first.Sites {
			seen[s.ID] = s
		}
		if cursor = first.Cursor; !first.More {
			break
		}
	}
	if row := seen[made.ID]; row.Name != made.Name || row.UnitName != made.UnitName || row.Lon != 106.1372 {
		t.Errorf("the site is carried as %+v", row)
	}
	var again api.FieldPack
	office.want(http.StatusOK, "GET", "/api/v1/field/pack?cursor="+cursor, nil, &again)
	if len(again.Sites)+len(again.Tasks)+len(again.Sets)+len(again.Gone) != 0 || again.Reset || again.More {
		t.Errorf("nothing changed, and yet %+v comes", again)
	}
	office.want(http.StatusOK, "POST", "/api/v1/sites/"+string(made.ID)+"/close", fields{"revision": made.Revision}, nil)
	office.catch()
	office.want(http.StatusOK, "GET", "/api/v1/field/pack?cursor="+cursor, nil, &again)
	if len(again.Gone["sites"]) != 1 || again.Gone["sites"][0] != made.ID || len(again.Sites) != 0 {
		t.Errorf("after the site was closed: %+v", again)
	}
	town.want(http.StatusUnprocessableEntity, "GET", "/api/v1/field/pack?cursor=broken", nil, nil)
	sit(t, anlan.RoleAudit).want(http.StatusForbidden, "GET", "/api/v1/field/pack", nil, nil)

	req, err := http.NewRequest(http.MethodGet, office.base+"/api/v1/field/pack", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept-Encoding", "gzip")
	res, err := (&http.Client{Jar: office.jar}).Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close() //nolint:errcheck // read to the end
	z, err := gzip.NewReader(res.Body)
	if err != nil || res.Header.Get("Content-Encoding") != "gzip" {
		t.Fatalf("the pack is not packed: %v", err)
	}
	if err := json.NewDecoder(z).Decode(&api.FieldPack{}); err != nil {
		t.Error(err)
	}
}

func TestTasksOnThePhone(t *testing.T) {
	town := sit(t, anlan.RoleTownship)
	town.catch()
	var pack api.FieldPack
	town.want(http.StatusOK, "GET", "/api/v1/field/pack?limit=1000", nil, &pack)
	if len(pack.Tasks) == 0 || len(pack.Sets["siteKinds"]) < 10 || !pack.Reset {
		t.Fatalf("a township's first pack holds %d tasks and %d kinds of sites", len(pack.Tasks), len(pack.Sets["siteKinds"]))
	}
	for _, x := range pack.Tasks {
		var m struct {
			Number string `json:"number"`
		}
		town.want(http.StatusOK, "GET", "/api/v1/matters/"+string(x.ID), nil, &m)
		if m.Number != x.Number || x.From == "" || x.Title == "" {
			t.Errorf("the task %+v is %s at the desk", x, m.Number)
		}
	}
}

func TestFileInPieces(t *testing.T) {
	b := sit(t, anlan.RoleTownship)
	file := bytes.Repeat([]byte("现场照片 "+string(b.d.NewID())+"\n"), 9000)
	hash := hashOf(file)
	path := "/api/v1/uploads/" + hash
	var p api.UploadProgress
	if code := b.octets("GET", path, nil, &p); code != http.StatusOK || p.Received != 0 || p.Done {
		t.Fatalf("before anything came: %d %+v", code, p)
	}
	piece := func(from, to int) {
		t.Helper()
		code := b.octets("PUT", fmt.Sprintf("%s?offset=%d&size=%d&name=%s", path, from, len(file), "a.txt"), file[from:to], &p)
		if code != http.StatusOK {
			t.Fatalf("piece %d-%d: %d", from, to, code)
		}
	}
	piece(200_000, 300_000) // too early
	if p.Received != 0 {
		t.Errorf("a piece that came too early counts: %+v", p)
	}
	for _, cut := range [][2]int{{0, 100_000}, {0, 100_000}, {50_000, 250_000}, {250_000, len(file)}} {
		piece(cut[0], cut[1])
	}
	if !p.Done || p.File == nil || p.File.Hash != hash || p.File.Size != int64(len(file)) {
		t.Fatalf("after the last piece: %+v", p)
	}
	first := *p.File
	piece(250_000, len(file))
	if !p.Done || *p.File != first {
		t.Errorf("the last piece again: %+v, want %+v", p, first)
	}
	spoilt := bytes.Repeat([]byte("x"), 10)
	if code := b.octets("PUT", "/api/v1/uploads/"+hashOf([]byte("else"))+"?offset=0&size=10&name=a.txt", spoilt, nil); code != http.StatusConflict {
		t.Errorf("bytes of another hash: %d, want 409", code)
	}
	if code := b.octets("PUT", path+"x?offset=0&size=10", spoilt, nil); code != http.StatusUnprocessableEntity {
		t.Errorf("no hash: %d, want 422", code)
	}
	if code := sit(t, anlan.RoleAudit).octets("GET", path, nil, nil); code != http.StatusForbidden {
		t.Errorf("an auditor asks for uploads: %d, want 403", code)
	}
}

func TestOutboxThroughTheDoor(t *testing.T) {
	b := sit(t, anlan.RoleOffice)
	var units api.ListOf[api.UnitView]
	b.want(http.StatusOK, "GET", "/api/v1/units?kind=enterprise", nil, &units)
	id := b.d.NewID()
	create := fields{"id": id, "method": "POST", "path": "/api/v1/sites", "at": 1642384800000, "offsetMs": nil,
		"body": fields{"unit": units.Items[0].ID, "name": "（演示）离线站 " + string(id), "kind": "other", "place": "620521100"}}
	label := fields{"id": b.d.NewID(), "method": "POST", "path": "/api/v1/sites/" + string(id) + "/labels", "needs": []string{"registry.site:" + string(id)}}
	deliver := func(parts ...fields) []api.PartResult {
		t.Helper()
		var out api.PartResults
		b.want(http.StatusOK, "POST", "/api/v1/field/parts", fields{"device": "phone-0001", "parts": parts}, &out)
		return out.Parts
	}
	if got := deliver(label); got[0].State != field.Held || got[0].WaitsFor[0] != "registry.site:"+string(id) {
		t.Fatalf("a label before its site: %+v", got)
	}
	var held api.ListOf[api.HeldPart]
	b.want(http.StatusOK, "GET", "/api/v1/field/parts", nil, &held)
	if len(held.Items) == 0 {
		t.Error("the held part is not listed")
	}
	for range 2 {
		if got := deliver(create); got[0].State != field.Received || got[0].Status != http.StatusCreated {
			t.Fatalf("the site: %+v", got[0])
		}
	}
	b.catch()
	var part api.HeldPart
	b.want(http.StatusOK, "GET", "/api/v1/field/parts/"+string(label["id"].(anlan.ID)), nil, &part)
	var labels api.SiteLabels
	b.want(http.StatusOK, "GET", "/api/v1/sites/"+string(id)+"/labels", nil, &labels)
	if part.State != field.Received || len(labels.Items) != 1 {
		t.Errorf("after the site came the label is %+v and the site has %d labels, want 1", part, len(labels.Items))
	}
	bad := fields{"id": b.d.NewID(), "method": "POST", "path": "/api/v1/sites", "body": fields{"name": ""}}
	stray := fields{"id": b.d.NewID(), "method": "POST", "path": "/api/v1/settings/notify", "body": fields{}}
	got := deliver(bad, stray)
	if got[0].State != field.Refused || got[0].Status != 422 || got[0].Problem == nil || got[1].State != field.Refused {
		t.Errorf("what the door refuses: %+v", got)
	}
	town := sit(t, anlan.RoleEnterprise)
	var out api.PartResults
	town.want(http.StatusOK, "POST", "/api/v1/field/parts", fields{"parts": []fields{{"id": b.d.NewID(), "method": "POST", "path": "/api/v1/matters", "body": fields{}}}}, &out)
	if out.Parts[0].State != field.Refused || out.Parts[0].Status != http.StatusForbidden {
		t.Errorf("an enterprise opens a matter by its outbox: %+v", out.Parts[0])
	}
}

func TestRescueFileWithAPicture(t *testing.T) {
	b := sit(t, anlan.RoleOffice)
	var who struct {
		Account struct {
			ID anlan.ID `json:"id"`
		} `json:"account"`
	}
	b.want(http.StatusOK, "GET", "/api/v1/session", nil, &who)
	var units api.ListOf[api.UnitView]
	b.want(http.StatusOK, "GET", "/api/v1/units?kind=enterprise", nil, &units)
	id, picture := b.d.NewID(), "照片 "+string(b.d.NewID())
	var file bytes.Buffer
	line := func(v any) {
		raw, _ := json.Marshal(v) // plain values
		file.Write(append(raw, '\n'))
	}
	line(fields{"anlan": "rescue", "version": 1, "device": "phone-0001", "account": who.Account.ID, "post": "p", "made": time.Now().UnixMilli(), "offsetMs": nil, "parts": 1, "files": 1})
	line(fields{"file": fields{"sha256": hashOf([]byte(picture)), "size": len(picture), "name": "a.txt"}})
	file.WriteString(picture + "\n")
	line(fields{"part": fields{"id": id, "method": "POST", "path": "/api/v1/sites", "needs": []string{}, "at": 1, "offsetMs": nil,
		"body": fields{"unit": units.Items[0].ID, "name": "（演示）救援站 " + string(id), "kind": "other", "place": "620521100"}}})
	line(fields{"end": true})
	for _, step := range []struct{ query, part, file string }{{"?dry=true", "new", "new"}, {"", "received", "stored"}, {"", "already", "already"}, {"?dry=true", "already", "already"}} {
		var got api.RescueResult
		if code := b.octets("POST", "/api/v1/field/rescue"+step.query, file.Bytes(), &got); code != http.StatusOK {
			t.Fatalf("%s: %d", step.query, code)
		}
		if !got.Whole || got.Parts[0].State != step.part || got.Files[0].State != step.file {
			t.Errorf("%q: part %s, file %s (%v), whole %v; want %s and %s", step.query, got.Parts[0].State, got.Files[0].State, got.Files[0].Problem, got.Whole, step.part, step.file)
		}
	}
	b.want(http.StatusOK, "GET", "/api/v1/sites/"+string(id), nil, nil)
	if code := sit(t, anlan.RoleTownship).octets("POST", "/api/v1/field/rescue?dry=true", file.Bytes(), nil); code != http.StatusForbidden {
		t.Errorf("another account brings the file in: %d, want 403", code)
	}
}

func TestHealthOverTheDoor(t *testing.T) {
	town, office := sit(t, anlan.RoleTownship), sit(t, anlan.RoleOffice)
	var at api.HealthAnswer
	town.want(http.StatusOK, "POST", "/api/v1/field/health", fields{"device": "unknown", "waiting": 3, "oldest": time.Now().Add(-30 * time.Hour).UnixMilli(),
		"version": "", "standalone": true, "persisted": false}, &at)
	if d := time.Since(time.UnixMilli(at.Time)); d < -time.Minute || d > time.Minute {
		t.Errorf("the server's time is off by %s", d)
	}
	var list api.ListOf[api.PostHealth]
	office.want(http.StatusOK, "GET", "/api/v1/field/health", nil, &list)
	if len(list.Items) == 0 || !list.Items[0].Stale || list.Items[0].Why != "unsent" || list.Items[0].PostName == "" {
		t.Errorf("the office sees %+v", list.Items)
	}
	sit(t, anlan.RoleEnterprise).want(http.StatusForbidden, "GET", "/api/v1/field/health", nil, nil)
	var now api.FieldTime
	browser{t: t, base: town.base}.want(http.StatusOK, "GET", "/api/v1/field/time", nil, &now)
	if now.MS == 0 {
		t.Error("a stranger is not told the time")
	}
}

func TestLabelsOverTheDoor(t *testing.T) {
	b := sit(t, anlan.RoleOffice)
	made := b.site("（演示）标签站")
	b.want(http.StatusOK, "POST", "/api/v1/labels", fields{"sites": []anlan.ID{made.ID}}, nil)
	var labels api.SiteLabels
	b.want(http.StatusOK, "GET", "/api/v1/sites/"+string(made.ID)+"/labels", nil, &labels)
	code := labels.Items[0].Code
	res, page := b.file("/api/v1/labels.html?site=" + string(made.ID))
	if res.StatusCode != http.StatusOK || !strings.Contains(string(page), code[:5]+" "+code[5:]) || !strings.Contains(string(page), "data:image/png;base64,") {
		t.Errorf("the sheet is %d %.300s", res.StatusCode, page)
	}
	var found api.ScannedView
	b.want(http.StatusOK, "GET", "/api/v1/labels/"+code, nil, &found)
	if found.Site.ID != made.ID || found.Site.KindName != "加油加气站" {
		t.Errorf("the label leads to %+v", found)
	}
	b.want(http.StatusOK, "POST", "/api/v1/labels/"+code+"/revoke", fields{"reason": "破损"}, nil)
	if res, _ := b.file("/api/v1/labels.html?site=" + string(made.ID)); res.StatusCode != http.StatusNotFound {
		t.Errorf("a sheet without labels is %d, want 404", res.StatusCode)
	}
	res, raw := b.file("/api/v1/sites.geojson?bbox=106,34,107,35")
	var drawn struct {
		Features []struct {
			ID       anlan.ID
			Geometry struct{ Coordinates []float64 }
		}
	}
	if err := json.Unmarshal(raw, &drawn); err != nil || res.StatusCode != http.StatusOK || len(drawn.Features) == 0 || drawn.Features[0].Geometry.Coordinates[0] < 100 {
		t.Errorf("the map is %d %.200s, %v", res.StatusCode, raw, err)
	}
	var near api.ListOf[api.NearView]
	b.want(http.StatusOK, "GET", "/api/v1/sites/near?lon=106.1373&lat=34.7498&metres=100", nil, &near)
	if len(near.Items) == 0 || near.Items[0].Metres > 100 {
		t.Errorf("around the point are %+v", near.Items)
	}
	b.want(http.StatusUnprocessableEntity, "POST", "/api/v1/sites", fields{"unit": made.Unit, "name": "x", "kind": "other", "place": "620521100", "point": fields{"lon": 34.7, "lat": 106.1}}, nil)
}

// Every phone carries the checklists and the words with which hazards are found and graded.
func TestDictionariesOnThePhone(t *testing.T) {
	village := sit(t, anlan.RoleVillage)
	if err := house.app.Inspection.Install(t.Context()); err != nil {
		t.Fatal(err)
	}
	village.catch()
	var pack api.FieldPack
	sets := map[string][]any{}
	for cursor := ""; ; cursor = pack.Cursor {
		pack = api.FieldPack{}
		village.want(http.StatusOK, "GET", "/api/v1/field/pack?limit=5&cursor="+cursor, nil, &pack)
		for kind, rows := range pack.Sets {
			sets[kind] = append(sets[kind], rows...)
		}
		if !pack.More {
			break
		}
	}
	for kind, least := range map[string]int{"checklists": 9, "terms": 20, "criteria": 3, "siteKinds": 10} {
		if len(sets[kind]) < least {
			t.Errorf("a village's phone carries %d %s, want at least %d", len(sets[kind]), kind, least)
		}
		for _, row := range sets[kind] {
			r := row.(map[string]any)
			if r["id"] == nil && r["key"] == nil {
				t.Errorf("a row of %s has neither id nor key: %v", kind, row)
			}
		}
	}
	list := sets["checklists"][0].(map[string]any)
	if list["form"] == nil || list["siteKinds"] == nil || list["version"] == nil {
		t.Errorf("a checklist is carried as %v", list)
	}
}
