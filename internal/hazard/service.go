package hazard

import (
	"context"
	"errors"
	"slices"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/calendar"
	"anlan/internal/db"
	"anlan/internal/matter"
	"anlan/internal/rule"
	"anlan/internal/timer"
)

// The actions that authz knows of this room.
const (
	actRead     = "hazard.read"
	actReport   = "hazard.report"
	actAmend    = "hazard.amend"
	actGrade    = "hazard.grade"
	actPlan     = "hazard.plan"
	actNotice   = "hazard.notice"
	actCheck    = "hazard.check"
	actList     = "hazard.list"
	actExtend   = "hazard.extend"
	actAnswer   = "hazard.answer"
	actStop     = "hazard.stop"
	actDrop     = "hazard.drop"
	actReopen   = "hazard.reopen"
	actSurvey   = "hazard.survey"
	actImport   = "hazard.import"
	actCriteria = "hazard.criteria"
	actUpload   = "matter.progress" // as for every file of evidence
)

// Site is what the ledger needs to know of a place of work.
type Site struct {
	ID     anlan.ID
	Unit   anlan.ID // who runs it
	Name   string
	Kind   string
	Sector string
	Place  string
	Active bool
}

// Sites tells where a site is and who runs it. The registry knows, through internal/app.
type Sites interface {
	// Site returns the site, or ErrNotFound.
	Site(ctx context.Context, id anlan.ID) (Site, error)
}

// Options are what the service stands on.
type Options struct {
	DB       *db.DB
	Book     func() *rule.Book
	Calendar func() *calendar.Calendar
	Matters  *matter.Service
	Seats    matter.Directory // where a unit sits and which post answers for it
	Sites    Sites
}

// Service is the hazard ledger on a database.
type Service struct {
	d       *db.DB
	book    func() *rule.Book
	cal     func() *calendar.Calendar
	matters *matter.Service
	seats   matter.Directory
	sites   Sites
	visits  Visits
	look    int // rows that a page of a list looks at
}

// New makes the service.
func New(o Options) *Service {
	return &Service{d: o.DB, book: o.Book, cal: o.Calendar, matters: o.Matters, seats: o.Seats, sites: o.Sites, look: lookMost}
}

// clockKind is the timer kind under which the room's alarms are set.
const clockKind = "hazard.clock"

// Timers returns the handlers of the room's timers.
func (s *Service) Timers() map[string]timer.Handler {
	return map[string]timer.Handler{clockKind: s.ring}
}

// decision is one verb on a loaded hazard: the hazard as it shall stand and what the event tells.
type decision func(ctx context.Context, tx *db.Tx, h Hazard) (Hazard, Told, error)

// do runs a verb: load, authorize, decide, save, emit. base is the revision that the caller has seen; 0
// means any. A request that was carried out before answers with the hazard as it stands.
func (s *Service) do(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, action, kind string, verb decision) (Hazard, error) {
	var h Hazard
	err := s.d.Write(ctx, a, func(tx *db.Tx) error {
		was, err := load(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := allowed(a, action, was); err != nil {
			return err
		}
		if was.missed(base) {
			return anlan.ErrConflict
		}
		next, told, err := verb(ctx, tx, was)
		if err != nil {
			return err
		}
		h, err = s.commit(ctx, tx, was, next, kind, told)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return load(ctx, s.d.Reader(), id)
	}
	return h, err
}

// allowed asks who may. What one may not even read is not there.
func allowed(a anlan.Actor, action string, h Hazard) error {
	err := authz.Check(a, action, targets(action, h)...)
	if errors.Is(err, anlan.ErrForbidden) && authz.Check(a, actRead, targets(actRead, h)...) != nil {
		return anlan.ErrNotFound
	}
	return err
}

// targets tells whom an action on the hazard concerns.
func targets(action string, h Hazard) []authz.Target {
	lead := authz.Target{Unit: h.Lead.Unit, Place: h.spot()}
	finder, checker := authz.Target{Unit: h.Finder.Unit}, authz.Target{Unit: h.Checker.Unit}
	switch action {
	case actAmend, actDrop:
		return []authz.Target{finder, checker}
	case actGrade, actCheck, actStop:
		return []authz.Target{checker}
	case actPlan, actExtend:
		return []authz.Target{{Unit: h.Lead.Unit}}
	case actNotice:
		return []authz.Target{{Unit: h.Lead.Unit}, checker}
	default:
		return []authz.Target{lead, finder, checker}
	}
}

// missed reports whether somebody changed the hazard since the caller saw it. What the house notes by itself
// (a doubt that the comparison of pictures raised, a span that ran out) is nobody's change, and refuses no form
// that was open meanwhile; whoever judges pictures is asked more, see unread.
func (h Hazard) missed(base int64) bool {
	return base != 0 && (base < h.Revision-h.Noted || base > h.Revision)
}

// unread holds whoever accepts the work to every doubt: one that was raised since the form was opened is read first.
func (h Hazard) unread(base int64) error {
	if base == 0 || !slices.ContainsFunc(h.Doubts, func(d Doubt) bool { return d.Revision > base }) {
		return nil
	}
	return anlan.ErrHazardUnread.With("number", h.Number)
}

// note writes what the house notes by itself: it counts as nobody's change.
func (s *Service) note(ctx context.Context, tx *db.Tx, was, h Hazard, kind string, told Told) (Hazard, error) {
	h.Noted = was.Noted + 1
	return s.save(ctx, tx, was, h, kind, told)
}

// commit writes what somebody did.
func (s *Service) commit(ctx context.Context, tx *db.Tx, was, h Hazard, kind string, told Told) (Hazard, error) {
	h.Noted = 0
	return s.save(ctx, tx, was, h, kind, told)
}

// save writes the hazard as it now stands, moves its clock, keeps the verbs of its matter where they
// belong, and tells what happened.
func (s *Service) save(ctx context.Context, tx *db.Tx, was, h Hazard, kind string, told Told) (Hazard, error) {
	h.Revision = was.Revision + 1
	if h.State != was.State {
		h.Since = tx.Now
	}
	if h.State != was.State || h.Grade != was.Grade {
		h.Turned = h.Revision
	}
	sealed, err := update(ctx, tx, was, h)
	if err != nil {
		return h, err
	}
	if err := keepFiles(ctx, tx, h.ID, told); err != nil {
		return h, err
	}
	if err := s.indexVouch(ctx, tx, was, h); err != nil {
		return h, err
	}
	if err := s.setClock(ctx, tx, h); err != nil {
		return h, err
	}
	return h, tx.Emit(kind, h.Ref(), told.about(&was, h), sealed)
}

// hold gives the matter's verbs to this room as far as the hazard's standing asks for it.
func (s *Service) hold(ctx context.Context, tx *db.Tx, h Hazard) error {
	if h.Matter == "" || !h.IsOpen() {
		return nil
	}
	_, err := s.matters.HoldIn(ctx, tx, h.Matter, h.holds()...)
	return err
}

// holds are the verbs of the matter that this room does itself.
func (h Hazard) holds() (verbs []string) {
	if h.State == Judging || h.State == Planned {
		verbs = append(verbs, "final")
	}
	if h.Listed() != "" {
		return append(verbs, "review", "extension")
	}
	if h.asks() { // a reason is asked for on the hazard's own page
		verbs = append(verbs, "review")
	}
	return verbs
}
