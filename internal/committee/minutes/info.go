package minutes

import (
	"slices"
	"strings"

	"anlan"
)

// genre is the sort of document, which decides what counts as directing.
type genre int

const (
	genreNews genre = iota
	genreNotice
	genreMinutes
	genreSpeech
	genreRecord // the notes of a sitting, in plain language
	genreTable
	genreChat // messages of a group, each below who sent it and when
)

// info is what the text says about itself.
type info struct {
	title  string
	genre  genre
	date   anlan.Date
	year   int // that the text names
	organ  string
	county string
	level  string
	town   string
	place  string
	kind   string
	whole  string // the topic of all items
	doc    string // the topic of items without a better one
	narrow bool   // doc fills the whole text
	voices bool   // speakers take turns: 局长：…
	trade  bool   // the title names a trade of work safety at large: 特种设备
}

// inspect reads title, date, organ and kind of meeting off the blocks.
func inspect(blocks []*block, credits []text, topics *topicTable, fallback anlan.Date) info {
	var n info
	n.title = findTitle(blocks)
	n.genre = findGenre(blocks, n.title)
	n.year = statedYear(blocks, credits, n.title)
	n.date = findDate(blocks, credits, &n, fallback)
	n.county = findCounty(blocks)
	n.voices = n.genre == genreRecord && speakersIn(blocks)
	n.level, n.town, n.place = findLevel(blocks, n.title)
	n.organ = findOrgan(blocks, &n)
	n.kind = findKind(blocks, &n)
	n.whole, n.doc = findTopics(blocks, &n, topics)
	return n
}

// lead returns the beginning of the first paragraph.
func lead(blocks []*block) string {
	for _, b := range blocks {
		if b.form == formPara && len(b.r) > 12 {
			return b.str(0, min(len(b.r), 160))
		}
	}
	return ""
}

// findTitle takes the best of the first title lines, or the meeting that the first paragraph names.
func findTitle(blocks []*block) string {
	best := ""
	for i := 0; i < len(blocks) && i < 8; i++ {
		b := blocks[i]
		if b.form != formTitle && b.form != formHeading || b.mark.level > 0 {
			if b.form == formPara && (best != "" || len(b.r) > 40) {
				break // what stands below the text is no title
			}
			continue
		}
		s := strings.ReplaceAll(b.whole(), "\t", "")
		if isTitle(s) && !strings.HasSuffix(s, "文件") {
			if best != "" && !isTitle(best) {
				return best + s
			}
			return s
		}
		if best == "" && len(b.r) > 5 {
			best = s
		}
	}
	if best != "" && !strings.ContainsAny(best, "〔〕") {
		return best
	}
	return leadTitle(lead(blocks))
}

// leadTitle cuts the name of the meeting out of 召开…会议.
func leadTitle(s string) string {
	for _, w := range []string{"召开了", "召开", "举行", "组织召开"} {
		i := strings.Index(s, w)
		if i < 0 {
			continue
		}
		rest := s[i+len(w):]
		if j := strings.IndexAny(rest, "，。；"); j > 0 {
			rest = rest[:j]
		}
		if j := strings.LastIndex(rest, "会议"); j >= 0 {
			return rest[:j] + "会议"
		}
		if strings.HasSuffix(rest, "会") {
			return rest
		}
	}
	return ""
}

func findGenre(blocks []*block, title string) genre {
	rows, speakers, addressee, comrades := 0, 0, false, false
	for _, b := range blocks {
		switch {
		case b.form == formRow:
			rows++
		case b.form == formSpeaker:
			speakers++
		case b.form == formAddressee:
			addressee = true
		case len(b.r) < 12 && strings.Contains(b.whole(), "同志们"):
			comrades = true
		}
	}
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(title, w) })
	}
	top := strings.Builder{}
	for _, b := range blocks[:min(len(blocks), 6)] {
		if b.form == formTitle {
			top.WriteString(b.whole())
		}
	}
	switch {
	case speakers > 1 || speakers == 1 && has("群"):
		return genreChat
	case comrades || has("讲话", "发言"):
		return genreSpeech
	case !addressee && has("召开", "举行") && hasAnySuffix(title, "会", "会议") && !has("纪要", "记录"):
		return genreNews
	case has("纪要") && !has("碰头会") || strings.Contains(top.String(), "纪要"):
		return genreMinutes
	case has("记录"), has("碰头会") && !addressee, !addressee && !has("通知", "通报", "方案") && sitting(blocks, title):
		return genreRecord
	case rows*2 > len(blocks):
		return genreTable
	case addressee || !hasAnySuffix(title, "会", "会议") && has("通知", "通报", "督办", "方案", "意见", "函", "分工", "要点", "清单", "提示", "紧急", "通告", "公告", "预案"):
		return genreNotice
	}
	return genreNews
}

// findCounty returns the short name before 县 in a title, signature or first line.
func findCounty(blocks []*block) string {
	count := map[string]int{}
	for i, b := range blocks {
		weight := 1
		if b.form == formTitle || b.form == formSign || i == 0 {
			weight = 4
		}
		for j, r := range b.r {
			if r != '县' && r != '区' && r != '旗' {
				continue
			}
			for n := 2; n <= 3 && j-n >= 0; n++ {
				name := b.str(j-n, j)
				if countyName(name) && (j-n == 0 || !hanzi(b.r[j-n-1]) || strings.ContainsRune("在对市省，、关于", b.r[j-n-1])) {
					count[name] += weight
				}
			}
		}
	}
	best, most := "", 1
	for name, n := range count {
		if n > most || n == most && name < best {
			best, most = name, n
		}
	}
	return best
}

func countyName(s string) bool {
	for _, r := range s {
		if !hanzi(r) || strings.ContainsRune("全我本各省市对在出离返入到驻县区社园景辖库林山地重乡镇村校城厂矿牧灾灌新片", r) {
			return false
		}
	}
	return true
}
