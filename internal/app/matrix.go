package app

import (
	"anlan/internal/flow"
	"anlan/internal/matrix"
)

// wireMatrix makes the room of responsibility.
func (a *App) wireMatrix() {
	a.Matrix = matrix.New(matrix.Options{DB: a.DB, Book: a.book.Load, Calendar: a.cal.Load, Log: a.Log, Tabler: flow.Tables{Committee: a.Committee},
		Records: flow.Deeds{DB: a.DB, Inspections: a.Inspection, Committee: a.Committee}})
}
