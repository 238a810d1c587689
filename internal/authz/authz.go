package authz

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"anlan"
)

// Reach is how far a role's permission goes.
type Reach string

// The reaches, widest first.
const (
	Any   Reach = "any"   // the whole county
	Place Reach = "place" // own units and whatever lies in the actor's places
	Own   Reach = "own"   // own units with everything below them
	None  Reach = "none"  // not at all
)

//go:embed table.txt
var tableText string

// table maps action → role → reach. It is read once, at start; a malformed line is a bug of the
// build and stops the program.
var table = mustParse(tableText)

func mustParse(text string) map[string]map[anlan.Role]Reach {
	t := map[string]map[anlan.Role]Reach{}
	for n, line := range strings.Split(text, "\n") {
		words := strings.Fields(line)
		if len(words) == 0 || strings.HasPrefix(words[0], "#") {
			continue
		}
		if _, twice := t[words[0]]; twice {
			panic(fmt.Sprintf("authz: table.txt:%d: %s stands twice", n+1, words[0]))
		}
		t[words[0]] = mustParseRoles(n+1, words[1:])
	}
	return t
}

func mustParseRoles(line int, words []string) map[anlan.Role]Reach {
	roles := map[anlan.Role]Reach{}
	for _, w := range words {
		role, reach, ok := strings.Cut(w, ":")
		if !ok || !slices.Contains([]Reach{Any, Place, Own}, Reach(reach)) || !slices.Contains(Roles(), anlan.Role(role)) {
			panic(fmt.Sprintf("authz: table.txt:%d: %q is not role:reach", line, w))
		}
		roles[anlan.Role(role)] = Reach(reach)
	}
	return roles
}

// Roles lists the roles that a post can hold.
func Roles() []anlan.Role {
	return []anlan.Role{anlan.RoleLeader, anlan.RoleOffice, anlan.RoleDepartment, anlan.RoleTownship, anlan.RoleVillage,
		anlan.RoleEnterprise, anlan.RoleSystem, anlan.RoleSecurity, anlan.RoleAudit}
}

// Actions lists every action of the table, sorted.
func Actions() []string {
	list := make([]string, 0, len(table))
	for a := range table {
		list = append(list, a)
	}
	slices.Sort(list)
	return list
}

// Known tells whether the table has the action.
func Known(action string) bool {
	_, ok := table[action]
	return ok
}

// ReachOf returns how far the role may take the action.
func ReachOf(role anlan.Role, action string) Reach {
	if r, ok := table[action][role]; ok {
		return r
	}
	return None
}

// Target is what an action touches: a unit's record at a place. Either may be empty.
type Target struct {
	Unit  anlan.ID
	Place string
}

// Check refuses with ErrForbidden unless one of the actor's roles may take the action on at least
// one of the targets. Without targets it asks whether the actor may take the action at all, which is
// right for lists: these are cut to the actor's scope. The clock may do everything.
func Check(a anlan.Actor, action string, targets ...Target) error {
	switch {
	case May(a, action, targets...):
		return nil
	case len(a.Roles) == 0 && a.Account == "":
		return anlan.ErrUnauthorized
	}
	return anlan.ErrForbidden.With("action", action)
}

// May is Check for who wants yes or no and tells nobody why: a screen that offers only what is allowed asks
// for each of its buttons.
func May(a anlan.Actor, action string, targets ...Target) bool {
	return a.Is(anlan.RoleTimer) || slices.ContainsFunc(a.Roles, func(role anlan.Role) bool {
		return reaches(ReachOf(role, action), a.Scope, targets)
	})
}

func reaches(r Reach, s anlan.Scope, targets []Target) bool {
	if r == None || r == Any || len(targets) == 0 {
		return r != None
	}
	if r == Own {
		s.Places = nil
	}
	s.All = false // the scope of what is seen is not the reach of what may be done
	return slices.ContainsFunc(targets, func(t Target) bool { return s.Covers(t.Unit, t.Place) })
}

// ScopeFor returns the part of the county in which the actor may take the action: the scope for a
// list query.
func ScopeFor(a anlan.Actor, action string) anlan.Scope {
	var s anlan.Scope
	if a.Is(anlan.RoleTimer) {
		return anlan.Scope{All: true}
	}
	for _, role := range a.Roles {
		switch ReachOf(role, action) {
		case Any:
			return anlan.Scope{All: true}
		case Place:
			s.Units, s.Places = a.Scope.Units, a.Scope.Places
		case Own:
			s.Units = a.Scope.Units
		}
	}
	return s
}
