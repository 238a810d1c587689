package main

import (
	"bytes"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
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
