package ledger

import (
	"context"
	"os"
	"path/filepath"

	"golang.org/x/mod/sumdb/tlog"

	"anlan"
)

// tileReader reads the exported tiles of level 0.
type tileReader struct {
	v    *verifier
	kept map[int64][]tlog.Hash
}

// tilesKept bounds the tiles in memory: the diagnosis jumps between the few that hold wrong entries.
const tilesKept = 256

// leaf is the hash that the tiles have for the entry at the position; the zero hash when the tile is
// missing.
func (r *tileReader) leaf(pos int64) tlog.Hash {
	n := (pos - 1) / tileWidth
	hashes, ok := r.kept[n]
	if !ok {
		if len(r.kept) >= tilesKept || r.kept == nil {
			r.kept = map[int64][]tlog.Hash{}
		}
		hashes = r.v.tile(0, n)
		r.kept[n] = hashes
	}
	if i := int((pos - 1) % tileWidth); i < len(hashes) {
		return hashes[i]
	}
	return tlog.Hash{}
}

// tile reads a tile of the checkpoint's tree; none when it is missing or has the wrong length.
func (v *verifier) tile(level int, n int64) []tlog.Hash {
	w := width(v.cp.Size, level, n)
	b, err := os.ReadFile(filepath.Join(v.dir, filepath.FromSlash(tilePath(level, n, w))))
	if err != nil || len(b) != w*tlog.HashSize {
		return nil
	}
	hashes, err := splitHashes(b)
	if err != nil {
		return nil
	}
	return hashes
}

// finishTrees grows the tree of the tiles, holds the upper tiles against it, and compares the roots.
func (v *verifier) finishTrees(ctx context.Context) error {
	if v.next <= v.cp.Size {
		v.gaps = true
		v.r.find(Finding{Code: FoundRemoved, Pos: v.next, To: v.cp.Size})
	}
	if last := v.next - 1; last > v.cp.Size {
		v.r.warn(Finding{Code: WarnNotWitnessed, Pos: v.cp.Size + 1, To: last})
	}
	if v.next > 1 {
		v.r.Last = &LastEntry{Pos: v.next - 1, At: anlan.Instant(v.at)}
	}
	for n := int64(0); width(v.cp.Size, 0, n) > 0; n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		v.growTiles(n)
	}
	for level, hashes := range v.tileTree.edge {
		if level > 0 && len(hashes) > 0 {
			v.holdTile(level, v.tileTree.size>>(tileHeight*(level+1)), hashes)
		}
	}
	v.missed()
	return nil
}

func (v *verifier) growTiles(n int64) {
	hashes := v.tile(0, n)
	if hashes == nil {
		w := width(v.cp.Size, 0, n)
		v.tilesBad = true
		v.r.find(Finding{Code: FoundTileMissing, File: tilePath(0, n, w)})
		hashes = make([]tlog.Hash, w)
	}
	for _, h := range hashes {
		v.tileTree.add(h, func(level int, n int64, full []tlog.Hash) {
			if level > 0 {
				v.holdTile(level, n, full)
			}
		})
	}
}

// holdTile compares an exported upper tile with the hashes that follow from the level below.
func (v *verifier) holdTile(level int, n int64, want []tlog.Hash) {
	name := tilePath(level, n, len(want))
	got := v.tile(level, n)
	if got == nil {
		v.r.find(Finding{Code: FoundTileMissing, File: name})
		return
	}
	for i := range want {
		if got[i] != want[i] {
			from := (n*tileWidth+int64(i))<<(tileHeight*level) + 1
			v.r.find(Finding{Code: FoundTile, File: name, Pos: from, To: from + 1<<(tileHeight*level) - 1})
			return
		}
	}
}

// entriesFit reports whether the entries alone give the checkpoint's root.
func (v *verifier) entriesFit() bool { return !v.gaps && v.atSize == v.cp.Root }

// tilesFit reports whether the tiles of level 0 give the checkpoint's root.
func (v *verifier) tilesFit() bool {
	return !v.tilesBad && v.tileTree.size == v.cp.Size && v.tileTree.root() == v.cp.Root
}

// missed tells about the largest checkpoint that covers more entries than there are.
func (v *verifier) missed() {
	if len(v.older) == 0 {
		return
	}
	m := v.older[len(v.older)-1]
	if m.size > max(v.next-1, v.cp.Size) {
		note := fileCheckpoints
		if m.given {
			note = "--since"
		}
		v.r.find(Finding{Code: FoundCutOff, Pos: m.size, Note: note})
	}
}
