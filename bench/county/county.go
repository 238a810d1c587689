// Package county builds the demo county with as many matters as a figure needs, through the same
// services as real data, and runs the product's binary on it.
package county

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"anlan"
	"anlan/internal/app"
	"anlan/internal/app/demo"
	"anlan/internal/matter"
	"anlan/internal/registry"
)

// Leads are the units that get the matters, with one login each.
type Lead struct {
	Unit  matter.Seat
	Login string
}

// County is a built county in a folder.
type County struct {
	Dir     string
	Leads   []Lead
	Matters [][]anlan.ID // signed matters of each lead
}

// Build makes the demo county in dir, opens n matters and signs for the first `signed` of each lead.
func Build(ctx context.Context, dir string, n, signed int) (*County, error) {
	o := app.Options{Data: dir, Level: "error", Out: io.Discard}
	if err := demo.Ensure(ctx, o, time.Now()); err != nil {
		return nil, err
	}
	a, err := app.New(ctx, o)
	if err != nil {
		return nil, err
	}
	defer a.Close()
	c := &County{Dir: dir}
	if err := c.leads(ctx, a); err != nil {
		return nil, err
	}
	office, err := registry.In(a.DB.Reader()).Office(ctx)
	if err != nil {
		return nil, err
	}
	issuer := matter.Seat{Unit: office.ID, Branch: office.ID, Place: office.Place}
	return c, c.open(ctx, a, issuer, n, signed)
}

// leads lists every department and township with the account of its liaison.
func (c *County) leads(ctx context.Context, a *app.App) error {
	dir := registry.In(a.DB.Reader())
	for _, kind := range []registry.UnitKind{registry.Department, registry.TownshipUnit} {
		units, err := dir.UnitsOfKind(ctx, kind)
		if err != nil {
			return err
		}
		for _, u := range units {
			post, err := dir.LeadPost(ctx, u.ID)
			if err != nil {
				return err
			}
			login, err := loginOf(ctx, a, post.ID)
			if err != nil {
				return err
			}
			c.Leads = append(c.Leads, Lead{matter.Seat{Unit: u.ID, Post: post.ID, Branch: u.ID, Place: u.Place}, login})
		}
	}
	return nil
}

func loginOf(ctx context.Context, a *app.App, post anlan.ID) (login string, err error) {
	err = a.DB.Reader().QueryRowContext(ctx, `SELECT a.login FROM account a JOIN registry_holding h ON h.person = a.person WHERE h.post = $1`, string(post)).Scan(&login)
	return login, err
}

func (c *County) open(ctx context.Context, a *app.App, issuer matter.Seat, n, signed int) error {
	office := anlan.Actor{Account: "bench", Unit: issuer.Unit, Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}
	c.Matters = make([][]anlan.ID, len(c.Leads))
	today := a.DB.Now().Date()
	const batch = 1000
	for done := 0; done < n; done += batch {
		var orders []matter.Order
		for i := done; i < min(n, done+batch); i++ {
			orders = append(orders, matter.Order{Title: fmt.Sprintf("第 %d 项安全生产任务：排查整治重点场所隐患", i), Text: "压测事项",
				Topic: "hazard", Lead: c.Leads[i%len(c.Leads)].Unit, Issuer: issuer, Due: today.AddDays(1 + i%300)})
		}
		list, err := a.Matter.OpenAll(ctx, office, orders)
		if err != nil {
			return err
		}
		for i, m := range list {
			k := (done + i) % len(c.Leads)
			if len(c.Matters[k]) < signed {
				lead := c.Leads[k].Unit
				by := anlan.Actor{Account: "bench", Post: lead.Post, Unit: lead.Unit, Roles: []anlan.Role{anlan.RoleDepartment}, Scope: anlan.Scope{Units: []anlan.ID{lead.Unit}}}
				if _, err := a.Matter.Sign(ctx, by, m.ID, 0); err != nil {
					return err
				}
				c.Matters[k] = append(c.Matters[k], m.ID)
			}
		}
	}
	_, err := a.Catch(ctx)
	return err
}

// Server is the product's binary running on a county.
type Server struct {
	URL string
	cmd *exec.Cmd
}

// FreePort finds a port that nobody listens on: several benches may run on one machine.
func FreePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	return l.Addr().(*net.TCPAddr).Port, l.Close()
}

// Serve starts bin/anlan on the county and waits for its first answer, which it times. What the county was made with
// is on the disk by then: a start that makes anything durable would otherwise wait for hundreds of megabytes that are
// the maker's.
func (c *County) Serve(args ...string) (*Server, time.Duration, error) {
	syscall.Sync()
	bin, err := filepath.Abs("../bin/anlan")
	if err != nil {
		return nil, 0, err
	}
	port, err := FreePort()
	if err != nil {
		return nil, 0, err
	}
	s := &Server{URL: fmt.Sprintf("http://127.0.0.1:%d", port)}
	s.cmd = exec.Command(bin, append([]string{"demo", "--data", c.Dir, "--listen", fmt.Sprintf("127.0.0.1:%d", port), "--log", "error"}, args...)...)
	s.cmd.Stderr = os.Stderr
	start := time.Now()
	if err := s.cmd.Start(); err != nil {
		return nil, 0, err
	}
	for range 20000 {
		r, err := http.Get(s.URL + "/healthz")
		if err == nil {
			r.Body.Close()
			return s, time.Since(start), nil
		}
		time.Sleep(time.Millisecond)
	}
	return nil, 0, fmt.Errorf("the server did not answer")
}

// Stop asks the server to end and waits for it.
func (s *Server) Stop() error {
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	return s.cmd.Wait()
}

// CPU returns the processor time the server has used.
func (s *Server) CPU() time.Duration {
	f := strings.Fields(after(ReadFile(fmt.Sprintf("/proc/%d/stat", s.cmd.Process.Pid)), ") "))
	user, _ := strconv.Atoi(f[11])
	sys, _ := strconv.Atoi(f[12])
	return time.Duration(user+sys) * 10 * time.Millisecond
}

// RSS returns the server's resident memory in megabytes.
func (s *Server) RSS() float64 {
	kb, _ := strconv.Atoi(strings.Fields(after(ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid)), "VmRSS:"))[0])
	return float64(kb) / 1024
}

// ReadFile returns what a file of /proc says; nothing when it is gone.
func ReadFile(name string) string {
	b, _ := os.ReadFile(name)
	return string(b)
}

func after(s, mark string) string {
	_, rest, _ := strings.Cut(s, mark)
	return rest
}
