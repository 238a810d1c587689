package tip

import (
	"context"
	"errors"
	"time"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/blob"
	"anlan/internal/calendar"
	"anlan/internal/db"
	"anlan/internal/rule"
)

// The actions that authz knows of this room.
const (
	actRead    = "tip.read"
	actEnter   = "tip.enter"
	actHandle  = "tip.handle"
	actReward  = "tip.reward"
	actUnseal  = "tip.unseal"
	actApprove = "tip.approve"
	actKeep    = "tip.keep"
)

// Public is the actor of whatever people do without an account.
var Public = anlan.Actor{Account: "public"}

// Finder takes what a report turned out to be into the ledger of hazards. The landing implements it:
// this room knows no other.
type Finder interface {
	// Open makes a hazard in the caller's transaction, with the caller's rights.
	Open(ctx context.Context, tx *db.Tx, f Found) (Opened, error)
	// Known looks at a hazard that is in the ledger already.
	Known(ctx context.Context, tx *db.Tx, id anlan.ID) (Opened, error)
}

// Found is a report on its way to become a hazard, in the words of the desk.
type Found struct {
	Unit     anlan.ID   `json:"unit,omitempty" doc:"Who owes it; absent: who runs the site" maxLength:"36"`
	Site     anlan.ID   `json:"site,omitempty" maxLength:"36"`
	Place    string     `json:"place,omitempty" maxLength:"24"`
	Where    string     `json:"where,omitempty" maxLength:"100"`
	Category string     `json:"category" maxLength:"40" doc:"A category of hazards"`
	Text     string     `json:"text" maxLength:"2000" doc:"In the words of the desk: the unit that owes it reads this"`
	Grade    string     `json:"grade,omitempty" enum:"general,maybe_major"`
	Due      anlan.Date `json:"due,omitempty"`
	Photos   []string   `json:"photos,omitempty" maxItems:"6" doc:"SHA-256 of those of the report that the unit may see"`

	Worker   bool    `json:"-"`
	Kept     []Photo `json:"-"` // of Photos
	Exercise bool    `json:"-"`
}

// Opened is a hazard of the ledger.
type Opened struct {
	ID     anlan.ID
	Number string
	Unit   anlan.ID // who owes it
	Closed bool
}

// Options are what the service stands on.
type Options struct {
	DB       *db.DB
	Book     func() *rule.Book
	Calendar func() *calendar.Calendar
	Blob     *blob.Store
	Keys     Keys
	Vault    *Vault
	Finder   Finder
	Kept     func(ctx context.Context, hash string) (bool, error) // whether another room keeps the file too
}

// Service is the room on a database.
type Service struct {
	Options
	Gate  Gate
	d     *db.DB
	tries Gate // of phrases
}

// New makes the service.
func New(o Options) *Service { return &Service{Options: o, d: o.DB} }

func (s *Service) book() *rule.Book            { return s.Book() }
func (s *Service) cal() *calendar.Calendar     { return s.Calendar() }
func (s *Service) Receipt(p Photo) string      { return s.Keys.Receipt(p) }
func handOf(a anlan.Actor) Hand                { return Hand{Post: a.Post, Unit: a.Unit, Account: a.Account} }
func (s *Service) phraseWindow() time.Duration { return 15 * time.Minute }

// Desk is the policy by which reports are taken up today, with its version.
func (s *Service) Desk() (rule.TipDesk, string, error) {
	desk, v, err := rule.Get[rule.TipDesk](s.book(), rule.TipDesks, s.d.Now().Date())
	return desk, v.ID, err
}

// decision is one verb on a loaded report: the report as it shall stand and what the event tells.
type decision func(ctx context.Context, tx *db.Tx, t Tip) (Tip, Told, error)

// do runs a verb of the desk: load, authorize, decide, save, emit. A request that was carried out before
// answers with the report as it stands.
func (s *Service) do(ctx context.Context, a anlan.Actor, id anlan.ID, action, kind string, verb decision) (Tip, error) {
	var t Tip
	err := s.d.Write(ctx, a, func(tx *db.Tx) error {
		was, err := load(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := allowed(a, action, was); err != nil {
			return err
		}
		next, told, err := verb(ctx, tx, was)
		if err != nil {
			return err
		}
		t, err = s.commit(ctx, tx, was, next, kind, told)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return load(ctx, s.d.Reader(), id)
	}
	return t, err
}

// allowed asks who may. What one may not even read is not there, and a unit that is reported never
// handles, nor sees, what is said about it.
func allowed(a anlan.Actor, action string, t Tip) error {
	if accused(a, t) || authz.Check(a, actRead, target(t)) != nil {
		return anlan.ErrNotFound
	}
	return authz.Check(a, action, target(t))
}

func target(t Tip) authz.Target { return authz.Target{Unit: t.Desk} }

func accused(a anlan.Actor, t Tip) bool { return t.Spot.Unit != "" && a.Unit == t.Spot.Unit }
