package account_test

import (
	"errors"
	"sync/atomic"
	"testing"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/db"
	"anlan/internal/dbtest"
)

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

// TestRelievedIsRefusedAtOnce: whoever loses the post loses its roles with the very next request, before any reader of
// events has heard of it.
func TestRelievedIsRefusedAtOnce(t *testing.T) {
	h := setUp(t, dbtest.SQLite(t, db.Options{}), new(atomic.Int64))
	office := h.signIn(t, "anweiban-1")
	if who, err := h.Authenticate(ctx, office.Token); err != nil || len(who.Actor.Roles) == 0 {
		t.Fatalf("%v, %v", who, err)
	}
	h.p.mu.Lock()
	h.p.holds[office.Who.Actor.Person] = nil
	h.p.mu.Unlock()
	if err := h.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		return tx.Emit("registry.relieved", anlan.Ref{Kind: "registry.holding", ID: "h"}, nil, nil)
	}); err != nil {
		t.Fatal(err)
	}
	if who, err := h.Authenticate(ctx, office.Token); err == nil && len(who.Actor.Roles) > 0 {
		t.Errorf("roles %v of a post that was left", who.Actor.Roles)
	}
}
