package account_test

import (
	"errors"
	"testing"
	"time"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/db"
)

// crowd seats people on posts of a township: two who share a spelling are told apart by who they are.
func crowd(h house) {
	for _, id := range []anlan.ID{"chief", "liaison", "empty", "second"} {
		h.p.posts[id] = account.Post{ID: id, Title: string(id), Unit: "u1", UnitName: "红堡镇", UnitKind: "township"}
	}
	h.p.holds["zhangsan"] = []anlan.ID{"chief", "second"}
	h.p.holds["lisi"] = []anlan.ID{"liaison"}
}

func states(list []account.SeatPlan) map[anlan.ID]string {
	m := map[anlan.ID]string{}
	for _, p := range list {
		m[p.Post] = p.State
	}
	return m
}

func TestAccountsAreMadeInBulk(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		crowd(h)
		sys, office := h.actor(t, "xitong"), h.actor(t, "anweiban-1")
		all := account.Choice{Kinds: []string{"township"}}
		if _, err := h.Plan(ctx, office, all); !errors.Is(err, anlan.ErrForbidden) {
			t.Errorf("planned by the office: %v", err)
		}
		if _, err := h.MakeMany(ctx, h.actor(t, "baomi"), all, false); !errors.Is(err, anlan.ErrForbidden) {
			t.Errorf("made by the security administrator: %v", err)
		}
		before := len(h.events(t))
		plan, err := h.Plan(ctx, sys, all)
		if err != nil {
			t.Fatal(err)
		}
		want := map[anlan.ID]string{"chief": "new", "second": "again", "liaison": "new", "empty": "nobody"}
		for post, state := range want {
			if got := states(plan)[post]; got != state {
				t.Errorf("%s is %q, want %q", post, got, state)
			}
		}
		if n := len(h.events(t)); n != before {
			t.Errorf("a plan left %d events", n-before)
		}
		key := db.WithKey(ctx, h.d.NewID())
		sheet, err := h.MakeMany(key, sys, all, false)
		if err != nil || len(sheet) != 2 {
			t.Fatalf("%d slips, %v", len(sheet), err)
		}
		if _, err := h.MakeMany(key, sys, all, true); !errors.Is(err, anlan.ErrAccountBulkNone) {
			t.Errorf("the same request again: %v", err)
		}
		if _, err := h.MakeMany(ctx, sys, all, false); !errors.Is(err, anlan.ErrAccountBulkNone) {
			t.Errorf("another request: %v", err)
		}
		h.redeemOnce(t, sheet[0])
	})
}

// redeemOnce uses a slip as its owner does: once, and never after a week.
func (h house) redeemOnce(t *testing.T, slip account.Handout) {
	t.Helper()
	if err := h.Redeem(ctx, slip.Token, good); err != nil {
		t.Fatal(err)
	}
	h.signIn(t, slip.Login)
	if err := h.Redeem(ctx, slip.Token, good+"x"); !errors.Is(err, anlan.ErrAccountTicketInvalid) {
		t.Errorf("used twice: %v", err)
	}
	var clear int
	if err := h.d.Reader().QueryRowContext(ctx, `SELECT count(*) FROM account_ticket WHERE token = $1`, slip.Token).Scan(&clear); err != nil || clear != 0 {
		t.Errorf("%d links are stored in clear, %v", clear, err)
	}
}

// A lost sheet is made anew for those who never set a password, and for nobody else; the lost one is void.
func TestALostSheetIsMadeAnew(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		crowd(h)
		sys, all := h.actor(t, "xitong"), account.Choice{Kinds: []string{"township"}}
		lost, err := h.MakeMany(ctx, sys, all, false)
		if err != nil {
			t.Fatal(err)
		}
		if err := h.Redeem(ctx, lost[0].Token, good); err != nil {
			t.Fatal(err)
		}
		found, err := h.MakeMany(ctx, sys, all, true)
		if err != nil || len(found) != 1 || found[0].Login != lost[1].Login {
			t.Fatalf("%+v, %v", found, err)
		}
		if err := h.Redeem(ctx, lost[1].Token, good); !errors.Is(err, anlan.ErrAccountTicketInvalid) {
			t.Errorf("a link of the lost sheet: %v", err)
		}
		h.pass(7*24*time.Hour + time.Minute)
		if err := h.Redeem(ctx, found[0].Token, good); !errors.Is(err, anlan.ErrAccountTicketInvalid) {
			t.Errorf("a link of last week: %v", err)
		}
	})
}

// The three administrators are left out: whoever prints the sheet could use their links.
func TestAdministratorsAreNotOnASheet(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		h.p.add("wangwu", account.Post{ID: "watch", Title: "审计", Unit: "u2", UnitKind: "office"})
		if _, err := h.Grant(ctx, h.actor(t, "baomi"), "watch", anlan.RoleAudit); err != nil {
			t.Fatal(err)
		}
		all := account.Choice{Kinds: []string{"office"}}
		plan, err := h.Plan(ctx, h.actor(t, "xitong"), all)
		if err != nil || states(plan)["watch"] != account.SeatApart {
			t.Errorf("%+v, %v", plan, err)
		}
		if _, err := h.MakeMany(ctx, h.actor(t, "xitong"), all, true); !errors.Is(err, anlan.ErrAccountBulkNone) {
			t.Errorf("made: %v", err)
		}
	})
}

// A ticket whose row was planted or stretched behind the program's back opens nothing.
func TestAStretchedTicketOpensNothing(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		crowd(h)
		sheet, err := h.MakeMany(ctx, h.actor(t, "xitong"), account.Choice{Kinds: []string{"township"}}, false)
		if err != nil {
			t.Fatal(err)
		}
		err = h.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
			_, err := tx.ExecContext(ctx, `UPDATE account_ticket SET expires_at = expires_at + 86400000`)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := h.Redeem(ctx, sheet[0].Token, good); !errors.Is(err, anlan.ErrAccountTicketInvalid) {
			t.Errorf("stretched by a day: %v", err)
		}
	})
}
