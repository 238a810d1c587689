package letter

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
	"anlan/internal/registry"
)

// Enrolment is a key of one's own, as the signer's device made it. The secret and the private key in the open
// are not part of it: they never leave the device.
type Enrolment struct {
	ID       anlan.ID `json:"id" minLength:"36" maxLength:"36" doc:"Chosen by the device: the wrapping is bound to it"`
	Suite    string   `json:"suite" enum:"ed25519,sm2-sm3"`
	Public   string   `json:"public" maxLength:"120" doc:"base64"`
	Wrapped  Wrapping `json:"wrapped" doc:"The private key under the signer's secret"`
	Proof    string   `json:"proof" maxLength:"200" doc:"base64: the key's signature over format, key, account, suite and public as JSON, so that nobody enrols a key that he does not hold"`
	Password string   `json:"password,omitempty" maxLength:"1024"`
	Code     string   `json:"code,omitempty" maxLength:"10" doc:"Of the second factor, instead of the password"`
}

// Enrol keeps a key that the actor's device made, and ends the one before.
func (s *Service) Enrol(ctx context.Context, a anlan.Actor, e Enrolment) (Key, error) {
	if err := authz.Check(a, actKey); err != nil {
		return Key{}, err
	}
	if err := e.check(a.Account, s.cost); err != nil {
		return Key{}, err
	}
	if _, err := s.confirm.Again(ctx, a, e.Password, e.Code); err != nil {
		return Key{}, err
	}
	kept, err := json.Marshal(e.Wrapped)
	if err != nil {
		return Key{}, err
	}
	k := Key{ID: e.ID, Suite: e.Suite, Public: e.Public, Born: BornOnDevice, Revision: 1}
	err = s.d.Write(ctx, a, func(tx *db.Tx) error {
		k, err = s.enrol(ctx, tx, k, string(kept))
		return err
	})
	if errors.Is(err, db.ErrDone) {
		k, _, err = ownKey(ctx, queries(s.d.Reader()), a, e.ID)
	}
	return k, err
}

// check refuses a key that is none, that whoever sends it does not hold, or whose wrapping is too cheap.
func (e Enrolment) check(account anlan.ID, least Cost) error {
	suite, known := SuiteOf(e.Suite)
	if !known {
		return anlan.ErrFieldInvalid.With("name", "suite").With("value", e.Suite).At("suite")
	}
	if !anlan.IsID(string(e.ID)) {
		return anlan.ErrIDMalformed.With("value", e.ID).At("id")
	}
	public, err := base64.StdEncoding.DecodeString(e.Public)
	if err != nil || e.Public != b64(public) || !suite.Public(public) {
		return anlan.ErrLetterKeyBad.At("public")
	}
	proof, err := base64.StdEncoding.DecodeString(e.Proof)
	if err != nil || !suite.Verify(public, e.possession(account), proof) {
		return anlan.ErrLetterKeyBad.At("proof")
	}
	return e.Wrapped.lawful(least)
}

func (s *Service) enrol(ctx context.Context, tx *db.Tx, k Key, kept string) (Key, error) {
	k.Account, k.Person, k.Made = tx.Actor.Account, tx.Actor.Person, tx.Now
	person, err := registry.In(tx).Person(ctx, k.Person)
	if k.Person == "" || err != nil {
		return k, anlan.ErrLetterNoPerson
	}
	k.Name = person.Name
	if err := s.endLive(ctx, tx, k.Account); err != nil {
		return k, err
	}
	doc, err := db.Encode(k)
	if err != nil {
		return k, err
	}
	err = queries(tx).InsertKey(ctx, letterdb.InsertKeyParams{ID: k.ID, Account: k.Account, Live: true, Revision: 1, Doc: doc, Secret: kept})
	if err != nil {
		return k, db.Classify(err)
	}
	return k, tx.Emit("letter.key_enrolled", k.Ref(), k, k)
}

// endLive ends the key that an account has, for another one replaces it.
func (s *Service) endLive(ctx context.Context, tx *db.Tx, account anlan.ID) error {
	rows, err := queries(tx).KeysOf(ctx, account)
	if err != nil {
		return db.Classify(err)
	}
	for _, r := range rows {
		if !r.Live {
			continue
		}
		old, err := db.Decode[Key](r.Doc, nil)
		if err != nil {
			return err
		}
		if err := s.endKey(ctx, tx, old, "replaced"); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) endKey(ctx context.Context, tx *db.Tx, k Key, reason string) error {
	seen := k.Revision
	k.Ended, k.Reason, k.Revision = tx.Now, reason, seen+1
	doc, err := db.Encode(k)
	if err != nil {
		return err
	}
	if err := db.Changed(queries(tx).UpdateKey(ctx, letterdb.UpdateKeyParams{ID: k.ID, Revision: seen, Live: false, Doc: doc})); err != nil {
		return err
	}
	return tx.Emit("letter.key_ended", k.Ref(), k, k)
}

// ownKey returns one of the actor's own keys; those of others are not there.
func ownKey(ctx context.Context, q *letterdb.Queries, a anlan.Actor, id anlan.ID) (Key, letterdb.LetterKey, error) {
	row, err := q.Key(ctx, id)
	k, err := db.Decode[Key](row.Doc, err)
	if err == nil && k.Account != a.Account {
		err = anlan.ErrNotFound
	}
	return k, row, err
}

// EndKey ends the actor's own key: it is lost, or others may know its secret. What was signed stays valid.
func (s *Service) EndKey(ctx context.Context, a anlan.Actor, id anlan.ID) error {
	if err := authz.Check(a, actKey); err != nil {
		return err
	}
	err := s.d.Write(ctx, a, func(tx *db.Tx) error {
		k, row, err := ownKey(ctx, queries(tx), a, id)
		if err != nil || !row.Live {
			return err
		}
		return s.endKey(ctx, tx, k, "ended by its owner")
	})
	if errors.Is(err, db.ErrDone) {
		return nil
	}
	return err
}

// Keys lists the actor's own keys, the newest first.
func (s *Service) Keys(ctx context.Context, a anlan.Actor) ([]Key, error) {
	if err := authz.Check(a, actKey); err != nil {
		return nil, err
	}
	rows, err := queries(s.d.Reader()).KeysOf(ctx, a.Account)
	list := []Key{}
	for _, r := range rows {
		k, err := db.Decode[Key](r.Doc, nil)
		if err != nil {
			return nil, err
		}
		list = append(list, k)
	}
	return list, db.Classify(err)
}
