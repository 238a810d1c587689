package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// result is what a load run measured.
type result struct {
	n        int
	failed   int
	took     time.Duration
	p50, p99 time.Duration
	cpu      time.Duration // of the server, per operation
	client   time.Duration // of this program, which drives the load on the same processors
}

func (r result) rate() float64 { return float64(r.n) / r.took.Seconds() }

func (r result) String() string {
	s := fmt.Sprintf("%8.0f/s  p50 %6.2f ms  p99 %7.2f ms", r.rate(), ms(r.p50), ms(r.p99))
	if r.cpu > 0 {
		s += fmt.Sprintf("  %4.0f µs CPU (client %3.0f)", float64(r.cpu.Microseconds()), float64(r.client.Microseconds()))
	}
	if r.failed > 0 {
		s += fmt.Sprintf("  %d FAILED", r.failed)
	}
	return s
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// load runs do from `clients` goroutines for about `span` and measures each call.
func load(clients int, span time.Duration, do func(client, i int) error) result {
	var mu sync.Mutex
	var all []time.Duration
	var failed int
	var firstErr error
	var wg sync.WaitGroup
	start, own := time.Now(), cpuOf(os.Getpid())
	for c := range clients {
		wg.Go(func() {
			var mine []time.Duration
			bad := 0
			for i := 0; time.Since(start) < span; i++ {
				t := time.Now()
				if err := do(c, i); err != nil {
					bad++
					mu.Lock()
					if firstErr == nil {
						firstErr = err
					}
					mu.Unlock()
					continue
				}
				mine = append(mine, time.Since(t))
			}
			mu.Lock()
			defer mu.Unlock()
			all, failed = append(all, mine...), failed+bad
		})
	}
	wg.Wait()
	took := time.Since(start)
	if firstErr != nil {
		fmt.Println("   first failure:", firstErr)
	}
	slices.Sort(all)
	r := result{n: len(all), failed: failed, took: took, client: (cpuOf(os.Getpid()) - own) / time.Duration(max(len(all), 1))}
	if r.n > 0 {
		r.p50, r.p99 = all[r.n/2], all[min(r.n-1, r.n*99/100)]
	}
	return r
}

// client is one browser: a connection that stays open and a session.
type client struct {
	http   *http.Client
	base   string
	cookie string
}

func newClient(base string) *client {
	return &client{base: base, http: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 4, DisableCompression: true}}}
}

func (c *client) signIn(login string) error {
	req, _ := http.NewRequest("POST", c.base+"/api/v1/demo/session", bytes.NewReader([]byte(fmt.Sprintf(`{"login":%q}`, login))))
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("X-Anlan", "1")
	res, err := c.http.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	b, _ := io.ReadAll(res.Body)
	for _, k := range res.Cookies() {
		if k.Name == "anlan" {
			c.cookie = k.Name + "=" + k.Value
		}
	}
	if c.cookie == "" {
		return fmt.Errorf("sign in %s: %s %s", login, res.Status, b)
	}
	return nil
}

// call makes one request and throws the answer away; body nil means GET.
func (c *client) call(path string, body any, key string) error {
	method, payload := "GET", io.Reader(nil)
	if body != nil {
		raw, err := json.Marshal(body)
		if err != nil {
			return err
		}
		method, payload = "POST", bytes.NewReader(raw)
	}
	req, err := http.NewRequest(method, c.base+path, payload)
	if err != nil {
		return err
	}
	req.Header.Set("Cookie", c.cookie)
	req.Header.Set("X-Anlan", "1")
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if key != "" {
		req.Header.Set("Idempotency-Key", key)
	}
	res, err := c.http.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode >= 300 {
		err = fmt.Errorf("%s %s: %s %.200s", method, path, res.Status, b)
	}
	return err
}

var profiles = flag.String("profile", "", "folder for CPU profiles of the server")

// profile takes a CPU profile of the server while the load runs, when asked for.
func profile(base, name string, span time.Duration) {
	if *profiles == "" {
		return
	}
	go func() {
		res, err := http.Get(fmt.Sprintf("%s/debug/pprof/profile?seconds=%d", base, max(1, int(span.Seconds()))))
		if err != nil {
			return
		}
		defer res.Body.Close()
		raw, _ := io.ReadAll(res.Body)
		_ = os.WriteFile(filepath.Join(*profiles, name+".pprof"), raw, 0o644)
	}()
}

// numbers reads a list of integers.
func numbers(list string) (out []int) {
	for _, s := range strings.Split(list, ",") {
		if n, err := strconv.Atoi(s); err == nil {
			out = append(out, n)
		}
	}
	return out
}

// hundredth walks to the hundredth page of a list, or its last, and returns its address.
func hundredth(c *client, path string) (string, error) {
	at := path
	for range 99 {
		var page struct{ Next string }
		if err := c.get(at, &page); err != nil {
			return "", err
		}
		if page.Next == "" {
			break
		}
		at = path + "&cursor=" + page.Next
	}
	return at, nil
}

// get decodes a JSON answer.
func (c *client) get(path string, into any) error {
	req, err := http.NewRequest("GET", c.base+path, nil)
	if err != nil {
		return err
	}
	req.Header.Set("Cookie", c.cookie)
	res, err := c.http.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	return json.NewDecoder(res.Body).Decode(into)
}
