package api_test

import (
	"bytes"
	"encoding/json"
	"image/jpeg"
	"io"
	"mime/multipart"
	"net/http"
	"strconv"
	"testing"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/api"
	"anlan/internal/likeness/scene"
)

// whole sends a report together with its files.
func (b browser) whole(key anlan.ID, report any, files ...[]byte) (status int, h api.HazardDetail, p problem) {
	b.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	if report != nil {
		raw, err := json.Marshal(report)
		if err != nil {
			b.t.Fatal(err)
		}
		_ = form.WriteField("report", string(raw)) // to memory
	}
	for n, f := range files {
		part, _ := form.CreateFormFile("file", "照片"+strconv.Itoa(n)+".jpg") // to memory
		_, _ = part.Write(f)
	}
	_ = form.Close()
	req, err := http.NewRequest(http.MethodPost, b.base+"/api/v1/hazards/whole", &body)
	if err != nil {
		b.t.Fatal(err)
	}
	req.Header.Set("Content-Type", form.FormDataContentType())
	req.Header.Set(account.HeaderName, "1")
	req.Header.Set("Idempotency-Key", string(key))
	res, err := (&http.Client{Jar: b.jar}).Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	defer res.Body.Close() //nolint:errcheck // read to the end
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	into := any(&h)
	if res.StatusCode != http.StatusOK {
		into = &p
	}
	if err := json.Unmarshal(raw, into); err != nil {
		b.t.Fatalf("%d %s", res.StatusCode, raw)
	}
	return res.StatusCode, h, p
}

func (b browser) has(file []byte) bool {
	b.t.Helper()
	var at api.UploadProgress
	b.want(200, "GET", "/api/v1/uploads/"+hashOf(file), nil, &at)
	return at.Done
}

func shot(t *testing.T, seed uint64) []byte {
	t.Helper()
	var raw bytes.Buffer
	if err := jpeg.Encode(&raw, scene.Draw(seed, 320, 240), nil); err != nil {
		t.Fatal(err)
	}
	return raw.Bytes()
}

func (b browser) shown(files ...[]byte) fields {
	var photos []fields
	for _, f := range files {
		photos = append(photos, fields{"hash": hashOf(f), "at": b.d.Now()})
	}
	return fields{"id": b.d.NewID(), "category": "alarm", "sector": "hazmat", "text": "（演示）报警器失效", "photos": photos}
}

// A report with its small pictures is one request: kept together, once, or not at all.
func TestReportWithItsPictures(t *testing.T) {
	town := sit(t, anlan.RoleTownship)
	one, two := shot(t, 7001), shot(t, 7002)
	report, key := town.shown(one, two), town.d.NewID()
	status, h, p := town.whole(key, report, one, two)
	if status != http.StatusOK || h.Number == "" || len(h.Photos) != 2 || !town.has(one) || !town.has(two) {
		t.Fatalf("%d %+v %s, %t %t", status, p, h.Number, town.has(one), town.has(two))
	}
	if res, raw := town.file("/api/v1/files/" + hashOf(two)); res.StatusCode != http.StatusOK || !bytes.Equal(raw, two) {
		t.Errorf("its picture: %d, %d bytes", res.StatusCode, len(raw))
	}
	before := town.d.Pos()
	for name, k := range map[string]anlan.ID{"the same request": key, "the same capture": town.d.NewID()} {
		if status, again, p := town.whole(k, report, one, two); status != http.StatusOK || again.Number != h.Number || again.Revision != h.Revision {
			t.Errorf("%s: %d %+v, %s for %s", name, status, p, again.Number, h.Number)
		}
	}
	stranger := shot(t, 7003) // comes with a capture that is known already
	if status, again, _ := town.whole(town.d.NewID(), report, stranger); status != http.StatusOK || again.Number != h.Number || town.has(stranger) {
		t.Errorf("a picture that nothing names: %d, kept %t", status, town.has(stranger))
	}
	if now := town.d.Pos(); now != before {
		t.Errorf("repetitions wrote %d events", now-before)
	}
	var plain api.HazardDetail
	town.want(200, "POST", "/api/v1/hazards", town.shown(one), &plain) // uploaded is uploaded
}

// What a report that is refused has brought goes again; what somebody had before stays.
func TestRefusedReportLeavesNoPicture(t *testing.T) {
	town := sit(t, anlan.RoleTownship)
	known := shot(t, 7010)
	if status := town.upload("/api/v1/files", "照片.jpg", known, &struct{}{}); status != http.StatusOK {
		t.Fatal(status)
	}
	fresh, other := shot(t, 7011), shot(t, 7012)
	for name, c := range map[string]struct {
		report any
		files  [][]byte
		status int
		code   string
	}{
		"no text":        {with(town.shown(known, fresh), "text", " "), [][]byte{known, fresh}, 422, "field_required"},
		"a count":        {with(town.shown(known, fresh), "text", "排查隐患12处"), [][]byte{known, fresh}, 422, "hazard_count_only"},
		"a wrong shape":  {with(town.shown(fresh), "photos", "none"), [][]byte{fresh}, 422, "request_malformed"},
		"not named":      {town.shown(fresh), [][]byte{fresh, other}, 422, "hazard_file_unnamed"},
		"not come":       {town.shown(fresh, other), [][]byte{fresh}, 422, "matter_file_unknown"},
		"no picture":     {town.shown(fresh), [][]byte{fresh, []byte("<html><script>x</script></html>")}, 422, "blob_refused"},
		"no report":      {nil, [][]byte{fresh}, 422, "field_required"},
		"too large":      {town.shown(fresh), [][]byte{fresh, make([]byte, 1<<20)}, 413, "hazard_whole_large"},
		"much too large": {town.shown(fresh), [][]byte{fresh, make([]byte, 3<<20)}, 413, "hazard_whole_large"},
		"too many":       {town.shown(fresh), [][]byte{fresh, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}}, 413, "hazard_whole_large"},
	} {
		status, _, p := town.whole(town.d.NewID(), c.report, c.files...)
		said(t, name, status, p, c.status, c.code)
		if town.has(fresh) || town.has(other) || !town.has(known) {
			t.Errorf("%s: the new ones are kept: %t %t, the known one: %t", name, town.has(fresh), town.has(other), town.has(known))
		}
	}
	auditor := sit(t, anlan.RoleAudit)
	if status, _, p := auditor.whole(auditor.d.NewID(), town.shown(fresh), fresh); status != http.StatusForbidden || town.has(fresh) {
		t.Errorf("by an auditor: %d %+v", status, p)
	}
}

func with(f fields, name string, value any) fields {
	f[name] = value
	return f
}
