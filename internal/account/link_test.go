package account_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/db"
	"anlan/internal/dbtest"
)

func TestLinkActsOnceForOneVerb(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		post := h.actor(t, "anweiban-1").Post
		about := anlan.Ref{Kind: "matter.matter", ID: h.d.NewID()}
		link := func(verb string) (token string, err error) {
			return token, h.d.Write(ctx, anlan.Clock, func(tx *db.Tx) (err error) {
				token, err = h.MakeLink(ctx, tx, post, about, verb)
				return err
			})
		}
		if _, err := link("matter.reopen"); err == nil {
			t.Error("a link was made for a verb that matters")
		}
		token, err := link("matter.sign")
		if err != nil {
			t.Fatal(err)
		}
		var called, foreign int
		fail := errors.New("not now")
		acts := map[string]account.Act{
			"matter.sign": func(_ ctxt, a anlan.Actor, ref anlan.Ref) error {
				called++
				if a.Post != post || a.Account != "" || ref != about || !a.Is(anlan.RoleOffice) {
					t.Errorf("acts as %+v on %v", a, ref)
				}
				err := fail
				fail = nil
				return err
			},
			"committee.receipt": func(ctxt, anlan.Actor, anlan.Ref) error { foreign++; return nil },
		}
		for _, forged := range []string{"", ".", token + "A", token[:40], strings.Replace(token, token[:8], "00000000", 1)} {
			if _, err := h.UseLink(ctx, forged, acts); !errors.Is(err, anlan.ErrAccountLinkInvalid) {
				t.Errorf("%q: %v", forged, err)
			}
		}
		if _, err := h.PeekLink(ctx, token); err != nil {
			t.Fatal(err)
		}
		if _, err := h.UseLink(ctx, token, acts); err == nil {
			t.Error("the act failed and the link says nothing")
		}
		if _, err := h.UseLink(ctx, token, acts); err != nil {
			t.Errorf("after a failed act: %v", err)
		}
		if _, err := h.UseLink(ctx, token, acts); !errors.Is(err, anlan.ErrAccountLinkUsed) {
			t.Errorf("a second time: %v", err)
		}
		if called != 2 || foreign != 0 {
			t.Errorf("called %d times, another verb %d times", called, foreign)
		}
		late, err := link("matter.sign")
		if err != nil {
			t.Fatal(err)
		}
		h.pass(25 * time.Hour)
		if _, err := h.UseLink(ctx, late, acts); !errors.Is(err, anlan.ErrAccountLinkInvalid) {
			t.Errorf("after a day: %v", err)
		}
	})
}

// Every sealed event of a record agrees with the record as a later load returns it.
func TestRecordsAreAsSealed(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		sys := h.actor(t, "xitong")
		office := h.signIn(t, "anweiban-1").Who
		if err := h.ChangePassword(ctx, office, good, "Paper-lantern 9"); err != nil {
			t.Fatal(err)
		}
		if err := h.SetStatus(ctx, sys, office.Account.ID, account.Disabled); err != nil {
			t.Fatal(err)
		}
		if n := dbtest.Fits(t, h.d, "account.", h); n != 8 {
			t.Errorf("%d records; want 4 accounts and 4 grants", n)
		}
	})
}
