package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"sync/atomic"
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

// folder is where counties are made: one that goes away, or one that stays.
func folder() (root string, done func(), err error) {
	if *kept != "" {
		return *kept, func() {}, nil
	}
	root, err = os.MkdirTemp("", "anlan-bench")
	return root, func() { _ = os.RemoveAll(root) }, err
}

func boardAt(ctx context.Context, n int) error {
	root, done, err := folder()
	if err != nil {
		return err
	}
	defer done()
	start := time.Now()
	c, err := county.Grow(ctx, root, n, 100)
	if err != nil {
		return err
	}
	fmt.Printf("%d matters ready after %.0f s\n", n, time.Since(start).Seconds())
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
	for _, q := range []question{{"board", "/api/v1/board", false}, {"list, first page", "/api/v1/matters?limit=50", false},
		{"list, first page", "/api/v1/matters?limit=50", true}, {"list, hundredth page", pages, false}, {"list, hundredth page", pages, true},
		{"overdue, first page", "/api/v1/matters?lamp=overdue&limit=50", true}, {"one township", "/api/v1/matters?area=620521100&limit=50", true},
		{"closed", "/api/v1/matters?state=closed&limit=50", true}} {
		q.ask(s, viewers)
	}
	return nil
}

// question is what eight viewers ask over and over. Where nothing happens they are given what one of them was
// given a moment ago; alone makes every request one that nobody has asked before, and so measures the list itself.
type question struct {
	name, path string
	alone      bool
}

func (q question) ask(s *county.Server, viewers []*client) {
	if q.alone {
		q.name += ", alone"
	}
	profile(s.URL, strings.NewReplacer(" ", "-", ",", "").Replace(q.name), seconds(2))
	var n atomic.Int64
	before := s.CPU()
	r := load(8, seconds(3), func(k, _ int) error {
		if q.alone {
			return viewers[k].call(fmt.Sprintf("%s&n=%d", q.path, n.Add(1)), nil, "")
		}
		return viewers[k].call(q.path, nil, "")
	})
	r.cpu = (s.CPU() - before) / time.Duration(max(r.n, 1))
	fmt.Printf("  %-28s %s\n", q.name, r)
}
