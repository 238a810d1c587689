package api

import (
	"context"
	"fmt"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/document"
	"anlan/internal/letter"
	"anlan/internal/matter"
)

// todoLetters is what responsibility letters ask of the actor's post: to sign, to answer an objection, to
// mark and to check. Each is done on the letter's own page.
func (s *Server) todoLetters(ctx context.Context, a anlan.Actor, t *Todo) error {
	if s.Letter == nil || !mayWork(a) {
		return nil
	}
	owed, err := s.Letter.Owed(ctx, a, todoMost)
	for _, o := range owed {
		t.countDay(o.Due, s.DB.Now().Date())
		t.Items = append(t.Items, s.letterItem(LangOf(ctx), o))
	}
	return err
}

func (s *Server) letterItem(lang anlan.Lang, o letter.Owed) TodoItem {
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

// clocked lets something that is no matter be read by its clock as a matter is.
func (s *Server) clocked(lang anlan.Lang, title string, due anlan.Date, since anlan.Instant) (MatterRow, anlan.Instant) {
	as := matter.Matter{State: matter.Doing, Due: due}
	if due != "" {
		as.Deadline = due.End()
	}
	return MatterRow{Title: title, State: as.State, Lamp: lampView(s.Matter.Lamp(as), lang), Due: due, Opened: since, Urgency: matter.Ordinary}, as.Rank()
}

// todoServed is the documents that wait for the signature of the actor's unit. What has no clock of its
// own is chased by the room that sent it, and stands there.
func (s *Server) todoServed(ctx context.Context, a anlan.Actor, t *Todo) error {
	if s.Document == nil || a.Unit == "" || !mayWork(a) || !authz.May(a, "document.sign", authz.Target{Unit: a.Unit}) {
		return nil
	}
	p, err := s.Document.Inbox(ctx, a, true, "")
	for _, r := range p.Items {
		if r.Due == 0 || r.Matter {
			continue
		}
		t.countDay(r.Due.Date(), s.DB.Now().Date())
		t.Items = append(t.Items, s.servedItem(ctx, r))
	}
	return err
}

// todoUnserved is what units have not signed for though every step of the clock was told.
func (s *Server) todoUnserved(ctx context.Context, a anlan.Actor, t *Todo) error {
	if s.Document == nil || a.Unit == "" || !mayWork(a) || !authz.May(a, "document.compose", authz.Target{Unit: a.Unit}) {
		return nil
	}
	list, err := s.Document.Unserved(ctx, a, todoMost)
	lang := LangOf(ctx)
	for _, u := range list {
		item := TodoItem{Kind: "unserved", Title: lang.Pick("催签：", "Not signed for: ") + u.Entry.Title, Verb: "chase", Label: lang.Pick("去看谁没签收", "See who"),
			Why:  lang.Pick(fmt.Sprintf("%s 催签各步都已走完，还有 %d 个单位没有签收", u.Entry.Number, u.Units), fmt.Sprintf("%s: every step has passed, %d units have not signed", u.Entry.Number, u.Units)),
			Link: "/documents/" + string(u.Entry.ID)}
		item.Matter, item.weight = s.clocked(lang, item.Title, u.Entry.Issued.Date(), u.Entry.Issued)
		t.Items = append(t.Items, item)
	}
	return err
}

func (s *Server) servedItem(ctx context.Context, r document.Receipt) TodoItem {
	lang := LangOf(ctx)
	item := TodoItem{Kind: "served", Title: lang.Pick("签收公文：", "Sign for: ") + r.Title, Verb: "sign-served", Label: lang.Pick("签收", "Sign for it"),
		Why:  lang.Pick(r.Number+"，"+s.names.unit(ctx, r.Issuer).Name+"送达您单位", r.Number+", served on your unit by "+s.names.unit(ctx, r.Issuer).Name),
		Link: "/documents/" + string(r.Entry), Act: "/documents/receipts/" + string(r.ID) + "/sign"}
	item.Matter, item.weight = s.clocked(lang, item.Title, r.Due.Date(), r.Sent)
	return item
}
