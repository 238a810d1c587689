package matter

import (
	"sync"

	"anlan"
	"anlan/internal/calendar"
)

// ladders remembers when the rungs of a ladder stand for a deadline: counting working days costs more than
// all else that an answer says of a matter, and many matters share a day. What the county's rules or calendar
// change is counted anew.
type ladders struct {
	mu    sync.Mutex
	cal   *calendar.Calendar
	steps map[ladderKey][]Step
}

type ladderKey struct {
	version  string
	deadline anlan.Instant
}

// laddersMost bounds what is remembered: some ladders, and the days of a few years.
const laddersMost = 2000

// at returns the rungs of a ladder's version for a deadline; count works them out. The callers share them and
// change nothing in them.
func (l *ladders) at(cal *calendar.Calendar, version string, deadline anlan.Instant, count func() ([]Step, error)) ([]Step, error) {
	key := ladderKey{version, deadline}
	l.mu.Lock()
	if l.cal != cal || len(l.steps) >= laddersMost {
		l.cal, l.steps = cal, map[ladderKey][]Step{}
	}
	steps, known := l.steps[key]
	l.mu.Unlock()
	if known {
		return steps, nil
	}
	steps, err := count()
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.cal == cal {
		l.steps[key] = steps
	}
	return steps, nil
}
