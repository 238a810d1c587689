package web

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"
)

func TestShell(t *testing.T) {
	built := fstest.MapFS{
		".gitkeep":         {},
		"desk.html":        {Data: []byte("desk")},
		"field.html":       {Data: []byte("field")},
		"assets/a-123.js":  {Data: []byte("js")},
		"assets/a-123.css": {Data: []byte("css")},
	}
	for _, c := range []struct {
		name, path string
		files      fstest.MapFS
		status     int
		body       string
	}{
		{"root is the desk", "/", built, 200, "desk"},
		{"a desk address is the desk", "/matters/018f", built, 200, "desk"},
		{"the field root", "/m", built, 200, "field"},
		{"a field address", "/m/todo", built, 200, "field"},
		{"not a field address", "/matters", built, 200, "desk"},
		{"an asset", "/assets/a-123.js", built, 200, "js"},
		{"a lost asset is not a page", "/assets/old.js", built, 404, "not found\n"},
		{"the keeper is not served", "/.gitkeep", built, 200, "desk"},
		{"nothing built", "/", fstest.MapFS{".gitkeep": {}}, 503, notBuilt},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &shell{files: c.files, packed: map[string][]byte{}}
			w := httptest.NewRecorder()
			s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, c.path, nil))
			if w.Code != c.status || w.Body.String() != c.body {
				t.Errorf("GET %s = %d %q, want %d %q", c.path, w.Code, w.Body.String(), c.status, c.body)
			}
		})
	}
}

func TestShellPacks(t *testing.T) {
	s := &shell{files: fstest.MapFS{"assets/a.js": {Data: []byte("js")}}, packed: map[string][]byte{}}
	r := httptest.NewRequest(http.MethodGet, "/assets/a.js", nil)
	r.Header.Set("Accept-Encoding", "gzip, br")
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if got := w.Header().Get("Content-Encoding"); got != "gzip" {
		t.Errorf("Content-Encoding = %q, want gzip", got)
	}
	if got := w.Header().Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
		t.Errorf("Cache-Control = %q", got)
	}
}
