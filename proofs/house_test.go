package proofs

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"anlan"
	"anlan/internal/app"
	"anlan/internal/app/demo"
	"anlan/internal/matter"
	"anlan/internal/registry"
)

var ctx = context.Background()

// workshop holds what the tests share: the program, built once, and a county, made once.
var workshop string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "anlan-proofs")
	if err != nil {
		panic(err)
	}
	workshop = dir
	code := m.Run()
	_ = os.RemoveAll(dir) // it lies in the temporary folder
	os.Exit(code)
}

// binary builds the program; with the flags of every other build, so that nothing is compiled twice.
var binary = sync.OnceValues(func() (string, error) {
	bin := filepath.Join(workshop, "anlan")
	out, err := exec.Command("go", "build", "-o", bin, "anlan/cmd/anlan").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build: %w\n%s", err, out)
	}
	return bin, nil
})

// lead is a unit with signed matters and the login of whoever works on them.
type lead struct {
	seat    matter.Seat
	login   string
	matters []anlan.ID
}

type county struct {
	dir   string
	leads []lead
}

// original is the demo county with signed matters for everybody, made once and copied for each test.
var original = sync.OnceValues(func() (c county, err error) {
	c.dir = filepath.Join(workshop, "county")
	o := app.Options{Data: c.dir, Level: "error", Out: io.Discard}
	if err := demo.Ensure(ctx, o, time.Now()); err != nil {
		return c, err
	}
	a, err := app.New(ctx, o)
	if err != nil {
		return c, err
	}
	c.leads, err = prepare(a, 16, 8)
	return c, errors.Join(err, a.Close())
})

// prepare opens and signs `each` matters for each of the first n townships and departments.
func prepare(a *app.App, n, each int) (list []lead, err error) {
	dir := registry.In(a.DB.Reader())
	office, err := dir.Office(ctx)
	if err != nil {
		return nil, err
	}
	issuer := matter.Seat{Unit: office.ID, Branch: office.ID, Place: office.Place}
	by := anlan.Actor{Account: "proofs", Unit: office.ID, Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}
	for _, kind := range []registry.UnitKind{registry.TownshipUnit, registry.Department} {
		units, err := dir.UnitsOfKind(ctx, kind)
		if err != nil {
			return nil, err
		}
		for _, u := range units {
			if len(list) == n {
				break
			}
			l, err := newLead(a, u, kind)
			if err != nil {
				return nil, err
			}
			var orders []matter.Order
			for i := range each {
				orders = append(orders, matter.Order{Title: fmt.Sprintf("第 %d 项", i), Lead: l.seat, Issuer: issuer, Due: a.DB.Now().Date().AddDays(30)})
			}
			opened, err := a.Matter.OpenAll(ctx, by, orders)
			if err != nil {
				return nil, err
			}
			own := anlan.Actor{Account: "proofs", Post: l.seat.Post, Unit: u.ID, Roles: []anlan.Role{anlan.RoleDepartment}, Scope: anlan.Scope{Units: []anlan.ID{u.ID}}}
			for _, m := range opened {
				if _, err := a.Matter.Sign(ctx, own, m.ID, 0); err != nil {
					return nil, err
				}
				l.matters = append(l.matters, m.ID)
			}
			list = append(list, l)
		}
	}
	return list, nil
}

func newLead(a *app.App, u registry.Unit, _ registry.UnitKind) (lead, error) {
	post, err := registry.In(a.DB.Reader()).LeadPost(ctx, u.ID)
	if err != nil {
		return lead{}, err
	}
	l := lead{seat: matter.Seat{Unit: u.ID, Post: post.ID, Branch: u.ID, Place: u.Place}}
	err = a.DB.Reader().QueryRowContext(ctx, `SELECT a.login FROM account a JOIN registry_holding h ON h.person = a.person WHERE h.post = $1`, string(post.ID)).Scan(&l.login)
	return l, err
}

// newCounty copies the county into a folder of the test's own.
func newCounty(t *testing.T, into string) county {
	t.Helper()
	c, err := original()
	must(t, err)
	must(t, os.CopyFS(into, os.DirFS(c.dir)))
	must(t, os.Chmod(into, 0o750))
	c.dir = into
	return c
}

// server is the program running on a county.
type server struct {
	url  string
	cmd  *exec.Cmd
	log  *bytes.Buffer
	took time.Duration // from start to the first answer
}

// serve starts the program, perhaps inside another command, and waits for its first answer.
func (c county) serve(t *testing.T, wrap ...string) *server {
	t.Helper()
	bin, err := binary()
	must(t, err)
	address := freeAddress(t)
	args := append(append([]string{}, wrap...), bin, "demo", "--data", c.dir, "--listen", address, "--log", "error")
	s := &server{url: "http://" + address, cmd: exec.Command(args[0], args[1:]...), log: &bytes.Buffer{}}
	s.cmd.Stdout, s.cmd.Stderr = s.log, s.log
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	start := time.Now()
	must(t, s.cmd.Start())
	t.Cleanup(func() { s.kill() })
	for time.Since(start) < time.Minute {
		if r, err := http.Get(s.url + "/healthz"); err == nil {
			_ = r.Body.Close() // only whether it answers matters
			s.took = time.Since(start)
			return s
		}
		time.Sleep(2 * time.Millisecond)
	}
	t.Fatalf("the server did not answer within a minute:\n%s", s.log)
	return nil
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer func() { _ = l.Close() }() // the program takes it next
	return l.Addr().String()
}

// kill ends the program's own process group without a word, as a power cut would.
func (s *server) kill() {
	if s.cmd.Process == nil || s.cmd.ProcessState != nil {
		return
	}
	_ = syscall.Kill(-s.cmd.Process.Pid, syscall.SIGKILL) // it may have ended by itself
	_ = s.cmd.Wait()                                      // killed is what it was meant to be
}

// runAnlan runs one command of the program to its end.
func runAnlan(t *testing.T, args ...string) (string, error) {
	t.Helper()
	bin, err := binary()
	must(t, err)
	out, err := exec.Command(bin, args...).CombinedOutput()
	return string(out), err
}

// browser is one client with a session.
type browser struct {
	http   *http.Client
	base   string
	cookie string
	bare   bool // leave out the header that pages of this house send
	header map[string]string
}

func newBrowser(base string) *browser {
	return &browser{base: base, http: &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 2, DisableCompression: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// signIn takes a seat of the demo county.
func (b *browser) signIn(login string) error {
	b.cookie = ""
	code, body, header, err := b.send(http.MethodPost, "/api/v1/demo/session", "", map[string]string{"login": login})
	if err != nil || code != http.StatusOK {
		return fmt.Errorf("sign in %s: %d %s %w", login, code, body, err)
	}
	b.cookie = (&http.Response{Header: header}).Cookies()[0].Value
	return nil
}

// send makes a request; a nil body means none.
func (b *browser) send(method, path, key string, body any) (int, []byte, http.Header, error) {
	var r io.Reader
	if body != nil {
		raw, ok := body.([]byte)
		if !ok {
			var err error
			if raw, err = json.Marshal(body); err != nil {
				return 0, nil, nil, err
			}
		}
		r = bytes.NewReader(raw)
	}
	req, err := http.NewRequest(method, b.base+path, r)
	if err != nil {
		return 0, nil, nil, err
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if b.cookie != "" {
		req.AddCookie(&http.Cookie{Name: "anlan", Value: b.cookie})
	}
	if !b.bare {
		req.Header.Set("X-Anlan", "1")
	}
	if key != "" {
		req.Header.Set("Idempotency-Key", key)
	}
	for k, v := range b.header {
		req.Header.Set(k, v)
	}
	res, err := b.http.Do(req)
	if err != nil {
		return 0, nil, nil, err
	}
	defer func() { _ = res.Body.Close() }() // read to its end below
	raw, err := io.ReadAll(res.Body)
	return res.StatusCode, raw, res.Header, err
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
