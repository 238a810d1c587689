package rule_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"anlan"
	"anlan/internal/rule"
	"anlan/policy"
)

func builtin(t *testing.T) *rule.Book {
	t.Helper()
	book, err := rule.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return book
}

func TestEverySubjectIsInForceToday(t *testing.T) {
	t.Parallel()
	book := builtin(t)
	if files, _ := fs.Glob(policy.FS(), "*.yaml"); len(files) != len(book.Subjects()) || len(files) < 12 {
		t.Fatalf("subjects: %v", book.Subjects())
	}
	for _, s := range book.Subjects() {
		days := []anlan.Date{"2022-01-17", "2026-11-23", "2031-01-01"}
		if _, is := rule.IsCriteria(s); is {
			days = days[1:] // a standard holds from its own day on
		}
		for _, day := range days {
			v, err := book.At(s, day)
			if err != nil || !v.Covers(day) || !strings.HasPrefix(v.ID, string(s)+"@") {
				t.Errorf("%s on %s: %+v %v", s, day, v, err)
			}
			if again, err := book.Version(v.ID); err != nil || again.ID != v.ID {
				t.Errorf("%s cannot be read again by its identity", v.ID)
			}
			if r := v.Reason(); r.Version != v.ID || r.Why != v.Why {
				t.Errorf("%s gives no reason", v.ID)
			}
		}
	}
}

func TestLadder(t *testing.T) {
	t.Parallel()
	ladder, v, err := rule.Get[rule.Ladder](builtin(t), rule.UrgingLadder, "2026-01-01")
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, r := range ladder.Rungs {
		keys = append(keys, r.ZH)
	}
	if got := strings.Join(keys, "→"); got != "提醒→催办→督办单→通报→约谈" || v.Confidence != "K-m" {
		t.Errorf("%s (%s)", got, v.Confidence)
	}
	if _, _, err := rule.Get[rule.Hops](builtin(t), rule.UrgingLadder, "2026-01-01"); !errors.Is(err, anlan.ErrRuleInvalid) {
		t.Errorf("a wrong type is answered: %v", err)
	}
}

const hops = `subject: return-hops
title: {zh: 退回, en: Returns}
versions:
  - {from: 2026-07-01, unit: count, source: 县安委会文件, article: 第三条, confidence: V, why: {zh: 县里规定, en: county rule}, value: {max: 1}}
`

func TestCountyOverrides(t *testing.T) {
	t.Parallel()
	base := builtin(t)
	book, err := base.With("620521", fstest.MapFS{"return-hops.yaml": {Data: []byte(hops)}})
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[anlan.Date]string{"2026-06-30": "return-hops@2020-01-01", "2026-07-01": "return-hops@2026-07-01+620521"} {
		if v, err := book.At(rule.ReturnHops, day); err != nil || v.ID != want {
			t.Errorf("%s: %s %v", day, v.ID, err)
		}
	}
	if h, _, _ := rule.Get[rule.Hops](base, rule.ReturnHops, "2026-07-01"); h.Max != 2 {
		t.Error("the book below was changed")
	}
}

func TestAddVersion(t *testing.T) {
	t.Parallel()
	v, err := builtin(t).At(rule.Recall, "2026-01-01")
	if err != nil {
		t.Fatal(err)
	}
	v.From, v.To, v.Layer, v.Value = "2026-02-01", "2026-02-28", "county", rule.RecallWindow{Minutes: 5}
	book, err := builtin(t).AddVersion(v)
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[anlan.Date]int{"2026-01-31": 10, "2026-02-28": 5, "2026-03-01": 10} {
		if r, _, err := rule.Get[rule.RecallWindow](book, rule.Recall, day); err != nil || r.Minutes != want {
			t.Errorf("%s: %d %v", day, r.Minutes, err)
		}
	}
	if _, err := book.AddVersion(v); !errors.Is(err, anlan.ErrRuleOverlap) {
		t.Errorf("the same version twice: %v", err)
	}
}

func TestBadFilesAreRefused(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		file, old, new string
		want           error
	}{
		"unknown field":    {"return-hops", "max: 1", "max: 1, min: 0", anlan.ErrRuleFile},
		"no such day":      {"return-hops", "2026-07-01", "2026-02-30", anlan.ErrRuleInvalid},
		"no source":        {"return-hops", "县安委会文件", "\"\"", anlan.ErrRuleInvalid},
		"confidence":       {"return-hops", "confidence: V", "confidence: sure", anlan.ErrRuleInvalid},
		"out of range":     {"return-hops", "max: 1", "max: 99", anlan.ErrRuleInvalid},
		"wrong type":       {"return-hops", "max: 1", "max: many", anlan.ErrRuleFile},
		"other subject":    {"recall", "", "", anlan.ErrRuleFile},
		"unknown subject":  {"surprise", "", "", anlan.ErrRuleFile},
		"ends too early":   {"return-hops", "unit: count", "to: 2026-06-01, unit: count", anlan.ErrRuleInvalid},
		"second document":  {"return-hops", "versions:", "versions: []\n---\nx:", anlan.ErrRuleFile},
		"no version":       {"return-hops", tail("versions"), "versions: []\n", anlan.ErrRuleFile},
		"not even YAML":    {"return-hops", "subject", "\t{", anlan.ErrRuleFile},
		"periods overlap":  {"return-hops", tail("  - "), twice("2026-07-01, to: 2026-09-01", "2026-08-01"), anlan.ErrRuleOverlap},
		"the same day":     {"return-hops", tail("  - "), twice("2026-07-01", "2026-07-01"), anlan.ErrRuleOverlap},
		"a ladder of bits": {"urging-ladder", "return-hops", "urging-ladder", anlan.ErrRuleFile},
	}
	for name, tc := range cases {
		raw := strings.Replace(hops, tc.old, tc.new, 1)
		_, err := builtin(t).With("county", fstest.MapFS{tc.file + ".yaml": {Data: []byte(raw)}})
		if !errors.Is(err, tc.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// twice writes two versions with the given beginnings.
func twice(from ...string) string {
	var b strings.Builder
	for _, f := range from {
		b.WriteString(strings.Replace(tail("  - "), "2026-07-01", f, 1))
	}
	return b.String()
}

func TestQuietHours(t *testing.T) {
	t.Parallel()
	quiet, _, err := rule.Get[rule.Quiet](builtin(t), rule.QuietHours, "2026-01-01")
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ now, urgency, want string }{
		{"2022-01-17 20:59", "ordinary", "2022-01-17 20:59"}, {"2022-01-17 21:00", "ordinary", "2022-01-18 07:00"},
		{"2022-01-18 03:00", "ordinary", "2022-01-18 07:00"}, {"2022-01-18 07:00", "ordinary", "2022-01-18 07:00"},
		{"2022-01-18 03:00", "urgent", "2022-01-18 03:00"},
	} {
		if got := quiet.Release(at(t, tc.now), tc.urgency); got != at(t, tc.want) {
			t.Errorf("%s %s: %s, want %s", tc.now, tc.urgency, got.Time(), tc.want)
		}
	}
}

func at(t *testing.T, s string) anlan.Instant {
	t.Helper()
	v, err := time.ParseInLocation("2006-01-02 15:04", s, anlan.County)
	if err != nil {
		t.Fatal(err)
	}
	return anlan.At(v)
}

// tail is the sample file from a word on.
func tail(word string) string {
	_, after, _ := strings.Cut(hops, word)
	return word + after
}

// Every sector names criteria that are recorded, and clauses are only sure where complete text is.
func TestCriteriaBelongToSectors(t *testing.T) {
	t.Parallel()
	book := builtin(t)
	terms, _, err := rule.Get[rule.HazardTerms](book, rule.HazardWords, "2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range book.Subjects() {
		sector, is := rule.IsCriteria(s)
		if !is {
			continue
		}
		c, v, err := rule.CriteriaInForce(book, sector, "2026-11-23")
		if err != nil || c.Sector != sector {
			t.Errorf("%s: %+v %v", s, c.Sector, err)
		}
		if _, known := terms.Sector(sector); !known {
			t.Errorf("%s belongs to no sector", s)
		}
		for _, k := range c.Clauses {
			for _, cat := range k.Categories {
				if _, known := terms.Category(cat); !known {
					t.Errorf("%s %s concerns an unknown category %s", s, k.Key, cat)
				}
			}
			if k.Certain && v.Confidence == "K-l" {
				t.Errorf("%s %s is certain of what nobody is sure of", s, k.Key)
			}
		}
	}
	for _, s := range terms.Sectors {
		for _, key := range s.Criteria {
			if _, err := book.At(rule.CriteriaOf(key), "2026-11-23"); err != nil {
				t.Errorf("sector %s: %v", s.Key, err)
			}
		}
	}
}

// A county may say what is due soon, and until when an import can be undone, by a dated version of its own.
func TestSpansAreTheCountys(t *testing.T) {
	t.Parallel()
	book, err := builtin(t).With("620521", fstest.MapFS{"deadline-lamp.yaml": {Data: []byte(`subject: deadline-lamp
title: {zh: 临期天数, en: Due soon}
versions:
  - from: 2026-06-01
    source: 县安委办〔2026〕5号
    article: 第三条
    confidence: V
    unit: day
    why: {zh: 提前五天, en: five days ahead}
    value: {soon_days: 5}
`)}})
	if err != nil {
		t.Fatal(err)
	}
	if before, after := rule.SoonDays(book, "2026-05-31"), rule.SoonDays(book, "2026-06-01"); before != 3 || after != 5 {
		t.Errorf("due soon: %d days before, %d after", before, after)
	}
	for name, bad := range map[string]rule.Value{"lamp": rule.LampRule{SoonDays: 400}, "undo": rule.UndoRule{Days: -1},
		"late": rule.LateRule{TellHours: 24, StaleHours: 0, BelieveDays: 45}, "spans": rule.SpanRule{InspectionHours: 168, ShiftHours: 9000}} {
		if len(bad.Check()) == 0 {
			t.Errorf("%s: %+v is accepted", name, bad)
		}
	}
}

// A county's rule of a time when there were four rhythms holds for the others by the next finer one.
func TestAnOlderProgressRuleHoldsForEveryRhythm(t *testing.T) {
	old := rule.ProgressRule{Days: map[string]int{"none": 5, "daily": 1, "weekly": 6, "monthly": 28}}
	if bad := old.Check(); len(bad) != 0 {
		t.Fatal(bad)
	}
	for cadence, days := range map[string]int{"none": 5, "": 5, "moonly": 5, "daily": 1, "weekly": 6, "tenday": 6, "biweekly": 6,
		"monthly": 28, "quarterly": 28, "semiannual": 28, "yearly": 28} {
		if got := old.Silence(cadence); got != days {
			t.Errorf("%q: %d days, not %d", cadence, got, days)
		}
	}
	for _, broken := range []map[string]int{{"none": 5, "daily": 1, "weekly": 6}, {"none": 5, "daily": 1, "weekly": 6, "monthly": 28, "yearly": 0},
		{"none": 5, "daily": 1, "weekly": 6, "monthly": 28, "quarterly": 400}} {
		if len((rule.ProgressRule{Days: broken}).Check()) == 0 {
			t.Errorf("%v passes", broken)
		}
	}
}
