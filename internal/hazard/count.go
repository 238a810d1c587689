package hazard

import (
	"regexp"
	"strings"
	"unicode"
)

// A count (按个数) is what reporting by numbers produces: “共排查隐患 12 处，已全部整改”. It says nothing
// that anybody could put right, so the ledger refuses it: twelve hazards are twelve findings.

// counted is a number with the word that counts: 12 处, 三项, 若干条.
var counted = regexp.MustCompile(`(?:[0-9０-９]+|[〇零一二两三四五六七八九十百千万]+|若干|多|数|几)\s*(?:余|多)?\s*(?:处|个|项|条|起|件|次|家|户|类|宗|份|人次|人|%|％)`)

// chatter are the words with which counts are told and which name no fact. Longer ones stand first.
var chatter = strings.NewReplacer("安全生产", "", "一般隐患", "", "重大隐患", "", "事故隐患", "", "安全隐患", "", "各类隐患", "", "隐患", "", "问题", "",
	"发现", "", "排查", "", "检查", "", "巡查", "", "整改", "", "完成", "", "落实", "", "到位", "", "全部", "", "均已", "", "已经", "", "其中", "",
	"今日", "", "今天", "", "本周", "", "本月", "", "本次", "", "当日", "", "累计", "", "合计", "", "共计", "", "总计", "", "整治", "", "督促", "", "要求", "",
	"立即", "", "当场", "", "限期", "", "重大", "", "一般", "", "安全", "", "场所", "", "企业", "", "点位", "", "各类", "", "有关", "", "相关", "", "存在", "",
	"出动", "", "人员", "", "车辆", "", "组织", "", "开展", "", "情况", "", "报告", "", "上报", "", "台账", "", "销号", "", "闭环", "", "整改率", "",
	"共", "", "均", "", "已", "", "有", "", "了", "", "并", "", "和", "", "及", "", "等", "", "的", "", "无", "", "未", "", "在", "", "对", "", "为", "")

// facts that must remain for a sentence to say what is wrong and where.
const factsLeast = 3

// CountOnly reports whether a text counts hazards and names none: it holds a count, and nothing
// remains when counts and the words around them are taken away.
func CountOnly(text string) bool {
	if !counted.MatchString(text) {
		return false
	}
	rest := chatter.Replace(counted.ReplaceAllString(text, ""))
	n := 0
	for _, r := range rest {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n < factsLeast
}
