package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"anlan/bench/county"
)

// bareInsert stores each report as one row through a pool of connections.
func bareInsert(url string) (func(report) error, error) {
	ctx := context.Background()
	pool, err := pgxpool.New(ctx, url)
	if err != nil {
		return nil, err
	}
	_, err = pool.Exec(ctx, `CREATE TABLE report (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at TIMESTAMPTZ NOT NULL DEFAULT now(), text TEXT NOT NULL)`)
	return func(r report) error {
		_, err := pool.Exec(ctx, `INSERT INTO report (text) VALUES ($1)`, r.Text)
		return err
	}, err
}

// cluster is a PostgreSQL of this bench alone, as durable as PostgreSQL is by default: the one of the
// tests does not wait for the disk.
type cluster struct{ dir, bin, url string }

var errNoPostgres = errors.New("PostgreSQL is not installed")

func startCluster() (*cluster, error) {
	port, err := county.FreePort()
	if err != nil {
		return nil, err
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin")
	if len(found) == 0 {
		return nil, errNoPostgres
	}
	dir, err := os.MkdirTemp("", "anlan-bench-pg")
	if err != nil {
		return nil, err
	}
	c := &cluster{dir: dir, bin: found[len(found)-1], url: fmt.Sprintf("postgres://postgres@127.0.0.1:%d/postgres?sslmode=disable&pool_max_conns=64", port)}
	if err := c.giveAway(); err != nil {
		return nil, err
	}
	data := filepath.Join(dir, "data")
	if err := c.run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "--encoding=UTF8", "--no-locale"); err != nil {
		return nil, err
	}
	return c, c.run("pg_ctl", "-D", data, "-w", "-s", "-l", filepath.Join(dir, "log"), "-o",
		fmt.Sprintf("-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=''", port), "start")
}

// cpu returns the processor time of the cluster: of the postmaster and everybody it started.
func (c *cluster) cpu() (sum time.Duration) {
	master, _, _ := strings.Cut(county.ReadFile(filepath.Join(c.dir, "data", "postmaster.pid")), "\n")
	all, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, stat := range all {
		_, rest, _ := strings.Cut(county.ReadFile(stat), ") ")
		f := strings.Fields(rest)
		pid := filepath.Base(filepath.Dir(stat))
		if len(f) < 2 || pid != master && f[1] != master {
			continue
		}
		if n, err := strconv.Atoi(pid); err == nil {
			sum += cpuOf(n)
		}
	}
	return sum
}

func (c *cluster) stop() error {
	return errors.Join(c.run("pg_ctl", "-D", filepath.Join(c.dir, "data"), "-m", "immediate", "-s", "stop"), os.RemoveAll(c.dir))
}

// owner is who runs the cluster when this program runs as root, which PostgreSQL refuses.
func owner() (uid, gid int, needed bool) {
	u, err := user.Lookup("postgres")
	if os.Getuid() != 0 || err != nil {
		return 0, 0, false
	}
	uid, _ = strconv.Atoi(u.Uid)
	gid, _ = strconv.Atoi(u.Gid)
	return uid, gid, true
}

func (c *cluster) giveAway() error {
	uid, gid, needed := owner()
	if !needed {
		return nil
	}
	return os.Chown(c.dir, uid, gid)
}

func (c *cluster) run(name string, args ...string) error {
	cmd := exec.Command(filepath.Join(c.bin, name), args...)
	cmd.Dir = c.dir
	if uid, gid, needed := owner(); needed {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
	}
	log, err := os.OpenFile(filepath.Join(os.TempDir(), "anlan-bench-pg.log"), os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	cmd.Stdout, cmd.Stderr = log, log // pg_ctl leaves its server behind with whatever it was given: no pipe
	if err := cmd.Run(); err != nil {
		said, _ := os.ReadFile(log.Name())
		return fmt.Errorf("%s: %w: %s", name, err, said)
	}
	return nil
}
