package api

import (
	"slices"
	"sync"
	"time"

	"anlan"
	"anlan/internal/registry"
	"anlan/internal/registry/intake"
)

// pending is an upload that was shown and not yet stored. It lives in memory only: such tables hold
// numbers of people, and what is never committed shall leave no trace.
type pending struct {
	id      anlan.ID
	account anlan.ID // whose upload it is
	kind    intake.Kind
	name    string
	data    []byte
	report  *intake.Report
	batch   registry.Batch // once committed
	at      anlan.Instant
}

// pendings keeps the latest uploads, within bounds.
type pendings struct {
	mu   sync.Mutex
	list []*pending // the oldest first
}

// The bounds of what waits in memory.
const (
	pendingMost  = 12
	pendingBytes = 32 << 20
	pendingFor   = time.Hour
)

// keep adds an upload and lets the oldest go.
func (p *pendings) keep(one *pending) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.list = slices.DeleteFunc(p.list, func(o *pending) bool { return o.id == one.id || one.at.Sub(o.at) > pendingFor })
	p.list = append(p.list, one)
	for len(p.list) > pendingMost || p.bytes() > pendingBytes {
		p.list = slices.Delete(p.list, 0, 1)
	}
}

func (p *pendings) bytes() (n int) {
	for _, one := range p.list {
		n += len(one.data)
	}
	return n
}

// find returns a copy of the actor's own upload.
func (p *pendings) find(id, account anlan.ID, now anlan.Instant) (pending, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, one := range p.list {
		if one.id == id && one.account == account && now.Sub(one.at) <= pendingFor {
			return *one, true
		}
	}
	return pending{}, false
}

// done notes what a commit stored; the rows that were left out can still be fetched.
func (p *pendings) done(id anlan.ID, report *intake.Report, batch registry.Batch) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, one := range p.list {
		if one.id == id {
			one.batch, one.data = batch, nil
			if report != nil {
				one.report = report
			}
		}
	}
}
