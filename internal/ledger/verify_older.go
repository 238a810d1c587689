package ledger

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// mark is an older checkpoint against which the growing tree is held.
type mark struct {
	size  int64
	root  tlog.Hash
	given bool // kept elsewhere, so the export cannot have been made to fit it
	met   bool // the entries reached its size
	good  bool // … and had its root
}

// openOlder reads the older checkpoints of the export and those that were kept elsewhere.
func (v *verifier) openOlder(since []string) error {
	for _, text := range since {
		c, err := ParseCheckpoint(text, v.public)
		if err != nil {
			return fmt.Errorf("the checkpoint given with --since is not signed with the key: %w", err)
		}
		v.older = append(v.older, mark{size: c.Size, root: c.Root, given: true})
	}
	b, err := v.read(fileCheckpoints)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	v.checkSum(fileCheckpoints, b)
	for line := range strings.Lines(string(b)) {
		v.addOlder(line)
	}
	slices.SortFunc(v.older, func(a, b mark) int { return int(a.size - b.size) })
	return nil
}

// addOlder checks one older checkpoint of the export. Its signature is checked like any other: it
// narrows down where a rewritten history begins.
func (v *verifier) addOlder(line string) {
	var o oldCheckpoint
	err := json.Unmarshal([]byte(line), &o)
	if err == nil {
		var c Checkpoint
		if c, err = ParseCheckpoint(o.Note, v.public); err == nil {
			v.older = append(v.older, mark{size: c.Size, root: c.Root})
			return
		}
	}
	c, _ := PeekCheckpoint(o.Note) // only for its size in the sentence
	v.r.find(Finding{Code: FoundCheckpoint, Pos: c.Size, File: fileCheckpoints, Note: err.Error()})
}

// pass holds the tree of the entries against the checkpoints of exactly its size.
func (v *verifier) pass() {
	size := v.entryTree.size
	if size == v.cp.Size {
		v.atSize = v.entryTree.root()
	}
	for i := v.olderFrom(size); i < len(v.older) && v.older[i].size == size; i++ {
		v.older[i].met = true
		v.older[i].good = v.entryTree.root() == v.older[i].root
	}
}

func (v *verifier) olderFrom(size int64) int {
	i, _ := slices.BinarySearchFunc(v.older, size, func(m mark, size int64) int { return int(m.size - size) })
	return i
}

// denied reports whether an older checkpoint has another root than the entries.
func (v *verifier) denied() bool {
	return slices.ContainsFunc(v.older, func(m mark) bool { return m.met && !m.good })
}

// between returns the range of entries in which the first disagreement with a checkpoint lies.
func (v *verifier) between() (from, to int64) {
	from, to = 1, v.cp.Size
	for _, m := range v.older {
		if !m.met {
			continue
		}
		if !m.good {
			return from, m.size
		}
		from = m.size + 1
	}
	return from, to
}
