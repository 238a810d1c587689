package inspection

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/inspection/checklist"
	"anlan/internal/inspection/inspectiondb"
)

// filesKnown refuses photographs that have not come in: the record would show what is not there.
func (s *Service) filesKnown(ctx context.Context, d Draft) error {
	for n, ans := range d.Answers {
		for _, h := range hashes(ans) {
			if _, err := s.files.FileMeta(ctx, h); err != nil {
				if known, ok := errors.AsType[*anlan.Error](err); ok {
					return known.At(fmt.Sprintf("answers[%d].photos", n))
				}
				return err
			}
		}
	}
	return nil
}

// hashes are the photographs of an answer.
func hashes(a checklist.Answer) (list []string) {
	for _, p := range pictures(a) {
		list = append(list, p.Hash)
	}
	return list
}

func pictures(a checklist.Answer) []checklist.Picture {
	if a.Action == nil {
		return a.Photos
	}
	return slices.Concat(a.Photos, a.Action.Fixed)
}

func (s *Service) shownFiles(ctx context.Context, tx *db.Tx, i Inspection) error {
	var list []string
	for _, a := range i.Answers {
		list = append(list, hashes(a)...)
		for _, p := range pictures(a) {
			if p.Original != "" {
				list = append(list, p.Original) // whether it has come already or not
			}
		}
	}
	return keepFiles(ctx, tx, i.Ref(), list)
}

// NamedFiles lists the files from … to before until that inspections name.
func (s *Service) NamedFiles(ctx context.Context, from, until string) ([]string, error) {
	list, err := queries(s.d.Reader()).NamedFiles(ctx, inspectiondb.NamedFilesParams{Hash: from, Hash_2: until})
	return list, db.Classify(err)
}
