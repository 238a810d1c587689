package matrix

import (
	"context"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/matrix/matrixdb"
)

// Records streams every sealed record of the room for the ledger's witness. A row whose columns contradict its
// document is yielded as what it is, so that its seal does not fit.
func (s *Service) Records(ctx context.Context, yield func(ref anlan.Ref, record any) error) error {
	w := witness{q: queries(s.d.Reader()), yield: yield}
	for _, each := range []func(context.Context) error{w.sectors, w.cells, w.findings, w.tasks} {
		if err := each(ctx); err != nil {
			return err
		}
	}
	return nil
}

type witness struct {
	q     *matrixdb.Queries
	yield func(ref anlan.Ref, record any) error
}

// tell yields one record as it is stored, or as a contradiction.
func (w witness) tell(kind string, id anlan.ID, doc string, honest bool) (anlan.ID, error) {
	return id, w.yield(anlan.Ref{Kind: kind, ID: id}, db.AsStored(doc, honest))
}

func (w witness) sectors(ctx context.Context) error {
	return db.Pages(func(after anlan.ID) ([]matrixdb.MatrixSector, error) {
		return w.q.AllSectors(ctx, matrixdb.AllSectorsParams{ID: after, Limit: pageSize})
	}, func(r matrixdb.MatrixSector) (anlan.ID, error) {
		x, err := db.Decode[Sector](r.Doc, nil)
		return w.tell(RefSector, r.ID, r.Doc, err == nil && r == x.row(r.Doc))
	})
}

func (w witness) cells(ctx context.Context) error {
	return db.Pages(func(after anlan.ID) ([]matrixdb.MatrixCell, error) {
		return w.q.AllCells(ctx, matrixdb.AllCellsParams{ID: after, Limit: pageSize})
	}, func(r matrixdb.MatrixCell) (anlan.ID, error) {
		c, err := db.Decode[Cell](r.Doc, nil)
		return w.tell(RefCell, r.ID, r.Doc, err == nil && r == c.row(r.Doc))
	})
}

func (w witness) findings(ctx context.Context) error {
	return db.Pages(func(after anlan.ID) ([]matrixdb.MatrixFinding, error) {
		return w.q.AllFindings(ctx, matrixdb.AllFindingsParams{ID: after, Limit: pageSize})
	}, func(r matrixdb.MatrixFinding) (anlan.ID, error) {
		f, err := db.Decode[Finding](r.Doc, nil)
		f.Objects = int(-r.Rank) // counted, not recorded
		return w.tell(RefFinding, r.ID, r.Doc, err == nil && r == f.row(r.Doc))
	})
}

func (w witness) tasks(ctx context.Context) error {
	return db.Pages(func(after anlan.ID) ([]matrixdb.MatrixTask, error) {
		return w.q.AllTasks(ctx, matrixdb.AllTasksParams{ID: after, Limit: pageSize})
	}, func(r matrixdb.MatrixTask) (anlan.ID, error) {
		t, err := db.Decode[Task](r.Doc, nil)
		return w.tell(RefTask, r.ID, r.Doc, err == nil && r == t.row(r.Doc))
	})
}
