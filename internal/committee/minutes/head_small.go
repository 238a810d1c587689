package minutes

import "strings"

// notBan knows 不得 behind a verb or inside a saying: 来不得, “眼睛里揉不得沙子”.
func (h *header) notBan(c *clause, i int) bool {
	if i > 0 && strings.ContainsRune("容来舍见由恨揉马虎怠慢松懈少离丢输等拖意", h.b.r[i-1]) {
		return true
	}
	for j := i - 1; j >= c.s && i-j < 20; j-- {
		switch h.b.r[j] {
		case '”':
			return false
		case '“':
			return true
		}
	}
	return false
}

// partOfWord guards single-character modals inside words: 要求, 重要, 需求, 得到.
func (h *header) partOfWord(i int, w *word) bool {
	if len(w.text) > 1 {
		return false
	}
	r := h.b.r
	if w.text[0] == '得' && i > 0 && !h.mustAhead(i+1) {
		return true // 画得漂亮
	}
	if i > 0 && strings.ContainsRune("重主必摘纪简概紧首取获值使赢觉记懂晓夺显", r[i-1]) {
		return true
	}
	if w.text[0] == '要' && i+2 < len(r) && r[i+1] == '紧' && strings.ContainsRune("的事，。", r[i+2]) {
		return true // 要紧的事
	}
	return i+1 < len(r) && (w.text[0] == '要' && strings.ContainsRune("求点素道闻件害塞领命", r[i+1]) ||
		w.text[0] == '得' && strings.ContainsRune("到以当力出了", r[i+1]) || w.text[0] == '需' && r[i+1] == '求' || w.text[0] == '应' && strings.ContainsRune("急对用知当答届", r[i+1]) && r[i+1] != '当')
}

// mustAhead says that what follows 得 makes it mean must: a verb, an adverb, 有.
func (h *header) mustAhead(i int) bool {
	if i >= len(h.b.r) {
		return false
	}
	w := h.b.word(i, len(h.b.r), tagVerb|tagAdverb|tagDui|tagBa|tagPrep)
	return w != nil && (len(w.text) >= 2 || w.tag&(tagDui|tagBa|tagPrep) != 0) || strings.ContainsRune("有去让叫先再", h.b.r[i])
}

// futureAhead tells 将适时开展 from 将X做Y.
func (h *header) futureAhead(c *clause, i int) bool {
	if i < c.e && strings.ContainsRune("至近临", h.b.r[i]) {
		return false // 双节将至
	}
	for j := i + 2; j < c.e; j++ {
		if v := h.b.word(j, c.e, tagDo); v != nil && (reporting(string(v.text)) || string(v.text) == "纳入" || string(v.text) == "列入") {
			return false // 将X报Y
		}
	}
	return h.b.word(i, c.e, tagAdverb|tagDui|tagVerb) != nil || h.timeAt(c, i) || i < c.e && strings.ContainsRune("于在会按", h.b.r[i])
}
