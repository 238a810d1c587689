package field

import (
	"context"
	"log/slog"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/field/fielddb"
	"anlan/internal/rule"
	"anlan/internal/timer"
)

// The actions that authz knows of this room.
const (
	actPack   = "field.pack"
	actSend   = "field.send"
	actHealth = "field.health"
	actWatch  = "field.watch"
)

// Door carries out a call in the chair of a post, as if it had come over the network: the same rights, the
// same checks, the same answer.
type Door interface {
	Deliver(ctx context.Context, as Chair, call Call) (status int, answer []byte, err error)
}

// Chair is an account in a post.
type Chair struct {
	Account anlan.ID
	Post    anlan.ID
}

// Call is one call of the door.
type Call struct {
	Key    anlan.ID
	Method string
	Path   string
	Body   []byte
}

// Files keeps what a rescue file carries besides parts.
type Files interface {
	// Has tells whether the file is known already.
	Has(ctx context.Context, hash string) (bool, error)
	// Keep stores a file of a rescue for the actor; it reads r to its end.
	Keep(ctx context.Context, a anlan.Actor, f RescueFile) error
}

// Options are what a Service is made of.
type Options struct {
	DB      *db.DB
	Sources []Source // in the order in which a phone needs them
	Sets    []Set
	Files   Files
	Rules   func() *rule.Book
	Log     *slog.Logger
}

// Service is the room's use cases.
type Service struct {
	d       *db.DB
	sources []Source
	sets    []Set
	files   Files
	rules   func() *rule.Book
	door    Door
	log     *slog.Logger
	wait    time.Duration
}

// New makes the service. The door is brought later by Through: it stands above this room.
func New(o Options) *Service {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	return &Service{d: o.DB, sources: o.Sources, sets: o.Sets, files: o.Files, rules: o.Rules, log: o.Log}
}

// Patiently lets a pack wait so long, at the most, until the index has heard what was acknowledged when it was asked
// for: a phone that has just sent something finds it in the pack that it fetches next. It is called once, where
// somebody drives the reader, before anything runs.
func (s *Service) Patiently(wait time.Duration) { s.wait = wait }

// Through tells through which door parts are carried out. It is called once, before anything runs.
func (s *Service) Through(d Door) { s.door = d }

// Timers are the alarms of the room.
func (s *Service) Timers() map[string]timer.Handler {
	return map[string]timer.Handler{timerHeld: s.ring}
}

func (s *Service) q() *fielddb.Queries { return fielddb.New(s.d.Reader()) }
