package minutes

import (
	"slices"
	"strings"
)

// units of counting, longest first where one begins another.
var measureWords = []string{"万剂次", "万人次", "亿元", "万元", "万人", "万户", "万条", "万亩", "万吨", "万份", "万立方米", "万平方米", "万次", "万辆次", "万千瓦时", "个百分点", "平方公里", "平方米", "立方米", "毫米", "厘米", "公里", "千米", "公斤", "千克", "人次", "车次", "场次", "辆次", "户次", "家次", "例次", "批次", "班次", "剂次", "份次", "小组", "个小组", "副", "个组", "个月",
	"起", "人", "户", "家", "处", "个", "台", "套", "辆", "艘", "座", "间", "张", "块", "条", "顶", "床", "吨", "米", "元", "亩", "次", "场", "例", "项", "件", "份", "枚", "具", "把", "部", "名", "只", "头", "箱", "支", "根", "袋", "桶", "瓶", "组", "队", "所", "栋", "幢", "孔", "口", "眼", "盏", "面", "幅", "册", "本", "宗", "批", "成", "度", "℃", "%", "‰", "倍", "期", "级", "车", "剂", "包", "杆", "道", "株", "公顷", "升", "期次", "公分", "匹", "架", "挺", "双", "副", "棵", "卷", "捆", "垛", "片", "点", "盘", "类", "位", "篇", "万", "亿"}

// skipMeasures are measures of terms and ordinals, which are no quantities (rule 14).
var skipMeasures = []string{"年", "月", "日", "号", "天", "小时", "分钟", "周", "时", "分", "工作日", "个工作日", "季度", "学期", "届", "条规定", "楼", "个月", "期", "秒", "点", "日内", "次会议", "次全体", "线", "版"}

// quantities returns the counts in a text: Arabic digits with a measure, and Chinese numerals with one (三处), but not
// 一次, 一轮, 一遍, dates and terms.
func quantities(t text) []Quantity {
	var out []Quantity
	for i := 0; i < len(t.r); {
		if !digit(t.r[i]) && !isPlainDigit(t.r[i]) && t.r[i] != '十' {
			i++
			continue
		}
		q, end := quantityAt(t.r, i)
		if q.Unit != "" {
			out = append(out, q)
		}
		i = max(end, i+1)
	}
	return out
}

// quantityAt reads one quantity at i.
func quantityAt(r []rune, i int) (Quantity, int) {
	j := i
	arabicNumber := digit(r[i])
	for j < len(r) && (arabicNumber && (digit(r[j]) || (r[j] == '.' || r[j] == ',') && j+1 < len(r) && digit(r[j+1])) || !arabicNumber && (isPlainDigit(r[j]) || strings.ContainsRune("十百千", r[j]))) {
		j++
	}
	if i > 0 && (r[i-1] == '第' || letter(r[i-1]) || r[i-1] == '〔' || r[i-1] == '+') {
		return Quantity{}, j
	}
	rest := string(r[j:min(len(r), j+8)])
	rest = strings.TrimPrefix(rest, "余")
	rest = strings.TrimPrefix(rest, "多")
	if hasAnyPrefix(rest, skipMeasures) && !hasAnyPrefix(rest, []string{"个月份", "日均", "点位", "分店"}) {
		return Quantity{}, j
	}
	unit := measureAt(rest)
	if unit == "" || !arabicNumber && !chineseQuantity(r[i:j], unit) {
		return Quantity{}, j
	}
	value := string(r[i:j])
	return Quantity{Value: value, Unit: unit, Text: value + unit}, j + len([]rune(unit))
}

func measureAt(s string) string {
	best := ""
	for _, m := range measureWords {
		if strings.HasPrefix(s, m) && len(m) > len(best) {
			best = m
		}
	}
	return best
}

// chineseQuantity refuses 一次, 一律, 三个责任人, 两个清单, 一人一档 and other set phrases.
func chineseQuantity(num []rune, unit string) bool {
	if len(num) == 1 && num[0] == '一' {
		return unit == "人" || unit == "名"
	}
	return slices.Contains([]string{"处", "名", "人", "座", "辆", "台", "起", "套", "家", "户", "成", "间", "吨", "项", "例", "块"}, unit)
}

// stated says that a stretch states a number or a zero, as a figure must (rule 8).
func stated(b *block, s, e int) bool {
	return b.says(s, e, tagZero|tagStated) || len(quantities(b.slice(s, e))) > 0
}
