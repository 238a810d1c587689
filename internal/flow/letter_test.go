package flow_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"anlan"
	"anlan/internal/calendar"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/flow"
	"anlan/internal/ledger"
	"anlan/internal/letter"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

type yes struct{}

func (yes) Again(context.Context, anlan.Actor, string, string) (string, error) {
	return "password", nil
}

var cheap = letter.Cost{Memory: 64, Passes: 1, Lanes: 1}

// signedLetter makes a county whose township and government have signed a letter, and its file.
func signedLetter(t *testing.T) (raw []byte, key string) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	ctx := context.Background()
	at := anlan.Date("2022-01-18").Start().Time()
	d := dbtest.SQLite(t, db.Options{Now: func() time.Time { at = at.Add(time.Second); return at }})
	reg := registry.New(d)
	office := anlan.Actor{Account: "a", Post: "p", Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}
	_, err := reg.SavePlace(ctx, office, registry.Place{Code: "620521", Name: "清水县", Level: registry.CountyLevel})
	must(err)
	sit := func(kind registry.UnitKind, name string, role anlan.Role) anlan.Actor {
		u, err := reg.CreateUnit(ctx, office, registry.UnitDraft{Kind: kind, Name: name, Place: "620521", Rank: 1})
		must(err)
		post, err := reg.CreatePost(ctx, office, registry.PostDraft{Unit: u.ID, Title: "主要负责人", Kind: registry.Chief})
		must(err)
		person, err := reg.CreatePerson(ctx, office, registry.PersonDraft{Name: name + "负责人"})
		must(err)
		_, err = reg.Appoint(ctx, office, registry.Holding{Post: post.ID, Person: person.ID, Mode: registry.Full, Since: "2022-01-01"})
		must(err)
		return anlan.Actor{Account: d.NewID(), Person: person.ID, Post: post.ID, Unit: u.ID, Roles: []anlan.Role{role}, Scope: anlan.Scope{Units: []anlan.ID{u.ID}}}
	}
	county, town := sit(registry.GovernmentOrgan, "清水县人民政府", anlan.RoleLeader), sit(registry.TownshipUnit, "永清镇人民政府", anlan.RoleTownship)
	book, err := rule.Builtin()
	must(err)
	cal, err := calendar.New(book)
	must(err)
	s := letter.New(letter.Options{DB: d, Book: func() *rule.Book { return book }, Calendar: func() *calendar.Calendar { return cal }, Confirmer: yes{}, Cost: cheap})
	l, err := s.Create(ctx, office, letter.Birth{Year: 2022, Issuer: county.Unit, Signer: town.Unit})
	must(err)
	l, err = s.Send(ctx, office, l.ID, 0)
	must(err)
	for _, x := range []struct {
		a           anlan.Actor
		role, suite string
	}{{town, letter.RoleSigner, letter.Ed25519}, {county, letter.RoleIssuer, letter.SM2}} {
		own := letter.Device{Letters: s, Secret: "清水-2022-签字", Password: "x", Cost: cheap}
		_, err = own.Enrol(ctx, x.a, x.suite)
		must(err)
		_, err = own.Sign(ctx, x.a, l, x.role)
		must(err)
	}
	k, err := ledger.OpenOrMakeKey(t.TempDir(), ledger.Origin("620521"), true)
	must(err)
	books := ledger.New(ledger.Options{DB: d, Key: k})
	raw, err = flow.LetterFiles{DB: d, Letters: s, Ledger: books}.File(ctx, office, l.ID)
	must(err)
	return raw, k.Public
}

// A signed letter proves itself with nothing but the file; whatever part of it is altered is found and named.
func TestLetterFileProvesItself(t *testing.T) {
	raw, key := signedLetter(t)
	r, err := flow.VerifyLetter(raw, key)
	if err != nil || !r.OK || !r.Anchored {
		t.Fatalf("%v %+v", err, r.Findings)
	}
	if r, _ := flow.VerifyLetter(raw, ""); !r.OK || r.Anchored {
		t.Errorf("without a key: %+v", r)
	}
	_, other, _ := note.GenerateKey(nil, ledger.Origin("620521"))
	if r, _ := flow.VerifyLetter(raw, other); r.OK || !named(r, "checkpoint") {
		t.Error("another county's key signed it")
	}
	for part, spoil := range map[string]func(f *flow.LetterFile){
		"text":      func(f *flow.LetterFile) { f.Text = strings.Replace(f.Text, "不超过 0", "不超过 1", 1) },
		"sending":   func(f *flow.LetterFile) { f.Text = "另一份"; f.SHA256 = letter.HashOf(f.Text) },
		"statement": func(f *flow.LetterFile) { f.Signatures[0].Role = letter.RoleIssuer },
		"signature": func(f *flow.LetterFile) {
			f.Signatures[1].Statement = strings.Replace(f.Signatures[1].Statement, "负责人", "代理人", 1)
		},
		"enrolment":  func(f *flow.LetterFile) { f.Signatures[0].Public = f.Signatures[1].Public },
		"event":      func(f *flow.LetterFile) { f.Signatures[0].Kept.Entry.At = "1642464000000" },
		"checkpoint": func(f *flow.LetterFile) { f.Checkpoint = strings.Replace(f.Checkpoint, "\n", "0\n", 2) },
		"side":       func(f *flow.LetterFile) { f.Signatures = f.Signatures[:1] },
	} {
		var f flow.LetterFile
		if err := json.Unmarshal(raw, &f); err != nil {
			t.Fatal(err)
		}
		spoil(&f)
		bad, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		if r, err := flow.VerifyLetter(bad, key); err != nil || r.OK || !named(r, part) {
			t.Errorf("%s was altered: %v %+v", part, err, r)
		}
	}
	for _, junk := range []string{"", "{}", "[]", `{"format":"anlan-letter/9"}`, "PK\x03\x04"} {
		if _, err := flow.VerifyLetter([]byte(junk), key); err == nil {
			t.Errorf("%q is no letter", junk)
		}
	}
}

func named(r flow.LetterReport, part string) bool {
	for _, f := range r.Findings {
		if f.Part == part && !f.OK {
			return true
		}
	}
	return false
}

// Every byte of what matters is covered: a file in which any one letter of the text, of a statement or of a
// proof was changed is never taken for true.
func TestAnyChangeIsFound(t *testing.T) {
	raw, key := signedLetter(t)
	text := string(raw)
	start := 0
	for n := 0; n < 400; n++ {
		i := start + (n*7919)%len(text)
		if i >= len(text) || text[i] < '0' || text[i] > 'z' {
			continue
		}
		b := []byte(text)
		if b[i] == 'q' {
			b[i] = 'r'
		} else {
			b[i] = 'q'
		}
		r, err := flow.VerifyLetter(b, key)
		if err == nil && r.OK && !harmless(text, i) {
			t.Fatalf("byte %d changed and nobody saw it: %s", i, text[max(0, i-40):min(len(text), i+40)])
		}
	}
}

// harmless are the places that no proof needs: names of fields that nobody reads, and the ledger's key, where
// the true one was given.
func harmless(text string, i int) bool {
	line := text[strings.LastIndexByte(text[:i], '\n')+1:]
	line, _, _ = strings.Cut(line, "\n")
	return strings.Contains(line, `"ledger_key"`)
}
