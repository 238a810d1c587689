package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/event"
	"anlan/internal/ledger/ledgerdb"
)

// Witnessed is a room whose records the ledger holds against their seals. Records yields every
// current record in the very form that was sealed with tx.Emit, and stops at yield's first error.
type Witnessed interface {
	Records(ctx context.Context, yield func(ref anlan.Ref, record any) error) error
}

// Summary tells what an export wrote.
type Summary struct {
	Checkpoint Checkpoint `json:"checkpoint"`
	Entries    int64      `json:"entries"`
	Records    int64      `json:"records"`
	Files      int        `json:"files"`
	Broken     string     `json:"broken,omitempty"` // why the ledger does not sign any more
}

// recentCheckpoints is how many of the newest checkpoints an export carries besides the last of each
// day: they narrow down where a rewritten history begins.
const recentCheckpoints = 1000

// Export writes everything that a verifier needs into dir, which must be new or empty: the signed
// checkpoint, tiles, entries with their salts, the current records of the rooms, and a signed
// manifest. Memory stays bounded whatever the number of entries. A ledger that does not fit its
// signature is exported as it is: the verifier then says what was touched.
func (l *Ledger) Export(ctx context.Context, dir string, rooms ...Witnessed) (Summary, error) {
	f, err := newFolder(dir)
	if err != nil {
		return Summary{}, err
	}
	x := &export{l: l, f: f, q: ledgerdb.New(l.d.Reader())}
	x.m = manifest{origin: l.key.Origin, made: l.d.Now(), engine: l.d.Engine()}
	for _, step := range []func(context.Context) error{
		func(ctx context.Context) error { return x.records(ctx, rooms) }, x.sign, x.entries, x.tiles, x.checkpoints, x.finish,
	} {
		if err := step(ctx); err != nil {
			return Summary{}, err
		}
	}
	return x.out, nil
}

// export is one export under way.
type export struct {
	l   *Ledger
	f   *folder
	q   *ledgerdb.Queries
	m   manifest
	out Summary
}

// records writes the rooms' current records, and remembers between which positions they were read:
// in a busy county a record may be newer than the entries of the moment before.
func (x *export) records(ctx context.Context, rooms []Witnessed) (err error) {
	if x.m.from, err = lastPosition(ctx, x.q); err != nil {
		return err
	}
	kinds := map[string]*series{}
	for _, room := range rooms {
		err := room.Records(ctx, func(ref anlan.Ref, record any) error {
			s, ok := kinds[ref.Kind]
			if !ok {
				s = &series{f: x.f, prefix: folderRecords + "/" + safeName(ref.Kind) + "."}
				kinds[ref.Kind] = s
			}
			x.out.Records++
			return addRecord(s, ref, record)
		})
		if err := ctx.Err(); err != nil {
			return err
		}
		if err != nil { // a record that cannot be read any more is a finding, not the end of the export
			x.l.log.Error("records could not be read", "error", err)
			x.m.unread = err.Error()
		}
	}
	for _, s := range kinds {
		if err := s.close(); err != nil {
			return err
		}
	}
	if err := x.numbered(ctx); err != nil {
		return err
	}
	x.m.to, err = lastPosition(ctx, x.q)
	return err
}

// numbered waits until every event of the records that were read has its position. An event that does
// not get one within a minute was touched by somebody: then the records cannot be told from altered
// ones, and the manifest says so.
func (x *export) numbered(ctx context.Context) error {
	if x.m.engine == "sqlite" {
		return nil // positions come with the commit
	}
	now := x.l.d.Now()
	for range 3000 {
		n, err := x.q.Waiting(ctx, now)
		if err != nil || n == 0 {
			return db.Classify(err)
		}
		sleep(ctx, 20*time.Millisecond)
	}
	x.m.unread = "events without a position"
	return ctx.Err()
}

// addRecord writes a record with the very bytes of which anlan.Digest is made.
func addRecord(s *series, ref anlan.Ref, record any) error {
	b, err := json.Marshal(record)
	if err != nil {
		return fmt.Errorf("export %s: %w", ref, err)
	}
	line := appendString([]byte(`{"ref":`), ref.String())
	line = append(append(line, `,"record":`...), b...)
	return s.add(append(line, '}', '\n'))
}

// sign witnesses everything up to now, unless the ledger refuses to.
func (x *export) sign(ctx context.Context) error {
	err := x.witnessed(ctx)
	if err != nil && !errors.Is(err, anlan.ErrLedgerBroken) {
		return err
	}
	if err != nil {
		x.out.Broken = err.Error()
	}
	c, ok, _ := lastCheckpoint(ctx, x.q) // an unreadable note is exported as it is
	if !ok {
		c.Note = ""
	}
	x.out.Checkpoint, x.m.size = c, c.Size
	x.m.entries = c.Size
	if x.out.Broken != "" || c.Size < x.m.to {
		x.m.entries, err = lastPosition(ctx, x.q)
		return err
	}
	return nil
}

// patience is how long an export waits for a program that may be serving the county to sign what it
// has written, before it does so itself.
const patience = 1500 * time.Millisecond

// witnessed sees to it that a checkpoint covers everything up to now. Beside a busy program it lets
// that program do the work instead of competing for the database.
func (x *export) witnessed(ctx context.Context) error {
	for waited := time.Duration(0); !x.l.runs() && waited < patience; waited += pace {
		c, _, _ := lastCheckpoint(ctx, x.q) // an unreadable one covers nothing
		if c.Size >= x.m.to {
			return nil
		}
		list, err := entriesAfter(ctx, x.q, c.Size, 1)
		if err != nil || len(list) == 0 {
			break
		}
		if at, _ := list[0].Instant(); x.l.d.Now().Sub(at) > 5*time.Second {
			break // nobody is at work here
		}
		sleep(ctx, pace)
	}
	return x.l.Catch(ctx)
}

func (x *export) entries(ctx context.Context) error {
	s := &series{f: x.f, prefix: folderEntries + "/"}
	var line []byte
	for pos := int64(0); pos < x.m.entries; {
		list, err := entriesAfter(ctx, x.q, pos, event.PageLimit)
		if err != nil || len(list) == 0 {
			return errors.Join(err, s.close())
		}
		for i := range list {
			pos = list[i].Pos
			if pos > x.m.entries {
				break
			}
			x.out.Entries++
			line = appendLine(line[:0], &list[i])
			if err := s.add(line); err != nil {
				return err
			}
		}
	}
	return s.close()
}

// tiles writes every tile of the checkpoint's tree, the last of each level cut to its width.
func (x *export) tiles(ctx context.Context) error {
	for level := 0; x.m.size>>(tileHeight*level) > 0; level++ {
		for n := int64(0); width(x.m.size, level, n) > 0; n++ {
			hashes, err := readTile(ctx, x.q, level, n)
			if err != nil {
				x.l.log.Warn("a tile cannot be read and is left out", "level", level, "n", n, "error", err)
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			if len(hashes) == 0 {
				continue // the verifier tells that it is missing
			}
			w := width(x.m.size, level, n)
			var flat []byte
			for _, h := range hashes[:min(w, len(hashes))] {
				flat = append(flat, h[:]...)
			}
			if err := x.f.put(tilePath(level, n, w), flat, false); err != nil {
				return err
			}
		}
	}
	return nil
}

// oldCheckpoint is one line of checkpoints.jsonl.
type oldCheckpoint struct {
	At   anlan.Instant `json:"at"`
	Note string        `json:"note"`
}

// checkpoints writes the newest checkpoint, and of the older ones the most recent and the last of
// each day.
func (x *export) checkpoints(ctx context.Context) error {
	s, err := x.f.open(fileCheckpoints)
	if err != nil {
		return err
	}
	size, seen, day := int64(math.MaxInt64), 0, anlan.Date("")
	for {
		list, err := checkpointsBefore(ctx, x.q, size, event.PageLimit)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			break
		}
		for _, c := range list {
			size = c.Size
			if seen++; seen > recentCheckpoints && c.At.Date() == day {
				continue
			}
			day = c.At.Date()
			b, err := json.Marshal(oldCheckpoint{c.At, c.Note})
			if err != nil {
				return err
			}
			if err := s.add(append(b, '\n')); err != nil {
				return err
			}
		}
	}
	if err := x.f.close(s); err != nil {
		return err
	}
	return x.f.put(fileCheckpoint, []byte(x.out.Checkpoint.Note), true)
}

// finish writes the public key and the signed manifest over everything else.
func (x *export) finish(context.Context) error {
	if err := x.f.put(fileKey, []byte(x.l.key.Public+"\n"), true); err != nil {
		return err
	}
	x.m.files = x.f.sums
	b, err := x.m.sign(x.l.key)
	if err != nil {
		return err
	}
	x.out.Files = len(x.f.sums) + 1
	return x.f.put(fileManifest, b, false)
}
