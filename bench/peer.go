package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"anlan/bench/county"
)

// peer is a program that does as little as can be called a durable write, run as a process of its own
// beside ours: the wall (one log, one fdatasync per group) and what somebody would write by hand
// (net/http and PostgreSQL).
type peer struct {
	url string
	cmd *exec.Cmd
}

// report is what the peers take: our feedback without everything that makes it one.
type report struct {
	Text string `json:"text"`
}

// startPeer runs this program as a peer and waits for its door.
func startPeer(name, place string) (*peer, error) {
	port, err := county.FreePort()
	if err != nil {
		return nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	address := fmt.Sprintf("127.0.0.1:%d", port)
	p := &peer{url: "http://" + address, cmd: exec.Command(self, "peer", name, address, place)}
	p.cmd.Stderr = os.Stderr
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	for range 500 {
		if c, err := net.Dial("tcp", address); err == nil {
			return p, c.Close()
		}
		time.Sleep(10 * time.Millisecond)
	}
	return nil, errors.Join(fmt.Errorf("the peer %s does not answer", name), p.stop())
}

func (p *peer) stop() error {
	err := p.cmd.Process.Kill()
	_ = p.cmd.Wait() // killed, which is what it says
	return err
}

// cpu returns the processor time the peer has used.
func (p *peer) cpu() time.Duration { return cpuOf(p.cmd.Process.Pid) }

func cpuOf(pid int) time.Duration {
	raw, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	_, rest, _ := strings.Cut(string(raw), ") ")
	f := strings.Fields(rest)
	if len(f) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(f[11])
	sys, _ := strconv.Atoi(f[12])
	return time.Duration(user+sys) * 10 * time.Millisecond
}

// servePeer is what startPeer runs: peer NAME ADDRESS PLACE.
func servePeer(args []string) error {
	if len(args) != 3 {
		return errors.New("usage: peer log|photo|postgres ADDRESS PLACE")
	}
	var take func(report) error
	var err error
	switch args[0] {
	case "log", "photo":
		take, err = groupLog(args[2])
	case "postgres":
		take, err = bareInsert(args[2])
	default:
		err = fmt.Errorf("no peer %q", args[0])
	}
	if err != nil {
		return err
	}
	return http.ListenAndServe(args[1], door(args[0], args[2], take))
}

// door takes a report as JSON; the peer "photo" as a form with a picture, which it syncs into a file of its own first.
func door(name, dir string, take func(report) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var in report
		var err error
		if name == "photo" {
			in.Text, err = r.FormValue("text"), keepPhoto(dir, r)
		} else {
			err = json.NewDecoder(r.Body).Decode(&in)
		}
		if err == nil {
			err = take(in)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		fmt.Fprint(w, `{"ok":true}`)
	}
}

func keepPhoto(dir string, r *http.Request) error {
	in, _, err := r.FormFile("photo")
	if err != nil {
		return err
	}
	out, err := os.CreateTemp(dir, "photo-*")
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close(), in.Close())
}

// logSpace is how much of the log is preallocated: overwriting needs no change of the file's size.
const logSpace = 256 << 20

// groupLog appends to one preallocated file; whoever waits shares the next fdatasync.
func groupLog(dir string) (func(report) error, error) {
	f, err := os.OpenFile(filepath.Join(dir, "log"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Fallocate(int(f.Fd()), 0, 0, logSpace); err != nil {
		return nil, err
	}
	type work struct {
		line []byte
		done chan error
	}
	queue := make(chan work, 1024)
	go func() {
		var at int64
		for w := range queue {
			group, buf := []work{w}, w.line
			for len(group) < cap(queue) && len(queue) > 0 {
				w := <-queue
				group, buf = append(group, w), append(buf, w.line...)
			}
			_, err := f.WriteAt(buf, at%(logSpace-1<<20))
			at += int64(len(buf))
			err = errors.Join(err, syscall.Fdatasync(int(f.Fd())))
			for _, w := range group {
				w.done <- err
			}
		}
	}()
	pool := sync.Pool{New: func() any { return make(chan error, 1) }}
	return func(r report) error {
		line, err := json.Marshal(r)
		if err != nil {
			return err
		}
		done := pool.Get().(chan error)
		defer pool.Put(done)
		queue <- work{append(line, '\n'), done}
		return <-done
	}, nil
}
