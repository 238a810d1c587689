package matrix

import (
	"context"
	"encoding/json"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/matrix/matrixdb"
)

const (
	pageSize   = 500    // rows of a bounded walk
	sectorMost = 2_000  // nodes of a tree
	cellMost   = 20_000 // cells of a matrix
)

// queries shortens the generated package's constructor.
func queries(q matrixdb.DBTX) *matrixdb.Queries { return matrixdb.New(q) }

func encode(v any) (string, error) {
	raw, err := json.Marshal(v)
	return string(raw), err
}

func decode[T any](doc string, err error) (v T, _ error) {
	if err != nil {
		return v, db.Classify(err)
	}
	return v, json.Unmarshal([]byte(doc), &v)
}

func decodeAll[T any](docs []string, err error) ([]T, error) {
	list := make([]T, 0, len(docs))
	for _, doc := range docs {
		v, err := decode[T](doc, nil)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, db.Classify(err)
}

// changed answers an update: one row, or somebody else was first.
func changed(n int64, err error) error {
	if err != nil {
		return db.Classify(err)
	}
	if n == 0 {
		return anlan.ErrConflict
	}
	return nil
}

func (s Sector) row(doc string) matrixdb.MatrixSector {
	return matrixdb.MatrixSector{ID: s.ID, Code: s.Code, Rank: s.Rank, Since: s.Since, Until: s.Until, Revision: s.Revision, Doc: doc}
}

func insertSector(ctx context.Context, tx *db.Tx, s Sector) error {
	doc, err := encode(s)
	if err != nil {
		return err
	}
	if err := queries(tx).InsertSector(ctx, matrixdb.InsertSectorParams(s.row(doc))); err != nil {
		return db.Classify(err)
	}
	return tx.Emit("matrix.sector_made", s.Ref(), s, s)
}

func saveSector(ctx context.Context, tx *db.Tx, kind string, s Sector) (Sector, error) {
	seen := s.Revision
	s.Revision, s.Updated = s.Revision+1, tx.Now
	doc, err := encode(s)
	if err != nil {
		return s, err
	}
	err = changed(queries(tx).UpdateSector(ctx, matrixdb.UpdateSectorParams{ID: s.ID, Revision: seen, Rank: s.Rank, Since: s.Since, Until: s.Until, Doc: doc}))
	if err != nil {
		return s, err
	}
	return s, tx.Emit(kind, s.Ref(), s, s)
}

func (c Cell) row(doc string) matrixdb.MatrixCell {
	return matrixdb.MatrixCell{ID: c.ID, Sector: c.Sector, Axis: string(c.Axis), Place: c.Place, Unit: c.Unit, Post: c.Post, Since: c.Since,
		Until: c.Until, Revision: c.Revision, Doc: doc}
}

func insertCell(ctx context.Context, tx *db.Tx, c Cell) error {
	doc, err := encode(c)
	if err != nil {
		return err
	}
	if err := queries(tx).InsertCell(ctx, matrixdb.InsertCellParams(c.row(doc))); err != nil {
		return db.Classify(err)
	}
	return tx.Emit("matrix.cell_set", c.Ref(), c, c)
}

func saveCell(ctx context.Context, tx *db.Tx, kind string, c Cell) (Cell, error) {
	seen := c.Revision
	c.Revision, c.Updated = c.Revision+1, tx.Now
	doc, err := encode(c)
	if err != nil {
		return c, err
	}
	err = changed(queries(tx).UpdateCell(ctx, matrixdb.UpdateCellParams{ID: c.ID, Revision: seen, Until: c.Until, Doc: doc}))
	if err != nil {
		return c, err
	}
	return c, tx.Emit(kind, c.Ref(), c, c)
}

// walk reads pages until the last.
func walk[R any](next func(after anlan.ID) ([]R, error), one func(R) (anlan.ID, error)) error {
	var after anlan.ID
	for {
		rows, err := next(after)
		if err != nil || len(rows) == 0 {
			return db.Classify(err)
		}
		for _, r := range rows {
			if after, err = one(r); err != nil {
				return err
			}
		}
	}
}
