package ui

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"

	"anlan"
)

// What the form of a report may bring, whatever stands in it.
const (
	fieldMost = 16 << 10 // bytes of one field: its characters are counted later, in words that help
	partsMost = 64
)

// sent is what came with a form: what was typed, as it was typed, and the receipts of pictures. What is
// wrong with a picture does not lose the words.
type sent struct {
	words    map[string]string
	receipts []string
	wrong    []error // of pictures
}

// get returns a field.
func (f sent) get(name string) string { return f.words[name] }

// readForm reads a form with pictures, each of which is given to photo, which returns its receipt. A
// form whose end never comes, or which has more parts than any form of ours, is refused.
func readForm(r *multipart.Reader, photo func(name string, r io.Reader) (string, error)) (sent, error) {
	f := sent{words: map[string]string{}}
	for range partsMost {
		part, err := r.NextPart()
		if errors.Is(err, io.EOF) {
			return f, nil
		}
		if err != nil {
			return f, brokenForm(err)
		}
		if part.FileName() != "" {
			receipt, err := photo(part.FileName(), part)
			if err != nil {
				f.wrong = append(f.wrong, err)
			} else {
				f.receipts = append(f.receipts, receipt)
			}
			if _, err := io.Copy(io.Discard, part); err != nil {
				return f, brokenForm(err)
			}
			continue
		}
		if err := f.field(part); err != nil {
			return f, brokenForm(err)
		}
	}
	return f, anlan.ErrTooLarge.With("max", "64")
}

// field reads one typed field. Of what is too long the beginning is kept.
func (f *sent) field(part *multipart.Part) error {
	text, err := io.ReadAll(io.LimitReader(part, fieldMost))
	if err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, part); err != nil {
		return err
	}
	f.add(part.FormName(), string(text))
	return nil
}

// add notes a field; browsers send line ends of their own.
func (f *sent) add(name, value string) {
	value = strings.ReplaceAll(strings.ToValidUTF8(value, ""), "\r\n", "\n")
	if name == "kept" {
		if len(f.receipts) < partsMost && !slices.Contains(f.receipts, value) {
			f.receipts = append(f.receipts, value)
		}
		return
	}
	f.words[name] = value
}

// brokenForm tells a form that is too large from one that broke off.
func brokenForm(err error) error {
	var over *http.MaxBytesError
	if errors.As(err, &over) {
		return anlan.ErrReportTooLarge.Because(err)
	}
	return anlan.ErrBlobInterrupted.Because(err)
}

// formOf reads what a request brings: with pictures, or from a browser that sends words alone.
func formOf(r *http.Request, photo func(name string, r io.Reader) (string, error)) (sent, error) {
	parts, err := r.MultipartReader()
	if errors.Is(err, http.ErrNotMultipart) {
		f := sent{words: map[string]string{}}
		for name, values := range r.PostForm {
			for _, value := range values {
				f.add(name, value)
			}
		}
		return f, nil
	}
	if err != nil {
		return sent{}, brokenForm(err)
	}
	return readForm(parts, photo)
}
