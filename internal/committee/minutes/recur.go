package minutes

import "strings"

// recurrences are the words that make a task come back (rule 14), the rarer rhythms first.
var recurrences = []struct {
	rhythm string
	words  []string
}{
	{"biweekly", []string{"每半月", "每半个月", "每两周", "每2周", "每双周", "半月调度", "半月一调度", "半月通报", "半月一次", "半月一报", "每15天", "每15日", "每十五天", "每隔一周", "半月报"}},
	{"semiannual", []string{"每半年", "每学期", "半年一次", "一学期一次", "半年调度", "半年通报", "半年至少", "每六个月", "每6个月", "半年报告"}},
	{"quarterly", []string{"每季度", "每个季度", "每季", "按季度", "按季", "季通报", "季度通报", "季调度", "季度调度", "一季一", "季度一次", "逐季", "每三个月", "每3个月", "季报"}},
	{"monthly", []string{"每月", "每个月", "按月", "逐月", "月调度", "月通报", "月报告", "一月一", "月报制", "每1个月", "月例会", "月月", "月评比", "月考核", "月研判"}},
	{"weekly", []string{"每周", "每星期", "每个星期", "每礼拜", "按周", "逐周", "周调度", "周通报", "周报告", "一周一", "周报制", "每7天", "每七天", "周例会", "周研判", "每逢周", "周周", "每周末", "一周至少", "周督查", "周点评"}},
	{"hourly", []string{"每小时", "每1小时", "每2小时", "每两小时", "每两个小时", "每3小时", "每三小时", "每4小时", "每隔2小时", "每隔两小时", "每隔1小时", "每半小时", "每个小时", "逐小时", "每一小时", "每30分钟", "每4个小时", "每6小时"}},
	{"daily", []string{"每日", "每天", "天天", "每晚", "每早", "逐日", "日报告", "日调度", "日通报", "一日一", "日报制", "日日", "每个工作日", "日研判", "一天一", "每班", "日巡查", "日清零", "日会商", "每隔一天", "一日两", "一天两", "日监测", "日统计", "日排查"}},
	{"yearly", []string{"每年", "一年一", "年年", "逐年", "每年度"}},
}

// recurrence reads the rhythm of a clause and the word that says it. 每日 wins over 每周 only by standing first.
func recurrence(s string) (rhythm, word string) {
	best := len(s)
	for _, r := range recurrences {
		for _, w := range r.words {
			if i := strings.Index(s, w); i >= 0 && i < best {
				best, rhythm, word = i, r.rhythm, w
			}
		}
	}
	return rhythm, word
}
