package account_test

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/db"
	"anlan/internal/dbtest"
)

func (h house) actor(t *testing.T, login string) anlan.Actor { return h.signIn(t, login).Who.Actor }

// Two wizards at once: one founds the house, the other is told so.
func TestSetupOnce(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		h := bare(t, d, new(atomic.Int64))
		old, err := h.SetupToken(ctx)
		if err != nil {
			t.Fatal(err)
		}
		token, err := h.SetupToken(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if err := h.Setup(ctx, old, founding()); !errors.Is(err, anlan.ErrAccountTicketInvalid) {
			t.Errorf("an older token: %v", err)
		}
		bad := founding()
		bad.Audit.Password, bad.Office.Login = "short", "xitong"
		err = h.Setup(ctx, token, bad)
		if !errors.Is(err, anlan.ErrAccountPasswordShort) || !errors.Is(err, anlan.ErrDuplicate) {
			t.Errorf("two faults at once: %v", err)
		}
		var wg sync.WaitGroup
		var won atomic.Int64
		for range 4 {
			wg.Go(func() {
				if err := h.Setup(ctx, token, founding()); err == nil {
					won.Add(1)
				} else if anlan.KindOf(err) == anlan.Internal {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if won.Load() != 1 {
			t.Errorf("%d of 4 set-ups went through", won.Load())
		}
		if token, err := h.SetupToken(ctx); token != "" || err != nil {
			t.Errorf("a token for a house that is set up: %q, %v", token, err)
		}
	})
}

func TestDisabledAccountIsOutAtOnce(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		sys, office := h.actor(t, "xitong"), h.signIn(t, "anweiban-1")
		if _, err := h.Authenticate(ctx, office.Token); err != nil {
			t.Fatal(err)
		}
		id := office.Who.Account.ID
		if err := h.SetStatus(ctx, sys, id, account.Disabled); err != nil {
			t.Fatal(err)
		}
		if _, err := h.Authenticate(ctx, office.Token); !errors.Is(err, anlan.ErrUnauthorized) {
			t.Errorf("the session of a disabled account: %v", err)
		}
		if _, err := h.SignIn(ctx, account.SignIn{Login: "anweiban-1", Password: good}); !errors.Is(err, anlan.ErrAccountDisabled) {
			t.Errorf("signing in: %v", err)
		}
		if err := h.SetStatus(ctx, sys, sys.Account, account.Disabled); !errors.Is(err, anlan.ErrAccountSelfChange) {
			t.Errorf("disabling oneself: %v", err)
		}
	})
}

func TestResetLinkWorksOnce(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		sys, office := h.actor(t, "xitong"), h.signIn(t, "anweiban-1")
		void, err := h.Reset(ctx, sys, office.Who.Account.ID)
		if err != nil {
			t.Fatal(err)
		}
		link, err := h.Reset(ctx, sys, office.Who.Account.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, tc := range []struct {
			token, password string
			want            error
		}{
			{void.Token, "Paper-lantern 9", anlan.ErrAccountTicketInvalid},
			{"", "Paper-lantern 9", anlan.ErrAccountTicketInvalid},
			{link.Token, "anweiban-1 A", anlan.ErrAccountPasswordLogin},
			{link.Token, good, anlan.ErrAccountPasswordUsed},
			{link.Token, "Paper-lantern 9", nil},
			{link.Token, "Paper-lantern 8", anlan.ErrAccountTicketInvalid},
		} {
			if err := h.Redeem(ctx, tc.token, tc.password); !errors.Is(err, tc.want) {
				t.Errorf("%q %q: %v, want %v", tc.token, tc.password, err, tc.want)
			}
		}
		if _, err := h.Authenticate(ctx, office.Token); !errors.Is(err, anlan.ErrUnauthorized) {
			t.Errorf("a session from before the reset: %v", err)
		}
		if _, err := h.SignIn(ctx, account.SignIn{Login: "anweiban-1", Password: "Paper-lantern 9"}); err != nil {
			t.Error(err)
		}
	})
}

func TestNewAccountSetsItsOwnPassword(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		sys := h.actor(t, "xitong")
		h.p.add("p1", account.Post{ID: "post1", Unit: "u1", UnitKind: "township", Place: "620521101"})
		if _, _, err := h.Create(ctx, sys, "Li Si", "李四", "p1"); !errors.Is(err, anlan.ErrAccountLoginInvalid) {
			t.Errorf("a login with a space: %v", err)
		}
		_, link, err := h.Create(ctx, sys, "Lisi", "李四", "p1")
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := h.Create(ctx, sys, "lisi", "李四", "p1"); !errors.Is(err, anlan.ErrDuplicate) {
			t.Errorf("the same login again: %v", err)
		}
		if err := h.Redeem(ctx, link.Token, good); err != nil {
			t.Fatal(err)
		}
		if _, err := h.Grant(ctx, h.actor(t, "baomi"), "post1", anlan.RoleTownship); err != nil {
			t.Fatal(err)
		}
		a := h.actor(t, "lisi")
		if a.Scope.All || len(a.Scope.Places) != 1 || a.Scope.Places[0] != "620521101" || len(a.Scope.Units) != 2 {
			t.Errorf("scope %+v", a.Scope)
		}
	})
}

func TestChangePassword(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		other, in := h.signIn(t, "anweiban-1"), h.signIn(t, "anweiban-1")
		if err := h.ChangePassword(ctx, in.Who, "wrong", "Paper-lantern 9"); !errors.Is(err, anlan.ErrAccountPasswordWrong) {
			t.Errorf("a wrong old password: %v", err)
		}
		if err := h.ChangePassword(ctx, in.Who, good, "Paper-lantern 9"); err != nil {
			t.Fatal(err)
		}
		if _, err := h.Authenticate(ctx, in.Token); err != nil {
			t.Errorf("the session that changed it: %v", err)
		}
		if _, err := h.Authenticate(ctx, other.Token); !errors.Is(err, anlan.ErrUnauthorized) {
			t.Errorf("another session: %v", err)
		}
		if err := h.ChangePassword(ctx, in.Who, "Paper-lantern 9", good); !errors.Is(err, anlan.ErrAccountPasswordUsed) {
			t.Errorf("back to the old one: %v", err)
		}
	})
}

// Former passwords are kept to be refused: the hash of one that may come back is personal data without a purpose.
func TestFormerPasswordsEnd(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		in, old := h.signIn(t, "anweiban-1"), good
		const last = 5 // policy/password.yaml
		for i := range last + 2 {
			h.pass(time.Minute)
			next := fmt.Sprintf("Paper-lantern 9%d", i)
			if err := h.ChangePassword(ctx, in.Who, old, next); err != nil {
				t.Fatal(err)
			}
			old = next
		}
		var kept int
		row := h.d.Reader().QueryRowContext(ctx, `SELECT count(*) FROM account_password WHERE account = $1`, in.Who.Account.ID)
		if err := row.Scan(&kept); err != nil || kept != last {
			t.Errorf("%d former passwords are kept, want %d (%v)", kept, last, err)
		}
		if err := h.ChangePassword(ctx, in.Who, old, good); err != nil {
			t.Errorf("a password that the rule refuses no more: %v", err)
		}
	})
}

func TestOldPasswordLeavesOnlyItsChange(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		h.pass(181 * 24 * time.Hour)
		in := h.signIn(t, "anweiban-1")
		if !in.Who.MustChange || len(in.Who.Actor.Roles) != 0 {
			t.Fatalf("after 181 days: %+v", in.Who)
		}
		if err := h.ChangePassword(ctx, in.Who, good, "Paper-lantern 9"); err != nil {
			t.Fatal(err)
		}
		who, err := h.Authenticate(ctx, in.Token)
		if err != nil || who.MustChange || !who.Actor.Is(anlan.RoleOffice) {
			t.Errorf("after changing it: %+v, %v", who, err)
		}
	})
}

// The cookie changes with the chair, and the old one is void at once (no fixation).
func TestSwitchPost(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		in := h.signIn(t, "anweiban-1")
		h.p.add(in.Who.Actor.Person, account.Post{ID: "second", Unit: "u2"})
		if _, err := h.SwitchPost(ctx, in.Who, "third"); !errors.Is(err, anlan.ErrAccountPostNotHeld) {
			t.Errorf("somebody else's post: %v", err)
		}
		next, err := h.SwitchPost(ctx, in.Who, "second")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := h.Authenticate(ctx, in.Token); !errors.Is(err, anlan.ErrUnauthorized) {
			t.Errorf("the old cookie: %v", err)
		}
		if who, err := h.Authenticate(ctx, next.Token); err != nil || who.Actor.Post != "second" {
			t.Errorf("%+v, %v", who, err)
		}
		if again := h.signIn(t, "anweiban-1"); again.Who.Actor.Post != "second" {
			t.Errorf("the next sign-in sits on %s, want the post used last", again.Who.Actor.Post)
		}
	})
}
