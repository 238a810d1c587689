package anlan

import (
	"slices"
	"strings"
)

// Scope is the part of the county an actor sees: everything, or its own units (with everything
// below them) and the places below a code. Every list query takes one.
type Scope struct {
	All    bool     // the whole county
	Units  []ID     // these units, already expanded to their subtree
	Places []string // place codes; a code covers every code that begins with it
}

// Covers reports whether a record of the unit at the place lies within the scope.
func (s Scope) Covers(unit ID, place string) bool {
	if s.All || unit != "" && slices.Contains(s.Units, unit) {
		return true
	}
	return place != "" && slices.ContainsFunc(s.Places, func(p string) bool { return strings.HasPrefix(place, p) })
}

// Empty reports whether the scope covers nothing at all.
func (s Scope) Empty() bool { return !s.All && len(s.Units) == 0 && len(s.Places) == 0 }
