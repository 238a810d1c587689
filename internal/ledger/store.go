package ledger

import (
	"context"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"anlan/internal/db"
	"anlan/internal/event"
	"anlan/internal/ledger/ledgerdb"
)

// reader is the ledger's name among the readers of events.
const reader = "ledger"

// tile is one row of ledger_tile.
type tile struct {
	level  int
	n      int64
	hashes []tlog.Hash
}

func packHashes(hashes []tlog.Hash) string {
	b := make([]byte, 0, len(hashes)*tlog.HashSize)
	for i := range hashes {
		b = append(b, hashes[i][:]...)
	}
	return base64.StdEncoding.EncodeToString(b)
}

func unpackHashes(text string) ([]tlog.Hash, error) {
	b, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, err
	}
	return splitHashes(b)
}

func splitHashes(b []byte) ([]tlog.Hash, error) {
	if len(b)%tlog.HashSize != 0 || len(b) > tileWidth*tlog.HashSize {
		return nil, fmt.Errorf("a tile of %d bytes", len(b))
	}
	hashes := make([]tlog.Hash, len(b)/tlog.HashSize)
	for i := range hashes {
		copy(hashes[i][:], b[i*tlog.HashSize:])
	}
	return hashes, nil
}

// readTile returns the stored hashes of a tile; none when there is no such row.
func readTile(ctx context.Context, q *ledgerdb.Queries, level int, n int64) ([]tlog.Hash, error) {
	text, err := q.Tile(ctx, ledgerdb.TileParams{Level: int64(level), N: n})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, db.Classify(err)
	}
	return unpackHashes(text)
}

// hashReader serves tlog's proofs from the stored tiles.
func hashReader(ctx context.Context, q *ledgerdb.Queries) tlog.HashReader {
	return tilesBy(func(level int, n int64) ([]byte, error) { return flatTile(ctx, q, level, n) })
}

// keptMost is how many tiles a reader keeps: two megabytes.
const keptMost = 256

// keptTiles serves many proofs: a tile that was read is kept for the next ones.
func keptTiles(ctx context.Context, q *ledgerdb.Queries) tlog.HashReader {
	type place struct {
		level int
		n     int64
	}
	kept := map[place][]byte{}
	return tilesBy(func(level int, n int64) ([]byte, error) {
		at := place{level, n}
		if flat, known := kept[at]; known {
			return flat, nil
		}
		flat, err := flatTile(ctx, q, level, n)
		if len(kept) >= keptMost {
			clear(kept)
		}
		kept[at] = flat
		return flat, err
	})
}

// flatTile is a stored tile as tlog reads it: its hashes one after the other.
func flatTile(ctx context.Context, q *ledgerdb.Queries, level int, n int64) ([]byte, error) {
	hashes, err := readTile(ctx, q, level, n)
	flat := make([]byte, 0, len(hashes)*tlog.HashSize)
	for i := range hashes {
		flat = append(flat, hashes[i][:]...)
	}
	return flat, err
}

func tilesBy(tile func(level int, n int64) ([]byte, error)) tlog.HashReader {
	return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		list := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			t := tlog.TileForIndex(tileHeight, index)
			flat, err := tile(t.L, t.N)
			if err != nil {
				return nil, err
			}
			if len(flat) < t.W*tlog.HashSize {
				return nil, fmt.Errorf("tile %d/%d has %d hashes, needs %d", t.L, t.N, len(flat)/tlog.HashSize, t.W)
			}
			if list[i], err = tlog.HashFromTile(t, flat[:t.W*tlog.HashSize], index); err != nil {
				return nil, err
			}
		}
		return list, nil
	})
}

// entriesAfter returns up to limit entries with positions above pos.
func entriesAfter(ctx context.Context, q *ledgerdb.Queries, pos int64, limit int) ([]Entry, error) {
	rows, err := q.Events(ctx, ledgerdb.EventsParams{Column1: pos, Limit: int32(min(limit, event.PageLimit))})
	if err != nil {
		return nil, db.Classify(err)
	}
	list := make([]Entry, len(rows))
	for i := range rows {
		list[i] = entryOf(rows[i])
	}
	return list, nil
}

// lastCheckpoint returns the newest checkpoint without asking who signed it; ok is false when there
// is none.
func lastCheckpoint(ctx context.Context, q *ledgerdb.Queries) (c Checkpoint, ok bool, err error) {
	row, err := q.LastCheckpoint(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return Checkpoint{}, false, nil
	}
	if err != nil {
		return Checkpoint{}, false, db.Classify(err)
	}
	c, err = PeekCheckpoint(row.Note)
	c.At, c.Note = row.At, row.Note
	return c, true, err
}

func lastPosition(ctx context.Context, q *ledgerdb.Queries) (int64, error) {
	pos, err := q.LastPosition(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return pos.Int64, db.Classify(err)
}

// errOvertaken tells that another program on the same database has appended meanwhile.
var errOvertaken = errors.New("ledger: another program has appended to the tree")

// save stores one batch within tx: the tiles, the position and, if there is one, the checkpoint.
func save(ctx context.Context, tx *db.Tx, from, to int64, tiles []tile, signed string) error {
	q := ledgerdb.New(tx)
	pos, err := q.ReaderPosition(ctx, reader)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return db.Classify(err)
	}
	if pos != from {
		return errOvertaken
	}
	for _, t := range tiles {
		p := ledgerdb.PutTileParams{Level: int64(t.level), N: t.n, Hashes: packHashes(t.hashes)}
		if err := q.PutTile(ctx, p); err != nil {
			return db.Classify(err)
		}
	}
	if signed != "" {
		if err := q.PutCheckpoint(ctx, ledgerdb.PutCheckpointParams{Size: to, At: tx.Now, Note: signed}); err != nil {
			return db.Classify(err)
		}
	}
	return event.Advance(ctx, tx, reader, to)
}

// checkpointsBefore returns up to limit older checkpoints, newest first.
func checkpointsBefore(ctx context.Context, q *ledgerdb.Queries, size int64, limit int) ([]ledgerdb.LedgerCheckpoint, error) {
	list, err := q.CheckpointsBefore(ctx, ledgerdb.CheckpointsBeforeParams{Size: size, Limit: int32(limit)})
	return list, db.Classify(err)
}

// ReadLast returns the newest checkpoint of a database that is not opened as a county's: a copy, or one
// that is being examined. Nobody asks here who signed it.
func ReadLast(ctx context.Context, pool *sql.DB) (Checkpoint, error) {
	c, _, err := lastCheckpoint(ctx, ledgerdb.New(pool))
	return c, err
}
