package minutes

import "strings"

// chatLine returns where the sender of a message ends, if a line only tells who wrote and when: 县防汛办 19:42, or
// 石门镇 2023-07-12 20:03:11. It returns 0 for any other line.
func chatLine(r []rune) int {
	if len(r) < 6 || len(r) > 40 {
		return 0
	}
	i := len(r)
	for i > 0 && (digit(r[i-1]) || strings.ContainsRune(":：-/.年月日 \t", r[i-1])) {
		i--
	}
	if i < len(r) && (r[i] == '：' || r[i] == ':') {
		return 0 // 时间：11月6日 9:30
	}
	when := strings.Trim(strings.ReplaceAll(string(r[i:]), "：", ":"), " \t")
	if k := strings.LastIndexAny(when, " \t日"); k >= 0 {
		when = strings.TrimLeft(when[k:], " \t日")
	}
	if i < 2 || strings.ContainsAny(string(r[:i]), "，。；、！？") || !clockTime(when) {
		return 0
	}
	return i
}

// clockTime knows 19:42 and 9:05:11.
func clockTime(s string) bool {
	parts := strings.Split(s, ":")
	if len(parts) < 2 || len(parts) > 3 || len(parts[0]) == 0 || len(parts[0]) > 2 {
		return false
	}
	for _, p := range parts[1:] {
		if len(p) != 2 {
			return false
		}
	}
	return true
}

// chatter reads who sends the messages below.
func (d *document) chatter(b *block) {
	d.st.speaker, d.st.reply = nil, false
	if names, j := d.names.list(b, 0, chatLine(b.r)); j > 0 {
		d.st.speaker = names
	}
}

// answering says that a message only answers an order: 收到，我镇马上组织转移. What it will do, it promises.
func (d *document) answering(b *block) {
	if d.info.genre != genreChat {
		return
	}
	if hasAnyPrefix(b.whole(), []string{"收到", "好的", "明白", "马上落实", "已收到"}) {
		d.st.reply = true
	}
	if d.st.reply {
		d.st.owners = d.st.speaker
	}
}
