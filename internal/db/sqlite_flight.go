package db

import (
	"context"
	"errors"
	"os"

	"anlan"
)

// flight is a batch on its way to the disk. SQLite has put it into the log; when the log is synced it has landed: its
// events are told and everybody is answered. One flight is in the air at a time. Meanwhile the writer works for the next
// ones, who commit when it has landed: so the processors do not wait for the disk, and the disk syncs as rarely as ever.
//
// The log is a row of frames, each bound to the one before by its checksum: what a crash leaves of it is a beginning.
// So nothing can last that builds on what was lost. Readers may see a commit that is still in the air, a few
// milliseconds before whoever made it is answered; events are told when they have landed (see [Reader.Landed]).
type flight struct {
	works   []*work
	results []error
	events  []anlan.Event
	pos     int64
	alarm   anlan.Instant
	landed  chan struct{}
	err     error // why it did not land; read it when landed is closed
}

// answer tells everybody what came of his work; err is everybody's failure.
func (f *flight) answer(err error) {
	for i, w := range f.works {
		var own error
		if i < len(f.results) {
			own = f.results[i]
		}
		if err != nil && own == nil {
			own = err
		}
		w.done <- own
	}
}

// depart sends a committed batch to the disk.
func (e *sqliteEngine) depart(f *flight) {
	f.events, f.pos, f.alarm = e.fresh, e.pos, e.alarm
	if !e.changed && len(f.events) == 0 {
		f.answer(nil)
		return
	}
	e.air = f
	go func() {
		if err := e.sync(e.wal); err != nil {
			f.err = anlan.ErrStorageFailed.Because(err)
		} else {
			e.tellLanded(f)
		}
		close(f.landed) // before the answers: who was refused and comes again finds that out, and not another refusal
		f.answer(f.err)
	}()
}

func (e *sqliteEngine) tellLanded(f *flight) {
	if len(f.events) > 0 {
		e.d.Remember(f.events)
		e.d.feed.set(f.pos)
	}
	e.d.alarm.sooner(f.alarm)
}

// board takes one more work into the batch; false: it is time to commit.
func (e *sqliteEngine) board(f *flight) bool {
	if len(f.works) >= batchLimit {
		return false
	}
	w := e.next()
	if w != nil {
		f.works = append(f.works, w)
	}
	return w != nil
}

// next is whoever waits already, else whoever comes while the last flight is in the air; nil when nobody does.
func (e *sqliteEngine) next() *work {
	select {
	case w := <-e.queue:
		return w
	default:
	}
	if e.air == nil {
		return nil
	}
	select {
	case w := <-e.queue:
		return w
	case <-e.air.landed:
		return nil
	}
}

// look takes note of a flight that has come down by itself.
func (e *sqliteEngine) look() {
	if e.air == nil {
		return
	}
	select {
	case <-e.air.landed:
		e.land()
	default:
	}
}

// errNotLanded says that a batch may not be committed, for the flight it would follow did not land.
var errNotLanded = errors.New("db: the batch before did not reach the disk")

// land waits for the flight in the air. When it did not land, what it wrote stands in the log and may not be on the
// disk: nothing may follow it there before the log begins anew.
func (e *sqliteEngine) land() {
	if e.air == nil {
		return
	}
	<-e.air.landed
	if e.air.err != nil {
		e.broken, e.unsynced = e.air.err, true
		e.d.log.Error("a batch of writes did not reach the disk", "error", e.broken)
	}
	e.air = nil
}

// openLog opens the log beside SQLite, to sync it. SQLite holds its locks on other files: closing this one costs none.
func (e *sqliteEngine) openLog() (err error) {
	if e.wal != nil {
		_ = e.wal.Close()
	}
	e.wal, err = os.OpenFile(e.path+"-wal", os.O_RDWR, 0)
	return err
}

// errLogBusy says that a reader still needs the log.
var errLogBusy = errors.New("db: the log cannot begin anew yet")

// renew brings everything that stands in the log into the database file, synced, and lets the log begin anew.
func (e *sqliteEngine) renew() error {
	var busy, frames, moved int
	err := e.conn.QueryRowContext(context.Background(), "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &moved)
	if err == nil && busy != 0 {
		err = errLogBusy
	}
	if err == nil {
		e.unsynced = false
	}
	return err
}
