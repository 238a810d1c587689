package paper

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"anlan"
)

// entry is one file of an archive made for a test.
type entry struct{ name, body string }

// pack makes an archive; what is compressed is compressed for real.
func pack(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		w, err := z.Create(e.name)
		if err == nil {
			_, err = w.Write([]byte(e.body))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	docxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
	xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
)

func contentTypes(part, kind string) entry {
	return entry{"[Content_Types].xml", fmt.Sprintf(`<?xml version="1.0"?><Types xmlns="ct"><Default Extension="xml" ContentType="application/xml"/><Override PartName=%q ContentType=%q/></Types>`, part, kind)}
}

// docxWith makes a .docx around the content of w:body.
func docxWith(t testing.TB, body string, more ...entry) []byte {
	t.Helper()
	xml := `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="w"><w:body>` + body + `</w:body></w:document>`
	return pack(t, append([]entry{contentTypes("/word/document.xml", docxType), {"word/document.xml", xml}}, more...)...)
}

// wantCode checks that err is the error of that code, and that it came soon.
func wantCode(t *testing.T, err error, want *anlan.Error, began time.Time) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("error is %v, want %s", err, want.Code)
	}
	if took := time.Since(began); took > 20*time.Second { // meant is 1 s; a busy machine and the race detector take longer
		t.Errorf("took %v", took)
	}
}

// patch replaces bytes in place: for archives that lie about themselves.
func patch(b []byte, old, with string) []byte {
	return bytes.ReplaceAll(bytes.Clone(b), []byte(old), []byte(with))
}

func zeros(n int) string { return strings.Repeat("0", n) }
