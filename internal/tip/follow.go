package tip

import (
	"context"
	"errors"
	"slices"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/registry"
	"anlan/internal/tip/tipdb"
)

// Followed is a report as its reporter sees it: what became of it, and not who handles it.
type Followed struct {
	Number   string
	State    State
	Category anlan.Both
	Text     string
	Photos   int
	Desk     string // the unit
	Received anlan.Instant
	AcceptBy anlan.Instant
	AnswerBy anlan.Instant
	Ended    anlan.Instant
	Answer   string
	Organ    string
	Messages []Message
	Asked    bool // the desk waits for an answer
	May      bool // more can be added
	Reward   *Reward
	Named    bool
	Kept     *Identity
	Openings []Opening // that were granted
}

// Follow (查询) shows a report to whoever has its code.
func (s *Service) Follow(ctx context.Context, code string) (Followed, error) {
	t, err := s.byCode(ctx, s.d.Reader(), code)
	if err != nil {
		return Followed{}, err
	}
	return s.followed(ctx, t)
}

func (s *Service) byCode(ctx context.Context, q tipdb.DBTX, code string) (Tip, error) {
	read, ok := ReadCode(code)
	if !ok {
		return Tip{}, anlan.ErrTipCodeWrong.At("code")
	}
	t, err := db.Decode[Tip](queries(q).TipByCode(ctx, s.Keys.find(read)))
	if errors.Is(err, anlan.ErrNotFound) {
		return t, anlan.ErrTipCodeUnknown.At("code")
	}
	return t, err
}

// followed leaves out posts and everything that the desk wrote for its own file.
func (s *Service) followed(ctx context.Context, t Tip) (Followed, error) {
	desk, err := s.stamped(t)
	if err != nil {
		return Followed{}, err
	}
	f := Followed{Number: t.Number, State: t.State, Category: labelOf(desk, t.Category), Text: t.Text, Photos: len(t.Photos), Received: t.Received,
		AcceptBy: t.AcceptBy, AnswerBy: t.AnswerBy, Ended: t.Ended, Reward: t.Reward, Named: t.Identity != nil, Kept: t.Identity,
		Asked: t.Waiting(), May: t.mayAdd(desk.Form.Additions)}
	if u, err := registry.In(s.d.Reader()).Unit(ctx, t.Desk); err == nil {
		f.Desk = u.Name
	}
	if t.Verdict != nil {
		f.Answer, f.Organ = t.Verdict.Answer, t.Verdict.Organ
	}
	for _, m := range t.Messages {
		m.By = ""
		f.Messages = append(f.Messages, m)
	}
	for _, o := range t.Openings {
		if o.State == Granted {
			f.Openings = append(f.Openings, Opening{Reason: o.Reason, At: o.At, Until: o.Until, Readings: o.Readings})
		}
	}
	return f, nil
}

// mayAdd reports whether the reporter may still say something.
func (t Tip) mayAdd(most int) bool {
	return (t.IsOpen() || t.State == Unfounded) && t.added() < most
}

// Addition is what a reporter says later: an answer to a question, more words, more pictures.
type Addition struct {
	Text   string
	Photos []Photo
}

// Add (补充) adds to a report. The same form sent twice is said once.
func (s *Service) Add(ctx context.Context, code string, add Addition) (Followed, error) {
	add.Text = Form{Text: add.Text}.tidy().Text
	if err := required("text", add.Text, textMost); err != nil {
		return Followed{}, err
	}
	if err := s.here(add.Photos); err != nil {
		return Followed{}, err
	}
	var t Tip
	err := s.d.Write(ctx, Public, func(tx *db.Tx) error {
		was, err := s.byCode(ctx, tx, code)
		if err != nil {
			return err
		}
		t, err = s.add(ctx, tx, was, add)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return s.Follow(ctx, code)
	}
	if err != nil {
		return Followed{}, err
	}
	return s.followed(ctx, t)
}

func (s *Service) add(ctx context.Context, tx *db.Tx, was Tip, add Addition) (Tip, error) {
	desk, err := s.stamped(was)
	if err != nil {
		return was, err
	}
	if !was.mayAdd(desk.Form.Additions) {
		return was, anlan.ErrTipEnded.With("number", was.Number)
	}
	if len(add.Photos) > desk.Form.Photos {
		return was, anlan.ErrTipPhotos.With("max", desk.Form.Photos).At("photos")
	}
	t := was.said(Message{Text: add.Text, Photos: len(add.Photos), At: tx.Now})
	t.Photos = slices.Clone(t.Photos)
	for _, p := range add.Photos {
		p.At = tx.Now
		t.Photos = append(t.Photos, p)
	}
	if err := tie(ctx, tx, t.ID, add.Photos); err != nil {
		return t, err
	}
	return s.commit(ctx, tx, was, t, "tip.added", Told{})
}

// HazardMoved hears how a hazard stands that came of reports: "open", "closed" or "dropped". Hearing it
// again changes nothing.
func (s *Service) HazardMoved(ctx context.Context, hazard anlan.ID, state string) error {
	known, err := db.DecodeAll[Tip](queries(s.d.Reader()).OfHazard(ctx, tipdb.OfHazardParams{Hazard: hazard, Limit: 1}))
	if err != nil || len(known) == 0 {
		return err
	}
	return s.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		list, err := db.DecodeAll[Tip](queries(tx).OfHazard(ctx, tipdb.OfHazardParams{Hazard: hazard, Limit: pageSize}))
		if err != nil {
			return err
		}
		for _, was := range list {
			t, kind, moved := was.followed(state, tx.Now)
			if !moved {
				continue
			}
			if _, err := s.commit(ctx, tx, was, t, kind, Told{}); err != nil {
				return err
			}
		}
		return nil
	})
}
