package flow

import (
	"encoding/hex"
	"fmt"
	"sort"

	"anlan/internal/diligence"
)

// spans names what is missing from a list of lines that was written anew: each stretch of the ledger between two
// spans must hold the lines that it held when the book was made.
func (v *bookVerifier) spans() {
	want := v.r.Compiled.Spans
	if v.good || len(want) == 0 {
		return
	}
	sums := make([]diligence.SpanSum, len(want))
	for _, l := range v.inOrder(func(listed) bool { return true }) {
		if i := sort.Search(len(want), func(i int) bool { return want[i].Pos > l.pos }) - 1; i >= 0 {
			sums[i].Add(l.pos, hex.EncodeToString(l.leaf[:]))
		}
	}
	for i, w := range want {
		n, sum := sums[i].Of()
		switch {
		case n == w.N && sum == w.Sum:
		case n == 0 && w.N == 1:
			v.find("removed", w.Pos, diligence.FilePosition, fmt.Sprintf("账本第 %d 条被删去（原第 %d 条记录），其余重新编了号", w.Pos, w.Line),
				fmt.Sprintf("Entry %d was removed (line %d of the book), and the rest numbered anew", w.Pos, w.Line))
		case n < w.N:
			v.find("removed", w.Pos, diligence.FilePosition, fmt.Sprintf("原第 %d 至第 %d 条记录（自账本第 %d 条起）编制时有 %d 条，现有 %d 条", w.Line, w.Line+w.N-1, w.Pos, w.N, n),
				fmt.Sprintf("Of lines %d to %d of the book (from entry %d on) there were %d, and are %d", w.Line, w.Line+w.N-1, w.Pos, w.N, n))
		default:
			v.find("altered", w.Pos, diligence.FilePosition, fmt.Sprintf("清单里原第 %d 条记录（账本第 %d 条）起的 %d 条与编制时不符", w.Line, w.Pos, w.N),
				fmt.Sprintf("In the list, the %d lines from line %d (entry %d) on are not those of the book", w.N, w.Line, w.Pos))
		}
	}
}
