package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"

	"anlan/bench/county"
)

var sizes = flag.String("sizes", "1000,100000", "numbers of matters for the board and the lists")

// benchBoard measures the board and every list's first and hundredth page with eight viewers, at growing
// numbers of matters: they must not grow with the county.
func benchBoard(ctx context.Context) error {
	for _, n := range numbers(*sizes) {
		if err := boardAt(ctx, n); err != nil {
			return err
		}
	}
	return nil
}

func boardAt(ctx context.Context, n int) error {
	dir, err := os.MkdirTemp("", "anlan-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	start := time.Now()
	c, err := county.Build(ctx, dir, n, 1)
	if err != nil {
		return err
	}
	fmt.Printf("%d matters built through the services in %.0f s\n", n, time.Since(start).Seconds())
	s, first, err := c.Serve()
	if err != nil {
		return err
	}
	defer s.Stop()
	fmt.Printf("  first answer after %.0f ms; resident %.0f MB\n", float64(first.Milliseconds()), s.RSS())
	viewers, err := viewersOf(s.URL, "demo002")
	if err != nil {
		return err
	}
	pages, err := hundredth(viewers[0], "/api/v1/matters?limit=50")
	if err != nil {
		return err
	}
	for _, q := range []struct{ name, path string }{{"board", "/api/v1/board"}, {"list, first page", "/api/v1/matters?limit=50"},
		{"list, hundredth page", pages}, {"overdue, first page", "/api/v1/matters?lamp=overdue&limit=50"},
		{"one township", "/api/v1/matters?area=620521100&limit=50"}, {"closed", "/api/v1/matters?state=closed&limit=50"}} {
		profile(s.URL, strings.ReplaceAll(q.name, " ", "-"), seconds(2))
		before := s.CPU()
		r := load(8, seconds(3), func(k, _ int) error { return viewers[k].call(q.path, nil, "") })
		r.cpu = (s.CPU() - before) / time.Duration(max(r.n, 1))
		fmt.Printf("  %-22s %s\n", q.name, r)
	}
	return nil
}
