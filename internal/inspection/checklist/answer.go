package checklist

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"anlan"
)

// Point is a place that an answer gives, in WGS-84.
type Point struct {
	Lon      float64 `json:"lon" minimum:"-180" maximum:"180"`
	Lat      float64 `json:"lat" minimum:"-90" maximum:"90"`
	Accuracy float64 `json:"accuracy,omitempty" minimum:"0" doc:"in metres"`
}

// Picture is a photograph that was uploaded before.
type Picture struct {
	Hash     string        `json:"hash" minLength:"64" maxLength:"64" doc:"SHA-256 of the uploaded picture; a phone sends a stamped rendition"`
	Original string        `json:"original,omitempty" maxLength:"64" doc:"SHA-256 of the camera's own file behind a rendition, which may follow later"`
	At       anlan.Instant `json:"at,omitempty" doc:"when it was taken, by the phone's clock"`
	Lon      *float64      `json:"lon,omitempty"`
	Lat      *float64      `json:"lat,omitempty"`
	Accuracy *float64      `json:"accuracy,omitempty"`
	Gallery  string        `json:"gallery,omitempty" maxLength:"200" doc:"why it was not taken on the spot"`
}

// Answer is what an item was answered with.
type Answer struct {
	Item   string    `json:"item" maxLength:"60"`
	Value  string    `json:"value,omitempty" maxLength:"2000" doc:"yes, no, na, the value of an option, a text, a number as it was typed, a code"`
	Values []string  `json:"values,omitempty" maxItems:"200" doc:"of an item of several choices"`
	Point  *Point    `json:"point,omitempty"`
	Photos []Picture `json:"photos,omitempty" maxItems:"9"`
	Note   string    `json:"note,omitempty" maxLength:"1000"`
	Action *Action   `json:"action,omitempty" doc:"what becomes of a finding"`
}

// Action is what becomes of a finding: the draft of a hazard.
type Action struct {
	ID    anlan.ID   `json:"id" maxLength:"36" doc:"of the hazard, made by the client"`
	Text  string     `json:"text,omitempty" maxLength:"2000" doc:"empty: the words of the item"`
	Grade string     `json:"grade,omitempty" enum:"general,maybe_major," doc:"a major one is graded by walking through its criteria"`
	Due   anlan.Date `json:"due,omitempty" maxLength:"10"`
	Fixed []Picture  `json:"fixed,omitempty" maxItems:"9" doc:"fixed on the spot: photographs of the result"`
}

// empty reports whether the answer says nothing.
func (a Answer) empty(k Kind) bool {
	switch k {
	case Photo:
		return len(a.Photos) == 0
	case Place:
		return a.Point == nil
	case Choices:
		return len(a.Values) == 0
	default:
		return strings.TrimSpace(a.Value) == ""
	}
}

// value is the answer as expressions see it.
func (a Answer) value(k Kind) Value {
	switch k {
	case Photo:
		if len(a.Photos) == 0 {
			return Value{}
		}
		return number(float64(len(a.Photos)))
	case Place:
		if a.Point == nil {
			return Value{}
		}
		return TextValue(fmt.Sprintf("%g %g 0 %g", a.Point.Lat, a.Point.Lon, a.Point.Accuracy))
	case Choices:
		return TextValue(strings.Join(a.Values, " "))
	default:
		return TextValue(strings.TrimSpace(a.Value))
	}
}

// Finding is an answer that becomes a hazard.
type Finding struct {
	Item   Item
	Answer Answer
}

// Outcome is what a set of answers comes to.
type Outcome struct {
	Answers  []Answer // of the items that are asked, in their order
	Skipped  []string // items that were answered though their condition does not hold
	Findings []Finding
	Yes      int
	No       int
	NA       int
	Asked    int
	Problems anlan.Problems // what is missing or wrong; none means complete
}

// Check says what answers come to, and everything that is missing before they are complete.
func (c *Checklist) Check(answers []Answer) Outcome {
	k := &checker{Checklist: c, given: make([]*Answer, len(c.Form.Items)), asked: make([]byte, len(c.Form.Items))}
	for n := range answers {
		i, ok := c.index[answers[n].Item]
		switch {
		case !ok || !c.Form.Items[i].Kind.asked():
			k.problem(n, "item", anlan.ErrInspectionItemUnknown.With("item", answers[n].Item))
		case k.given[i] != nil:
			k.problem(n, "item", anlan.ErrDuplicate.With("value", answers[n].Item))
		default:
			k.given[i] = &answers[n]
		}
	}
	for i, it := range c.Form.Items {
		k.item(i, it)
	}
	return k.out
}

type checker struct {
	*Checklist
	given []*Answer
	asked []byte // 1 yes, 2 no
	out   Outcome
}

func (k *checker) problem(n int, field string, err *anlan.Error) {
	if len(k.out.Problems) < faultsMost {
		k.out.Problems = append(k.out.Problems, err.At(fmt.Sprintf("answers[%d].%s", n, field)))
	}
}

// blame is a problem of an item that may have no answer at all.
func (k *checker) blame(it Item, err *anlan.Error) {
	if len(k.out.Problems) < faultsMost {
		k.out.Problems = append(k.out.Problems, err.With("item", it.Label).At("answers."+it.Name))
	}
}

// relevant reports whether item i is asked. Conditions go in no circle, so this ends.
func (k *checker) relevant(i int) bool {
	if k.asked[i] == 0 {
		k.asked[i] = 2
		g, grouped := k.index[k.Form.Items[i].Group]
		if r := k.rules[i].relevant; (!grouped || k.relevant(g)) && (r == nil || r.Eval(k.value, Value{}).True()) {
			k.asked[i] = 1
		}
	}
	return k.asked[i] == 1
}

// value is what an item was answered with; an item that is not asked has no answer.
func (k *checker) value(name string) Value {
	i := k.index[name]
	if k.given[i] == nil || !k.relevant(i) {
		return Value{}
	}
	return k.given[i].value(k.Form.Items[i].Kind)
}

func (k *checker) item(i int, it Item) {
	if !it.Kind.asked() {
		return
	}
	a := k.given[i]
	if !k.relevant(i) {
		if a != nil {
			k.out.Skipped = append(k.out.Skipped, it.Name)
		}
		return
	}
	k.out.Asked++
	if a == nil || a.empty(it.Kind) {
		if it.Required {
			k.blame(it, anlan.ErrInspectionAnswerMissing)
		}
		if a == nil {
			return
		}
	}
	k.out.Answers = append(k.out.Answers, *a)
	if a.empty(it.Kind) {
		return
	}
	k.shape(it, *a)
	k.count(it, *a)
	self := a.value(it.Kind)
	if r := k.rules[i].constraint; r != nil && !r.Eval(k.value, self).True() {
		k.blame(it, anlan.ErrInspectionConstraint.With("message", it.Message))
	}
	k.evidence(i, it, *a, self)
}

func (k *checker) count(it Item, a Answer) {
	if it.Kind != YesNo {
		return
	}
	switch a.Value {
	case Yes:
		k.out.Yes++
	case No:
		k.out.No++
	case NA:
		k.out.NA++
	}
}

// evidence checks what the answer asks for.
func (k *checker) evidence(i int, it Item, a Answer, self Value) {
	r := k.rules[i]
	found := r.finding != nil && r.finding.Eval(k.value, self).True()
	for j, ask := range it.Asks {
		if r.asks[j] == nil && !found || r.asks[j] != nil && !r.asks[j].Eval(k.value, self).True() {
			continue
		}
		if len(a.Photos) < ask.Photos {
			k.blame(it, anlan.ErrInspectionPhotos.With("min", ask.Photos))
		}
		if ask.Note && strings.TrimSpace(a.Note) == "" {
			k.blame(it, anlan.ErrInspectionNote)
		}
	}
	switch {
	case found && a.Action == nil:
		k.blame(it, anlan.ErrInspectionAction)
	case found:
		k.action(it, *a.Action)
		k.out.Findings = append(k.out.Findings, Finding{it, a})
	case a.Action != nil:
		k.blame(it, anlan.ErrInspectionNoFinding)
	}
}

func (k *checker) action(it Item, a Action) {
	if _, err := anlan.ParseID(string(a.ID)); err != nil {
		k.blame(it, anlan.ErrIDMalformed.With("value", string(a.ID)))
	}
	if utf8.RuneCountInString(a.Text) > 2000 {
		k.blame(it, anlan.ErrFieldTooLong.With("name", "text").With("max", 2000))
	}
	if a.Due != "" {
		if _, err := anlan.ParseDate(string(a.Due)); err != nil {
			k.blame(it, anlan.ErrDateMalformed.With("value", string(a.Due)))
		}
	}
}

// shape checks that the answer is one that its kind can have.
func (k *checker) shape(it Item, a Answer) {
	ok := true
	switch it.Kind {
	case YesNo, Choice:
		ok = k.has(it.List, a.Value)
	case Choices:
		seen := map[string]bool{}
		for _, v := range a.Values {
			ok = ok && k.has(it.List, v) && !seen[v]
			seen[v] = true
		}
	case Integer:
		ok = !math.IsNaN(numberOf(a.Value)) && numberOf(a.Value) == math.Trunc(numberOf(a.Value)) && len(a.Value) <= 16
	case Number:
		ok = !math.IsNaN(numberOf(a.Value)) && len(a.Value) <= 24
	case Place:
		ok = math.Abs(a.Point.Lon) <= 180 && math.Abs(a.Point.Lat) <= 90 && a.Point.Accuracy >= 0
	}
	if !ok {
		k.blame(it, anlan.ErrInspectionAnswer.With("value", strings.Join(append([]string{a.Value}, a.Values...), " ")))
	}
	if utf8.RuneCountInString(a.Value) > 2000 || utf8.RuneCountInString(a.Note) > 1000 {
		k.blame(it, anlan.ErrFieldTooLong.With("name", "value").With("max", 2000))
	}
}

func (k *checker) has(list, value string) bool {
	l := k.lists[list]
	for _, o := range l.Options {
		if o.Value == value {
			return true
		}
	}
	return false
}
