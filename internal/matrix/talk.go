package matrix

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/matrix/matrixdb"
	"anlan/internal/registry"
	"anlan/internal/rule"
	"anlan/internal/timer"
)

// Talk is a negotiation: who is proposed, who was asked, and what they answered.
type Talk struct {
	Unit   anlan.ID      `json:"unit" doc:"who is proposed to answer for it"`
	Post   anlan.ID      `json:"post,omitempty"`
	Text   string        `json:"text" doc:"why: the nearest business"`
	Asked  []Answered    `json:"asked" nullable:"false"`
	Due    anlan.Date    `json:"due" doc:"until when the units answer"`
	Before anlan.Date    `json:"before" doc:"until when the committee must have it"`
	Rule   string        `json:"rule"`
	By     anlan.ID      `json:"by"`
	At     anlan.Instant `json:"at"`
	Late   bool          `json:"late,omitempty" doc:"somebody did not answer in time"`
	Told   bool          `json:"told,omitempty" doc:"that the committee did not have it in time was told"`
}

// Answered is a unit that was asked, and its answer.
type Answered struct {
	Unit   anlan.ID      `json:"unit"`
	Agrees *bool         `json:"agrees"`
	Reason string        `json:"reason,omitempty"`
	Other  anlan.ID      `json:"other,omitempty" doc:"the unit that it suggests instead"`
	By     anlan.ID      `json:"by,omitempty"`
	At     anlan.Instant `json:"at"`
}

// TalkDraft opens a negotiation.
type TalkDraft struct {
	Unit  anlan.ID   `json:"unit" maxLength:"36" doc:"who is proposed to answer for it"`
	Post  anlan.ID   `json:"post,omitempty" maxLength:"36"`
	Text  string     `json:"text" maxLength:"500"`
	Asked []anlan.ID `json:"asked" maxItems:"20" nullable:"false" doc:"units that are asked; the proposed one is asked in any case"`
}

// in refuses a verb outside the given standings.
func (f Finding) in(verb string, states ...Standing) error {
	if f.Live && slices.Contains(states, f.State) {
		return nil
	}
	state := standingWords[f.State]
	if !f.Live {
		state = anlan.Both{ZH: "已消除", EN: "settled"}
	}
	return anlan.ErrMatrixState.With("state", state).With("verb", verbWords[verb])
}

// ask opens the negotiation.
func (f Finding) ask(t Talk) (Finding, error) {
	if err := f.in("ask", Open, Split, Agreed); err != nil {
		return f, err
	}
	if bad := required("text", t.Text, 500); len(bad) > 0 {
		return f, bad
	}
	f.State, f.Talk = Asked, &t
	return f, nil
}

// answer notes what a unit says; when all have answered, or the answers are known to differ, the finding
// moves on.
func (f Finding) answer(x Answered) (Finding, error) {
	if err := f.in("answer", Asked, Split); err != nil {
		return f, err
	}
	if f.Talk == nil {
		return f, anlan.ErrMatrixNotAsked
	}
	i := slices.IndexFunc(f.Talk.Asked, func(o Answered) bool { return o.Unit == x.Unit })
	if i < 0 {
		return f, anlan.ErrMatrixNotAsked
	}
	if f.Talk.Asked[i].Agrees != nil {
		return f, anlan.ErrMatrixAnswered
	}
	if !*x.Agrees && strings.TrimSpace(x.Reason) == "" && x.Other == "" {
		return f, anlan.ErrMatrixAgreeReason.At("reason")
	}
	if bad := short("reason", x.Reason, 500); len(bad) > 0 {
		return f, bad
	}
	t := *f.Talk
	t.Asked = slices.Clone(t.Asked)
	t.Asked[i] = x
	f.Talk = &t
	f.State = f.after()
	return f, nil
}

// after is where the answers leave the finding.
func (f Finding) after() Standing {
	waiting := false
	for _, x := range f.Talk.Asked {
		switch {
		case x.Agrees == nil:
			waiting = true
		case !*x.Agrees:
			return Split
		}
	}
	switch {
	case waiting && f.Talk.Late:
		return Split
	case waiting:
		return Asked
	}
	return Agreed
}

// Ask (协商) asks units whether they agree to who is proposed.
func (s *Service) Ask(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, d TalkDraft) (Finding, error) {
	return s.changeFinding(ctx, a, id, revision, actTalk, "matrix.asked", func(tx *db.Tx, f Finding) (Finding, error) {
		t, err := s.opened(ctx, tx, d)
		if err != nil {
			return f, err
		}
		next, err := f.ask(t)
		if err != nil {
			return f, err
		}
		if f.Talk != nil {
			if err := forget(ctx, tx, f); err != nil {
				return f, err
			}
		}
		for _, x := range t.Asked {
			if err := queries(tx).InsertAsked(ctx, matrixdb.InsertAskedParams{Unit: x.Unit, Finding: id}); err != nil {
				return f, db.Classify(err)
			}
		}
		return next, nil
	})
}

// opened makes the talk with its clocks.
func (s *Service) opened(ctx context.Context, tx *db.Tx, d TalkDraft) (Talk, error) {
	clock, v, err := rule.Get[rule.MatrixTalk](s.book(), rule.MatrixTalkRule, tx.Now.Date())
	if err != nil {
		return Talk{}, err
	}
	t := Talk{Unit: d.Unit, Post: d.Post, Text: strings.TrimSpace(d.Text), Rule: v.ID, By: seatOf(tx.Actor), At: tx.Now, Asked: []Answered{}}
	asked := d.Asked
	if d.Unit != "" && !slices.Contains(asked, d.Unit) {
		asked = append([]anlan.ID{d.Unit}, asked...)
	}
	if len(asked) == 0 {
		return t, anlan.ErrFieldRequired.With("name", "unit").At("unit")
	}
	for _, unit := range asked {
		if _, err := registry.In(tx).Unit(ctx, unit); err != nil {
			return t, blame(err, "asked")
		}
		if !slices.ContainsFunc(t.Asked, func(x Answered) bool { return x.Unit == unit }) {
			t.Asked = append(t.Asked, Answered{Unit: unit})
		}
	}
	t.Due = s.cal().AddWorkingDays(tx.Now.Date(), clock.AnswerDays)
	t.Before = s.cal().AddWorkingDays(t.Due, clock.TableDays)
	return t, nil
}

// Answer says whether the actor's unit agrees.
func (s *Service) Answer(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, agrees bool, reason string, other anlan.ID) (Finding, error) {
	if err := authz.Check(a, actAnswer, authz.Target{Unit: a.Unit}); err != nil {
		return Finding{}, err
	}
	return s.changeFinding(ctx, a, id, revision, actAnswer, "matrix.answered", func(tx *db.Tx, f Finding) (Finding, error) {
		x := Answered{Unit: tx.Actor.Unit, Agrees: &agrees, Reason: strings.TrimSpace(reason), Other: other, By: seatOf(tx.Actor), At: tx.Now}
		next, err := f.answer(x)
		if err != nil {
			return f, err
		}
		return next, db.Classify(queries(tx).DeleteAsked(ctx, matrixdb.DeleteAskedParams{Unit: x.Unit, Finding: id}))
	})
}

// AskedOf lists what a unit still has to answer.
func (s *Service) AskedOf(ctx context.Context, a anlan.Actor, unit anlan.ID, most int) ([]Finding, error) {
	if err := authz.Check(a, actAnswer, authz.Target{Unit: unit}); err != nil {
		return nil, err
	}
	rows, err := queries(s.d.Reader()).AskedOf(ctx, matrixdb.AskedOfParams{Unit: unit, Limit: int32(most)})
	list := []Finding{}
	for _, r := range rows {
		f, err := findingOf(r.Rank, r.Doc, nil)
		if err != nil {
			return nil, err
		}
		list = append(list, f)
	}
	return list, db.Classify(err)
}

// forget takes the question away from whoever still owes an answer.
func forget(ctx context.Context, tx *db.Tx, f Finding) error {
	if f.Talk == nil {
		return nil
	}
	for _, x := range f.Talk.Asked {
		if err := queries(tx).DeleteAsked(ctx, matrixdb.DeleteAskedParams{Unit: x.Unit, Finding: f.ID}); err != nil {
			return db.Classify(err)
		}
	}
	return nil
}

func (s *Service) changeFinding(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, action, kind string, fn func(tx *db.Tx, f Finding) (Finding, error)) (Finding, error) {
	if err := s.may(a, action); err != nil {
		return Finding{}, err
	}
	return write(ctx, s, a, func(tx *db.Tx) (Finding, error) {
		was, err := loadFinding(ctx, tx, id)
		if err != nil {
			return was, err
		}
		if revision != 0 && revision != was.Revision {
			return was, anlan.ErrConflict
		}
		next, err := fn(tx, was)
		if err != nil {
			return was, err
		}
		return saveFinding(ctx, tx, kind, next)
	}, func() (Finding, error) { return loadFinding(ctx, s.d.Reader(), id) })
}

// The kinds of the room's timers.
const (
	talkClock = "matrix.talk"
	dayClock  = "matrix.day"
)

// setTalkClock sets the one timer of a finding: until when the units answer, then until when the committee
// must have it.
func setTalkClock(ctx context.Context, tx *db.Tx, f Finding) error {
	key := fmt.Sprintf("matrix/talk/%s", f.ID)
	due := anlan.Date("")
	if f.Live && f.Talk != nil && (f.State == Asked || f.State == Split || f.State == Agreed) {
		switch {
		case !f.Talk.Late && f.State == Asked:
			due = f.Talk.Due
		case !f.Talk.Told:
			due = f.Talk.Before
		}
	}
	if due == "" {
		return timer.Cancel(ctx, tx, key)
	}
	return timer.Set(ctx, tx, timer.Timer{Key: key, Kind: talkClock, Ref: f.Ref(), Due: due.End() + 1})
}

// ring is what happens when a clock of a negotiation runs out: silence is no answer, and the committee decides.
func (s *Service) ring(ctx context.Context, tx *db.Tx, t timer.Timer) error {
	f, err := loadFinding(ctx, tx, t.Ref.ID)
	if err != nil || f.Talk == nil || !f.Live {
		return err
	}
	talk, kind := *f.Talk, "matrix.answer_late"
	if f.State == Asked && !talk.Late {
		talk.Late = true
	} else {
		talk.Told, kind = true, "matrix.table_late"
	}
	f.Talk = &talk
	if f.State == Asked {
		f.State = f.after()
	}
	_, err = saveFinding(ctx, tx, kind, f)
	return err
}

// Timers returns the handlers of the room's timers.
func (s *Service) Timers() map[string]timer.Handler {
	return map[string]timer.Handler{talkClock: s.ring, dayClock: s.dawn}
}
