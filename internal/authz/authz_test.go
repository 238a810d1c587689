package authz

import (
	"errors"
	"slices"
	"testing"

	"anlan"
)

func TestEveryRoleHasSomethingAndAdministratorsAreSeparated(t *testing.T) {
	for _, role := range Roles() {
		if !slices.ContainsFunc(Actions(), func(a string) bool { return ReachOf(role, a) != None }) {
			t.Errorf("%s may do nothing", role)
		}
	}
	admins := []anlan.Role{anlan.RoleSystem, anlan.RoleSecurity, anlan.RoleAudit}
	for _, action := range []string{"account.manage", "account.grant", "account.unlock", "policy.write", "settings.write", "backup.make", "audit.read"} {
		n := 0
		for _, role := range admins {
			if ReachOf(role, action) != None {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s belongs to %d of the three administrators", action, n)
		}
	}
}

func TestReach(t *testing.T) {
	township := anlan.Actor{Account: "a", Roles: []anlan.Role{anlan.RoleTownship}, Scope: anlan.Scope{Units: []anlan.ID{"town"}, Places: []string{"620521100"}}}
	for _, c := range []struct {
		action string
		target Target
		ok     bool
	}{
		{"matter.read", Target{"town", ""}, true},
		{"matter.read", Target{"firm", "620521100201"}, true},
		{"matter.read", Target{"firm", "620521101"}, false},
		{"matter.sign", Target{"firm", "620521100201"}, false},
		{"matter.sign", Target{"town", "620521100"}, true},
		{"committee.write", Target{"town", ""}, false},
	} {
		err := Check(township, c.action, c.target)
		if (err == nil) != c.ok || err != nil && !errors.Is(err, anlan.ErrForbidden) {
			t.Errorf("%s on %v: %v", c.action, c.target, err)
		}
	}
	if err := Check(anlan.Actor{}, "matter.read"); !errors.Is(err, anlan.ErrUnauthorized) {
		t.Errorf("nobody: %v", err)
	}
}
