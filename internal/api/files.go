package api

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"

	"anlan"
	"anlan/internal/blob"
	"anlan/internal/matter"
)

// fileMost is the largest file that is taken as evidence.
const fileMost = 20 << 20

func (s *Server) registerFiles() {
	s.raw("POST /api/v1/files", "matter.progress", s.putFile)
	s.raw("GET /api/v1/files/{hash}", "matter.read", s.getFile)
	s.raw("GET /api/v1/files/{hash}/thumb", "matter.read", s.getThumb)
}

// putFile takes one file as multipart field "file", checks what it really is, and keeps it once.
func (s *Server) putFile(w http.ResponseWriter, r *http.Request) error {
	r.Body = inLargeSteps(http.MaxBytesReader(w, r.Body, fileMost+1<<20))
	parts, err := r.MultipartReader()
	if err != nil {
		return anlan.ErrFieldRequired.With("name", "file").At("file").Because(err)
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return anlan.ErrFieldRequired.With("name", "file").At("file")
		}
		if err != nil {
			return tooLarge(err)
		}
		if part.FormName() != "file" {
			continue
		}
		kept, err := s.Blob.Put(r.Context(), part, part.FileName(), fileMost)
		if err != nil {
			return tooLarge(err)
		}
		f, err := s.Matter.Upload(r.Context(), Actor(r.Context()), matter.File{Hash: kept.SHA256, Name: kept.Name, Type: kept.Type, Size: kept.Size})
		if err != nil {
			return err
		}
		return writeJSON(w, f)
	}
}

// inLargeSteps reads a body 64 kB at a time: the reader of forms would ask the system for four.
func inLargeSteps(body io.ReadCloser) io.ReadCloser {
	return struct {
		io.Reader
		io.Closer
	}{bufio.NewReaderSize(body, 64<<10), body}
}

// tooLarge names the limit when the body broke it.
func tooLarge(err error) error {
	var over *http.MaxBytesError
	if errors.As(err, &over) {
		return anlan.ErrTooLarge.With("max", fmt.Sprintf("%d MB", fileMost>>20)).Because(err)
	}
	return err
}

// getFile sends a file. The camera's own file may not have come yet, or may not be named by an older record: then
// ?else= names the rendition to look at in its place.
func (s *Server) getFile(w http.ResponseWriter, r *http.Request) error {
	hash := r.PathValue("hash")
	f, err := s.openFile(r.Context(), hash, s.Blob.Open)
	if other := r.URL.Query().Get("else"); other != "" && errors.Is(err, anlan.ErrNotFound) {
		w.Header().Set("Cache-Control", "no-store") // it may come any minute
		http.Redirect(w, r, url.PathEscape(other), http.StatusSeeOther)
		return nil
	}
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // read only
	meta, err := s.Matter.FileMeta(r.Context(), hash)
	if err != nil {
		return err
	}
	return serve(w, r, f, meta)
}

func (s *Server) getThumb(w http.ResponseWriter, r *http.Request) error {
	f, err := s.openFile(r.Context(), r.PathValue("hash"), func(hash string) (*os.File, error) { return s.Blob.Thumb(r.Context(), hash, blob.Small) })
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // read only
	return serve(w, r, f, matter.File{Type: "image/jpeg"})
}

// openFile asks first whether the actor may read a matter that shows the file.
func (s *Server) openFile(ctx context.Context, hash string, open func(hash string) (*os.File, error)) (*os.File, error) {
	if err := s.mayOpen(ctx, hash); err != nil {
		return nil, err
	}
	return open(hash)
}

// mayOpen asks every room that shows files.
func (s *Server) mayOpen(ctx context.Context, hash string) error {
	var err error = anlan.ErrNotFound
	for _, may := range s.files {
		if err = may(ctx, Actor(ctx), hash); !errors.Is(err, anlan.ErrNotFound) {
			break
		}
	}
	return err
}

// serve sends a kept file. Only pictures, recordings and PDF open in the browser; everything else is a download,
// so that no file of a user runs as a page of ours.
func serve(w http.ResponseWriter, r *http.Request, f *os.File, meta matter.File) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", meta.Type)
	h.Set("Cache-Control", "private, max-age=86400, immutable")
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	how := "attachment"
	if strings.HasPrefix(meta.Type, "image/") || strings.HasPrefix(meta.Type, "audio/") || meta.Type == "application/pdf" {
		how = "inline"
	}
	if meta.Name != "" {
		h.Set("Content-Disposition", how+"; filename*=UTF-8''"+url.PathEscape(meta.Name))
	}
	http.ServeContent(w, r, "", info.ModTime(), f)
	return nil
}
