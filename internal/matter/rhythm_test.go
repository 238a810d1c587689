package matter

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"anlan"
	"anlan/internal/calendar"
	"anlan/internal/rule"
)

func builtin(t *testing.T) policies {
	t.Helper()
	book, err := rule.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	cal, err := calendar.New(book)
	if err != nil {
		t.Fatal(err)
	}
	return policies{book: func() *rule.Book { return book }, cal: func() *calendar.Calendar { return cal }}
}

// doing is a signed matter of the rhythm, whose last word came at an instant.
func doing(t interface{ Fatal(...any) }, p policies, cadence string, at anlan.Instant) (Matter, Clock) {
	stamp, err := p.stamp(at.Date())
	if err != nil {
		t.Fatal(err)
	}
	m, err := New("m", "1", Order{Title: "x", Lead: town, Issuer: office, Cadence: cadence}, at, at, stamp)
	if err != nil {
		t.Fatal(err)
	}
	if m, err = m.Sign(at); err != nil {
		t.Fatal(err)
	}
	c, err := p.clock(m)
	if err != nil {
		t.Fatal(err)
	}
	return m, c
}

// Whoever reports once in each period, on the same day of it, is never asked for a word; whoever leaves a period out is,
// before the next one is over. The months and years are those of the calendar, of 28 days or 31.
func TestEachRhythmWaitsForItsWholePeriod(t *testing.T) {
	p := builtin(t)
	rapid.Check(t, func(t *rapid.T) {
		day := anlan.Date("2020-01-01").AddDays(rapid.IntRange(0, 8*365).Draw(t, "day"))
		at := day.Start().Add(time.Duration(rapid.Int64Range(0, 24*60-1).Draw(t, "minute")) * time.Minute)
		cadence := rapid.SampledFrom([]string{"daily", "weekly", "tenday", "biweekly", "quarterly", "semiannual", "yearly"}).Draw(t, "cadence")
		m, c := doing(t, p, cadence, at)
		next := on(at, following(cadence, day))
		if c.Silent < next {
			t.Fatalf("%s, last word %v: asked at %v, before the next was due at %v", cadence, at.Time(), c.Silent.Time(), next.Time())
		}
		if skipped := on(at, following(cadence, following(cadence, day))); c.Silent >= skipped {
			t.Fatalf("%s, last word %v: asked only at %v, when two periods had passed", cadence, at.Time(), c.Silent.Time())
		}
		if m.Next(c) != c.Silent {
			t.Fatalf("%s: the clock rings at %v, not at %v", cadence, m.Next(c), c.Silent)
		}
		if _, fired := m.Tick(c, c.Silent-1); len(fired) != 0 {
			t.Fatalf("%s: %v fired early", cadence, fired)
		}
		if _, fired := m.Tick(c, c.Silent); len(fired) != 1 || fired[0].Key != "silent" {
			t.Fatalf("%s: fired %v", cadence, fired)
		}
	})
}

// on is the same time of another day.
func on(at anlan.Instant, day anlan.Date) anlan.Instant {
	return day.Start().Add(at.Sub(at.Date().Start()))
}

// following is the same day of the period after the one that a day lies in, or its last where it is shorter.
func following(cadence string, day anlan.Date) anlan.Date {
	switch cadence {
	case "daily":
		return day.AddDays(1)
	case "weekly":
		return day.AddDays(7)
	case "tenday":
		return nextPart(day, 1, 11, 21)
	case "biweekly":
		return nextPart(day, 1, 16)
	case "quarterly":
		return months(day, 3)
	case "semiannual":
		return months(day, 6)
	default:
		return months(day, 12)
	}
}

// nextPart goes from a part of a month, of which the first days are given, to the same day of the next part.
func nextPart(day anlan.Date, firsts ...int) anlan.Date {
	t := day.Start().Time().In(anlan.County)
	part := 0
	for i, first := range firsts {
		if t.Day() >= first {
			part = i
		}
	}
	nth := t.Day() - firsts[part]
	begin := func(part int) time.Time { // of this month; the parts after its last are those of the next
		return time.Date(t.Year(), t.Month()+time.Month(part/len(firsts)), firsts[part%len(firsts)], 0, 0, 0, 0, anlan.County)
	}
	length := int(begin(part+2).Sub(begin(part+1)) / (24 * time.Hour))
	return anlan.Date(begin(part+1).AddDate(0, 0, min(nth, length-1)).Format(time.DateOnly))
}

// months goes on by months, to the last day of a shorter one.
func months(day anlan.Date, n int) anlan.Date {
	t := day.Start().Time().In(anlan.County)
	last := time.Date(t.Year(), t.Month()+time.Month(n)+1, 0, 0, 0, 0, 0, anlan.County).Day()
	return anlan.Date(time.Date(t.Year(), t.Month()+time.Month(n), min(t.Day(), last), 0, 0, 0, 0, anlan.County).Format(time.DateOnly))
}

// What was born with a rule keeps its days: a month is 30 of them, as before there were quarters.
func TestRhythmsThatWereThereBeforeKeepTheirDays(t *testing.T) {
	p := builtin(t)
	for cadence, days := range map[string]int{"none": 7, "daily": 1, "weekly": 7, "monthly": 30} {
		if _, c := doing(t, p, cadence, noon); c.Silent != noon.Add(time.Duration(days)*24*time.Hour) {
			t.Errorf("%s: %v", cadence, c.Silent.Time())
		}
	}
}

func TestNoMatterHasARhythmThatNoClockKnows(t *testing.T) {
	for _, cadence := range []string{"hourly", "fortnightly", " "} {
		if _, err := New("m", "1", Order{Title: "x", Lead: town, Issuer: office, Cadence: cadence}, noon, noon, Stamp{}); anlan.KindOf(err) != anlan.Invalid {
			t.Errorf("%q: %v", cadence, err)
		}
	}
}
