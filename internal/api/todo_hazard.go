package api

import (
	"context"

	"anlan"
)

// todoVouch is the ended hazards whose doubts the actor's unit has to look at again.
func (s *Server) todoVouch(ctx context.Context, a anlan.Actor, t *Todo) error {
	if s.Hazard == nil || !mayWork(a) {
		return nil
	}
	lang := LangOf(ctx)
	list, err := s.Hazard.Vouches(ctx, a, todoMost)
	for _, v := range list {
		item := TodoItem{Kind: "vouch", Title: lang.Pick("销号后发现疑点：", "Doubts after closing: ") + v.Hazard.Number + " " + v.Hazard.Text,
			Why: lang.Pick("您单位负责复查；", "Your unit checks it; ") + doubtWords(lang, v.Hazard.Open()), Verb: "vouch", Label: lang.Pick("去核对", "Look again"),
			Link: "/hazards/" + string(v.Hazard.ID)}
		item.Matter, item.weight = s.clocked(lang, item.Title, v.Until, v.Since)
		t.countDay(v.Until, s.DB.Now().Date())
		t.Items = append(t.Items, item)
	}
	return err
}
