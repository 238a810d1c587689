package letter

import (
	"context"
	"errors"
	"slices"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
	"anlan/internal/rule"
)

const templatesMost = 200

// TemplateView is a template that letters may be born from, the product's or the county's.
type TemplateView struct {
	Template
	Version    string `json:"version"`
	Builtin    bool   `json:"builtin"`
	Confidence string `json:"confidence,omitempty"`
	Now        bool   `json:"now" doc:"Letters are born from it today"`
}

// Templates lists the templates of every kind of signer: the county's own, and the product's below them.
func (s *Service) Templates(ctx context.Context, a anlan.Actor) ([]TemplateView, []rule.LetterMetric, error) {
	if err := authz.Check(a, actRead); err != nil {
		return nil, nil, err
	}
	today := s.d.Now().Date()
	set, v, err := s.set(today)
	if err != nil {
		return nil, nil, err
	}
	list := []TemplateView{}
	for _, kind := range rule.LetterKinds() {
		own, err := itemsAbout[Template](ctx, s.d.Reader(), kind, templatesMost)
		if err != nil {
			return nil, nil, err
		}
		slices.Reverse(own)
		covered := false
		for _, t := range own {
			list = append(list, TemplateView{Template: t, Version: t.Version(), Now: t.Covers(today)})
			covered = covered || t.Covers(today)
		}
		if t, there := set.Template(kind); there {
			list = append(list, TemplateView{Template: Template{State: InForce, From: v.From, To: v.To, Source: v.Source, Body: t}, Version: v.ID,
				Builtin: true, Confidence: string(v.Confidence), Now: !covered})
		}
	}
	return list, set.Metrics, nil
}

// templateFor is the template in force for letters of a year: the county's own where it has one. A letter
// of next year is made by what will be in force on its first day.
func (s *Service) templateFor(ctx context.Context, door letterdb.DBTX, kind string, year int, today anlan.Date) (rule.LetterTemplate, string, error) {
	day := today
	if first := anlan.Date(itoa(year) + "-01-01"); first > day {
		day = first
	} else if last := anlan.Date(itoa(year) + "-12-31"); last < day {
		day = last
	}
	own, err := itemsAbout[Template](ctx, door, kind, templatesMost)
	if err != nil {
		return rule.LetterTemplate{}, "", err
	}
	for _, t := range own {
		if t.Covers(day) {
			return t.Body, t.Version(), nil
		}
	}
	set, v, err := s.set(day)
	if err != nil {
		return rule.LetterTemplate{}, "", err
	}
	t, there := set.Template(kind)
	if !there {
		return t, "", anlan.ErrRuleNotInForce.With("rule", string(rule.LetterSet)+" "+kind).With("day", string(day))
	}
	return t, v.ID, nil
}

// SaveTemplate writes a draft of a template; base 0 makes a new one.
func (s *Service) SaveTemplate(ctx context.Context, a anlan.Actor, base int64, d TemplateDraftBody) (Template, error) {
	if err := authz.Check(a, actTemplate); err != nil {
		return Template{}, err
	}
	var t Template
	err := s.d.Write(ctx, a, func(tx *db.Tx) error {
		set, _, err := s.set(tx.Now.Date())
		if err != nil {
			return err
		}
		if err := d.check(set); err != nil {
			return err
		}
		t = Template{ID: d.ID, State: TemplateDraft, From: d.From, To: d.To, Source: d.Source, Body: d.Body, By: seatOf(a), Updated: tx.Now, Revision: base + 1}
		if base == 0 {
			if t.ID == "" {
				t.ID = tx.NewID()
			}
			return insertItem(ctx, tx, "letter.template_made", t, t)
		}
		was, err := getItem[Template](ctx, tx, d.ID)
		if err != nil {
			return err
		}
		if was.State != TemplateDraft || was.Body.Kind != d.Body.Kind || was.Revision != base {
			return anlan.ErrConflict
		}
		return updateItem(ctx, tx, "letter.template_changed", t, t)
	})
	if errors.Is(err, db.ErrDone) && d.ID != "" {
		return getItem[Template](ctx, s.d.Reader(), d.ID)
	}
	return t, err
}

// Publish puts a draft in force; two of a kind never cover the same day.
func (s *Service) Publish(ctx context.Context, a anlan.Actor, id anlan.ID, base int64) (Template, error) {
	return s.turn(ctx, a, id, base, "letter.template_published", func(tx *db.Tx, t Template) (Template, error) {
		if t.State != TemplateDraft {
			return t, anlan.ErrConflict
		}
		others, err := itemsAbout[Template](ctx, tx, t.Body.Kind, templatesMost)
		if err != nil {
			return t, err
		}
		t.State = InForce
		return t, t.overlap(others)
	})
}

// Retire ends a template on the eve of today, or drops a draft. Letters that were born from it keep it.
func (s *Service) Retire(ctx context.Context, a anlan.Actor, id anlan.ID, base int64) (Template, error) {
	return s.turn(ctx, a, id, base, "letter.template_retired", func(tx *db.Tx, t Template) (Template, error) {
		if t.State == InForce && t.From < tx.Now.Date() {
			t.To = tx.Now.Date().AddDays(-1)
			return t, nil
		}
		t.State = TemplateRetired
		return t, nil
	})
}

func (s *Service) turn(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, event string, verb func(tx *db.Tx, t Template) (Template, error)) (Template, error) {
	if err := authz.Check(a, actTemplate); err != nil {
		return Template{}, err
	}
	var t Template
	err := s.d.Write(ctx, a, func(tx *db.Tx) error {
		was, err := getItem[Template](ctx, tx, id)
		if err != nil {
			return err
		}
		if base != 0 && base != was.Revision {
			return anlan.ErrConflict
		}
		if t, err = verb(tx, was); err != nil {
			return err
		}
		t.Revision, t.Updated = was.Revision+1, tx.Now
		return updateItem(ctx, tx, event, t, t)
	})
	if errors.Is(err, db.ErrDone) {
		return getItem[Template](ctx, s.d.Reader(), id)
	}
	return t, err
}
