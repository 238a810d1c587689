package minutes

import (
	"slices"
	"strings"
)

// findLevel tells a county's text from a district's and from a township's own.
func findLevel(blocks []*block, title string) (level, town, place string) {
	var all strings.Builder
	all.Grow(4 << 10)
	for i, b := range blocks {
		if i > 60 {
			break
		}
		all.WriteString(b.whole())
		all.WriteByte('\n')
	}
	s := all.String()
	level = "县"
	if strings.Count(s, "县") == 0 && strings.Count(s, "全区")+strings.Count(s, "区安委")+strings.Count(s, "区委")+strings.Count(s, "区应急") > 0 {
		level = "区"
	}
	place, town = townTitle(title)
	if town == "" {
		for _, t := range []string{"镇", "乡"} {
			if !strings.Contains(s, t+"政府") && !strings.Contains(s, t+"党委") && !strings.Contains(s, "全"+t) && !strings.Contains(s, "我"+t) {
				continue
			}
			own := strings.Count(s, "全"+t) + strings.Count(s, "我"+t) + strings.Count(s, t+"政府") + strings.Count(s, t+"党委") + strings.Count(s, t+"安委") - 2*strings.Count(s, "乡镇党委") - 2*strings.Count(s, "乡镇政府")
			county := strings.Count(s, "全县") + strings.Count(s, "我县") + strings.Count(s, "县委") + strings.Count(s, "各乡镇") + strings.Count(s, "县政府")
			if own >= 2 && own > county {
				town = t
			}
		}
	}
	return level, town, place
}

// townTitle reads 柳树沟镇安全生产例会记录: a title that begins with a township's name.
func townTitle(title string) (place, town string) {
	r := []rune(title)
	for i := 1; i < len(r) && i <= 9; i++ {
		if (r[i] == '镇' || r[i] == '乡') && i >= 2 && (!strings.ContainsRune("乡各全村城集", r[i-1]) || r[i-1] == '城' && hasAnyPrefix(string(r[i+1:]), []string{"人民政府", "党委", "政府"})) {
			head := string(r[:i+1])
			if strings.ContainsAny(head, "各全于在对") {
				return "", ""
			}
			if k := strings.IndexAny(head, "县区"); k >= 0 {
				head = head[k+3:]
			}
			return head, string(r[i])
		}
	}
	return "", ""
}

// villageTitle reads 李家庄村安全碰头会: a title that begins with a village's name.
func villageTitle(title string) bool {
	head, _, ok := strings.Cut(title, "村")
	n := len([]rune(head))
	return ok && n >= 2 && n <= 5 && !strings.ContainsAny(head, "县区关于全各在对农乡山")
}

// sitting knows the notes of a township's sitting that are not called 记录: they list who was there, or give each speaker a line.
func sitting(blocks []*block, title string) bool {
	if _, town := townTitle(title); town == "" && !villageTitle(title) || strings.Contains(title, "召开") {
		return false
	}
	return speakersIn(blocks) || slices.ContainsFunc(blocks, func(b *block) bool { return b.form == formRoll })
}

// speakersIn says that a line begins with the post of who speaks: 局长：….
func speakersIn(blocks []*block) bool {
	return slices.ContainsFunc(blocks, func(b *block) bool {
		head, _, ok := strings.Cut(b.str(0, min(len(b.r), 12)), "：")
		return ok && hasAnySuffix(head, "书记", "镇长", "乡长", "主任", "所长", "站长", "局长", "经理", "矿长", "厂长")
	})
}

// countWords counts words in the whole text.
func countWords(blocks []*block, words ...string) (n int) {
	for _, b := range blocks {
		s := b.whole()
		for _, w := range words {
			n += strings.Count(s, w)
		}
	}
	return n
}

// findKind names the sort of meeting.
func findKind(blocks []*block, n *info) string {
	s := n.title + "\n" + lead(blocks)
	for _, k := range []struct {
		kind  string
		words []string
	}{
		{"enlarged", []string{"扩大）", "(扩大)", "扩大会"}},
		{"plenary", []string{"全体会", "全会", "第一次会议", "第二次会议", "第三次会议", "第四次会议"}},
	} {
		if slices.ContainsFunc(k.words, func(w string) bool { return strings.Contains(s, w) }) {
			return k.kind
		}
	}
	switch {
	case n.genre == genreNotice:
		return "notice"
	case n.genre == genreSpeech:
		return "speech"
	case strings.Contains(s, "电视电话") || strings.Contains(s, "视频"):
		return "video"
	case strings.Contains(s, "专题") || strings.Contains(s, "紧急会"):
		return "special"
	case strings.Contains(s, "例会") || strings.Contains(s, "调度会") || strings.Contains(s, "推进会") || strings.Contains(s, "部署会") || strings.Contains(s, "工作会"):
		return "regular"
	}
	return "other"
}

// findOrgan names the body that met or issued the text.
func findOrgan(blocks []*block, n *info) string {
	for i := len(blocks) - 1; i >= 0 && i >= len(blocks)-5; i-- {
		s := strings.ReplaceAll(string(blocks[i].r), "\t", "")
		if blocks[i].form == formSign && !onlyDate(blocks[i].r) && len(blocks[i].r) >= 4 {
			return s
		}
	}
	all := n.title + lead(blocks)
	prefix := ""
	if n.county != "" {
		prefix = n.county + n.level
	}
	if n.place != "" {
		return n.place
	}
	for _, o := range []struct{ word, name string }{
		{"疫情", "疫情联防联控领导小组"}, {"森林草原", "森林草原防灭火指挥部"}, {"防灭火", "森林草原防灭火指挥部"}, {"防汛", "防汛抗旱指挥部"}, {"春运", "春运工作领导小组"},
		{"安委会", "安全生产委员会"}, {"安全生产", "安全生产委员会"}, {"消防", "消防安全委员会"}, {"道路交通", "道路交通安全委员会"}, {"人民政府", "人民政府"},
	} {
		if strings.Contains(n.title, o.word) || n.title == "" && strings.Contains(all, o.word) {
			return prefix + o.name
		}
	}
	return prefix
}
