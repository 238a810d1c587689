package api_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/jpeg"
	"net/http"
	"slices"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/api"
	"anlan/internal/likeness/scene"
	"anlan/internal/matter"
)

// photo hands a picture in as evidence.
func (b browser) photo(img image.Image, quality int) string {
	b.t.Helper()
	var raw bytes.Buffer
	if err := jpeg.Encode(&raw, img, &jpeg.Options{Quality: quality}); err != nil {
		b.t.Fatal(err)
	}
	var f matter.File
	if status := b.upload("/api/v1/files", "照片.jpg", raw.Bytes(), &f); status != http.StatusOK {
		b.t.Fatalf("upload: %d", status)
	}
	return f.Hash
}

// found reports a finding that the unit of the worker owes, and lets the worker report it done.
func (b browser) found(worker browser, clause string, before uint64, after string) api.HazardDetail {
	b.t.Helper()
	var who api.SessionView
	worker.want(200, "GET", "/api/v1/session", nil, &who)
	photo := fields{"hash": b.photo(scene.Draw(before, 640, 480), 85), "at": b.d.Now()}
	var h api.HazardDetail
	body := fields{"id": b.d.NewID(), "unit": who.Post.Unit.ID, "category": "alarm", "sector": "hazmat", "clause": clause,
		"text": "（演示）" + clause + "报警器失效", "source": "joint", "photos": []fields{photo}}
	b.want(200, "POST", "/api/v1/hazards", body, &h)
	at := "/api/v1/matters/" + string(h.Matter)
	worker.want(200, "POST", at+"/sign", fields{}, nil)
	worker.want(200, "POST", at+"/feedback", fields{"text": "已更换", "final": true, "files": []string{photo["hash"].(string), after}}, nil)
	b.catch()
	b.want(200, "GET", "/api/v1/hazards/"+string(h.ID), nil, &h)
	return h
}

// TestReusedPhotoOverHTTP: the picture of one unit's rectification, cropped, brightened and compressed again,
// is caught when another unit hands it in; the reviewer sees it and must say why he accepts it.
func TestReusedPhotoOverHTTP(t *testing.T) {
	office, town, department := sit(t, anlan.RoleOffice), sit(t, anlan.RoleTownship), sit(t, anlan.RoleDepartment)
	after := scene.Draw(902, 640, 480)
	honest := office.found(department, "甲", 901, department.photo(after, 85))
	if len(honest.Doubts) != 0 {
		t.Fatalf("an honest rectification: %+v", honest.Doubts)
	}
	reused := scene.Tone(scene.Crop(after, .1, .05, .15, .1), 1.1, 25, .9)
	h := office.found(town, "乙", 903, town.photo(reused, 40))
	if len(h.Doubts) != 1 || h.Doubts[0].Kind != "photo_copy" || h.Doubts[0].OtherNumber != honest.Number || !h.Doubts[0].Asks {
		t.Fatalf("%+v", h.Doubts)
	}
	at := "/api/v1/hazards/" + string(h.ID)
	var problem api.Problem
	check := fields{"pass": true, "text": "合格", "visit": true}
	office.want(422, "POST", at+"/close", check, &problem)
	if problem.Code != "hazard_doubts" {
		t.Errorf("%+v", problem)
	}
	var page api.TruthPage
	office.want(200, "GET", "/api/v1/hazards/truth?open=true&kind=photo_copy", nil, &page)
	if len(page.Items) == 0 || page.Items[0].Hazard.ID != h.ID {
		t.Errorf("%+v", page)
	}
	check["despite"] = "到场核实，责令重拍"
	office.want(200, "POST", at+"/close", check, &h)
	if h.State != "closed" || h.Doubts[0].Answer == nil {
		t.Errorf("%s %+v", h.State, h.Doubts)
	}
	var theirs api.HazardDetail
	town.want(200, "GET", at, nil, &theirs)
	if d := theirs.Doubts[0]; d.OtherNumber != "" || d.Other.Photo != "" {
		t.Errorf("a township sees another's record: %+v", d)
	}
}

// TestDoubtAfterClosingIsWork: whoever closes is told that pictures still wait; when one of the check's own proves to
// be another record's, the unit that checks has it on its list and among its notices, and answers for it.
func TestDoubtAfterClosingIsWork(t *testing.T) {
	office, town, department := sit(t, anlan.RoleOffice), sit(t, anlan.RoleTownship), sit(t, anlan.RoleDepartment)
	after := scene.Draw(912, 640, 480)
	office.found(department, "丙", 911, department.photo(after, 85))
	h := office.found(town, "丁", 913, town.photo(scene.Draw(914, 640, 480), 85))
	at := "/api/v1/hazards/" + string(h.ID)
	photo := fields{"hash": office.photo(after, 40), "at": office.d.Now()}
	office.want(200, "POST", at+"/close", fields{"pass": true, "text": "合格", "visit": true, "photos": []fields{photo}}, &h)
	if h.State != "closed" || !h.Waiting || len(h.Doubts) > 0 {
		t.Fatalf("%s, waits %v, %+v", h.State, h.Waiting, h.Doubts)
	}
	office.catch()
	office.catch()
	if mine := office.vouches(h.ID); mine != 1 {
		t.Errorf("%d on the list", mine)
	}
	var told struct {
		Items []struct{ Title, Path string }
	}
	office.want(200, "GET", "/api/v1/notices", nil, &told)
	if !slices.ContainsFunc(told.Items, func(n struct{ Title, Path string }) bool {
		return n.Title == "销号后发现疑点，请核对："+h.Number
	}) {
		t.Errorf("nobody is told: %+v", told.Items)
	}
	row := hazardRows(office)[h.ID]
	if !slices.Equal(row.Can, []string{"vouch"}) || !slices.Equal(row.Parts, []string{"check"}) || len(row.Doubts) != 1 || !row.Doubts[0].Asks {
		t.Errorf("whoever looks again carries %+v", row)
	}
	if _, carries := hazardRows(town)[h.ID]; carries {
		t.Error("who owed it carries it after the end")
	}
	town.want(http.StatusForbidden, "POST", at+"/vouch", fields{"reason": "没问题"}, nil)
	office.want(200, "POST", at+"/vouch", fields{"reason": "到场看过，照片传错", "revision": h.Revision + 1}, &h)
	if mine := office.vouches(h.ID); mine != 0 || h.Doubts[0].Answer == nil {
		t.Errorf("%d on the list, %+v", mine, h.Doubts)
	}
	if _, carries := hazardRows(office)[h.ID]; carries {
		t.Error("it is answered, and the phone carries it still")
	}
}

// vouches counts how often a hazard stands on the list of what waits.
func (b browser) vouches(id anlan.ID) (n int) {
	b.t.Helper()
	var todo api.Todo
	b.want(200, "GET", "/api/v1/todo", nil, &todo)
	for _, i := range todo.Items {
		if i.Kind == "vouch" && i.Link == "/hazards/"+string(id) {
			n++
		}
	}
	return n
}

// The camera's own file behind a stamped picture is seen by whoever sees the hazard once it has come; until then its
// address leads to the stamped one.
func TestCameraFileOverHTTP(t *testing.T) {
	office, town, firm := sit(t, anlan.RoleOffice), sit(t, anlan.RoleTownship), sit(t, anlan.RoleEnterprise)
	var who api.SessionView
	town.want(200, "GET", "/api/v1/session", nil, &who)
	var raw bytes.Buffer
	if err := jpeg.Encode(&raw, scene.Draw(931, 640, 480), nil); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(raw.Bytes())
	own, stamped := hex.EncodeToString(sum[:]), town.photo(scene.Draw(932, 640, 480), 85)
	photo := fields{"hash": stamped, "original": own, "at": town.d.Now()}
	body := fields{"id": town.d.NewID(), "unit": who.Post.Unit.ID, "category": "alarm", "text": "（演示）报警器断电", "photos": []fields{photo}}
	town.want(200, "POST", "/api/v1/hazards", body, nil)
	address := "/api/v1/files/" + own + "?else=" + stamped
	if res, _ := office.file(address); res.StatusCode != http.StatusOK || !strings.HasSuffix(res.Request.URL.Path, stamped) {
		t.Errorf("before it came: %d at %s", res.StatusCode, res.Request.URL)
	}
	if status := town.upload("/api/v1/files", "原图.jpg", raw.Bytes(), &matter.File{}); status != 200 {
		t.Fatalf("upload: %d", status)
	}
	if res, got := office.file(address); res.StatusCode != http.StatusOK || !bytes.Equal(got, raw.Bytes()) {
		t.Errorf("after it came: %d, %d bytes at %s", res.StatusCode, len(got), res.Request.URL)
	}
	if res, _ := firm.file(address); res.StatusCode != http.StatusNotFound {
		t.Errorf("who does not see the hazard: %d", res.StatusCode)
	}
}
