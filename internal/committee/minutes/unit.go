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
	office string // who issued the text
}

// list reads a list of units that begins at i: A、B和C. It returns their names and the place after it, or i.
func (n *namer) list(b *block, i, e int) (names []string, end int) {
	end = i
	for i < e {
		one, j := n.one(b, i, e)
		if j == i {
			break
		}
		names = appendNew(names, one...)
		end = j
		if i = n.separator(b, j, e); i == j && (j >= e || !n.isClass(b, j, e)) {
			break
		}
	}
	if end < e && strings.HasPrefix(b.str(end, min(e, end+4)), "等有关") {
		end = skipAny(b.r, end, "等有关部门单位")
	} else if end < e && b.r[end] == '等' && len(names) > 0 {
		end = skipEtc(b, end, e)
	}
	return names, end
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

func (n *namer) isClass(b *block, i, e int) bool { return b.word(i, e, tagClass) != nil }

// one reads one unit, or one group such as 教育、民政等部门.
func (n *namer) one(b *block, i, e int) ([]string, int) {
	j := n.prefix(b, i, e)
	if k := n.counted(b, j, e); k > j {
		return []string{b.str(j, k)}, k
	}
	if k := n.members(b, j, e); k > j {
		return []string{b.str(j, k)}, k
	}
	for _, read := range []func(*block, int, int) ([]string, int){n.shared, n.sectors, n.villages, n.known, n.class, n.pattern} {
		if names, k := read(b, j, e); k > j {
			return names, n.post(b, k, e)
		}
	}
	return nil, i
}

// counted returns the place after 三家燃气企业, or i.
func (n *namer) counted(b *block, i, e int) int {
	j := i
	for j < e && j < i+3 && (isPlainDigit(b.r[j]) || digit(b.r[j])) {
		j++
	}
	if j == i || j+1 >= e || b.r[j] != '家' {
		return i
	}
	if _, k := n.one(b, j+1, e); k > j+1 {
		return k
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
		if hasAnySuffix(head, "会", "部", "组", "指") && j-i > 3 {
			return j + 4
		}
	}
	return i
}

// prefix steps over 全县, 我县 and the county's own name.
func (n *namer) prefix(b *block, i, e int) int {
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
	if w == nil || !n.boundary(b, i+len(w.text), e) {
		return nil, i
	}
	return []string{n.localise(w)}, i + len(w.text)
}

// localise turns a county's name into the level of the text: 区住建局, 镇应急办.
func (n *namer) localise(w *word) string {
	said := string(w.text)
	switch {
	case n.town != "" && !strings.HasPrefix(said, "县") && (said == "安办" || strings.HasSuffix(said, "安委办")):
		return n.town + "安委办"
	case n.level != "" && n.level != "县" && strings.HasPrefix(w.name, "县"):
		return n.level + strings.TrimPrefix(w.name, "县")
	}
	return w.name
}

// class reads a class of units.
func (n *namer) class(b *block, i, e int) ([]string, int) {
	w := b.word(i, e, tagClass)
	if w == nil {
		return nil, i
	}
	end := i + len(w.text)
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
	if !b.counted {
		return nil, i
	}
	limit := min(e, i+40)
	for j := i + 1; j < limit; j++ {
		if isStop(b.r[j]) || strings.ContainsRune("要对将把（）的在", b.r[j]) {
			return nil, i
		}
		k := skipAny(b.r, j, "等")
		c := skipAny(b.r, k, "一二两三四五六七八九十0123456789")
		if c == k || c >= e {
			continue
		}
		c = skipAny(b.r, c, "个")
		for _, suffix := range []string{"村", "镇", "乡", "社区", "街道", "乡镇", "矿", "企业"} {
			if c+len([]rune(suffix)) > e || b.str(c, c+len([]rune(suffix))) != suffix || suffix == "村" && b.str(c, min(e, c+2)) == "村民" {
				continue
			}
			return splitNames(b.str(i, j), suffix), c + len([]rune(suffix))
		}
	}
	return nil, i
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

// strong suffixes make a name a unit wherever it stands before a boundary; weak ones need a beginning such as 县 or 各.
var (
	strongSuffixes = []string{"成员单位", "管委会", "派出所", "居委会", "村委会", "指挥部", "办公室", "工作专班", "专班", "救援队", "大队", "中队", "支队", "分局", "公司", "集团", "煤矿", "医院", "卫生院", "中学", "小学", "幼儿园", "学校", "中心", "社区", "街道", "银行", "联社", "局", "镇", "乡", "委", "厅", "村", "厂", "合作社", "护林站", "管理站", "管护站", "管理所", "服务站", "加油站", "敬老院", "酒店", "超市", "商场", "项目部", "食堂", "股", "股室"}
	weakSuffixes   = []string{"单位", "企业", "部门", "站", "所", "队", "部", "办", "组", "会", "院", "段", "矿", "园", "场", "场所", "乡镇", "库", "岗", "点", "户", "机构", "党支部", "支部", "人员", "医疗机构", "员", "长", "师", "商户", "店", "队伍", "力量", "专业队", "工作专员", "经营户", "业主", "户主", "组织", "科室", "委员会"}
	weakStarts     = []string{"水域", "救援", "专业", "综合", "半专业", "民兵", "志愿", "各", "县", "镇", "乡", "市", "区", "省", "全县", "辖区", "施工", "建设", "监理", "物业", "运输", "客运", "危化", "矿山", "旅游", "燃气", "道路运输", "建筑施工", "烟花爆竹", "供电", "包村", "包片", "包保", "值班", "村", "驻村", "经营", "使用", "管理", "业主", "养护", "责任", "涉事", "事故", "相关", "有关", "重点", "网格", "护林", "联络", "景区", "农机", "公路", "水利", "气象", "民政", "应急", "农业", "司法", "财政", "综治", "派出", "交管", "养护", "兽医", "环卫", "电管", "邮政", "村镇", "退役", "便民", "执法", "市场", "水管", "林业", "畜牧", "党政", "卫生", "文化", "宣传", "安全", "消防", "劝导", "巡查", "检查", "督查", "工作"}
)

// pattern reads a unit that no list knows, by its ending and by what follows it.
func (n *namer) pattern(b *block, i, e int) ([]string, int) {
	if i >= e || !hanzi(b.r[i]) && !letter(b.r[i]) || strings.ContainsRune("要对将把由和及与须应请是在向从于了按并也还都使让以为据经报送交先再又已未不", b.r[i]) && !n.inName(b, i) {
		return nil, i
	}
	limit := min(e, i+22)
	for j := i + 2; j <= limit; j++ {
		if bad := b.r[j-1]; strings.ContainsRune("要对将把由，；。：（）“”《》、和及须应请是在向从于了按每0123456789", bad) && !n.inName(b, j-1) {
			return nil, i
		}
		if n.endsName(b, i, j) && n.boundary(b, j, e) && !n.notName(b, i, j) {
			j = n.longer(b, i, j, e)
			return []string{n.qualify(b.str(i, j))}, j
		}
	}
	return nil, i
}

// longer extends a name that goes on with 监管所 or 服务站: 各市场监管所, not 各市场.
func (n *namer) longer(b *block, i, j, e int) int {
	for k := j + 2; k <= min(e, j+4); k++ {
		if strings.ContainsRune("所站队办股", b.r[k-1]) && b.word(j, k-1, tagVerb) != nil && n.boundary(b, k, e) {
			return k
		}
	}
	return j
}

// inName allows a few characters that are part of names: 应急, 和平镇.
func (n *namer) inName(b *block, i int) bool {
	if i+1 >= len(b.r) {
		return false
	}
	return b.r[i] == '应' && b.r[i+1] == '急' || b.r[i] == '在' && strings.ContainsRune("建编册", b.r[i+1]) || b.r[i] == '和' && strings.ContainsRune("平乐顺谐", b.r[i+1])
}

// lastRunes are the last characters of all suffixes, for a quick test.
const lastRunes = "业主乡伍会位办区厂厅司员团园场堂委学室局岗市师库店心户所村构校段点班矿社站组织股行道部量镇长门队院"

func (n *namer) endsName(b *block, i, j int) bool {
	if !strings.ContainsRune(lastRunes, b.r[j-1]) {
		return false
	}
	s := b.str(i, j)
	if slices.Contains(weakStarts, s) || i > 0 && digit(b.r[i-1]) {
		return false
	}
	for _, suf := range strongSuffixes {
		if strings.HasSuffix(s, suf) {
			return true
		}
	}
	return slices.ContainsFunc(weakSuffixes, func(suf string) bool { return strings.HasSuffix(s, suf) && s != suf }) && hasAnyPrefix(s, weakStarts)
}

// notName refuses words that only look like names.
func (n *namer) notName(b *block, i, j int) bool {
	s := b.str(i, j)
	if j < len(b.r) && b.r[j-1] == '委' && (b.r[j] == '会' || b.r[j] == '办') {
		return true
	}
	for _, w := range []string{"离镇", "出镇", "到镇", "重点乡镇", "一个村", "农村", "全村", "本村", "进村", "驻村", "包村", "入村", "到村", "乡村", "山村", "到局", "全局", "大局", "结局", "布局", "格局", "严格局", "安委", "人委", "城乡", "下乡", "返乡", "家乡", "集镇", "城镇", "村镇", "逐村", "工作场所", "检查单位", "检查组", "工作人员", "不在岗", "上岗", "到岗", "脱岗", "在岗"} {
		if strings.HasSuffix(s, w) && !strings.HasPrefix(s, "各") && !(w == "安委" && len(s) > 6) && !(w == "检查组" && len(s) > 12) {
			return true
		}
	}
	for k := i; k < j-1; k++ {
		w := b.word(k, j, tagModal|tagBan)
		if w != nil && len(w.text) > 1 {
			return true
		}
	}
	return (!hasAnyPrefix(s, weakStarts) || !hasAnySuffix(s, strongSuffixes...) && len(s) > 36) && n.actsInside(b, i, j)
}

// actsInside says that a stretch holds a verb or the whole name of another unit: 电话报告县教育局 is no unit.
func (n *namer) actsInside(b *block, i, j int) bool {
	for k := i; k < j; k++ {
		if v := b.word(k, j, tagDo|tagLight); v != nil && len(v.text) >= 2 {
			return true
		}
		if u := b.word(k, j, tagUnit|tagClass); u != nil && k > i && len(u.text) >= 3 && strings.ContainsRune("县市区各乡", u.text[0]) {
			return true
		}
	}
	return false
}

// boundary says that a name may end at i: what follows is a mark, a verb, an adverb, a modal or a post.
func (n *namer) boundary(b *block, i, e int) bool {
	if i >= e {
		return true
	}
	if strings.ContainsRune("、，；。：（）的和及与等要须应将负牵会由每于在按对把就从分也各全自今明给这有不严节作向为共早先下也都首第派没两三四立签看带去到来叫让出逢", b.r[i]) || digit(b.r[i]) || b.r[i] == '\t' {
		return true
	}
	return b.word(i, e, tagVerb|tagAdverb|tagModal|tagBan|tagPost|tagPrep|tagFuture|tagCond|tagConj) != nil || timeStart(b.r[i]) && b.r[i] != '中' && b.r[i] != '小'
}

// qualify gives a bare name of a township's own office its 镇.
func (n *namer) qualify(s string) string {
	s = strings.TrimSuffix(strings.TrimSuffix(s, "党委"), "政府")
	if n.town == "" || hasAnyPrefix(s, []string{"县", "镇", "乡", "各", "市", "省"}) {
		return s
	}
	if slices.Contains([]string{"中学", "小学", "中心小学", "学校", "卫生院", "幼儿园"}, s) {
		return n.town + s
	}
	for _, own := range []string{"办", "站", "所", "中心", "办公室", "队", "专班", "派出所", "供电所"} {
		if strings.HasSuffix(s, own) && len([]rune(s)) <= 8 && !strings.HasSuffix(s, "村") {
			return n.town + s
		}
	}
	return s
}

// post steps over a post or a note behind a unit: 局长, 党委、政府, （社区）.
func (n *namer) post(b *block, i, e int) int {
	for range 3 {
		j := i
		if j < e && b.r[j] == '的' {
			j++
		}
		if w := b.word(j, e, tagPost); w != nil {
			i = j + len(w.text)
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
