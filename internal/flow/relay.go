package flow

import (
	"context"
	"encoding/json"

	"anlan"
	"anlan/internal/committee"
	"anlan/internal/notify"
)

// The titles of what units and the office are told of documents to be relayed.
const (
	relayTold  = "请传达学习并回执"
	relayUrged = "催传达学习回执"
	relayLate  = "传达学习到期仍有单位未回执"
)

// hearRelay tells the units that have a document to relay (传达学习), reminds those whose receipt is
// missing, and lets a receipt answer what its unit was told.
func hearRelay(_ context.Context, e anlan.Event) (step, error) {
	switch e.Kind {
	case "committee.document_studied":
		var d committee.Document
		if err := json.Unmarshal(e.Body, &d); err != nil {
			return step{}, err
		}
		return step{tell: toUnits(e, d, d.Units, relayTold)}, nil
	case "committee.relay_urged":
		var u committee.RelayUrged
		if err := json.Unmarshal(e.Body, &u); err != nil {
			return step{}, err
		}
		tell := toUnits(e, u.Document, u.Waiting, relayUrged)
		if u.Late {
			tell = append(tell, toUnits(e, u.Document, []committee.Named{u.Office}, relayLate)...)
		}
		return step{tell: tell}, nil
	case "committee.relayed":
		var r committee.Receipt
		err := json.Unmarshal(e.Body, &r)
		return step{about: anlan.Ref{Kind: committee.RefDocument, ID: r.Document}, by: e.Actor}, err
	}
	return step{}, nil
}

func toUnits(e anlan.Event, d committee.Document, units []committee.Named, title string) []news {
	text := ""
	if d.Due != "" {
		text = "请在 " + string(d.Due) + " 前传达，并填回执。"
	}
	var list []news
	for _, u := range units {
		if u.ID == "" || u.ID == e.Actor.Unit {
			continue // nobody is told of what he did himself
		}
		list = append(list, news{Notice: notify.Notice{Key: string(e.ID) + "/" + string(u.ID), Unit: u.ID, Kind: e.Kind, Ref: d.Ref(),
			Title: title + "：" + d.Title, Text: text, Path: "/meetings/" + string(d.Meeting)}})
	}
	return list
}
