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

// Enrolment is how somebody gets a key of his own.
type Enrolment struct {
	ID       anlan.ID `json:"id,omitempty" maxLength:"36"`
	Suite    string   `json:"suite,omitempty" enum:"ed25519,sm2-sm3" doc:"ed25519 when empty"`
	Secret   string   `json:"secret" maxLength:"200" doc:"Opens the private key; nobody can recover it"`
	Password string   `json:"password,omitempty" maxLength:"1024"`
	Code     string   `json:"code,omitempty" maxLength:"10" doc:"Of the second factor, instead of the password"`
}

// Enrol makes a key for the actor and ends the one before.
func (s *Service) Enrol(ctx context.Context, a anlan.Actor, e Enrolment) (Key, error) {
	if err := authz.Check(a, actKey); err != nil {
		return Key{}, err
	}
	if err := checkSecret(e.Secret); err != nil {
		return Key{}, err
	}
	if same, err := s.confirm.SameAsPassword(ctx, a, e.Secret); err != nil || same {
		return Key{}, errors.Join(err, anlan.ErrLetterSecretLogin.At("secret"))
	}
	if _, err := s.confirm.Again(ctx, a, e.Password, e.Code); err != nil {
		return Key{}, err
	}
	if e.Suite == "" {
		e.Suite = Ed25519
	}
	suite, known := SuiteOf(e.Suite)
	if !known {
		return Key{}, anlan.ErrFieldInvalid.With("name", "suite").With("value", e.Suite).At("suite")
	}
	id := e.ID
	if id == "" {
		id = s.d.NewID()
	}
	public, private, err := suite.Generate()
	if err != nil {
		return Key{}, err
	}
	sealed, err := wrap(id, private, e.Secret, s.cost) // slow on purpose, so not within the transaction
	clear(private)
	if err != nil {
		return Key{}, err
	}
	k := Key{ID: id, Suite: e.Suite, Public: b64(public), Revision: 1}
	err = s.d.Write(ctx, a, func(tx *db.Tx) error {
		k, err = s.enrol(ctx, tx, k, sealed)
		return err
	})
	if errors.Is(err, db.ErrDone) && e.ID != "" {
		row, err := queries(s.d.Reader()).Key(ctx, e.ID)
		return db.Decode[Key](row.Doc, err)
	}
	return k, err
}

func (s *Service) enrol(ctx context.Context, tx *db.Tx, k Key, sealed string) (Key, error) {
	k.Account, k.Person, k.Made = tx.Actor.Account, tx.Actor.Person, tx.Now
	person, err := registry.In(tx).Person(ctx, k.Person)
	if k.Person == "" || err != nil {
		return k, anlan.ErrLetterNoPerson
	}
	k.Name = person.Name
	q := queries(tx)
	rows, err := q.KeysOf(ctx, k.Account)
	if err != nil {
		return k, db.Classify(err)
	}
	for _, r := range rows {
		if old, err := db.Decode[Key](r.Doc, nil); err != nil || r.Live {
			if err = errors.Join(err, s.endKey(ctx, tx, old, "replaced")); err != nil {
				return k, err
			}
		}
	}
	doc, err := db.Encode(k)
	if err != nil {
		return k, err
	}
	err = q.InsertKey(ctx, letterdb.InsertKeyParams{ID: k.ID, Account: k.Account, Live: true, Revision: 1, Doc: doc, Secret: sealed})
	if err != nil {
		return k, db.Classify(err)
	}
	return k, tx.Emit("letter.key_enrolled", k.Ref(), k, k)
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

// EndKey ends the actor's own key: it is lost, or others may know its secret. What was signed stays valid.
func (s *Service) EndKey(ctx context.Context, a anlan.Actor, id anlan.ID) error {
	if err := authz.Check(a, actKey); err != nil {
		return err
	}
	err := s.d.Write(ctx, a, func(tx *db.Tx) error {
		row, err := queries(tx).Key(ctx, id)
		k, err := db.Decode[Key](row.Doc, err)
		if err != nil {
			return err
		}
		if k.Account != a.Account {
			return anlan.ErrNotFound
		}
		if !row.Live {
			return nil
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

// Act is what somebody gives in order to sign.
type Act struct {
	Role     string   `json:"role" enum:"issuer,signer"`
	Hash     string   `json:"hash" maxLength:"64" doc:"SHA-256 of the text that was shown"`
	Secret   string   `json:"secret" maxLength:"200"`
	Password string   `json:"password,omitempty" maxLength:"1024"`
	Code     string   `json:"code,omitempty" maxLength:"10"`
	ID       anlan.ID `json:"id,omitempty" maxLength:"36"`
}

// Sign signs the frozen text with the actor's own key, after he has proved anew who he is.
func (s *Service) Sign(ctx context.Context, a anlan.Actor, id anlan.ID, act Act) (Letter, error) {
	l, err := s.Get(ctx, a, id)
	if err != nil {
		return l, err
	}
	if err := s.mayWrite(a, l, act); err != nil {
		return l, err
	}
	key, private, err := s.openKey(ctx, a, act.Secret)
	if err != nil {
		return l, err
	}
	defer clear(private)
	how, err := s.confirm.Again(ctx, a, act.Password, act.Code)
	if err != nil {
		return l, err
	}
	err = s.d.Write(ctx, a, func(tx *db.Tx) error {
		if l, err = s.load(ctx, tx, id); err != nil {
			return err
		}
		if err := s.mayWrite(a, l, act); err != nil {
			return err
		}
		l, err = s.sign(ctx, tx, l, act, key, private, how)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return s.load(ctx, s.d.Reader(), id)
	}
	return l, err
}

// mayWrite asks whether the actor sits in the chair that signs, and has seen the text that is there.
func (s *Service) mayWrite(a anlan.Actor, l Letter, act Act) error {
	if act.Role != RoleIssuer && act.Role != RoleSigner {
		return anlan.ErrFieldInvalid.With("name", "role").With("value", act.Role).At("role")
	}
	p := l.Side(act.Role)
	if err := allowed(a, actSign, l, p.target()); err != nil {
		return err
	}
	if a.Post == "" || a.Post != p.Post {
		return anlan.ErrLetterNotYours.With("number", l.Name()).With("post", p.Name+p.Title)
	}
	if l.State != Sent && l.State != Signed {
		return anlan.ErrLetterState.With("number", l.Name()).With("state", string(l.State))
	}
	if act.Hash != l.Hash {
		return anlan.ErrConflict.At("hash")
	}
	return nil
}

// openKey opens the actor's live key with his secret.
func (s *Service) openKey(ctx context.Context, a anlan.Actor, secret string) (Key, []byte, error) {
	rows, err := queries(s.d.Reader()).KeysOf(ctx, a.Account)
	if err != nil {
		return Key{}, nil, db.Classify(err)
	}
	for _, r := range rows {
		if !r.Live {
			continue
		}
		k, err := db.Decode[Key](r.Doc, nil)
		if err != nil {
			return k, nil, err
		}
		private, err := unwrap(k.ID, r.Secret, secret)
		return k, private, err
	}
	return Key{}, nil, anlan.ErrLetterKeyNone
}

func (s *Service) sign(ctx context.Context, tx *db.Tx, l Letter, act Act, k Key, private []byte, how string) (Letter, error) {
	row, err := queries(tx).Key(ctx, k.ID)
	if err != nil {
		return l, db.Classify(err)
	}
	if !row.Live {
		return l, anlan.ErrLetterKeyEnded
	}
	p := l.Side(act.Role)
	statement, err := json.Marshal(Statement{Format: Format, Letter: l.ID, Number: l.Number, SHA256: l.Hash, Role: act.Role, Unit: p.Name, Post: p.Title,
		Person: k.Name, Key: k.ID, Suite: k.Suite, Proved: how, At: tx.Now})
	if err != nil {
		return l, err
	}
	suite, known := SuiteOf(k.Suite)
	if !known {
		return l, anlan.ErrInternal
	}
	raw, err := suite.Sign(private, statement)
	if err != nil {
		return l, err
	}
	sig := Signature{ID: tx.NewID(), Letter: l.ID, Role: act.Role, Key: k.ID, Public: k.Public, Suite: k.Suite, Statement: string(statement),
		Signature: base64.StdEncoding.EncodeToString(raw), Account: tx.Actor.Account, Person: tx.Actor.Person, Post: tx.Actor.Post, Unit: p.Unit, At: tx.Now}
	next, err := l.sign(act.Role, Signing{ID: sig.ID, Person: sig.Person, Name: k.Name, At: tx.Now})
	if err != nil {
		return l, err
	}
	told := next.told()
	told.Role = act.Role
	if next, err = s.save(ctx, tx, "letter.signed", next, told); err != nil {
		return l, err
	}
	return next, insertItem(ctx, tx, "letter.signature_kept", sig, sig)
}
