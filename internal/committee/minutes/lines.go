package minutes

import (
	"slices"
	"strings"
)

// lines cuts the text at line ends, trims, and drops page furniture. Credits are returned too: they may hold the date.
func lines(t text) (kept, credits []text) {
	start := 0
	for i := 0; i <= len(t.r); i++ {
		if i < len(t.r) && t.r[i] != '\n' {
			continue
		}
		if l := trim(t.slice(start, i)); len(l.r) > 0 {
			kept = append(kept, l)
		}
		start = i + 1
	}
	kept = dropHeads(kept)
	heads, seen := repeats(kept), map[string]bool{}
	kept = slices.DeleteFunc(kept, func(l text) bool {
		s := string(l.r)
		again := heads[s] && seen[s]
		seen[s] = true
		if credit(s) {
			credits = append(credits, l)
		}
		return again || furniture(s)
	})
	return kept, credits
}

// dropHeads drops a short line behind a page number that interrupts a sentence: a running head.
func dropHeads(ls []text) []text {
	out := ls[:0]
	for i, l := range ls {
		if i >= 2 && len(l.r) <= 24 && pageNumber(string(ls[i-1].r)) && !terminal(ls[i-2].r) && len(ls[i-2].r) > 14 &&
			!strings.ContainsAny(string(l.r), "，。；：、") && numbering(l.r).level == 0 {
			continue
		}
		out = append(out, l)
	}
	return out
}

// trim cuts blanks from both ends.
func trim(t text) text {
	s, e := 0, len(t.r)
	for s < e && (t.r[s] == '\t' || t.r[s] == ' ') {
		s++
	}
	for e > s && (t.r[e-1] == '\t' || t.r[e-1] == ' ') {
		e--
	}
	return t.slice(s, e)
}

// unwrap joins lines that the page broke, so that each block is a paragraph.
func unwrap(ls []text) []text {
	width := pageWidth(ls)
	var out []text
	for i, l := range ls {
		if i > 0 && (broken(ls[i-1], l, width, i == 1 && numbering(ls[0].r).level == 0) || i > 1 && midway(out[len(out)-1], ls[i-1], l)) {
			// A line is a clipped window of the whole text, so the first append copies and later ones are cheap.
			last := &out[len(out)-1]
			last.r, last.at = append(last.r, l.r...), append(last.at, l.at...)
			continue
		}
		out = append(out, l)
	}
	return out
}

// midway says that a paragraph of several lines stops in the middle of a clause, which the next line goes on with.
func midway(para, prev, next text) bool {
	return len(para.r) > len(prev.r) && !terminal(prev.r) && !strings.ContainsRune("，、", prev.r[len(prev.r)-1]) && strings.ContainsAny(string(para.r), "，。；") &&
		numbering(next.r).level == 0 && !isField(string(next.r)) && !columnsIn(string(prev.r)) && !columnsIn(string(next.r)) && !onlyDate(next.r) && !isNote(string(next.r)) && strings.ContainsAny(string(next.r), "，。；")
}

// pageWidth returns the common width of broken lines, or 0 if the text is not hard-wrapped.
func pageWidth(ls []text) int {
	count := map[int]int{}
	for _, l := range ls {
		if !terminal(l.r) && len(l.r) >= 14 {
			count[rawWidth(l)/4]++
		}
	}
	best, width := 2, 0
	longest := 0
	for _, l := range ls {
		if !columnsIn(string(l.r)) {
			longest = max(longest, rawWidth(l))
		}
	}
	for w, n := range count {
		if longest > (w+1)*4+12 {
			continue // a line runs on far beyond: this is no edge of the page
		}
		n += count[w+1]
		if n > best || n == best && w > width {
			best, width = n, w
		}
	}
	return width * 4
}

func rawWidth(l text) int { return l.at[len(l.at)-1] - l.at[0] + 1 }

func terminal(r []rune) bool {
	return strings.ContainsRune("。！？；：…”）", r[len(r)-1])
}

// broken says that the line next continues the line prev.
func broken(prev, next text, width int, title bool) bool {
	p, n := string(prev.r), string(next.r)
	if terminal(prev.r) && !unclosed(prev.r) || numbering(next.r).level > 0 || isField(n) || columnsIn(p) || columnsIn(n) {
		return false
	}
	if chatLine(prev.r) > 0 || chatLine(next.r) > 0 {
		return false
	}
	if strings.ContainsRune(p, '，') && len(next.r) <= 12 && strings.HasSuffix(n, "。") && !terminal(prev.r) {
		return true // a short tail can be no paragraph of its own
	}
	if numberedTitle(prev, width) || hasAnyPrefix(n, []string{"第一，", "第一、", "首先，"}) {
		return false
	}
	if isField(p) || strings.HasPrefix(p, "主送") || isRoll(p) || isRoll(n) || onlyDate(next.r) || onlyDate(prev.r) || isNote(n) || strings.HasPrefix(n, "一是") {
		return false
	}
	if hasAnySuffix(p, "、", "，") && len(prev.r) > 6 {
		return true
	}
	if strings.ContainsAny(p, "，。；") && !title {
		return !strings.HasSuffix(n, "：") || len(next.r) > 30
	}
	return width > 0 && rawWidth(prev) >= width-4 && len(prev.r) >= 12 && !title && !isTitle(p)
}

// numberedTitle says that a numbered line ends far from the edge of the page: a heading, even with a comma in it.
func numberedTitle(l text, width int) bool {
	level := numbering(l.r).level
	return (level == 1 || level == 2) && len(l.r) <= 30 && !slices.Contains(l.r, '。') && !strings.ContainsRune("、，", l.r[len(l.r)-1]) && (width == 0 || rawWidth(l) < width-4)
}

// unclosed says that a bracket is still open at the end of the line.
func unclosed(r []rune) bool {
	depth := 0
	for _, c := range r {
		switch c {
		case '（', '《', '“':
			depth++
		case '）', '》', '”':
			depth--
		}
	}
	return depth > 0
}

// columnsIn says that a line looks like the row of a table.
func columnsIn(s string) bool {
	return strings.Count(s, "\t") >= 2 || strings.Count(s, "|") >= 2
}
