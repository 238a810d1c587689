package api

import (
	"net/http"
	"reflect"
	"strconv"

	"anlan"
	"anlan/internal/blob"
	"anlan/internal/matter"
)

// registerUploads registers files that come piece by piece over a network that breaks off.
func (s *Server) registerUploads() {
	s.raw("GET /api/v1/uploads/{sha256}", "matter.progress", s.getUpload)
	s.raw("PUT /api/v1/uploads/{sha256}", "matter.progress", s.putUpload)
	out := inJSON(reflect.TypeFor[UploadProgress]())
	s.describeRaw(http.MethodGet, "/api/v1/uploads/{sha256}", "matter.progress", "How much of a file the server has", nil, out)
	s.describeRaw(http.MethodPut, "/api/v1/uploads/{sha256}", "matter.progress",
		"The next piece of a file, at most 1 MB: ?offset= ?size= of the whole ?name=. A repeated or early piece only answers where to go on", inBytes("application/octet-stream"), out)
}

// UploadProgress is how much of a file is safely on disk, never more.
type UploadProgress struct {
	Received int64        `json:"received" doc:"Go on from here"`
	Done     bool         `json:"done"`
	File     *matter.File `json:"file,omitempty" doc:"Once done: what may be named as evidence"`
}

func (s *Server) getUpload(w http.ResponseWriter, r *http.Request) error {
	p, err := s.Blob.Received(r.PathValue("sha256"), string(Actor(r.Context()).Account))
	if err != nil {
		return err
	}
	return s.answerUpload(w, r, p)
}

func (s *Server) putUpload(w http.ResponseWriter, r *http.Request) error {
	part := blob.Part{Hash: r.PathValue("sha256"), Owner: string(Actor(r.Context()).Account), Name: r.URL.Query().Get("name"), Max: fileMost}
	for name, field := range map[string]*int64{"offset": &part.Offset, "size": &part.Size} {
		n, err := strconv.ParseInt(r.URL.Query().Get(name), 10, 64)
		if err != nil {
			return anlan.ErrFieldInvalid.With("name", name).With("value", r.URL.Query().Get(name)).At(name).Because(err)
		}
		*field = n
	}
	p, err := s.Blob.PutPart(r.Context(), http.MaxBytesReader(w, r.Body, blob.PieceMost+1), part)
	if err != nil {
		return tooLarge(err)
	}
	return s.answerUpload(w, r, p)
}

// answerUpload notes a complete file like any other evidence: whoever sent its last piece twice, or came
// back after a crash, finds the same record.
func (s *Server) answerUpload(w http.ResponseWriter, r *http.Request, p blob.Progress) error {
	v := UploadProgress{Received: p.Received, Done: p.Done}
	if p.Done {
		f, err := s.keepFile(r, p.Blob)
		if err != nil {
			return err
		}
		v.File = &f
	}
	return writeJSON(w, v)
}

func (s *Server) keepFile(r *http.Request, b blob.Blob) (matter.File, error) {
	if b.Type == "" { // it was complete before: look at what is kept
		if f, err := s.Matter.FileMeta(r.Context(), b.SHA256); err == nil {
			return f, nil
		}
		var err error
		if b, err = s.Blob.Describe(b.SHA256, r.URL.Query().Get("name")); err != nil {
			return matter.File{}, err
		}
	}
	return s.Matter.Upload(r.Context(), Actor(r.Context()), matter.File{Hash: b.SHA256, Name: b.Name, Type: b.Type, Size: b.Size})
}
