package api

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"reflect"
	"sync"

	"github.com/danielgtaylor/huma/v2"

	"anlan"
	"anlan/internal/blob"
	"anlan/internal/field"
	"anlan/internal/matter"
)

const (
	// wholeMost bounds the files that come within a report, all together. A request that breaks off begins anew, so it is
	// no larger than the largest piece of a file that goes on where it stopped; what is larger is uploaded before.
	wholeMost = blob.PieceMost
	// wholeFiles bounds their number.
	wholeFiles = 9
)

// registerWhole registers a report that brings its pictures: one request and one commit instead of two and more.
func (s *hazardDoor) registerWhole() {
	const route, action = "/api/v1/hazards/whole", "hazard.report"
	s.raw("POST "+route, action, s.reportWhole)
	binary := &huma.Schema{Type: "string", Format: "binary"}
	form := func(huma.Registry) map[string]*huma.MediaType {
		draft := huma.Schema{Type: "string", Description: "As JSON what POST /api/v1/hazards takes; the files are named in it by their SHA-256"}
		return map[string]*huma.MediaType{"multipart/form-data": {Schema: &huma.Schema{Type: "object", Required: []string{"report", "file"},
			Properties: map[string]*huma.Schema{"report": &draft,
				"file": {Type: "array", Items: binary, MaxItems: new(wholeFiles), Description: fmt.Sprintf("Pictures and the voice note, together at most %d kB", wholeMost>>10)}}}}}
	}
	s.describeRaw(http.MethodPost, route, action, "Report a hazard together with its small pictures, in one request: kept together or not at all", form, inJSON(reflect.TypeFor[HazardDetail]()))
}

// whole is a report with its files as they came.
type whole struct {
	report []byte
	files  []wholeFile
}

type wholeFile struct {
	name string
	data []byte
}

// reportWhole lays the files on disk and brings the report to its own route, which notes them in its transaction: the
// same checks, the same words, the same answer to a repetition. What a report that was refused has brought goes.
func (s *hazardDoor) reportWhole(w http.ResponseWriter, r *http.Request) error {
	in, err := readWhole(w, r)
	if err != nil {
		return err
	}
	laid, err := s.lay(r.Context(), in.files)
	if err != nil {
		s.clear(r.Context(), laid, true)
		return err
	}
	var files []matter.File
	for _, l := range laid {
		files = append(files, matter.File{Hash: l.SHA256, Name: l.Name, Type: l.Type, Size: l.Size})
	}
	inner := r.Clone(context.WithValue(r.Context(), arrivedKey, files))
	inner.URL.Path, inner.Body, inner.ContentLength = "/api/v1/hazards", io.NopCloser(bytes.NewReader(in.report)), int64(len(in.report))
	inner.Header.Set("Content-Type", "application/json")
	told := &heard{ResponseWriter: w}
	defer func() { s.clear(context.WithoutCancel(r.Context()), laid, told.sure()) }()
	s.mux.ServeHTTP(told, inner)
	return nil
}

// arrived are the files that a request has brought with its report.
func arrived(ctx context.Context) []matter.File {
	files, _ := ctx.Value(arrivedKey).([]matter.File)
	return files
}

// heard remembers how a request was answered.
type heard struct {
	http.ResponseWriter
	status int
}

func (h *heard) WriteHeader(status int) {
	h.status = status
	h.ResponseWriter.WriteHeader(status)
}

func (h *heard) Write(b []byte) (int, error) {
	if h.status == 0 {
		h.status = http.StatusOK
	}
	return h.ResponseWriter.Write(b)
}

// sure reports whether the answer says what is on disk: after trouble of the store a report may stand there all the same.
func (h *heard) sure() bool { return h.status != 0 && h.status < http.StatusInternalServerError }

// clear ends the laying: what no record names goes again, where it is sure that none does.
func (s *hazardDoor) clear(ctx context.Context, laid []blob.Laid, sure bool) {
	for _, l := range laid {
		if !sure || !l.Fresh() || s.recorded(ctx, l.SHA256) {
			l.Keep()
		} else if err := l.Withdraw(); err != nil {
			s.Log.WarnContext(ctx, "a file of a report that was refused could not be removed", "file", l.SHA256, "error", err)
		}
	}
}

func (s *hazardDoor) recorded(ctx context.Context, hash string) bool {
	_, err := s.Matter.FileMeta(ctx, hash)
	return !errors.Is(err, anlan.ErrMatterFileUnknown)
}

// lay puts the files on disk, all at the same time, which a disk does in one go. What was laid before one failed is
// returned with the error.
func (s *hazardDoor) lay(ctx context.Context, files []wholeFile) (laid []blob.Laid, err error) {
	each, errs := make([]blob.Laid, len(files)), make([]error, len(files))
	var all sync.WaitGroup
	for i, f := range files {
		all.Go(func() { each[i], errs[i] = s.Blob.Lay(ctx, bytes.NewReader(f.data), f.name, wholeMost) })
	}
	all.Wait()
	for i := range files {
		if errs[i] == nil {
			laid = append(laid, each[i])
		} else if err == nil {
			err = errs[i]
		}
	}
	return laid, err
}

// readWhole reads the request to its end before anything touches the disk: one that breaks off leaves nothing.
func readWhole(w http.ResponseWriter, r *http.Request) (in whole, err error) {
	r.Body = inLargeSteps(http.MaxBytesReader(w, r.Body, wholeMost+field.BodyMost+64<<10))
	parts, err := r.MultipartReader()
	if err != nil {
		return in, anlan.ErrFieldRequired.With("name", "report").At("report").Because(err)
	}
	room := wholeMost
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = in.take(part, &room)
		}
		if err != nil {
			return in, wholeTrouble(err)
		}
	}
	if in.report == nil {
		return in, anlan.ErrFieldRequired.With("name", "report").At("report")
	}
	return in, nil
}

// take reads one part of the form.
func (in *whole) take(part *multipart.Part, room *int) error {
	switch part.FormName() {
	case "report":
		raw, err := io.ReadAll(io.LimitReader(part, field.BodyMost+1))
		if in.report = raw; err == nil && len(raw) > field.BodyMost {
			err = anlan.ErrTooLarge.With("max", fmt.Sprintf("%d kB", field.BodyMost>>10)).At("report")
		}
		return err
	case "file":
		raw, err := io.ReadAll(io.LimitReader(part, int64(*room)+1))
		if *room -= len(raw); err == nil && (*room < 0 || len(in.files) == wholeFiles) {
			err = tooMuch()
		}
		in.files = append(in.files, wholeFile{part.FileName(), raw})
		return err
	}
	return nil
}

func tooMuch() *anlan.Error {
	return anlan.ErrHazardWholeLarge.With("files", wholeFiles).With("max", fmt.Sprintf("%d kB", wholeMost>>10)).At("file")
}

// wholeTrouble tells a request that is too large from one that broke off.
func wholeTrouble(err error) error {
	var over *http.MaxBytesError
	var told *anlan.Error
	switch {
	case errors.As(err, &over):
		return tooMuch().Because(err)
	case errors.As(err, &told):
		return err
	}
	return anlan.ErrBlobInterrupted.Because(err)
}
