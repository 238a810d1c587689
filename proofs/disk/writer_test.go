package disk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/ledger"
)

// The writer's own marks on standard output, one a line.
const (
	markOpen = "open" // the database is open
	markOK   = "ok"   // ok ID: answered, so it must be on disk
	markNo   = "no"   // no CODE: refused
	markRead = "read" // a read went well after a refusal
	markEnd  = "end"  // the writer did all it wanted
)

const (
	writerFolder = "ANLAN_PROOF_WRITER" // tells this binary to be the writer, and in which folder
	hands        = 6
	deeds        = 40 // of each hand
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(writerFolder); dir != "" {
		os.Exit(writer(dir))
	}
	os.Exit(m.Run())
}

// writer is the county in small: hands that write at the same time, and the ledger beside them.
func writer(dir string) int {
	ctx := context.Background()
	quiet := slog.New(slog.NewTextHandler(io.Discard, nil))
	d, err := db.Open(ctx, db.Options{Path: filepath.Join(dir, "anlan.db"), Readers: 2, Log: quiet})
	if err != nil {
		fmt.Println(markNo, anlan.KindOf(err))
		return 3 // a county that cannot open says so and ends
	}
	fmt.Println(markOpen)
	key, err := ledger.OpenKey(dir)
	if err != nil {
		return 4
	}
	l := ledger.New(ledger.Options{DB: d, Key: key, Log: quiet})
	run, stop := context.WithCancel(ctx)
	var beside, wg sync.WaitGroup
	beside.Go(func() { l.Run(run) })
	for range hands {
		wg.Go(func() { hand(ctx, d, os.Stdout) })
	}
	wg.Wait()
	for range 1000 { // strace counts the calls of each thread, so some may have their faults still before them
		if deed(ctx, d, os.Stdout) {
			break
		}
	}
	stop()
	beside.Wait()
	fmt.Println(markEnd)
	_ = d.Close() // what the disk says now changes no answer
	return 0
}

// hand writes, again and again.
func hand(ctx context.Context, d *db.DB, out io.Writer) {
	for range deeds {
		deed(ctx, d, out)
	}
}

// deed writes once and says how it was answered; after a refusal it reads and waits a little, as a
// person would.
func deed(ctx context.Context, d *db.DB, out io.Writer) bool {
	say := func(words ...any) { _, _ = fmt.Fprintln(out, words...) }
	id := d.NewID()
	err := d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		return tx.Emit("proof.done", anlan.Ref{Kind: "proof.deed", ID: id}, map[string]string{"filling": filling}, nil)
	})
	if err == nil {
		say(markOK, id)
		return true
	}
	var known *anlan.Error
	if errors.As(err, &known) {
		say(markNo, known.Code)
	} else {
		say(markNo, "unknown:", err)
	}
	var n int64
	if d.Reader().QueryRowContext(ctx, `SELECT count(*) FROM event`).Scan(&n) == nil {
		say(markRead)
	}
	time.Sleep(20 * time.Millisecond)
	return false
}

// filling makes a deed large enough that pages are written all the time.
const filling = "安全生产委员会决定的事项须有人签收、有人办理、有人复核，并留下可以查证的记录。"
