package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"

	"anlan"
	"anlan/internal/field"
	"anlan/internal/hazard"
	"anlan/internal/inspection"
)

// checks are the inspections that a unit owes, on the phones of its posts.
type checks struct{ a *App }

// CheckRow is a task of inspection as a phone keeps it.
type CheckRow struct {
	ID        anlan.ID   `json:"id"`
	Title     string     `json:"title"`
	Site      anlan.ID   `json:"site"`
	SiteName  string     `json:"siteName"`
	Checklist anlan.ID   `json:"checklist"`
	From      anlan.Date `json:"from"`
	Due       anlan.Date `json:"due"`
	Overdue   bool       `json:"overdue,omitempty"`
	Post      anlan.ID   `json:"post,omitempty"`
	Revision  int64      `json:"revision"`
}

func (checks) Kind() string { return "checks" }

func (checks) Touched(_ context.Context, e anlan.Event) ([]anlan.ID, error) {
	return only(e, inspection.RefDuty), nil
}

// only names the record of an event if it is of the kind.
func only(e anlan.Event, kind string) []anlan.ID {
	if e.Ref.Kind != kind {
		return nil
	}
	return []anlan.ID{e.Ref.ID}
}

func (c checks) Audience(ctx context.Context, ids []anlan.ID) (map[anlan.ID][]string, error) {
	list, err := c.a.Inspection.DutiesByID(ctx, anlan.Clock, ids)
	out := map[anlan.ID][]string{}
	for _, d := range list {
		if d.State == inspection.Open {
			out[d.ID] = []string{field.AudienceLead(d.Unit.ID)}
		}
	}
	return out, err
}

func (c checks) Rows(ctx context.Context, who anlan.Actor, ids []anlan.ID) (map[anlan.ID]any, error) {
	list, err := c.a.Inspection.DutiesByID(ctx, who, ids)
	out := map[anlan.ID]any{}
	for _, d := range list {
		out[d.ID] = CheckRow{ID: d.ID, Title: d.PlanTitle, Site: d.Site, SiteName: d.SiteName, Checklist: d.Checklist, From: d.From, Due: d.Due,
			Overdue: d.Overdue, Post: d.Post, Revision: d.Revision}
	}
	return out, err
}

// lists are the checklists in use, in their newest published version: every phone carries them all.
type lists struct{ a *App }

// ListRow is a checklist as a phone keeps it.
type ListRow struct {
	inspection.Version
	ID        anlan.ID `json:"id"` // of the checklist: a new version takes the place of the old one
	SiteKinds []string `json:"siteKinds"`
	Sector    string   `json:"sector,omitempty"`
}

func (lists) Kind() string { return "checklists" }

func (lists) Touched(_ context.Context, e anlan.Event) ([]anlan.ID, error) {
	return only(e, inspection.RefChecklist), nil
}

func (l lists) Audience(ctx context.Context, ids []anlan.ID) (map[anlan.ID][]string, error) {
	out := map[anlan.ID][]string{}
	for _, id := range ids {
		c, err := l.a.Inspection.Checklist(ctx, anlan.Clock, id)
		if err != nil && !errors.Is(err, anlan.ErrNotFound) {
			return nil, err
		}
		if err == nil && c.State == inspection.Published {
			out[id] = []string{field.Everybody}
		}
	}
	return out, nil
}

func (l lists) Rows(ctx context.Context, who anlan.Actor, ids []anlan.ID) (map[anlan.ID]any, error) {
	out := map[anlan.ID]any{}
	for _, id := range ids {
		c, err := l.a.Inspection.Checklist(ctx, who, id)
		if errors.Is(err, anlan.ErrForbidden) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		v, err := l.a.Inspection.Version(ctx, who, id, c.Version)
		if err != nil {
			return nil, err
		}
		out[id] = ListRow{Version: v, ID: id, SiteKinds: c.SiteKinds, Sector: c.Sector}
	}
	return out, nil
}

// terms is the dictionary of hazards: sectors, categories, causes and sources, each row with its kind.
type terms struct{ a *App }

// TermRow is one word of the dictionary.
type TermRow struct {
	Key      string   `json:"key"` // what it is and its own key: category/fire_exit
	Sort     string   `json:"sort"`
	Word     string   `json:"word"`
	ZH       string   `json:"zh"`
	EN       string   `json:"en"`
	Sectors  []string `json:"sectors,omitempty"`
	Kinds    []string `json:"kinds,omitempty"`    // of sites, of a sector
	Criteria []string `json:"criteria,omitempty"` // of a sector
	Self     bool     `json:"self,omitempty"`
}

func (terms) Kind() string { return "terms" }

func (t terms) Version(ctx context.Context, _ anlan.Actor) (string, error) {
	_, v, err := t.a.Hazard.Terms(ctx, anlan.Clock)
	return v.ID, err
}

func (t terms) Rows(ctx context.Context, _ anlan.Actor) ([]any, error) {
	words, _, err := t.a.Hazard.Terms(ctx, anlan.Clock)
	var list []any
	for _, s := range words.Sectors {
		list = append(list, TermRow{Key: "sector/" + s.Key, Sort: "sector", Word: s.Key, ZH: s.ZH, EN: s.EN, Kinds: s.Kinds, Criteria: s.Criteria})
	}
	for _, c := range words.Categories {
		list = append(list, TermRow{Key: "category/" + c.Key, Sort: "category", Word: c.Key, ZH: c.ZH, EN: c.EN, Sectors: c.Sectors})
	}
	for _, c := range words.Causes {
		list = append(list, TermRow{Key: "cause/" + c.Key, Sort: "cause", Word: c.Key, ZH: c.ZH, EN: c.EN})
	}
	for _, s := range words.Sources {
		list = append(list, TermRow{Key: "source/" + s.Key, Sort: "source", Word: s.Key, ZH: s.ZH, EN: s.EN, Self: s.Self})
	}
	return list, err
}

// criteria are the official criteria of major hazards, for the walk without a line.
type criteria struct{ a *App }

// CriteriaRow is the criteria of one sector.
type CriteriaRow struct {
	Key string `json:"key"`
	hazard.Criteria
}

func (criteria) Kind() string { return "criteria" }

func (c criteria) Version(ctx context.Context, who anlan.Actor) (string, error) {
	rows, err := c.Rows(ctx, who)
	if err != nil {
		return "", err
	}
	raw, err := json.Marshal(rows)
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:6]), err
}

func (c criteria) Rows(ctx context.Context, who anlan.Actor) ([]any, error) {
	found, err := c.a.Hazard.CriteriaFor(ctx, who, "", "")
	if errors.Is(err, anlan.ErrForbidden) {
		return nil, nil
	}
	list := make([]any, 0, len(found))
	for _, one := range found {
		list = append(list, CriteriaRow{Key: one.Sector, Criteria: one})
	}
	return list, err
}

var (
	_ field.Source = checks{}
	_ field.Source = lists{}
	_ field.Set    = terms{}
	_ field.Set    = criteria{}
)
