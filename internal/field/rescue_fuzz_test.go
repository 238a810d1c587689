package field

import (
	"bytes"
	"io"
	"strings"
	"testing"
)

// FuzzRescue reads anything as a rescue file: it ends, it stays within its bounds, and what it takes for a
// sound part could be a call of a phone.
func FuzzRescue(f *testing.F) {
	head := `{"anlan":"rescue","version":1,"device":"d","account":"a","parts":1,"files":1}` + "\n"
	f.Add([]byte(head + `{"file":{"sha256":"00","size":3,"name":"a"}}` + "\nabc\n" + `{"part":{"id":"01890000-0000-7000-8000-000000000000","method":"POST","path":"/api/v1/hazards","body":{}}}` + "\n" + `{"end":true}` + "\n"))
	f.Add([]byte(head + `{"file":{"size":9223372036854775807}}` + "\n"))
	f.Add([]byte(head + `{"part":null,"file":null,"end":false}` + "\n"))
	f.Add([]byte("\xef\xbb\xbf" + head))
	f.Fuzz(func(t *testing.T, raw []byte) {
		r := newRescueReader(bytes.NewReader(raw))
		if _, err := r.head(); err != nil {
			return
		}
		for n := 0; ; n++ {
			if n > len(raw) {
				t.Fatal("it does not end")
			}
			e, err := r.entry()
			if err != nil || e.End {
				return
			}
			if e.Part != nil && e.Part.Check() == nil && (!strings.HasPrefix(e.Part.Path, "/api/v1/") || strings.Contains(e.Part.Path, "..")) {
				t.Fatalf("%q passes", e.Part.Path)
			}
			if e.File != nil {
				if n, err := io.Copy(io.Discard, e.File.Data); err == nil && n > fileMost {
					t.Fatalf("a picture of %d bytes passes", n)
				}
				if r.skip(e.File) != nil {
					return
				}
			}
		}
	})
}
