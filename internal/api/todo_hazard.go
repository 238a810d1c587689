package api

import (
	"context"

	"anlan"
	"anlan/internal/hazard"
)

// whyVouch says why it comes to the reader.
func whyVouch(lang anlan.Lang, h hazard.Hazard) string {
	if h.Fix != nil {
		return lang.Pick("当场整改的，由另一个岗位核对；", "Fixed on the spot; another post looks again; ")
	}
	return lang.Pick("您单位负责复查；", "Your unit checks it; ")
}

// todoVouch is the ended hazards whose doubts the actor's unit has to look at again.
func (s *hazardDoor) todoVouch(ctx context.Context, a anlan.Actor, t *Todo) error {
	if !mayWork(a) {
		return nil
	}
	lang := LangOf(ctx)
	list, err := s.Hazard.Vouches(ctx, a, todoMost)
	for _, v := range list {
		item := TodoItem{Kind: "vouch", Title: lang.Pick("销号后发现疑点：", "Doubts after closing: ") + v.Hazard.Number + " " + v.Hazard.Text,
			Why: whyVouch(lang, v.Hazard) + doubtWords(lang, v.Hazard.Open()), Verb: "vouch", Label: lang.Pick("去核对", "Look again"),
			Link: "/hazards/" + string(v.Hazard.ID)}
		item.Matter, item.weight = s.clocked(lang, item.Title, v.Until, v.Since)
		t.countDay(v.Until, s.DB.Now().Date())
		t.Items = append(t.Items, item)
	}
	return err
}
