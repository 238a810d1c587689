package risk

import (
	"context"
	"slices"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// Ledgers counts what the other ledgers hold of an enterprise. The landing implements it over their
// published views: this room knows neither hazards nor matters.
type Ledgers interface {
	// Of counts by the keys of policy risk-portrait, since an instant; a key that it does not know is
	// left out.
	Of(ctx context.Context, unit anlan.ID, since, now anlan.Instant) (map[string]int, error)
}

// Factor is one thing that counts towards the word, with what it adds: nothing is secret.
type Factor struct {
	Key     string  `json:"key"`
	ZH      string  `json:"zh"`
	EN      string  `json:"en"`
	Count   int     `json:"count"`
	Weight  float64 `json:"weight"`
	Most    float64 `json:"most"`
	Adds    float64 `json:"adds"`
	AtLeast string  `json:"atLeast,omitempty"` // a word that this alone is enough for, where it counts
	Href    string  `json:"href"`              // the list behind the figure
}

// Portrait (风险画像) is a word said of an enterprise with every reason for it.
type Portrait struct {
	Unit    Named               `json:"unit"`
	Place   string              `json:"place"`
	Word    string              `json:"word"` // key of a band
	ZH      string              `json:"zh"`
	EN      string              `json:"en"`
	Sum     float64             `json:"sum"`
	Raised  bool                `json:"raised"` // one factor alone was enough, whatever the sum
	Factors []Factor            `json:"factors"`
	Bands   []rule.PortraitBand `json:"bands"`
	Days    int                 `json:"days"`
	Rule    string              `json:"rule"`
	At      anlan.Instant       `json:"at"`
}

// Portrait explains an enterprise factor by factor.
func (s *Service) Portrait(ctx context.Context, a anlan.Actor, unit anlan.ID) (Portrait, error) {
	if err := authz.Check(a, actPortrait); err != nil {
		return Portrait{}, err
	}
	u, err := registry.In(s.d.Reader()).Unit(ctx, unit)
	if err != nil {
		return Portrait{}, err
	}
	if authz.Check(a, actPortrait, authz.Target{Unit: u.ID, Place: u.Place}, authz.Target{Unit: u.Regulator}) != nil {
		return Portrait{}, anlan.ErrNotFound
	}
	now := s.d.Now()
	r, v, err := rule.Get[rule.RiskPortrait](s.book(), rule.RiskPicture, now.Date())
	if err != nil {
		return Portrait{}, err
	}
	counts, err := s.counts(ctx, unit, now.Date().AddDays(-r.Days).Start(), now)
	if err != nil {
		return Portrait{}, err
	}
	p := Paint(r, counts, string(unit))
	p.Unit, p.Place, p.Rule, p.At = Named{u.ID, u.Name}, u.Place, v.ID, now
	return p, nil
}

// counts gathers the figures of this room and of the other ledgers.
func (s *Service) counts(ctx context.Context, unit anlan.ID, since, now anlan.Instant) (map[string]int, error) {
	counts := map[string]int{}
	rows, err := queries(s.d.Reader()).CountUnit(ctx, unit)
	if err != nil {
		return nil, db.Classify(err)
	}
	for _, r := range rows {
		counts[string(ColourOf(r.Rank))+"_points"] += int(r.N)
		counts["unkept_points"] += int(r.Gaps)
		counts["open_proposals"] += int(r.Anew)
	}
	if s.ledgers == nil {
		return counts, nil
	}
	others, err := s.ledgers.Of(ctx, unit, since, now)
	for k, n := range others {
		counts[k] = n
	}
	return counts, err
}

// Paint works out the word from the counts. The parts add up to the whole, and a part that is enough
// alone says so.
func Paint(r rule.RiskPortrait, counts map[string]int, unit string) Portrait {
	p := Portrait{Bands: r.Bands, Days: r.Days, Factors: []Factor{}}
	var enough []string
	for _, f := range r.Factors {
		x := Factor{Key: f.Key, ZH: f.ZH, EN: f.EN, Count: max(counts[f.Key], 0), Weight: f.Weight, Most: f.Most, Href: hrefOf(f.Key, unit)}
		x.Adds = min(f.Weight*float64(x.Count), f.Most)
		if p.Sum += x.Adds; x.Count > 0 && f.AtLeast != "" {
			x.AtLeast = f.AtLeast
			enough = append(enough, f.AtLeast)
		}
		p.Factors = append(p.Factors, x)
	}
	by := r.Word(p.Sum, nil)
	word := r.Word(p.Sum, enough)
	p.Word, p.ZH, p.EN, p.Raised = word.Key, word.ZH, word.EN, word.Key != by.Key
	slices.SortStableFunc(p.Factors, func(a, b Factor) int {
		switch {
		case a.Adds > b.Adds:
			return -1
		case a.Adds < b.Adds:
			return 1
		}
		return 0
	})
	return p
}

// hrefOf is the page of the list behind a figure.
func hrefOf(key, unit string) string {
	q := "?unit=" + unit
	return map[string]string{"red_points": "/risks" + q + "&colour=red", "orange_points": "/risks" + q + "&colour=orange", "unkept_points": "/risks" + q + "&gap=1",
		"open_proposals": "/risks" + q + "&anew=1", "major_open": "/hazards" + q + "&grade=major&state=open", "stopped": "/hazards" + q + "&stopped=true",
		"overdue_hazards": "/hazards" + q + "&overdue=true", "open_hazards": "/hazards" + q + "&state=open", "relapses": "/hazards" + q + "&relapse=true",
		"overdue_duties": "/inspections/tasks" + q + "&late=true", "never_inspected": "/inspections" + q, "overdue_matters": "/matters" + q + "&lamp=overdue"}[key]
}
