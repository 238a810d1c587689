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
			return
		case w := <-e.queue:
			e.batch(e.gather(w))
		}
	}
}

// gather takes everyone who is already waiting.
func (e *sqliteEngine) gather(first *work) []*work {
	batch := []*work{first}
	for len(batch) < batchLimit {
		select {
		case w := <-e.queue:
			batch = append(batch, w)
		default:
			return batch
		}
	}
	return batch
}

// batch runs the works in one transaction and answers each. A work that fails is rolled back alone;
// a commit that fails is everybody's failure.
//
// Savepoints cost a tenth of a write, and nearly every work that fails does so before it has changed
// anything. So the batch first runs without them; only when a work fails half-way does everybody run
// once more, each in a savepoint.
func (e *sqliteEngine) batch(batch []*work) {
	results := make([]error, len(batch))
	err := e.commit(batch, results, false)
	if errors.Is(err, errHalfWay) {
		err = e.commit(batch, results, true)
	}
	if err != nil {
		err = e.fail(err)
	} else if len(e.fresh) > 0 {
		e.d.Remember(e.fresh)
		e.d.feed.set(e.pos)
	}
	e.d.alarm.sooner(e.alarm)
	for i, w := range batch {
		if err != nil && results[i] == nil {
			results[i] = err
		}
		w.done <- results[i]
	}
}

// errHalfWay says that a work failed after it had changed something.
var errHalfWay = errors.New("db: a work failed half-way")

func (e *sqliteEngine) commit(batch []*work, results []error, savepoints bool) (err error) {
	ctx := context.Background()
	if e.broken != nil {
		if err := e.reopen(ctx); err != nil {
			return err
		}
	}
	q := &sqliteConn{e: e, savepoints: savepoints}
	if err := q.raw("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = q.raw("ROLLBACK") // the error that brought us here is the one to tell
		}
	}()
	start := e.pos
	e.alarm, e.fresh, e.stored, e.lost = 0, nil, 0, nil
	for i, w := range batch {
		if results[i], err = e.one(q, w); err != nil {
			e.pos = start
			return err
		}
	}
	if err = e.storeFresh(q); err != nil {
		e.pos = start
		return err
	}
	if err = q.raw("COMMIT"); err != nil {
		e.pos = start
	}
	return err
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
