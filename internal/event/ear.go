package event

import (
	"sync"

	"anlan"
	"anlan/internal/db"
)

// Ear keeps a memory true to what has been acknowledged: before it answers, it hears every event since it was asked
// last, from memory and without a query. On SQLite an event is numbered before its writer is answered, so the very
// next question after a change knows of it; on PostgreSQL other programs write too, and [Ear.Exact] says so.
type Ear struct {
	d    *db.DB
	hear func(batch []anlan.Event, gap bool)

	mu  sync.Mutex
	pos int64 // everything up to here was heard
}

// NewEar makes an ear. gap means that older events than memory holds were missed: whatever they could touch is to be
// forgotten.
func NewEar(d *db.DB, hear func(batch []anlan.Event, gap bool)) *Ear { return &Ear{d: d, hear: hear} }

// Exact reports whether catching up is enough to know all that was acknowledged.
func (x *Ear) Exact() bool { return x.d.Engine() == "sqlite" }

// Catch hears what is new.
func (x *Ear) Catch() {
	x.mu.Lock()
	defer x.mu.Unlock()
	for now := x.d.Pos(); x.pos < now; {
		batch := x.d.Recent(x.pos, PageLimit)
		if len(batch) == 0 {
			x.hear(nil, true)
			x.pos = now
			return
		}
		x.hear(batch, false)
		x.pos = batch[len(batch)-1].Pos
	}
}
