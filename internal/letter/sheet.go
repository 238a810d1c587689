package letter

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
)

// Request asks for what is to be signed, and proves anew who asks.
type Request struct {
	Role     string `json:"role" enum:"issuer,signer"`
	Hash     string `json:"hash" maxLength:"64" doc:"SHA-256 of the text that was shown"`
	Password string `json:"password,omitempty" maxLength:"1024"`
	Code     string `json:"code,omitempty" maxLength:"10"`
}

// Sheet is what is laid before the signer's device: the exact bytes to sign, and the key under his secret.
// An account has one at a time; it is signed once, within minutes, on the day on which it was laid.
type Sheet struct {
	Statement string        `json:"statement" doc:"The exact bytes to sign"`
	Key       Key           `json:"key"`
	Wrapped   Wrapping      `json:"wrapped"`
	Until     anlan.Instant `json:"until"`
}

// sheetLife is how long a sheet may lie: long enough to mistype a secret, short enough to be the moment of signing.
const sheetLife = 5 * time.Minute

// Lay lays the statement of a letter before the actor, after he has proved anew who he is.
func (s *Service) Lay(ctx context.Context, a anlan.Actor, id anlan.ID, r Request) (Sheet, error) {
	l, err := s.Get(ctx, a, id)
	if err != nil {
		return Sheet{}, err
	}
	if err := s.mayWrite(a, l, r.Role, r.Hash); err != nil {
		return Sheet{}, err
	}
	if was := l.signing(r.Role); was != nil && was.Person == a.Person {
		return Sheet{}, anlan.ErrLetterSignedAlready.With("number", l.Name())
	}
	key, row, err := s.liveKey(ctx, a)
	if err != nil {
		return Sheet{}, err
	}
	how, err := s.confirm.Again(ctx, a, r.Password, r.Code)
	if err != nil {
		return Sheet{}, err
	}
	x := Sheet{Key: key}
	if x.Wrapped, err = wrappingOf(row.Secret); err != nil {
		return Sheet{}, err
	}
	err = s.d.Write(ctx, a, func(tx *db.Tx) error {
		if x.Statement, err = statementOf(l, r.Role, key, how, tx.Now); err != nil {
			return err
		}
		x.Until = tx.Now.Add(sheetLife)
		return db.Classify(queries(tx).LaySheet(ctx, letterdb.LaySheetParams{Account: a.Account, Letter: l.ID, At: tx.Now, Statement: x.Statement}))
	})
	if errors.Is(err, db.ErrDone) {
		return s.laid(ctx, a, x)
	}
	return x, err
}

// laid is the sheet again for whoever asks with the same key: the first answer was lost.
func (s *Service) laid(ctx context.Context, a anlan.Actor, x Sheet) (Sheet, error) {
	row, err := queries(s.d.Reader()).Sheet(ctx, a.Account)
	if err != nil {
		return Sheet{}, anlan.ErrLetterSheet
	}
	x.Statement, x.Until = row.Statement, row.At.Add(sheetLife)
	return x, nil
}

// statementOf writes exactly what is signed.
func statementOf(l Letter, role string, k Key, how string, now anlan.Instant) (string, error) {
	p := l.Side(role)
	raw, err := json.Marshal(Statement{Format: Format, Letter: l.ID, Number: l.Number, SHA256: l.Hash, Role: role, Unit: p.Name, Post: p.Title,
		Person: k.Name, Key: k.ID, Suite: k.Suite, Proved: how, At: now})
	return string(raw), err
}

// mayWrite asks whether the actor sits in the chair that signs, and has seen the text that is there.
func (s *Service) mayWrite(a anlan.Actor, l Letter, role, hash string) error {
	if role != RoleIssuer && role != RoleSigner {
		return anlan.ErrFieldInvalid.With("name", "role").With("value", role).At("role")
	}
	p := l.Side(role)
	if err := allowed(a, actSign, l, p.target()); err != nil {
		return err
	}
	if a.Post == "" || a.Post != p.Post {
		return anlan.ErrLetterNotYours.With("number", l.Name()).With("post", p.Name+p.Title)
	}
	if l.State != Sent && l.State != Signed {
		return anlan.ErrLetterState.With("number", l.Name()).With("state", l.State.Word())
	}
	if hash != l.Hash {
		return anlan.ErrConflict.At("hash")
	}
	return nil
}

// liveKey is the actor's key that signs now.
func (s *Service) liveKey(ctx context.Context, a anlan.Actor) (Key, letterdb.LetterKey, error) {
	rows, err := queries(s.d.Reader()).KeysOf(ctx, a.Account)
	if err != nil {
		return Key{}, letterdb.LetterKey{}, db.Classify(err)
	}
	for _, r := range rows {
		if !r.Live {
			continue
		}
		k, err := db.Decode[Key](r.Doc, nil)
		if err == nil && k.Person != a.Person {
			err = anlan.ErrLetterKeyOther.With("name", k.Name)
		}
		return k, r, err
	}
	return Key{}, letterdb.LetterKey{}, anlan.ErrLetterKeyNone
}
