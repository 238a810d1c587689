package ui

import (
	"bytes"
	"io"
	"mime/multipart"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzReadForm: whatever a stranger sends as a form, reading ends, keeps within bounds, and loses no
// word that came whole.
func FuzzReadForm(f *testing.F) {
	f.Add([]byte("--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n出口上锁\r\n--b--\r\n"))
	f.Add([]byte("--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8\xff\r\n--b--\r\n"))
	f.Add([]byte("--b\r\nContent-Disposition: form-data; name=\"kept\"\r\n\r\nx.1.2.3\r\n--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n"))
	f.Add([]byte("--b\r\n\r\n--b--"))
	f.Fuzz(func(t *testing.T, body []byte) {
		got, err := readForm(multipart.NewReader(bytes.NewReader(body), "b"), func(name string, r io.Reader) (string, error) {
			if name == "" {
				t.Error("a picture without a name")
			}
			_, err := io.Copy(io.Discard, r)
			return "receipt", err
		})
		if err != nil && strings.TrimSpace(err.Error()) == "" {
			t.Error("an error without words")
		}
		if len(got.receipts) > 2*partsMost || len(got.words) > partsMost {
			t.Errorf("%d receipts, %d fields", len(got.receipts), len(got.words))
		}
		for name, text := range got.words {
			if len(text) > 2*fieldMost || !utf8.ValidString(text) {
				t.Errorf("field %q of %d bytes", name, len(text))
			}
		}
	})
}
