package api_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"anlan/internal/api"
	"anlan/internal/app"
	"anlan/internal/ledger"
)

// whole starts a whole house, as `anlan serve` does, and sets it up.
func whole(t *testing.T) (browser, *app.App) {
	t.Helper()
	a, err := app.New(context.Background(), app.Options{Data: filepath.Join(t.TempDir(), "data"), Level: "error"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	server := httptest.NewServer(a.API.Handler())
	t.Cleanup(server.Close)
	b := browser{t: t, base: server.URL}.another()
	b.setUp(a.Account)
	if err := a.Ledger.Catch(context.Background()); err != nil {
		t.Fatal(err)
	}
	return b, a
}

func (b browser) get(path string) (status int, body string) {
	b.t.Helper()
	res, err := http.Get(b.base + path)
	if err != nil {
		b.t.Fatal(err)
	}
	defer res.Body.Close() //nolint:errcheck // read to the end below
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return res.StatusCode, string(raw)
}

func TestLedgerOverHTTP(t *testing.T) {
	t.Parallel()
	b, a := whole(t)
	b.want(401, "GET", "/api/v1/ledger", nil, nil)
	b.signIn("xitong")
	b.want(403, "GET", "/api/v1/ledger", nil, nil)
	auditor := b.another()
	auditor.signIn("shenji")
	if err := a.Ledger.Catch(context.Background()); err != nil { // signing in is an entry too
		t.Fatal(err)
	}
	var st api.LedgerStanding
	auditor.want(200, "GET", "/api/v1/ledger", nil, &st)
	if st.Size == 0 || st.Behind != 0 || !strings.Contains(st.Line, st.Root) {
		t.Errorf("the ledger stands at %+v", st)
	}
	var page api.LedgerPage
	auditor.want(200, "GET", "/api/v1/ledger/entries?limit=3", nil, &page)
	if len(page.Items) != 3 || page.Items[0].Pos != st.Pos || page.Next != st.Pos-2 {
		t.Errorf("entries %+v", page)
	}
	var p ledger.Proof
	auditor.want(200, "GET", "/api/v1/ledger/proof/2", nil, &p)
	if !p.Holds || p.Entry.Pos != 2 {
		t.Errorf("proof %+v", p)
	}
	auditor.want(404, "GET", "/api/v1/ledger/proof/999999", nil, nil)
	auditor.want(422, "GET", "/api/v1/ledger/proof/0", nil, nil)
}

// Anybody may be a witness: checkpoint and tiles are read without signing in, and fit together.
func TestWitnessOverHTTP(t *testing.T) {
	t.Parallel()
	b, a := whole(t)
	status, note := b.get("/ledger/checkpoint")
	c, err := ledger.ParseCheckpoint(note, a.Ledger.PublicKey())
	if status != 200 || err != nil {
		t.Fatalf("checkpoint: %d, %v", status, err)
	}
	read := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		list := make([]tlog.Hash, len(indexes))
		for i, x := range indexes {
			tile, data := b.tile(x, c.Size)
			if list[i], err = tlog.HashFromTile(tile, data, x); err != nil {
				return nil, err
			}
		}
		return list, nil
	})
	if root, err := tlog.TreeHash(c.Size, read); err != nil || root != c.Root {
		t.Errorf("the tiles give the root %v (%v), the checkpoint says %v", root, err, c.Root)
	}
	for _, path := range []string{"777", "000.p/0", "000.p/256", "001.p/255", "x000", "00", "x001/000", "-01", "000.p/x", "x000/x000/x000/x000/x000/000", "99999"} {
		if status, _ := b.get("/ledger/tile/0/" + path); status != 404 {
			t.Errorf("tile %s: status %d, want 404", path, status)
		}
	}
	if status, _ := b.get("/ledger/tile/x/000"); status != 404 {
		t.Errorf("level x: status %d, want 404", status)
	}
}

// tile reads the tile with the hash from the server, as wide as the tree of the size has it.
func (b browser) tile(index, size int64) (tlog.Tile, []byte) {
	b.t.Helper()
	t := tlog.TileForIndex(8, index)
	t.W = int(min(256, size>>(8*t.L)-256*t.N))
	path := fmt.Sprintf("/ledger/tile/%d/%03d", t.L, t.N)
	if t.W < 256 {
		path += fmt.Sprintf(".p/%d", t.W)
	}
	status, data := b.get(path)
	if status != 200 || len(data) != t.W*tlog.HashSize {
		b.t.Fatalf("%s: %d, %d bytes", path, status, len(data))
	}
	return t, []byte(data)
}

func TestLedgerCheckOverHTTP(t *testing.T) {
	t.Parallel()
	b, a := whole(t)
	go a.Checks.Run(t.Context())
	b.signIn("shenji")
	var c ledger.Check
	b.want(200, "GET", "/api/v1/ledger/check", nil, &c)
	if c.State != ledger.CheckNone {
		t.Errorf("before the first check: %+v", c)
	}
	b.want(202, "POST", "/api/v1/ledger/check", nil, &c)
	for deadline := time.Now().Add(20 * time.Second); c.State != ledger.CheckDone && time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		b.want(200, "GET", "/api/v1/ledger/check", nil, &c)
	}
	if c.State != ledger.CheckDone || c.Report == nil || !c.Report.OK {
		t.Errorf("check %+v: %+v", c, c.Report)
	}
	b.want(204, "DELETE", "/api/v1/ledger/check", nil, nil)
}
