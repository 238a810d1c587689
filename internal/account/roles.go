package account

import (
	"slices"

	"anlan"
	"anlan/internal/authz"
)

// Post is a post as this room sees it: what its holder is called, where it stands.
type Post struct {
	ID        anlan.ID `json:"id"`
	Title     string   `json:"title"`
	Unit      anlan.ID `json:"unit"`
	UnitName  string   `json:"unit_name"`
	UnitShort string   `json:"-"`         // what lists call it, and people search for
	UnitKind  string   `json:"unit_kind"` // township, village, department …
	Place     string   `json:"place"`     // division code of the unit
}

var administrators = []anlan.Role{anlan.RoleSystem, anlan.RoleSecurity, anlan.RoleAudit}

// IsAdministrator reports whether the role is one of the three that are kept apart.
func IsAdministrator(r anlan.Role) bool { return slices.Contains(administrators, r) }

// Separation tells whether one person may hold these roles together, over all posts: at most one of
// the three administrators, and none of them beside any other role.
func Separation(roles []anlan.Role) error {
	distinct := slices.Compact(slices.Sorted(slices.Values(roles)))
	i := slices.IndexFunc(distinct, IsAdministrator)
	if i < 0 || len(distinct) == 1 {
		return nil
	}
	other := distinct[(i+1)%len(distinct)]
	return anlan.ErrAccountSeparation.With("role", string(distinct[i])).With("other", string(other)).At("role")
}

// grantable refuses words that are no role of a post.
func grantable(r anlan.Role) error {
	if !slices.Contains(authz.Roles(), r) {
		return anlan.ErrFieldInvalid.With("name", "role").With("value", anlan.Clip(string(r), 30)).At("role")
	}
	return nil
}

// lawful drops the administrators' roles of a person whose posts, by a later change of holdings, no
// longer keep the three powers apart. Business goes on; the excess of power does not.
func lawful(all, ofPost []anlan.Role) []anlan.Role {
	if Separation(all) == nil {
		return ofPost
	}
	return slices.DeleteFunc(slices.Clone(ofPost), IsAdministrator)
}

// actorFor puts an account's person into the chair of the post.
func actorFor(a Account, p Post, roles []anlan.Role, subtree []anlan.ID) anlan.Actor {
	actor := anlan.Actor{Account: a.ID, Person: a.Person, Post: p.ID, Unit: p.Unit, Roles: roles}
	if p.Unit != "" {
		actor.Scope.Units = subtree
	}
	actor.Scope.All = actor.Is(anlan.RoleLeader) || actor.Is(anlan.RoleOffice)
	if (p.UnitKind == "township" || p.UnitKind == "village") && p.Place != "" {
		actor.Scope.Places = []string{p.Place}
	}
	return actor
}

// Actions lists what the roles may do, for a screen that shows only what can be done.
func Actions(roles []anlan.Role) []string {
	return slices.DeleteFunc(authz.Actions(), func(action string) bool {
		return !slices.ContainsFunc(roles, func(r anlan.Role) bool { return authz.ReachOf(r, action) != authz.None })
	})
}
