package api

import (
	"context"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/committee"
	"anlan/internal/matter"
)

// RelayView is a document that a unit still has to relay (传达学习).
type RelayView struct {
	ID      anlan.ID   `json:"id"`
	Meeting anlan.ID   `json:"meeting"`
	Title   string     `json:"title"`
	Number  string     `json:"number"`
	Organ   string     `json:"organ"`
	Due     anlan.Date `json:"due"`
	From    string     `json:"from" doc:"The meeting that studied it"`
}

// todoRelays is what the actor's unit has to relay and to answer by a receipt.
func (s *committeeDoor) todoRelays(ctx context.Context, a anlan.Actor, t *Todo) error {
	if a.Unit == "" || !mayWork(a) || authz.Check(a, "committee.receipt", authz.Target{Unit: a.Unit}) != nil {
		return nil
	}
	owed, err := s.Committee.Owed(ctx, a, a.Unit, todoMost)
	if err != nil {
		return err
	}
	for _, d := range owed {
		item, err := s.relayItem(ctx, a, d)
		if err != nil {
			return err
		}
		t.countDay(d.Due, s.DB.Now().Date())
		t.Items = append(t.Items, item)
	}
	return nil
}

func (s *committeeDoor) relayItem(ctx context.Context, a anlan.Actor, d committee.Document) (TodoItem, error) {
	m, err := s.Committee.Get(ctx, a, d.Meeting)
	if err != nil {
		return TodoItem{}, err
	}
	lang := LangOf(ctx)
	as := matter.Matter{State: matter.Doing, Due: d.Due} // its clock is read as a matter's is
	if d.Due != "" {
		as.Deadline = d.Due.End()
	}
	row := MatterRow{Title: d.Title, State: as.State, Lamp: lampView(s.Matter.Lamp(as), lang), Due: d.Due, Opened: d.Created, Urgency: matter.Ordinary}
	return TodoItem{Kind: "relay", Title: lang.Pick("传达学习：", "Relay: ") + d.Title, Verb: "relay", Label: lang.Pick("填回执", "Give the receipt"),
		Why: lang.Pick("会上传达学习的文件，每个单位回一份执", "Studied at the meeting; every unit answers with a receipt"), Matter: row,
		Relay:  &RelayView{ID: d.ID, Meeting: d.Meeting, Title: d.Title, Number: d.Number, Organ: d.Organ, Due: d.Due, From: m.Title},
		weight: as.Rank()}, nil
}
