package matter

import (
	"time"

	"anlan"
)

// LampKind is the state of a deadline, told by glyph and words, never by colour alone.
type LampKind string

// The lamps.
const (
	LampNormal   LampKind = "normal"   // ✓ 正常
	LampSoon     LampKind = "soon"     // ◔ 临期
	LampOverdue  LampKind = "overdue"  // ! 超期
	LampUnsigned LampKind = "unsigned" // 签收超时
	LampClosed   LampKind = "closed"   // ■ 已销号
	LampNone     LampKind = "none"     // 无期限
)

// Lamp is the deadline lamp of a matter: its kind and the whole days left, or past.
type Lamp struct {
	Kind LampKind `json:"kind" enum:"normal,soon,overdue,unsigned,closed,none"`
	Days int      `json:"days" doc:"days left (soon, normal) or past (overdue)"`
}

// LampAt computes the lamp at an instant; soon is how long before the deadline it turns to 临期.
func (m Matter) LampAt(now anlan.Instant, soon time.Duration) Lamp {
	left := m.Deadline.Sub(now)
	switch {
	case !m.IsOpen():
		return Lamp{Kind: LampClosed}
	case m.Deadline != 0 && left < 0:
		return Lamp{Kind: LampOverdue, Days: int((-left + 24*time.Hour - 1) / (24 * time.Hour))}
	case m.State == Issued && m.Fired.Sign > 0:
		return Lamp{Kind: LampUnsigned, Days: int(now.Sub(m.Since) / (24 * time.Hour))}
	case m.Deadline == 0:
		return Lamp{Kind: LampNone}
	case left <= soon:
		return Lamp{Kind: LampSoon, Days: int(left / (24 * time.Hour))}
	default:
		return Lamp{Kind: LampNormal, Days: int(left / (24 * time.Hour))}
	}
}

// Stuck is the computed answer to "with whom, since when, what was tried".
type Stuck struct {
	Unit    anlan.ID      // where the ball lies; empty when the matter has ended
	Waiting string        // for what: sign, feedback, review, decision, extension
	Since   anlan.Instant // since when
	Days    int           // whole days since then
	Tried   int           // steps of the ladder and the sign-for clock that have fired
	Rung    string        // the last rung of the ladder that fired
}

// waitsFor says what an open state waits for.
var waitsFor = map[State]string{Issued: "sign", Doing: "feedback", Reported: "review", Returned: "decision"}

// StuckAt computes where a matter is stuck at an instant. The ladder's keys come from the stamped
// policy.
func (m Matter) StuckAt(now anlan.Instant, ladder []string) Stuck {
	s := Stuck{Unit: m.Holder().Unit, Waiting: waitsFor[m.State], Since: m.Since, Tried: m.Fired.Sign + m.Fired.Ladder}
	if m.Asked != nil {
		s.Unit, s.Waiting, s.Since = m.Issuer.Unit, "extension", m.Asked.At
	}
	if n := min(m.Fired.Ladder, len(ladder)); n > 0 {
		s.Rung = ladder[n-1]
	}
	s.Days = int(now.Sub(s.Since) / (24 * time.Hour))
	return s
}
