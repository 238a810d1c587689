package flow_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"anlan"
	"anlan/internal/calendar"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/document"
	"anlan/internal/flow"
	"anlan/internal/letter"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// Letters take their numbers from the one register in the transaction that sends them: a draft has none, a
// letter that is taken back keeps its own as void, and the series has no hole.
func TestLettersStandInTheRegister(t *testing.T) {
	ctx := context.Background()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	at := anlan.Date("2022-01-18").Start().Time()
	d := dbtest.SQLite(t, db.Options{Now: func() time.Time { at = at.Add(time.Second); return at }})
	reg := registry.New(d)
	office := anlan.Actor{Account: "a", Post: "p", Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}
	_, err := reg.SavePlace(ctx, office, registry.Place{Code: "620521", Name: "清水县", Level: registry.CountyLevel})
	must(err)
	units := map[string]anlan.ID{}
	for _, u := range []registry.UnitDraft{{Kind: registry.GovernmentOrgan, Name: "清水县人民政府", Short: "县政府"}, {Kind: registry.TownshipUnit, Name: "永清镇人民政府"},
		{Kind: registry.TownshipUnit, Name: "红堡镇人民政府"}} {
		u.Place, u.Rank = "620521", 1
		x, err := reg.CreateUnit(ctx, office, u)
		must(err)
		units[u.Name] = x.ID
		_, err = reg.CreatePost(ctx, office, registry.PostDraft{Unit: x.ID, Title: "主要负责人", Kind: registry.Chief})
		must(err)
	}
	book, err := rule.Builtin()
	must(err)
	cal, err := calendar.New(book)
	must(err)
	docs := document.New(document.Options{DB: d, Book: func() *rule.Book { return book }, Calendar: func() *calendar.Calendar { return cal }, Subjects: flow.Subjects()})
	s := letter.New(letter.Options{DB: d, Book: func() *rule.Book { return book }, Calendar: func() *calendar.Calendar { return cal }, Confirmer: yes{}, Numbers: flow.LetterNumbers{Documents: docs}})
	must(d.Write(t.Context(), office, func(tx *db.Tx) error { // numbered by what they are about: that is nobody's code, whether the paper says so or is older
		var err error
		for organ, subject := range map[string]bool{"有限空间": true, "隐患整改": false, "风险管控": false} {
			_, one := docs.Give(t.Context(), tx, document.Paper{Kind: "supervision_notice", Organ: organ, Subject: subject, Title: "督办通知单", Unit: units["清水县人民政府"],
				To: []anlan.ID{units["红堡镇人民政府"]}, At: tx.Now, By: "p", Origin: anlan.Ref{Kind: "matter.matter", ID: tx.NewID()}})
			err = errors.Join(err, one)
		}
		return err
	}))
	var sent []letter.Letter
	for _, town := range []string{"永清镇人民政府", "红堡镇人民政府"} {
		l, err := s.Create(ctx, office, letter.Birth{Year: 2022, Issuer: units["清水县人民政府"], Signer: units[town]})
		must(err)
		if l.Number != "" {
			t.Errorf("a draft has the number %s", l.Number)
		}
		l, err = s.Send(ctx, office, l.ID, 0)
		must(err)
		sent = append(sent, l)
	}
	if sent[0].Number != "县政府责〔2022〕1号" || sent[1].Number != "县政府责〔2022〕2号" {
		t.Errorf("%s, %s", sent[0].Number, sent[1].Number)
	}
	_, err = s.Withdraw(ctx, office, sent[0].ID, 0, "重新起草")
	must(err)
	page, err := docs.List(ctx, office, document.Filter{Kind: "pledge"})
	must(err)
	if len(page.Items) != 2 || page.Items[0].Void != nil || page.Items[1].Void == nil || page.Items[1].Void.Reason != "重新起草" || page.Items[1].Origin != sent[0].Ref() {
		t.Errorf("%+v", page.Items)
	}
	series, err := docs.Check(ctx, office, 2022)
	must(err)
	for _, x := range series {
		if len(x.Holes) > 0 || x.Given != x.Rows {
			t.Errorf("%+v", x)
		}
	}
	waiting, err := docs.Receipts(ctx, office, page.Items[0].ID)
	must(err)
	if len(waiting) != 0 {
		t.Errorf("a letter is signed at the letter: %+v", waiting)
	}
}
