package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/app"
	"anlan/internal/db"
	"anlan/internal/ledger"
)

// dataFolder makes a data folder with a few events in it and closes it again.
func dataFolder(t *testing.T) (data string) {
	t.Helper()
	data = filepath.Join(t.TempDir(), "data")
	ctx := context.Background()
	a, err := app.New(ctx, app.Options{Data: data, Level: "error"})
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		err := a.DB.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
			return tx.Emit("test.made", anlan.Ref{Kind: "test.thing", ID: tx.NewID()}, map[string]string{"名": "演示"}, nil)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := a.Ledger.Catch(ctx); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	return data
}

// anlanRun runs a verb and returns its exit code and what it printed.
func anlanRun(run func([]string, *bytes.Buffer, *bytes.Buffer) int, args ...string) (code int, out string) {
	var stdout, stderr bytes.Buffer
	code = run(args, &stdout, &stderr)
	return code, stdout.String() + stderr.String()
}

func ledgerVerb(args []string, stdout, stderr *bytes.Buffer) int {
	return runLedger(args, nil, stdout, stderr)
}

func TestLedgerExportAndVerify(t *testing.T) {
	t.Parallel()
	data := dataFolder(t)
	out := filepath.Join(t.TempDir(), "out")
	if code, text := anlanRun(ledgerVerb, "export", "--data", data, out); code != 0 {
		t.Fatalf("export ended with %d: %s", code, text)
	}
	if code, text := anlanRun(ledgerVerb, "export", out, "--data", data, "--lang", "en"); code != 2 || !strings.Contains(text, "not empty") {
		t.Errorf("a second export into the same folder ended with %d: %s", code, text)
	}
	if code, text := anlanRun(ledgerVerb, "verify", out, "--key", filepath.Join(out, "key.pub"), "--since", filepath.Join(out, "checkpoint")); code != 0 {
		t.Errorf("verify ended with %d: %s", code, text)
	}
	entries := filepath.Join(out, "entries", "000001.jsonl")
	b, err := os.ReadFile(entries)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(entries, bytes.Replace(b, []byte("演示"), []byte("演武"), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	code, text := anlanRun(ledgerVerb, "verify", out, "--json")
	var r ledger.Report
	if err := json.Unmarshal([]byte(text), &r); err != nil || code != 1 || r.OK || !r.Has(ledger.FoundAltered) {
		t.Errorf("verify of an altered export ended with %d (%v): %s", code, err, text)
	}
}

func TestLedgerCommandErrors(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{}, {"destroy"}, {"verify"}, {"verify", t.TempDir()}, {"export", "--data", filepath.Join(t.TempDir(), "none"), "out"}, {"export", "--wrong"}, {"head", "extra"}} {
		if code, text := anlanRun(ledgerVerb, args...); code != 2 || text == "" {
			t.Errorf("%v ended with %d: %s", args, code, text)
		}
	}
}
