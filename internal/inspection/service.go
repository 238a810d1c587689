package inspection

import (
	"context"
	"sync"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/inspection/checklist"
	"anlan/internal/inspection/inspectiondb"
	"anlan/internal/matter"
	"anlan/internal/rule"
)

// The actions that authz knows of this room.
const (
	actRead    = "inspection.read"
	actWrite   = "inspection.write"
	actVoid    = "inspection.void"
	actPlan    = "inspection.plan"
	actLists   = "checklist.read"
	actEdit    = "checklist.write"
	actPermits = "permit.read"
	actPermit  = "permit.write"
	actStop    = "permit.stop"
)

// Options are what the service stands on.
type Options struct {
	DB     *db.DB
	Rules  func() *rule.Book
	Seats  matter.Directory // where a unit sits and which post answers for it
	Files  Files
	Sites  Sites
	Finder Finder
	Rater  Rater // nil: nobody has rated anything
}

// Files knows what was uploaded. The matter room does.
type Files interface {
	// FileMeta returns an uploaded file, or an error that names its hash.
	FileMeta(ctx context.Context, hash string) (matter.File, error)
}

// Service is the room on a database.
type Service struct {
	d      *db.DB
	rules  func() *rule.Book
	seats  matter.Directory
	files  Files
	sites  Sites
	finder Finder
	rater  Rater

	compiled sync.Map // *checklist.Checklist by hash of the form: versions never change
}

// New makes the service.
func New(o Options) *Service {
	return &Service{d: o.DB, rules: o.Rules, seats: o.Seats, files: o.Files, sites: o.Sites, finder: o.Finder, rater: o.Rater}
}

// compile returns a version's form ready to check answers, and keeps it.
func (s *Service) compile(v Version) (*checklist.Checklist, error) {
	if c, ok := s.compiled.Load(v.Hash); ok {
		return c.(*checklist.Checklist), nil
	}
	c, faults := checklist.Compile(v.Form)
	if len(faults) > 0 {
		return nil, checklist.Problems(faults) // a later program became stricter than what was published
	}
	s.compiled.Store(v.Hash, c)
	return c, nil
}

// File lets an actor see a photograph that a record shows, if one of the records is the actor's to read.
func (s *Service) File(ctx context.Context, a anlan.Actor, hash string) error {
	refs, err := queries(s.d.Reader()).FileRefs(ctx, hash)
	if err != nil {
		return db.Classify(err)
	}
	for _, r := range refs {
		ref := anlan.ParseRef(r)
		switch ref.Kind {
		case RefInspection:
			_, err = s.Inspection(ctx, a, ref.ID)
		case RefPermit:
			_, err = s.Permit(ctx, a, ref.ID)
		}
		if err == nil {
			return nil
		}
	}
	return anlan.ErrNotFound
}

// versionIn returns a version within a transaction.
func versionIn(ctx context.Context, tx *db.Tx, id anlan.ID, version int64) (Version, error) {
	return db.Decode[Version](queries(tx).Version(ctx, inspectiondb.VersionParams{Checklist: id, Version: version}))
}

// mayRead asks whether a record of a unit at a place is the actor's to read: the inspected side, the
// inspecting side, or whoever watches over the place.
func mayRead(a anlan.Actor, action string, units []anlan.ID, place string) error {
	targets := []authz.Target{{Place: place}}
	for _, u := range units {
		targets = append(targets, authz.Target{Unit: u, Place: place})
	}
	if err := authz.Check(a, action); err != nil {
		return err
	}
	if authz.Check(a, action, targets...) != nil {
		return anlan.ErrNotFound // whoever may not read it shall not learn that it exists
	}
	return nil
}
