package letter

import (
	"context"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
)

// Evidence is a file that shows what was said, by its hash in the blob store.
type Evidence struct {
	Hash string `json:"hash" maxLength:"64"`
	Name string `json:"name" maxLength:"200"`
	Type string `json:"type,omitempty" maxLength:"100"`
	Size int64  `json:"size,omitempty"`
}

// shows keeps that a letter, or a unit's recorded fact, shows files as evidence.
func shows(ctx context.Context, tx *db.Tx, letter, unit anlan.ID, files []Evidence) error {
	for _, f := range files {
		if err := queries(tx).PutFile(ctx, letterdb.PutFileParams{Hash: f.Hash, Letter: letter, Unit: unit}); err != nil {
			return db.Classify(err)
		}
	}
	return nil
}

// File tells whether the actor may open a file: whoever may read a record that shows it.
func (s *Service) File(ctx context.Context, a anlan.Actor, hash string) error {
	rows, err := queries(s.d.Reader()).FileOf(ctx, hash)
	if err != nil {
		return db.Classify(err)
	}
	for _, r := range rows {
		if r.Letter == "" && authz.Check(a, actRead, authz.Target{Unit: r.Unit}) == nil {
			return nil
		}
		if _, err := s.Get(ctx, a, r.Letter); r.Letter != "" && err == nil {
			return nil
		}
	}
	return anlan.ErrNotFound
}

// NamedFiles lists the files from … to before until that letters and recorded facts name.
func (s *Service) NamedFiles(ctx context.Context, from, until string) ([]string, error) {
	list, err := queries(s.d.Reader()).NamedFiles(ctx, letterdb.NamedFilesParams{Hash: from, Hash_2: until})
	return list, db.Classify(err)
}
