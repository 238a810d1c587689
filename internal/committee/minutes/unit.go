package minutes

import (
	"slices"
	"strings"
)

// namer reads the names of units.
type namer struct {
	county string // short name such as 清水, dropped before 县
	level  string // 县, 区, 市 or 旗
	town   string // 镇 or 乡 if the text is a township's own; else empty
	place  string // name of that township
	talk   bool   // people talk about what is to be done
}

// list reads a list of units that begins at i: A、B和C. It returns their names and the place after it, or i.
func (n *namer) list(b *block, i, e int) (names []string, end int) {
	start := i
	end = i
	for i < e {
		one, j := n.one(b, i, e)
		if j == i && len(names) > 0 && i > end {
			one, j = n.trailing(b, i, e)
		}
		if j == i {
			break
		}
		names = appendNew(names, one...)
		if j+1 < e && b.r[j] == '、' && b.r[j+1] == '镇' && one[len(one)-1] == "各街道" && n.boundary(b, j+2, e) {
			names, j = append(names, "各镇"), j+2 // 各街道、镇
		}
		end = j
		if i = n.separator(b, j, e); i == j && (j >= e || !n.isClass(b, j, e)) {
			break
		}
	}
	if len(names) == 0 {
		return nil, start
	}
	if end < e && strings.HasPrefix(b.str(end, min(e, end+4)), "等有关") {
		end = skipAny(b.r, end, "等有关部门单位")
	} else if end < e && b.r[end] == '等' && len(names) > 0 {
		end = skipEtc(b, end, e)
	}
	return names, end
}

// trailing reads the last name of a list that no pattern knows, when a modal follows: 各景区、输配电企业要.
func (n *namer) trailing(b *block, i, e int) ([]string, int) {
	for j := i + 3; j <= min(e-1, i+10); j++ {
		if strings.ContainsRune("的、，对将把在和", b.r[j-1]) {
			return nil, i
		}
		if hasAnySuffix(b.str(i, j), "企业", "单位", "部门", "公司", "机构", "场所", "站点", "商户", "市场") && strings.ContainsRune("要须应必", b.r[j]) && b.word(i, j, tagAdverb|tagBan|tagCond) == nil {
			return []string{b.str(i, j)}, j
		}
	}
	return nil, i
}

// skipEtc steps over 等部门, 等5个单位.
func skipEtc(b *block, i, e int) int {
	j := i + 1
	for j < e && (digit(b.r[j]) || strings.ContainsRune("一二三四五六七八九十个家", b.r[j])) {
		j++
	}
	for _, w := range []string{"成员单位", "相关部门", "有关部门", "部门单位", "乡镇", "单位", "部门", "村", "社区", "企业"} {
		if j+len([]rune(w)) <= e && b.str(j, j+len([]rune(w))) == w {
			return j + len([]rune(w))
		}
	}
	return j
}

func appendNew(list []string, more ...string) []string {
	for _, m := range more {
		if m != "" && !slices.Contains(list, m) {
			list = append(list, m)
		}
	}
	return list
}

// separator steps over what joins two units.
func (n *namer) separator(b *block, i, e int) int {
	if i < e && b.r[i] == '、' && i+1 < e {
		return i + 1
	}
	if i < e && b.r[i] == '跟' && n.town != "" {
		return i + 1 // 派出所跟交管站
	}
	if i >= e || !strings.ContainsRune("以和及与", b.r[i]) {
		return i
	}
	for _, w := range []string{"以及", "和", "及", "与"} {
		if k := i + len([]rune(w)); k < e && b.str(i, k) == w {
			return k
		}
	}
	return i
}

// isClass says that a class follows another at once: 各乡镇各部门. In 各乡镇包村领导 it only tells who of them.
func (n *namer) isClass(b *block, i, e int) bool {
	return strings.ContainsRune("各县有全相", b.r[i]) && b.word(i, e, tagClass) != nil
}

// one reads one unit, or one group such as 教育、民政等部门.
func (n *namer) one(b *block, i, e int) ([]string, int) {
	j := n.prefix(b, i, e)
	if k := n.counted(b, j, e); k > j {
		return []string{b.str(j, k)}, k
	}
	if k := team(b, j, e); k > j {
		if s := b.str(k, min(e, k+2)); s == "组长" || s == "社长" || s == "队长" {
			return []string{b.str(j, k)}, k + 2
		}
		return []string{b.str(j, k)}, skipAny(b.r, k, "长")
	}
	if k := n.members(b, j, e); k > j {
		return []string{b.str(j, k)}, k
	}
	for _, read := range []func(*block, int, int) ([]string, int){n.shared, n.sectors, n.villages, n.known, n.long, n.class, n.pattern} {
		if names, k := read(b, j, e); k > j {
			return names, n.post(b, k, e)
		}
	}
	return n.office(b, j, e, i)
}

// office reads a county office of the dictionaries whatever stands behind it, for no other word begins like one.
func (n *namer) office(b *block, j, e, i int) ([]string, int) {
	w := b.word(j, e, tagUnit)
	if w == nil || len(w.text) < 4 || w.text[0] != '县' || !strings.ContainsRune("局队办段", w.text[len(w.text)-1]) {
		return nil, i
	}
	return []string{n.localise(w)}, n.post(b, j+len(w.text), e)
}

// long reads a county office with a long name before a pattern can find a shorter one in it: 县公安局交警大队.
func (n *namer) long(b *block, i, e int) ([]string, int) {
	if w := b.word(i, e, tagUnit); w == nil || len(w.text) < 6 {
		return nil, i
	}
	return n.office(b, i, e, i)
}

// prefix steps over 全县, 我县 and the county's own name.
func (n *namer) prefix(b *block, i, e int) int {
	for j := i; j < min(e-2, i+3); j++ {
		if b.r[j] == '你' && b.r[j+1] == '们' {
			return j + 2 // 老孟你们水利站
		}
	}
	if i < e && strings.ContainsRune("全我本要请", b.r[i]) {
		i = n.scopeWord(b, i, e)
	}
	return n.ownCounty(b, i, e)
}

// scopeWord steps over 全县, 我县 and the like.
func (n *namer) scopeWord(b *block, i, e int) int {
	for _, w := range []string{"全县", "我县", "本县", "我镇", "全镇", "全乡", "我乡", "要求", "请", "全区", "全市"} {
		if k := i + len([]rune(w)); k < e && b.str(i, k) == w && (b.word(i, e, tagClass) == nil || w != "全县") {
			i = k
		}
	}
	return i
}

// ownCounty steps over the county's own name before 县.
func (n *namer) ownCounty(b *block, i, e int) int {
	c := []rune(n.county)
	if len(c) > 0 && i+len(c) < e && b.r[i] == c[0] && b.str(i, i+len(c)) == n.county && strings.ContainsRune("县区市", b.r[i+len(c)]) {
		return i + len(c)
	}
	return i
}

// known reads a unit of the dictionaries or the registry.
func (n *namer) known(b *block, i, e int) ([]string, int) {
	w := b.word(i, e, tagUnit)
	if w == nil && n.level != "" && n.level != "县" && strings.HasPrefix(b.str(i, e), n.level) {
		if w := b.word(i+1, e, tagUnit); w != nil && strings.HasPrefix(w.name, "县") && n.boundary(b, i+1+len(w.text), e) {
			return []string{n.localise(w)}, i + 1 + len(w.text) // 区市场监管局
		}
	}
	if w == nil || !n.boundary(b, i+len(w.text), e) {
		return nil, i
	}
	if c := b.word(i, e, tagClass); n.talk && n.town == "" && c != nil && len(c.text) > len(w.text) {
		return nil, i // 妇联主任 of the village that talks
	}
	if len(w.text) <= 3 && string(w.text) != w.name {
		if names, j := n.pattern(b, i, e); j > i+len(w.text) && strings.HasPrefix(names[0], string(w.text)) && hasAnySuffix(names[0], "队", "中心", "站", "医院") {
			return names, j // 县应急救援大队 is not 县应急局
		}
	}
	return []string{n.localise(w)}, i + len(w.text)
}

// localise turns a county's name into the level of the text: 区住建局, 镇应急办.
func (n *namer) localise(w *word) string {
	said := string(w.text)
	switch {
	case n.town != "" && !strings.HasPrefix(said, "县") && (said == "安办" || strings.HasSuffix(said, "安委办")):
		return n.town + "安委办"
	case n.town != "" && (said == "团委" || said == "妇联" || said == "工会" || said == "纪委" || said == "武装部" || said == "供电所" || said == "人大" || said == "党政办" || hasAnySuffix(said, "站") && w.tag&tagUnit != 0 && strings.HasPrefix(w.name, "县") && !hasAnySuffix(said, "车站", "客运站", "质安站")):
		return n.town + said
	case n.level != "" && n.level != "县" && strings.HasPrefix(w.name, "县"):
		return n.level + strings.TrimPrefix(w.name, "县")
	}
	return w.name
}

// class reads a class of units.
func (n *namer) class(b *block, i, e int) ([]string, int) {
	w := b.word(i, e, tagClass)
	if w == nil || i > 1 && b.r[i-2] == '每' && b.r[i-1] != '位' || i > 0 && w.text[0] != '各' && strings.ContainsRune("远山偏缘灾余他大小多数型困", b.r[i-1]) {
		return nil, i // 三个偏远乡镇
	}
	end := i + len(w.text)
	if names, j := n.pattern(b, i, e); j > end && j <= end+4 && w.text[0] == '各' && hasAnySuffix(names[0], "劝导站", "水管站", "派出所", "林业站", "水利站", "应急办", "安监站", "卫生院", "中心校", "学区", "消防站", "交管站", "司法所", "综治办") {
		return names, j // 各乡镇劝导站
	}
	for _, own := range []string{"应急办", "应急管理办公室", "应急管理站", "应急所"} {
		if j := end + len([]rune(own)); w.text[0] == '各' && j <= e && b.str(end, j) == own {
			return []string{b.str(i, j)}, j // 应 could also be a modal
		}
	}
	if n.boundary(b, end, e) || n.isClass(b, end, e) {
		return []string{w.name}, end
	}
	if w.text[0] == '各' && len(w.text) >= 2 {
		if names, j := n.pattern(b, i, e); j > end {
			return names, j
		}
		return []string{w.name}, end
	}
	return nil, i
}
