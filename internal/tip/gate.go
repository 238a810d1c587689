package tip

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"net/netip"
	"sync"
	"time"

	"anlan"
)

// Gate holds up whoever sends too much or guesses codes. It knows an address only as a digest under a key
// that is drawn anew every day and forgotten, and it writes nothing down: nobody can find out later who
// was here.
type Gate struct {
	mu     sync.Mutex
	day    anlan.Date
	key    [32]byte
	counts map[mark]int
}

// mark is what was done from an address within one window of time.
type mark [16]byte

const marksMost = 100_000 // then the oldest windows are forgotten with all others: better let in than hold a list

// Full reports whether an address has used up its number within this window.
func (g *Gate) Full(now anlan.Instant, what, address string, window time.Duration, most int) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.counts[g.mark(now, what, address, window)] >= most
}

// Count notes that an address did something.
func (g *Gate) Count(now anlan.Instant, what, address string, window time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	m := g.mark(now, what, address, window)
	if g.counts == nil || len(g.counts) >= marksMost {
		g.counts = map[mark]int{}
	}
	g.counts[m]++
}

// mark is the digest of an address for a window; a new day draws a new key and forgets the old one.
func (g *Gate) mark(now anlan.Instant, what, address string, window time.Duration) (m mark) {
	if day := now.Date(); day != g.day {
		g.day, g.counts = day, nil
		_, _ = rand.Read(g.key[:]) // never fails
	}
	h := hmac.New(sha256.New, g.key[:])
	_, _ = h.Write([]byte(what + "\x00" + near(address) + "\x00" + now.Time().Truncate(window).String())) // never fails
	copy(m[:], h.Sum(nil))
	return m
}

// near is the address as far as one household or one telephone has it: of IPv6 the network.
func near(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return "?"
	}
	if ip = ip.Unmap(); ip.Is6() {
		p, _ := ip.WithZone("").Prefix(64)
		return p.String()
	}
	return ip.String()
}
