package main

import (
	"context"
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
	s, _, err := c.Serve(8641)
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
	return nil
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
