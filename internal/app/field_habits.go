package app

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"time"

	"anlan"
	"anlan/internal/field"
	"anlan/internal/hazard"
)

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

// compared is how far the pictures of evidence are compared with the history: with it a phone says, also without a
// line, which hazards still wait for it. It changes no hazard, so no row of one would tell it.
type compared struct{ a *App }

// ComparedRow is the event up to which everything was looked at.
type ComparedRow struct {
	Key string `json:"key"` // pictures
	Pos int64  `json:"pos"`
}

func (compared) Kind() string { return "compared" }

func (x compared) Version(ctx context.Context, _ anlan.Actor) (string, error) {
	pos, err := x.a.Hazard.Compared(ctx)
	return strconv.FormatInt(pos, 10), err
}

func (x compared) Rows(ctx context.Context, _ anlan.Actor) ([]any, error) {
	pos, err := x.a.Hazard.Compared(ctx)
	return []any{ComparedRow{"pictures", pos}}, err
}

var (
	_ field.Source = habits{}
	_ field.Set    = spans{}
	_ field.Set    = compared{}
)
