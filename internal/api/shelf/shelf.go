// Package shelf keeps answers for as long as nothing happens: after an event every screen asks the same, and
// what hundreds ask is worked out once. An answer stands on the shelf for one position of the log, and for a
// moment only, since the lamps of a list move with the clock.
package shelf

import (
	"sync"
	"time"

	"anlan"
)

// Age is how long an answer may stand although nothing happened.
const Age = time.Second

// most is how many bytes of answers may stand; beyond it the shelf is cleared.
const most = 8 << 20

// Shelf is empty at first. It is safe for concurrent use.
type Shelf struct {
	mu   sync.Mutex
	pos  int64
	m    map[string]*Answer
	size int // bytes of the answers
}

// Answer is one answer. Until it is ready somebody is working it out.
type Answer struct {
	ready chan struct{}
	since anlan.Instant
	body  []byte
}

// Take returns the answer that stands for a question at a position of the log, and whether the caller has to
// work it out: then it calls Give, whatever happens.
func (s *Shelf) Take(question string, pos int64, now anlan.Instant) (a *Answer, mine bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.m == nil || pos > s.pos || s.size > most {
		s.pos, s.m, s.size = max(pos, s.pos), map[string]*Answer{}, 0
	}
	if pos < s.pos { // asked before the newest event: no older answer goes on the shelf
		return newAnswer(now), true
	}
	if a := s.m[question]; a != nil && now.Sub(a.since) < Age {
		return a, false
	}
	a = newAnswer(now)
	s.m[question] = a
	return a, true
}

func newAnswer(now anlan.Instant) *Answer { return &Answer{ready: make(chan struct{}), since: now} }

// Give says what the answer is; nil when there is none to keep, and everybody who waits works it out alone.
func (s *Shelf) Give(a *Answer, body []byte) {
	a.body = body
	close(a.ready)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.size += len(body)
}

// Ready is closed when Body may be asked for.
func (a *Answer) Ready() <-chan struct{} { return a.ready }

// Body is the answer, or nil when it could not be kept.
func (a *Answer) Body() []byte { return a.body }
