package app

import (
	"anlan/internal/document"
	"anlan/internal/flow"
)

// wireDocuments makes the room of official documents and whoever keeps its register.
func (a *App) wireDocuments() {
	a.Document = document.New(document.Options{DB: a.DB, Book: a.book.Load, Calendar: a.cal.Load, Blob: a.Blob})
	a.Registrar = flow.NewRegistrar(a.DB, a.Document, a.Committee, a.Hazard)
}
