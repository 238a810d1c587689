package letter

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
)

// Act is a signature as the signer's device made it, over the statement that was laid before it.
type Act struct {
	Statement string `json:"statement" maxLength:"4000" doc:"The bytes that were signed, as they were laid"`
	Signature string `json:"signature" maxLength:"200" doc:"base64"`
}

// Sign keeps a signature: over exactly the statement that was laid before the actor some minutes ago, by the
// key that he enrolled. Whatever else comes is refused, and nothing of it is kept.
func (s *Service) Sign(ctx context.Context, a anlan.Actor, id anlan.ID, act Act) (Letter, error) {
	l, err := s.Get(ctx, a, id)
	if err != nil {
		return l, err
	}
	err = s.d.Write(ctx, a, func(tx *db.Tx) error {
		if l, err = s.load(ctx, tx, id); err != nil {
			return err
		}
		st, err := takeSheet(ctx, tx, l, act)
		if err != nil {
			return err
		}
		if err := s.mayWrite(a, l, st.Role, st.SHA256); err != nil {
			return err
		}
		key, err := keyOf(ctx, tx, st, act)
		if err != nil {
			return err
		}
		l, err = s.sign(ctx, tx, l, st, act, key)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return s.load(ctx, s.d.Reader(), id)
	}
	return l, err
}

// takeSheet takes away what was laid before the actor. A signature over anything else, over what lay too long,
// or over what was signed before, fits no sheet.
func takeSheet(ctx context.Context, tx *db.Tx, l Letter, act Act) (st Statement, err error) {
	q := queries(tx)
	row, err := q.Sheet(ctx, tx.Actor.Account)
	if err = db.Classify(err); errors.Is(err, anlan.ErrNotFound) {
		return st, anlan.ErrLetterSheet
	} else if err != nil {
		return st, err
	}
	fresh := tx.Now <= row.At.Add(sheetLife) && tx.Now.Date() == row.At.Date() // of one day, so that "signed by then" has one answer
	if row.Letter != l.ID || row.Statement != act.Statement || !fresh {
		return st, anlan.ErrLetterSheet
	}
	taken, err := q.TakeSheet(ctx, letterdb.TakeSheetParams{Account: tx.Actor.Account, Statement: row.Statement})
	if err != nil || taken != 1 {
		return st, errors.Join(db.Classify(err), anlan.ErrLetterSheet)
	}
	return st, json.Unmarshal([]byte(row.Statement), &st)
}

// keyOf is the actor's key that the statement names, if the signature is its own.
func keyOf(ctx context.Context, tx *db.Tx, st Statement, act Act) (Key, error) {
	k, row, err := ownKey(ctx, queries(tx), tx.Actor, st.Key)
	if err != nil {
		return k, err
	}
	if !row.Live {
		return k, anlan.ErrLetterKeyEnded
	}
	if k.Person != tx.Actor.Person {
		return k, anlan.ErrLetterKeyOther.With("name", k.Name)
	}
	made := Signature{Suite: k.Suite, Public: k.Public, Statement: act.Statement, Signature: act.Signature}
	if !made.Holds() {
		return k, anlan.ErrLetterSignature.At("signature")
	}
	return k, nil
}

func (s *Service) sign(ctx context.Context, tx *db.Tx, l Letter, st Statement, act Act, k Key) (Letter, error) {
	raw, err := base64.StdEncoding.DecodeString(act.Signature)
	if err != nil {
		return l, anlan.ErrLetterSignature.At("signature")
	}
	sig := Signature{ID: tx.NewID(), Letter: l.ID, Role: st.Role, Key: k.ID, Public: k.Public, Suite: k.Suite, Statement: act.Statement,
		Signature: b64(raw), Account: tx.Actor.Account, Person: tx.Actor.Person, Post: tx.Actor.Post, Unit: l.Side(st.Role).Unit, At: st.At}
	next, err := l.sign(st.Role, Signing{ID: sig.ID, Person: sig.Person, Name: k.Name, At: st.At})
	if err != nil {
		return l, err
	}
	next.Noted = 0
	told := next.told()
	told.Role = st.Role
	if next, err = s.save(ctx, tx, "letter.signed", next, told); err != nil {
		return l, err
	}
	return next, insertItem(ctx, tx, "letter.signature_kept", sig, sig)
}
