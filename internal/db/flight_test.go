package db

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"anlan"
)

// disk is a disk that syncs when it is told to.
type disk struct{ asked, said chan error }

func (k disk) sync(*os.File) error {
	k.asked <- nil
	return <-k.said
}

// onDisk opens a county whose syncs the test answers itself.
func onDisk(t *testing.T) (*DB, disk) {
	t.Helper()
	d, err := Open(t.Context(), Options{Path: filepath.Join(t.TempDir(), "anlan.db")})
	if err != nil {
		t.Fatal(err)
	}
	k := disk{make(chan error), make(chan error)}
	d.engine.(*sqliteEngine).sync = k.sync // nobody has written yet
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d, k
}

// begin starts a write that emits one event; worked is closed when its function has run.
func begin(d *DB) (worked chan struct{}, answer chan error) {
	worked, answer = make(chan struct{}), make(chan error, 1)
	go func() {
		answer <- d.Write(context.Background(), anlan.Clock, func(tx *Tx) error {
			defer func() {
				select {
				case <-worked: // it ran before
				default:
					close(worked)
				}
			}()
			return tx.Emit("test.one", anlan.Ref{Kind: "test.thing", ID: "1"}, map[string]any{}, nil)
		})
	}()
	return worked, answer
}

func still(t *testing.T, answer chan error) {
	t.Helper()
	select {
	case err := <-answer:
		t.Fatalf("answered before the log was synced: %v", err)
	case <-time.After(50 * time.Millisecond):
	}
}

func positions(t *testing.T, d *DB) (n, last int64) {
	t.Helper()
	if err := d.Reader().QueryRowContext(t.Context(), `SELECT count(*), max(pos) FROM event`).Scan(&n, &last); err != nil {
		t.Fatal(err)
	}
	return n, last
}

// Nobody is answered, and no event is told, before the log is synced. Meanwhile the next batch does its work, and
// waits with its commit.
func TestAnsweredWhenLanded(t *testing.T) {
	t.Parallel()
	d, k := onDisk(t)
	_, first := begin(d)
	<-k.asked
	worked, second := begin(d)
	<-worked
	still(t, first)
	still(t, second)
	if pos := d.Pos(); pos != 0 || d.Reader().Landed() != 0 || d.Recent(0, 9) != nil {
		t.Errorf("an event in the air is told: position %d, %v", pos, d.Recent(0, 9))
	}
	if n, _ := positions(t, d); n != 1 {
		t.Errorf("%d events stored while the first is in the air", n)
	}
	k.said <- nil
	if err := <-first; err != nil || d.Pos() < 1 {
		t.Errorf("landed: %v, position %d", err, d.Pos())
	}
	<-k.asked
	still(t, second)
	k.said <- nil
	if err := <-second; err != nil || d.Pos() != 2 || len(d.Recent(0, 9)) != 2 {
		t.Errorf("landed: %v, position %d, %v", err, d.Pos(), d.Recent(0, 9))
	}
}

// When the disk does not take the log, whoever is in the air is refused. Whoever worked on top of it works again after
// the log has begun anew, and is stored without a hole in the numbers.
func TestRefusedWhenNotLanded(t *testing.T) {
	t.Parallel()
	d, k := onDisk(t)
	_, first := begin(d)
	<-k.asked
	worked, second := begin(d)
	<-worked
	k.said <- errors.New("the disk is gone")
	if err := <-first; !errors.Is(err, anlan.ErrStorageFailed) {
		t.Errorf("answered %v", err)
	}
	<-k.asked
	still(t, second)
	k.said <- nil
	if err := <-second; err != nil {
		t.Fatal(err)
	}
	if n, last := positions(t, d); n != last || d.Pos() != last {
		t.Errorf("%d events, the last has position %d, told up to %d", n, last, d.Pos())
	}
	info, err := os.Stat(d.engine.(*sqliteEngine).path + "-wal")
	if err != nil || info.Size() > 64<<10 {
		t.Errorf("the log did not begin anew: %v, %v", info, err)
	}
}

// A flight that nobody followed is noticed by the next write, which succeeds at once.
func TestNextAfterNotLanded(t *testing.T) {
	t.Parallel()
	d, k := onDisk(t)
	_, first := begin(d)
	<-k.asked
	k.said <- errors.New("the disk is gone")
	if err := <-first; !errors.Is(err, anlan.ErrStorageFailed) {
		t.Fatalf("answered %v", err)
	}
	_, second := begin(d)
	<-k.asked
	k.said <- nil
	if err := <-second; err != nil {
		t.Error(err)
	}
}
