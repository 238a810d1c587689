package document

import (
	"anlan"
	"anlan/internal/authz"
	"anlan/internal/blob"
	"anlan/internal/calendar"
	"anlan/internal/db"
	"anlan/internal/rule"
)

// The actions that authz knows of this room.
const (
	actRead     = "document.read"
	actCheck    = "document.check"
	actVoid     = "document.void"
	actCompose  = "document.compose"
	actSign     = "document.sign"
	actTemplate = "document.template"
)

// Options are what the service stands on.
type Options struct {
	DB       *db.DB
	Book     func() *rule.Book
	Calendar func() *calendar.Calendar
	Blob     *blob.Store // of templates
	Subjects []string    // codes that papers of before bear though they are no organ's own
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

// CanText lists what the actor may do with a composed document.
func CanText(a anlan.Actor, t Text) []string {
	can := []string{}
	if mayWrite(a, t) != nil {
		return can
	}
	switch t.State {
	case Draft:
		can = append(can, "save", "issue", "drop")
	case Issued:
		can = append(can, "send")
	}
	return can
}

// CanReceipt lists what the actor may do with a receipt. A paper of the ladder is signed for at its matter.
func CanReceipt(a anlan.Actor, r Receipt) []string {
	can := []string{}
	if r.Waits() && !r.Matter && authz.Check(a, actSign, authz.Target{Unit: r.Unit}) == nil {
		can = append(can, "sign")
	}
	return can
}

// MayChase reports whether the actor may chase those who have not signed.
func MayChase(a anlan.Actor, e Entry) bool {
	return e.Void == nil && authz.Check(a, actCompose, authz.Target{Unit: e.Unit}) == nil
}
