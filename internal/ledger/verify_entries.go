package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

// item is one line of an entry file, read and hashed.
type item struct {
	Entry
	file string
	leaf tlog.Hash
	at   int64
	ref  refKey
	seal [32]byte
	odd  bool // not in the form that the program writes
	bad  bool // not an entry at all
}

// page is one entry file.
type page struct {
	name  string
	data  []byte
	items []item
	err   error
}

// files lists a folder of the export in order.
func (v *verifier) files(folder string) ([]string, error) {
	list, err := os.ReadDir(filepath.Join(v.dir, folder))
	if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	var names []string
	for _, f := range list {
		if strings.HasSuffix(f.Name(), ".jsonl") {
			names = append(names, folder+"/"+f.Name())
		}
	}
	return names, nil
}

// entries reads the entry files on all processors and takes their entries in order.
func (v *verifier) entries(ctx context.Context) error {
	names, err := v.files(folderEntries)
	if err != nil {
		return err
	}
	v.next = 1
	v.tiles = tileReader{v: v}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	for p := range readPages(ctx, v.dir, names) {
		if p.err != nil {
			return p.err
		}
		v.met[p.name] = true
		v.checkSum(p.name, p.data)
		for i := range p.items {
			v.entry(&p.items[i])
		}
	}
	return ctx.Err()
}

// readPages reads ahead as many files as there are processors and yields them in order.
func readPages(ctx context.Context, dir string, names []string) func(yield func(page) bool) {
	return func(yield func(page) bool) {
		order := make(chan chan page, runtime.GOMAXPROCS(0))
		go func() {
			defer close(order)
			for _, name := range names {
				done := make(chan page, 1)
				select {
				case order <- done:
				case <-ctx.Done():
					return
				}
				go func() { done <- readPage(dir, name) }()
			}
		}()
		for done := range order {
			if !yield(<-done) {
				return
			}
		}
	}
}

func readPage(dir, name string) page {
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	p := page{name: name, data: data, err: err}
	p.items = make([]item, 0, fileLines)
	var h hasher
	for line := range strings.Lines(string(data)) {
		p.items = append(p.items, readItem(&h, name, line))
	}
	return p
}

func readItem(h *hasher, file, line string) item {
	e, odd, err := parseLine(line)
	it := item{Entry: e, file: file, odd: odd, bad: err != nil}
	if it.bad {
		return it
	}
	at, ok := e.Instant()
	it.at, it.odd = int64(at), odd || !ok
	it.leaf, it.ref = h.leaf(&e), keyOf(e.Ref)
	if e.Seal != "" {
		n, err := hex.Decode(it.seal[:], []byte(e.Seal))
		it.odd = it.odd || err != nil || n != sha256.Size
	}
	return it
}

// entry takes the next entry: its form, its position, its time, its leaf and its seal.
func (v *verifier) entry(it *item) {
	where := Finding{Pos: it.Pos, ID: it.ID, Kind: it.Kind, Ref: it.Ref, File: it.file}
	if it.bad || it.odd {
		if it.bad {
			where.Pos = v.next
		}
		v.found(where, FoundMalformed)
		v.gaps = v.gaps || it.bad
	}
	if it.bad {
		return
	}
	v.r.Entries++
	v.position(it, where)
	if it.at < v.at-v.drift {
		where.Note = (time.Duration(v.at-it.at) * time.Millisecond).String()
		v.found(where, FoundBackDated)
	}
	v.at = it.at
	v.entryTree.add(it.leaf, nil)
	v.pass()
	if it.Pos <= v.cp.Size && v.tiles.leaf(it.Pos) != it.leaf {
		v.disagree(it)
	}
	v.keepSeal(it)
}

func (v *verifier) found(f Finding, code string) {
	f.Code = code
	v.r.find(f)
}

// position checks that the entries are numbered 1, 2, 3 …
func (v *verifier) position(it *item, where Finding) {
	switch {
	case it.Pos > v.next:
		v.gaps = true
		v.r.find(Finding{Code: FoundRemoved, Pos: v.next, To: it.Pos - 1})
		v.next = it.Pos + 1
	case it.Pos < v.next:
		v.gaps = true
		v.found(where, FoundInserted)
	default:
		v.next++
	}
}

// checkSum holds a file against the manifest.
func (v *verifier) checkSum(name string, data []byte) {
	f, ok := v.sums[name]
	if !ok {
		if v.m.origin != "" {
			v.r.find(Finding{Code: FoundFileUnknown, File: name})
		}
		return
	}
	if f.bytes != int64(len(data)) || f.sum != sha256.Sum256(data) {
		v.r.find(Finding{Code: FoundFile, File: name})
	}
}

// leftovers names the files that the manifest lists and the folder lacks.
func (v *verifier) leftovers(context.Context) error {
	var missing []string
	for name := range v.sums {
		if !v.met[name] {
			missing = append(missing, name)
		} else if _, err := os.Stat(filepath.Join(v.dir, filepath.FromSlash(name))); errors.Is(err, os.ErrNotExist) {
			missing = append(missing, name)
		}
	}
	slices.Sort(missing)
	for _, name := range missing {
		v.r.find(Finding{Code: FoundFileMissing, File: name})
	}
	return nil
}
