package api_test

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"anlan"
	"anlan/internal/diligence"
	"anlan/internal/flow"
)

// TestBookOfATownshipForJanuary: over HTTP, in both languages, the demo's township gets a book of its January
// that is worth reading, and what comes with it verifies.
func TestBookOfATownshipForJanuary(t *testing.T) {
	b := sit(t, anlan.RoleTownship)
	var me struct {
		Post struct{ ID anlan.ID }
	}
	b.want(http.StatusOK, "GET", "/api/v1/session", nil, &me)
	from := januaryOfTheDemo(t)
	for lang, words := range map[string][]string{"zh": {"申请延期", "不同意延期", "同意延期", "复核不通过", "已阅", "sign-clock@"}, "en": {"Extension asked", "Extension refused", "Extension granted", "Review failed", "Read #", "sign-clock@"}} {
		var book struct {
			ID, State, Error string
			Contents         diligence.Contents
		}
		b.want(http.StatusAccepted, "POST", "/api/v1/diligence", fields{"subject": fields{"kind": "post", "id": me.Post.ID}, "from": from, "to": from[:8] + "31", "purpose": "自证履职", "lang": lang}, &book)
		house.app.Diligence.Step(t.Context())
		b.want(http.StatusOK, "GET", "/api/v1/diligence/"+book.ID, nil, &book)
		if book.State != diligence.Done {
			t.Fatalf("%s: %s %s", lang, book.State, book.Error)
		}
		for _, c := range book.Contents.Chapters {
			if c.Lines == 0 && c.Key != diligence.Rules && c.Key != diligence.Proofs {
				t.Errorf("%s: the chapter %s is empty", lang, c.Key)
			}
		}
		res, page := b.file("/api/v1/diligence/" + book.ID + "/book.html")
		if csp := res.Header.Get("Content-Security-Policy"); res.StatusCode != http.StatusOK || !strings.Contains(csp, "default-src 'none'") {
			t.Errorf("the book answers %d under %q", res.StatusCode, csp)
		}
		for _, w := range words {
			if !bytes.Contains(page, []byte(w)) {
				t.Errorf("%s: the book does not say %q", lang, w)
			}
		}
		_, zip := b.file("/api/v1/diligence/" + book.ID + "/bundle.zip")
		if r, err := flow.VerifyBook(bytes.NewReader(zip), int64(len(zip)), house.app.Ledger.PublicKey()); err != nil || !r.OK {
			t.Errorf("%s: %v %+v", lang, err, r.Findings)
		}
	}
}

// januaryOfTheDemo is the first day of the month in which the demo county was founded.
func januaryOfTheDemo(t *testing.T) string {
	t.Helper()
	var at anlan.Instant
	if err := house.app.DB.Reader().QueryRowContext(t.Context(), `SELECT min(at) FROM event`).Scan(&at); err != nil {
		t.Fatal(err)
	}
	if at.Time().Month() != time.January {
		t.Fatalf("the demo county was founded on %s", at.Date())
	}
	return string(at.Date())[:8] + "01"
}

// TestBooksSpeakOfEveryKind: whatever happens in the demo county, and whatever a room emits by name, has words
// in both languages or is left out on purpose.
func TestBooksSpeakOfEveryKind(t *testing.T) {
	sit(t, anlan.RoleOffice)
	kinds := map[string]bool{}
	rows, err := house.app.DB.Reader().QueryContext(t.Context(), `SELECT DISTINCT kind FROM event`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close() //nolint:errcheck // read to the end
	for rows.Next() {
		var k string
		if err := rows.Scan(&k); err != nil {
			t.Fatal(err)
		}
		kinds[k] = true
	}
	if err := rows.Err(); err != nil || len(kinds) < 60 {
		t.Fatal(len(kinds), err)
	}
	files, err := filepath.Glob("../*/*.go")
	if err != nil || len(files) < 100 {
		t.Fatal(len(files), err)
	}
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		for _, part := range strings.Split(string(src), `.Emit("`)[1:] {
			if k, _, ok := strings.Cut(part, `"`); ok && !strings.HasSuffix(k, ".") {
				kinds[k] = true
			}
		}
	}
	for k := range kinds {
		if !diligence.Speaks(k) {
			t.Errorf("kinds.txt has no words for %s", k)
		}
	}
}
