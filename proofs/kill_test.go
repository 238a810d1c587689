package proofs

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite", to look at the file while nobody serves it

	"anlan"
)

const (
	writers     = 64
	shortKills  = 12
	verifyEvery = 6
)

// number reads a figure from the environment.
func number(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}

// report is one feedback that a writer sent: its words are its own, so that a double shows.
type report struct {
	key    anlan.ID
	text   string
	matter anlan.ID
}

// writer sends reports and remembers which of them were answered.
type writer struct {
	n      int
	b      *browser
	l      lead
	sent   int
	acked  []report
	open   *report // sent, and not answered
	broken []string
}

// TestKills (R1): the program is killed at random moments under 64 writers. Whatever was answered is
// there afterwards, nothing is there twice, and the ledger verifies.
func TestKills(t *testing.T) {
	c := newCounty(t, filepath.Join(t.TempDir(), "county"))
	kills := number("ANLAN_KILLS", shortKills)
	var list []*writer
	for n := range writers {
		list = append(list, &writer{n: n, l: c.leads[n%len(c.leads)], b: newBrowser("")})
	}
	var starts []time.Duration
	for round := range kills {
		s := c.serve(t)
		starts = append(starts, s.took)
		c.storm(t, s, list, round == 0)
		c.nothingLost(t, list)
		if round%verifyEvery == verifyEvery-1 || round == kills-1 {
			c.ledgerFits(t)
		}
	}
	total := 0
	for _, w := range list {
		total += len(w.acked)
	}
	slices.Sort(starts)
	t.Logf("%d kills, %d reports answered, none lost, none twice; start to first answer: median %v, worst %v", kills, total, starts[len(starts)/2], starts[len(starts)-1])
	if total < kills*writers {
		t.Errorf("only %d reports were answered: the storm was no storm", total)
	}
	if starts[len(starts)/2] > 5*time.Second { // a bound that finds hangs; the figure itself is logged
		t.Errorf("half of the starts took longer than %v", starts[len(starts)/2])
	}
}

// storm lets all writers write until the program is killed under them.
func (c county) storm(t *testing.T, s *server, list []*writer, first bool) {
	t.Helper()
	var signed sync.WaitGroup
	for _, w := range list {
		w.b.base = s.url
		if first {
			signed.Go(func() {
				if err := w.b.signIn(w.l.login); err != nil {
					w.broken = append(w.broken, err.Error())
				}
			})
		}
	}
	signed.Wait()
	deadline := time.Now().Add(time.Duration(200+rand.IntN(700)) * time.Millisecond)
	var all sync.WaitGroup
	for _, w := range list {
		all.Go(w.write)
	}
	time.Sleep(time.Until(deadline))
	s.kill()
	all.Wait()
	for _, w := range list {
		if len(w.broken) > 0 {
			t.Fatalf("writer %d: %s", w.n, w.broken[0])
		}
	}
}

// write sends reports until nobody answers any more; what was not answered is sent again next time.
func (w *writer) write() {
	for {
		if w.open == nil {
			w.sent++
			w.open = &report{anlan.NewID(anlan.At(time.Now()), nil), fmt.Sprintf("第 %d 人第 %d 次反馈", w.n, w.sent), w.l.matters[w.sent%len(w.l.matters)]}
		}
		code, body, _, err := w.b.send(http.MethodPost, "/api/v1/matters/"+string(w.open.matter)+"/feedback", string(w.open.key), map[string]any{"text": w.open.text})
		switch {
		case err != nil || code >= 500:
			return // killed: whether it was stored shows later
		case code == http.StatusOK:
			w.acked, w.open = append(w.acked, *w.open), nil
		default:
			w.broken = append(w.broken, fmt.Sprintf("%d %s", code, body))
			return
		}
	}
}

// nothingLost looks into the file itself: every answered report is there, and every report once.
func (c county) nothingLost(t *testing.T, list []*writer) {
	t.Helper()
	seen := map[string]int{}
	keys := map[string]bool{}
	c.each(t, `SELECT id, json_extract(body, '$.text') FROM event WHERE kind = 'matter.fed_back'`, func(id, text string) {
		keys[id] = true
		seen[text]++
	})
	for _, w := range list {
		for _, r := range w.acked {
			if !keys[string(r.key)] {
				t.Fatalf("%q was answered and is lost", r.text)
			}
			if seen[r.text] != 1 {
				t.Fatalf("%q is there %d times", r.text, seen[r.text])
			}
		}
	}
	var gaps int
	c.each(t, `SELECT max(pos), count(*) FROM event`, func(last, n string) {
		if last != n {
			gaps++
		}
	})
	if gaps > 0 {
		t.Fatal("positions have gaps")
	}
}

// each runs a query of two texts on the county's file.
func (c county) each(t *testing.T, query string, do func(a, b string)) {
	t.Helper()
	pool, err := sql.Open("sqlite", "file:"+filepath.Join(c.dir, "anlan.db")+"?_pragma=busy_timeout(5000)")
	must(t, err)
	defer func() { _ = pool.Close() }() // only read
	rows, err := pool.QueryContext(ctx, query)
	must(t, err)
	defer func() { _ = rows.Close() }() // read to its end
	for rows.Next() {
		var a, b sql.NullString
		must(t, rows.Scan(&a, &b))
		do(a.String, b.String)
	}
	must(t, rows.Err())
}

// ledgerFits exports the record and lets the verifier look at nothing else.
func (c county) ledgerFits(t *testing.T) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "ledger")
	if text, err := runAnlan(t, "ledger", "export", "--data", c.dir, out); err != nil {
		t.Fatalf("export: %v\n%s", err, text)
	}
	if text, err := runAnlan(t, "ledger", "verify", out); err != nil {
		t.Fatalf("verify: %v\n%s", err, text)
	}
	must(t, os.RemoveAll(out))
}
