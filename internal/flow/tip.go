package flow

import (
	"context"
	"encoding/json"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/hazard"
	"anlan/internal/matter"
	"anlan/internal/notify"
	"anlan/internal/tip"
)

// Reports takes what a report turned out to be into the ledger of hazards: in the words of the desk, with
// the pictures that it chose, and with nothing of the reporter's.
type Reports struct {
	Hazards *hazard.Service
	Matters *matter.Service
}

var _ tip.Finder = Reports{}

// Open implements tip.Finder.
func (r Reports) Open(ctx context.Context, tx *db.Tx, f tip.Found) (tip.Opened, error) {
	d := hazard.Draft{ID: tx.NewID(), Site: f.Site, Unit: f.Unit, Place: f.Place, Where: f.Where, Category: f.Category, Text: f.Text,
		Grade: hazard.Grade(f.Grade), Due: f.Due, Source: "public", Exercise: f.Exercise}
	if f.Worker {
		d.Source = "worker"
	}
	for _, p := range f.Kept {
		if _, err := r.Matters.KeepIn(ctx, tx, matter.File{Hash: p.Hash, Name: "photo.jpg", Type: "image/jpeg", Size: p.Size}); err != nil {
			return tip.Opened{}, err
		}
		d.Photos = append(d.Photos, hazard.Photo{Hash: p.Hash, At: p.At})
	}
	h, err := r.Hazards.ReportIn(ctx, tx, d)
	return openedOf(h), err
}

// Known implements tip.Finder.
func (r Reports) Known(ctx context.Context, tx *db.Tx, id anlan.ID) (tip.Opened, error) {
	h, err := r.Hazards.Get(ctx, tx.Actor, id)
	if err == nil && h.State == hazard.Dropped {
		err = anlan.ErrNotFound
	}
	return openedOf(h), err
}

func openedOf(h hazard.Hazard) tip.Opened {
	return tip.Opened{ID: h.ID, Number: h.Number, Unit: h.Lead.Unit, Closed: h.State == hazard.Closed || h.State == hazard.Fixed}
}

// WithTips lets reports of the public hear of the hazards that came of them, and tells their news.
func (l *Landing) WithTips(t *tip.Service) *Landing {
	l.on(tip.RefTip, l.hearTip)
	l.on(hazard.RefHazard, func(ctx context.Context, e anlan.Event) (step, error) { return step{}, tellTips(ctx, t, e) })
	return l
}

// tellTips lets reports know that the hazard which came of them ended, came back or was withdrawn.
func tellTips(ctx context.Context, tips *tip.Service, e anlan.Event) error {
	var t hazard.Told
	if err := json.Unmarshal(e.Body, &t); err != nil {
		return err
	}
	if t.Was == nil || t.Was.State == t.Now.State {
		return nil
	}
	state := "open"
	switch t.Now.State {
	case hazard.Closed, hazard.Fixed:
		state = "closed"
	case hazard.Dropped:
		state = "dropped"
	}
	return tips.HazardMoved(ctx, e.Ref.ID, state)
}

// tipLines says who is told what of a report. The words are the same whatever stands in it.
var tipLines = map[string]struct{ title, to string }{
	"tip.received":         {"收到举报，请受理", "desk"},
	"tip.transferred":      {"举报转来，请办理", "desk"},
	"tip.added":            {"举报人有补充", "desk"},
	"tip.reopened":         {"举报重新核查", "desk"},
	"tip.identity_asked":   {"申请启封举报人身份，请决定", "leader"},
	"tip.identity_granted": {"启封已批准，限时查看", "asked"},
	"tip.identity_refused": {"启封未批准", "asked"},
}

// lateTitles are the titles by clock.
var lateTitles = map[string]string{"accept": "举报受理期限将到或已过", "answer": "举报核查答复期限将到或已过"}

// hearTip tells whoever must move. A notice carries a number and nothing else of the report.
func (l *Landing) hearTip(ctx context.Context, e anlan.Event) (step, error) {
	one := step{about: e.Ref, by: e.Actor}
	var t tip.Told
	if err := json.Unmarshal(e.Body, &t); err != nil {
		return one, err
	}
	line := tipLines[e.Kind]
	words := []string{line.to}
	if e.Kind == "tip.late" {
		line.title, words = lateTitles[t.Clock], t.To
	}
	if line.title == "" || e.Kind == "tip.transferred" && t.Now.State == tip.Transferred {
		return one, nil
	}
	for _, word := range words {
		whom, err := l.tipRecipients(ctx, word, t)
		if err != nil {
			return one, err
		}
		for _, to := range whom {
			if to.unit != "" && to.unit == e.Actor.Unit {
				continue
			}
			one.tell = append(one.tell, news{Notice: notify.Notice{Key: string(e.ID) + "/" + string(to.post) + string(to.unit), Post: to.post, Unit: to.unit,
				Kind: e.Kind, Ref: e.Ref, Title: line.title + "：" + t.Number, Text: tipText(t), Path: "/tips/" + string(e.Ref.ID)}})
		}
	}
	return one, nil
}

func tipText(t tip.Told) string {
	if t.Due == 0 {
		return ""
	}
	return "期限 " + string(t.Due.Date()) + "。"
}

func (l *Landing) tipRecipients(ctx context.Context, word string, t tip.Told) ([]recipient, error) {
	switch {
	case word == "desk":
		return units(t.Desk), nil
	case word == "asked" && t.Opening != nil:
		return []recipient{{post: t.Opening.Asked.Post}}, nil
	}
	return l.instead(ctx, word, "")
}
