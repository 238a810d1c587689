package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"

	"anlan"
	"anlan/bench/county"
	"anlan/internal/app"
	"anlan/internal/db"
	"anlan/internal/registry"
)

// The phone of the contract: 30,000 rows usable within 60 s of signing in, over 1 Mbit/s.
const (
	phoneRows = 30_000
	phoneLine = 1_000_000 / 8 // bytes per second
	phoneWait = 60 * time.Second
)

// benchField measures what a phone has to fetch: the whole county the first time, and what changed later.
func benchField(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "anlan-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	c, err := county.Build(ctx, dir, 500, 1)
	if err != nil {
		return err
	}
	rows := phoneRows
	if *short {
		rows /= 10
	}
	ids, err := addSites(ctx, dir, rows)
	if err != nil {
		return err
	}
	s, _, err := c.Serve()
	if err != nil {
		return err
	}
	defer s.Stop()
	phone := newClient(s.URL)
	if err := phone.signIn("demo002"); err != nil {
		return err
	}
	first, err := fetchPack(phone, "")
	if err != nil {
		return err
	}
	fmt.Printf("  first sync   %6d rows, %3d pages, %8.0f kB gzip (%3.0f B a row), server %5.2f s; %4.1f s at 1 Mbit/s: %.2f of the 60 s allowed\n", first.rows, first.pages,
		float64(first.bytes)/1000, float64(first.bytes)/float64(max(first.rows, 1)), first.took.Seconds(), first.line().Seconds(), first.line().Seconds()/phoneWait.Seconds())
	fmt.Printf("               the tasks are there after %.1f s of it\n", first.tasks.Seconds())
	for _, n := range []int{0, 1, 100} {
		if err := changeSites(phone, ids[:n]); err != nil {
			return err
		}
		time.Sleep(2 * time.Second) // the reader of events follows
		next, err := fetchPack(phone, first.cursor)
		if err != nil {
			return err
		}
		fmt.Printf("  %3d changed  %6d rows, %3d pages, %8.2f kB gzip, server %5.1f ms: 1/%.0f of the first\n", n, next.rows, next.pages,
			float64(next.bytes)/1000, ms(next.took), float64(first.bytes)/float64(next.bytes))
		first.cursor = next.cursor
	}
	return nil
}

// addSites enters sites as an import would, and lets the readers of events come to their end.
func addSites(ctx context.Context, dir string, n int) (ids []anlan.ID, err error) {
	a, err := app.New(ctx, app.Options{Data: dir, Level: "error", Out: io.Discard})
	if err != nil {
		return nil, err
	}
	defer a.Close()
	kinds, err := a.Sites.Kinds()
	if err != nil {
		return nil, err
	}
	units, err := registry.In(a.DB.Reader()).Units(ctx, anlan.Scope{All: true}, registry.UnitFilter{Kind: registry.Enterprise})
	if err != nil {
		return nil, err
	}
	streets := []string{"中山路", "南环路", "东关", "西关", "小学巷", "北山下"}
	for from := 0; from < n; from += 1000 {
		err := a.DB.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
			w := registry.Within(tx)
			for i := from; i < min(from+1000, n); i++ {
				s, err := w.CreateSite(ctx, registry.SiteDraft{Unit: units.Items[i%len(units.Items)].ID, Name: fmt.Sprintf("（演示）%s第%d号门店", streets[i%6], i),
					Kind: kinds.Kinds[i%len(kinds.Kinds)].Key, Place: "620521100", Address: fmt.Sprintf("永清镇%s%d号", streets[i%6], i%400),
					Point: &registry.Point{Lon: 106.1 + float64(i*7919%10000)/1e5, Lat: 34.7 + float64(i*104729%10000)/1e5}}, kinds)
				if err != nil {
					return err
				}
				if _, err := w.MakeLabel(ctx, s.ID); err != nil {
					return err
				}
				ids = append(ids, s.ID)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	_, err = a.Catch(ctx)
	return ids, err
}

// changeSites writes new hours on the doors.
func changeSites(c *client, ids []anlan.ID) error {
	for _, id := range ids {
		var s map[string]any
		if err := c.get("/api/v1/sites/"+string(id), &s); err != nil {
			return err
		}
		for _, derived := range []string{"initials", "status", "created", "updated", "unitName", "placeName", "kindName"} {
			delete(s, derived)
		}
		s["hours"] = time.Now().Format(time.TimeOnly)
		if err := c.put("/api/v1/sites/"+string(id), s); err != nil {
			return err
		}
	}
	return nil
}

func (c *client) put(path string, body any) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	req, err := http.NewRequest("PUT", c.base+path, bytes.NewReader(raw))
	if err != nil {
		return err
	}
	req.Header.Set("Cookie", c.cookie)
	req.Header.Set("X-Anlan", "1")
	req.Header.Set("Content-Type", "application/json")
	res, err := c.http.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(res.Body)
		return fmt.Errorf("PUT %s: %s %s", path, res.Status, text)
	}
	return nil
}

// fetched is what one synchronisation cost.
type fetched struct {
	rows, pages int
	bytes       int64
	took        time.Duration
	tasks       time.Duration // on the line, until the tasks were there
	cursor      string
}

func (f fetched) line() time.Duration {
	return time.Duration(float64(f.bytes) / phoneLine * float64(time.Second))
}

// fetchPack fetches page after page, compressed, and counts the bytes on the line.
func fetchPack(c *client, cursor string) (f fetched, err error) {
	for f.cursor = cursor; ; {
		req, err := http.NewRequest("GET", c.base+"/api/v1/field/pack?limit=1000&cursor="+f.cursor, nil)
		if err != nil {
			return f, err
		}
		req.Header.Set("Cookie", c.cookie)
		req.Header.Set("Accept-Encoding", "gzip")
		start := time.Now()
		res, err := c.http.Do(req)
		if err != nil {
			return f, err
		}
		more, err := f.page(res)
		if err != nil {
			return f, err
		}
		f.took += time.Since(start)
		if !more {
			return f, nil
		}
	}
}

func (f *fetched) page(res *http.Response) (more bool, err error) {
	defer res.Body.Close()
	count := &counter{r: res.Body}
	z, err := gzip.NewReader(count)
	if err != nil {
		return false, fmt.Errorf("%s: %w", res.Status, err)
	}
	var p struct {
		Cursor string
		More   bool
		Tasks  []any
		Sites  []any
		Sets   map[string][]any
		Gone   map[string][]any
	}
	if err := json.NewDecoder(z).Decode(&p); err != nil {
		return false, err
	}
	f.bytes += count.n
	f.pages++
	f.rows += len(p.Tasks) + len(p.Sites)
	for _, rows := range p.Sets {
		f.rows += len(rows)
	}
	if len(p.Tasks) > 0 {
		f.tasks = f.line()
	}
	f.cursor = p.Cursor
	return p.More, nil
}

type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}
