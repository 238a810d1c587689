package field

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"anlan"
)

// The rescue file (.anlan) is an outbox as a file: lines of JSON, and the bytes of each file behind the
// line that announces it. A browser writes it by joining blobs; it is read in one pass, so its size is
// bounded by the disk and not by memory.
//
//	{"anlan":"rescue","version":1,"device":…,"account":…,"post":…,"made":…,"parts":2,"files":1}
//	{"part":{"id":…,"method":"POST","path":"/api/v1/hazards","body":{…},"needs":[…]}}
//	{"file":{"sha256":…,"size":3,"name":"a.jpg"}}
//	⟨3 bytes⟩
//	{"end":true}

// RescueHead is what a rescue file says of itself.
type RescueHead struct {
	Anlan    string        `json:"anlan"`
	Version  int           `json:"version"`
	Device   string        `json:"device"`
	Account  anlan.ID      `json:"account"`
	Post     anlan.ID      `json:"post"`
	Made     anlan.Instant `json:"-"`
	MadeMS   int64         `json:"made"`
	OffsetMS *int64        `json:"offsetMs"`
	Parts    int           `json:"parts"`
	Files    int           `json:"files"`
}

// RescueFile is a file in a rescue file.
type RescueFile struct {
	Hash string `json:"sha256"`
	Size int64  `json:"size"`
	Name string `json:"name"`

	Data io.Reader `json:"-"` // exactly Size bytes
}

const (
	rescueVersion = 1
	// RescueMost bounds a rescue file.
	RescueMost = 300 << 20
	// rescueParts bounds its parts.
	rescueParts = 2000
	rescueFiles = 2000
	rescueBytes = 32 << 20 // of all parts together
	fileMost    = 20 << 20
)

// rescueReader reads a rescue file piece by piece.
type rescueReader struct {
	in    *bufio.Reader
	line  int
	bytes int
	parts int
	files int
}

// entry is one line of a rescue file.
type entry struct {
	Part *Part       `json:"part"`
	File *RescueFile `json:"file"`
	End  bool        `json:"end"`
}

func newRescueReader(r io.Reader) *rescueReader {
	return &rescueReader{in: bufio.NewReaderSize(r, 64<<10)}
}

// broken blames the line at which the file ceases to make sense.
func (r *rescueReader) broken(err error) error {
	return anlan.ErrRescueFormat.With("line", r.line).Because(err)
}

// head reads the first line.
func (r *rescueReader) head() (RescueHead, error) {
	var h RescueHead
	raw, err := r.next(4 << 10)
	if err != nil {
		return h, r.broken(err)
	}
	if err := json.Unmarshal(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")), &h); err != nil || h.Anlan != "rescue" {
		return h, r.broken(err)
	}
	if h.Version > rescueVersion || h.Version < 1 {
		return h, anlan.ErrRescueVersion.With("version", h.Version)
	}
	h.Made = anlan.Instant(h.MadeMS)
	if h.OffsetMS != nil { // the phone knew how far its clock was off
		h.Made += anlan.Instant(*h.OffsetMS)
	}
	return h, nil
}

// next reads one line of at most so many bytes.
func (r *rescueReader) next(most int) ([]byte, error) {
	r.line++
	var line []byte
	for {
		piece, err := r.in.ReadSlice('\n')
		line = append(line, piece...)
		switch {
		case len(line) > most:
			return nil, errors.New("the line is too long")
		case err == nil:
			return bytes.TrimRight(line, "\r\n"), nil
		case errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF) && len(line) > 0:
			return nil, io.ErrUnexpectedEOF
		default:
			return nil, err
		}
	}
}

// entry reads the next part, file or the end. A file's bytes must be read, or skipped with skip, before
// the next entry.
func (r *rescueReader) entry() (entry, error) {
	raw, err := r.next(BodyMost + 8<<10)
	if err != nil {
		return entry{}, r.broken(err)
	}
	var e entry
	if err := json.Unmarshal(raw, &e); err != nil || (e.Part == nil) == (e.File == nil && !e.End) {
		return entry{}, r.broken(err)
	}
	return e, r.count(e, len(raw))
}

func (r *rescueReader) count(e entry, size int) error {
	switch {
	case e.Part != nil:
		r.parts++
		r.bytes += size
	case e.File != nil:
		r.files++
		if e.File.Size < 0 || e.File.Size > fileMost {
			return anlan.ErrBlobTooLarge.With("max", "20 MB")
		}
		e.File.Data = io.LimitReader(r.in, e.File.Size)
	}
	if r.parts > rescueParts || r.files > rescueFiles || r.bytes > rescueBytes {
		return anlan.ErrRescueLarge.With("max", "300 MB").With("parts", rescueParts)
	}
	return nil
}

// skip reads what is left of a file and the end of its line.
func (r *rescueReader) skip(f *RescueFile) error {
	left := f.Data.(*io.LimitedReader)
	if _, err := io.Copy(io.Discard, left); err != nil {
		return r.broken(err)
	}
	if left.N > 0 {
		return r.broken(io.ErrUnexpectedEOF)
	}
	switch c, err := r.in.ReadByte(); {
	case err != nil:
		return r.broken(err)
	case c != '\n':
		return r.broken(errors.New("a file is longer than it says"))
	}
	return nil
}
