package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"anlan"
	"anlan/bench/county"
)

// benchWrite measures durable writes through HTTP: a feedback with a small body, answered after fsync,
// 64 clients, with the event, the ledger's feed and the idempotency key included.
func benchWrite(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "anlan-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	c, err := county.Build(ctx, dir, 6000, 100)
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
	return besidePeers(r)
}

// besidePeers runs the same load against the wall and a handler written by hand, and tells the ratios.
// PocketBase is set against the wall of its own run: 1,633/s where the wall was at 25,262/s, 612 µs of
// CPU where it took 40 (PROOFS C1). So its figure moves with the machine as ours does.
func besidePeers(ours result) error {
	dir, err := os.MkdirTemp("", "anlan-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	wall, err := besidePeer("log", dir)
	if err != nil {
		return err
	}
	fmt.Println("  the wall, one log with group commit:    ", wall)
	pocketbase := wall.rate() * 1633 / 25262
	fmt.Printf("  = %.2f of the wall; %.1f × PocketBase as far as this machine gives the wall (aim ≥ 6)\n", ours.rate()/wall.rate(), ours.rate()/pocketbase)
	pg, err := startCluster()
	if errors.Is(err, errNoPostgres) {
		fmt.Println("  no PostgreSQL here: the handler written by hand was not run")
		return nil
	}
	if err != nil {
		return err
	}
	hand, err := besidePeer("postgres", pg.url)
	if err := errors.Join(err, pg.stop()); err != nil {
		return err
	}
	fmt.Println("  net/http + pgx + PostgreSQL, one insert:", hand)
	fmt.Printf("  = %.2f × the handler written by hand (aim ≥ 1; its CPU is the handler's, without PostgreSQL's)\n", ours.rate()/hand.rate())
	return nil
}

func besidePeer(name, place string) (result, error) {
	p, err := startPeer(name, place)
	if err != nil {
		return result{}, err
	}
	clients := make([]*client, 64)
	for k := range clients {
		clients[k] = newClient(p.url)
	}
	before := p.cpu()
	r := load(64, seconds(8), func(k, _ int) error {
		return clients[k].call("/report", report{Text: "检查 12 家，发现问题 5 处，已当场整改 3 处。"}, string(anlan.NewID(anlan.At(time.Now()), nil)))
	})
	r.cpu = (p.cpu() - before) / time.Duration(max(r.n, 1))
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
