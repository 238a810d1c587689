package api_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"net/http"
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
