package minutes

import (
	"slices"
	"strings"
)

// counted returns the place after 三家燃气企业, or i.
func (n *namer) counted(b *block, i, e int) int {
	j := i
	for j < e && j < i+3 && (isPlainDigit(b.r[j]) || digit(b.r[j])) {
		j++
	}
	if j == i || j+1 >= e || i > 0 && (b.r[i-1] == '那' || b.r[i-1] == '这') {
		return i // 那4家应急办上门: which firms, and who goes
	}
	if b.r[j] == '个' && j+2 < e && strings.ContainsRune("矿村镇乡站厂", b.r[j+1]) && !(j == i+1 && b.r[i] == '一') && b.word(j+2, e, tagVerb|tagAdverb|tagModal|tagPrep) != nil {
		return j + 2 // 两个矿从今晚起停工
	}
	if b.r[j] != '家' {
		return i
	}
	if _, k := n.one(b, j+1, e); k > j+1 {
		return k
	}
	return i
}

// team returns the place after 一组 or 二车间, the parts of a village or a works that have only a number, or i.
func team(b *block, i, e int) int {
	j := skipAny(b.r, i, chineseDigits)
	if j == i || j-i > 2 || i > 0 && hanzi(b.r[i-1]) {
		return i
	}
	for _, w := range []string{"组", "社", "队", "班", "车间", "工区", "工段"} {
		k := j + len([]rune(w))
		if k < e && b.str(j, k) == w && (strings.ContainsRune("、和长组社队要把在每负", b.r[k]) || b.word(k, e, tagVerb|tagAdverb) != nil) {
			return k
		}
	}
	return i
}

// members returns the place after 县安委会各成员单位, which is one class and keeps its name.
func (n *namer) members(b *block, i, e int) int {
	for j := i; j < min(e, i+24) && !isStop(b.r[j]) && b.r[j] != '、'; j++ {
		if b.r[j] != '成' || j == i || j+4 > e || b.str(j, j+4) != "成员单位" {
			continue
		}
		if w := b.word(i, e, tagUnit); w != nil && i+len(w.text) >= j-1 {
			return j + 4
		}
		head := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(b.str(i, j), "有关"), "相关"), "各"), "全体")
		if hasAnySuffix(head, "会", "部", "组", "指") && j-i > 3 && !strings.ContainsAny(head, "要在前的对将把由，0123456789“”") {
			return j + 4
		}
	}
	return i
}

// sectors reads 教育、民政、卫健等部门.
func (n *namer) sectors(b *block, i, e int) (names []string, end int) {
	j := i
	for j < e {
		w := b.word(j, e, tagSector)
		if w == nil {
			break
		}
		names = appendNew(names, n.localise(&word{text: []rune("县"), name: w.name}))
		j += len(w.text)
		if j < e && b.r[j] == '、' || j < e && b.r[j] == '和' {
			j++
			continue
		}
		break
	}
	if len(names) == 0 {
		return nil, i
	}
	k := j
	for _, w := range []string{"等多部门", "等各部门", "等相关部门", "等有关部门", "等行业部门", "等职能部门", "等部门单位", "等部门", "等单位", "等行业主管部门", "多部门", "部门", "三部门", "两部门", "四部门", "等成员单位", "两个部门", "三个部门", "三家单位", "等职能单位"} {
		if k+len([]rune(w)) <= e && b.str(k, k+len([]rune(w))) == w {
			return names, k + len([]rune(w))
		}
	}
	if len(names) > 1 && j+1 < e && (b.r[j] == '要' && b.r[j+1] != '求' || b.r[j] == '须' || b.str(j, j+2) == "必须") {
		return names, j // 公安、交通要盯住
	}
	if len(names) > 0 && j < e && hasAnyPrefix(b.str(j, min(e, j+2)), []string{"配合", "协助", "参与"}) {
		return names, j // 公安、住建配合
	}
	return nil, i
}

// shared reads 各建设、施工、监理单位, a list that shares its last word.
func (n *namer) shared(b *block, i, e int) (names []string, end int) {
	j := skipAny(b.r, i, "各")
	for j+2 < e && slices.Contains([]string{"建设", "施工", "监理", "设计", "勘察", "生产", "经营", "储存", "运输", "使用", "销售", "养护"}, b.str(j, j+2)) {
		names = append(names, b.str(j, j+2))
		if j += 2; b.r[j] != '、' && b.r[j] != '和' {
			break
		}
		j++
	}
	if len(names) < 2 || j+2 > e || b.str(j, j+2) != "单位" && b.str(j, j+2) != "企业" {
		return nil, i
	}
	for k := range names {
		names[k] += b.str(j, j+2)
	}
	return names, j + 2
}

// villages reads 杨家坪、后沟两个村 and 河口、石佛等5个乡镇.
func (n *namer) villages(b *block, i, e int) ([]string, int) {
	if !b.counted || i >= e || strings.ContainsRune("每选至", b.r[i]) {
		return nil, i
	}
	limit := min(e, i+40)
	for j := i + 1; j < limit; j++ {
		if isStop(b.r[j]) || strings.ContainsRune("要对将把（）的在同合由每选至", b.r[j]) {
			return nil, i
		}
		k := skipAny(b.r, j, "等")
		c := skipAny(b.r, k, "一二两三四五六七八九十0123456789")
		if c == k || c >= e {
			continue
		}
		c = skipAny(b.r, c, "个")
		for _, suffix := range []string{"乡镇", "村", "镇", "乡", "社区", "街道", "矿", "企业"} {
			if c+len([]rune(suffix)) > e || b.str(c, c+len([]rune(suffix))) != suffix || suffix == "村" && b.str(c, min(e, c+2)) == "村民" {
				continue
			}
			end := c + len([]rune(suffix))
			if n.actsInside(b, i, j, false) || strings.ContainsRune(b.str(i, j), '了') {
				return nil, i
			}
			if k == j && region(b.str(i, j)) {
				return []string{b.str(i, end)}, end
			}
			return splitNames(b.str(i, j), suffix), end
		}
	}
	return nil, i
}

// region says that a stretch names a part of the county and not one village: 沿江四镇 is a group and keeps its name.
func region(s string) bool {
	return !strings.ContainsAny(s, "、和及") && hasAnyPrefix(s, []string{"沿", "城区", "城关", "川", "库区", "林区", "东", "西", "南", "北", "其余", "上述", "以上", "灾区", "受灾", "试点", "浅山", "深山", "高山", "塬"})
}

// splitNames gives each name of a list the suffix they share.
func splitNames(list, suffix string) (names []string) {
	for _, s := range strings.FieldsFunc(list, func(r rune) bool { return r == '、' || r == '和' || r == '及' }) {
		if suffix == "乡镇" || strings.HasSuffix(s, suffix) {
			names = append(names, s)
		} else if suffix != "企业" {
			names = append(names, s+suffix)
		}
	}
	if len(names) < 2 && suffix != "村" {
		return names
	}
	return names
}
