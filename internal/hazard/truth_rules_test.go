package hazard

import (
	"strings"
	"testing"
	"time"

	"anlan"
	"anlan/internal/rule"
)

func TestSuspect(t *testing.T) {
	a, b, m := anlan.Ref{Kind: RefHazard, ID: "a"}, anlan.Ref{Kind: RefHazard, ID: "b"}, anlan.Ref{Kind: "matter.matter", ID: "m"}
	at := anlan.Date("2024-03-04").Start()
	shown := func(ref anlan.Ref, role string, unit anlan.ID, days int) Shown {
		return Shown{Photo: string(ref.ID) + role, Ref: ref, Role: role, Unit: unit, At: at.Add(time.Duration(days) * 24 * time.Hour)}
	}
	same, copied, view := alike{same: true}, alike{copy: true}, alike{}
	for name, tt := range map[string]struct {
		p, known Shown
		l        alike
		want     string
	}{
		"before and after from one spot":            {shown(a, roleAfter, "u", 3), shown(a, roleBefore, "u", 0), view, ""},
		"the picture before as the one after":       {shown(a, roleAfter, "u", 3), shown(a, roleBefore, "u", 0), copied, "photo_copy"},
		"the very file before as after":             {shown(a, roleAfter, "u", 3), shown(a, roleBefore, "u", 0), same, "photo_same"},
		"a second report with the first picture":    {shown(a, roleAfter, "u", 5), shown(a, roleAfter, "u", 3), same, ""},
		"the checker shows the fixer's picture":     {shown(a, roleCheck, "u", 5), shown(a, roleAfter, "u", 3), copied, "photo_copy"},
		"one picture shows two findings":            {shown(b, roleBefore, "u", 0), shown(a, roleBefore, "u", 0), same, ""},
		"a finding with last month's picture":       {shown(b, roleBefore, "u", 30), shown(a, roleBefore, "u", 0), same, "photo_same"},
		"a finding with another unit's picture":     {shown(b, roleBefore, "v", 0), shown(a, roleBefore, "u", 0), copied, "photo_copy"},
		"a finding that looks like an older one":    {shown(b, roleBefore, "v", 9), shown(a, roleBefore, "u", 0), view, ""},
		"another hazard's picture after":            {shown(b, roleAfter, "u", 9), shown(a, roleAfter, "u", 0), copied, "photo_copy"},
		"the same extinguisher as every year":       {shown(b, roleAfter, "u", 400), shown(a, roleAfter, "u", 0), view, ""},
		"another unit's look-alike":                 {shown(b, roleAfter, "v", 9), shown(a, roleAfter, "u", 0), view, "photo_alike"},
		"a picture from a matter that is no hazard": {shown(b, roleAfter, "v", 9), shown(m, roleWork, "u", 0), same, "photo_same"},
	} {
		if got := suspect(tt.p, tt.known, tt.l); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestOutOfTime(t *testing.T) {
	r := rule.ClosureTruth{LateHours: 72, FutureMinutes: 10}
	found := anlan.Date("2024-03-04").Start()
	h := func(n float64) anlan.Instant { return found.Add(time.Duration(n * float64(time.Hour))) }
	for name, tt := range map[string]struct {
		role        string
		taken, came anlan.Instant
		want        string
	}{
		"no claim":               {roleAfter, 0, h(50), ""},
		"as it should be":        {roleAfter, h(49), h(50), ""},
		"before it was found":    {roleAfter, h(-5), h(50), "taken_early"},
		"check from before":      {roleCheck, h(-5), h(50), "taken_early"},
		"a clock a little off":   {roleAfter, h(-.1), h(1), ""},
		"the finding itself":     {roleBefore, h(-.5), h(.1), ""},
		"a week on the phone":    {roleBefore, h(0), h(168), "taken_late"},
		"out of the future":      {roleBefore, h(5), h(1), "taken_future"},
		"a phone a year ahead":   {roleAfter, h(24 * 365), h(50), "taken_future"},
		"ten minutes' tolerance": {roleAfter, h(50.1), h(50), ""},
	} {
		if got := outOfTime(r, tt.role, tt.taken, tt.came, found); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

// TestDoubtsAreNamedInOneLanguage: the sentence of a refusal speaks the reader's language, each doubt once.
func TestDoubtsAreNamedInOneLanguage(t *testing.T) {
	h := Hazard{Doubts: []Doubt{{Kind: "bulk", Asks: true}, {Kind: "bulk", Asks: true}, {Kind: "no_visit", Asks: true}, {Kind: "taken_late"}}}
	err := anlan.ErrHazardDoubtful.With("number", "YH1").With("what", h.names())
	if zh := err.Say(anlan.ZH); !strings.Contains(zh, "：同一岗位短时间内成批销号、整改后没有现场核查的痕迹。") {
		t.Error(zh)
	}
	if en := err.Say(anlan.EN); !strings.Contains(en, ": one post closes many at once, nothing shows a visit since the work was done.") {
		t.Error(en)
	}
}
