package api

import (
	"context"
	"fmt"

	"anlan"
	"anlan/internal/letter"
)

// todoLetters is what responsibility letters ask of the actor's post: to sign, to answer an objection, to
// mark and to check. Each is done on the letter's own page.
func (s *letterDoor) todoLetters(ctx context.Context, a anlan.Actor, t *Todo) error {
	if !mayWork(a) {
		return nil
	}
	owed, err := s.Letter.Owed(ctx, a, todoMost)
	for _, o := range owed {
		t.countDay(o.Due, s.DB.Now().Date())
		t.Items = append(t.Items, s.letterItem(LangOf(ctx), o))
	}
	return err
}

func (s *letterDoor) letterItem(lang anlan.Lang, o letter.Owed) TodoItem {
	item := TodoItem{Link: "/letters/" + string(o.Letter)}
	name := o.Number + " " + o.Name
	switch o.What {
	case letter.OwedSign:
		item.Kind, item.Verb, item.Label = "letter", "sign-letter", lang.Pick("去签名", "Sign it")
		item.Title = lang.Pick("签署责任书：", "Sign the letter: ") + name
		item.Why = lang.Pick("您的岗位代表"+o.Side.Name+"签署", "Your post signs for "+o.Side.Name)
	case letter.OwedAnswer:
		item.Kind, item.Verb, item.Label = "objection", "answer-objection", lang.Pick("去答复", "Answer")
		item.Title = lang.Pick("答复异议：", "Answer an objection: ") + o.Title
		item.Why = lang.Pick("被考核单位对责任书 "+o.Number+" 计入的事实有异议", "The signer objects to a fact that letter "+o.Number+" counts")
	case letter.OwedSelf:
		item.Kind, item.Verb, item.Label = "mark", "self-mark", lang.Pick("去自评", "Assess")
		item.Title = lang.Pick("责任书自评：", "Assess yourselves: ") + name
		item.Why = lang.Pick(fmt.Sprintf("有 %d 条系统不能计的条款等您单位自评", o.Clauses), fmt.Sprintf("%d clauses that nothing can count wait for your own mark", o.Clauses))
	default:
		item.Kind, item.Verb, item.Label = "check", "check-marks", lang.Pick("去核分", "Check")
		item.Title = lang.Pick("责任书核分：", "Check the marks: ") + name
		item.Why = lang.Pick(fmt.Sprintf("您在考核组，有 %d 条自评等核分", o.Clauses), fmt.Sprintf("You are on the check team; %d marks wait to be checked", o.Clauses))
	}
	item.Matter, item.weight = s.clocked(lang, item.Title, o.Due, o.Since)
	return item
}
