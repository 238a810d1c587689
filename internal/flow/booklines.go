package flow

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"anlan/internal/diligence"
	"anlan/internal/ledger"
)

// lines holds every event against the list of positions, and its leaf against the tree.
func (v *bookVerifier) lines() {
	v.positions()
	v.spans()
	v.proofs()
	seen := map[int64]bool{}
	var last int64
	err := v.each(diligence.FileEvents, func(n int, line []byte) bool {
		e, leaf, err := v.entry(line)
		v.r.Lines++
		if err != nil {
			v.find("altered", e.Pos, diligence.FileEvents, fmt.Sprintf("第 %d 行不是账本写的样子，已被改动", n), fmt.Sprintf("Line %d is not as the ledger writes it and was altered", n))
			if e.Pos > 0 {
				seen[e.Pos] = true
			}
			return true
		}
		v.one(n, e.Pos, leaf, seen, last)
		last = max(last, e.Pos)
		return true
	})
	if err != nil {
		v.find("file", 0, diligence.FileEvents, "events.jsonl 读不完："+err.Error(), "events.jsonl cannot be read to its end: "+err.Error())
	}
	v.gone(seen)
}

func (v *bookVerifier) one(n int, pos int64, leaf [32]byte, seen map[int64]bool, last int64) {
	want, known := v.listed[pos]
	switch {
	case seen[pos]:
		v.find("inserted", pos, diligence.FileEvents, fmt.Sprintf("账本第 %d 条出现了两次（第 %d 行）", pos, n), fmt.Sprintf("Entry %d stands there twice (line %d)", pos, n))
	case !known:
		v.find("inserted", pos, diligence.FileEvents, fmt.Sprintf("第 %d 行（账本第 %d 条）不在编制时的清单里，是后加的", n, pos), fmt.Sprintf("Line %d (entry %d) was not in the book and was added", n, pos))
	case want.leaf != leaf:
		v.find("altered", pos, diligence.FileEvents, fmt.Sprintf("账本第 %d 条的内容被改动（第 %d 条记录）", pos, want.n), fmt.Sprintf("Entry %d was altered (line %d of the book)", pos, want.n))
	case pos < last:
		v.find("reordered", pos, diligence.FileEvents, fmt.Sprintf("账本第 %d 条不在原来的次序上", pos), fmt.Sprintf("Entry %d does not stand in its place", pos))
	}
	seen[pos] = true
}

// gone names what was removed: in the order of the book.
func (v *bookVerifier) gone(seen map[int64]bool) {
	for _, l := range v.inOrder(func(l listed) bool { return !seen[l.pos] }) {
		v.find("removed", l.pos, diligence.FileEvents, fmt.Sprintf("账本第 %d 条被删去（原第 %d 条记录）", l.pos, l.n), fmt.Sprintf("Entry %d was removed (line %d of the book)", l.pos, l.n))
	}
}

// positions reads the list of lines. Where it is not the one that was signed, its own holes still tell.
func (v *bookVerifier) positions() {
	v.listed = map[int64]listed{}
	next := 1
	err := v.each(diligence.FilePosition, func(n int, line []byte) bool {
		l, err := positionOf(string(line))
		if err != nil {
			v.find("altered", 0, diligence.FilePosition, fmt.Sprintf("清单第 %d 行被改动", n), fmt.Sprintf("Line %d of the list was altered", n))
			return true
		}
		if l.n != next {
			v.find("removed", 0, diligence.FilePosition, fmt.Sprintf("清单缺第 %d 条", next), fmt.Sprintf("The list lacks line %d", next))
		}
		next = l.n + 1
		v.listed[l.pos] = l
		return true
	})
	if n := len(v.listed); err != nil || n != v.r.Compiled.Lines {
		v.find("removed", 0, diligence.FilePosition, fmt.Sprintf("编制时有 %d 条，清单里有 %d 条", v.r.Compiled.Lines, n), fmt.Sprintf("The book had %d lines, the list has %d", v.r.Compiled.Lines, n))
	}
}

// proofs holds the leaf of every listed line against the tree of the checkpoint.
func (v *bookVerifier) proofs() {
	proven := map[int64]bool{}
	err := v.each(diligence.FileProofs, func(n int, line []byte) bool {
		var p bookProof
		if json.Unmarshal(line, &p) != nil || len(p.Hashes) > 64 {
			v.find("unproved", 0, diligence.FileProofs, fmt.Sprintf("证明第 %d 行被改动", n), fmt.Sprintf("Line %d of the proofs was altered", n))
			return true
		}
		if l, known := v.listed[p.Pos]; known {
			proven[p.Pos] = ledger.InTree(v.point, p.Pos, l.leaf, p.Hashes)
		}
		return true
	})
	if err != nil || v.files[diligence.FileProofs] == nil {
		v.find("missing", 0, diligence.FileProofs, "缺少 proofs.jsonl 或读不完", "proofs.jsonl is missing or cannot be read to its end")
	}
	for _, l := range v.inOrder(func(l listed) bool { return !proven[l.pos] }) {
		v.find("unproved", l.pos, diligence.FileProofs, fmt.Sprintf("账本第 %d 条的证明不成立或缺失", l.pos), fmt.Sprintf("The proof of entry %d does not hold, or is missing", l.pos))
	}
}

// inOrder lists what the book lists, as far as it is wanted.
func (v *bookVerifier) inOrder(want func(listed) bool) []listed {
	var list []listed
	for _, l := range v.listed {
		if want(l) {
			list = append(list, l)
		}
	}
	slices.SortFunc(list, func(a, b listed) int { return a.n - b.n })
	return list
}

// entry reads a line: an event of the ledger, or the commitment of one whose words are withheld.
func (v *bookVerifier) entry(line []byte) (e ledger.Entry, leaf [32]byte, err error) {
	if e, err = ledger.ParseLine(string(line)); err == nil {
		return e, e.Leaf(), nil
	}
	var s sealedLine
	if json.Unmarshal(line, &s) != nil {
		return e, leaf, err
	}
	e.Pos = s.Pos
	c, bad := hex.DecodeString(s.Commitment)
	if bad != nil || len(c) != 32 {
		return e, leaf, err
	}
	v.r.Withheld++
	return e, ledger.LeafOf([32]byte(c)), nil
}
