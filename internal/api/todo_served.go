package api

import (
	"context"
	"fmt"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/document"
)

// todoServed is the documents that wait for the signature of the actor's unit. What has no clock of its
// own is chased by the room that sent it, and stands there.
func (s *documentDoor) todoServed(ctx context.Context, a anlan.Actor, t *Todo) error {
	if a.Unit == "" || !mayWork(a) || !authz.May(a, "document.sign", authz.Target{Unit: a.Unit}) {
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
func (s *documentDoor) todoUnserved(ctx context.Context, a anlan.Actor, t *Todo) error {
	if a.Unit == "" || !mayWork(a) || !authz.May(a, "document.compose", authz.Target{Unit: a.Unit}) {
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

func (s *documentDoor) servedItem(ctx context.Context, r document.Receipt) TodoItem {
	lang := LangOf(ctx)
	item := TodoItem{Kind: "served", Title: lang.Pick("签收公文：", "Sign for: ") + r.Title, Verb: "sign-served", Label: lang.Pick("签收", "Sign for it"),
		Why:  lang.Pick(r.Number+"，"+s.names.unit(ctx, r.Issuer).Name+"送达您单位", r.Number+", served on your unit by "+s.names.unit(ctx, r.Issuer).Name),
		Link: "/documents/" + string(r.Entry), Act: "/documents/receipts/" + string(r.ID) + "/sign"}
	item.Matter, item.weight = s.clocked(lang, item.Title, r.Due.Date(), r.Sent)
	return item
}
