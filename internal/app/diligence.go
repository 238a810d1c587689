package app

import (
	"context"

	"anlan/internal/api"
	"anlan/internal/diligence"
	"anlan/internal/flow"
	"anlan/internal/ledger"
)

// diligenceRoom makes the witness that writes books of diligence; the ledger, made later, proves their lines.
func (a *App) diligenceRoom() (room, error) {
	books := flow.Books{Ledger: func() *ledger.Ledger { return a.Ledger }}
	a.Diligence = diligence.New(diligence.Options{DB: a.DB, Book: a.book.Load, Binder: books, Dir: a.folder("diligence"), Log: a.Log})
	return room{doors: api.DiligenceDoors(a.Diligence), works: []func(context.Context){a.Diligence.Index, a.Diligence.Run}, daily: a.Diligence.Sweep}, nil
}
