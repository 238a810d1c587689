package api_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/jpeg"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"anlan"
)

// problem is the answer to what was refused.
type problem struct {
	Code, Title, Detail string
}

// said tries a bad input and holds the door to its status, its code and a sentence that says what to do.
func said(t *testing.T, name string, status int, p problem, want int, code string) {
	t.Helper()
	if status != want || p.Code != code {
		t.Errorf("%s: %d %s %q, want %d %s", name, status, p.Code, p.Title+p.Detail, want, code)
	}
	if len([]rune(p.Title+p.Detail)) < 8 {
		t.Errorf("%s: the sentence is %q", name, p.Title+p.Detail)
	}
}

// Pictures as bad phones, bad lines and bad people send them: refused by name, or kept without being unfolded.
func TestBadPictures(t *testing.T) {
	town := sit(t, anlan.RoleTownship)
	whole := jpegOf(t)
	huge := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"), 0, 0, 0x4e, 0x20, 0, 0, 0x27, 0x10, 8, 2, 0, 0, 0) // 20,000 × 10,000
	huge = binary.BigEndian.AppendUint32(huge, crc32.ChecksumIEEE(huge[12:]))
	for name, bad := range map[string]struct {
		data   []byte
		status int
		code   string
	}{"a picture cut off in its head.jpg": {whole[:10], 422, "blob_broken"}, "no picture.jpg": {[]byte("\xff\xd8\xff\xff\xff\xff"), 422, "blob_broken"},
		"200 megapixels.png": {huge, 413, "blob_too_many_pixels"}, "a program.jpg": {[]byte("MZ\x90\x00\x03\x00\x00\x00"), 422, "blob_refused"}, "nothing.jpg": {nil, 422, "blob_empty"}} {
		var p problem
		said(t, name, town.upload("/api/v1/files", name, bad.data, &p), p, bad.status, bad.code)
	}
	bomb := append([]byte("\xff\xd8\xff\xe1\x00\x14Exif\x00\x00II*\x00\xff\xff\xff\xff\x00\x00"), whole[2:]...) // a directory four gigabytes away
	heic := append([]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1"), bytes.Repeat([]byte{0xff}, 4000)...)
	cut := whole[:len(whole)/2]
	for name, data := range map[string][]byte{"a bomb in its EXIF.jpg": bomb, "broken inside.heic": heic, "the line broke.jpg": cut} {
		var kept struct{ Hash string }
		if status := town.upload("/api/v1/files", name, data, &kept); status != http.StatusOK {
			t.Fatalf("%s: %d", name, status)
		}
		began := time.Now()
		if res, _ := town.file("/api/v1/files/" + kept.Hash + "/thumb"); res.StatusCode >= http.StatusInternalServerError || time.Since(began) > 5*time.Second {
			t.Errorf("%s: its small picture answers %d after %s", name, res.StatusCode, time.Since(began))
		}
		id := house.app.DB.NewID()
		town.want(http.StatusOK, "POST", "/api/v1/hazards", fields{"id": id, "category": "electric", "text": "配电箱无门，照片损坏", "photos": []fields{{"hash": kept.Hash, "at": time.Now()}}}, nil)
	}
	if _, err := house.app.Catch(t.Context()); err != nil { // the examiner passes what it cannot look at
		t.Error(err)
	}
}

func jpegOf(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewRGBA(image.Rect(0, 0, 320, 240)), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Places as people type them: latitude first, metres, crossing themselves, China's shifted grid.
func TestBadPlaces(t *testing.T) {
	office := sit(t, anlan.RoleOffice)
	site := office.site("（演示）坐标站")
	for name, bad := range map[string]struct{ geometry, code string }{
		"latitude first":         {`{"type":"Point","coordinates":[34.7,106.1]}`, "geo_point_swapped"},
		"a polygon that crosses": {`{"type":"Polygon","coordinates":[[[106,34],[106.2,34.2],[106.2,34],[106,34.2],[106,34]]]}`, "geo_ring_crosses"},
		"metres":                 {`{"type":"Point","coordinates":[500000,3844000]}`, "geo_point_projected"},
	} {
		var p problem
		status := office.do("POST", "/api/v1/risks", fields{"name": "坏坐标", "site": site.ID, "geometry": raw(bad.geometry)}, &p)
		said(t, name, status, p, http.StatusUnprocessableEntity, bad.code)
	}
	var p problem
	status := office.do("POST", "/api/v1/sites", fields{"unit": site.Unit, "name": "颠倒站", "kind": "filling_station", "place": "620521100", "point": fields{"lon": 34.7, "lat": 106.1}}, &p)
	if status != http.StatusUnprocessableEntity || !strings.HasPrefix(p.Code, "geo_point") && p.Code != "invalid" {
		t.Errorf("a site with latitude first: %d %+v", status, p)
	}
	shifted := `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"偏移点","unit":"` + site.UnitName + `","number":""},"geometry":{"type":"Point","coordinates":[106.1421,34.7506]}}]}`
	for _, q := range []string{"", "&gcj02=true"} {
		var took struct {
			New   int
			Wrong []any
		}
		if status := office.upload("/api/v1/risks/geojson?dry=true"+q, "points.geojson", []byte(shifted), &took); status != http.StatusOK || len(took.Wrong) > 0 || took.New != 1 {
			t.Errorf("GeoJSON%s: %d %+v", q, status, took)
		}
	}
}

// raw is JSON as it stands.
type raw string

func (r raw) MarshalJSON() ([]byte, error) { return []byte(r), nil }

// Tables that go in circles, or are longer than anybody wrote by hand.
func TestBadTables(t *testing.T) {
	office := sit(t, anlan.RoleOffice)
	circle := excelize.NewFile()
	_ = circle.SetSheetName("Sheet1", "survey") // it has that sheet
	for i, row := range [][]any{{"type", "name", "label", "relevant"}, {"text", "a", "甲", "${b} = 1"}, {"text", "b", "乙", "${a} = 1"}} {
		if err := circle.SetSheetRow("survey", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := circle.Write(&out); err != nil {
		t.Fatal(err)
	}
	var form struct {
		Code   string
		Faults []problem
		Errors []struct{ Code string }
	}
	status := office.upload("/api/v1/checklists/import", "circle.xlsx", out.Bytes(), &form)
	if text := fmt.Sprintf("%+v", form); status >= http.StatusInternalServerError || !strings.Contains(text, "checklist_circle") {
		t.Errorf("an XLSForm in a circle: %d %s", status, text)
	}
	_, template := office.file("/api/v1/hazard-imports/template")
	rows := make([]map[string]string, 50_000)
	for i := range rows {
		rows[i] = map[string]string{"外部编号": strconv.Itoa(i)}
	}
	var p problem
	began := time.Now()
	said(t, "50,000 rows", office.upload("/api/v1/hazard-imports", "long.xlsx", fill(t, template, rows...), &p), p, http.StatusRequestEntityTooLarge, "paper_too_many_rows")
	t.Logf("50,000 rows were written and refused in %s", time.Since(began))
}

// A phone whose clock is a year off is believed as far as it was measured; a label that was revoked says so.
func TestBadClocksAndLabels(t *testing.T) {
	town := sit(t, anlan.RoleTownship)
	year := 365 * 24 * time.Hour
	for name, x := range map[string]struct {
		at     time.Time
		offset any
		doubt  string
	}{"a year ahead, measured": {time.Now().Add(year), -year.Milliseconds(), ""}, "a year ahead": {time.Now().Add(year), nil, "future"},
		"a year behind": {time.Now().Add(-year), nil, "old"}} {
		var h struct {
			Found   anlan.Instant
			Capture struct{ Doubt string }
		}
		town.want(http.StatusOK, "POST", "/api/v1/hazards", fields{"id": house.app.DB.NewID(), "at": x.at, "offsetMs": x.offset, "category": "electric", "text": "钟表不准时发现的线路裸露"}, &h)
		if off := time.Since(h.Found.Time()).Abs(); off > time.Hour || h.Capture.Doubt != x.doubt {
			t.Errorf("%s: found %s from now, doubt %q", name, off, h.Capture.Doubt)
		}
	}
	office := sit(t, anlan.RoleOffice)
	site := office.site("（演示）撤标站")
	office.want(http.StatusOK, "POST", "/api/v1/labels", fields{"sites": []anlan.ID{site.ID}}, nil)
	var labels struct{ Items []struct{ Code string } }
	office.want(http.StatusOK, "GET", "/api/v1/sites/"+string(site.ID)+"/labels", nil, &labels)
	code := labels.Items[0].Code
	office.want(http.StatusOK, "POST", "/api/v1/labels/"+code+"/revoke", fields{"reason": "被人揭走"}, nil)
	var scanned struct{ Label struct{ Status string } }
	office.want(http.StatusOK, "GET", "/api/v1/labels/"+code, nil, &scanned)
	if scanned.Label.Status != "revoked" {
		t.Error("a scanner is not told that the label was revoked")
	}
	if res, page := town.file("/q/" + code); res.StatusCode < 400 || res.StatusCode >= 500 || strings.Contains(string(page), "/m/capture") {
		t.Errorf("the page of a revoked label: %d %.400s", res.StatusCode, page)
	}
}
