package account_test

import (
	"encoding/hex"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/rule"
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

func TestGrantsKeepPowersApart(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		sec, sys, office := h.actor(t, "baomi"), h.actor(t, "xitong"), h.actor(t, "anweiban-1")
		h.p.add("p-free", account.Post{ID: "post-free", Unit: "u1"})
		for _, tc := range []struct {
			name string
			by   anlan.Actor
			post anlan.ID
			role anlan.Role
			want error
		}{
			{"by the system administrator", sys, "post-free", anlan.RoleTownship, anlan.ErrForbidden},
			{"by the office", office, "post-free", anlan.RoleTownship, anlan.ErrForbidden},
			{"to oneself", sec, sec.Post, anlan.RoleSystem, anlan.ErrAccountSelfGrant},
			{"business to an administrator", sec, sys.Post, anlan.RoleOffice, anlan.ErrAccountSeparation},
			{"a second administrator", sec, sys.Post, anlan.RoleAudit, anlan.ErrAccountSeparation},
			{"administrator to the office", sec, office.Post, anlan.RoleAudit, anlan.ErrAccountSeparation},
			{"no role", sec, "post-free", "king", anlan.ErrFieldInvalid},
			{"the clock", sec, "post-free", anlan.RoleTimer, anlan.ErrFieldInvalid},
			{"no post", sec, "post-none", anlan.RoleTownship, anlan.ErrNotFound},
			{"lawful", sec, "post-free", anlan.RoleTownship, nil},
			{"twice", sec, "post-free", anlan.RoleTownship, anlan.ErrDuplicate},
		} {
			if _, err := h.Grant(ctx, tc.by, tc.post, tc.role); !errors.Is(err, tc.want) {
				t.Errorf("%s: %v, want %v", tc.name, err, tc.want)
			}
		}
	})
}

// Two posts of one person: the second grant sees the first, and a later change of holdings that
// brings powers together takes the administrator's away.
func TestPowersOfOnePersonOverPosts(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		sec, sys := h.actor(t, "baomi"), h.signIn(t, "xitong")
		h.p.add("p1", account.Post{ID: "a", Unit: "u1"})
		h.p.add("p1", account.Post{ID: "b", Unit: "u1"})
		h.p.add("p2", account.Post{ID: "c", Unit: "u1"})
		if _, err := h.Grant(ctx, sec, "a", anlan.RoleAudit); err != nil {
			t.Fatal(err)
		}
		if _, err := h.Grant(ctx, sec, "b", anlan.RoleOffice); !errors.Is(err, anlan.ErrAccountSeparation) {
			t.Errorf("business on the auditor's other post: %v", err)
		}
		if _, err := h.Grant(ctx, sec, "c", anlan.RoleOffice); err != nil {
			t.Fatal(err)
		}
		h.p.add(sys.Who.Actor.Person, account.Post{ID: "c", Unit: "u1"})
		h.Hear([]anlan.Event{{Kind: "registry.seated"}})
		who, err := h.Authenticate(ctx, sys.Token)
		if err != nil || len(who.Actor.Roles) != 0 {
			t.Errorf("roles %v, %v: the administrator came to hold the office's post", who.Actor.Roles, err)
		}
	})
}

func TestRevokeActsAtOnce(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		sec := h.actor(t, "baomi")
		office := h.signIn(t, "anweiban-1")
		list, err := h.Grants(ctx, sec, office.Who.Actor.Post, "", 0)
		if err != nil || len(list) != 1 {
			t.Fatalf("%v, %v", list, err)
		}
		if _, err := h.Revoke(ctx, sec, list[0].ID); err != nil {
			t.Fatal(err)
		}
		who, err := h.Authenticate(ctx, office.Token)
		if err != nil || who.Actor.Is(anlan.RoleOffice) {
			t.Errorf("roles %v, %v", who.Actor.Roles, err)
		}
		sys := h.actor(t, "xitong")
		last, err := h.Grants(ctx, sec, sys.Post, "", 0)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := h.Revoke(ctx, sec, last[0].ID); !errors.Is(err, anlan.ErrAccountLastAdministrator) {
			t.Errorf("the last system administrator: %v", err)
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
		seals, n := h.seals(t), 0
		err := h.Records(ctx, func(ref anlan.Ref, record any) error {
			sum, err := anlan.Digest(record)
			if n++; seals[ref.String()] != hex.EncodeToString(sum[:]) {
				t.Errorf("%s is not as it was sealed: %+v", ref, record)
			}
			return err
		})
		if err != nil || n != 8 {
			t.Errorf("%d records, %v; want 4 accounts and 4 grants", n, err)
		}
	})
}

func TestPasswordPolicy(t *testing.T) {
	t.Parallel()
	book, err := rule.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := rule.Get[rule.PasswordRule](book, rule.Password, "2026-01-01")
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		password string
		want     error
	}{
		{"Short-1", anlan.ErrAccountPasswordShort}, {strings.Repeat("长", 129) + "a1", anlan.ErrAccountPasswordLong},
		{"alllowercase", anlan.ErrAccountPasswordSimple}, {"Password123", anlan.ErrAccountPasswordCommon},
		{"Zhangsan@2026", anlan.ErrAccountPasswordCommon}, {"My-Wangwu-1x", anlan.ErrAccountPasswordLogin},
		{"清水河边 Old bridge 3", nil}, {good, nil},
	} {
		if err := account.CheckPassword(tc.password, "wangwu", r); !errors.Is(err, tc.want) {
			t.Errorf("%q: %v, want %v", tc.password, err, tc.want)
		}
	}
}

func TestCheckOrigin(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, method string
		header       [2]string
		cookie       bool
		strict       bool
		ok           bool
	}{
		{"reading", "GET", [2]string{}, true, true, true},
		{"no header", "POST", [2]string{}, true, false, false},
		{"our header", "POST", [2]string{"X-Anlan", "1"}, true, false, true},
		{"own form", "POST", [2]string{"Origin", "http://example.com"}, true, false, true},
		{"foreign form", "POST", [2]string{"Origin", "http://evil.example"}, true, false, false},
		{"hidden origin", "DELETE", [2]string{"Origin", "null"}, true, false, false},
		{"without a session", "POST", [2]string{}, false, false, true},
		{"signing in from a foreign page", "POST", [2]string{"Origin", "http://evil.example"}, false, true, false},
	} {
		r := httptest.NewRequest(tc.method, "http://example.com/api/v1/x", nil)
		if tc.header[0] != "" {
			r.Header.Set(tc.header[0], tc.header[1])
		}
		if tc.cookie {
			r.AddCookie(&http.Cookie{Name: account.CookieName, Value: "x"})
		}
		if err := account.CheckOrigin(r, tc.strict); (err == nil) != tc.ok {
			t.Errorf("%s: %v", tc.name, err)
		}
	}
}
