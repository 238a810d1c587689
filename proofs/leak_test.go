package proofs

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestNothingForeignIsShown (R16): no list, export or stream that somebody may open carries a word of a
// matter that they may not read.
func TestNothingForeignIsShown(t *testing.T) {
	d, l := openDoor(t), readLaw(t)
	list := d.matters(t)
	if _, err := d.Catch(ctx); err != nil {
		t.Fatal(err)
	}
	asked, shown := 0, 0
	for _, c := range d.everybody() {
		for _, r := range d.API.Routes() {
			if r.Method != http.MethodGet || strings.Contains(r.Pattern, "{") || strings.HasPrefix(r.Pattern, "/auth/") {
				continue
			}
			for _, query := range queries(r.Pattern) {
				asked++
				text := d.look(t, c, r.Pattern+query)
				for _, k := range list {
					if !strings.Contains(text, k.token) && !strings.Contains(text, string(k.m.ID)) {
						continue
					}
					if shown++; c.role == "" || !l.may(c, "matter.read", k.lead, k.issuer, k.reviewer) && r.Action != "ledger.read" && r.Action != "committee.write" {
						t.Errorf("GET %s%s shows %s a matter of %s", r.Pattern, query, c.name, k.lead.name)
					}
				}
			}
		}
	}
	if shown == 0 {
		t.Error("nothing was shown to anybody: the proof looks at nothing")
	}
	t.Logf("%d answers, %d mentions, none foreign", asked, shown)
}

// queries are the ways to ask for a list.
func queries(pattern string) []string {
	if strings.HasSuffix(pattern, "/matters") || strings.HasSuffix(pattern, "matters.xlsx") {
		return []string{"?limit=200", "?limit=200&state=closed,issued", "?limit=200&area=620521101", "?limit=200&q=TOKEN"}
	}
	return []string{""}
}

// look reads an answer with everything that is packed in it.
func (d *door) look(t *testing.T, c *chair, path string) string {
	t.Helper()
	if strings.HasSuffix(path, "/live") {
		_, text := d.listen(t, c, path, 300*time.Millisecond)
		return text
	}
	code, raw, _, err := c.b.send(http.MethodGet, path, "", nil)
	must(t, err)
	if code >= 500 {
		t.Errorf("GET %s by %s: %d %.200s", path, c.name, code, raw)
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return string(raw)
	}
	var text strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		must(t, err)
		_, err = io.Copy(&text, io.LimitReader(r, 16<<20))
		must(t, err)
		must(t, r.Close())
	}
	return text.String()
}
