package api

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strconv"

	"anlan"
)

// importMost is the largest table that is taken.
const importMost = 10 << 20

// sendSheet writes a workbook that is made in memory, so that a failure is still told as one.
func sendSheet(w http.ResponseWriter, name string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	return download(w, name, typeXLSX, b.Bytes())
}

// fileOf reads the multipart field "file" into memory, at most so many bytes.
func fileOf(w http.ResponseWriter, r *http.Request, most int64) (name string, data []byte, err error) {
	r.Body = http.MaxBytesReader(w, r.Body, most+64<<10)
	parts, err := r.MultipartReader()
	if err != nil {
		return "", nil, anlan.ErrFieldRequired.With("name", "file").At("file").Because(err)
	}
	large := anlan.ErrTooLarge.With("max", strconv.FormatInt(most>>20, 10)+" MB").At("file")
	for {
		part, err := parts.NextPart()
		if err != nil {
			return "", nil, anlan.ErrFieldRequired.With("name", "file").At("file").Because(err)
		}
		if part.FormName() != "file" {
			continue
		}
		data, err = io.ReadAll(io.LimitReader(part, most+1))
		var over *http.MaxBytesError
		if int64(len(data)) > most || errors.As(err, &over) {
			return "", nil, large
		}
		if err != nil || len(data) == 0 {
			return "", nil, anlan.ErrPaperEmpty.At("file").Because(err)
		}
		return part.FileName(), data, nil
	}
}
