package minutes

import (
	"strings"
	"unicode/utf8"
)

// furniture says that a line belongs to the page and not to the text: page numbers, credits, buttons of a web page.
func furniture(s string) bool {
	return pageNumber(s) || runningFoot(s) || credit(s)
}

// runningFoot knows a short line that ends with its page: 青柘县人民政府办公室 第1页 共3页.
func runningFoot(s string) bool {
	i := strings.LastIndex(s, "第")
	if i < 0 || len([]rune(s)) > 60 || strings.ContainsAny(s, "，。；：") {
		return false
	}
	page := strings.Trim(s[i:], "/ 	、，|（）")
	return strings.Contains(page, "页") && strings.Trim(page, "第页共码0123456789一二三四五六七八九十 	/") == ""
}

// pageNumber knows — 3 —, -3-, 3/5, 第3页 共5页.
func pageNumber(s string) bool {
	if r, _ := utf8.DecodeRuneInString(s); hanzi(r) && !strings.ContainsRune("第页共", r) {
		return false
	}
	if strings.Trim(s, "-—–―_=*·•|~ \t") == "" {
		return true
	}
	core := strings.Trim(s, "-—–―_=·•|~ \t第页共，,/（）0123456789")
	digits := strings.ContainsAny(s, "0123456789")
	marked := strings.ContainsAny(s, "-—–―·页/|~")
	return core == "" && digits && (marked || len(s) <= 3) && len(s) <= 40
}

var creditWords = []string{"编辑", "记者", "责编", "通讯员", "供稿", "来源", "审核", "校对", "摄影", "作者", "撰稿", "监制", "终审", "初审",
	"复审", "文/图", "图/文", "发布时间", "发布日期", "浏览次数", "点击数", "点击量", "阅读量", "字号", "字体", "打印本页", "关闭窗口", "分享到",
	"上一篇", "下一篇", "扫一扫", "信息来源", "网站首页", "当前位置", "版权所有", "返回顶部", "访问量"}

// credit knows editor lines and the buttons of a web page: a short line that begins with such a word, or a bracket
// that holds one.
func credit(s string) bool {
	s = strings.Trim(s, " \t|【】[]")
	if len([]rune(s)) > 70 || s == "" {
		return false
	}
	bracketed := strings.HasPrefix(s, "（") && strings.HasSuffix(s, "）")
	if !bracketed && !strings.Contains(s, "：") { // most clauses: a credit could only begin them
		return hasAnyPrefix(s, creditWords) && !strings.ContainsAny(s, "。；")
	}
	for _, w := range creditWords {
		i := strings.Index(s, w)
		switch {
		case i == 0 && !strings.ContainsAny(s, "。；"):
			return true
		case i > 0 && (bracketed || i <= 18 && strings.HasPrefix(s[i+len(w):], "：") && !strings.Contains(s, "。")):
			return true
		}
	}
	return false
}

// repeats returns the lines that come back again and again: running heads. Field lines and rows repeat by nature.
func repeats(lines []text) map[string]bool {
	count := map[string]int{}
	for _, l := range lines {
		s := string(l.r)
		if len(l.r) >= 4 && len(l.r) <= 40 && !strings.ContainsAny(s, "。；：，\t|") && numbering(l.r).level == 0 {
			count[s]++
		}
	}
	for s, n := range count {
		if n < 2 {
			delete(count, s)
		}
	}
	out := make(map[string]bool, len(count))
	for s := range count {
		out[s] = true
	}
	return out
}
