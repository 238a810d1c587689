package app

import (
	"anlan/internal/api"
	"anlan/internal/document"
	"anlan/internal/flow"
)

// documentRoom makes the room of official documents and whoever keeps its register.
func (a *App) documentRoom() (room, error) {
	a.Document = document.New(document.Options{DB: a.DB, Book: a.book.Load, Calendar: a.cal.Load, Blob: a.Blob, Subjects: flow.Subjects()})
	registrar := flow.NewRegistrar(a.DB, a.Document, a.Committee, a.Hazard)
	a.Landing.WithDocuments()
	a.Letter.WithNumbers(flow.LetterNumbers{Documents: a.Document})
	return room{records: a.Document, timers: a.Document.Timers(), doors: api.DocumentDoors(a.Document), readers: []reader{{flow.RegisterReader, registrar.Handle}}}, nil
}
