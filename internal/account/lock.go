package account

import (
	"net/netip"
	"sync"
	"time"

	"anlan"
	"anlan/internal/rule"
)

// door is what wrong tries have done to an account, or to a device that is known for it.
type door struct {
	Failed      int
	LockedUntil anlan.Instant
}

// answer is what a try at a door comes to.
type answer int

const (
	opened  answer = iota
	refused        // wrong
	shutNow        // wrong, and that was the last try
	shut           // locked: right or wrong is not even told
)

// try decides what a right or wrong attempt does to the door.
func (d door) try(right bool, r rule.LockoutRule, now anlan.Instant) (door, answer) {
	switch {
	case d.LockedUntil > now:
		return d, shut
	case right:
		return door{}, opened
	}
	d.LockedUntil = 0
	if d.Failed++; d.Failed < r.Tries {
		return d, refused
	}
	return door{LockedUntil: now.Add(time.Duration(r.Minutes) * time.Minute)}, shutNow
}

// minutesLeft tells when a locked door opens, rounded up.
func (d door) minutesLeft(now anlan.Instant) int {
	return int((d.LockedUntil.Sub(now) + time.Minute - 1) / time.Minute)
}

const (
	burst      = 60              // wrong tries one address may make at once: an office behind one router
	refill     = 2 * time.Second // and then one more each two seconds
	tableLimit = 20_000          // addresses and unknown logins remembered at most
)

// limiter bounds wrong tries by network address. Only failures cost, so that a whole office can
// sign in at eight o'clock.
type limiter struct {
	mu  sync.Mutex
	all map[netip.Prefix]bucket
}

type bucket struct {
	spent int
	at    anlan.Instant
}

// allowed reports whether the address may try, and otherwise after how many seconds.
func (l *limiter) allowed(ip string, now anlan.Instant) (wait int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if b := l.all[network(ip)].drained(now); b.spent >= burst {
		return int(refill.Seconds())
	}
	return 0
}

func (l *limiter) failed(ip string, now anlan.Instant) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.all == nil || len(l.all) >= tableLimit {
		l.all = map[netip.Prefix]bucket{} // under such a flood forgetting is the lesser evil
	}
	b := l.all[network(ip)].drained(now)
	b.spent++
	l.all[network(ip)] = b
}

func (b bucket) drained(now anlan.Instant) bucket {
	steps := int(now.Sub(b.at) / refill)
	if b.spent -= steps; b.spent <= 0 || b.at == 0 {
		return bucket{at: now}
	}
	b.at = b.at.Add(time.Duration(steps) * refill)
	return b
}

// network is the part of an address that one customer of a provider has: all of IPv4, /64 of IPv6.
func network(ip string) netip.Prefix {
	a, err := netip.ParseAddr(ip)
	if err != nil {
		return netip.Prefix{}
	}
	bits := 32
	if a = a.Unmap(); a.Is6() {
		bits = 64
	}
	p, _ := a.WithZone("").Prefix(bits)
	return p
}

// strangers keeps doors for logins that nobody has, so that they lock like the others do and a lock
// tells nothing about who exists.
type strangers struct {
	mu  sync.Mutex
	all map[string]door
}

func (s *strangers) try(login string, r rule.LockoutRule, now anlan.Instant) (door, answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all == nil || len(s.all) >= tableLimit {
		s.all = map[string]door{}
	}
	d, a := s.all[login].try(false, r, now)
	s.all[login] = d
	return d, a
}

// look returns the door as it stands.
func (s *strangers) look(name string) door {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all[name]
}
