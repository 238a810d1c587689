package api

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/hazard"
)

// registerTruth registers the list of doubts about closings.
func (s *hazardDoor) registerTruth() {
	add(s, http.MethodGet, "/api/v1/hazards/truth", "hazard.survey", "Doubts about the truth of closings (销号真实性): re-used pictures, times that do not fit, closings in bulk, by oneself, without a visit", s.listTruth)
	add(s, http.MethodGet, "/api/v1/hazards/{id}/together", "hazard.check", "What the same post closed within the hour and is in doubt for nothing but that: each may get the same answer (核对疑点)", s.closedTogether)
}

// TogetherList is what one answer may belong to.
type TogetherList struct {
	Items []HazardRow `json:"items" nullable:"false"`
}

func (s *hazardDoor) closedTogether(ctx context.Context, in *RecordID) (*answer[TogetherList], error) {
	list, err := s.Hazard.Together(ctx, Actor(ctx), in.ID)
	return ok(TogetherList{s.hazardRows(ctx, list)}, err)
}

// DoubtView is a doubt as a page shows it.
type DoubtView struct {
	hazard.Doubt
	OtherNumber string  `json:"otherNumber,omitempty" doc:"Number of the record that showed the other picture; absent: one may not see it"`
	OtherUnit   Named   `json:"otherUnit" doc:"Who owes that record"`
	Mates       []Named `json:"mates" nullable:"false" doc:"Hazards closed with it in one go: id and number"`
}

// TruthRow is a doubt with its hazard.
type TruthRow struct {
	Hazard HazardRow `json:"hazard"`
	Doubt  DoubtView `json:"doubt"`
}

// TruthPage is one page of the list.
type TruthPage struct {
	Items []TruthRow `json:"items" nullable:"false"`
	Next  string     `json:"next,omitempty"`
}

type truthQuery struct {
	Kind   string `query:"kind" enum:"photo_same,photo_copy,photo_alike,taken_early,taken_late,taken_future,bulk,own_check,no_visit" required:"false"`
	Open   bool   `query:"open" doc:"Only those that nobody has answered"`
	Cursor string `query:"cursor" maxLength:"100"`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
}

func (s *hazardDoor) listTruth(ctx context.Context, in *truthQuery) (*answer[TruthPage], error) {
	found, err := s.Hazard.Truth(ctx, Actor(ctx), hazard.DoubtFilter{Kind: in.Kind, Open: in.Open, Cursor: in.Cursor, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	page := TruthPage{Items: []TruthRow{}, Next: found.Next}
	for _, d := range found.Items {
		page.Items = append(page.Items, TruthRow{s.hazardRow(ctx, d.Hazard), s.doubtView(ctx, d.Doubt)})
	}
	return ok(page, nil)
}

// doubtWords names doubts in a sentence, each kind once.
func doubtWords(lang anlan.Lang, list []hazard.Doubt) string {
	var words []string
	for _, d := range list {
		if w := lang.Pick(hazard.DoubtName(d.Kind)); !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return strings.Join(words, lang.Pick("；", "; "))
}

func (s *hazardDoor) doubtViews(ctx context.Context, list []hazard.Doubt) []DoubtView {
	views := make([]DoubtView, 0, len(list))
	for _, d := range list {
		views = append(views, s.doubtView(ctx, d))
	}
	return views
}

// doubtView adds names, and leaves out what the actor may not see of the other record.
func (s *hazardDoor) doubtView(ctx context.Context, d hazard.Doubt) DoubtView {
	v := DoubtView{Doubt: d, Mates: []Named{}}
	if d.Other != nil {
		v.OtherUnit = s.names.unit(ctx, d.Other.Unit)
		number, visible := s.Hazard.ShownBy(ctx, Actor(ctx), *d.Other)
		if v.OtherNumber = number; !visible {
			hidden := *d.Other
			hidden.Photo, hidden.Ref = "", anlan.Ref{}
			v.Other, v.OtherNumber = &hidden, ""
		}
	}
	for _, id := range d.Closed {
		if h, err := s.Hazard.Get(ctx, Actor(ctx), id); err == nil {
			v.Mates = append(v.Mates, Named{ID: id, Name: h.Number})
		}
	}
	v.Closed = nil // those among them that one may see are the mates
	return v
}
