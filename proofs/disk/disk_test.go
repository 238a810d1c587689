package disk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"anlan/internal/db"
	"anlan/internal/ledger"
)

// answers is what the writer said.
type answers struct {
	ok     []string
	no     map[string]int
	reads  int
	opened bool
	ended  bool

	wellAgain bool // a success after the last refusal

	code int
	err  string
}

// under runs the writer under strace with the fault. Only calls on the database's files fail.
func under(t *testing.T, dir, fault string) answers {
	t.Helper()
	tool, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("no strace: apt-get install strace")
	}
	base := filepath.Join(dir, "anlan.db")
	args := []string{"-f", "-qq", "-o", os.DevNull, "-P", base, "-P", base + "-wal", "-P", base + "-shm", "-P", base + "-journal"}
	call, _, _ := strings.Cut(fault, ":")
	args = append(args, "-e", "trace="+call, "-e", "inject="+fault, os.Args[0])
	limited, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(limited, tool, args...)
	cmd.Env = append(os.Environ(), writerFolder+"="+dir)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err = cmd.Run()
	if limited.Err() != nil {
		t.Fatalf("%s: the writer hangs: %s", fault, &out)
	}
	a := listen(out.String())
	a.err = errs.String()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		a.code = exit.ExitCode()
	} else if err != nil {
		t.Skipf("strace cannot run here: %v", err)
	}
	if strings.Contains(a.err, "ptrace") || strings.Contains(a.err, "Operation not permitted") {
		t.Skipf("strace may not trace here: %s", a.err)
	}
	return a
}

func listen(out string) answers {
	a := answers{no: map[string]int{}}
	for line := range strings.Lines(out) {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch word {
		case markOpen:
			a.opened = true
		case markOK:
			a.ok = append(a.ok, rest)
			a.wellAgain = true
		case markNo:
			a.no[rest]++
			a.wellAgain = false
		case markRead:
			a.reads++
		case markEnd:
			a.ended = true
		}
	}
	return a
}

// ground makes a folder with a county that has a history already.
func ground(t *testing.T) (dir string, key ledger.Key) {
	t.Helper()
	dir = t.TempDir()
	key, err := ledger.OpenOrMakeKey(dir, ledger.Origin("620521"), true)
	if err != nil {
		t.Fatal(err)
	}
	d, err := db.Open(t.Context(), db.Options{Path: filepath.Join(dir, "anlan.db"), Readers: 1})
	if err != nil {
		t.Fatal(err)
	}
	hand(t.Context(), d, io.Discard)
	if err := ledger.New(ledger.Options{DB: d, Key: key}).Catch(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return dir, key
}

// hold opens the files with a healthy disk and holds them against the answers.
func hold(t *testing.T, fault, dir string, key ledger.Key, a answers) {
	t.Helper()
	if a.code != 0 && a.code != 3 || a.code == 0 && !a.ended || strings.Contains(a.err, "panic") {
		t.Errorf("%s: the writer ended with %d: %s", fault, a.code, a.err)
	}
	for code := range a.no {
		if code != "storage_failed" && code != "storage_full" && a.opened {
			t.Errorf("%s: refused with %q; want an error that says what to do", fault, code)
		}
	}
	d, err := db.Open(t.Context(), db.Options{Path: filepath.Join(dir, "anlan.db"), Readers: 1})
	if err != nil {
		t.Fatalf("%s: the database does not open again: %v", fault, err)
	}
	defer func() { _ = d.Close() }()
	var said string
	if err := d.Reader().QueryRowContext(t.Context(), `PRAGMA integrity_check`).Scan(&said); err != nil || said != "ok" {
		t.Errorf("%s: the database is damaged: %s, %v", fault, said, err)
	}
	for _, id := range a.ok {
		var n int
		err := d.Reader().QueryRowContext(t.Context(), `SELECT count(*) FROM event WHERE ref = $1`, "proof.deed:"+id).Scan(&n)
		if err != nil || n != 1 {
			t.Errorf("%s: %s was answered with success and stands there %d times, %v", fault, id, n, err)
		}
	}
	out := filepath.Join(dir, "out")
	if _, err := ledger.New(ledger.Options{DB: d, Key: key}).Export(t.Context(), out); err != nil {
		t.Fatalf("%s: %v", fault, err)
	}
	if r, err := ledger.Verify(t.Context(), out, ledger.VerifyOptions{Key: key.Public}); err != nil || !r.OK {
		t.Errorf("%s: the ledger does not verify: %v, %+v", fault, err, r)
	}
}

func long(otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv("ANLAN_PROOF_DISK")); err == nil {
		return n
	}
	return otherwise
}

// R3: the k-th call of each kind fails once.
func TestOneCallFails(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	calls := []string{"pwrite64:error=EIO", "fsync,fdatasync:error=EIO", "openat:error=EIO", "ftruncate:error=EIO", "pwrite64:error=ENOSPC"}
	failed := 0
	for _, call := range calls {
		for k := 1; k <= long(3); k++ {
			at := k
			if long(0) == 0 {
				at = []int{1, 7, 40}[k-1] // at the start, in the first deeds, in the middle
			}
			fault := fmt.Sprintf("%s:when=%d", call, at)
			dir, key := ground(t)
			a := under(t, dir, fault)
			hold(t, fault, dir, key, a)
			if len(a.no) > 0 {
				failed++
			}
		}
	}
	if failed == 0 {
		t.Error("no fault was felt: the proof proves nothing")
	}
}

// R4 in small: the disk is full for a while. Reads go on, writes are refused with the sentence that
// says so, and everything is well again by itself.
func TestDiskIsFullForAWhile(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	dir, key := ground(t)
	fault := "pwrite64:error=ENOSPC:when=60..100"
	a := under(t, dir, fault)
	hold(t, fault, dir, key, a)
	if a.no["storage_full"] == 0 || a.reads == 0 {
		t.Errorf("a full disk was answered with %v, %d reads went well: %s", a.no, a.reads, a.err)
	}
	if !a.wellAgain {
		t.Errorf("after the disk had space again nothing succeeded: %d of %d deeds in all", len(a.ok), hands*deeds)
	}
}
