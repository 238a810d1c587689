package ledger

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

const (
	tileHeight = 8 // c2sp.org/tlog-tiles fixes it
	tileWidth  = 1 << tileHeight
)

// tree is the growing edge of the Merkle tree: of each level the hashes of the one tile that is not
// full yet. That is all that is needed to append and to know the root.
type tree struct {
	size int64
	edge [][]tlog.Hash
}

// fullTile is told about each tile in the moment it becomes full. It must copy the hashes.
type fullTile func(level int, n int64, hashes []tlog.Hash)

// add appends one leaf.
func (t *tree) add(leaf tlog.Hash, full fullTile) {
	t.size++
	for level, h := 0, leaf; ; level++ {
		if level == len(t.edge) {
			t.edge = append(t.edge, make([]tlog.Hash, 0, tileWidth))
		}
		t.edge[level] = append(t.edge[level], h)
		if len(t.edge[level]) < tileWidth {
			return
		}
		if full != nil {
			full(level, t.size>>(tileHeight*(level+1))-1, t.edge[level])
		}
		h = perfect(t.edge[level])
		t.edge[level] = t.edge[level][:0]
	}
}

// root is the RFC 6962 hash of the whole tree.
func (t *tree) root() tlog.Hash {
	if t.size == 0 {
		h, _ := tlog.TreeHash(0, nil) // reads nothing for an empty tree
		return h
	}
	var right tlog.Hash
	begun := false
	for _, hashes := range t.edge {
		for end := len(hashes); end > 0; {
			width := end & -end // the rightmost perfect subtree
			h := perfect(hashes[end-width : end])
			if begun {
				h = tlog.NodeHash(h, right)
			}
			right, begun, end = h, true, end-width
		}
	}
	return right
}

// perfect is the root of a subtree whose number of leaves is a power of two.
func perfect(hashes []tlog.Hash) tlog.Hash {
	if len(hashes) == 1 {
		return hashes[0]
	}
	half := len(hashes) / 2
	return tlog.NodeHash(perfect(hashes[:half]), perfect(hashes[half:]))
}

// clone copies the edge, so that a batch can be tried and dropped.
func (t *tree) clone() *tree {
	c := &tree{size: t.size, edge: make([][]tlog.Hash, len(t.edge))}
	for level := range t.edge {
		c.edge[level] = append(make([]tlog.Hash, 0, tileWidth), t.edge[level]...)
	}
	return c
}

// width is how many hashes tile n of the level holds in a tree of the size.
func width(size int64, level int, n int64) int {
	return int(max(0, min(tileWidth, size>>(tileHeight*level)-n*tileWidth)))
}

// tilePath is the tile's place in the c2sp.org/tlog-tiles layout.
func tilePath(level int, n int64, w int) string {
	p := fmt.Sprintf("%03d", n%1000)
	for n >= 1000 {
		n /= 1000
		p = fmt.Sprintf("x%03d/%s", n%1000, p)
	}
	p = fmt.Sprintf("tile/%d/%s", level, p)
	if w < tileWidth {
		p += fmt.Sprintf(".p/%d", w)
	}
	return p
}
