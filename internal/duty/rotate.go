package duty

import (
	"slices"
	"time"

	"anlan"
	"anlan/internal/rule"
)

// Rotation is a wish for a roster: these people in turn, from a day to a day. Days off turn by
// themselves, so that the same people do not get every festival.
type Rotation struct {
	Post    anlan.ID   `json:"post"`
	From    anlan.Date `json:"from"`
	To      anlan.Date `json:"to"`
	People  []anlan.ID `json:"people" minItems:"1" maxItems:"100"`
	Leaders []anlan.ID `json:"leaders,omitempty" maxItems:"100"`
	At      string     `json:"at" doc:"when shifts change, e.g. 08:30"`
	Nights  bool       `json:"nights,omitempty" doc:"a day shift and a night shift instead of one for the whole day"`
	Evening string     `json:"evening,omitempty" doc:"when the night shift begins, e.g. 18:00"`
}

// maxDays bounds a rotation: a roster is made for a season, not for a life.
const maxDays = 184

// Check refuses a rotation that makes no roster.
func (r Rotation) Check() error {
	var bad anlan.Problems
	for field, day := range map[string]anlan.Date{"from": r.From, "to": r.To} {
		if _, err := anlan.ParseDate(string(day)); err != nil {
			bad = append(bad, anlan.ErrDateMalformed.With("value", string(day)).At(field))
		}
	}
	if len(bad) == 0 && (r.To < r.From || r.From.AddDays(maxDays) <= r.To) {
		bad = append(bad, anlan.ErrDutyRotationSpan.With("days", maxDays).At("to"))
	}
	if len(r.People) == 0 || len(r.People) > 100 || len(r.Leaders) > 100 || r.Post == "" {
		bad = append(bad, anlan.ErrFieldRequired.With("name", "people").At("people"))
	}
	if _, err := time.Parse("15:04", r.At); err != nil {
		bad = append(bad, anlan.ErrFieldInvalid.With("name", "at").With("value", r.At).At("at"))
	}
	if _, err := time.Parse("15:04", r.Evening); r.Nights && (err != nil || r.Evening <= r.At) {
		bad = append(bad, anlan.ErrFieldInvalid.With("name", "evening").With("value", r.Evening).At("evening"))
	}
	return bad.Err()
}

// turn deals people out one after the other.
type turn struct {
	people []anlan.ID
	next   int
}

func (t *turn) take() anlan.ID {
	if len(t.people) == 0 {
		return ""
	}
	p := t.people[t.next%len(t.people)]
	t.next++
	return p
}

// Rotate makes the shifts of a rotation. off tells which days are days off; they are dealt out
// from the far end of the list, so that a short roster does not give both turns to the first names.
func Rotate(r Rotation, off func(anlan.Date) bool) []Draft {
	backwards := slices.Clone(r.People)
	slices.Reverse(backwards)
	people := map[bool]*turn{false: {people: r.People}, true: {people: backwards}}
	leaders := map[bool]*turn{false: {people: r.Leaders}, true: {people: r.Leaders}}
	var out []Draft
	for day := r.From; day <= r.To; day = day.AddDays(1) {
		free := off(day)
		begin, end := rule.OnClock(day, r.At), rule.OnClock(day.AddDays(1), r.At)
		leader := leaders[free].take()
		if !r.Nights {
			out = append(out, Draft{Post: r.Post, Kind: Whole, Starts: begin, Ends: end, Person: people[free].take(), Leader: leader})
			continue
		}
		evening := rule.OnClock(day, r.Evening)
		out = append(out,
			Draft{Post: r.Post, Kind: Day, Starts: begin, Ends: evening, Person: people[free].take(), Leader: leader},
			Draft{Post: r.Post, Kind: Night, Starts: evening, Ends: end, Person: people[free].take(), Leader: leader})
	}
	return out
}

// Gap is a stretch without anybody on duty.
type Gap struct {
	From anlan.Instant `json:"from"`
	To   anlan.Instant `json:"to"`
}

// Gaps returns the stretches between from and to that no shift covers.
func Gaps(shifts []Shift, from, to anlan.Instant) []Gap {
	standing := slices.DeleteFunc(slices.Clone(shifts), func(s Shift) bool { return s.Status != Planned })
	slices.SortFunc(standing, func(a, b Shift) int { return int(a.Starts - b.Starts) })
	var gaps []Gap
	covered := from
	for s := range slices.Values(standing) {
		if s.Starts >= to {
			break
		}
		if s.Starts > covered {
			gaps = append(gaps, Gap{From: covered, To: s.Starts})
		}
		covered = max(covered, s.Ends)
	}
	if covered < to {
		gaps = append(gaps, Gap{From: covered, To: to})
	}
	return gaps
}
