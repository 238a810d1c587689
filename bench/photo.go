package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"image/jpeg"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"sync/atomic"
	"time"

	"anlan"
	"anlan/bench/county"
	"anlan/internal/likeness/scene"
)

// photoClients report at once; a county's busiest quarter of an hour has fewer.
const photoClients = 16

// photoKB is the size of the picture that comes with each report.
const photoKB = 200

// pocketbase is a PocketBase to set beside ours: one that runs already, with a collection reports of a text and a file
// photo that anybody may create. Without it its figure follows the wall's, as measured once on one machine.
var pocketbase = flag.String("pocketbase", "", "address of a running PocketBase with the collection reports(text, photo)")

// benchPhoto measures reports of hazards through HTTP, each with a picture of 200 KB, answered after both are on disk:
// upload, sniffing, matter, event, clock and key included, while pictures are compared with the history behind it.
func benchPhoto(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "anlan-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	c, err := county.Build(ctx, dir, 100, 1)
	if err != nil {
		return err
	}
	s, _, err := c.Serve()
	if err != nil {
		return err
	}
	defer s.Stop()
	clients, err := signInAll(s.URL, c, photoClients)
	if err != nil {
		return err
	}
	shots := newRoll(24)
	profile(s.URL, "photo", seconds(6))
	fmt.Printf("hazards through HTTP, durable, each with a picture of %d KB, %d clients, by turns\n", len(shots.shots[0])>>10, photoClients)
	var one result
	for range photoTurns {
		var halves parts
		two := photoLoad(s, func(k int) error { return reportWithPhoto(clients[k], shots.next(), &halves) })
		fmt.Printf("  an upload and a report: %s; on the average %s\n", two, halves.say(two.n))
		one = photoLoad(s, func(k int) error { return reportWhole(clients[k], shots.next()) })
		fmt.Printf("  one request:            %s, %.0f MB/s; %.2f × two\n", one, one.rate()*photoKB/1000, one.rate()/two.rate())
	}
	return photoPeers(one, shots)
}

// photoTurns is how often the two ways are measured, one after the other.
const photoTurns = 3

// photoLoad runs one way for a while, with what it costs the server.
func photoLoad(s *county.Server, report func(k int) error) result {
	before := s.CPU()
	r := load(photoClients, seconds(8), func(k, _ int) error { return report(k) })
	r.cpu = (s.CPU() - before) / time.Duration(max(r.n, 1))
	return r
}

// reportWhole reports a hazard together with the picture that shows it.
func reportWhole(c *client, shot []byte) error {
	now, sum := anlan.At(time.Now()), sha256.Sum256(shot)
	raw, err := json.Marshal(draftOf(now, hex.EncodeToString(sum[:])))
	if err != nil {
		return err
	}
	var kept struct{ Number string }
	err = c.form("/api/v1/hazards/whole", map[string]string{"report": string(raw)}, "file", shot, &kept)
	if err == nil && kept.Number == "" {
		err = errors.New("a report without a number")
	}
	return err
}

func draftOf(now anlan.Instant, picture string) map[string]any {
	return map[string]any{"id": anlan.NewID(now, nil), "category": "electric", "text": "配电箱无盖，线路裸露，位置在后厨",
		"photos": []map[string]any{{"hash": picture, "at": now}}}
}

// parts adds up how long the two requests of a report take.
type parts struct{ upload, report atomic.Int64 }

func (p *parts) say(n int) string {
	mean := func(sum *atomic.Int64) time.Duration { return time.Duration(sum.Load()) / time.Duration(max(n, 1)) }
	return fmt.Sprintf("the upload takes %.1f ms, the report %.1f ms", mean(&p.upload).Seconds()*1000, mean(&p.report).Seconds()*1000)
}

// reportWithPhoto uploads a picture and reports the hazard that shows it.
func reportWithPhoto(c *client, shot []byte, halves *parts) error {
	var kept struct{ Hash string }
	begun := time.Now()
	if err := c.form("/api/v1/files", map[string]string{}, "file", shot, &kept); err != nil {
		return err
	}
	uploaded := time.Now()
	halves.upload.Add(int64(uploaded.Sub(begun)))
	defer func() { halves.report.Add(int64(time.Since(uploaded))) }()
	now := anlan.At(uploaded)
	return c.call("/api/v1/hazards", draftOf(now, kept.Hash), string(anlan.NewID(now, nil)))
}

// wallToPocketBase is what PocketBase 0.34 did where the wall of the same run did one (247/s where the wall was at
// 315/s, on two busy cores). It syncs no file and looks at no picture, so it is ahead of what is asked of us.
const wallToPocketBase = 0.785

// photoPeers runs the same pictures against one file and one line each, synced, and against PocketBase.
func photoPeers(ours result, shots *roll) error {
	dir, err := os.MkdirTemp("", "anlan-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	p, err := startPeer("photo", dir)
	if err != nil {
		return err
	}
	wall := formLoad(p.url, "/report", shots)
	wall.cpu = p.cpu() / time.Duration(max(wall.n, 1))
	err = p.stop()
	if err != nil {
		return err
	}
	fmt.Println("  the wall, a file and a line, synced:", wall)
	fmt.Printf("  = %.2f of the wall", ours.rate()/wall.rate())
	if *pocketbase == "" {
		fmt.Printf("; %.1f × PocketBase as far as this machine gives the wall\n", ours.rate()/(wall.rate()*wallToPocketBase))
		return nil
	}
	peer := formLoad(*pocketbase, "/api/collections/reports/records", shots)
	fmt.Printf("; PocketBase, which syncs no file: %s = %.3f of the wall: %.1f × PocketBase\n", peer, peer.rate()/wall.rate(), ours.rate()/peer.rate())
	return nil
}

func formLoad(url, path string, shots *roll) result {
	clients := make([]*client, photoClients)
	for k := range clients {
		clients[k] = newClient(url)
	}
	return load(photoClients, seconds(8), func(k, _ int) error {
		var out any
		return clients[k].form(path, map[string]string{"text": "配电箱无盖，线路裸露，位置在后厨"}, "photo", shots.next(), &out)
	})
}

// form sends fields and one file, as a browser does, and decodes the answer.
func (c *client) form(path string, fields map[string]string, name string, file []byte, into any) error {
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for k, v := range fields {
		if err := w.WriteField(k, v); err != nil {
			return err
		}
	}
	part, err := w.CreateFormFile(name, "现场.jpg")
	if err != nil {
		return err
	}
	_, _ = part.Write(file) // into memory
	if err := w.Close(); err != nil {
		return err
	}
	req, err := http.NewRequest("POST", c.base+path, &body)
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", w.FormDataContentType())
	req.Header.Set("Cookie", c.cookie)
	req.Header.Set("X-Anlan", "1")
	req.Header.Set("Idempotency-Key", string(anlan.NewID(anlan.At(time.Now()), nil)))
	res, err := c.http.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode >= 300 {
		err = fmt.Errorf("POST %s: %s %.200s", path, res.Status, raw)
	}
	if err != nil {
		return err
	}
	return json.Unmarshal(raw, into)
}

// roll deals pictures that differ: a few scenes, each time with a comment of its own in the file.
type roll struct {
	shots [][]byte
	n     atomic.Int64
}

func newRoll(n int) *roll {
	a := &roll{shots: make([][]byte, n)}
	_ = both(n, func(i int) error { a.shots[i] = picture(uint64(i)); return nil }) // drawing does not fail
	return a
}

// next returns a file that nobody has sent before.
func (a *roll) next() []byte {
	shot := a.shots[a.n.Add(1)%int64(len(a.shots))]
	mark := make([]byte, 16)
	_, _ = rand.Read(mark)                                                          // never fails
	head := append([]byte{0xFF, 0xD8, 0xFF, 0xFE, 0, byte(2 + len(mark))}, mark...) // a JPEG's comment
	return append(head, shot[2:]...)
}

// picture is a drawn place as a phone sends it, of at most photoKB.
func picture(seed uint64) []byte {
	img := scene.Draw(seed, 1280, 960)
	var out bytes.Buffer
	for quality := 90; ; quality -= 10 {
		out.Reset()
		_ = jpeg.Encode(&out, img, &jpeg.Options{Quality: quality}) // into memory
		if out.Len() <= photoKB<<10 || quality <= 30 {
			return out.Bytes()
		}
	}
}
