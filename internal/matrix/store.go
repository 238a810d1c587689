package matrix

import (
	"context"

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

func (s Sector) row(doc string) matrixdb.MatrixSector {
	return matrixdb.MatrixSector{ID: s.ID, Code: s.Code, Rank: s.Rank, Since: s.Since, Until: s.Until, Revision: s.Revision, Doc: doc}
}

func insertSector(ctx context.Context, tx *db.Tx, s Sector) error {
	doc, err := db.Encode(s)
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
	doc, err := db.Encode(s)
	if err != nil {
		return s, err
	}
	err = db.Changed(queries(tx).UpdateSector(ctx, matrixdb.UpdateSectorParams{ID: s.ID, Revision: seen, Rank: s.Rank, Since: s.Since, Until: s.Until, Doc: doc}))
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
	doc, err := db.Encode(c)
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
	doc, err := db.Encode(c)
	if err != nil {
		return c, err
	}
	err = db.Changed(queries(tx).UpdateCell(ctx, matrixdb.UpdateCellParams{ID: c.ID, Revision: seen, Until: c.Until, Doc: doc}))
	if err != nil {
		return c, err
	}
	return c, tx.Emit(kind, c.Ref(), c, c)
}
