package minutes

import "strings"

// nick steps over what a township calls a person behind the office: 水管站老孙你, 纪委老杨.
func (n *namer) nick(b *block, i, e int) int {
	if n.town == "" && !n.talk || i+2 >= e || b.r[i] != '老' && b.r[i] != '小' || !hanzi(b.r[i+1]) {
		return i
	}
	if strings.ContainsRune("学区组型微年人旧板师街城镇村", b.r[i+1]) {
		return i // 中心小学, 老年
	}
	j := i + 2
	if b.r[j] == '你' {
		return skipAny(b.r, j+1, "们")
	}
	if strings.ContainsRune("，、要把和给到去明今半夜从每第负盯带管", b.r[j]) || b.word(j, e, tagVerb|tagAdverb|tagModal) != nil {
		return j
	}
	return i
}

// post steps over a post or a note behind a unit: 局长, 党委、政府, （社区）.
func (n *namer) post(b *block, i, e int) int {
	for range 3 {
		if j := n.nick(b, i, e); j > i {
			if k := n.nick(b, skipAny(b.r, j, "、"), e); k > j+1 {
				return k // 护林员老刘、老张
			}
			return j
		}
		j := i
		if j < e && b.r[j] == '的' {
			j++
		}
		if w := b.word(j, e, tagPost); w != nil {
			i = j + len(w.text)
			continue
		}
		if j == i && i > 0 && i < e && b.r[i] == '长' && strings.ContainsRune("部局所站院乡镇科队厂矿校", b.r[i-1]) {
			i++
			continue
		}
		if i+1 < e && b.r[i] == '、' && b.word(i+1, e, tagPost) != nil && b.word(i+1, e, tagUnit|tagClass) == nil {
			i += 1 + len(b.word(i+1, e, tagPost).text)
			continue
		}
		if i < e && b.r[i] == '（' {
			if k := closing(b.r, i, e); k > i && k-i < 14 {
				i = k + 1
				continue
			}
		}
		return i
	}
	return i
}
