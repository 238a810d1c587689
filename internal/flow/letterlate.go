package flow

import (
	"context"
	"encoding/json"

	"anlan"
	"anlan/internal/letter"
	"anlan/internal/matter"
	"anlan/internal/notify"
)

// hearLateLetter tells those whom a rung names of a signature or an answer that is soon due, or late: the post that
// owes it, its unit, and the unit above. Ordinary notices: at night they wait for the morning.
func (l *Landing) hearLateLetter(ctx context.Context, e anlan.Event) (step, error) {
	switch e.Kind {
	case "letter.unsigned":
		var u letter.Urged
		if err := json.Unmarshal(e.Body, &u); err != nil {
			return step{}, err
		}
		return l.lateSignatures(ctx, e, u)
	case "letter.unanswered":
		var u letter.UrgedAnswer
		if err := json.Unmarshal(e.Body, &u); err != nil {
			return step{}, err
		}
		c := chase{title: pick(u.Late, answerLate, answerNear), name: u.Number, text: u.Title, path: "/letters/" + string(u.Letter), unit: u.Issuer, post: u.Post}
		list, err := l.chase(ctx, e, u.Urging, c)
		return step{tell: list}, err
	}
	return step{}, nil
}

func (l *Landing) lateSignatures(ctx context.Context, e anlan.Event, u letter.Urged) (step, error) {
	var one step
	for _, p := range u.Waits {
		c := chase{title: pick(u.Late, letterLate, letterNear), name: u.Number + " " + p.Name, text: u.Title, path: "/letters/" + string(e.Ref.ID), unit: p.Unit, post: p.Post, above: u.Issuer}
		list, err := l.chase(ctx, e, u.Urging, c)
		if err != nil {
			return one, err
		}
		one.tell = append(one.tell, list...)
	}
	return one, nil
}

// chase is who owes something of a letter, and how it is told.
type chase struct {
	title, name, text, path string
	unit, post, above       anlan.ID
}

func (l *Landing) chase(ctx context.Context, e anlan.Event, u letter.Urging, c chase) (list []news, err error) {
	seen := map[recipient]bool{}
	for _, word := range u.To {
		if word == "issuer" && (c.above == "" || c.above == c.unit) {
			word = "office" // nobody else stands above whoever issued it
		}
		whom, err := l.recipients(ctx, word, matter.Told{Lead: matter.Seat{Unit: c.unit, Post: c.post}, Issuer: c.above}, e.At)
		if err != nil {
			return nil, err
		}
		for _, to := range whom {
			if seen[to] {
				continue
			}
			seen[to] = true
			list = append(list, news{Notice: notify.Notice{Key: string(e.ID) + "/" + string(c.unit) + "/" + string(to.post) + string(to.unit), Post: to.post, Unit: to.unit, Kind: e.Kind,
				Ref: e.Ref, Title: c.title + "：" + c.name, Text: anlan.Clip("期限 "+string(u.Due)+"。"+c.text, 300), Path: c.path}})
		}
	}
	return list, nil
}
