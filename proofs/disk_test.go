package proofs

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"anlan"
)

const shortFaults = 3 // of each scenario; package proofs/disk walks through every call

// scenarios are the ways in which a disk fails a program, as strace can play them.
var scenarios = []struct{ name, inject string }{
	{"write", "pwrite64:error=EIO"},
	{"full", "pwrite64:error=ENOSPC"},
	{"sync", "fsync,fdatasync:error=EIO"},
	{"short", "pwrite64:error=EDQUOT"},
}

// TestDiskErrors (R3, over HTTP on the whole program): the k-th write or sync fails, once. Nothing that was not stored is answered with
// yes; the program goes on or ends cleanly, and works again afterwards.
func TestDiskErrors(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("no strace: this proof needs it to make the k-th write fail")
	}
	if err := exec.Command(strace, "-o", os.DevNull, "true").Run(); err != nil {
		t.Skipf("strace may not trace here: %v", err)
	}
	faults := number("ANLAN_FAULTS", shortFaults)
	for i, sc := range scenarios {
		if i > 0 && i != 2 && os.Getenv("ANLAN_FAULTS") == "" {
			continue // the short form: one failing write, one failing sync
		}
		t.Run(sc.name, func(t *testing.T) {
			refused := 0
			c := newCounty(t, filepath.Join(t.TempDir(), "county"))
			for i := range faults {
				k := 1 + i*i*3 // early, and ever later
				refused += c.oneFault(t, strace, sc.inject, k)
			}
			c.ledgerFits(t)
			t.Logf("%d faults, %d requests refused, none lost", faults, refused)
			if refused == 0 {
				t.Error("no request met a fault: the proof looks at nothing")
			}
		})
	}
}

// oneFault attaches to the running program, lets the k-th call fail, and holds the answers against
// what a restart finds.
func (c county) oneFault(t *testing.T, strace, inject string, k int) (refused int) {
	t.Helper()
	s := c.serve(t)
	w := &writer{n: 1000 + k, l: c.leads[0], b: newBrowser(s.url)}
	must(t, w.b.signIn(w.l.login))
	tracer := exec.Command(strace, "-f", "-qq", "-o", os.DevNull, "-e", "trace="+strings.Split(inject, ":")[0], "-e", fmt.Sprintf("inject=%s:when=%d", inject, k), "-p", strconv.Itoa(s.cmd.Process.Pid))
	must(t, tracer.Start())
	s.awaitTracer(t)
	for i := range 60 + 3*k {
		code, body, err := c.reportOnce(w, i)
		switch {
		case err != nil && !s.ended():
			t.Fatalf("neither answered nor ended: %v", err)
		case err != nil, code == http.StatusOK:
		case code == http.StatusServiceUnavailable:
			refused++
			if !strings.Contains(string(body), "storage_") {
				t.Errorf("refused without saying why: %.200s", body)
			}
		default:
			t.Errorf("answered %d %.200s", code, body)
		}
		if s.ended() {
			refused++
		}
		if refused > 0 {
			break
		}
	}
	_ = tracer.Process.Kill() // lets go of the program
	_ = tracer.Wait()         // killed is what it was meant to be
	if !s.ended() {
		if code, body, err := c.reportOnce(w, -1); err != nil || code != http.StatusOK {
			t.Errorf("the disk is well again, and the program answers %d %.200s %v\n%s", code, body, err, s.log)
		}
	}
	s.kill()
	c.nothingLost(t, []*writer{w})
	return refused
}

// awaitTracer waits until every thread of the program is under the tracer.
func (s *server) awaitTracer(t *testing.T) {
	t.Helper()
	for range 500 {
		threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/status", s.cmd.Process.Pid))
		must(t, err)
		free := slices.ContainsFunc(threads, func(path string) bool {
			raw, err := os.ReadFile(path)
			return err == nil && strings.Contains(string(raw), "TracerPid:\t0\n")
		})
		if !free {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("the tracer did not take hold of the program")
}

// ended tells whether the program has ended by itself.
func (s *server) ended() bool {
	_, err := os.Stat(fmt.Sprintf("/proc/%d/fd/0", s.cmd.Process.Pid))
	return err != nil
}

// reportOnce sends one report and notes it if it was answered.
func (c county) reportOnce(w *writer, i int) (int, []byte, error) {
	r := report{anlan.NewID(anlan.At(time.Now()), nil), fmt.Sprintf("故障 %d 第 %d 次反馈", w.n, i), w.l.matters[(i+1)%len(w.l.matters)]}
	code, body, _, err := w.b.send(http.MethodPost, "/api/v1/matters/"+string(r.matter)+"/feedback", string(r.key), map[string]any{"text": r.text})
	if err == nil && code == http.StatusOK {
		w.acked = append(w.acked, r)
	}
	return code, body, err
}

// TestFullDisk (R4): a small disk runs full under the program: reading goes on, writing is refused with
// words, and works again as soon as there is room.
func TestFullDisk(t *testing.T) {
	room := filepath.Join(t.TempDir(), "disk")
	must(t, os.Mkdir(room, 0o750))
	wrap := []string{"unshare", "-rm", "sh", "-c", `mount -t tmpfs -o size=48m none "$0" && cp -r "$1/." "$0" && shift && exec "$@"`, room}
	if err := exec.Command("unshare", "-rm", "sh", "-c", `mount -t tmpfs none "$0"`, room).Run(); err != nil {
		t.Skipf("no disk of one's own can be had here: %v", err)
	}
	c, err := original()
	must(t, err)
	source := c.dir
	c.dir = room
	s := c.serve(t, append(wrap, source)...)
	w := &writer{n: 1, l: c.leads[0], b: newBrowser(s.url)}
	must(t, w.b.signIn(w.l.login))
	inside := fmt.Sprintf("/proc/%d/root%s", s.cmd.Process.Pid, room)
	for round := range 3 {
		fill(t, filepath.Join(inside, "ballast"))
		refused := 0
		for i := range 200 {
			code, body, err := c.reportOnce(w, round*1000+i)
			must(t, err)
			if code == http.StatusServiceUnavailable {
				if refused++; !strings.Contains(string(body), "storage_full") {
					t.Errorf("refused without saying that the disk is full: %.200s", body)
				}
				break
			}
			if code != http.StatusOK {
				t.Fatalf("answered %d %.200s", code, body)
			}
		}
		if refused == 0 {
			t.Error("the disk was full and everything was accepted")
		}
		if code, body, _, err := w.b.send(http.MethodGet, "/api/v1/matters", "", nil); err != nil || code != http.StatusOK {
			t.Errorf("reading stopped: %d %.200s %v", code, body, err)
		}
		must(t, os.Remove(filepath.Join(inside, "ballast")))
		start := time.Now()
		for {
			code, _, err := c.reportOnce(w, round*1000+500+int(time.Since(start).Milliseconds()))
			must(t, err)
			if code == http.StatusOK {
				break
			}
			if time.Since(start) > 15*time.Second {
				t.Fatal("there is room again, and writing is still refused")
			}
			time.Sleep(100 * time.Millisecond)
		}
		t.Logf("round %d: recovered %v after there was room", round, time.Since(start))
	}
	copied := county{dir: filepath.Join(t.TempDir(), "after"), leads: c.leads}
	must(t, os.CopyFS(copied.dir, os.DirFS(inside)))
	s.kill()
	copied.nothingLost(t, []*writer{w})
	copied.ledgerFits(t)
}

// fill writes until nothing more goes in.
func fill(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	must(t, err)
	defer func() { _ = f.Close() }() // full is what it was meant to be
	for _, size := range []int{1 << 20, 4 << 10, 1} {
		block := make([]byte, size)
		for {
			if n, err := f.Write(block); err != nil || n < size {
				break
			}
		}
	}
}
