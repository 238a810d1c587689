package matter

import (
	"context"
	"fmt"
	"strings"
	"time"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/matter/matterdb"
	"anlan/internal/timer"
)

// ring is what the matter's timer does: time acts, every step that fires is told, and the clock is
// set for the next one.
func (s *Service) ring(ctx context.Context, tx *db.Tx, t timer.Timer) error {
	was, err := load(ctx, tx, t.Ref.ID)
	if err != nil {
		return err
	}
	c, err := s.p.clock(was)
	if err != nil {
		return err
	}
	m, steps := was.Tick(c, tx.Now)
	for _, step := range steps {
		if step.Document != "none" {
			m.Papers++
		}
	}
	if len(steps) > 0 || m.Overdue != was.Overdue { // what nobody is told of is not saved either: the seal would not fit
		m.Revision++
		if _, err := update(ctx, tx, was, m); err != nil {
			return err
		}
	}
	if err := s.tell(ctx, tx, was, m, steps); err != nil {
		return err
	}
	return s.wind(ctx, tx, m)
}

// wind sets the timer anew after it rang.
func (s *Service) wind(ctx context.Context, tx *db.Tx, m Matter) error {
	c, err := s.p.clock(m)
	if err != nil {
		return err
	}
	next := m.Next(c)
	if next == 0 {
		return nil
	}
	return timer.Set(ctx, tx, timer.Timer{Key: "matter/" + string(m.ID), Kind: clockKind, Ref: m.Ref(), Due: next})
}

// tell emits one event per step; the first carries the change of standing.
func (s *Service) tell(ctx context.Context, tx *db.Tx, was, m Matter, steps []Step) error {
	if len(steps) == 0 && m.Overdue != was.Overdue {
		return tx.Emit("matter.overdue", m.Ref(), Told{}.about(&was, m), m)
	}
	for i, step := range steps {
		told := Told{Rung: step.Key, To: step.To}
		if step.Document != "none" {
			r, err := s.raise(ctx, tx, m, step, "")
			if err != nil {
				return err
			}
			told.Paper = r.ID
		}
		from := was
		if i > 0 {
			from = m
		}
		if err := tx.Emit("matter.urged", m.Ref(), told.about(&from, m), m); err != nil {
			return err
		}
	}
	return nil
}

// raise issues the numbered document of a step.
func (s *Service) raise(ctx context.Context, tx *db.Tx, m Matter, step Step, text string) (Rung, error) {
	organ, _, _ := strings.Cut(m.Number, "〔")
	year := tx.Now.Date().Year()
	n, err := tx.Number(ctx, fmt.Sprintf("paper/%s/%s/%d", organ, step.Document, year))
	if err != nil {
		return Rung{}, err
	}
	r := Rung{ID: tx.NewID(), Matter: m.ID, Key: step.Key, Number: number(organ+mark[step.Document], year, n), Subject: m.Subject, Document: step.Document,
		At: tx.Now, Unit: m.Lead.Unit, Issuer: m.Issuer.Unit, Title: m.Title, Text: text, Due: m.Due, By: tx.Actor.Post}
	if m.Deadline != 0 && tx.Now > m.Deadline {
		r.Days = int(tx.Now.Sub(m.Deadline)/(24*time.Hour)) + 1
	}
	raw, err := db.Encode(r)
	if err != nil {
		return Rung{}, err
	}
	if err := queries(tx).InsertRung(ctx, matterdb.InsertRungParams{ID: r.ID, Matter: r.Matter, Unit: r.Unit, Doc: raw}); err != nil {
		return Rung{}, db.Classify(err)
	}
	return r, tx.Emit("matter.paper_issued", r.Ref(), r, r)
}

// mark is the character by which an organ tells its series of papers apart.
var mark = map[string]string{"urging_notice": "催", "supervision_notice": "督", "bulletin": "通", "interview_notice": "约"}

// Urge (催办) urges by hand, with words of one's own, and issues a notice.
func (s *Service) Urge(ctx context.Context, a anlan.Actor, id anlan.ID, text string) (Matter, error) {
	return s.do(ctx, a, id, 0, "matter.urge", "matter.urged", func(ctx context.Context, tx *db.Tx, m Matter) (Matter, Told, error) {
		if err := m.in("urge", OpenStates()...); err != nil {
			return m, Told{}, err
		}
		if err := limit(nil, "text", text, reasonMax).Err(); err != nil {
			return m, Told{}, err
		}
		r, err := s.raise(ctx, tx, m, Step{Key: "urge", Document: "urging_notice"}, text)
		m.Papers++
		return m, Told{Text: text, Rung: "urge", To: []string{"lead_post", "unit_chief"}, Paper: r.ID}, err
	})
}

// SignPaper signs for a document of the ladder on behalf of the unit it was sent to.
func (s *Service) SignPaper(ctx context.Context, a anlan.Actor, id anlan.ID) (Rung, error) {
	var r Rung
	err := s.d.Write(ctx, a, func(tx *db.Tx) (err error) {
		if r, err = loadRung(ctx, tx, id); err != nil {
			return err
		}
		if err := authz.Check(a, "matter.sign", authz.Target{Unit: r.Unit}); err != nil {
			return err
		}
		if r.Signed != 0 {
			return nil
		}
		r = r.Sign(a, tx.Now)
		raw, err := db.Encode(r)
		if err != nil {
			return err
		}
		if _, err := queries(tx).UpdateRung(ctx, matterdb.UpdateRungParams{ID: id, Signed: true, Doc: raw}); err != nil {
			return db.Classify(err)
		}
		return tx.Emit("matter.paper_signed", r.Ref(), r, r)
	})
	if err == db.ErrDone {
		return loadRung(ctx, s.d.Reader(), id)
	}
	return r, err
}

// Handover (移交) moves every open item of a post to another in one act (law 5). It returns how many.
func (s *Service) Handover(ctx context.Context, a anlan.Actor, from, to anlan.ID) (moved int, err error) {
	if err := authz.Check(a, "matter.handover"); err != nil {
		return 0, err
	}
	if from == "" || to == "" || from == to {
		return 0, anlan.ErrFieldInvalid.With("name", "to").With("value", string(to)).At("to")
	}
	err = s.d.Write(ctx, a, func(tx *db.Tx) error {
		moved = 0
		return eachOfPost(ctx, tx, from, func(was Matter) error {
			if !was.IsOpen() {
				return nil
			}
			if _, err := s.commit(ctx, tx, was, was.Handover(to), "matter.handed_over", Told{Post: from}); err != nil {
				return err
			}
			moved++
			return nil
		})
	})
	if err == db.ErrDone {
		return 0, nil
	}
	return moved, err
}
