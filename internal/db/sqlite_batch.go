package db

import (
	"context"
	"errors"

	"anlan"
)

// batchLimit is how many concurrent writes may share one commit. More would only add waiting: at
// this size the fsync is already a small part of the batch.
const batchLimit = 256

func (e *sqliteEngine) write(ctx context.Context, w *work) error {
	w.done = make(chan error, 1)
	select {
	case e.queue <- w:
	case <-ctx.Done():
		return ctx.Err() // never queued, so certainly not done
	case <-e.stop:
		return anlan.ErrStorageFailed
	}
	select {
	case err := <-w.done:
		return err
	case <-e.stop:
		return anlan.ErrStorageFailed
	}
}

func (e *sqliteEngine) loop() {
	defer e.closed.Done()
	for {
		select {
		case <-e.stop:
			e.land() // whoever waits for it is answered there
			return
		case w := <-e.queue:
			e.batch(&flight{works: []*work{w}, landed: make(chan struct{})})
		}
	}
}

// batch runs works in one transaction and sends it to the disk; there each is answered. A work that fails is rolled
// back alone; a commit that fails is everybody's failure.
//
// When the flight it would follow did not land, it runs again: what it wrote is rolled back, so nothing of it is in doubt.
func (e *sqliteEngine) batch(f *flight) {
	err := e.attempt(f)
	if errors.Is(err, errNotLanded) {
		err = e.attempt(f)
	}
	if err != nil {
		f.answer(e.fail(err))
		return
	}
	e.depart(f)
}

// attempt commits the batch. Savepoints cost a tenth of a write, and nearly every work that fails does so before it has
// changed anything. So the batch first runs without them; only when a work fails half-way does everybody run once more,
// each in a savepoint.
func (e *sqliteEngine) attempt(f *flight) error {
	err := e.commit(f, false)
	if errors.Is(err, errHalfWay) {
		err = e.commit(f, true)
	}
	return err
}

// errHalfWay says that a work failed after it had changed something.
var errHalfWay = errors.New("db: a work failed half-way")

func (e *sqliteEngine) commit(f *flight, savepoints bool) (err error) {
	ctx := context.Background()
	if e.look(); e.broken != nil {
		if err := e.reopen(ctx); err != nil {
			return err
		}
	}
	q := &sqliteConn{e: e, savepoints: savepoints}
	if err := q.raw("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	start := e.pos
	defer func() {
		if err != nil {
			e.pos = start
			_ = q.raw("ROLLBACK") // the error that brought us here is the one to tell
		}
	}()
	e.alarm, e.fresh, e.stored, e.lost, e.changed = 0, nil, 0, nil, false
	f.results = f.results[:0]
	for i := 0; i < len(f.works) || !savepoints && e.board(f); i++ {
		own, fatal := e.one(q, f.works[i])
		if f.results = append(f.results, own); fatal != nil {
			return fatal
		}
	}
	if err := e.storeFresh(q); err != nil {
		return err
	}
	if e.land(); e.broken != nil {
		return errNotLanded
	}
	return q.raw("COMMIT")
}

// one runs a single work in its savepoint. The first result is the work's own, the second says that
// the whole batch cannot go on.
func (e *sqliteEngine) one(q *sqliteConn, w *work) (own, fatal error) {
	q.dirty = false
	tx := &Tx{Now: e.d.Now(), Actor: w.actor, querier: q, key: w.key, rand: e.d.rand}
	before, events := e.pos, len(e.fresh)
	own = tx.run(w)
	if e.lost != nil {
		return own, e.lost
	}
	if own == nil {
		own = e.tell(q, tx)
	}
	if own == nil && tx.alarm != 0 && (e.alarm == 0 || tx.alarm < e.alarm) {
		e.alarm = tx.alarm
	}
	e.changed = e.changed || q.dirty
	if !q.dirty || own == nil && !q.savepoints {
		return own, nil
	}
	if !q.savepoints {
		return own, errHalfWay
	}
	if own != nil {
		e.pos, e.fresh, e.stored = before, e.fresh[:events], min(e.stored, events)
		if err := q.raw("ROLLBACK TO one"); err != nil {
			return own, err
		}
	}
	return own, q.raw("RELEASE one")
}

// fail decides what a failed batch means. After an I/O error nothing more is acknowledged on this
// connection: the kernel may have dropped the unsynced pages.
func (e *sqliteEngine) fail(err error) error {
	err = classify(err)
	if anlan.KindOf(err) == anlan.Internal {
		err = anlan.ErrStorageFailed.Because(err)
	}
	e.broken = err
	e.d.log.Error("a batch of writes failed", "error", err)
	return err
}
