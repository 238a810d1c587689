package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"anlan"
	"anlan/bench/county"
)

var watchers = flag.Int("watchers", 1000, "open live streams")

// benchLive measures how long one change of the board takes to reach every one of many open streams:
// from the request that makes it to the last byte of the frame, at each viewer.
func benchLive(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "anlan-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	c, err := county.Build(ctx, dir, 1000, 0)
	if err != nil {
		return err
	}
	s, _, err := c.Serve()
	if err != nil {
		return err
	}
	defer s.Stop()
	viewer := newClient(s.URL)
	if err := viewer.signIn("demo002"); err != nil {
		return err
	}
	w, err := watch(ctx, viewer, *watchers)
	if err != nil {
		return err
	}
	defer w.close()
	lead := newClient(s.URL)
	if err := lead.signIn(c.Leads[0].Login); err != nil {
		return err
	}
	return w.measure(lead)
}

// sight is a frame that has arrived at a viewer.
type sight struct {
	viewer int
	at     time.Time
}

// crowd is many viewers of one board.
type crowd struct {
	cancel context.CancelFunc
	seen   chan sight // one for each frame at each viewer
	n      int
}

func watch(ctx context.Context, by *client, n int) (*crowd, error) {
	ctx, cancel := context.WithCancel(ctx)
	w := &crowd{cancel: cancel, seen: make(chan sight, 4*n), n: n}
	door := &http.Client{Transport: &http.Transport{DisableCompression: true}}
	var opened sync.WaitGroup
	failed := make(chan error, n)
	for k := range n {
		opened.Go(func() {
			body, err := stream(ctx, door, by)
			if err != nil {
				failed <- err
				return
			}
			go w.read(k, body)
		})
	}
	opened.Wait()
	select {
	case err := <-failed:
		cancel()
		return nil, err
	default:
		return w, w.drain() // the frame that every viewer gets at first
	}
}

func stream(ctx context.Context, door *http.Client, by *client) (io.ReadCloser, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, by.base+"/api/v1/live", nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Cookie", by.cookie)
	res, err := door.Do(req)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("a live stream: %s", res.Status)
	}
	if err != nil {
		return nil, err
	}
	return res.Body, nil
}

func (w *crowd) close() { w.cancel() }

// read tells when each frame with a board has arrived as a whole.
func (w *crowd) read(viewer int, body io.ReadCloser) {
	defer body.Close()
	lines := bufio.NewReaderSize(body, 64<<10)
	board := false
	for {
		line, err := lines.ReadString('\n')
		switch {
		case err != nil:
			return
		case strings.HasPrefix(line, "event: board"):
			board = true
		case line == "\n" && board:
			board = false
			w.seen <- sight{viewer, time.Now()}
		}
	}
}

// drain waits until every viewer has a frame, and forgets it.
func (w *crowd) drain() error {
	_, err := w.round(time.Now())
	w.quiet()
	return err
}

// quiet forgets the frames of the last change until none comes any more: a change may make several.
func (w *crowd) quiet() {
	for {
		select {
		case <-w.seen:
		case <-time.After(300 * time.Millisecond):
			return
		}
	}
}

// round waits for the first frame at each viewer and returns how long after start it came.
func (w *crowd) round(start time.Time) (took []time.Duration, err error) {
	patience, met := time.After(20*time.Second), make([]bool, w.n)
	for len(took) < w.n {
		select {
		case s := <-w.seen:
			if !met[s.viewer] {
				met[s.viewer] = true
				took = append(took, s.at.Sub(start))
			}
		case <-patience:
			return nil, fmt.Errorf("%d of %d viewers saw the change", len(took), w.n)
		}
	}
	return took, nil
}

// changes is how many changes are measured, one after the other.
const changes = 30

func (w *crowd) measure(by *client) error {
	ids, err := unsigned(by)
	if err != nil {
		return err
	}
	var all []time.Duration
	rounds := min(len(ids), changes)
	for _, id := range ids[:rounds] {
		w.quiet() // each change alone
		start := time.Now()
		if err := by.sign(id); err != nil {
			return err
		}
		took, err := w.round(start)
		if err != nil {
			return err
		}
		all = append(all, took...)
	}
	if len(all) == 0 {
		return errors.New("nothing was there to be signed for")
	}
	slices.Sort(all)
	fmt.Printf("one change to %d viewers, %d times, the write included: p50 %.1f ms  p99 %.1f ms  last %.1f ms (aim p99 ≤ 50; PocketBase p50 26, p99 53)\n",
		w.n, rounds, ms(all[len(all)/2]), ms(all[len(all)*99/100]), ms(all[len(all)-1]))
	return nil
}

// unsigned lists matters that wait for the signature of whoever asks.
func unsigned(by *client) ([]string, error) {
	var page struct{ Items []struct{ ID string } }
	if err := by.get("/api/v1/matters?state=issued&limit=50", &page); err != nil {
		return nil, err
	}
	var ids []string
	for _, m := range page.Items {
		ids = append(ids, m.ID)
	}
	return ids, nil
}

// sign makes one change of the board: a matter is being done from now on.
func (c *client) sign(id string) error {
	return c.call("/api/v1/matters/"+id+"/sign", map[string]any{}, string(anlan.NewID(anlan.At(time.Now()), nil)))
}
