package ledger

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/event"
	"anlan/internal/ledger/ledgerdb"
)

var (
	ctx   = context.Background()
	quiet = slog.New(slog.NewTextHandler(io.Discard, nil))
)

// setup makes a key and a ledger over the database.
func setup(t testing.TB, d *db.DB) *Ledger {
	t.Helper()
	k, err := OpenOrMakeKey(t.TempDir(), Origin("620521"), true)
	if err != nil {
		t.Fatal(err)
	}
	return New(Options{DB: d, Key: k, Log: quiet})
}

// emit stores n events, each about a record of its own.
func emit(t testing.TB, d *db.DB, n int) {
	t.Helper()
	err := d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		for i := range n {
			ref := anlan.Ref{Kind: "test.thing", ID: tx.NewID()}
			if err := tx.Emit("test.made", ref, map[string]any{"n": i, "名": "安澜\n\"<>"}, nil); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// settle waits until the newest write has its positions: PostgreSQL numbers after the commit.
func settle(t testing.TB, d *db.DB, pos int64) {
	t.Helper()
	limited, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	if err := d.Wait(limited, pos-1); err != nil {
		t.Fatal(err)
	}
}

func catch(t testing.TB, l *Ledger) {
	t.Helper()
	if err := l.Catch(ctx); err != nil {
		t.Fatal(err)
	}
}

func TestTreeHasTheRootOfRFC6962(t *testing.T) {
	t.Parallel()
	var grown tree
	var stored []tlog.Hash
	read := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		list := make([]tlog.Hash, len(indexes))
		for i, x := range indexes {
			list[i] = stored[x]
		}
		return list, nil
	})
	for n := range int64(70_000) {
		data := fmt.Append(nil, n)
		more, err := tlog.StoredHashes(n, data, read)
		if err != nil {
			t.Fatal(err)
		}
		stored = append(stored, more...)
		grown.add(tlog.RecordHash(data), nil)
		if n < 600 || n%997 == 0 || n > 65_500 && n < 65_600 {
			want, err := tlog.TreeHash(n+1, read)
			if err != nil || grown.root() != want {
				t.Fatalf("root of %d leaves differs (%v)", n+1, err)
			}
		}
	}
}

func TestTilePath(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		level int
		n     int64
		w     int
		want  string
	}{
		{0, 0, 256, "tile/0/000"}, {0, 1234067, 256, "tile/0/x001/x234/067"}, {1, 5, 17, "tile/1/005.p/17"}, {2, 1000, 1, "tile/2/x001/000.p/1"},
	} {
		if got := tilePath(c.level, c.n, c.w); got != c.want {
			t.Errorf("tilePath(%d, %d, %d) = %s, want %s", c.level, c.n, c.w, got, c.want)
		}
	}
}

func TestLineRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "{}", `{"a":",\"body\":"}`, "\n", `","body":`, `"x"`}))
		e := Entry{Pos: rapid.Int64().Draw(t, "pos"), At: rapid.OneOf(rapid.String(), rapid.Just("1642400000000")).Draw(t, "at"),
			ID: text.Draw(t, "id"), Kind: text.Draw(t, "kind"), Ref: text.Draw(t, "ref"), Seal: text.Draw(t, "seal"), Salt: text.Draw(t, "salt"),
			Actor: text.Draw(t, "actor"), Body: text.Draw(t, "body")}
		got, _, err := parseLine(string(appendLine(nil, &e)))
		if err != nil || got != e {
			t.Fatalf("%#v came back as %#v (%v)", e, got, err)
		}
	})
}

// Every way of cutting the same events into batches makes the same tree, and the stored tiles prove
// every entry and every growth.
func TestProofsOfTheStoredTree(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		l := setup(t, d)
		var sizes []Checkpoint
		for _, n := range []int{1, 2, 253, 1, 300, 77, 1500} {
			emit(t, d, n)
			total := int64(n)
			if len(sizes) > 0 {
				total += sizes[len(sizes)-1].Size
			}
			settle(t, d, total)
			catch(t, l)
			c, ok, err := lastCheckpoint(ctx, ledgerdb.New(d.Reader()))
			if err != nil || !ok || c.Size != total {
				t.Fatalf("checkpoint of %d entries, want %d (%v)", c.Size, total, err)
			}
			sizes = append(sizes, c)
		}
		q := ledgerdb.New(d.Reader())
		read, last := hashReader(ctx, q), sizes[len(sizes)-1]
		rapid.Check(t, func(t *rapid.T) {
			old := sizes[rapid.IntRange(0, len(sizes)-1).Draw(t, "old")]
			p, err := tlog.ProveTree(last.Size, old.Size, read)
			if err != nil || tlog.CheckTree(p, last.Size, last.Root, old.Size, old.Root) != nil {
				t.Fatalf("growth from %d is not proven (%v)", old.Size, err)
			}
			pos := rapid.Int64Range(1, last.Size).Draw(t, "pos")
			list, err := entriesAfter(ctx, q, pos-1, 1)
			if err != nil {
				t.Fatal(err)
			}
			in, err := tlog.ProveRecord(last.Size, pos-1, read)
			if err != nil || tlog.CheckRecord(in, last.Size, last.Root, pos-1, list[0].Leaf()) != nil {
				t.Fatalf("entry %d is not proven (%v)", pos, err)
			}
			list[0].Body += " "
			if tlog.CheckRecord(in, last.Size, last.Root, pos-1, list[0].Leaf()) == nil {
				t.Fatalf("an altered entry %d is proven", pos)
			}
		})
	})
}

func TestLedgerGoesOnAfterARestart(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		l := setup(t, d)
		for i := range 5 {
			emit(t, d, 130)
			settle(t, d, int64(130*(i+1)))
			catch(t, New(Options{DB: d, Key: l.key, Log: quiet}))
		}
		catch(t, l) // has nothing to do, but loads and checks
		if l.tree.size != 650 || l.sealed != 650 {
			t.Errorf("%d entries, %d signed; want 650", l.tree.size, l.sealed)
		}
	})
}

// Two programs on one database do not spoil each other's tree.
func TestTwoLedgersOnOneDatabase(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		a := setup(t, d)
		b := New(Options{DB: d, Key: a.key, Log: quiet})
		for i := range 4 {
			emit(t, d, 100)
			settle(t, d, int64(100*(i+1)))
			catch(t, []*Ledger{a, b}[i%2])
		}
		catch(t, a)
		if a.tree.size != 400 || a.broken != nil {
			t.Errorf("%d entries, %v", a.tree.size, a.broken)
		}
	})
}

func TestRunSignsAtOnceWhenIdleAndOnStop(t *testing.T) {
	t.Parallel()
	d := dbtest.SQLite(t, db.Options{})
	l := setup(t, d)
	l.head = filepath.Join(t.TempDir(), "head")
	run, stop := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() { defer close(ended); l.Run(run) }()
	emit(t, d, 3)
	deadline := time.Now().Add(10 * time.Second)
	for {
		c, ok, err := lastCheckpoint(ctx, ledgerdb.New(d.Reader()))
		if err != nil {
			t.Fatal(err)
		}
		if ok && c.Size == 3 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("three entries were never signed")
		}
		time.Sleep(5 * time.Millisecond)
	}
	emit(t, d, 2)
	stop()
	<-ended
	b, err := os.ReadFile(l.head)
	if err != nil {
		t.Fatal(err)
	}
	c, err := ParseCheckpoint(string(b), l.key.Public)
	if err != nil || c.Size != 5 {
		t.Errorf("at the end %d entries are signed (%v), want 5", c.Size, err)
	}
	if pos, err := event.Position(ctx, d, reader); err != nil || pos != 5 {
		t.Errorf("position %d, %v", pos, err)
	}
}
