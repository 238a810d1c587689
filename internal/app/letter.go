package app

import (
	"anlan/internal/api"
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
	return room{records: a.Letter, timers: a.Letter.Timers(), doors: a.letterDoors, files: a.Letter.NamedFiles, install: a.Letter.Settle, readers: []reader{{letter.ReaderName, a.Letter.Handle}},
		describe: map[string]describer{letter.RefLetter: a.Letter.Describe}}, nil
}

// letterDoors are opened when everybody is there: the ledger proves letters, and a bulletin is a document.
func (a *App) letterDoors(s *api.Server) {
	files := flow.LetterFiles{DB: a.DB, Letters: a.Letter, Ledger: a.Ledger}
	api.LetterDoors(a.Letter, files, flow.Bulletins{DB: a.DB, Letters: a.Letter, Documents: a.Document})(s)
}
