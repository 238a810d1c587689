package app

import (
	"anlan/internal/flow"
	"anlan/internal/letter"
)

// wireLetter makes the room of responsibility letters.
func (a *App) wireLetter() {
	a.Letter = letter.New(letter.Options{DB: a.DB, Book: a.book.Load, Confirmer: a.Account})
}

// letterFiles writes signed letters with their proofs.
func (a *App) letterFiles() flow.LetterFiles {
	return flow.LetterFiles{DB: a.DB, Letters: a.Letter, Ledger: a.Ledger}
}
