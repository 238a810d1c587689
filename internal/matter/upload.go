package matter

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/matter/matterdb"
)

// Uploaded is the record of a file that came in, sealed so that its name and type stay what they were.
type Uploaded struct {
	File
	By anlan.ID      `json:"by"`
	At anlan.Instant `json:"at"`
}

// Upload notes a file that the blob store has checked and kept, so that a feedback may name it. The
// same file uploaded again is the same evidence: the first record stands.
func (s *Service) Upload(ctx context.Context, a anlan.Actor, f File) (File, error) {
	if err := authz.Check(a, "matter.progress"); err != nil {
		return f, err
	}
	err := s.d.Write(ctx, a, func(tx *db.Tx) (err error) {
		f, err = s.KeepIn(ctx, tx, f)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return upload(ctx, s.d.Reader(), f.Hash)
	}
	return f, err
}

// KeepIn notes a file that is in the blob store within the caller's transaction.
func (s *Service) KeepIn(ctx context.Context, tx *db.Tx, f File) (File, error) {
	known, err := upload(ctx, tx, f.Hash)
	if !errors.Is(err, anlan.ErrMatterFileUnknown) {
		return known, err
	}
	u := Uploaded{File: f, By: tx.Actor.Post, At: tx.Now}
	doc, err := db.Encode(u)
	if err != nil {
		return f, err
	}
	if err := queries(tx).InsertUpload(ctx, matterdb.InsertUploadParams{Hash: f.Hash, Doc: doc, At: tx.Now}); err != nil {
		return f, db.Classify(err)
	}
	return f, tx.Emit("matter.file_kept", anlan.Ref{Kind: "matter.file", ID: anlan.ID(f.Hash)}, u, u)
}

func upload(ctx context.Context, q matterdb.DBTX, hash string) (File, error) {
	doc, err := queries(q).Upload(ctx, hash)
	if err := db.Classify(err); errors.Is(err, anlan.ErrNotFound) {
		return File{}, anlan.ErrMatterFileUnknown.With("hash", hash).At("files")
	} else if err != nil {
		return File{}, err
	}
	u, err := db.Decode[Uploaded](doc, nil)
	return u.File, err
}

// uploads resolves the hashes that a feedback names.
func uploads(ctx context.Context, q matterdb.DBTX, hashes []string) ([]File, error) {
	var list []File
	for _, h := range hashes {
		f, err := upload(ctx, q, h)
		if err != nil {
			return nil, err
		}
		list = append(list, f)
	}
	return list, nil
}

// FileMeta returns name and type of an uploaded file. The caller has asked whether it may be read.
func (s *Service) FileMeta(ctx context.Context, hash string) (File, error) {
	return upload(ctx, s.d.Reader(), hash)
}

// NamedFiles lists the files from … to before until that uploads and matters name.
func (s *Service) NamedFiles(ctx context.Context, from, until string) ([]string, error) {
	list, err := queries(s.d.Reader()).NamedFiles(ctx, matterdb.NamedFilesParams{Hash: from, Hash_2: until})
	return list, db.Classify(err)
}
