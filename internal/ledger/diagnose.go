package ledger

import (
	"context"
	"strconv"
)

// wrong is an entry that does not fit the leaf that the tiles have at its position.
type wrong struct {
	Entry
	file string
}

// wrongLimit bounds how many such entries are kept for the diagnosis.
const wrongLimit = 5000

// pairLimit is up to how many such entries each position is tried for each.
const pairLimit = 300

// near is how far from its position an entry is searched for, besides the positions of other wrong
// entries.
const near = 32

func (v *verifier) disagree(it *item) {
	if len(v.wrong) < wrongLimit {
		v.wrong = append(v.wrong, wrong{it.Entry, it.file})
	}
}

// diagnose says what happened to the entries that do not fit: altered, moved, inserted, or pushed
// aside by a removal or an insertion.
func (v *verifier) diagnose(context.Context) error {
	if v.cp.Size == 0 {
		return nil
	}
	switch {
	case v.denied() && len(v.wrong) == 0 && !v.gaps:
		from, to := v.between()
		v.r.find(Finding{Code: FoundRewritten, Pos: from, To: to})
	case v.entriesFit() && v.signed:
		v.blameTiles()
	case v.entriesFit():
		// the signature is wrong, and that has been said; the entries fit the root
	case len(v.wrong) > 0:
		v.blameEntries()
		if !v.tilesFit() {
			v.r.find(Finding{Code: FoundRoot, Pos: v.cp.Size})
		}
	case !v.gaps:
		from, to := v.between()
		v.r.find(Finding{Code: FoundRewritten, Pos: from, To: to})
	default:
		v.r.find(Finding{Code: FoundRoot, Pos: v.cp.Size})
	}
	return nil
}

// blameTiles names the tiles of level 0 that do not fit entries whose root is signed.
func (v *verifier) blameTiles() {
	said := map[string]bool{}
	for _, w := range v.wrong {
		n := (w.Pos - 1) / tileWidth
		name := tilePath(0, n, width(v.cp.Size, 0, n))
		if v.tile(0, n) != nil && !said[name] {
			said[name] = true
			v.r.find(Finding{Code: FoundTile, File: name})
		}
	}
}

// blameEntries walks the wrong entries in order. Where a run of them fits the tiles at a constant
// distance, entries were removed (they belong further on) or inserted (further back) before it.
func (v *verifier) blameEntries() {
	shift := int64(0)
	for i := range v.wrong {
		w := &v.wrong[i]
		if w.fits(v, shift) {
			continue
		}
		to, ok := v.belongs(w)
		f := Finding{Pos: w.Pos, ID: w.ID, Kind: w.Kind, Ref: w.Ref, File: w.file}
		switch {
		case !ok && shift == 0 && v.resumes(i, -1):
			v.found(f, FoundInserted)
		case !ok:
			v.found(f, FoundAltered)
		case v.runs(i, to-w.Pos):
			v.shifted(w.Pos, shift, to-w.Pos)
			shift = to - w.Pos
		default:
			f.Note = strconv.FormatInt(to, 10)
			v.found(f, FoundMoved)
		}
	}
}

// shifted tells what a change of distance means. An insertion has been told with the entry itself.
func (v *verifier) shifted(pos, was, is int64) {
	if is > was {
		v.r.find(Finding{Code: FoundRemoved, Pos: pos + was, To: pos + is - 1})
	}
}

// fits reports whether the entry, numbered by the distance, is what the tiles have there.
func (w *wrong) fits(v *verifier, distance int64) bool {
	if distance == 0 {
		return false
	}
	e := w.Entry
	e.Pos += distance
	return e.Pos >= 1 && e.Pos <= v.cp.Size && v.tiles.leaf(e.Pos) == e.Leaf()
}

// belongs finds the position at which the tiles have the entry.
func (v *verifier) belongs(w *wrong) (pos int64, ok bool) {
	for d := int64(1); d <= near; d++ {
		if w.fits(v, d) {
			return w.Pos + d, true
		}
		if w.fits(v, -d) {
			return w.Pos - d, true
		}
	}
	if len(v.wrong) > pairLimit {
		return 0, false // too many to try each against each
	}
	for i := range v.wrong {
		if d := v.wrong[i].Pos - w.Pos; w.fits(v, d) {
			return w.Pos + d, true
		}
	}
	return 0, false
}

// runs reports whether the entries that follow keep the same distance: then they were pushed, not
// picked.
func (v *verifier) runs(i int, distance int64) bool {
	n := 0
	for j := i; j < len(v.wrong) && n < 3; j++ {
		if v.wrong[j].Pos != v.wrong[i].Pos+int64(n) || !v.wrong[j].fits(v, distance) {
			return false
		}
		n++
	}
	atEnd := v.wrong[i].Pos+int64(n) > min(v.next-1, v.cp.Size)
	return n == 3 || n > 0 && atEnd && max(distance, -distance) == 1
}

// resumes reports whether the entries after this one fit at the distance.
func (v *verifier) resumes(i int, distance int64) bool {
	return i+1 < len(v.wrong) && v.wrong[i+1].Pos == v.wrong[i].Pos+1 && v.wrong[i+1].fits(v, distance) && v.runs(i+1, distance)
}
