package ledger

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"golang.org/x/mod/sumdb/tlog"

	"anlan"
	"anlan/internal/event"
	"anlan/internal/ledger/ledgerdb"
)

// stop makes the ledger refuse to go on: it would otherwise sign what somebody else altered.
func (l *Ledger) stop(why string, args ...any) error {
	l.broken = anlan.ErrLedgerBroken.With("why", fmt.Sprint(append([]any{why}, args...)...))
	l.log.Error("the ledger does not fit its last signature", append([]any{"why", why}, args...)...)
	return l.broken
}

// load reads the edge of the tree and holds it against the last checkpoint. A tree that does not fit
// its own signature was touched behind the program's back, and is never signed again.
func (l *Ledger) load(ctx context.Context) error {
	if l.loaded || l.broken != nil {
		return l.broken
	}
	size, err := event.Position(ctx, l.d, reader)
	if err != nil {
		return err
	}
	q := ledgerdb.New(l.d.Reader())
	t, ok, err := loadTree(ctx, q, size)
	if err != nil {
		return err
	}
	if !ok {
		return l.stop("tiles", "size", size)
	}
	last, err := l.checkLast(ctx, q, t)
	if err != nil {
		return err
	}
	if err := l.checkHead(last); err != nil {
		return err
	}
	l.tree, l.signed, l.sealed, l.loaded = t, last.At, last.Size, true
	return nil
}

// loadTree reads the tiles at the right edge. ok is false when one of them is missing or has the
// wrong width.
func loadTree(ctx context.Context, q *ledgerdb.Queries, size int64) (t *tree, ok bool, err error) {
	t = &tree{size: size}
	for level := 0; size>>(tileHeight*level) > 0; level++ {
		n := size >> (tileHeight * (level + 1))
		w := width(size, level, n)
		edge := make([]tlog.Hash, 0, tileWidth)
		if w > 0 {
			hashes, err := readTile(ctx, q, level, n)
			if err != nil {
				return nil, false, err
			}
			if len(hashes) != w {
				return nil, false, nil
			}
			edge = append(edge, hashes...)
		}
		t.edge = append(t.edge, edge)
	}
	return t, true, nil
}

// checkLast holds the tree against the newest checkpoint: own signature, not more entries than the
// tree, and a proof that the tree only grew since.
func (l *Ledger) checkLast(ctx context.Context, q *ledgerdb.Queries, t *tree) (Checkpoint, error) {
	raw, ok, err := lastCheckpoint(ctx, q)
	if err != nil && !ok {
		return Checkpoint{}, err
	}
	if !ok {
		if t.size > 0 {
			return Checkpoint{}, l.stop("no checkpoint", "size", t.size)
		}
		return Checkpoint{}, nil
	}
	c, err := ParseCheckpoint(raw.Note, l.key.Public)
	if err != nil {
		return Checkpoint{}, l.stop("signature", "error", err)
	}
	if c.Size > t.size || c.Size == 0 {
		return Checkpoint{}, l.stop("shorter than signed", "size", t.size, "signed", c.Size)
	}
	c.At = raw.At
	return c, l.checkGrowth(ctx, q, t, c)
}

func (l *Ledger) checkGrowth(ctx context.Context, q *ledgerdb.Queries, t *tree, c Checkpoint) error {
	if c.Size == t.size {
		if c.Root != t.root() {
			return l.stop("root", "size", t.size)
		}
		return nil
	}
	p, err := tlog.ProveTree(t.size, c.Size, hashReader(ctx, q))
	if err == nil {
		err = tlog.CheckTree(p, t.size, t.root(), c.Size, c.Root)
	}
	if err != nil {
		return l.stop("root", "size", t.size, "signed", c.Size, "error", err)
	}
	return nil
}

// checkHead holds the newest checkpoint against the copy outside the database.
func (l *Ledger) checkHead(last Checkpoint) error {
	if l.head == "" {
		return nil
	}
	b, err := os.ReadFile(l.head)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	head, err := ParseCheckpoint(string(b), l.key.Public)
	if err != nil {
		l.log.Warn("the checkpoint kept beside the database is unreadable and is written anew", "error", err)
		return nil
	}
	if head.Size > last.Size || head.Size == last.Size && head.Root != last.Root {
		return l.stop("set back", "size", last.Size, "kept", head.Size)
	}
	return nil
}
