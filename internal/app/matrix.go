package app

import (
	"anlan/internal/api"
	"anlan/internal/flow"
	"anlan/internal/matrix"
)

// matrixRoom makes the room of responsibility.
func (a *App) matrixRoom() (room, error) {
	a.Matrix = matrix.New(matrix.Options{DB: a.DB, Book: a.book.Load, Calendar: a.cal.Load, Log: a.Log, Tabler: flow.Tables{Committee: a.Committee},
		Records: flow.Deeds{DB: a.DB, Inspections: a.Inspection, Committee: a.Committee}})
	a.Landing.WithMatrix(a.Matrix)
	return room{records: a.Matrix, timers: a.Matrix.Timers(), doors: api.MatrixDoors(a.Matrix, a.Committee, a.Sites), readers: []reader{{matrix.ReaderName, a.Matrix.Handle}},
		describe: map[string]describer{matrix.RefFinding: a.Matrix.Describe}}, nil
}
