package phones

import (
	"errors"
	"math/rand/v2"
	"strings"
)

// What can become of a call between a phone and the county.
var (
	errNoLine  = errors.New("no line")
	errKilled  = errors.New("the program was killed")
	errRefused = errors.New("a file was not taken")
)

// line is the way from one phone to the county.
type line struct {
	county *County
	who    chair
	dice   *rand.Rand
	up     bool
	rough  bool   // it breaks, doubles and delays
	late   []call // copies that are still on their way
	bug    *Bug
	calls  int
}

// send brings a call to the county, as far as the line lets it.
func (l *line) send(k call) (int, []byte, error) {
	l.calls++
	if !l.up {
		return 0, nil, errNoLine
	}
	fate := 100
	if l.rough {
		fate = l.dice.IntN(100)
	}
	l.county.Deeds[fateName(fate)]++
	switch {
	case fate < 8: // lost before anybody heard
		return 0, nil, errNoLine
	case fate < 11:
		return 0, nil, errKilled
	case fate < 16: // it will arrive, long after the phone has given up on it
		l.late = append(l.late, k)
		return 0, nil, errNoLine
	}
	status, answer := l.deliver(k)
	switch {
	case fate < 24: // heard, and the answer is lost
		return 0, nil, errNoLine
	case fate < 27:
		return 0, nil, errKilled
	case fate < 34: // the call arrives twice
		l.deliver(k)
	case fate < 38: // and a copy later
		l.late = append(l.late, k)
	}
	return status, answer, nil
}

// fateName says what happens to a call, as send reads the dice.
func fateName(fate int) string {
	for _, f := range []struct {
		below int
		name  string
	}{{8, "lost on the way"}, {11, "killed before"}, {16, "arrives late only"}, {24, "answer lost"}, {27, "killed after"}, {34, "arrives twice"}, {38, "arrives late again"}} {
		if fate < f.below {
			return f.name
		}
	}
	return "arrives"
}

// deliver is the end of the line at the county's door.
func (l *line) deliver(k call) (int, []byte) {
	if l.bug != nil && l.bug.Door != nil {
		if status, answer, done := l.bug.Door(l, k); done {
			return status, answer
		}
	}
	return l.county.ask(l.who, k)
}

// straggle lets some of the late copies arrive, in any order.
func (l *line) straggle(all bool) {
	l.dice.Shuffle(len(l.late), func(i, j int) { l.late[i], l.late[j] = l.late[j], l.late[i] })
	for len(l.late) > 0 && (all || l.dice.IntN(2) == 0) {
		k := l.late[0]
		l.late = l.late[1:]
		l.deliver(k)
	}
}

// writes tells whether a call changes a record: what a planted bug may spoil.
func (k call) writes() bool {
	return k.method == "POST" && !k.raw && !strings.HasPrefix(k.path, "/api/v1/field/")
}
