package report

import (
	"strings"

	"anlan"
	"anlan/internal/rule"
)

// The yearly report (年度通报): figures of a year and of the year before, by line of business, township and
// grade. It counts nothing itself: the letters' room keeps the facts and their counts, and this file only
// says what may be said of them.

// What may be said of a figure.
const (
	Told = "told" // records count it
	Zero = "zero" // records were kept, and none is of this sort
	None = "none" // 无记录: nobody knows
	Off  = "off"  // its records cannot be told apart in this way
)

// The zero rule. Nothing is a zero only where somebody was keeping records of the sort in that part and
// year; everywhere else nothing is "no record".
//
//	declared   a zero declaration (零报告) covers the source, the year and the part: a zero
//	of         some records were looked at and none is of the sort (0 of 12 in time): a zero
//	county     one register for the whole county (accidents, matters): a zero from the year on in which its
//	           first record lies
//	part       each part writes for itself (hazards, inspections): a zero only where the part has another
//	           record of the same source in the same year
//
// A line of business has no zero while a record of the year names no line at all: it may belong there.

// Tally is how many facts of a metric there are, by what they say.
type Tally struct{ Good, Bad, Open, Waived int64 }

// Add counts n facts of a verdict.
func (t Tally) Add(verdict string, n int64) Tally {
	switch verdict {
	case "good":
		t.Good += n
	case "bad":
		t.Bad += n
	case "open":
		t.Open += n
	case "waived":
		t.Waived += n
	}
	return t
}

// pick is one of the counts of the rule.
func (t Tally) pick(what string) int64 {
	switch what {
	case "good":
		return t.Good
	case "bad":
		return t.Bad
	case "open":
		return t.Open
	case "decided":
		return t.Good + t.Bad
	default:
		return t.Good + t.Bad + t.Open
	}
}

// verdicts are those that a count takes in.
func verdicts(what string) []string {
	switch what {
	case "good", "bad", "open":
		return []string{what}
	case "decided":
		return []string{"good", "bad"}
	default:
		return []string{"good", "bad", "open"}
	}
}

// Evidence is what is known of who was keeping records.
type Evidence struct {
	Declared bool // a zero declaration covers it
	Register bool // the county's register had begun by the end of the year
	Wrote    bool // this part has a record of the source in the year
}

// Value is a figure of one year.
type Value struct {
	State  string `json:"state" enum:"told,zero,none,off"`
	N      int64  `json:"n"`
	Of     int64  `json:"of" doc:"Of how many; 0 where the figure is no part of anything"`
	Waived int64  `json:"waived" doc:"Facts that an upheld objection took out: counted nowhere"`
}

// Evaluate says what a figure is in a part and year.
func Evaluate(f rule.AnnualFigure, t Tally, e Evidence) Value {
	v := Value{N: t.pick(f.Count), Waived: t.Waived}
	if f.Of != "" {
		v.Of = t.pick(f.Of)
	}
	switch {
	case v.N > 0:
		v.State = Told
	case v.Of > 0, e.Declared, f.Kept == rule.KeptByCounty && e.Register, f.Kept == rule.KeptByPart && e.Wrote:
		v.State = Zero
	default:
		v.State = None
	}
	return v
}

// known tells whether there is a number.
func (v Value) known() bool { return v.State == Told || v.State == Zero }

// Why a year is not held against the year before.
const (
	YearOpen      = "year_open"      // the year is not over
	NoneNow       = "none_now"       // no record in the year
	NoneBefore    = "none_before"    // no record in the year before
	PartialBefore = "partial_before" // records began within the year before
	Known         = "known"
)

// Change is a figure against that of the year before. A difference needs records of both years; a percentage
// needs a base above zero; a share is compared in points.
type Change struct {
	State   string `json:"state" enum:"known,year_open,none_now,none_before,partial_before"`
	Diff    int64  `json:"diff"`
	Percent *int64 `json:"percent,omitempty" doc:"Tenths of a percent; absent where the base is zero"`
	Points  *int64 `json:"points,omitempty" doc:"Tenths of a percentage point between two shares"`
	Since   int    `json:"since,omitempty" doc:"Month in which records began in the year before"`
}

// Compare holds a year against the year before. since is the month in which records began within the year
// before, 0 when they had begun earlier.
func Compare(now, before Value, over bool, since int) Change {
	switch {
	case !over:
		return Change{State: YearOpen}
	case !now.known():
		return Change{State: NoneNow}
	case !before.known():
		return Change{State: NoneBefore}
	case since > 1:
		return Change{State: PartialBefore, Since: since}
	}
	c := Change{State: Known, Diff: now.N - before.N}
	if before.N > 0 {
		c.Percent = new(tenths(c.Diff, before.N))
	}
	if now.Of > 0 && before.Of > 0 {
		c.Points = new(tenths(now.N, now.Of) - tenths(before.N, before.Of))
	}
	return c
}

// tenths is n ÷ of in tenths of a percent, rounded half away from zero.
func tenths(n, of int64) int64 {
	if n < 0 {
		return -tenths(-n, of)
	}
	return (n*2000 + of) / (2 * of)
}

// sourceOf is what a metric's records are called together: hazard.major → hazard.
func sourceOf(metric string) string {
	source, _, _ := strings.Cut(metric, ".")
	return source
}

// Figure is a figure of a row with that of the year before.
type Figure struct {
	Key string `json:"key"`
	Value
	Before Value  `json:"before"`
	Change Change `json:"change"`
}

// Row is one line of a table: the county, a line of business, a township, or a grade.
type Row struct {
	Key     string     `json:"key"`
	Name    string     `json:"name"`
	English string     `json:"english"`
	Level   int        `json:"level"`
	Ended   anlan.Date `json:"ended,omitempty" doc:"Since when the line of business is no longer in use"`
	Figures []Figure   `json:"figures" nullable:"false"`
}

// Empty tells whether no record stands behind the row, in either year.
func (r Row) Empty() bool {
	for _, f := range r.Figures {
		if f.State == Told || f.Of > 0 || f.Before.State == Told || f.Before.Of > 0 {
			return false
		}
	}
	return true
}

// Annual is the yearly report of the county, or of the part of it that somebody may see.
type Annual struct {
	Year     int               `json:"year"`
	Over     bool              `json:"over" doc:"The year is over"`
	From     anlan.Date        `json:"from"`
	To       anlan.Date        `json:"to" doc:"Last day of the year, or today"`
	AsOf     anlan.Date        `json:"asOf" doc:"The records are counted as they stand on this day"`
	Rule     string            `json:"rule" doc:"Version of the policy"`
	Whole    bool              `json:"whole" doc:"The whole county, and not only a part"`
	Any      bool              `json:"any" doc:"There is a record of the year at all"`
	Set      rule.AnnualReport `json:"-"`
	Total    Row               `json:"total"`
	Sectors  []Row             `json:"sectors" nullable:"false"`
	Towns    []Row             `json:"towns" nullable:"false"`
	Grades   []Row             `json:"grades" nullable:"false"`
	Gaps     []Gap             `json:"gaps" nullable:"false"`
	Declared []Declaration     `json:"declared" nullable:"false"`
}
