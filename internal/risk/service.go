package risk

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/calendar"
	"anlan/internal/db"
	"anlan/internal/matter"
	"anlan/internal/risk/riskdb"
	"anlan/internal/rule"
	"anlan/internal/timer"
)

// The actions that authz knows of this room.
const (
	actRead     = "risk.read"
	actWrite    = "risk.write"
	actRate     = "risk.rate"
	actDecide   = "risk.decide"
	actTask     = "risk.task"
	actImport   = "risk.import"
	actPortrait = "risk.portrait"
)

// Options are what the service stands on.
type Options struct {
	DB       *db.DB
	Book     func() *rule.Book
	Calendar func() *calendar.Calendar
	Seats    matter.Directory // where a unit sits and which post answers for it
	Tasker   Tasker
	Ledgers  Ledgers
}

// Tasker hands out the checks that measures ask for, within the caller's transaction. The landing
// implements it: this room knows neither matters nor inspections.
type Tasker interface {
	// Open hands out a check and names the matter or the inspection duty that it became.
	Open(ctx context.Context, tx *db.Tx, w Work) (anlan.Ref, error)
}

// Work is a check on its way to become a matter or an inspection duty.
type Work struct {
	Task      anlan.ID
	Point     Point
	Measure   Measure
	Unit      anlan.ID
	Due       anlan.Date
	Issuer    anlan.ID // the unit that asks for it
	Checklist anlan.ID
}

// Service is the room on a database.
type Service struct {
	d       *db.DB
	book    func() *rule.Book
	cal     func() *calendar.Calendar
	seats   matter.Directory
	tasker  Tasker
	ledgers Ledgers
}

// New makes the service.
func New(o Options) *Service {
	return &Service{d: o.DB, book: o.Book, cal: o.Calendar, seats: o.Seats, tasker: o.Tasker, ledgers: o.Ledgers}
}

// The kinds of the room's timers.
const (
	pointClock    = "risk.point"
	proposalClock = "risk.proposal"
)

// Timers returns the handlers of the room's timers.
func (s *Service) Timers() map[string]timer.Handler {
	return map[string]timer.Handler{pointClock: s.ring, proposalClock: s.late}
}

// books are the dated rules in force, with their versions.
type books struct {
	scales  rule.RiskScales
	levels  rule.RiskLevels
	review  rule.RiskReview
	terms   rule.RiskTerms
	version struct{ scales, levels, review string }
}

func (s *Service) inForce(day anlan.Date) (b books, err error) {
	book := s.book()
	var v rule.Version
	if b.scales, v, err = rule.Get[rule.RiskScales](book, rule.RiskScale, day); err != nil {
		return b, err
	}
	b.version.scales = v.ID
	if b.levels, v, err = rule.Get[rule.RiskLevels](book, rule.RiskKeeping, day); err != nil {
		return b, err
	}
	b.version.levels = v.ID
	if b.review, v, err = rule.Get[rule.RiskReview](book, rule.RiskAnew, day); err != nil {
		return b, err
	}
	b.version.review = v.ID
	b.terms, _, err = rule.Get[rule.RiskTerms](book, rule.RiskWords, day)
	return b, err
}

// Create enters a risk point, with its first rating and measures where they are known.
func (s *Service) Create(ctx context.Context, a anlan.Actor, d Draft) (Point, error) {
	if err := authz.Check(a, actWrite); err != nil {
		return Point{}, err
	}
	var p Point
	err := s.d.Write(ctx, a, func(tx *db.Tx) (err error) {
		p, err = s.createIn(ctx, tx, d)
		return err
	})
	if errors.Is(err, db.ErrDone) && d.ID != "" {
		return db.Decode[Point](queries(s.d.Reader()).Point(ctx, d.ID))
	}
	return p, err
}

func (s *Service) createIn(ctx context.Context, tx *db.Tx, d Draft) (Point, error) {
	b, err := s.inForce(tx.Now.Date())
	if err != nil {
		return Point{}, err
	}
	if err := d.check(b).Err(); err != nil {
		return Point{}, err
	}
	p := Point{ID: d.ID, State: Active, Levels: b.version.levels, Exercise: d.Exercise, By: seatOf(tx.Actor), Created: tx.Now, Updated: tx.Now, Revision: 1}
	if p.ID == "" {
		p.ID = tx.NewID()
	} else if _, err := anlan.ParseID(string(p.ID)); err != nil {
		return p, err
	}
	if p, err = s.placed(ctx, tx, d.apply(p), d); err != nil {
		return p, err
	}
	if err := allowed(tx.Actor, actWrite, p); err != nil {
		return p, err
	}
	ladder, _ := b.levels.Ladder(p.Ladder)
	var bad anlan.Problems
	if p.Measures, bad = checkMeasures(d.Measures, ladder, b, tx.NewID); len(bad) > 0 {
		return p, bad.Err()
	}
	var first *Rating
	if d.Rating != nil {
		if p, err = s.rateIn(tx, p, *d.Rating, b); err != nil {
			return p, err
		}
		first = p.Rating
	}
	n, err := tx.Number(ctx, fmt.Sprintf("risk/%d", tx.Now.Date().Year()))
	if err != nil {
		return p, err
	}
	p.Number = fmt.Sprintf("FX%d-%06d", tx.Now.Date().Year(), n)
	p = p.kept(b.levels).scheduled(tx.Now.Date())
	return p, s.insert(ctx, tx, p, first)
}

// rateIn rates the point as the actor says, within a transaction.
func (s *Service) rateIn(tx *db.Tx, p Point, d RatingDraft, b books) (Point, error) {
	r, err := Rate(b.scales, d)
	if err != nil {
		return p, err
	}
	r.ID, r.Rule, r.By, r.Unit, r.At = tx.NewID(), b.version.scales, seatOf(tx.Actor), tx.Actor.Unit, tx.Now
	return p.rated(r, b.review), nil
}

// decision is one verb on a loaded point.
type decision func(tx *db.Tx, p Point, b books) (Point, Told, error)

// do runs a verb: load, authorize, decide, save, emit. base is the revision that the caller saw; 0: any.
func (s *Service) do(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, action, kind string, verb decision) (Point, error) {
	var p Point
	err := s.d.Write(ctx, a, func(tx *db.Tx) (err error) {
		was, err := db.Decode[Point](queries(tx).Point(ctx, id))
		if err != nil {
			return err
		}
		if err := allowed(a, action, was); err != nil {
			return err
		}
		if base != 0 && base != was.Revision {
			return anlan.ErrConflict
		}
		if was.State == Retired {
			return anlan.ErrRiskRetired.With("number", was.Number)
		}
		b, err := s.inForce(tx.Now.Date())
		if err != nil {
			return err
		}
		next, told, err := verb(tx, was, b)
		if err != nil {
			return err
		}
		p, err = s.save(ctx, tx, kind, was, next, told)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return db.Decode[Point](queries(s.d.Reader()).Point(ctx, id))
	}
	return p, err
}

// allowed asks who may; what one may not even read is not there.
func allowed(a anlan.Actor, action string, p Point) error {
	targets := p.targets()
	err := authz.Check(a, action, targets...)
	if errors.Is(err, anlan.ErrForbidden) && authz.Check(a, actRead, targets...) != nil {
		return anlan.ErrNotFound
	}
	return err
}

// targets are whom an action on the point concerns: who runs it, the branch that watches over it, and
// where it lies.
func (p Point) targets() []authz.Target {
	return []authz.Target{{Unit: p.Unit.ID, Place: p.Place}, {Unit: p.Branch}}
}

func seatOf(a anlan.Actor) anlan.ID {
	if a.Post != "" {
		return a.Post
	}
	return a.Account
}

func itoa(n int) string { return strconv.Itoa(n) }

// queries shortens the generated package's constructor.
func queries(q riskdb.DBTX) *riskdb.Queries { return riskdb.New(q) }
