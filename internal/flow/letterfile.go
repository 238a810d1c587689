package flow

import (
	"context"
	"encoding/json"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/event"
	"anlan/internal/ledger"
	"anlan/internal/letter"
)

// LetterFiles writes signed letters as files that anybody can check without the program's database.
type LetterFiles struct {
	DB      *db.DB
	Letters *letter.Service
	Ledger  *ledger.Ledger
}

// LetterFile is a signed letter that carries its own proof: the text, the signatures, and for each of them
// the key with its enrolment and the entries of the ledger, up to a signed checkpoint.
type LetterFile struct {
	Format     string           `json:"format"` // anlan-letter/1
	Letter     anlan.ID         `json:"letter"`
	Number     string           `json:"number"`
	Title      string           `json:"title"`
	SHA256     string           `json:"sha256"`
	Text       string           `json:"text"`
	Sent       ledger.Inclusion `json:"sent"` // the event that froze the text
	Signatures []FileSignature  `json:"signatures"`
	Checkpoint string           `json:"checkpoint"` // signed note over the tree
	LedgerKey  string           `json:"ledger_key"` // that signed it
}

// FileSignature is a signature with what proves whose it is and when it was made.
type FileSignature struct {
	letter.Signature
	Kept     ledger.Inclusion `json:"kept"`     // the event that kept the signature
	Enrolled ledger.Inclusion `json:"enrolled"` // the event that made the key
}

// Write makes the file of a letter that was sent.
func (x LetterFiles) Write(ctx context.Context, a anlan.Actor, id anlan.ID) ([]byte, LetterFile, error) {
	w, err := x.Letters.Whole(ctx, a, id)
	if err != nil {
		return nil, LetterFile{}, err
	}
	l := w.Letter
	if l.Hash == "" {
		return nil, LetterFile{}, anlan.ErrLetterState.With("number", l.Number).With("state", l.State.Word())
	}
	c, err := x.chain(ctx, w)
	if err != nil {
		return nil, LetterFile{}, err
	}
	positions := []int64{c.Sent}
	for _, s := range w.Signatures {
		positions = append(positions, c.Kept[s.ID], c.Enrolled[s.Key])
	}
	proofs, checkpoint, err := x.Ledger.Inclusions(ctx, positions)
	if err != nil {
		return nil, LetterFile{}, err
	}
	f := LetterFile{Format: letter.Format, Letter: l.ID, Number: l.Number, Title: l.Title, SHA256: l.Hash, Text: w.Text, Sent: proofs[0],
		Signatures: []FileSignature{}, Checkpoint: checkpoint.Note, LedgerKey: x.Ledger.PublicKey()}
	for i, s := range w.Signatures {
		f.Signatures = append(f.Signatures, FileSignature{s, proofs[1+2*i], proofs[2+2*i]})
	}
	raw, err := json.MarshalIndent(f, "", " ")
	return raw, f, err
}

// File is the file's bytes.
func (x LetterFiles) File(ctx context.Context, a anlan.Actor, id anlan.ID) ([]byte, error) {
	raw, _, err := x.Write(ctx, a, id)
	return raw, err
}

// position finds the first event of a kind that happened to a record.
func (x LetterFiles) position(ctx context.Context, ref anlan.Ref, kind string) (int64, error) {
	var after int64
	for {
		list, err := event.Of(ctx, x.DB.Reader(), ref, after, event.PageLimit)
		if err != nil {
			return 0, err
		}
		if len(list) == 0 {
			return 0, anlan.ErrLedgerNotWitnessed.With("pos", ref.String())
		}
		for _, e := range list {
			if after = e.Pos; e.Kind == kind {
				return e.Pos, nil
			}
		}
	}
}
