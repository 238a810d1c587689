package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"golang.org/x/mod/sumdb/tlog"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/ledger/ledgerdb"
)

// stop makes the ledger refuse to go on: it would otherwise sign what somebody else altered.
func (l *Ledger) stop(why error) error {
	l.broken = why
	l.log.Error("the ledger does not fit its last signature and stops signing", "error", why)
	return why
}

func broken(format string, args ...any) error {
	return anlan.ErrLedgerBroken.With("why", fmt.Sprintf(format, args...))
}

// load reads the edge of the tree and holds it against the last checkpoint. A tree that does not fit
// its own signature was touched behind the program's back, and is never signed again.
func (l *Ledger) load(ctx context.Context) error {
	if l.loaded || l.broken != nil {
		return l.broken
	}
	var t *tree
	var last Checkpoint
	err := l.d.Write(ctx, anlan.Clock, func(tx *db.Tx) (err error) { // only reads, but all at one moment
		t, last, err = edge{q: ledgerdb.New(tx), public: l.key.Public, head: l.head}.read(ctx)
		return err
	})
	if errors.Is(err, anlan.ErrLedgerBroken) {
		return l.stop(err)
	}
	if err != nil {
		return err
	}
	l.tree, l.signed, l.sealed, l.loaded = t, last.At, last.Size, true
	return nil
}

// Examine reads the edge of the tree of a database that is not opened as a county's, holds it against
// the newest checkpoint and the one kept beside the database, and returns that checkpoint. An
// ErrLedgerBroken says what does not fit. The transaction keeps a running program from moving the tree
// meanwhile.
func Examine(ctx context.Context, tx *sql.Tx, k Key, head string) (Checkpoint, error) {
	_, last, err := edge{q: ledgerdb.New(tx), public: k.Public, head: head}.read(ctx)
	return last, err
}

// edge reads what is needed to carry a tree on, and refuses what does not fit.
type edge struct {
	q      *ledgerdb.Queries
	public string
	head   string
}

func (e edge) read(ctx context.Context) (*tree, Checkpoint, error) {
	kept, err := e.keptNote() // before the database: a running program writes it after
	if err != nil {
		return nil, Checkpoint{}, err
	}
	size, err := e.q.ReaderPosition(ctx, reader)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, Checkpoint{}, db.Classify(err)
	}
	t, err := e.tree(ctx, size)
	if err != nil {
		return nil, Checkpoint{}, err
	}
	last, err := e.last(ctx, t)
	if err != nil {
		return nil, last, err
	}
	return t, last, e.holdKept(kept, last)
}

// tree reads the tiles at the right edge.
func (e edge) tree(ctx context.Context, size int64) (*tree, error) {
	t := &tree{size: size}
	for level := 0; size>>(tileHeight*level) > 0; level++ {
		n := size >> (tileHeight * (level + 1))
		w := width(size, level, n)
		hashes := make([]tlog.Hash, 0, tileWidth)
		if w > 0 {
			stored, err := readTile(ctx, e.q, level, n)
			if err != nil {
				return nil, err
			}
			if len(stored) != w {
				return nil, broken("tile %d/%d has %d hashes, want %d", level, n, len(stored), w)
			}
			hashes = append(hashes, stored...)
		}
		t.edge = append(t.edge, hashes)
	}
	return t, nil
}

// last holds the tree against the newest checkpoint: own signature, not more entries than the tree,
// and a proof that the tree only grew since.
func (e edge) last(ctx context.Context, t *tree) (Checkpoint, error) {
	raw, ok, err := lastCheckpoint(ctx, e.q)
	if err != nil && !ok {
		return Checkpoint{}, err
	}
	if !ok {
		if t.size > 0 {
			return Checkpoint{}, broken("no checkpoint over %d entries", t.size)
		}
		return Checkpoint{}, nil
	}
	c, err := ParseCheckpoint(raw.Note, e.public)
	if err != nil {
		return raw, broken("signature: %v", err)
	}
	c.At = raw.At
	if c.Size > t.size || c.Size == 0 {
		return c, broken("%d entries signed, %d in the tree", c.Size, t.size)
	}
	return c, e.growth(ctx, t, c)
}

func (e edge) growth(ctx context.Context, t *tree, c Checkpoint) error {
	if c.Size == t.size {
		if c.Root != t.root() {
			return broken("the root of %d entries is not the signed one", t.size)
		}
		return nil
	}
	p, err := tlog.ProveTree(t.size, c.Size, hashReader(ctx, e.q))
	if err == nil {
		err = tlog.CheckTree(p, t.size, t.root(), c.Size, c.Root)
	}
	if err != nil {
		return broken("the tree of %d entries did not grow from the signed %d: %v", t.size, c.Size, err)
	}
	return nil
}

// keptNote reads the checkpoint kept outside the database; empty when there is none.
func (e edge) keptNote() (string, error) {
	if e.head == "" {
		return "", nil
	}
	b, err := os.ReadFile(e.head)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return string(b), err
}

// holdKept holds the newest checkpoint against that copy. A copy that is unreadable says nothing and is
// written anew with the next signature.
func (e edge) holdKept(note string, last Checkpoint) error {
	kept, err := ParseCheckpoint(note, e.public)
	if err == nil && (kept.Size > last.Size || kept.Size == last.Size && kept.Root != last.Root) {
		return broken("the database was set back: it has %d signed entries, the copy beside it %d", last.Size, kept.Size)
	}
	return nil
}
