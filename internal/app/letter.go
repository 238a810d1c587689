package app

import (
	"anlan/internal/flow"
	"anlan/internal/letter"
)

// letterRoom makes the room of responsibility letters.
func (a *App) letterRoom() (room, error) {
	o := letter.Options{DB: a.DB, Book: a.book.Load, Calendar: a.cal.Load, Confirmer: a.Account}
	if a.Demo {
		o.Cost = letter.DemoCost() // the secrets of the demo are no secrets
	}
	a.Letter = letter.New(o)
	a.Landing.WithLetters()
	a.Matrix.WithLetters(flow.Signatures{Letters: a.Letter})
	return room{records: a.Letter, timers: a.Letter.Timers(), install: a.Letter.Settle, readers: []reader{{letter.ReaderName, a.Letter.Handle}}, describe: map[string]describer{letter.RefLetter: a.Letter.Describe}}, nil
}

// letterFiles writes signed letters with their proofs.
func (a *App) letterFiles() flow.LetterFiles {
	return flow.LetterFiles{DB: a.DB, Letters: a.Letter, Ledger: a.Ledger}
}
