package api

import (
	"context"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/matrix"
	"anlan/internal/matter"
)

// todoDuties is what the actor's unit is asked about who answers for what, and has not answered yet.
func (s *matrixDoor) todoDuties(ctx context.Context, a anlan.Actor, t *Todo) error {
	if a.Unit == "" || !mayWork(a) || authz.Check(a, "matrix.answer", authz.Target{Unit: a.Unit}) != nil {
		return nil
	}
	asked, err := s.Matrix.AskedOf(ctx, a, a.Unit, todoMost)
	if err != nil {
		return err
	}
	for _, f := range asked {
		item, err := s.dutyItem(ctx, f)
		if err != nil {
			return err
		}
		t.countDay(f.Talk.Due, s.DB.Now().Date())
		t.Items = append(t.Items, item)
	}
	return nil
}

func (s *matrixDoor) dutyItem(ctx context.Context, f matrix.Finding) (TodoItem, error) {
	lang := LangOf(ctx)
	as := matter.Matter{State: matter.Doing, Due: f.Talk.Due, Deadline: f.Talk.Due.End()} // its clock is read as a matter's is
	sentence, err := s.Matrix.Sentence(ctx, s.DB.Reader(), f, lang)
	row := MatterRow{Title: sentence, State: as.State, Lamp: lampView(s.Matter.Lamp(as), lang), Due: f.Talk.Due, Opened: f.Talk.At, Urgency: matter.Ordinary}
	return TodoItem{Kind: "duty", Title: lang.Pick("征求意见：", "Your view: ") + sentence, Verb: "answer", Label: lang.Pick("去答复", "Answer"), Duty: f.ID,
		Why: lang.Pick("安委办征求您单位意见，逾期视为有分歧", "The office asks your unit; silence counts as a dispute"), Matter: row, weight: as.Rank()}, err
}
