package risk

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/registry"
	"anlan/internal/risk/riskdb"
	"anlan/internal/timer"
)

const taskDays = 7 // within which a check that a measure asks for is to be made, at least

// named gives a measure the name of whoever keeps it, and keeps what it had before of its checks.
func (s *Service) named(ctx context.Context, r riskdb.DBTX, m *Measure, p Point) error {
	m.UnitName = ""
	for _, was := range p.Measures {
		if was.ID == m.ID && m.Next == "" && m.Every == was.Every {
			m.Next = was.Next
		}
	}
	if m.Unit == "" || m.Unit == p.Unit.ID {
		m.Unit = ""
		return nil
	}
	u, err := registry.In(r).Unit(ctx, m.Unit)
	m.UnitName = u.Name
	if err != nil {
		return anlan.ErrFieldInvalid.With("name", "unit").With("value", string(m.Unit)).At("measures").Because(err)
	}
	return nil
}

// scheduled gives every measure that asks for checks the day of its next one.
func (p Point) scheduled(today anlan.Date) Point {
	list := make([]Measure, len(p.Measures))
	for i, m := range p.Measures {
		switch {
		case m.Every == 0:
			m.Next = ""
		case m.Next == "":
			m.Next = today.AddDays(m.Every)
		}
		list[i] = m
	}
	p.Measures = list
	return p
}

// next is the day on which the point's timer rings: the next check, or the rating grown old.
func (p Point) next() (day anlan.Date) {
	nearer := func(d anlan.Date) {
		if d != "" && (day == "" || d < day) {
			day = d
		}
	}
	for _, m := range p.Measures {
		nearer(m.Next)
	}
	if p.Proposal == "" {
		nearer(p.Review)
	}
	return day
}

func (s *Service) setClock(ctx context.Context, tx *db.Tx, p Point) error {
	key, day := "risk/point/"+string(p.ID), p.next()
	if p.State != Active || day == "" {
		return timer.Cancel(ctx, tx, key)
	}
	return timer.Set(ctx, tx, timer.Timer{Key: key, Kind: pointClock, Ref: p.Ref(), Due: max(day.Start(), tx.Now+1)})
}

// ring hands out the checks whose day has come, and asks for a new rating of one that has grown old.
func (s *Service) ring(ctx context.Context, tx *db.Tx, t timer.Timer) error {
	p, err := db.Decode[Point](queries(tx).Point(ctx, t.Ref.ID))
	if err != nil || p.State != Active {
		return err
	}
	was, today := p, tx.Now.Date()
	p = p.scheduled(today)
	for i := range p.Measures {
		m := &p.Measures[i]
		if m.Next == "" || m.Next > today {
			continue
		}
		if err := s.openTask(ctx, tx, p, *m, ""); err != nil && !errors.Is(err, anlan.ErrRiskTaskOpen) {
			return err
		}
		m.Next = today.AddDays(m.Every)
	}
	if p.Review != "" && p.Review <= today && p.Proposal == "" {
		cause := Cause{Trigger: "worn", Text: string(p.Review), At: tx.Now}
		if p, err = s.proposeIn(ctx, tx, p, cause); err != nil {
			return err
		}
	}
	_, err = s.save(ctx, tx, "risk.checks_given", was, p, Told{})
	return err
}

// openTask hands out one check of a measure. One that is still open is enough.
func (s *Service) openTask(ctx context.Context, tx *db.Tx, p Point, m Measure, due anlan.Date) error {
	if open, err := db.Decode[Task](queries(tx).OpenTask(ctx, m.ID)); err == nil {
		return anlan.ErrRiskTaskOpen.With("due", string(open.Due))
	} else if !errors.Is(err, anlan.ErrNotFound) {
		return err
	}
	t := Task{ID: tx.NewID(), Point: p.ID, Measure: m.ID, Text: m.Text, Level: m.Level, Unit: m.Unit, UnitName: m.UnitName, Due: due, State: TaskOpen,
		Opened: tx.Now, Revision: 1}
	if t.Unit == "" {
		t.Unit, t.UnitName = p.Unit.ID, p.Unit.Name
	}
	if t.Due == "" {
		t.Due = tx.Now.Date().AddDays(max(1, min(m.Every, taskDays)))
	}
	if t.Due < tx.Now.Date() {
		return anlan.ErrMatterDueBeforeStart.With("due", string(t.Due)).With("start", string(tx.Now.Date())).At("due")
	}
	issuer := tx.Actor.Unit
	if issuer == "" || issuer == t.Unit {
		issuer = p.Branch
	}
	if s.tasker == nil {
		return anlan.ErrInternal.Because(errors.New("risk: nobody hands out checks"))
	}
	var err error
	t.Work, err = s.tasker.Open(ctx, tx, Work{Task: t.ID, Point: p, Measure: m, Unit: t.Unit, Due: t.Due, Issuer: issuer, Checklist: m.Checklist})
	if err != nil {
		return err
	}
	return insertTask(ctx, tx, t)
}

// OpenTask hands out a check of a measure now.
func (s *Service) OpenTask(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, measure anlan.ID, due anlan.Date) (Point, error) {
	return s.do(ctx, a, id, base, actTask, "risk.checks_given", func(tx *db.Tx, p Point, _ books) (Point, Told, error) {
		p = p.scheduled(tx.Now.Date())
		for i := range p.Measures {
			m := &p.Measures[i]
			if m.ID != measure {
				continue
			}
			if m.Every > 0 {
				m.Next = tx.Now.Date().AddDays(m.Every)
			}
			return p, Told{}, s.openTask(ctx, tx, p, *m, due)
		}
		return p, Told{}, anlan.ErrFieldInvalid.With("name", "measure").With("value", string(measure)).At("measure")
	})
}

// WorkEnded hears that a matter or an inspection duty ended, or came back. flow calls it; hearing it
// again changes nothing, and work that is no check is passed over.
func (s *Service) WorkEnded(ctx context.Context, work anlan.Ref, state TaskState) error {
	return s.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		t, err := db.Decode[Task](queries(tx).TaskOfWork(ctx, work.String()))
		if errors.Is(err, anlan.ErrNotFound) || err == nil && t.State == state {
			return nil
		}
		if err != nil {
			return err
		}
		t.State, t.Ended = state, tx.Now
		if state == TaskOpen {
			t.Ended = 0
		}
		_, err = saveTask(ctx, tx, "risk.task_ended", t)
		return err
	})
}

// tasks are the checks of a point, the newest first.
func (s *Service) tasks(ctx context.Context, id anlan.ID) ([]Task, error) {
	return db.DecodeAll[Task](queries(s.d.Reader()).Tasks(ctx, riskdb.TasksParams{Point: id, Limit: 50}))
}
