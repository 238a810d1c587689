package tip

import (
	"math/rand/v2"
	"testing"
	"time"

	"anlan"
	"anlan/internal/rule"
)

func testKeys() Keys { return Keys{secret: make([]byte, keySize)} }

// A code is understood however it is typed, and no slip of the pen leads to another one.
func TestCodes(t *testing.T) {
	k := testKeys()
	seen := map[string]bool{}
	for range 500 {
		code := k.codeOf(NewTicket())
		if seen[code] {
			t.Fatal("the same code twice")
		}
		seen[code] = true
		for _, typed := range []string{code, SayCode(code), " " + SayCode(code) + "　"} {
			if got, ok := ReadCode(typed); !ok || got != code {
				t.Errorf("%q: %q %v", typed, got, ok)
			}
		}
		at, d := rand.IntN(codeDigits), byte(1+rand.IntN(9))
		wrong := []byte(code)
		wrong[at] = '0' + (wrong[at]-'0'+d)%10
		if _, ok := ReadCode(string(wrong)); ok {
			t.Errorf("%s was taken for %s", wrong, code)
		}
	}
	if _, ok := ReadCode("１２３４"); ok {
		t.Error("a short code")
	}
	if got := checkDigit("0794"); got != '5' { // the example of the standard
		t.Errorf("check digit %c", got)
	}
}

func TestPropose(t *testing.T) {
	r := rule.TipReward{Share: 15, Least: 3000, Most: 300_000, PerDeath: map[string]int{"general": 30_000, "larger": 40_000}, PerDeathMost: 300_000, FirstOnly: true, Anonymous: true}
	for _, tt := range []struct {
		b            Basis
		first, named bool
		want         int
	}{
		{Basis{Major: true, Fine: 10_000}, true, true, 3000},
		{Basis{Major: true, Fine: 100_000}, true, false, 15_000},
		{Basis{Major: true, Fine: 9_000_000}, true, true, 300_000},
		{Basis{Major: true, Fine: 100_000}, false, true, 0},
		{Basis{Deaths: 2, Grade: "general"}, true, true, 60_000},
		{Basis{Deaths: 9, Grade: "larger"}, true, true, 300_000},
		{Basis{Deaths: 1}, true, true, 0},
		{Basis{}, true, true, 0},
	} {
		p := Propose(r, tt.b, tt.first, tt.named)
		if p.Amount != tt.want || len(p.Steps) == 0 {
			t.Errorf("%+v first %v: %+v, want %d", tt.b, tt.first, p, tt.want)
		}
		for _, s := range p.Steps {
			if s.ZH == "" || s.EN == "" {
				t.Errorf("a step without words: %+v", s)
			}
		}
	}
	r.Anonymous = false
	if p := Propose(r, Basis{Major: true}, true, false); p.Amount != 0 {
		t.Errorf("an anonymous one was rewarded: %+v", p)
	}
}

// The gate counts by address and window, knows networks of IPv6 as one, and forgets by the next day.
func TestGate(t *testing.T) {
	var g Gate
	now := anlan.Date("2026-03-03").Start().Add(9 * time.Hour)
	for range 3 {
		g.Count(now, "report", "2001:db8:1:2::5", time.Hour)
	}
	for _, tt := range []struct {
		what, address string
		at            anlan.Instant
		want          bool
	}{
		{"report", "2001:db8:1:2:ffff::9", now, true},
		{"report", "2001:db8:1:3::5", now, false},
		{"code", "2001:db8:1:2::5", now, false},
		{"report", "192.0.2.7", now, false},
		{"report", "2001:db8:1:2::5", now.Add(time.Hour), false},
	} {
		if got := g.Full(tt.at, tt.what, tt.address, time.Hour, 3); got != tt.want {
			t.Errorf("%+v: %v", tt, got)
		}
	}
	key := g.key
	g.Count(now.Add(24*time.Hour), "report", "192.0.2.7", time.Hour)
	if g.key == key || len(g.counts) != 1 {
		t.Error("yesterday is remembered")
	}
}
