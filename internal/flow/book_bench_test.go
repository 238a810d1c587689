package flow_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/diligence"
	"anlan/internal/flow"
	"anlan/internal/ledger"
	"anlan/internal/rule"
)

// BenchmarkBookOfABusyYear makes the book of a unit with ANLAN_BOOK_EVENTS events in a year (20,000 unless
// said), proofs and bundle included, and says how many lines a second, how much memory above the start, and
// how long the index of mentions and the verifier take.
func BenchmarkBookOfABusyYear(b *testing.B) {
	n := 20_000
	if s, err := strconv.Atoi(os.Getenv("ANLAN_BOOK_EVENTS")); err == nil {
		n = s
	}
	ctx, must := context.Background(), func(err error) {
		if err != nil {
			b.Fatal(err)
		}
	}
	at := anlan.Date("2025-01-01").Start().Time()
	step := 360 * 24 * time.Hour / time.Duration(n/100+1)
	d := dbtest.SQLite(b, db.Options{Now: func() time.Time { return at }})
	unit, post := d.NewID(), d.NewID()
	by := anlan.Actor{Account: "a", Post: post, Unit: unit, Roles: []anlan.Role{anlan.RoleTownship}, Scope: anlan.Scope{Units: []anlan.ID{unit}}}
	must(d.Write(ctx, by, func(tx *db.Tx) error {
		return tx.Emit("registry.unit_created", anlan.Ref{Kind: "registry.unit", ID: unit}, map[string]any{"name": "永清镇人民政府", "place": "620521100"}, nil)
	}))
	for i := 0; i < n; i += 100 {
		at = at.Add(step)
		must(d.Write(ctx, by, func(tx *db.Tx) error {
			for j := range 100 {
				m := anlan.Ref{Kind: "matter.matter", ID: tx.NewID()}
				body := map[string]any{"number": fmt.Sprintf("号%d", i+j), "title": "排查取暖安全", "text": "已排查 38 户，发现问题 5 处，已当场整改。", "lead": map[string]any{"unit": unit, "post": post}, "issuer": post}
				kind := []string{"matter.opened", "matter.signed", "matter.fed_back", "notify.sent", "matter.closed"}[j%5]
				if kind == "notify.sent" {
					m, body = anlan.Ref{Kind: "notify.notice", ID: m.ID}, map[string]any{"topic": "unit:" + string(unit), "title": "提醒", "ref": m}
				}
				if err := tx.Emit(kind, m, body, nil); err != nil {
					return err
				}
			}
			return nil
		}))
	}
	key, err := ledger.OpenOrMakeKey(b.TempDir(), ledger.Origin("620521"), true)
	must(err)
	rules, err := rule.Builtin()
	must(err)
	books := ledger.New(ledger.Options{DB: d, Key: key})
	must(books.Catch(ctx))
	s := diligence.New(diligence.Options{DB: d, Book: func() *rule.Book { return rules }, Dir: b.TempDir(), Binder: flow.Books{Ledger: func() *ledger.Ledger { return books }}})
	ask := diligence.Request{Subject: diligence.Subject{Kind: diligence.Unit, ID: unit}, From: "2025-01-01", To: "2025-01-01", Purpose: "测量一下", Lang: anlan.ZH}
	start := time.Now()
	_, err = s.Make(ctx, by, ask) // brings the index up to date
	must(err)
	s.Step(ctx)
	index := time.Since(start)
	ask.To = "2025-12-31"
	peak, stop := watchHeap()
	b.ResetTimer()
	for range b.N {
		book, err := s.Make(ctx, by, ask)
		must(err)
		s.Step(ctx)
		book, err = s.Get(ctx, by, book.ID)
		must(err)
		if book.State != diligence.Done || book.Contents.Lines < n {
			b.Fatalf("%s %s: %d lines of %d", book.State, book.Error, book.Contents.Lines, n)
		}
		b.ReportMetric(float64(book.Contents.Lines)*float64(b.N)/b.Elapsed().Seconds(), "lines/s")
		b.ReportMetric(float64(book.Size)/1e6, "MB/bundle")
		b.StopTimer()
		f, _, err := s.File(ctx, by, book.ID, diligence.FileBundle)
		must(err)
		raw := new(bytes.Buffer)
		_, err = raw.ReadFrom(f)
		must(err)
		start = time.Now()
		if r, err := flow.VerifyBook(bytes.NewReader(raw.Bytes()), int64(raw.Len()), key.Public); err != nil || !r.OK {
			b.Fatal(err, r.Findings)
		}
		b.ReportMetric(time.Since(start).Seconds(), "s/verify")
		b.StartTimer()
	}
	b.ReportMetric(index.Seconds(), "s/index")
	stop()
	b.ReportMetric(float64(peak.Load())/1e6, "MB-heap")
}

// watchHeap keeps the most that the heap grew.
func watchHeap() (peak *atomic.Int64, stop func()) {
	peak, done := new(atomic.Int64), make(chan struct{})
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	first := int64(m.HeapAlloc)
	go func() {
		for {
			select {
			case <-done:
				return
			case <-time.After(20 * time.Millisecond):
			}
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			peak.Store(max(peak.Load(), int64(m.HeapAlloc)-first))
		}
	}()
	return peak, func() { close(done) }
}
