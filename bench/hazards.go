package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"anlan/bench/county"
)

// ledgerLimit is what a page of the ledger or its map may take at the 99th percentile, whatever the county's size.
const ledgerLimit = 100 * time.Millisecond

// kept is where a ledger that was built stays: the next run measures it at once. A million takes a quarter of an hour
// to build on a busy machine.
var kept = flag.String("kept", "", "folder in which built counties stay for the next run")

// benchHazards measures pages of the ledger of hazards and its map over HTTP, two viewers at once (one a core), at
// growing sizes: they must not grow with the county.
func benchHazards(ctx context.Context) error {
	list := numbers(*sizes)
	if *short {
		list = list[:1]
	}
	for _, n := range list {
		if err := hazardsAt(ctx, n); err != nil {
			return err
		}
	}
	return nil
}

func hazardsAt(ctx context.Context, n int) error {
	c, done, err := ledgerOf(ctx, n)
	if err != nil {
		return err
	}
	defer done()
	s, first, err := c.Serve()
	if err != nil {
		return err
	}
	defer s.Stop()
	fmt.Printf("  first answer after %.0f ms; resident %.0f MB\n", float64(first.Milliseconds()), s.RSS())
	office, err := viewersOf(s.URL, "demo002")
	if err != nil {
		return err
	}
	town, err := viewersOf(s.URL, c.Leads[len(c.Leads)-1].Login)
	if err != nil {
		return err
	}
	deep, err := hundredth(office[0], "/api/v1/hazards?limit=50")
	if err != nil {
		return err
	}
	for _, q := range ledgerPages(deep) {
		viewers := office
		if q.town {
			viewers = town
		}
		profile(s.URL, strings.ReplaceAll(q.name, " ", "-"), seconds(2))
		before := s.CPU()
		r := load(2, seconds(3), func(k, _ int) error { return viewers[k].call(q.path, nil, "") })
		r.cpu = (s.CPU() - before) / time.Duration(max(r.n, 1))
		fmt.Printf("  %-26s %s  = %.2f of the 100 ms allowed\n", q.name, r, float64(r.p99)/float64(ledgerLimit))
	}
	fmt.Printf("  resident afterwards %.0f MB\n", s.RSS())
	return nil
}

// ledgerOf is a county with n hazards, built or kept, and what to do when it is no longer needed.
func ledgerOf(ctx context.Context, n int) (c *county.County, done func(), err error) {
	dir, done := filepath.Join(*kept, fmt.Sprintf("hazards-%d", n)), func() {}
	if *kept == "" {
		if dir, err = os.MkdirTemp("", "anlan-bench"); err != nil {
			return nil, done, err
		}
		done = func() { _ = os.RemoveAll(dir) } // made for this run
	} else if c, err = county.Open(dir); err == nil {
		fmt.Printf("%d hazards, kept from an earlier run\n", n)
		return c, done, nil
	}
	start := time.Now()
	if c, err = county.Build(ctx, dir, 100, 1); err == nil {
		err = c.Hazards(ctx, n)
	}
	if err == nil {
		err = c.Keep()
	}
	fmt.Printf("%d hazards built in %.0f s, %d of them through the services\n", n, time.Since(start).Seconds(), min(n, county.Through))
	return c, done, err
}

// viewersOf are eight browsers of one person, who has a bounded number of sessions.
func viewersOf(url, login string) ([]*client, error) {
	viewers := make([]*client, 8)
	for k := range viewers {
		viewers[k] = newClient(url)
		if k == 0 {
			if err := viewers[0].signIn(login); err != nil {
				return nil, err
			}
		}
		viewers[k].cookie = viewers[0].cookie
	}
	return viewers, nil
}

type page struct {
	name, path string
	town       bool // seen by a township instead of the office
}

// ledgerPages are the pages that people look at all day, and the map with the counts beside it.
func ledgerPages(deep string) []page {
	return []page{{name: "first page", path: "/api/v1/hazards?limit=50"}, {name: "hundredth page", path: deep},
		{name: "open", path: "/api/v1/hazards?state=open&limit=50"}, {name: "to be graded", path: "/api/v1/hazards?state=judging&limit=50"},
		{name: "a township", path: "/api/v1/hazards?area=620521101&limit=50"}, {name: "category in a township", path: "/api/v1/hazards?area=620521101&category=exit&state=closed&limit=50"},
		{name: "overdue", path: "/api/v1/hazards?overdue=true&limit=50"}, {name: "search", path: "/api/v1/hazards?q=%E6%8E%92%E7%83%9F&limit=50"},
		{name: "as a township", path: "/api/v1/hazards?limit=50", town: true},
		{name: "map, whole county", path: "/api/v1/hazards?state=open&limit=200"}, {name: "map, a township", path: "/api/v1/hazards?state=open&area=620521100&limit=200"},
		{name: "map, counts of each", path: "/api/v1/hazards/areas"}, {name: "board", path: "/api/v1/board"}}
}
