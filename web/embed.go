// Package web carries the built front end inside the binary.
//
// The build (npm run build) writes dist; a fresh clone holds only dist/.gitkeep, so that the Go
// code compiles before npm ever ran. Handler then says what is missing instead of a blank page.
package web

import (
	"bytes"
	"compress/gzip"
	"embed"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"
)

//go:embed all:dist
var embedded embed.FS

// Handler serves the front end: hashed assets for ever, /m and below as the field shell, and any
// other path as the desk shell, whose router reads the address. Mount it below every other route.
func Handler() http.Handler {
	dist, err := fs.Sub(embedded, "dist")
	if err != nil {
		panic(err) // only for a malformed path, which is a constant
	}
	return &shell{files: dist, packed: map[string][]byte{}}
}

type shell struct {
	files  fs.FS
	mu     sync.Mutex
	packed map[string][]byte
}

func (s *shell) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
		return
	}
	name, found := s.find(path.Clean("/" + r.URL.Path))
	if !found {
		s.missing(w, name)
		return
	}
	s.send(w, r, name)
}

// find maps an address to a file: itself, or the shell that owns the address.
func (s *shell) find(address string) (name string, found bool) {
	name = strings.TrimPrefix(address, "/")
	if info, err := fs.Stat(s.files, name); err == nil && !info.IsDir() && name != ".gitkeep" {
		return name, true
	}
	if strings.HasPrefix(address, "/assets/") {
		return name, false
	}
	name = "desk.html"
	if address == "/m" || strings.HasPrefix(address, "/m/") {
		name = "field.html"
	}
	_, err := fs.Stat(s.files, name)
	return name, err == nil
}

func (s *shell) send(w http.ResponseWriter, r *http.Request, name string) {
	body, err := fs.ReadFile(s.files, name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", contentType(name))
	h.Set("Cache-Control", "no-cache")
	if strings.HasPrefix(name, "assets/") {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	h.Set("Vary", "Accept-Encoding")
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		body = s.gzipped(name, body)
		h.Set("Content-Encoding", "gzip")
	}
	if r.Method == http.MethodGet {
		_, _ = w.Write(body)
	}
}

// gzipped packs a file once and keeps it: all files together are a few megabytes.
func (s *shell) gzipped(name string, body []byte) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	if packed, ok := s.packed[name]; ok {
		return packed
	}
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	_, _ = z.Write(body)
	_ = z.Close()
	s.packed[name] = out.Bytes()
	return out.Bytes()
}

func contentType(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".html":
		return "text/html; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".webmanifest":
		return "application/manifest+json"
	}
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return "application/octet-stream"
}

const notBuilt = `<!doctype html><meta charset="utf-8"><title>安澜 Anlan</title>
<body style="font:16px/1.7 system-ui;max-width:40em;margin:12vh auto;padding:0 16px;color:#101828">
<h1 style="font-size:20px;color:#0B5F63">网页还没有编译进这个程序</h1>
<p>服务正在运行，接口可用。请在项目目录执行 <code>make build</code>（需要 Node 20.19 以上），再重新启动。</p>
<p lang="en">The service is running, but its web pages were not built into this binary. Run <code>make build</code> and start it again.</p>
`

func (s *shell) missing(w http.ResponseWriter, name string) {
	if strings.HasPrefix(name, "assets/") {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusServiceUnavailable)
	_, _ = w.Write([]byte(notBuilt))
}
