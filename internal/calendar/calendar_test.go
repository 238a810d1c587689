package calendar_test

import (
	"fmt"
	"testing"
	"testing/fstest"
	"time"

	lunar "github.com/6tail/lunar-go/calendar"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"anlan"
	"anlan/internal/calendar"
	"anlan/internal/rule"
)

func setup(t testing.TB) *calendar.Calendar {
	t.Helper()
	book, err := rule.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	c, err := calendar.New(book)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestWorkingDays(t *testing.T) {
	t.Parallel()
	c := setup(t)
	cases := []struct {
		days           []anlan.Date
		working, known bool
		why            string
	}{
		{[]anlan.Date{"2020-01-19", "2020-06-28", "2021-02-07", "2022-01-29", "2022-01-30", "2023-06-25", "2024-05-11",
			"2025-01-26", "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"}, true, true, "exchanged"},
		{[]anlan.Date{"2020-02-02", "2021-02-11", "2022-01-31", "2022-02-06", "2022-12-31", "2024-09-16", "2025-10-08",
			"2026-02-23", "2026-10-07"}, false, true, "holiday"},
		{[]anlan.Date{"2022-01-15", "2022-01-16", "2026-11-22"}, false, true, "weekend"},
		{[]anlan.Date{"2022-01-17", "2022-02-07", "2024-02-09", "2026-11-23"}, true, true, "weekday"},
		{[]anlan.Date{"2027-01-01", "2027-02-05", "2027-02-08", "2027-04-05", "2027-06-09", "2027-09-15", "2027-10-01"}, false, false, "statutory only"},
		{[]anlan.Date{"2027-02-09", "2027-11-22", "2031-03-04", "1999-10-01"}, true, false, "no notice"},
	}
	for _, tc := range cases {
		for _, d := range tc.days {
			if working, known := c.IsWorkingDay(d); working != tc.working || known != tc.known {
				t.Errorf("%s (%s): working %v known %v, want %v %v", d, tc.why, working, known, tc.working, tc.known)
			}
		}
	}
}

// TestYears counts the working days of whole years, as the labour ministry's arithmetic does:
// exchanges move days, they do not make them.
func TestYears(t *testing.T) {
	t.Parallel()
	c := setup(t)
	for year, want := range map[int]int{2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248} {
		if got := worked(c, anlan.Date(fmt.Sprintf("%d-12-31", year-1)), anlan.Date(fmt.Sprintf("%d-12-31", year))); got != want || !c.Official(year) {
			t.Errorf("%d: %d working days, want %d", year, got, want)
		}
	}
	if c.Official(2027) || c.Official(2019) {
		t.Error("2027 and 2019 have no notice here")
	}
}

func TestHolidayStart(t *testing.T) {
	t.Parallel()
	c := setup(t)
	cases := []struct {
		name     string
		year     int
		want     anlan.Date
		official bool
	}{
		{"春节", 2022, "2022-01-31", true}, {"元旦", 2023, "2022-12-31", true}, {"国庆", 2023, "2023-09-29", true},
		{"中秋", 2020, "2020-10-01", true}, {"国庆节", 2025, "2025-10-01", true}, {"劳动节", 2022, "2022-04-30", true},
		{"清明", 2022, "2022-04-03", true}, {"端午", 2026, "2026-06-19", true},
		{"春节", 2027, "2027-02-05", false}, {"五一", 2027, "2027-05-01", false}, {"春节", 2019, "2019-02-05", false},
	}
	for _, tc := range cases {
		got, official, err := c.HolidayStart(tc.name, tc.year)
		if err != nil || got != tc.want || official != tc.official {
			t.Errorf("%s %d: %s %v %v, want %s %v", tc.name, tc.year, got, official, err, tc.want, tc.official)
		}
	}
	if _, _, err := c.HolidayStart("圣诞", 2022); err == nil {
		t.Error("an unknown festival is accepted")
	}
}

func TestSpringRush(t *testing.T) {
	t.Parallel()
	c := setup(t)
	want := map[int][2]anlan.Date{
		2020: {"2020-01-10", "2020-02-18"}, 2021: {"2021-01-28", "2021-03-08"}, 2022: {"2022-01-17", "2022-02-25"},
		2023: {"2023-01-07", "2023-02-15"}, 2024: {"2024-01-26", "2024-03-05"}, 2025: {"2025-01-14", "2025-02-22"},
		2026: {"2026-02-02", "2026-03-13"}, 2027: {"2027-01-22", "2027-03-02"}, 2028: {"2028-01-11", "2028-02-19"},
	}
	for year, span := range want {
		start, end, official := c.SpringRush(year)
		if diff := cmp.Diff(span, [2]anlan.Date{start, end}); diff != "" || official != (year <= 2026) {
			t.Errorf("%d: official %v, %s", year, official, diff)
		}
		if newYear, err := calendar.FromLunar(year, 1, 1); err != nil || newYear.AddDays(-15) != start || newYear.AddDays(24) != end {
			t.Errorf("%d: the notice and the rule of 40 days differ", year)
		}
	}
}

// worked counts the working days after a up to and including b, one by one; negative when b lies before a.
func worked(c *calendar.Calendar, a, b anlan.Date) int {
	if b < a {
		return -worked(c, b, a)
	}
	n := 0
	for d := a.AddDays(1); d <= b; d = d.AddDays(1) {
		if working, _ := c.IsWorkingDay(d); working {
			n++
		}
	}
	return n
}

func TestLunar(t *testing.T) {
	t.Parallel()
	cases := []struct {
		year, month, day int
		want             anlan.Date
	}{
		{2022, 1, 1, "2022-02-01"}, {2022, 1, 15, "2022-02-15"}, {2021, 12, 15, "2022-01-17"},
		{2023, -2, 1, "2023-03-22"}, {2026, 8, 15, "2026-09-25"}, {2020, 9, 20, "2020-11-05"},
	}
	for _, tc := range cases {
		got, err := calendar.FromLunar(tc.year, tc.month, tc.day)
		if err != nil || got != tc.want {
			t.Errorf("%v: %s %v", tc, got, err)
		}
	}
	for _, bad := range [][3]int{{2022, 13, 1}, {2022, 1, 31}, {2022, -3, 1}, {1600, 1, 1}, {2022, 0, 1}} {
		if _, err := calendar.FromLunar(bad[0], bad[1], bad[2]); err == nil {
			t.Errorf("%v exists?", bad)
		}
	}
}

func TestShift(t *testing.T) {
	t.Parallel()
	c := setup(t)
	at := func(s string) anlan.Instant {
		v, err := time.ParseInLocation("2006-01-02 15:04", s, anlan.County)
		if err != nil {
			t.Fatal(err)
		}
		return anlan.At(v)
	}
	cases := []struct {
		from   string
		offset rule.Offset
		want   string
	}{
		{"2022-01-28 15:00", rule.Offset{Value: 1, Unit: rule.WorkingDay}, "2022-01-29 15:00"}, // Saturday, worked
		{"2022-01-30 15:00", rule.Offset{Value: 1, Unit: rule.WorkingDay}, "2022-02-07 15:00"}, // over the festival
		{"2022-02-09 23:59", rule.Offset{Value: -3, Unit: rule.WorkingDay, At: "09:00"}, "2022-01-30 09:00"},
		{"2022-01-28 23:59", rule.Offset{Value: 3, Unit: rule.Day, At: "09:00"}, "2022-01-31 09:00"},
		{"2022-01-28 23:50", rule.Offset{Value: 30, Unit: rule.Minute}, "2022-01-29 00:20"},
		{"2022-01-28 23:50", rule.Offset{Value: 2, Unit: rule.Hour}, "2022-01-29 01:50"},
	}
	for _, tc := range cases {
		if got := c.Shift(at(tc.from), tc.offset); got != at(tc.want) {
			t.Errorf("%s %+v: %s, want %s", tc.from, tc.offset, got.Time(), tc.want)
		}
	}
}

func anyDay(t *rapid.T) anlan.Date {
	return anlan.Date("2018-01-01").AddDays(rapid.IntRange(0, 4500).Draw(t, "day"))
}

func TestAddIsInverse(t *testing.T) {
	t.Parallel()
	c := setup(t)
	rapid.Check(t, func(t *rapid.T) {
		from := c.AddWorkingDays(anyDay(t), 0)
		n := rapid.IntRange(-300, 300).Draw(t, "n")
		to := c.AddWorkingDays(from, n)
		if working, _ := c.IsWorkingDay(to); !working {
			t.Fatalf("%s is not worked", to)
		}
		if got := worked(c, from, to); got != n {
			t.Fatalf("%s … %s: %d, want %d", from, to, got, n)
		}
		if back := c.AddWorkingDays(to, -n); back != from {
			t.Fatalf("there %s and back %s", to, back)
		}
	})
}

func TestLunarIsInverse(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := anyDay(t)
		at := d.Start().Time()
		l := lunar.NewSolarFromYmd(at.Year(), int(at.Month()), at.Day()).GetLunar()
		if back, err := calendar.FromLunar(l.GetYear(), l.GetMonth(), l.GetDay()); err != nil || back != d {
			t.Fatalf("%s → %s → %s %v", d, l, back, err)
		}
	})
}

// TestCountyNotice shows how a county learns of a new yearly notice: one file in its data folder.
func TestCountyNotice(t *testing.T) {
	t.Parallel()
	book, err := rule.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	notice := &fstest.MapFile{Data: []byte(`
subject: holidays
title: {zh: 节假日与调休, en: Public holidays}
versions:
  - from: 2027-01-01
    to: 2027-12-31
    unit: day
    source: 假设的通知（测试）
    article: 正文
    confidence: K-l
    why: {zh: 测试, en: test}
    value: {official: true, runs: [{names: [元旦], from: 2027-01-01, to: 2027-01-03, work: [2027-01-09]}]}
`)}
	if book, err = book.With("county", fstest.MapFS{"holidays.yaml": notice}); err != nil {
		t.Fatal(err)
	}
	c, err := calendar.New(book)
	if err != nil {
		t.Fatal(err)
	}
	if working, known := c.IsWorkingDay("2027-01-09"); !working || !known || !c.Official(2027) {
		t.Error("the county's notice is not heard")
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		setup(b)
	}
}
