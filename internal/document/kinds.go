package document

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"anlan"
)

// Kind is 文种: what sort of document it is, and how its numbers are told apart.
type Kind struct {
	Key     string     `json:"key"`
	Name    anlan.Both `json:"name"`
	Mark    string     `json:"mark"`    // stands between the organ's code and the year
	Compose bool       `json:"compose"` // people write it; the others come from a room
	counter string     // of which organ and year are asked, in this order
}

// kinds in the order in which people name them. A mark has one counter, whichever room takes from it, so
// that a notice written by hand and one that the ladder raised never have the same number.
var kinds = []Kind{
	{"notice", anlan.Both{ZH: "通知", EN: "Notice"}, "发", true, "committee/notice/%s/%d"},
	{"bulletin", anlan.Both{ZH: "通报", EN: "Bulletin"}, "通", true, "paper/%s/bulletin/%d"},
	{"supervision_notice", anlan.Both{ZH: "督办通知单", EN: "Supervision notice"}, "督", true, "paper/%s/supervision_notice/%d"},
	{"letter", anlan.Both{ZH: "提示函", EN: "Letter of reminder"}, "函", true, "document/%s/letter/%d"},
	{"interview_notice", anlan.Both{ZH: "约谈通知", EN: "Interview notice"}, "约", true, "paper/%s/interview_notice/%d"},
	{"minutes", anlan.Both{ZH: "会议纪要", EN: "Minutes of a meeting"}, "纪", true, "document/%s/minutes/%d"},
	{"plan", anlan.Both{ZH: "工作方案", EN: "Work plan"}, "发", true, "committee/notice/%s/%d"},
	{"tasks", anlan.Both{ZH: "任务分解表", EN: "Table of tasks"}, "发", true, "committee/notice/%s/%d"},
	{"pledge", anlan.Both{ZH: "责任书", EN: "Letter of responsibility"}, "责", true, "document/%s/pledge/%d"},
	{"service", anlan.Both{ZH: "送达回证", EN: "Receipt of service"}, "送", true, "document/%s/service/%d"},
	{"urging_notice", anlan.Both{ZH: "催办通知", EN: "Urging notice"}, "催", false, "paper/%s/urging_notice/%d"},
	{"listing", anlan.Both{ZH: "挂牌督办通知书", EN: "Notice of listing"}, "", false, "hazard/listing/%s/%d"},
	{"delisting", anlan.Both{ZH: "解除挂牌督办通知书", EN: "Notice of delisting"}, "", false, "hazard/listing/%s/%d"},
	{"stop", anlan.Both{ZH: "责令停止作业决定书", EN: "Stop-work order"}, "", false, "hazard/stop/%s/%d"},
}

// Kinds lists every kind.
func Kinds() []Kind { return slices.Clone(kinds) }

// KindOf returns the kind with the key.
func KindOf(key string) (Kind, bool) {
	i := slices.IndexFunc(kinds, func(k Kind) bool { return k.Key == key })
	if i < 0 {
		return Kind{}, false
	}
	return kinds[i], true
}

// Series names the counter of an organ's documents of the kind in a year. Stop-work orders are counted by
// unit: there the organ is the unit's identity.
func (k Kind) Series(organ string, year int) string { return fmt.Sprintf(k.counter, organ, year) }

// counters lists the beginnings of the names of all counters, each once.
func counters() (list []string) {
	for _, k := range kinds {
		head, _, _ := strings.Cut(k.counter, "%")
		if !slices.Contains(list, head) {
			list = append(list, head)
		}
	}
	return list
}

// yearOf is the year at the end of a counter's name.
func yearOf(series string) int {
	year, _ := strconv.Atoi(series[strings.LastIndexByte(series, '/')+1:])
	return year
}

// Numbered is a document number, taken apart.
type Numbered struct {
	Code string // 机关代字
	Year int
	N    int64
}

// ReadNumber takes a number apart: 清安委办发〔2022〕1号.
func ReadNumber(number string) (Numbered, bool) {
	code, rest, ok := strings.Cut(number, "〔")
	year, last, closed := strings.Cut(rest, "〕")
	digits, end := strings.CutSuffix(last, "号")
	y, bad := strconv.Atoi(year)
	n, worse := strconv.ParseInt(digits, 10, 64)
	if !ok || !closed || !end || code == "" || bad != nil || worse != nil || y < 1949 || y > 9999 || n < 1 {
		return Numbered{Code: number}, false
	}
	return Numbered{code, y, n}, true
}
