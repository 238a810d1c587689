package api

import (
	"slices"
	"strconv"
	"sync"
	"time"

	"anlan"
)

// pending is an upload that was shown and not yet stored. It lives in memory only: such tables hold
// numbers of people, and what is never committed shall leave no trace.
type pending[T any] struct {
	id      anlan.ID
	account anlan.ID // whose upload it is
	name    string
	size    int
	at      anlan.Instant
	mu      sync.Mutex // guards is: one commit at a time
	is      T
}

// pendings keeps the latest uploads, within bounds.
type pendings[T any] struct {
	mu   sync.Mutex
	list []*pending[T] // the oldest first
}

// The bounds of what waits in memory.
const (
	pendingMost  = 12
	pendingBytes = 32 << 20
	pendingFor   = time.Hour
)

// keep adds an upload and lets the oldest go.
func (p *pendings[T]) keep(one *pending[T]) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.list = slices.DeleteFunc(p.list, func(o *pending[T]) bool { return o.id == one.id || one.at.Sub(o.at) > pendingFor })
	p.list = append(p.list, one)
	for len(p.list) > pendingMost || p.bytes() > pendingBytes {
		p.list = slices.Delete(p.list, 0, 1)
	}
}

func (p *pendings[T]) bytes() (n int) {
	for _, one := range p.list {
		n += one.size
	}
	return n
}

// find returns the account's own upload; after an hour or a restart it is gone and is sent again.
func (p *pendings[T]) find(id, account anlan.ID, now anlan.Instant) (*pending[T], error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, one := range p.list {
		if one.id == id && one.account == account && now.Sub(one.at) <= pendingFor {
			return one, nil
		}
	}
	return nil, anlan.ErrRegistryUploadGone
}

// emptied lets the bytes of an upload count no more: it was stored.
func (p *pendings[T]) emptied(one *pending[T]) {
	p.mu.Lock()
	defer p.mu.Unlock()
	one.size = 0
}

// fromRow reads the cursor of the rows of an upload: the number of the first.
func fromRow(cursor string) (int, error) {
	if cursor == "" {
		return 0, nil
	}
	from, err := strconv.Atoi(cursor)
	if err != nil {
		return 0, anlan.ErrFieldInvalid.With("name", "cursor").With("value", cursor).At("cursor")
	}
	return max(from, 0), nil
}
