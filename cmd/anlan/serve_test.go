package main

import (
	"bytes"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A county is not made for a door that cannot be opened.
func TestDemoLooksAtTheDoorFirst(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	dir, said := t.TempDir(), new(bytes.Buffer)
	if code := runDemo([]string{"--data", dir, "--listen", l.Addr().String()}, nil, said, said); code == 0 {
		t.Fatal("served on a door that somebody holds")
	}
	if !strings.Contains(said.String(), l.Addr().String()) {
		t.Errorf("does not say which address: %s", said)
	}
	if found, _ := filepath.Glob(filepath.Join(dir, "*.db*")); len(found) > 0 {
		t.Errorf("made a database first: %v", found)
	}
	if _, err := os.Stat(dir); err != nil {
		t.Error(err)
	}
}

// The demo's clock starts where it is told to, and runs; a county's own clock is nobody's to set.
func TestClock(t *testing.T) {
	for name, run := range map[string]func() (int, string){
		"an evening in words": func() (int, string) {
			said := new(bytes.Buffer)
			return runDemo([]string{"--data", t.TempDir(), "--clock", "tonight"}, nil, said, said), said.String()
		},
		"the clock of a county": func() (int, string) {
			said := new(bytes.Buffer)
			return runServe([]string{"--data", t.TempDir(), "--clock", "2026-11-27T22:30:00+08:00"}, nil, said, said), said.String()
		},
	} {
		if code, said := run(); code != 2 || !strings.Contains(said, "clock") {
			t.Errorf("%s: %d %s", name, code, said)
		}
	}
	night := time.Date(2030, 1, 2, 22, 30, 0, 0, time.UTC)
	now := startingAt(night)
	first := now()
	if first.Before(night) || first.Sub(night) > time.Hour || now().Before(first) {
		t.Errorf("started at %v, shows %v", night, first)
	}
}
