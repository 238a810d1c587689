package app

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"anlan"
	"anlan/internal/field"
	"anlan/internal/hazard"
	"anlan/internal/matter"
	"anlan/internal/registry"
)

// hazards are the findings that are still there, on the phones of those who owe, check or found them.
type hazards struct{ a *App }

// HazardRow is a hazard as a phone keeps it: what it is, whose it is, and what may be done about it.
type HazardRow struct {
	ID       anlan.ID      `json:"id"`
	Number   string        `json:"number"`
	Text     string        `json:"text"`
	State    hazard.State  `json:"state"`
	Grade    hazard.Grade  `json:"grade"`
	Category string        `json:"category"`
	Parts    []string      `json:"parts"` // fix: mine to put right; check: mine to look at again; found: mine
	Site     anlan.ID      `json:"site,omitempty"`
	SiteName string        `json:"siteName,omitempty"`
	Where    string        `json:"where,omitempty"`
	Unit     string        `json:"unit,omitempty"` // who owes it, where it is not one's own unit
	Found    anlan.Instant `json:"found"`
	Due      anlan.Date    `json:"due,omitempty"`
	Listed   bool          `json:"listed,omitempty"`
	Matter   anlan.ID      `json:"matter,omitempty"`
	Can      []string      `json:"can,omitempty"`    // sign, fix, check, amend: as of now
	Photos   int           `json:"photos,omitempty"` // that the report of the fix still has to bring
	Doubts   []DoubtRow    `json:"doubts,omitempty"` // not answered yet, for whoever looks again
	Revision int64         `json:"revision"`
}

// DoubtRow is what speaks against a closure, as far as a phone shows it.
type DoubtRow struct {
	Kind  string `json:"kind"`
	Asks  bool   `json:"asks,omitempty"`  // whoever accepts it says why
	Photo string `json:"photo,omitempty"` // the picture that it is about
	Other string `json:"other,omitempty"` // the one that it looks like
}

func (hazards) Kind() string { return "hazards" }

// Touched: a hazard changes with itself, and with what its matter allows.
func (hazards) Touched(_ context.Context, e anlan.Event) ([]anlan.ID, error) {
	if e.Ref.Kind != "matter.matter" {
		return only(e, hazard.RefHazard), nil
	}
	t, err := matter.ToldBy(e)
	if err != nil {
		return nil, err
	}
	if t.Origin.Kind != hazard.RefHazard {
		return nil, nil
	}
	return []anlan.ID{t.Origin.ID}, nil
}

func (x hazards) Audience(ctx context.Context, ids []anlan.ID) (map[anlan.ID][]string, error) {
	list, err := x.a.Hazard.Many(ctx, anlan.Clock, ids)
	out := map[anlan.ID][]string{}
	for _, h := range list {
		if h.IsOpen() {
			out[h.ID] = []string{field.AudienceLead(h.Lead.Unit), field.AudienceReview(h.Checker.Unit), field.AudienceFound(h.Finder.Unit)}
		}
	}
	return out, err
}

func (x hazards) Rows(ctx context.Context, who anlan.Actor, ids []anlan.ID) (map[anlan.ID]any, error) {
	list, err := x.a.Hazard.Many(ctx, who, ids)
	if err != nil {
		return nil, err
	}
	work, err := x.work(ctx, who, list)
	if err != nil {
		return nil, err
	}
	names, err := x.sites(ctx, list)
	if err != nil {
		return nil, err
	}
	dir, out := registry.In(x.a.DB.Reader()), map[anlan.ID]any{}
	for _, h := range list {
		r := hazardRow(who, h)
		r.SiteName, r.Can, r.Photos = names[h.Site], append(r.Can, work[h.ID].can...), work[h.ID].photos
		if h.Lead.Unit != who.Unit {
			if u, err := dir.Unit(ctx, h.Lead.Unit); err == nil {
				r.Unit = cmp.Or(u.Short, u.Name)
			}
		}
		out[h.ID] = r
	}
	return out, nil
}

func hazardRow(who anlan.Actor, h hazard.Hazard) HazardRow {
	r := HazardRow{ID: h.ID, Number: h.Number, Text: h.Text, State: h.State, Grade: h.Grade, Category: h.Category, Parts: []string{}, Site: h.Site,
		Where: h.Where, Found: h.Found, Due: h.Due, Listed: h.Listed() != "", Matter: h.Matter, Revision: h.Revision}
	for _, p := range []struct {
		name string
		unit anlan.ID
	}{{"fix", h.Lead.Unit}, {"check", h.Checker.Unit}, {"found", h.Finder.Unit}} {
		if p.unit == who.Unit {
			r.Parts = append(r.Parts, p.name)
		}
	}
	for _, c := range h.Can(who) {
		switch c.Verb {
		case "close":
			r.Can, r.Doubts = append(r.Can, "check"), doubtRows(h)
		case "amend":
			r.Can = append(r.Can, "amend")
		}
	}
	return r
}

// doubtRows are the doubts that the check has to answer.
func doubtRows(h hazard.Hazard) (list []DoubtRow) {
	for _, d := range h.Doubts {
		if d.Answer != nil {
			continue
		}
		r := DoubtRow{Kind: d.Kind, Asks: d.Asks, Photo: d.Photo}
		if d.Other != nil {
			r.Other = d.Other.Photo
		}
		list = append(list, r)
	}
	return list
}

// task is what may be done with the matter behind a hazard, and how many pictures it still asks for.
type task struct {
	can    []string
	photos int
}

// work tells what the actor may do with the matters behind the hazards that its unit owes. What a unit
// below owes is done there, or at the desk: a phone does not offer to fix what one is to check.
func (x hazards) work(ctx context.Context, who anlan.Actor, list []hazard.Hazard) (map[anlan.ID]task, error) {
	of, ids := map[anlan.ID]anlan.ID{}, []anlan.ID{}
	for _, h := range list {
		if h.Matter != "" && h.State == hazard.Rectifying && h.Lead.Unit == who.Unit {
			of[h.Matter], ids = h.ID, append(ids, h.Matter)
		}
	}
	matters, err := x.a.Matter.Many(ctx, who, ids)
	out := map[anlan.ID]task{}
	for _, m := range matters {
		if out[of[m.ID]], err = x.task(who, m); err != nil {
			return nil, err
		}
	}
	return out, err
}

func (x hazards) task(who anlan.Actor, m matter.Matter) (t task, err error) {
	for _, c := range m.Can(who, x.a.DB.Now()) {
		switch c.Verb {
		case "sign": // whoever may sign may report it done after that
			t.can = append(t.can, "sign", "fix")
		case "feedback":
			t.can = append(t.can, "fix")
		}
	}
	asks, err := x.a.Matter.Asks(m)
	for _, ask := range asks {
		if ask.Kind == "photo" {
			t.photos = max(0, ask.Min-m.Proof.Photos)
		}
	}
	return t, err
}

func (x hazards) sites(ctx context.Context, list []hazard.Hazard) (map[anlan.ID]string, error) {
	var ids []anlan.ID
	for _, h := range list {
		if h.Site != "" {
			ids = append(ids, h.Site)
		}
	}
	slices.Sort(ids)
	sites, err := registry.In(x.a.DB.Reader()).SitesByID(ctx, slices.Compact(ids))
	names := map[anlan.ID]string{}
	for _, s := range sites {
		names[s.ID] = s.Name
	}
	return names, err
}

// habits are what is usually found at a site: a phone offers those categories first, also without a line.
// They are carried like the site.
type habits struct {
	a     *App
	sites field.Source
}

// HabitRow is the history of one site, the most frequent category first.
type HabitRow struct {
	ID   anlan.ID `json:"id"` // of the site
	Used []string `json:"used"`
}

const (
	habitYears = 2
	habitsMost = 8
)

func (habits) Kind() string { return "habits" }

// Touched: with every finding at a site, and with who carries the site.
func (x habits) Touched(ctx context.Context, e anlan.Event) ([]anlan.ID, error) {
	switch {
	case e.Ref.Kind != hazard.RefHazard:
		return x.sites.Touched(ctx, e)
	case !slices.Contains([]string{"hazard.reported", "hazard.amended", "hazard.dropped"}, e.Kind):
		return nil, nil
	}
	var t hazard.Told
	if err := json.Unmarshal(e.Body, &t); err != nil || t.Site == "" {
		return nil, err
	}
	return []anlan.ID{t.Site}, nil
}

func (x habits) Audience(ctx context.Context, ids []anlan.ID) (map[anlan.ID][]string, error) {
	used, err := x.used(ctx, ids)
	if err != nil || len(used) == 0 {
		return nil, err
	}
	return x.sites.Audience(ctx, slices.Sorted(maps.Keys(used)))
}

func (x habits) Rows(ctx context.Context, who anlan.Actor, ids []anlan.ID) (map[anlan.ID]any, error) {
	seen, err := x.sites.Rows(ctx, who, ids)
	if err != nil {
		return nil, err
	}
	used, err := x.used(ctx, slices.Sorted(maps.Keys(seen)))
	out := map[anlan.ID]any{}
	for id, times := range used {
		out[id] = HabitRow{id, mostUsed(times)}
	}
	return out, err
}

func (x habits) used(ctx context.Context, ids []anlan.ID) (map[anlan.ID]map[string]int, error) {
	return x.a.Hazard.Habits(ctx, ids, x.a.DB.Now().Add(-habitYears*365*24*time.Hour))
}

func mostUsed(times map[string]int) []string {
	list := slices.Sorted(maps.Keys(times))
	slices.SortStableFunc(list, func(a, b string) int { return cmp.Compare(times[b], times[a]) })
	return list[:min(len(list), habitsMost)]
}

// spans are the policy's deadlines that a phone fills in.
type spans struct{ a *App }

// SpanRow is one deadline: so many days or working days.
type SpanRow struct {
	Key   string `json:"key"`
	Value int    `json:"value"`
	Unit  string `json:"unit"`
}

func (spans) Kind() string { return "spans" }

func (x spans) Version(context.Context, anlan.Actor) (string, error) {
	_, v, err := x.a.Hazard.GeneralSpan()
	return v.ID, err
}

func (x spans) Rows(context.Context, anlan.Actor) ([]any, error) {
	o, _, err := x.a.Hazard.GeneralSpan()
	return []any{SpanRow{"general", o.Value, string(o.Unit)}}, err
}

var (
	_ field.Source = hazards{}
	_ field.Source = habits{}
	_ field.Set    = spans{}
)
