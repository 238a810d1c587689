package api_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"anlan"
	"anlan/internal/api"
	"anlan/internal/paper"
)

func TestUrgingHasItsDocument(t *testing.T) {
	b := sit(t, anlan.RoleOffice)
	var page api.MatterPage
	b.want(http.StatusOK, "GET", "/api/v1/matters?lamp=overdue&limit=200", nil, &page)
	seen := map[string]bool{}
	for _, row := range page.Items {
		var m api.MatterDetail
		b.want(http.StatusOK, "GET", "/api/v1/matters/"+string(row.ID), nil, &m)
		for _, p := range m.Papers {
			res, raw := b.file("/api/v1/papers/" + string(p.ID) + ".docx")
			if res.StatusCode != http.StatusOK {
				t.Fatalf("%s: status %d %s", p.Number, res.StatusCode, raw)
			}
			text, err := paper.DocxText(bytes.NewReader(raw), int64(len(raw)))
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range []string{p.Number, m.Number, "现要求"} {
				if !strings.Contains(text, want) {
					t.Errorf("%s does not say %q:\n%s", p.Number, want, text)
				}
			}
			if p.Days > 0 && !strings.Contains(text, "已超过期限") {
				t.Errorf("%s does not say how late it is:\n%s", p.Number, text)
			}
			if _, again := b.file("/api/v1/papers/" + string(p.ID) + ".docx"); !bytes.Equal(raw, again) {
				t.Errorf("%s is another file the second time", p.Number)
			}
			seen[p.Key] = true
		}
	}
	if !seen["urge"] || !seen["supervise"] {
		t.Errorf("the demo shows papers of the rungs %v, want an urging and a supervision at least", seen)
	}
	res, _ := b.file("/api/v1/papers/" + string(b.d.NewID()) + ".docx")
	if res.StatusCode != http.StatusNotFound {
		t.Errorf("a paper that does not exist: %d", res.StatusCode)
	}
}

func TestListAsATable(t *testing.T) {
	b := sit(t, anlan.RoleOffice)
	var page api.MatterPage
	b.want(http.StatusOK, "GET", "/api/v1/matters?lamp=overdue&limit=200", nil, &page)
	res, raw := b.file("/api/v1/matters.xlsx?lamp=overdue")
	if res.StatusCode != http.StatusOK {
		t.Fatalf("status %d: %s", res.StatusCode, raw)
	}
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(page.Items)+2 || rows[1][1] != "事项" || rows[2][1] != page.Items[0].Title {
		t.Errorf("%d rows, want the title, the heads and %d matters: %v", len(rows), len(page.Items), rows[:min(3, len(rows))])
	}
	if res, _ := b.file("/api/v1/matters.xlsx?lamp=green"); res.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("an unknown lamp: status %d", res.StatusCode)
	}
	res, raw = b.file("/api/v1/matters.xlsx?cursor=&q=" + strings.Repeat("x", 300))
	if res.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("endless words: status %d %s", res.StatusCode, raw)
	}
}
