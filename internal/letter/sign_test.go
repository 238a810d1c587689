package letter_test

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/letter"
)

// enrolled is the township's letter, its chief with a key, and what lies before him.
func enrolled(t *testing.T, h house, suite string) (letter.Letter, anlan.Actor, letter.Sheet) {
	t.Helper()
	l, town := h.sent("永清镇人民政府"), h.actors["永清镇人民政府"]
	_, err := h.device().Enrol(ctx, town, suite)
	ok(t, err)
	return l, town, h.lays(l, town)
}

func (h house) lays(l letter.Letter, a anlan.Actor) letter.Sheet {
	h.t.Helper()
	x, err := h.Lay(ctx, a, l.ID, letter.Request{Role: letter.RoleSigner, Hash: l.Hash, Password: "correct horse"})
	ok(h.t, err)
	return x
}

func signed(t *testing.T, x letter.Sheet) letter.Act {
	t.Helper()
	act, err := x.Sign(secret)
	ok(t, err)
	return act
}

// Nothing but the enrolled key's signature over exactly what was laid is kept.
func TestOnlyTheOwnSignatureIsKept(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		for _, suite := range letter.Suites() {
			unit := map[string]string{letter.Ed25519: "永清镇人民政府", letter.SM2: "红堡镇人民政府"}[suite]
			l, a := h.sent(unit), h.actors[unit]
			_, err := h.device().Enrol(ctx, a, suite)
			ok(t, err)
			x := h.lays(l, a)
			good := signed(t, x)
			raw, _ := base64.StdEncoding.DecodeString(good.Signature)
			flipped := append([]byte{}, raw...)
			flipped[len(flipped)/2] ^= 1
			other := x
			other.Statement = strings.Replace(x.Statement, l.Hash, strings.Repeat("0", 64), 1)
			for what, y := range map[string]struct {
				act  letter.Act
				want error
			}{
				"nothing":          {letter.Act{Statement: x.Statement}, anlan.ErrLetterSignature},
				"no base64":        {letter.Act{Statement: x.Statement, Signature: "签名"}, anlan.ErrLetterSignature},
				"one bit":          {letter.Act{Statement: x.Statement, Signature: base64.StdEncoding.EncodeToString(flipped)}, anlan.ErrLetterSignature},
				"half":             {letter.Act{Statement: x.Statement, Signature: base64.StdEncoding.EncodeToString(raw[:len(raw)/2])}, anlan.ErrLetterSignature},
				"another text":     {signed(t, other), anlan.ErrLetterSheet},
				"its signature":    {letter.Act{Statement: x.Statement, Signature: signed(t, other).Signature}, anlan.ErrLetterSignature},
				"another key's":    {letter.Act{Statement: x.Statement, Signature: h.strange(x)}, anlan.ErrLetterSignature},
				"an empty request": {letter.Act{}, anlan.ErrLetterSheet},
			} {
				_, err := h.Sign(ctx, a, l.ID, y.act)
				refused(t, suite+" "+what, err, y.want)
			}
			_, err = h.Sign(ctx, h.actors["清水县人民政府"], l.ID, good)
			refused(t, "the other side hands it in", err, anlan.ErrLetterSheet)
			w, err := h.Whole(ctx, a, l.ID)
			ok(t, err)
			if len(w.Signatures) != 0 || w.Letter.State != letter.Sent {
				t.Fatalf("a refused signature was kept: %+v", w.Signatures)
			}
			_, err = h.Sign(ctx, a, l.ID, good)
			ok(t, err)
		}
	})
}

// strange is a signature over the same bytes by a key that nobody enrolled.
func (h house) strange(x letter.Sheet) string {
	h.t.Helper()
	s, _ := letter.SuiteOf(x.Key.Suite)
	_, private, err := s.Generate()
	ok(h.t, err)
	raw, err := s.Sign(private, []byte(x.Statement))
	ok(h.t, err)
	return base64.StdEncoding.EncodeToString(raw)
}

// A sheet is signed once, soon, on its day, and only the one that was laid last.
func TestASheetIsSignedOnceAndSoon(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		l, town, first := enrolled(t, h, letter.Ed25519)
		second := h.lays(l, town)
		_, err := h.Sign(ctx, town, l.ID, signed(t, first))
		refused(t, "the sheet before", err, anlan.ErrLetterSheet)
		h.now.Add((6 * time.Minute).Milliseconds())
		_, err = h.Sign(ctx, town, l.ID, signed(t, second))
		refused(t, "after six minutes", err, anlan.ErrLetterSheet)
		h.now.Store(anlan.Date("2022-01-19").Start().Time().UnixMilli() - 1000)
		late := h.lays(l, town)
		h.now.Add(2000)
		_, err = h.Sign(ctx, town, l.ID, signed(t, late))
		refused(t, "over midnight", err, anlan.ErrLetterSheet)
		act := signed(t, h.lays(l, town))
		_, err = h.Sign(ctx, town, h.sent("红堡镇人民政府").ID, act)
		refused(t, "under another letter", err, anlan.ErrNotFound)
		_, err = h.Sign(ctx, town, l.ID, act)
		ok(t, err)
		h.replace("永清镇人民政府")
		h.signs(l, "永清镇人民政府", letter.RoleSigner)
		_, err = h.Sign(ctx, town, l.ID, act)
		refused(t, "an old signature again, after the successor's", err, anlan.ErrLetterSheet)
	})
}

// A key that was ended, or that was made for somebody else, signs nothing, whatever lies before it.
func TestKeysThatEnded(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		l, town, x := enrolled(t, h, letter.SM2)
		ok(t, h.EndKey(ctx, town, x.Key.ID))
		_, err := h.Sign(ctx, town, l.ID, signed(t, x))
		refused(t, "an ended key", err, anlan.ErrLetterKeyEnded)
		_, err = h.device().Enrol(ctx, town, letter.Ed25519)
		ok(t, err)
		other := town
		other.Person = h.actors["红堡镇人民政府"].Person
		_, err = h.Lay(ctx, other, l.ID, letter.Request{Role: letter.RoleSigner, Hash: l.Hash, Password: "correct horse"})
		refused(t, "an account that went to somebody else", err, anlan.ErrLetterKeyOther)
		refused(t, "another's key ended", h.EndKey(ctx, h.actors["红堡镇人民政府"], x.Key.ID), anlan.ErrNotFound)
	})
}

// What is no key, is not held, is not one's own or is badly wrapped is not enrolled.
func TestWrongEnrolments(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		town := h.actors["永清镇人民政府"]
		for _, suite := range letter.Suites() {
			for what, spoil := range map[string]func(e *letter.Enrolment){
				"of another account": func(e *letter.Enrolment) {
					*e, _ = letter.MakeKey(e.ID, h.actors["红堡镇人民政府"].Account, suite, secret, cheap)
				},
				"under another name": func(e *letter.Enrolment) { e.ID = h.db.NewID() },
				"without a proof":    func(e *letter.Enrolment) { e.Proof = "" },
				"of low order": func(e *letter.Enrolment) {
					e.Public = base64.StdEncoding.EncodeToString(append([]byte{1}, make([]byte, 31)...))
				},
				"no base64":         func(e *letter.Enrolment) { e.Public = "公钥" },
				"written otherwise": func(e *letter.Enrolment) { e.Public += "\n" },
				"of the other suite": func(e *letter.Enrolment) {
					e.Suite = map[string]string{letter.Ed25519: letter.SM2, letter.SM2: letter.Ed25519}[suite]
				},
				"wrapped too cheaply":         func(e *letter.Enrolment) { e.Wrapped.Memory = 8 },
				"with an open private key":    func(e *letter.Enrolment) { e.Wrapped.Box = e.Wrapped.Box[:32] },
				"wrapped by another function": func(e *letter.Enrolment) { e.Wrapped.KDF = "pbkdf2" },
			} {
				e, err := letter.MakeKey(h.db.NewID(), town.Account, suite, secret, cheap)
				ok(t, err)
				spoil(&e)
				e.Password = "correct horse"
				_, err = h.Enrol(ctx, town, e)
				refused(t, suite+" "+what, err, anlan.ErrLetterKeyBad)
			}
		}
		e, err := letter.MakeKey("no-id", town.Account, letter.SM2, secret, cheap)
		ok(t, err)
		_, err = h.Enrol(ctx, town, e)
		refused(t, "a name that is none", err, anlan.ErrIDMalformed)
		keys, err := h.Keys(ctx, town)
		ok(t, err)
		if len(keys) != 0 {
			t.Errorf("%+v", keys)
		}
	})
}

// A key that the server made before keeps signing; the device opens what it wrapped, and the key says where it was made.
func TestKeysOfBefore(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		l, town := h.sent("永清镇人民政府"), h.actors["永清镇人民政府"]
		h.madeBefore(town)
		keys, err := h.Keys(ctx, town)
		ok(t, err)
		if len(keys) != 1 || keys[0].Born != "" {
			t.Fatalf("%+v", keys)
		}
		_, err = h.device().Sign(ctx, town, l, letter.RoleSigner)
		ok(t, err)
		fresh, err := h.device().Enrol(ctx, town, letter.Ed25519)
		ok(t, err)
		if keys, err = h.Keys(ctx, town); err != nil || len(keys) != 2 || fresh.Born != letter.BornOnDevice || keys[0].Ended != 0 || keys[1].Ended == 0 {
			t.Errorf("%v %+v", err, keys)
		}
		h.fold()
		if bad := h.lies(); len(bad) > 0 {
			t.Error(bad)
		}
	})
}

// madeBefore gives somebody a key as the server of before made it: with two lanes, and no word of its birth.
func (h house) madeBefore(a anlan.Actor) {
	h.t.Helper()
	e, err := letter.MakeKey(h.db.NewID(), a.Account, letter.Ed25519, secret, letter.Cost{Memory: 64, Passes: 3, Lanes: 2})
	ok(h.t, err)
	kept, err := json.Marshal(e.Wrapped)
	ok(h.t, err)
	ok(h.t, h.db.Write(ctx, a, func(tx *db.Tx) error {
		k := letter.Key{ID: e.ID, Account: a.Account, Person: a.Person, Name: "永清镇人民政府负责人", Suite: e.Suite, Public: e.Public, Made: tx.Now, Revision: 1}
		doc, err := db.Encode(k)
		ok(h.t, err)
		_, err = tx.ExecContext(ctx, `INSERT INTO letter_key (id, account, live, revision, doc, secret) VALUES ($1, $2, true, 1, $3, $4)`, string(k.ID), string(k.Account), doc, string(kept))
		ok(h.t, err)
		return tx.Emit("letter.key_enrolled", k.Ref(), k, k)
	}))
}
