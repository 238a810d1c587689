package api

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"reflect"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"anlan"
	"anlan/internal/committee"
)

// minutesMost is the largest file of minutes that is taken; a text in it may have 4 MB.
const minutesMost = 20 << 20

// MinutesText is the text of a meeting, typed or pasted.
type MinutesText struct {
	Revision int64  `json:"revision,omitempty" doc:"of the meeting, as it was seen"`
	Text     string `json:"text"`
}

// registerMinutes registers the two routes that take a text as JSON or as a file. They are plain
// handlers, since one route takes both, and describe themselves.
func (s *committeeDoor) registerMinutes() {
	add(s, http.MethodGet, "/api/v1/minutes/{id}", "committee.read", "One version of a meeting's text, as it came", s.keptText)
	s.raw("POST /api/v1/minutes/parse", "committee.write", s.parseMinutes)
	s.describeText(http.MethodPost, "/api/v1/minutes/parse", "Read a text and store nothing", reflect.TypeFor[committee.Reading]())
	s.raw("PUT /api/v1/meetings/{id}/minutes", "committee.write", s.putMinutes)
	s.describeText(http.MethodPut, "/api/v1/meetings/{id}/minutes", "Keep the text of a meeting unchanged and read it into proposals", reflect.TypeFor[committee.Meeting](),
		&huma.Param{Name: "id", In: "path", Required: true, Schema: &huma.Schema{Type: "string", MaxLength: new(36)}})
}

// KeptText is one version of a meeting's text, with the text as it came.
type KeptText struct {
	committee.Minutes
	Text string `json:"text"`
}

func (s *committeeDoor) keptText(ctx context.Context, in *RecordID) (*answer[KeptText], error) {
	m, text, err := s.Committee.Text(ctx, Actor(ctx), in.ID)
	return ok(KeptText{m, text}, err)
}

// describeText adds a plain route to the description.
func (s *committeeDoor) describeText(method, route, summary string, out reflect.Type, params ...*huma.Param) {
	s.plans = append(s.plans, func(api huma.API) {
		schemas := api.OpenAPI().Components.Schemas
		file := &huma.Schema{Type: "object", Required: []string{"file"}, Properties: map[string]*huma.Schema{
			"file":     {Type: "string", Format: "binary", Description: ".txt in UTF-8, GB18030 or UTF-16, or .docx"},
			"revision": {Type: "integer", Format: "int64"}}}
		api.OpenAPI().AddOperation(&huma.Operation{Method: method, Path: route, Summary: summary, OperationID: operationID(method, route),
			Parameters: params, Extensions: map[string]any{"x-action": "committee.write"},
			RequestBody: &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
				"application/json":    {Schema: schemas.Schema(reflect.TypeFor[MinutesText](), true, "MinutesText")},
				"multipart/form-data": {Schema: file}}},
			Responses: map[string]*huma.Response{"200": {Description: "OK", Content: inJSON(out)(schemas)}}})
	})
}

func (s *committeeDoor) parseMinutes(w http.ResponseWriter, r *http.Request) error {
	in, _, err := textOf(w, r)
	if err != nil {
		return err
	}
	reading, err := s.Committee.Parse(r.Context(), Actor(r.Context()), in.Text)
	if err != nil {
		return err
	}
	return writeJSON(w, reading)
}

func (s *committeeDoor) putMinutes(w http.ResponseWriter, r *http.Request) error {
	in, file, err := textOf(w, r)
	if err != nil {
		return err
	}
	m, err := s.Committee.KeepMinutes(r.Context(), Actor(r.Context()), anlan.ID(r.PathValue("id")), in.Revision, in.Text, file)
	if err != nil {
		return err
	}
	return writeJSON(w, m)
}

// textOf reads the text of a request: a JSON body, or a multipart form with a file.
func textOf(w http.ResponseWriter, r *http.Request) (in MinutesText, file string, err error) {
	r.Body = http.MaxBytesReader(w, r.Body, minutesMost+1<<20)
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind == "multipart/form-data" {
		return textOfForm(r)
	}
	err = json.NewDecoder(r.Body).Decode(&in)
	var over *http.MaxBytesError
	switch {
	case errors.As(err, &over):
		err = anlan.ErrMinutesTooLarge.With("max", "4 MB").At("text").Because(err)
	case err != nil:
		err = anlan.ErrFieldRequired.With("name", "text").At("text").Because(err)
	}
	return in, "", err
}

// textOfForm reads the parts of a form as they come; nothing is written to disk.
func textOfForm(r *http.Request) (in MinutesText, file string, err error) {
	parts, err := r.MultipartReader()
	if err != nil {
		return in, "", anlan.ErrFieldRequired.With("name", "file").At("file").Because(err)
	}
	for {
		part, err := parts.NextPart()
		switch {
		case errors.Is(err, io.EOF) && file == "":
			return in, "", anlan.ErrFieldRequired.With("name", "file").At("file")
		case errors.Is(err, io.EOF):
			return in, file, nil
		case err != nil:
			return in, "", tooMuchText(err)
		}
		switch part.FormName() {
		case "file":
			file = part.FileName()
			if in.Text, err = textOfPart(part); file == "" {
				file = "file"
			}
		case "revision":
			in.Revision, err = revisionOf(part)
		}
		if err != nil {
			return in, "", tooMuchText(err)
		}
	}
}

func textOfPart(part *multipart.Part) (string, error) {
	raw, err := io.ReadAll(io.LimitReader(part, minutesMost+1))
	if err != nil {
		return "", err
	}
	if len(raw) > minutesMost {
		return "", anlan.ErrTooLarge.With("max", "20 MB").At("file")
	}
	if len(raw) == 0 {
		return "", anlan.ErrPaperEmpty.At("file")
	}
	return committee.TextOf(raw)
}

func revisionOf(part *multipart.Part) (int64, error) {
	raw, err := io.ReadAll(io.LimitReader(part, 20))
	if err != nil {
		return 0, err
	}
	n, err := strconv.ParseInt(string(raw), 10, 64)
	if err != nil {
		return 0, anlan.ErrFieldInvalid.With("name", "revision").With("value", string(raw)).At("revision")
	}
	return n, nil
}

// tooMuchText names the limit when the body broke it.
func tooMuchText(err error) error {
	var over *http.MaxBytesError
	if errors.As(err, &over) {
		return anlan.ErrTooLarge.With("max", "20 MB").At("file").Because(err)
	}
	return err
}
