package api

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"net/http"

	"anlan"
	"anlan/internal/letter"
)

// letterArchive is one file for the unit's archive: the letter as paper, as a file that proves itself, the
// score with everything behind it, and an index page that opens without any program of ours.
func (s *letterDoor) letterArchive(w http.ResponseWriter, r *http.Request) error {
	ctx, a := r.Context(), Actor(r.Context())
	x, err := s.Letter.Archive(ctx, a, anlan.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	sigs, checkpoint, err := s.signatures(ctx, x.Whole)
	if err != nil {
		return err
	}
	docx, err := letterDocument(x.Whole, sigs, checkpoint)
	if err != nil {
		return err
	}
	signed, err := s.Letters.File(ctx, a, x.Letter.ID)
	if err != nil {
		return err
	}
	files, err := archiveFiles(x)
	if err != nil {
		return err
	}
	raw, err := zipped(append(files, zipFile{"letter.docx", docx}, zipFile{"letter.anlan-letter.json", signed}, zipFile{"letter.txt", []byte(x.Text)}))
	if err != nil {
		return err
	}
	return download(w, x.Letter.Number+" "+x.Letter.Signer.Name+".zip", "application/zip", raw)
}

// archiveFiles are the index page and the same as data.
func archiveFiles(x letter.Archive) ([]zipFile, error) {
	page, err := x.Page()
	if err != nil {
		return nil, err
	}
	data, err := json.MarshalIndent(map[string]any{"stage": x.Stage, "score": x.Score, "marks": x.Marks, "objections": x.Objections, "facts": x.Facts}, "", " ")
	return []zipFile{{"index.html", page}, {"score.json", data}}, err
}

type zipFile struct {
	name string
	data []byte
}

func zipped(files []zipFile) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.name)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(f.data); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}
