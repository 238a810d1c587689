package matter

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/calendar"
	"anlan/internal/db"
	"anlan/internal/event"
	"anlan/internal/matter/matterdb"
	"anlan/internal/rule"
	"anlan/internal/timer"
)

// Directory tells where a unit sits and which post answers for it. The registry implements it.
type Directory interface {
	// Seat returns the unit's seat with its liaison post, or ErrNotFound.
	Seat(ctx context.Context, unit anlan.ID) (Seat, error)
}

// Service is the closed loop on a database.
type Service struct {
	d   *db.DB
	p   policies
	dir Directory

	ladders sync.Map // LadderNames by version
}

// NewService makes the service. book and cal are asked anew each time, since a county may add a rule
// while the program runs.
func NewService(d *db.DB, book func() *rule.Book, cal func() *calendar.Calendar, dir Directory) *Service {
	return &Service{d: d, p: policies{book, cal, &ladders{}, &atomic.Pointer[soonOn]{}}, dir: dir}
}

// Lamp is the deadline lamp of a matter now, by the rule of the day.
func (s *Service) Lamp(m Matter) Lamp {
	now := s.d.Now()
	return m.LampAt(now, s.p.soon(now))
}

// Clock is the timer kind under which the room's alarms are set.
const clockKind = "matter.clock"

// Timers returns the handlers of the room's timers.
func (s *Service) Timers() map[string]timer.Handler {
	return map[string]timer.Handler{clockKind: s.ring}
}

// OpenAll (交办) opens matters, all of them or none, in one transaction: what a meeting decided goes
// out together. Each order needs its lead and issuer seats.
func (s *Service) OpenAll(ctx context.Context, a anlan.Actor, orders []Order) ([]Matter, error) {
	for _, o := range orders {
		if err := authz.Check(a, "matter.open", authz.Target{Unit: o.Issuer.Unit, Place: o.Issuer.Place}); err != nil {
			return nil, err
		}
	}
	var list []Matter
	err := s.d.Write(ctx, a, func(tx *db.Tx) (err error) {
		list, err = s.OpenIn(ctx, tx, orders)
		return err
	})
	if err == db.ErrDone {
		return s.openedBefore(ctx, len(orders))
	}
	return list, err
}

// openedBefore answers a repeated request with the matters that its first try opened.
func (s *Service) openedBefore(ctx context.Context, n int) ([]Matter, error) {
	refs, err := event.SameAct(ctx, s.d.Reader(), db.Key(ctx), n)
	if err == nil && len(refs) != n {
		err = anlan.ErrConflict // not numbered yet: the third try finds them
	}
	if err != nil {
		return nil, err
	}
	list := make([]Matter, n)
	for i, ref := range refs {
		if list[i], err = load(ctx, s.d.Reader(), ref.ID); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// OpenIn opens matters within the caller's transaction, so that a working room stores its own record
// of them with them. The caller has asked who may.
func (s *Service) OpenIn(ctx context.Context, tx *db.Tx, orders []Order) ([]Matter, error) {
	stamp, err := s.p.stamp(tx.Now.Date())
	if err != nil {
		return nil, err
	}
	window, _, err := rule.Get[rule.RecallWindow](s.p.book(), rule.Recall, tx.Now.Date())
	if err != nil {
		return nil, err
	}
	recall := tx.Now.Add(time.Duration(window.Minutes) * time.Minute)
	list := make([]Matter, 0, len(orders))
	for _, o := range orders {
		m, err := s.open(ctx, tx, o.normal(), recall, stamp)
		if err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, nil
}

func (s *Service) open(ctx context.Context, tx *db.Tx, o Order, recall anlan.Instant, stamp Stamp) (Matter, error) {
	if err := o.check(tx.Now); err != nil {
		return Matter{}, err // before a number is taken
	}
	year := tx.Now.Date().Year()
	n, err := tx.Number(ctx, fmt.Sprintf("matter/%s/%d", o.Organ, year))
	if err != nil {
		return Matter{}, err
	}
	m, err := New(tx.NewID(), number(o.Organ, year, n), o, tx.Now, recall, stamp)
	if err != nil {
		return Matter{}, err
	}
	if err := insert(ctx, tx, m); err != nil {
		return Matter{}, err
	}
	if err := s.setClock(ctx, tx, Matter{}, m); err != nil {
		return Matter{}, err
	}
	return m, tx.Emit("matter.opened", m.Ref(), Told{Text: m.Text, Stamp: &m.Stamp}.about(nil, m), m)
}

// number writes a document number in the form of GB/T 9704: organ, year in hexagonal brackets, no
// leading zero.
func number(organ string, year int, n int64) string {
	return fmt.Sprintf("%s〔%d〕%d号", organ, year, n)
}

// decision is one verb on a loaded matter: the matter as it shall stand and what the event tells.
type decision func(ctx context.Context, tx *db.Tx, m Matter) (Matter, Told, error)

// do runs a verb in a transaction of its own. A request that was carried out before answers with the
// matter as it stands.
func (s *Service) do(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, action, kind string, verb decision) (Matter, error) {
	var m Matter
	err := s.d.Write(ctx, a, func(tx *db.Tx) (err error) {
		m, err = s.doIn(ctx, tx, id, revision, action, kind, verb)
		return err
	})
	if err == db.ErrDone {
		return load(ctx, s.d.Reader(), id)
	}
	return m, err
}

// doIn runs a verb: load, authorize, decide, save, emit. revision is what the caller has seen; 0 means
// any. Without an action the caller has asked who may.
func (s *Service) doIn(ctx context.Context, tx *db.Tx, id anlan.ID, revision int64, action, kind string, verb decision) (Matter, error) {
	was, err := load(ctx, tx, id)
	if err != nil {
		return Matter{}, err
	}
	if action != "" {
		if err := authz.Check(tx.Actor, action, targets(action, was)...); err != nil {
			return Matter{}, err
		}
	}
	if revision != 0 && revision != was.Revision {
		return Matter{}, anlan.ErrConflict
	}
	next, told, err := verb(ctx, tx, was)
	if err != nil {
		return Matter{}, err
	}
	return s.commit(ctx, tx, was, next, kind, told)
}

// commit writes the matter as it now stands, moves its clock and tells what happened.
func (s *Service) commit(ctx context.Context, tx *db.Tx, was, m Matter, kind string, told Told) (Matter, error) {
	m.Revision = was.Revision + 1
	sealed, err := update(ctx, tx, was, m)
	if err != nil {
		return m, err
	}
	if err := s.setClock(ctx, tx, was, m); err != nil {
		return m, err
	}
	return m, emit(tx, kind, m, told.about(&was, m), sealed)
}

// emit tells what happened, and remembers it for the readers that are about to ask.
func emit(tx *db.Tx, kind string, m Matter, told Told, sealed json.RawMessage) error {
	body, err := db.Encode(told)
	if err != nil {
		return err
	}
	tellings.Keep(body, told)
	return tx.Emit(kind, m.Ref(), json.RawMessage(body), sealed)
}

// setClock sets the one timer of a matter. A timer that would ring too early is left: it finds
// nothing to do and sets itself anew, which is cheaper than moving it at every feedback.
func (s *Service) setClock(ctx context.Context, tx *db.Tx, was, m Matter) error {
	if was.ID != "" && was.State == m.State && was.Deadline == m.Deadline && was.Fired == m.Fired && was.Since == m.Since && was.Moved <= m.Moved {
		return nil // only the silence clock can have moved, and only to a later moment
	}
	key := "matter/" + string(m.ID)
	c, err := s.p.clock(m)
	if err != nil {
		return err
	}
	next := m.Next(c)
	if next == 0 {
		return timer.Cancel(ctx, tx, key)
	}
	return timer.Set(ctx, tx, timer.Timer{Key: key, Kind: clockKind, Ref: m.Ref(), Due: next})
}

// targets tells whom an action on the matter concerns.
func targets(action string, m Matter) []authz.Target {
	lead := authz.Target{Unit: m.Lead.Unit, Place: m.Lead.Place}
	issuer := authz.Target{Unit: m.Issuer.Unit}
	reviewer := authz.Target{Unit: m.Reviewer.Unit}
	switch action {
	case "matter.sign", "matter.return", "matter.extend", "matter.feedback":
		return []authz.Target{lead}
	case "matter.grant", "matter.transfer", "matter.urge", "matter.recall":
		return []authz.Target{issuer}
	case "matter.review":
		return []authz.Target{reviewer, issuer}
	default:
		list := []authz.Target{lead, issuer, reviewer}
		for _, u := range m.CoUnits {
			list = append(list, authz.Target{Unit: u})
		}
		return list
	}
}

// queries shortens the generated package's constructor.
func queries(q matterdb.DBTX) *matterdb.Queries { return matterdb.New(q) }
