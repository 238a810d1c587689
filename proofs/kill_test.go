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
	shortKills  = 50 // on a quiet machine; a busy one stops at fewKills once a minute is over
	fewKills    = 12
	verifyEvery = 25
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
	seen := newTally()
	begin, short := time.Now(), os.Getenv("ANLAN_KILLS") == ""
	for round := range kills {
		if short && round >= fewKills && time.Since(begin) > time.Minute {
			kills = round
			break
		}
		s := c.serve(t)
		starts = append(starts, s.took)
		c.storm(t, s, list, round == 0)
		seen.add(t, c)
		seen.hold(t, list)
		if round%verifyEvery == verifyEvery-1 {
			c.ledgerFits(t)
		}
	}
	c.nothingLost(t, list) // everything once more, from the beginning
	c.ledgerFits(t)
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

// tally is what was found in the file, round by round.
type tally struct {
	keys, texts map[string]int
	pos         int
}

func newTally() *tally { return &tally{keys: map[string]int{}, texts: map[string]int{}} }

// add looks at the events that are new in the file, which have no gaps.
func (x *tally) add(t *testing.T, c county) {
	t.Helper()
	c.each(t, fmt.Sprintf(`SELECT id, json_extract(body, '$.text') FROM event WHERE kind = 'matter.fed_back' AND pos > %d`, x.pos), func(id, text string) {
		x.keys[id]++
		x.texts[text]++
	})
	from := x.pos
	c.each(t, fmt.Sprintf(`SELECT max(pos), count(*) FROM event WHERE pos > %d`, x.pos), func(last, n string) {
		end, _ := strconv.Atoi(last)
		count, _ := strconv.Atoi(n)
		if count > 0 && end-from != count {
			t.Fatalf("positions %d to %d hold %d events", from+1, end, count)
		}
		x.pos = max(x.pos, end)
	})
}

// hold: every answered report is there, and once.
func (x *tally) hold(t *testing.T, list []*writer) {
	t.Helper()
	for _, w := range list {
		for _, r := range w.acked {
			if x.keys[string(r.key)] == 0 {
				t.Fatalf("%q was answered and is lost", r.text)
			}
			if n := x.texts[r.text]; n != 1 {
				t.Fatalf("%q is there %d times", r.text, n)
			}
		}
	}
}

// nothingLost looks into the file from its beginning.
func (c county) nothingLost(t *testing.T, list []*writer) {
	t.Helper()
	x := newTally()
	x.add(t, c)
	x.hold(t, list)
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
