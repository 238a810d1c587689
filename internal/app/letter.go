package app

import (
	"anlan/internal/flow"
	"anlan/internal/letter"
)

// wireLetter makes the room of responsibility letters.
func (a *App) wireLetter() {
	o := letter.Options{DB: a.DB, Book: a.book.Load, Confirmer: a.Account}
	if a.Demo {
		o.Cost = letter.Cost{Memory: 1 << 10, Passes: 1, Lanes: 1} // the secrets of the demo are no secrets
	}
	a.Letter = letter.New(o)
}

// letterFiles writes signed letters with their proofs.
func (a *App) letterFiles() flow.LetterFiles {
	return flow.LetterFiles{DB: a.DB, Letters: a.Letter, Ledger: a.Ledger}
}
