package letter

import (
	"context"
	"encoding/json"
	"errors"

	"anlan"
	"anlan/internal/db"
)

// Device is the signer's own device in Go: what web/src/rooms/letter/signing is in a browser. Nothing that
// serves calls it: the demonstration signs with it, tests do, and a program that signs with a card may begin
// here. testdata/letter-signing.json holds both to each other.
type Device struct {
	Letters  *Service
	Secret   string
	Password string
	Cost     Cost
}

// Enrol makes a key on the device and enrols it.
func (d Device) Enrol(ctx context.Context, a anlan.Actor, suite string) (Key, error) {
	e, err := MakeKey(d.Letters.d.NewID(), a.Account, suite, d.Secret, d.Cost)
	if err != nil {
		return Key{}, err
	}
	e.Password = d.Password
	return d.Letters.Enrol(ctx, a, e)
}

// Sign has a letter laid before the device, signs it there and hands the signature in.
func (d Device) Sign(ctx context.Context, a anlan.Actor, l Letter, role string) (Letter, error) {
	sheet, err := d.Letters.Lay(db.WithKey(ctx, ""), a, l.ID, Request{Role: role, Hash: l.Hash, Password: d.Password})
	if err != nil {
		return l, err
	}
	act, err := sheet.Sign(d.Secret)
	if err != nil {
		return l, err
	}
	return d.Letters.Sign(ctx, a, l.ID, act)
}

// MakeKey makes a key for an account: what the device sends to enrol it. The private half leaves only wrapped.
func MakeKey(id, account anlan.ID, suite, secret string, c Cost) (Enrolment, error) {
	s, known := SuiteOf(suite)
	if !known {
		return Enrolment{}, errors.New("letter: no such suite: " + suite)
	}
	public, private, err := s.Generate()
	if err != nil {
		return Enrolment{}, err
	}
	defer clear(private)
	e := Enrolment{ID: id, Suite: suite, Public: b64(public)}
	proof, err := s.Sign(private, e.possession(account))
	if err != nil {
		return e, err
	}
	e.Proof = b64(proof)
	e.Wrapped, err = wrap(id, private, secret, c)
	return e, err
}

// Sign signs what was laid before the signer, with the key that the secret opens.
func (x Sheet) Sign(secret string) (Act, error) {
	private, err := x.Wrapped.unwrap(x.Key.ID, secret)
	if err != nil {
		return Act{}, err
	}
	defer clear(private)
	s, known := SuiteOf(x.Key.Suite)
	if !known {
		return Act{}, errors.New("letter: no such suite: " + x.Key.Suite)
	}
	raw, err := s.Sign(private, []byte(x.Statement))
	return Act{Statement: x.Statement, Signature: b64(raw)}, err
}

// possession is what a key signs when it is enrolled: whoever enrols it holds it, as this key of this account.
func (e Enrolment) possession(account anlan.ID) []byte {
	raw, _ := json.Marshal(struct { // texts only: never fails
		Format  string   `json:"format"`
		Key     anlan.ID `json:"key"`
		Account anlan.ID `json:"account"`
		Suite   string   `json:"suite"`
		Public  string   `json:"public"`
	}{"anlan-letter-key/1", e.ID, account, e.Suite, e.Public})
	return raw
}
