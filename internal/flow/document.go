package flow

import (
	"context"
	"encoding/json"

	"anlan"
	"anlan/internal/document"
	"anlan/internal/matter"
	"anlan/internal/notify"
)

// documentLines are the titles of what is told of a receipt of service.
var documentLines = map[string]string{"document.served": "收到公文，请签收", "document.chased": "催签：公文尚未签收", "document.unsigned": "公文仍未签收"}

// WithDocuments tells of documents that are to be signed for.
func (l *Landing) WithDocuments() *Landing {
	l.on(document.RefReceipt, l.hearReceipt)
	return l
}

// hearReceipt tells a unit of a document that it is to sign for, and others when nobody does. The papers of
// other rooms, which have no clock here, are told of by those rooms.
func (l *Landing) hearReceipt(ctx context.Context, e anlan.Event) (step, error) {
	var told document.ReceiptTold
	if err := json.Unmarshal(e.Body, &told); err != nil {
		return step{}, err
	}
	if e.Kind == "document.receipt_signed" {
		return step{about: e.Ref, by: e.Actor}, nil
	}
	one, title := step{}, documentLines[e.Kind]
	if title == "" || told.Stamp == "" && e.Kind == "document.served" {
		return one, nil
	}
	words := told.To
	if len(words) == 0 {
		words = []string{"lead_post"}
	}
	seen := map[recipient]bool{}
	for _, word := range words {
		whom, err := l.recipients(ctx, word, matter.Told{Lead: matter.Seat{Unit: told.Unit, Post: told.Post}}, e.At)
		if err != nil {
			return one, err
		}
		for _, to := range whom {
			if seen[to] {
				continue
			}
			seen[to] = true
			one.tell = append(one.tell, news{Notice: notify.Notice{Key: string(e.ID) + "/" + string(to.post) + string(to.unit), Post: to.post, Unit: to.unit,
				Kind: e.Kind, Ref: e.Ref, Title: title + "：" + told.Title, Text: told.Number, Path: "/documents/" + string(told.Entry),
				Urgent: told.Urgency == "urgent" || told.Urgency == "extra_urgent"}})
		}
	}
	return one, nil
}
