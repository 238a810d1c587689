package account

import (
	"fmt"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"anlan"
	"anlan/internal/rule"
)

// Whatever is tried and when: a locked door answers right and wrong alike, opens only after its time,
// and lets no more wrong tries through than the rule allows before it locks.
func TestDoorLaws(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := rule.LockoutRule{Tries: rapid.IntRange(3, 20).Draw(t, "tries"), Minutes: rapid.IntRange(1, 60).Draw(t, "minutes")}
		var d door
		now, wrong := anlan.Instant(1), 0
		for range rapid.IntRange(1, 200).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(0, 600).Draw(t, "seconds")) * time.Second)
			locked := d.LockedUntil > now
			asRight, yes := d.try(true, r, now)
			asWrong, no := d.try(false, r, now)
			if locked && (yes != shut || no != shut || asRight != d || asWrong != d) {
				t.Fatalf("a locked door answers %v and %v", yes, no)
			}
			if !locked && yes != opened {
				t.Fatalf("an open door answers %v to the right password", yes)
			}
			if rapid.Bool().Draw(t, "right") {
				d, wrong = asRight, map[bool]int{true: wrong, false: 0}[locked]
				continue
			}
			d = asWrong
			switch no {
			case refused:
				wrong++
			case shutNow:
				wrong = 0
			}
			if wrong >= r.Tries {
				t.Fatalf("%d wrong tries in a row and no lock", wrong)
			}
		}
	})
}

// An office behind one router may all mistype once; a machine that guesses is slowed to one in two
// seconds.
func TestLimiter(t *testing.T) {
	t.Parallel()
	var l limiter
	now, through := anlan.Instant(1), 0
	for range 3600 {
		now = now.Add(time.Second)
		for range 10 {
			if l.allowed("192.0.2.1", now) == 0 {
				through++
				l.failed("192.0.2.1", now)
			}
		}
	}
	if through > burst+1800+1 {
		t.Errorf("%d guesses in an hour", through)
	}
	if l.allowed("192.0.2.2", now) != 0 || l.allowed("", now) != 0 {
		t.Error("another address is held back")
	}
	for i := range burst {
		l.failed(fmt.Sprintf("2001:db8::%x", i), now)
	}
	if l.allowed("2001:db8::ffff", now) == 0 || l.allowed("2001:db8:0:1::1", now) != 0 {
		t.Error("a /64 of IPv6 counts as one address, and the next one does not")
	}
}

// Knowing who asks costs a hash and a look into memory.
func BenchmarkCache(b *testing.B) {
	var c cache
	for i := range 10_000 {
		c.put(digest(strconv.Itoa(i)), &Who{}, 0, 1)
	}
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, ok := c.get(digest("77"), 2); !ok {
				b.Fatal("forgotten")
			}
		}
	})
}
