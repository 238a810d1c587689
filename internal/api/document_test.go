package api_test

import (
	"bytes"
	"net/http"
	"testing"

	"anlan"
)

// TestRegisterOfTheDemoHasNoHoles: every number that a room of the demo county took stands in the register.
func TestRegisterOfTheDemoHasNoHoles(t *testing.T) {
	b := sit(t, anlan.RoleOffice)
	if _, err := house.app.Catch(t.Context()); err != nil {
		t.Fatal(err)
	}
	var check struct {
		Items []struct {
			Series      string
			Given, Rows int
			Holes       []int
		}
	}
	b.want(http.StatusOK, "GET", "/api/v1/documents/check", nil, &check)
	if len(check.Items) == 0 {
		t.Error("no room of the demo numbered a document")
	}
	for _, s := range check.Items {
		if s.Given != s.Rows || len(s.Holes) > 0 {
			t.Errorf("%s: %d given, %d registered, missing %v", s.Series, s.Given, s.Rows, s.Holes)
		}
	}
	var page struct {
		Items []struct{ Number, File string }
	}
	b.want(http.StatusOK, "GET", "/api/v1/documents?limit=200", nil, &page)
	for _, e := range page.Items {
		if e.File == "" {
			t.Errorf("%s opens no document", e.Number)
			continue
		}
		if res, raw := b.file(e.File); res.StatusCode != http.StatusOK || !bytes.HasPrefix(raw, []byte("PK")) {
			t.Errorf("%s: %s answers %d", e.Number, e.File, res.StatusCode)
		}
	}
	if res, raw := b.file("/api/v1/documents.xlsx"); res.StatusCode != http.StatusOK || !bytes.HasPrefix(raw, []byte("PK")) {
		t.Errorf("the table answers %d", res.StatusCode)
	}
}
