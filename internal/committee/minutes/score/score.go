// Package score compares proposals of the minutes reader with labelled texts, by the rules of the specification: spans
// match at an intersection over union of 0.4 or more, best pairs first.
package score

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/committee/minutes"
)

// Span is a stretch of runes of the raw text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Expected is one labelled item. Outer is the whole row or record, which is accepted in place of the quotation.
type Expected struct {
	Kind       string      `json:"kind"`
	Quote      string      `json:"quote"`
	Start      int         `json:"start"`
	End        int         `json:"end"`
	Outer      *Span       `json:"outer"`
	Owners     []string    `json:"owners"`
	CoOwners   []string    `json:"co_owners"`
	Due        *anlan.Date `json:"due"`
	DueAltNull bool        `json:"due_alt_null"`
	Recurrence *string     `json:"recurrence"`
	Topic      string      `json:"topic"`
}

// Text is one labelled text.
type Text struct {
	Name  string
	Raw   []byte
	Items []Expected
}

// Tally counts agreement over any number of texts.
type Tally struct {
	Hit, Proposed, Expected     int // tasks
	Slogans, SlogansTaken       int
	OwnerHit, OwnerGot, OwnerOf int
	CoHit, CoGot, CoOf          int
	DueRight, RecurRight        int
	TopicRight, Matched         int
	Notes                       []string

	Names func(string) string // gives a unit its one name (rule 12); nil leaves names as they are
}

// Load reads the labelled texts of a folder.
func Load(dir string) ([]Text, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return nil, err
	}
	var out []Text
	for _, name := range names {
		t := Text{Name: strings.TrimSuffix(filepath.Base(name), ".txt")}
		if t.Raw, err = os.ReadFile(name); err != nil {
			return nil, err
		}
		labels, err := os.ReadFile(strings.TrimSuffix(name, ".txt") + ".json")
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(labels, &t.Items); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, t)
	}
	return out, nil
}

// Add scores one text.
func (t *Tally) Add(text Text, p minutes.Proposal) {
	note := func(format string, args ...any) {
		t.Notes = append(t.Notes, text.Name+": "+fmt.Sprintf(format, args...))
	}
	pairs := match(text.Items, p.Decisions)
	gotOf, used := make([]int, len(text.Items)), make([]bool, len(p.Decisions))
	for i := range gotOf {
		gotOf[i] = -1
	}
	for _, m := range pairs {
		gotOf[m.want], used[m.got] = m.got, true
	}
	for i, want := range text.Items {
		t.judge(want, gotOf[i], p.Decisions, note)
	}
	for i, d := range p.Decisions {
		if d.Kind == minutes.Task {
			t.Proposed++
			if !used[i] {
				note("EXTRA task %q", d.Text)
			}
		}
	}
}

// judge compares one expected item with the proposal that matched it, or -1.
func (t *Tally) judge(want Expected, got int, ds []minutes.Decision, note func(string, ...any)) {
	switch want.Kind {
	case "slogan":
		t.Slogans++
		if got >= 0 && ds[got].Kind == minutes.Task {
			t.SlogansTaken++
			note("SLOGAN as task %q (%s)", ds[got].Text, ds[got].Why)
		}
		return
	case "task":
	default:
		if got >= 0 && ds[got].Kind == minutes.Task {
			note("%s as task %q", want.Kind, ds[got].Text)
		}
		return
	}
	t.Expected++
	if got < 0 || ds[got].Kind != minutes.Task {
		kind, why := minutes.Kind("nothing"), ""
		if got >= 0 {
			kind, why = ds[got].Kind, ds[got].Why
		}
		note("MISSED task %q, read as %s (%s)", want.Quote, kind, why)
		return
	}
	t.Hit++
	t.fields(want, ds[got], note)
}

// fields compares owners, date and topic of a matched task.
func (t *Tally) fields(want Expected, d minutes.Decision, note func(string, ...any)) {
	t.Matched++
	want.Owners, want.CoOwners = t.named(want.Owners), t.named(want.CoOwners)
	common := overlap(want.Owners, d.Owners)
	t.OwnerHit, t.OwnerGot, t.OwnerOf = t.OwnerHit+common, t.OwnerGot+len(d.Owners), t.OwnerOf+len(want.Owners)
	if common != len(want.Owners) || common != len(d.Owners) {
		note("OWNERS %v, want %v, of %q", d.Owners, want.Owners, d.Text)
	}
	common = overlap(want.CoOwners, d.CoOwners)
	t.CoHit, t.CoGot, t.CoOf = t.CoHit+common, t.CoGot+len(d.CoOwners), t.CoOf+len(want.CoOwners)
	if common != len(want.CoOwners) || common != len(d.CoOwners) {
		note("CO %v, want %v, of %q", d.CoOwners, want.CoOwners, d.Text)
	}
	if equal(want.Due, d.Due) || want.DueAltNull && d.Due == nil {
		t.DueRight++
	} else {
		note("DUE %s, want %s, of %q", show(d.Due), show(want.Due), d.Text)
	}
	if equal(want.Recurrence, d.Recurrence) {
		t.RecurRight++
	} else {
		note("RECURRENCE %s, want %s, of %q", show(d.Recurrence), show(want.Recurrence), d.Text)
	}
	if want.Topic == d.Topic {
		t.TopicRight++
	} else {
		note("TOPIC %s, want %s, of %q", d.Topic, want.Topic, d.Text)
	}
}

// named gives each unit its one name, for labels may print a unit as the text does.
func (t *Tally) named(list []string) []string {
	if t.Names == nil {
		return list
	}
	out := make([]string, 0, len(list))
	for _, name := range list {
		out = append(out, t.Names(name))
	}
	return out
}

func equal[T comparable](a, b *T) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

func show[T ~string](v *T) string {
	if v == nil {
		return "null"
	}
	return string(*v)
}

func overlap(a, b []string) (n int) {
	for _, s := range a {
		if slices.Contains(b, s) {
			n++
		}
	}
	return n
}

// pair is an expected item and a proposal that overlap.
type pair struct {
	want, got int
	iou       float64
}

// match pairs items and proposals, best overlap first.
func match(want []Expected, got []minutes.Decision) []pair {
	var all, out []pair
	for i, w := range want {
		for j, g := range got {
			v := iou(Span{w.Start, w.End}, Span(g.Source))
			if w.Outer != nil {
				v = max(v, iou(*w.Outer, Span(g.Source)))
			}
			if v >= 0.4 {
				all = append(all, pair{i, j, v})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b pair) int { return cmp.Compare(b.iou, a.iou) })
	usedWant, usedGot := map[int]bool{}, map[int]bool{}
	for _, p := range all {
		if !usedWant[p.want] && !usedGot[p.got] {
			usedWant[p.want], usedGot[p.got] = true, true
			out = append(out, p)
		}
	}
	return out
}

func iou(a, b Span) float64 {
	common := min(a.End, b.End) - max(a.Start, b.Start)
	if common <= 0 {
		return 0
	}
	return float64(common) / float64(max(a.End, b.End)-min(a.Start, b.Start))
}

// F1 is the harmonic mean of precision and recall.
func F1(hit, got, of int) float64 {
	if got+of == 0 {
		return 1
	}
	return 2 * float64(hit) / float64(got+of)
}

// Ratio is a share, 1 of nothing.
func Ratio(n, of int) float64 {
	if of == 0 {
		return 1
	}
	return float64(n) / float64(of)
}

// Scores are the five figures that the specification asks for, and two more.
type Scores struct{ Task, SloganTaken, Owners, Due, Topic, CoOwners, Recurrence float64 }

// Scores computes the figures of a tally.
func (t *Tally) Scores() Scores {
	return Scores{
		Task: F1(t.Hit, t.Proposed, t.Expected), SloganTaken: float64(t.SlogansTaken) / float64(max(t.Slogans, 1)),
		Owners: F1(t.OwnerHit, t.OwnerGot, t.OwnerOf), Due: Ratio(t.DueRight, t.Matched), Topic: Ratio(t.TopicRight, t.Matched),
		CoOwners: F1(t.CoHit, t.CoGot, t.CoOf), Recurrence: Ratio(t.RecurRight, t.Matched),
	}
}
