package rule

import (
	"fmt"
	"slices"

	"anlan"
)

// Subjects of policy/ whose values are read here.
var (
	Holidays          = declare[HolidayYear]("holidays")
	StatutoryHolidays = declare[StatutoryDays]("statutory-holidays")
	SpringRush        = declare[Rush]("spring-rush")
	Evidence          = declare[EvidenceRule]("evidence")
)

// HolidayYear is the days off of one year as the yearly notice fixes them. Without an official
// notice the runs are empty and the statutory days are computed.
type HolidayYear struct {
	Official bool         `yaml:"official" json:"official"`
	Runs     []HolidayRun `yaml:"runs,omitempty" json:"runs,omitempty"`
}

// HolidayRun is one stretch of days off and the weekend days worked in exchange.
type HolidayRun struct {
	Names []string     `yaml:"names" json:"names"`
	From  anlan.Date   `yaml:"from" json:"from"`
	To    anlan.Date   `yaml:"to" json:"to"`
	Work  []anlan.Date `yaml:"work" json:"work"`
}

// Check refuses days that do not exist, runs out of order and days both off and worked.
func (h HolidayYear) Check() []string {
	var bad []string
	if h.Official == (len(h.Runs) == 0) {
		bad = append(bad, "a year with an official notice has runs, one without has none")
	}
	for _, r := range h.Runs {
		bad = append(bad, atLeastOne("names", len(r.Names))...)
		bad = append(bad, existing(append(slices.Clone(r.Work), r.From, r.To)...)...)
		if r.To < r.From || slices.ContainsFunc(r.Work, func(d anlan.Date) bool { return d >= r.From && d <= r.To }) {
			bad = append(bad, fmt.Sprintf("%v: ends before it begins, or works on a day off", r.Names))
		}
	}
	return bad
}

// StatutoryDays is what the regulation gives every citizen, before any yearly notice.
type StatutoryDays struct {
	Festivals []Festival `yaml:"festivals" json:"festivals"`
}

// Festival is one statutory holiday: a solar or lunar day, or the solar term of its name.
type Festival struct {
	Name   string `yaml:"name" json:"name"`
	By     string `yaml:"by" json:"by"` // solar, lunar, term
	Month  int    `yaml:"month" json:"month"`
	Day    int    `yaml:"day" json:"day"`
	Before int    `yaml:"before" json:"before"` // how many of the days lie before the day itself
	Days   int    `yaml:"days" json:"days"`
}

// Check refuses festivals that cannot be placed in a year.
func (s StatutoryDays) Check() []string {
	bad := atLeastOne("festivals", len(s.Festivals))
	for _, f := range s.Festivals {
		if f.Name == "" || !slices.Contains([]string{"solar", "lunar", "term"}, f.By) || f.Before < 0 || f.Before >= max(f.Days, 1) {
			bad = append(bad, "festival "+f.Name+" needs a name, by solar, lunar or term, and days around its day")
		}
		bad = append(bad, within("days", f.Days, 1, 10)...)
		if f.By != "term" {
			bad = append(bad, within("month", f.Month, 1, 12)...)
			bad = append(bad, within("day", f.Day, 1, 31)...)
		}
	}
	return bad
}

// Rush is 春运: so many days around the lunar new year, unless the yearly notice says otherwise.
type Rush struct {
	Before   int        `yaml:"before" json:"before"`
	After    int        `yaml:"after" json:"after"`
	Official []RushYear `yaml:"official" json:"official"`
}

// RushYear is the rush of one year by its notice.
type RushYear struct {
	Year int        `yaml:"year" json:"year"`
	From anlan.Date `yaml:"from" json:"from"`
	To   anlan.Date `yaml:"to" json:"to"`
}

// Check refuses impossible spans.
func (r Rush) Check() []string {
	bad := append(within("before", r.Before, 0, 60), within("after", r.After, 0, 60)...)
	for _, y := range r.Official {
		bad = append(bad, existing(y.From, y.To)...)
		if y.From.Year() != y.Year || y.To <= y.From {
			bad = append(bad, fmt.Sprintf("the rush of %d lies in another year or ends before it begins", y.Year))
		}
	}
	return bad
}

func existing(days ...anlan.Date) []string {
	var bad []string
	for _, d := range days {
		if _, err := anlan.ParseDate(string(d)); err != nil {
			bad = append(bad, "no such day: "+string(d))
		}
	}
	return bad
}

// EvidenceRule is what must be shown before a matter of a kind can close.
type EvidenceRule struct {
	Kinds []EvidenceKind `yaml:"kinds" json:"kinds"`
}

// EvidenceKind is a kind of matter with what it asks for.
type EvidenceKind struct {
	Key  string        `yaml:"key" json:"key"`
	ZH   string        `yaml:"zh" json:"zh"`
	EN   string        `yaml:"en" json:"en"`
	Asks []EvidenceAsk `yaml:"asks" json:"asks"`
}

// EvidenceAsk is one thing to show, and how many of it.
type EvidenceAsk struct {
	Kind string `yaml:"kind" json:"kind"` // photo, document, any_file, note, figure, location
	Min  int    `yaml:"min" json:"min"`
	ZH   string `yaml:"zh" json:"zh"`
	EN   string `yaml:"en" json:"en"`
}

// Check refuses kinds that ask for nothing or for something unknown.
func (e EvidenceRule) Check() []string {
	bad := atLeastOne("kinds", len(e.Kinds))
	for _, k := range e.Kinds {
		if k.Key == "" || k.ZH == "" || k.EN == "" || len(k.Asks) == 0 {
			bad = append(bad, "kind "+k.Key+" needs key, zh, en and asks")
		}
		for _, a := range k.Asks {
			known := slices.Contains([]string{"photo", "document", "any_file", "note", "figure", "location"}, a.Kind)
			if !known || a.Min < 1 || a.ZH == "" || a.EN == "" {
				bad = append(bad, "kind "+k.Key+" asks for something unknown: "+a.Kind)
			}
		}
	}
	return bad
}

// Kind returns what the kind asks for; an unknown kind is held to the first, the ordinary one.
func (e EvidenceRule) Kind(key string) EvidenceKind {
	if i := slices.IndexFunc(e.Kinds, func(k EvidenceKind) bool { return k.Key == key }); i >= 0 {
		return e.Kinds[i]
	}
	return e.Kinds[0]
}
