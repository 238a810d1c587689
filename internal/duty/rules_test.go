package duty

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"anlan"
	"anlan/internal/calendar"
	"anlan/internal/rule"
)

func at(t testing.TB, s string) anlan.Instant {
	t.Helper()
	v, err := time.ParseInLocation("2006-01-02 15:04", s, anlan.County)
	if err != nil {
		t.Fatal(err)
	}
	return anlan.At(v)
}

func TestRotationIsFairOnFestivals(t *testing.T) {
	t.Parallel()
	book, err := rule.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	cal, err := calendar.New(book)
	if err != nil {
		t.Fatal(err)
	}
	off := func(d anlan.Date) bool { working, _ := cal.IsWorkingDay(d); return !working }
	r := Rotation{Post: "p", From: "2022-01-29", To: "2022-02-12", People: []anlan.ID{"a", "b", "c"}, Leaders: []anlan.ID{"x"}, At: "08:30"}
	if err := r.Check(); err != nil {
		t.Fatal(err)
	}
	shifts := Rotate(r, off)
	festival := map[anlan.ID]int{}
	for _, s := range shifts {
		if err := s.Check(48 * time.Hour); err != nil || s.Leader != "x" {
			t.Errorf("%+v: %v", s, err)
		}
		if off(s.Starts.Date()) {
			festival[s.Person]++
		}
	}
	if len(shifts) != 15 || max(festival["a"], festival["b"], festival["c"])-min(festival["a"], festival["b"], festival["c"]) > 1 {
		t.Errorf("%d shifts, festival days %v", len(shifts), festival)
	}
}

// TestRotationsHaveNoGapsAndNoOverlaps, whatever is asked for.
func TestRotationsHaveNoGapsAndNoOverlaps(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		from := anlan.Date("2022-01-01").AddDays(rapid.IntRange(0, 700).Draw(t, "from"))
		r := Rotation{Post: "p", From: from, To: from.AddDays(rapid.IntRange(0, 40).Draw(t, "days")), At: "08:00",
			Nights: rapid.Bool().Draw(t, "nights"), Evening: "18:00"}
		for i := range rapid.IntRange(1, 9).Draw(t, "people") {
			r.People = append(r.People, anlan.ID(rune('a'+i)))
		}
		if err := r.Check(); err != nil {
			t.Fatal(err)
		}
		var shifts []Shift
		for _, d := range Rotate(r, func(d anlan.Date) bool { return d.Weekday() == 0 }) {
			shifts = append(shifts, Shift{ID: anlan.ID(rune(len(shifts))), Unit: "u", Post: d.Post, Starts: d.Starts, Ends: d.Ends, Status: Planned})
		}
		if gaps := Gaps(shifts, rule.OnClock(r.From, r.At), rule.OnClock(r.To.AddDays(1), r.At)); len(gaps) != 0 {
			t.Fatalf("gaps %v", gaps)
		}
		for i := 1; i < len(shifts); i++ {
			if shifts[i].overlaps(shifts[i-1]) {
				t.Fatalf("%v overlaps %v", shifts[i], shifts[i-1])
			}
		}
	})
}

func TestGaps(t *testing.T) {
	t.Parallel()
	from, to := at(t, "2022-01-31 00:00"), at(t, "2022-02-02 00:00")
	shifts := []Shift{
		{Starts: at(t, "2022-01-31 08:00"), Ends: at(t, "2022-01-31 20:00"), Status: Planned},
		{Starts: at(t, "2022-01-31 20:00"), Ends: at(t, "2022-02-01 08:00"), Status: Cancelled},
		{Starts: at(t, "2022-02-01 08:00"), Ends: at(t, "2022-02-03 08:00"), Status: Planned},
	}
	gaps := Gaps(shifts, from, to)
	if len(gaps) != 2 || gaps[1].From != shifts[0].Ends || gaps[1].To != shifts[2].Starts {
		t.Errorf("%+v", gaps)
	}
	if all := Gaps(nil, from, to); len(all) != 1 || all[0] != (Gap{from, to}) {
		t.Errorf("%+v", all)
	}
}

func TestCallLadder(t *testing.T) {
	t.Parallel()
	book, err := rule.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	v, err := book.At(rule.DutyCall, "2022-01-31")
	if err != nil {
		t.Fatal(err)
	}
	began := at(t, "2022-01-31 03:00")
	for minutes, want := range map[int]string{0: "on_duty", 4: "on_duty", 5: "in_charge", 19: "unit_chief", 500: "office"} {
		now := began.Add(time.Duration(minutes) * time.Minute)
		n, err := CallAt(v, began, now)
		if err != nil || n.Call.Key != want || n.Reason.Version != v.ID || (n.Next == 0) != (want == "office") {
			t.Errorf("after %d minutes: %+v %v", minutes, n, err)
		}
	}
}

func TestShiftRules(t *testing.T) {
	t.Parallel()
	s := Shift{ID: "s", Unit: "u", Post: "p", Person: "wang", Starts: at(t, "2022-01-31 08:00"), Ends: at(t, "2022-02-01 08:00"), Status: Planned, Revision: 1}
	now := at(t, "2022-01-31 12:00")
	next, c, err := s.substitute(OnDuty, "li", "发烧", now)
	if err != nil || next.Person != "li" || c.Was != "wang" || c.Became != "li" || c.Reason != "发烧" {
		t.Errorf("%+v %+v %v", next, c, err)
	}
	if _, _, err := s.substitute(OnDuty, "wang", "发烧", now); !errors.Is(err, anlan.ErrDutySwapSame) {
		t.Error(err)
	}
	if _, _, err := s.substitute(OnDuty, "li", "", now); !errors.Is(err, anlan.ErrFieldRequired) {
		t.Error(err)
	}
	if _, _, err := s.substitute(OnDuty, "li", "晚了", s.Ends); !errors.Is(err, anlan.ErrDutyShiftOver) {
		t.Error(err)
	}
	if _, err := s.cancel(now); !errors.Is(err, anlan.ErrDutyShiftBegun) {
		t.Error(err)
	}
	h := Handover{ID: "h", GivenBy: "wang", Revision: 1}
	if _, err := h.take("wang", now); !errors.Is(err, anlan.ErrDutyHandoverSelf) {
		t.Error(err)
	}
	taken, err := h.take("li", now)
	if err != nil || taken.TakenBy != "li" {
		t.Error(taken, err)
	}
	if _, err := taken.take("zhao", now); !errors.Is(err, anlan.ErrDutyHandoverTaken) {
		t.Error(err)
	}
	for name, d := range map[string]Draft{
		"backwards": {Post: "p", Person: "w", Kind: Whole, Starts: s.Ends, Ends: s.Starts},
		"too long":  {Post: "p", Person: "w", Kind: Whole, Starts: s.Starts, Ends: s.Starts.Add(49 * time.Hour)},
		"nobody":    {Post: "p", Kind: Whole, Starts: s.Starts, Ends: s.Ends},
		"no kind":   {Post: "p", Person: "w", Starts: s.Starts, Ends: s.Ends},
	} {
		if d.Check(48*time.Hour) == nil {
			t.Errorf("%s is accepted", name)
		}
	}
	for name, r := range map[string]Rotation{
		"nobody":    {Post: "p", From: "2022-01-01", To: "2022-01-02", At: "08:00"},
		"backwards": {Post: "p", From: "2022-01-02", To: "2022-01-01", At: "08:00", People: []anlan.ID{"a"}},
		"a life":    {Post: "p", From: "2022-01-02", To: "2042-01-01", At: "08:00", People: []anlan.ID{"a"}},
		"no day":    {Post: "p", From: "2022-02-30", To: "2022-03-01", At: "08:00", People: []anlan.ID{"a"}},
		"no clock":  {Post: "p", From: "2022-01-01", To: "2022-01-02", At: "8am", People: []anlan.ID{"a"}},
		"no night":  {Post: "p", From: "2022-01-01", To: "2022-01-02", At: "08:00", Nights: true, Evening: "07:00", People: []anlan.ID{"a"}},
	} {
		if r.Check() == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}
