package account

import (
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"anlan"
)

const (
	cacheLimit = 100_000     // sessions remembered at most
	cacheAge   = time.Minute // after which a session is looked up again, whatever was heard
)

// cache remembers who holds which cookie, so that knowing it costs no SQL. Whatever may change the
// answer forgets the account; the epoch keeps a look-up that began before from remembering it again.
type cache struct {
	mu    sync.RWMutex
	all   map[string]*entry
	epoch atomic.Int64
}

type entry struct {
	who  *Who
	at   anlan.Instant
	seen atomic.Int64 // last use, in milliseconds
}

func (c *cache) get(key string, now anlan.Instant) (*entry, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	e, ok := c.all[key]
	return e, ok && now.Sub(e.at) < cacheAge
}

func (c *cache) put(key string, who *Who, epoch int64, now anlan.Instant) *entry {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := &entry{who: who, at: now}
	e.seen.Store(int64(who.Session.SeenAt))
	if c.epoch.Load() != epoch {
		return e // good for this one request
	}
	if old, ok := c.all[key]; ok {
		e.seen.Store(max(old.seen.Load(), e.seen.Load()))
	}
	if c.all == nil || len(c.all) >= cacheLimit {
		c.all = map[string]*entry{}
	}
	c.all[key] = e
	return e
}

// forget drops every session of the account, or everything when the account is empty.
func (c *cache) forget(account anlan.ID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.epoch.Add(1)
	for key, e := range c.all {
		if account == "" || e.who.Account.ID == account {
			delete(c.all, key)
		}
	}
}

// catch hears what has happened since the last request, before this one is answered from memory.
func (s *Service) catch(batch []anlan.Event, gap bool) {
	if gap {
		s.cache.forget("")
	}
	s.Hear(batch)
}

// Hear forgets what the events make untrue: another program on the same database revoked a session,
// or the registry seated somebody else. The reader of the live events calls it with each batch.
func (s *Service) Hear(batch []anlan.Event) {
	for _, e := range batch {
		switch {
		case strings.HasPrefix(e.Kind, "registry."), strings.HasPrefix(e.Kind, "account.grant"):
			s.cache.forget("")
			return // nothing is left to forget
		case strings.HasPrefix(e.Kind, "account.") && e.Kind != "account.failed":
			s.cache.forget(e.Ref.ID)
		}
	}
}
