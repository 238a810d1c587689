package inspection

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"anlan"
	"anlan/internal/inspection/checklist"
	"anlan/internal/rule"
)

// GasDraft is what an instrument showed.
type GasDraft struct {
	At         anlan.Instant       `json:"at" doc:"when it was read"`
	Spot       string              `json:"spot,omitempty" maxLength:"100"`
	Readings   map[string]float64  `json:"readings" nullable:"false" doc:"by key of the kind's limits"`
	Instrument string              `json:"instrument,omitempty" maxLength:"60"`
	Photos     []checklist.Picture `json:"photos,omitempty" maxItems:"4"`
}

// GasTest is a reading that was judged.
type GasTest struct {
	GasDraft
	Passed   bool          `json:"passed"`
	Why      string        `json:"why,omitempty"` // it failed
	By       anlan.ID      `json:"by,omitempty"`
	Received anlan.Instant `json:"received,omitempty"`
}

// testsMost bounds the gas tests of one permit: one every quarter of an hour for three days.
const testsMost = 300

// Test notes a gas test and judges it. A test that fails while the work goes on suspends it.
func (p Permit) Test(k rule.PermitKind, d GasDraft, a anlan.Actor, now anlan.Instant) (Permit, error) {
	if err := p.in("test", Requested, Approved, Working, Suspended); err != nil {
		return p, err
	}
	if k.Gas == nil {
		return p, anlan.ErrPermitGasNone
	}
	t := GasTest{GasDraft: d}
	if t.At > now.Add(soon) || t.At < p.Turns[0].At.Add(-time.Hour) {
		return p, anlan.ErrPermitGasFuture.With("at", t.At).At("at")
	}
	if len(p.Tests) >= testsMost {
		return p, anlan.ErrChecklistTooMany.With("count", len(p.Tests)+1).With("max", testsMost)
	}
	why, err := judge(*k.Gas, t.Readings)
	if err != nil {
		return p, err
	}
	t.At = min(t.At, now)
	t.Passed, t.Why, t.By, t.Received = why.ZH == "", why.ZH, seatOf(a), now
	p.Tests = append(slices.Clone(p.Tests), t)
	slices.SortStableFunc(p.Tests, func(x, y GasTest) int { return int(x.At - y.At) })
	if last := p.Tests[len(p.Tests)-1]; p.State == Working && !last.Passed {
		return p.turn(Suspended, a, last.Why, now), nil
	}
	return p, nil
}

// judge compares readings with the limits: what is out of them, in words, or nothing.
func judge(g rule.GasRule, readings map[string]float64) (why anlan.Both, err error) {
	var zh, en []string
	for _, l := range g.Limits {
		v, measured := readings[l.Key]
		if !measured && l.Optional {
			continue
		}
		if !measured || math.IsNaN(v) || v < 0 || v > 1e6 {
			return why, anlan.ErrPermitGasValue.With("name", anlan.Both{ZH: l.ZH, EN: l.EN}).At("readings." + l.Key)
		}
		if l.Min != nil && v < *l.Min || l.Max != nil && v > *l.Max {
			zh, en = append(zh, fmt.Sprintf("%s %g%s", l.ZH, v, l.Unit)), append(en, fmt.Sprintf("%s %g %s", l.EN, v, l.Unit))
		}
	}
	return anlan.Both{ZH: strings.Join(zh, "，"), EN: strings.Join(en, ", ")}, nil
}

// gas asks for a test that passed and is not older than it may be.
func (p Permit) gas(k rule.PermitKind, now anlan.Instant) error {
	if k.Gas == nil {
		return nil
	}
	if len(p.Tests) == 0 {
		return anlan.ErrPermitGasMissing.With("minutes", k.Gas.Valid)
	}
	last := p.Tests[len(p.Tests)-1]
	if !last.Passed {
		return gasFailed(k, last)
	}
	if now.Sub(last.At) > time.Duration(k.Gas.Valid)*time.Minute {
		return anlan.ErrPermitGasMissing.With("minutes", k.Gas.Valid)
	}
	return nil
}

// gasFailed says what was out of its limits, in both languages.
func gasFailed(k rule.PermitKind, t GasTest) error {
	why, err := judge(*k.Gas, t.Readings)
	if err != nil || why.ZH == "" { // the limits have changed since
		why = anlan.Both{ZH: t.Why, EN: t.Why}
	}
	return anlan.ErrPermitGasFailed.With("why", why)
}

// GasUntil is until when the last gas test holds while the work goes on; 0 where none is needed.
func (p Permit) GasUntil(k rule.PermitKind) anlan.Instant {
	if k.Gas == nil || p.State != Working || len(p.Tests) == 0 {
		return 0
	}
	return p.Tests[len(p.Tests)-1].At.Add(time.Duration(k.Gas.Repeat) * time.Minute)
}
