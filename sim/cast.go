package sim

import (
	"context"
	"fmt"
	"slices"

	"anlan"
	"anlan/internal/matter"
)

// unit is a unit of the county with the people who act for it.
type unit struct {
	seat    matter.Seat
	role    anlan.Role
	liaison anlan.Actor // holds the post that answers for the unit's work
	chief   anlan.Actor
	changes int // how often the liaison's post was handed over
}

// cast is everybody. Posts change hands while the county lives.
type cast struct {
	list   []*unit
	byID   map[anlan.ID]*unit
	byAcc  map[anlan.ID]anlan.Actor // everybody who ever acted, as they then were
	office *unit
	leader *unit
	gone   map[anlan.ID]bool // posts that were handed over and hold nothing any more
}

func newCast(founded []foundedUnit) *cast {
	c := &cast{byID: map[anlan.ID]*unit{}, byAcc: map[anlan.ID]anlan.Actor{}, gone: map[anlan.ID]bool{}}
	for _, f := range founded {
		if f.role == "" {
			continue
		}
		u := &unit{seat: matter.Seat{Unit: f.id, Post: f.post, Branch: f.id, Place: f.place}, role: f.role}
		if f.parent != "" && c.byID[f.parent] != nil {
			u.seat.Branch = f.parent
		}
		c.list, c.byID[f.id] = append(c.list, u), u
		u.liaison, u.chief = c.actor(u, f.post), c.actor(u, f.post+"-chief")
		switch f.role {
		case anlan.RoleOffice:
			c.office = u
		case anlan.RoleLeader:
			c.leader = u
		}
	}
	for _, u := range c.list { // a township acts for its villages and enterprises too
		if top := c.byID[u.seat.Branch]; top != u {
			for _, a := range []*anlan.Actor{&top.liaison, &top.chief} {
				a.Scope.Units = append(slices.Clone(a.Scope.Units), u.seat.Unit)
				c.byAcc[a.Account] = *a
			}
		}
	}
	return c
}

func (c *cast) actor(u *unit, post anlan.ID) anlan.Actor {
	a := anlan.Actor{Account: "acc-" + post, Post: post, Unit: u.seat.Unit, Roles: []anlan.Role{u.role}, Scope: anlan.Scope{Units: []anlan.ID{u.seat.Unit}}}
	a.Scope.All = u.role == anlan.RoleOffice || u.role == anlan.RoleLeader
	if u.role == anlan.RoleTownship {
		a.Scope.Places = []string{u.seat.Place}
	}
	c.byAcc[a.Account] = a
	return a
}

// Seat implements matter.Directory.
func (c *cast) Seat(_ context.Context, id anlan.ID) (matter.Seat, error) {
	if u, ok := c.byID[id]; ok {
		return u.seat, nil
	}
	return matter.Seat{}, anlan.ErrNotFound
}

// successor names the post that takes over from the liaison's.
func (u *unit) successor() anlan.ID {
	return anlan.ID(fmt.Sprintf("%s-%d", u.seat.Unit, u.changes+1))
}

// succeed lets the new post answer for the unit from now on.
func (c *cast) succeed(u *unit) {
	scope := u.liaison.Scope
	c.gone[u.liaison.Post] = true
	u.changes++
	u.seat.Post = anlan.ID(fmt.Sprintf("%s-%d", u.seat.Unit, u.changes))
	u.liaison = c.actor(u, u.seat.Post)
	u.liaison.Scope = scope
	c.byAcc[u.liaison.Account] = u.liaison
}
