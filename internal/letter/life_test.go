package letter_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/letter"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

func TestLifeOfALetter(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		l := h.born("清水县人民政府", "永清镇人民政府")
		if l.Number != "" || l.Kind != rule.LetterTownship || l.State != letter.Draft {
			t.Fatalf("%+v", l)
		}
		town := h.actors["永清镇人民政府"]
		l, err := h.Send(ctx, h.office, l.ID, l.Revision)
		ok(t, err)
		if l.Number != "责〔2022〕1号" {
			t.Errorf("sent without a number: %q", l.Number)
		}
		w, err := h.Whole(ctx, town, l.ID)
		ok(t, err)
		if letter.HashOf(w.Text) != l.Hash || !strings.Contains(w.Text, "永清镇人民政府") {
			t.Error("the text does not fit its digest")
		}
		_, err = h.Send(ctx, h.office, l.ID, 0)
		refused(t, "sent twice", err, anlan.ErrLetterState)
		var said *anlan.Error
		if !errors.As(err, &said) || !strings.Contains(said.Say(anlan.ZH), "待签名") || !strings.Contains(said.Say(anlan.EN), "waits for signatures") {
			t.Errorf("the state is no word: %v", err)
		}
		r := letter.Request{Role: letter.RoleSigner, Hash: l.Hash, Password: "correct horse"}
		_, err = h.Lay(ctx, town, l.ID, r)
		refused(t, "signed without a key", err, anlan.ErrLetterKeyNone)
		_, err = letter.Device{Letters: h.Service, Secret: secret, Password: "wrong", Cost: cheap}.Enrol(ctx, town, letter.SM2)
		refused(t, "enrolled without proof", err, anlan.ErrAccountPasswordWrong)
		_, err = h.device().Enrol(ctx, town, letter.SM2)
		ok(t, err)
		for what, x := range map[string]struct {
			a    anlan.Actor
			r    letter.Request
			want error
		}{
			"wrong password":    {town, letter.Request{Role: "signer", Hash: l.Hash, Password: "wrong"}, anlan.ErrAccountPasswordWrong},
			"another text":      {town, letter.Request{Role: "signer", Hash: strings.Repeat("0", 64), Password: "correct horse"}, anlan.ErrConflict},
			"the other side":    {town, letter.Request{Role: "issuer", Hash: l.Hash, Password: "correct horse"}, anlan.ErrForbidden},
			"another township":  {h.actors["红堡镇人民政府"], r, anlan.ErrNotFound},
			"another post":      {with(town, "another"), r, anlan.ErrLetterNotYours},
			"the office itself": {h.office, r, anlan.ErrForbidden},
		} {
			_, err := h.Lay(ctx, x.a, l.ID, x.r)
			refused(t, what, err, x.want)
		}
		l, err = h.device().Sign(ctx, town, l, letter.RoleSigner)
		ok(t, err)
		_, err = h.Lay(ctx, town, l.ID, r)
		refused(t, "signed twice", err, anlan.ErrLetterSignedAlready)
		_, err = h.Withdraw(ctx, h.office, l.ID, 0, "错了")
		refused(t, "withdrawn after a signature", err, anlan.ErrLetterState)
		if l = h.signs(l, "清水县人民政府", letter.RoleIssuer); l.State != letter.Signed {
			t.Errorf("both signed: %s", l.State)
		}
		w, err = h.Whole(ctx, town, l.ID)
		ok(t, err)
		if len(w.Signatures) != 2 || !w.Signatures[0].Holds() || !w.Signatures[1].Says(l) || w.Signatures[0].Suite != letter.SM2 {
			t.Errorf("%+v", w.Signatures)
		}
		h.fold()
	})
}

func with(a anlan.Actor, post anlan.ID) anlan.Actor {
	a.Post = post
	return a
}

func TestCascade(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		town := h.born("清水县人民政府", "永清镇人民政府")
		make := func(a anlan.Actor, issuer, signer string) (letter.Letter, error) {
			return h.Create(ctx, a, letter.Birth{Year: 2022, Issuer: h.units[issuer].ID, Signer: h.units[signer].ID})
		}
		village, err := make(h.actors["永清镇人民政府"], "永清镇人民政府", "李崖村")
		ok(t, err)
		if village.Parent != town.ID {
			t.Error("the village's letter does not hang on the township's")
		}
		_, err = make(h.office, "李崖村", "永清镇人民政府")
		refused(t, "a circle", err, anlan.ErrLetterCircle)
		_, err = make(h.office, "永清镇人民政府", "永清镇人民政府")
		refused(t, "with itself", err, anlan.ErrLetterCircle)
		_, err = make(h.office, "清水县人民政府", "永清镇人民政府")
		refused(t, "twice", err, anlan.ErrLetterTwice)
		_, err = make(h.office, "永清镇人民政府", "红堡镇人民政府")
		refused(t, "a township with a township", err, anlan.ErrLetterLadder)
		_, err = make(h.actors["红堡镇人民政府"], "永清镇人民政府", "演示加油站")
		refused(t, "in another's name", err, anlan.ErrForbidden)
		_, err = h.Create(ctx, h.office, letter.Birth{Year: 2030, Issuer: h.units["清水县人民政府"].ID, Signer: h.units["红堡镇人民政府"].ID})
		refused(t, "in eight years", err, anlan.ErrLetterYear)
		_, err = h.Withdraw(ctx, h.office, town.ID, 0, "重新起草")
		ok(t, err)
		_, err = make(h.office, "清水县人民政府", "永清镇人民政府")
		ok(t, err)
	})
}

func TestCoverageAndChangeOfPosts(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		gaps := func() string {
			p, err := h.Coverage(ctx, h.office, 2022, rule.LetterTownship, "")
			ok(t, err)
			var out []string
			for _, c := range p.Items {
				out = append(out, c.Name+":"+c.Gap+fmt.Sprint(c.Wants))
			}
			return strings.Join(out, " ")
		}
		if g := gaps(); g != "永清镇人民政府:none[] 红堡镇人民政府:none[]" {
			t.Error(g)
		}
		l := h.born("清水县人民政府", "永清镇人民政府")
		l, err := h.Send(ctx, h.office, l.ID, 0)
		ok(t, err)
		l = h.signs(l, "永清镇人民政府", letter.RoleSigner)
		if g := gaps(); !strings.HasPrefix(g, "永清镇人民政府:unsigned[issuer]") {
			t.Error(g)
		}
		l = h.signs(l, "清水县人民政府", letter.RoleIssuer)
		if g := gaps(); !strings.HasPrefix(g, "永清镇人民政府:ok[]") {
			t.Error(g)
		}
		asked, err := h.ClausesOn(ctx, h.office, h.units["演示加油站"].ID, l.Signer.Place, "hazard")
		ok(t, err)
		if len(asked) == 0 || asked[0].Letter != l.ID || asked[0].ZH == "" || asked[0].EN == "" {
			t.Errorf("the clauses about hazards are %+v", asked)
		}
		if other, err := h.ClausesOn(ctx, h.actors["红堡镇人民政府"], l.Signer.Unit, "", "hazard"); err != nil || len(other) > 0 {
			t.Errorf("another township reads %d clauses, %v", len(other), err)
		}
		h.replace("永清镇人民政府")
		if g := gaps(); !strings.HasPrefix(g, "永清镇人民政府:left[signer]") {
			t.Error(g)
		}
		before := l.Hash
		l = h.signs(l, "永清镇人民政府", letter.RoleSigner)
		if g := gaps(); !strings.HasPrefix(g, "永清镇人民政府:ok[]") || l.Hash != before {
			t.Error(g)
		}
		w, err := h.Whole(ctx, h.office, l.ID)
		ok(t, err)
		if len(w.Signatures) != 3 {
			t.Errorf("%d signatures stand", len(w.Signatures))
		}
	})
}

// replace puts somebody else into a unit's leading post from the next day on.
func (h house) replace(unit string) {
	h.t.Helper()
	reg, admin := registry.New(h.db), anlan.Actor{Account: "a", Post: "p", Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}
	old := h.actors[unit]
	h.now.Add(2 * 24 * 3600 * 1000)
	today := h.db.Now().Date()
	holders, err := registry.In(h.db.Reader()).Holders(ctx, old.Post, today)
	ok(h.t, err)
	_, err = reg.Relieve(ctx, admin, holders[0].ID, holders[0].Revision, today.AddDays(-1))
	ok(h.t, err)
	person, err := reg.CreatePerson(ctx, admin, registry.PersonDraft{Name: unit + "新负责人"})
	ok(h.t, err)
	_, err = reg.Appoint(ctx, admin, registry.Holding{Post: old.Post, Person: person.ID, Mode: registry.Full, Since: today})
	ok(h.t, err)
	old.Person, old.Account = person.ID, h.db.NewID()
	h.actors[unit] = old
}
