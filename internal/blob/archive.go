package blob

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"strings"

	"anlan"
)

const maxEntries = 4096

// detectArchive tells office files from archives by the names inside. Nothing is unpacked.
func detectArchive(r io.ReaderAt, size int64) (kind, error) {
	if n, err := countEntries(io.NewSectionReader(r, 0, size)); err != nil || n > maxEntries {
		return kind{}, errors.Join(err, anlan.ErrBlobRefused.With("found", "ZIP"))
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return kind{}, anlan.ErrBlobBroken.Because(err)
	}
	found := kind{}
	for _, f := range z.File {
		name := strings.ToLower(strings.TrimPrefix(f.Name, "/"))
		switch {
		case path.Base(name) == "vbaproject.bin" || strings.Contains(name, "activex/"):
			return kind{}, anlan.ErrBlobMacros
		case f.Flags&1 != 0:
			return kind{}, anlan.ErrBlobRefused.With("found", "ZIP")
		case found.media == "":
			found = office[name]
		}
	}
	if found.media == "" {
		return kind{}, anlan.ErrBlobRefused.With("found", "ZIP")
	}
	return found, nil
}

// office maps the part that only one kind of document has to the kind.
var office = map[string]kind{"word/document.xml": kindDOCX, "xl/workbook.xml": kindXLSX, "ppt/presentation.xml": kindPPTX, "ofd.xml": kindOFD}

// countEntries counts directory headers in constant memory, before a reader makes an object of each.
func countEntries(r io.Reader) (int, error) {
	n, kept, buf, sign := 0, 0, make([]byte, 64<<10), []byte("PK\x01\x02")
	for {
		got, err := r.Read(buf[kept:])
		have := buf[:kept+got]
		n += bytes.Count(have, sign)
		if errors.Is(err, io.EOF) {
			return n, nil
		}
		if err != nil {
			return n, diskError(err)
		}
		kept = copy(buf, have[len(have)-min(len(have), len(sign)-1):])
	}
}
