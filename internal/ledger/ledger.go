package ledger

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/event"
	"anlan/internal/ledger/ledgerdb"
)

const (
	signEvery = time.Second           // between two signatures while the county is busy
	pace      = 50 * time.Millisecond // between two batches, so that a busy county makes large ones
)

// Options say what a ledger witnesses and with which key.
type Options struct {
	DB   *db.DB
	Key  Key
	Head string // file that keeps the newest checkpoint outside the database; empty means none
	Log  *slog.Logger
}

// Ledger grows the tree over the events of one database. It is safe for concurrent use.
type Ledger struct {
	d    *db.DB
	key  Key
	head string
	log  *slog.Logger

	running atomic.Bool // whether Run is at work in this program

	mu     sync.Mutex
	loaded bool
	tree   *tree
	signed anlan.Instant // when the last checkpoint was made
	sealed int64         // how many entries the last checkpoint covers
	broken error         // why the ledger refuses to go on
}

// New makes a ledger. It reads nothing yet: a database that was tampered with shows at the first
// batch and in [Ledger.Status].
func New(o Options) *Ledger {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	return &Ledger{d: o.DB, key: o.Key, head: o.Head, log: o.Log}
}

// Run witnesses events until ctx ends, and then signs what is left.
func (l *Ledger) Run(ctx context.Context) {
	l.running.Store(true)
	defer l.running.Store(false)
	pause := pace
	for ctx.Err() == nil {
		err := l.round(ctx)
		if err == nil {
			pause = pace
			continue
		}
		if ctx.Err() == nil {
			l.log.Error("the ledger could not append and tries again", "error", err)
			sleep(ctx, pause)
			pause = min(2*pause, 30*time.Second)
		}
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if err := l.Catch(last); err != nil {
		l.log.Error("the ledger could not sign its last entries", "error", err)
	}
}

// round takes what is there, then waits for more: for the next entry, or until the next signature
// is due.
func (l *Ledger) round(ctx context.Context) error {
	if err := l.catch(ctx, false); err != nil {
		return err
	}
	sleep(ctx, pace)
	l.mu.Lock()
	size, due := l.tree.size, l.signed.Add(signEvery).Sub(l.d.Now())
	unsigned := l.sealed < size
	l.mu.Unlock()
	if unsigned {
		var cancel func()
		ctx, cancel = context.WithTimeout(ctx, max(due, time.Millisecond))
		defer cancel()
	}
	_ = l.d.Wait(ctx, size) // ends with an entry, the signature's time or the program
	return nil
}

// Catch witnesses every entry that has a position and signs a checkpoint over all of them.
func (l *Ledger) Catch(ctx context.Context) error { return l.catch(ctx, true) }

func (l *Ledger) catch(ctx context.Context, sign bool) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for {
		n, err := l.batch(ctx, sign)
		if errors.Is(err, errOvertaken) {
			l.loaded = false // the other program's tree is read anew
			continue
		}
		if err != nil || n < event.PageLimit {
			return err
		}
	}
}

// batch appends up to a page of entries and signs when that is due.
func (l *Ledger) batch(ctx context.Context, sign bool) (int, error) {
	if err := l.load(ctx); err != nil {
		return 0, err
	}
	list, err := entriesAfter(ctx, ledgerdb.New(l.d.Reader()), l.tree.size, event.PageLimit)
	if err != nil {
		return 0, err
	}
	next, tiles, err := l.extend(list)
	if err != nil {
		return 0, err
	}
	idle := len(list) < event.PageLimit
	due := idle && (sign || l.d.Now().Sub(l.signed) >= signEvery)
	if next.size == l.sealed || !due && len(list) == 0 {
		return len(list), nil
	}
	return len(list), l.store(ctx, next, tiles, due || l.signed == 0)
}

// extend hashes the entries onto a copy of the tree and collects the tiles that changed.
func (l *Ledger) extend(list []Entry) (*tree, []tile, error) {
	next := l.tree.clone()
	var tiles []tile
	var h hasher
	for i := range list {
		if list[i].Pos != next.size+1 {
			return nil, nil, l.stop(broken("entry %d is missing, %d follows", next.size+1, list[i].Pos))
		}
		next.add(h.leaf(&list[i]), func(level int, n int64, hashes []tlog.Hash) {
			tiles = append(tiles, tile{level, n, append([]tlog.Hash(nil), hashes...)})
		})
	}
	for level, hashes := range next.edge {
		grown := next.size>>(tileHeight*level) != l.tree.size>>(tileHeight*level)
		if grown && len(hashes) > 0 {
			tiles = append(tiles, tile{level, next.size >> (tileHeight * (level + 1)), hashes})
		}
	}
	return next, tiles, nil
}

// store writes the batch and, once it is on disk, makes the new tree the ledger's own.
func (l *Ledger) store(ctx context.Context, next *tree, tiles []tile, sign bool) error {
	var signed string
	if sign {
		var err error
		if signed, err = l.key.sign(next.size, next.root()); err != nil {
			return err
		}
	}
	var now anlan.Instant
	err := l.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		now = tx.Now
		return save(ctx, tx, l.tree.size, next.size, tiles, signed)
	})
	if err != nil {
		return err
	}
	l.tree = next
	if sign {
		l.signed, l.sealed = now, next.size
		l.keepHead(signed)
	}
	return nil
}

// keepHead writes the newest checkpoint beside the database, so that a database set back to an older
// state is noticed. It is a convenience: when it fails the log says so and work goes on.
func (l *Ledger) keepHead(signed string) {
	if l.head == "" {
		return
	}
	tmp := l.head + ".new"
	err := os.WriteFile(tmp, []byte(signed), 0o600)
	if err == nil {
		err = os.Rename(tmp, l.head)
	}
	if err != nil {
		l.log.Warn("the newest checkpoint could not be kept beside the database", "error", err)
	}
}

func sleep(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}

func (l *Ledger) runs() bool { return l.running.Load() }

// Last returns the newest checkpoint; a zero one when nothing is signed yet.
func (l *Ledger) Last(ctx context.Context) (Checkpoint, error) {
	c, _, err := lastCheckpoint(ctx, ledgerdb.New(l.d.Reader()))
	return c, err
}

// PublicKey is the key that verifiers need, in the notation of signed notes.
func (l *Ledger) PublicKey() string { return l.key.Public }
