package duty

import (
	"time"

	"anlan"
	"anlan/internal/rule"
)

// NextCall is whom to call now, when the next one would be called, and by which rule.
type NextCall struct {
	Call   rule.Call     `json:"call"`
	Next   anlan.Instant `json:"next"` // zero when nobody stands above
	Reason rule.Reason   `json:"reason"`
}

// CallAt decides, for a call that began at an instant and that nobody has answered, whom the ladder
// in force on that day calls now. The ladder is the one that the call was born with (law 6).
func CallAt(v rule.Version, began, now anlan.Instant) (NextCall, error) {
	ladder, v, err := rule.As[rule.CallLadder](v)
	if err != nil {
		return NextCall{}, err
	}
	n := NextCall{Reason: v.Reason()}
	for _, c := range ladder.Calls {
		due := began.Add(time.Duration(c.AfterMinutes) * time.Minute)
		if due > now {
			n.Next = due
			break
		}
		n.Call = c
	}
	return n, nil
}
