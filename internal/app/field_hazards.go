package app

import (
	"cmp"
	"context"
	"slices"

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
	Parts    []string      `json:"parts"` // fix: mine to put right; check: mine to look at again, also after it ended; found: mine
	Site     anlan.ID      `json:"site,omitempty"`
	SiteName string        `json:"siteName,omitempty"`
	Where    string        `json:"where,omitempty"`
	Unit     string        `json:"unit,omitempty"` // who owes it, where it is not one's own unit
	Found    anlan.Instant `json:"found"`
	Due      anlan.Date    `json:"due,omitempty"`
	Listed   bool          `json:"listed,omitempty"`
	Matter   anlan.ID      `json:"matter,omitempty"`
	Can      []string      `json:"can,omitempty"`    // sign, fix, check, vouch, amend: as of now
	Photos   int           `json:"photos,omitempty"` // that the report of the fix still has to bring
	Doubts   []DoubtRow    `json:"doubts,omitempty"` // not answered yet, for whoever looks again
	Shown    int64         `json:"shown,omitempty"`  // the newest evidence that was not compared yet: it waits until compared reaches it
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
		switch {
		case h.IsOpen():
			out[h.ID] = []string{field.AudienceLead(h.Lead.Unit), field.AudienceReview(h.Checker.Unit), field.AudienceFound(h.Finder.Unit)}
		case h.Doubtful():
			out[h.ID] = []string{vouching(h)}
		}
	}
	return out, err
}

// vouching is who carries an ended hazard whose doubts ask: the unit that looks again, or the committee's office.
func vouching(h hazard.Hazard) string {
	if unit := h.Voucher(); unit != "" {
		return field.AudienceReview(unit)
	}
	return field.AudienceCounty
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
	shown, err := x.a.Hazard.Uncompared(ctx, slices.DeleteFunc(slices.Clone(list), func(h hazard.Hazard) bool { return !looksAgain(h.Can(who)) }))
	if err != nil {
		return nil, err
	}
	dir, out := registry.In(x.a.DB.Reader()), map[anlan.ID]any{}
	for _, h := range list {
		r := hazardRow(who, h)
		r.SiteName, r.Can, r.Photos, r.Shown = names[h.Site], append(r.Can, work[h.ID].can...), work[h.ID].photos, shown[h.ID]
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
		if h.IsOpen() && p.unit == who.Unit {
			r.Parts = append(r.Parts, p.name)
		}
	}
	for _, c := range h.Can(who) {
		switch c.Verb {
		case "close":
			r.Can, r.Doubts = append(r.Can, "check"), doubtRows(h)
		case "vouch":
			r.Can, r.Doubts, r.Parts = append(r.Can, "vouch"), doubtRows(h), append(r.Parts, "check")
		case "amend":
			r.Can = append(r.Can, "amend")
		}
	}
	return r
}

// looksAgain reports whether the actor is who accepts the work, or answers for it after the end.
func looksAgain(can []hazard.Can) bool {
	return slices.ContainsFunc(can, func(c hazard.Can) bool { return c.Verb == "close" || c.Verb == "vouch" })
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

var _ field.Source = hazards{}
