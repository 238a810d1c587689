package matter

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"anlan"
)

var (
	noon   = anlan.Date("2022-01-17").Start().Add(12 * time.Hour)
	office = Seat{Unit: "office", Post: "office-chief", Branch: "office", Place: "620521"}
	town   = Seat{Unit: "town", Post: "town-liaison", Branch: "town", Place: "620521100"}
	other  = Seat{Unit: "other", Post: "other-liaison", Branch: "other", Place: "620521101"}
	worker = anlan.Actor{Account: "w", Post: "town-liaison", Unit: "town"}
	judge  = anlan.Actor{Account: "j", Post: "office-chief", Unit: "office"}
)

func opened(t interface{ Fatal(...any) }, due anlan.Date) Matter {
	m, err := New("m", "安委办〔2022〕1号", Order{Title: "查隐患", Lead: town, Issuer: office, Due: due}, noon, noon.Add(10*time.Minute), Stamp{})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func must(t *testing.T) func(Matter, error) Matter {
	return func(m Matter, err error) Matter {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
}

func TestOpenRefusesWhatCannotBe(t *testing.T) {
	for name, o := range map[string]Order{
		"no title":       {Lead: town, Issuer: office},
		"no owner":       {Title: "x", Issuer: office},
		"due before now": {Title: "x", Lead: town, Issuer: office, Due: "2022-01-16"},
	} {
		if _, err := New("m", "", o, noon, noon, Stamp{}); anlan.KindOf(err) != anlan.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Law 2: the clock starts at the earliest known fact.
func TestClockStartsAtTheEarliestFact(t *testing.T) {
	early := noon.Add(-48 * time.Hour)
	m, err := New("m", "", Order{Title: "x", Lead: town, Issuer: office, Known: early}, noon, noon, Stamp{})
	if err != nil || m.Known != early {
		t.Errorf("known %v, %v", m.Known, err)
	}
	m, err = New("m", "", Order{Title: "x", Lead: town, Issuer: office, Known: noon.Add(time.Hour)}, noon, noon, Stamp{})
	if err != nil || m.Known != noon {
		t.Errorf("a fact from the future was believed: %v, %v", m.Known, err)
	}
}

// Law 3: whoever did the work is never the one who accepts it.
func TestNobodyAcceptsOwnWork(t *testing.T) {
	ok := must(t)
	m := ok(opened(t, "2022-02-01").Sign(noon))
	m = ok(m.Feedback("好了", nil, true, nil, worker, noon))
	for _, by := range []anlan.Actor{worker, {Account: "w", Post: "elsewhere"}, {Account: "x", Post: "town-liaison"}} {
		if _, err := m.Review(true, "", by, noon); !errors.Is(err, anlan.ErrMatterOwnReview) {
			t.Errorf("%+v accepted own work: %v", by, err)
		}
	}
	if m = ok(m.Review(true, "", judge, noon)); m.State != Closed {
		t.Errorf("state %s", m.State)
	}
}

// Law 4: nothing closes without the evidence that its kind asks for.
func TestEvidenceIsAskedFor(t *testing.T) {
	asks := []Ask{{Kind: "photo", Min: 2, ZH: "照片"}, {Kind: "document", Min: 1, ZH: "记录"}, {Kind: "figure", Min: 1, ZH: "人数"}}
	m := must(t)(opened(t, "").Sign(noon))
	photos := []File{{Hash: "a", Type: "image/png"}, {Hash: "b", Type: "image/jpeg"}}
	if _, err := m.Feedback("培训完成", photos, true, asks, worker, noon); !errors.Is(err, anlan.ErrMatterEvidenceMissing) {
		t.Errorf("closed without evidence: %v", err)
	}
	m = must(t)(m.Feedback("先交照片", photos, false, asks, worker, noon))
	m = must(t)(m.Feedback("培训 120 人", []File{{Hash: "c", Type: "application/pdf"}}, true, asks, worker, noon))
	if m.State != Reported {
		t.Errorf("state %s", m.State)
	}
}

func TestReturnPassesOnAtMostTwice(t *testing.T) {
	ok := must(t)
	m := ok(opened(t, "2022-02-01").Return("不归我", other, 2, noon))
	if m.State != Issued || m.Lead != other || m.Deadline != anlan.Date("2022-02-01").End() {
		t.Fatalf("%+v", m)
	}
	m = ok(m.Return("也不归我", town, 2, noon))
	m = ok(m.Return("真不归我", other, 2, noon))
	if m.State != Returned || m.Holder().Unit != "office" {
		t.Errorf("after two hops: %s at %s", m.State, m.Holder().Unit)
	}
	if m = ok(m.Transfer(other, "裁定", noon)); m.Lead != other || m.State != Issued {
		t.Errorf("%+v", m)
	}
	if _, err := m.Return("x", other, 2, noon); !errors.Is(err, anlan.ErrMatterSameOwner) {
		t.Errorf("suggested itself: %v", err)
	}
}

func TestOnlyAGrantMovesTheDeadline(t *testing.T) {
	ok := must(t)
	m := ok(opened(t, "2022-02-01").Ask("2022-02-10", "雪大", worker, noon))
	if m.Due != "2022-02-01" {
		t.Error("asking moved the deadline")
	}
	if _, err := m.Answer(true, "", worker, noon); !errors.Is(err, anlan.ErrMatterOwnReview) {
		t.Errorf("granted its own request: %v", err)
	}
	if refused := ok(m.Answer(false, "不行", judge, noon)); refused.Due != "2022-02-01" || refused.Asked != nil {
		t.Errorf("%+v", refused)
	}
	if m = ok(m.Answer(true, "", judge, noon)); m.Due != "2022-02-10" || m.Deadline != anlan.Date("2022-02-10").End() {
		t.Errorf("%+v", m)
	}
	if _, err := m.Ask("2022-02-09", "早些", worker, noon); !errors.Is(err, anlan.ErrMatterExtensionShort) {
		t.Errorf("shortened: %v", err)
	}
}

func TestRecallEndsWithItsWindowAndWithTheSignature(t *testing.T) {
	m := opened(t, "")
	if _, err := m.Withdraw("发错了", noon.Add(11*time.Minute)); !errors.Is(err, anlan.ErrMatterRecallOver) {
		t.Errorf("after the window: %v", err)
	}
	signed := must(t)(m.Sign(noon))
	if _, err := signed.Withdraw("发错了", noon); !errors.Is(err, anlan.ErrMatterWrongState) {
		t.Errorf("after the signature: %v", err)
	}
	if r := must(t)(m.Withdraw("发错了", noon)); r.State != Recalled || r.IsOpen() {
		t.Errorf("%+v", r)
	}
}

func TestSigningTwiceIsSigningOnce(t *testing.T) {
	m := must(t)(opened(t, "").Sign(noon))
	again := must(t)(m.Sign(noon.Add(time.Hour)))
	if again.Signed != noon {
		t.Errorf("the second signature replaced the first: %v", again.Signed)
	}
}

// ladder is five rungs around a deadline, as policy has them.
func ladder(deadline anlan.Instant) Clock {
	day := 24 * time.Hour
	at := func(d time.Duration, key string) Step { return Step{Key: key, At: deadline.Add(d), Document: "none"} }
	return Clock{Ladder: []Step{at(-3*day, "remind"), at(0, "urge"), at(3*day, "supervise"), at(7*day, "bulletin"), at(15*day, "interview")}}
}

// Law 1: nothing open is overdue without its escalation having fired; whatever the pauses between two
// looks, no rung from the deadline on is skipped or fires twice.
func TestEveryRungFiresExactlyOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		due := anlan.Date("2022-01-17").AddDays(rapid.IntRange(0, 20).Draw(t, "due"))
		m := opened(t, due)
		c := ladder(m.Deadline)
		fired := map[string]int{}
		now := noon
		for range rapid.IntRange(1, 40).Draw(t, "looks") {
			now = now.Add(time.Duration(rapid.IntRange(1, 100).Draw(t, "hours")) * time.Hour)
			next, steps := m.Tick(c, now)
			for _, s := range steps {
				fired[s.Key]++
			}
			m = next
			if m.Overdue != (m.Deadline < now) {
				t.Fatalf("overdue %v at %v, deadline %v", m.Overdue, now, m.Deadline)
			}
			if m.Overdue && fired["urge"] == 0 {
				t.Fatal("overdue without its escalation")
			}
			if at := m.Next(c); at != 0 && at <= now {
				t.Fatalf("the next alarm lies in the past: %v at %v", at, now)
			}
		}
		for _, s := range c.Ladder[1:] {
			if want := map[bool]int{true: 1, false: 0}[s.At <= now]; fired[s.Key] != want {
				t.Fatalf("%s fired %d times, want %d", s.Key, fired[s.Key], want)
			}
		}
		if fired["remind"] > 1 {
			t.Fatal("reminded twice")
		}
	})
}

// Law 7: acknowledged is not done.
func TestSilenceRaisesAgain(t *testing.T) {
	m := must(t)(opened(t, "").Sign(noon))
	week := 7 * 24 * time.Hour
	for range 3 {
		c := Clock{Silent: m.Moved.Add(week)}
		next, steps := m.Tick(c, c.Silent)
		if len(steps) != 1 || steps[0].Key != "silent" {
			t.Fatalf("%+v", steps)
		}
		m = next
	}
}

// Any sequence of verbs keeps the loop lawful: whatever is closed was reported and accepted by
// another, deadlines move only by a grant or a reopening, hops are bounded.
func TestAnySequenceKeepsTheLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := opened(t, "2022-02-01")
		now := noon
		for range rapid.IntRange(1, 30).Draw(t, "verbs") {
			now = now.Add(time.Hour)
			was := m
			next, verb := anyVerb(t, m, now)
			m = next
			if m.Deadline != was.Deadline && verb != "grant" && verb != "reopen" {
				t.Fatalf("%s moved the deadline", verb)
			}
			if m.State == Closed && was.State != Closed && (verb != "review" || was.State != Reported) {
				t.Fatalf("%s closed it from %s", verb, was.State)
			}
			if (m.State == Issued) != (m.Signed == 0) && m.State != Returned && m.State != Recalled {
				t.Fatalf("%s: state %s, signed %v", verb, m.State, m.Signed)
			}
			if m.Known != was.Known || m.Opened != was.Opened || m.Stamp != was.Stamp {
				t.Fatalf("%s rewrote the birth", verb)
			}
		}
	})
}

func anyVerb(t *rapid.T, m Matter, now anlan.Instant) (Matter, string) {
	by := rapid.SampledFrom([]anlan.Actor{worker, judge}).Draw(t, "by")
	to := rapid.SampledFrom([]Seat{town, other, {}}).Draw(t, "to")
	yes := rapid.Bool().Draw(t, "yes")
	verb := rapid.SampledFrom([]string{"sign", "feedback", "review", "return", "transfer", "recall", "ask", "grant", "reopen"}).Draw(t, "verb")
	var next Matter
	var err error
	switch verb {
	case "sign":
		next, err = m.Sign(now)
	case "feedback":
		next, err = m.Feedback("x", nil, yes, nil, by, now)
	case "review":
		next, err = m.Review(yes, "x", by, now)
	case "return":
		next, err = m.Return("x", to, 2, now)
	case "transfer":
		next, err = m.Transfer(to, "x", now)
	case "recall":
		next, err = m.Withdraw("x", now)
	case "ask":
		next, err = m.Ask("2022-03-01", "x", by, now)
	case "grant":
		next, err = m.Answer(yes, "x", by, now)
	case "reopen":
		next, err = m.Reopen("x", "2022-03-01", now)
	}
	if err != nil {
		return m, verb
	}
	return next, verb
}

// Nobody who holds the ball is left alone for ever: when every step of the other clocks has fired, the
// silence clock goes on (law 7).
func TestSilenceWatchesWhoeverHoldsTheBall(t *testing.T) {
	t.Parallel()
	for state, want := range map[State]string{Issued: "unsigned", Doing: "silent", Reported: "unreviewed", Returned: "unruled"} {
		m := Matter{State: state, Opened: 1, Moved: 1, Fired: Fired{Sign: 1}}
		c := Clock{Sign: []Step{{Key: "office", At: 2}}, Silent: 1000}
		if next := m.Next(c); next != 1000 {
			t.Errorf("%s: looked at again at %d, want 1000", state, next)
		}
		m, steps := m.Tick(c, 1000)
		if len(steps) != 1 || steps[0].Key != want || len(steps[0].To) == 0 || m.Moved != 1000 {
			t.Errorf("%s: fired %+v, want %s", state, steps, want)
		}
	}
	early := Matter{State: Issued, Opened: 1, Moved: 1}
	if _, steps := early.Tick(Clock{Sign: []Step{{Key: "deputy", At: 2000}}, Silent: 1000}, 1000); len(steps) != 0 {
		t.Errorf("fired %+v while the sign-for clock still runs", steps)
	}
}
