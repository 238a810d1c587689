package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"time"

	"anlan"
	"anlan/bench/county"
)

var alone = flag.Bool("alone", false, "run no peers: for a look at a change of our own")

// benchWrite measures durable writes through HTTP: a feedback with a small body, answered after fsync,
// 64 clients, with the event, the ledger's feed and the idempotency key included.
func benchWrite(ctx context.Context) error {
	root, done, err := folder()
	if err != nil {
		return err
	}
	defer done()
	c, err := county.Grow(ctx, root, 6000, 100)
	if err != nil {
		return err
	}
	s, _, err := c.Serve()
	if err != nil {
		return err
	}
	defer s.Stop()
	clients, err := signInAll(s.URL, c, 64)
	if err != nil {
		return err
	}
	profile(s.URL, "write", seconds(6))
	before := s.CPU()
	r := load(64, seconds(8), func(k, i int) error {
		lead := k % len(c.Leads)
		id := c.Matters[lead][(i+k)%len(c.Matters[lead])]
		return clients[k].call("/api/v1/matters/"+string(id)+"/feedback",
			map[string]any{"text": "检查 12 家，发现问题 5 处，已当场整改 3 处。"}, string(anlan.NewID(anlan.At(time.Now()), nil)))
	})
	r.cpu = (s.CPU() - before) / time.Duration(max(r.n, 1))
	fmt.Println("durable feedback through HTTP, 64 clients:", r)
	if *alone {
		return nil
	}
	return besidePeers(r)
}

// What was measured on a quiet machine: PocketBase with synchronous=FULL, and the wall beside it. Set
// against the wall of its own run, its figures move with the machine as ours do.
const (
	pocketRate, wallRate = 1633.0, 25262.0 // a second
	pocketCPU, wallCPU   = 612.0, 40.0     // µs
)

// besidePeers runs the same load against the wall and a handler written by hand, and tells the ratios: of
// rates, in which everybody shares the processors with the clients, and of processor time, which is steadier.
func besidePeers(ours result) error {
	dir, err := os.MkdirTemp("", "anlan-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	wall, err := besidePeer("log", dir, nil)
	if err != nil {
		return err
	}
	fmt.Println("  the wall, one log with group commit:    ", wall)
	fmt.Printf("  %-40s %6.2f of its rate   %6.2f × its CPU\n", "= against the wall", ours.rate()/wall.rate(), over(ours.cpu, wall.cpu))
	fmt.Printf("  %-40s %6.1f × its rate    %6.1f × less CPU (aim ≥ 6; reckoned through the wall)\n", "= against PocketBase",
		ours.rate()/wall.rate()*wallRate/pocketRate, pocketCPU/wallCPU/over(ours.cpu, wall.cpu))
	return besidePostgres(ours)
}

func besidePostgres(ours result) error {
	pg, err := startCluster()
	if errors.Is(err, errNoPostgres) {
		fmt.Println("  no PostgreSQL here: the handler written by hand was not run")
		return nil
	}
	if err != nil {
		return err
	}
	hand, err := besidePeer("postgres", pg.url, pg.cpu)
	if err := errors.Join(err, pg.stop()); err != nil {
		return err
	}
	fmt.Println("  net/http + pgx + PostgreSQL, one insert:", hand)
	fmt.Printf("  %-40s %6.2f × its rate    %6.2f × less CPU (aim ≥ 1; PostgreSQL's included)\n", "= against the handler written by hand",
		ours.rate()/hand.rate(), over(hand.cpu, ours.cpu))
	return nil
}

// over is how many times one span fits into another.
func over(a, b time.Duration) float64 { return float64(a) / float64(max(b, 1)) }

// besidePeer loads a peer; behind is the processor time of what stands behind it, if anything does.
func besidePeer(name, place string, behind func() time.Duration) (result, error) {
	p, err := startPeer(name, place)
	if err != nil {
		return result{}, err
	}
	spent := func() time.Duration {
		if behind == nil {
			return p.cpu()
		}
		return p.cpu() + behind()
	}
	clients := make([]*client, 64)
	for k := range clients {
		clients[k] = newClient(p.url)
	}
	before := spent()
	r := load(64, seconds(8), func(k, _ int) error {
		return clients[k].call("/report", report{Text: "检查 12 家，发现问题 5 处，已当场整改 3 处。"}, string(anlan.NewID(anlan.At(time.Now()), nil)))
	})
	r.cpu = (spent() - before) / time.Duration(max(r.n, 1))
	return r, p.stop()
}

func signInAll(url string, c *county.County, n int) ([]*client, error) {
	list := make([]*client, n)
	for k := range list {
		list[k] = newClient(url)
		if err := list[k].signIn(c.Leads[k%len(c.Leads)].Login); err != nil {
			return nil, err
		}
	}
	return list, nil
}
