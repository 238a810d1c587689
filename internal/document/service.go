package document

import (
	"anlan"
	"anlan/internal/authz"
	"anlan/internal/calendar"
	"anlan/internal/db"
	"anlan/internal/rule"
)

// The actions that authz knows of this room.
const (
	actRead = "document.read"
	actVoid = "document.void"
)

// Options are what the service stands on.
type Options struct {
	DB       *db.DB
	Book     func() *rule.Book
	Calendar func() *calendar.Calendar
}

// Service is the room on a database.
type Service struct {
	Options
	d *db.DB
}

// New makes the service.
func New(o Options) *Service { return &Service{Options: o, d: o.DB} }

// mayRead reports whether the entry is the actor's to see: everything for those who see all, else what
// its own unit issued or received.
func mayRead(a anlan.Actor, e Entry) error {
	for _, u := range e.parties() {
		if authz.Check(a, actRead, authz.Target{Unit: u}) == nil {
			return nil
		}
	}
	return anlan.ErrNotFound
}

// Can lists what the actor may do with an entry.
func Can(a anlan.Actor, e Entry) []string {
	can := []string{}
	if e.Void == nil && authz.Check(a, actVoid, authz.Target{Unit: e.Unit}) == nil {
		can = append(can, "void")
	}
	return can
}
