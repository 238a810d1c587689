package minutes

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// strong suffixes make a name a unit wherever it stands before a boundary; weak ones need a beginning such as 县 or 各.
var (
	strongSuffixes = []string{"成员单位", "管委会", "派出所", "居委会", "村委会", "指挥部", "办公室", "工作专班", "专班", "救援队", "扑火队", "巡护队", "突击队", "抢险队", "护林队", "巡逻队", "大队", "中队", "支队", "分局", "公司", "集团", "煤矿", "医院", "卫生院", "中学", "小学", "幼儿园", "学校", "景区", "矿山", "矿井", "度假村", "中心", "社区", "街道", "银行", "联社", "局", "镇", "乡", "委", "厅", "村", "厂", "合作社", "护林站", "管理站", "管护站", "管理所", "服务站", "加油站", "党校", "中心校", "职专", "职中", "一中", "二中", "三中", "四中", "林场", "学区", "敬老院", "酒店", "超市", "商场", "项目部", "食堂", "股", "股室", "车间", "工段", "区队", "工区"}
	weakSuffixes   = []string{"值班室", "调度室", "单位", "企业", "部门", "站", "所", "队", "部", "办", "组", "会", "院", "段", "矿", "园", "场", "场所", "乡镇", "库", "岗", "点", "户", "机构", "党支部", "支部", "人员", "医疗机构", "员", "长", "师", "商户", "店", "队伍", "力量", "专业队", "工作专员", "经营户", "业主", "户主", "科室", "志愿组织", "社会组织", "专业组织", "公益组织", "党组织", "自治组织", "基层组织", "团组织", "委员会"}
	weakStarts     = []string{"维保", "检验", "总包", "分包", "租赁", "安装", "产权", "供货", "综采", "综掘", "掘进", "采煤", "开拓", "通防", "机运", "机修", "机电", "通风", "洗选", "巡检", "维修", "保运", "抽采", "局", "液氧", "制氧", "锅炉", "空压", "变电", "配电", "水泵", "加药", "充电", "换热", "供配电", "气化", "调压", "加气", "油气", "污水处理", "尾矿", "加油", "餐饮", "规上", "规模以上", "涉氨", "涉爆", "工贸", "用气", "物流", "快递", "商贸", "校外", "培训", "充装", "零售", "批发", "民爆", "化工", "冶金", "建材", "农资", "粮食", "电力", "通信", "供排水", "污水", "游乐", "漂流", "民宿", "屠宰", "地质", "勘查", "测绘", "食安", "食品", "国土", "城建", "村建", "规建", "综治", "维稳", "信访", "社保", "党建", "纪检", "社会事务", "公共服务", "农技", "农经", "动物防疫", "自然资源", "平安", "经济发展", "防汛", "防火", "森防", "道安", "交安", "电管", "水务", "水保", "土地", "环保", "卫健", "疾控", "教管", "市政", "供水", "供热", "供气", "热力", "微型消防", "水域", "救援", "专业", "综合", "半专业", "民兵", "志愿", "各", "县", "镇", "乡", "市", "区", "省", "全县", "辖区", "施工", "建设", "监理", "物业", "运输", "客运", "危化", "矿山", "旅游", "燃气", "道路运输", "建筑施工", "烟花爆竹", "供电", "包村", "包片", "包保", "值班", "村", "驻村", "经营", "使用", "管理", "业主", "养护", "责任", "涉事", "事故", "相关", "有关", "重点", "网格", "护林", "联络", "景区", "农机", "公路", "水利", "气象", "民政", "应急", "农业", "司法", "财政", "综治", "派出", "交管", "养护", "兽医", "环卫", "电管", "邮政", "村镇", "退役", "便民", "执法", "市场", "水管", "林业", "畜牧", "党政", "卫生", "文化", "宣传", "安全", "消防", "劝导", "巡查", "检查", "督查", "工作"}
)

// strongByLast and weakByLast hold the suffixes by their last character, for there are many.
var strongByLast, weakByLast = byLast(strongSuffixes), byLast(weakSuffixes)

func byLast(list []string) map[rune][]string {
	out := map[rune][]string{}
	for _, s := range list {
		r, _ := utf8.DecodeLastRuneInString(s)
		out[r] = append(out[r], s)
	}
	return out
}

// pattern reads a unit that no list knows, by its ending and by what follows it.
func (n *namer) pattern(b *block, i, e int) ([]string, int) {
	if i >= e || !hanzi(b.r[i]) && !letter(b.r[i]) || noStart.has(b.r[i]) && !n.inName(b, i) {
		return nil, i
	}
	if i+1 < e && strings.ContainsRune("一两二三四几", b.r[i]) && strings.ContainsRune("次轮场批遍期个", b.r[i+1]) {
		return nil, i
	}
	if b.r[i] == '起' && i > 0 && timeEnd(b.r[i-1]) {
		return nil, i // 从明天起党政办
	}
	if i > 0 && (insideWord(b.r[i-1], b.r[i]) || b.r[i-1] == '个' && !(i > 1 && strings.ContainsRune("这那", b.r[i-2])) || b.r[i-1] == '每') {
		return nil, i
	}
	if b.r[i] == '接' && i+1 < e && strings.ContainsRune("市县省上区", b.r[i+1]) || i > 0 && b.r[i-1] == '接' && strings.ContainsRune("市省", b.r[i]) {
		return nil, i // 接市防办通知
	}
	if i > 0 && b.word(i-1, i+1, tagDo) != nil && len(b.word(i-1, i+1, tagDo).text) == 2 {
		return nil, i // no name begins inside 保障
	}
	limit := min(e, i+22)
	for j := i + 2; j <= limit; j++ {
		if bad := b.r[j-1]; noInside.has(bad) && !n.inName(b, j-1) {
			return nil, i
		}
		if n.endsName(b, i, j) && n.boundary(b, j, e) && !n.notName(b, i, j) {
			j = n.longer(b, j, e)
			return []string{n.qualify(b.str(i, j))}, j
		}
	}
	return nil, i
}

// timeEnd says that a word of time can end with the rune.
func timeEnd(r rune) bool { return strings.ContainsRune("天日号月年周晚早", r) }

// insideWord says that two runes belong together, so that no name begins between them: 城区, 乡镇, 农村.
func insideWord(before, at rune) bool {
	switch at {
	case '区':
		return strings.ContainsRune("城社景园林库山灾校厂辖牧矿新郊片地街小疫禁灌放燃烧限险涝", before)
	case '村':
		return strings.ContainsRune("农山乡", before)
	case '镇':
		return strings.ContainsRune("城集乡", before)
	case '市':
		return strings.ContainsRune("城超夜菜门上", before)
	case '乡':
		return hanzi(before) && !strings.ContainsRune("由请和与及让给向对将把各使县会同于在我全本", before)
	case '县':
		return strings.ContainsRune("全我各本", before)
	}
	return false
}

// longer extends a name that goes on with 监管所 or 服务站: 各市场监管所, not 各市场.
func (n *namer) longer(b *block, j, e int) int {
	for k := j + 2; k <= min(e, j+4); k++ {
		if strings.ContainsRune("所站队办股", b.r[k-1]) && b.r[j] != '跟' && b.word(j, k-1, tagVerb) != nil && n.boundary(b, k, e) {
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
	return b.r[i] == '应' && b.r[i+1] == '急' || b.r[i] == '交' && strings.ContainsRune("管通警运", b.r[i+1]) || b.r[i] == '经' && strings.ContainsRune("济开营", b.r[i+1]) || b.r[i] == '就' && b.r[i+1] == '业' || b.r[i] == '在' && strings.ContainsRune("建编册", b.r[i+1]) || b.r[i] == '和' && strings.ContainsRune("平乐顺谐", b.r[i+1])
}

// lastRunes are the last characters of all suffixes, for a quick test.
const lastRunes = "间段山井专中业主乡伍会位办区厂厅司员团园场堂委学室局岗市师库店心户所村构校段点班矿社站组织股行道部量镇长门队院"

func (n *namer) endsName(b *block, i, j int) bool {
	if !lastSet.has(b.r[j-1]) {
		return false
	}
	s := b.str(i, j)
	if i > 0 && digit(b.r[i-1]) || slices.Contains(weakStarts, s) {
		return false
	}
	if slices.Contains(callings, s) {
		return true
	}
	if strings.HasSuffix(s, "乡镇") && !hasAnyPrefix(s, weakStarts) {
		return false // 偏远乡镇
	}
	if hasAnySuffix(s, strongByLast[b.r[j-1]]...) {
		return true
	}
	if j-i >= 3 && j-i <= 5 && strings.ContainsRune("站所办", b.r[j-1]) && b.r[j-2] != '场' && !n.actsInside(b, i, j, true) {
		return true // an office of a township or of a department
	}
	if j-i == 3 && strings.ContainsRune("部科股队", b.r[j-1]) && !hasAnySuffix(s, notOffices...) && (i == 0 || !hanzi(b.r[i-1])) && !n.actsInside(b, i, j, true) {
		return true // 索道部
	}
	if addressesPeople(s) {
		return false
	}
	return slices.ContainsFunc(weakByLast[b.r[j-1]], func(suf string) bool { return strings.HasSuffix(s, suf) && s != suf }) && hasAnyPrefix(s, weakStarts)
}

// notOffices end like an office of an enterprise and are none.
var notOffices = []string{"全部", "内部", "外部", "干部", "局部", "总部", "西部", "东部", "南部", "北部", "中部", "底部", "顶部", "根部", "村部", "车队", "列队", "排队", "本科", "一股", "站队", "部队", "带队", "组队", "全队"}

// addressesPeople knows 劝导流浪人员: an act on people, and no people who act like 巡查人员.
func addressesPeople(s string) bool {
	rest, ok := strings.CutSuffix(s, "人员")
	return ok && hasAnyPrefix(rest, nameVerbs) && !slices.Contains(nameVerbs, rest)
}

// notName refuses words that only look like names.
func (n *namer) notName(b *block, i, j int) bool {
	s := b.str(i, j)
	if s == "镇村" || s == "乡村" || j < len(b.r) && b.r[j-1] == '委' && (b.r[j] == '会' || b.r[j] == '办') {
		return true
	}
	for _, w := range []string{"本镇", "本乡", "本县", "本村", "包村", "包片", "离镇", "出镇", "到镇", "重点乡镇", "一个村", "农村", "全村", "本村", "进村", "驻村", "包村", "入村", "到村", "乡村", "山村", "报局", "到局", "全局", "大局", "结局", "布局", "格局", "严格局", "安委", "人委", "城乡", "下乡", "返乡", "家乡", "集镇", "城镇", "村镇", "逐村", "件事马上办", "马上办", "灾害点", "隐患点", "风险点", "工作场所", "检查单位", "任组长", "副组长", "为组长", "检查组", "工作人员", "不在岗", "上岗", "到岗", "脱岗", "在岗", "下村", "走村", "串村", "回村", "驻点", "带队", "全队", "组队"} {
		if strings.HasSuffix(s, w) && (!strings.HasPrefix(s, "各") || w == "包村") && !(w == "安委" && len(s) > 6) && !(w == "检查组" && len(s) > 12) {
			return true
		}
	}
	for k := i; k < j-1; k++ {
		if k > i && strings.ContainsRune("报送交", b.r[k]) && (strings.ContainsRune("县镇乡区市", b.r[k+1]) || b.r[k] == '报' && k == i+1 && j-k >= 3) {
			return true // 名单报镇村建办
		}
		w := b.word(k, j, tagModal|tagBan)
		if w != nil && len(w.text) > 1 || b.r[k] == '一' && b.r[k+1] == '律' {
			return true
		}
	}
	if strings.HasSuffix(s, "所") && !hasAnySuffix(s, "出所", "政所", "法所", "管所", "理所", "电所") && j < len(b.r) && strings.ContainsRune("有属需辖谓", b.r[j]) {
		return true // 与辖区所有农户
	}
	if n.opensOtherwise(b, i, j) || n.holdsUnit(b, i, j) || containsAny(s, "经校长", "经主要", "经分管", "经负责", "经领导", "经专家", "都接", "都撤", "都搬", "都转", "期间", "小时内", "分钟内", "日内", "组成", "成立") || strings.Contains(strings.TrimSuffix(s, "人员"), "人员") {
		return true
	}
	named := hasAnyPrefix(s, callings) || hasAnyPrefix(s, weakStarts) && (hasAnySuffix(s, strongSuffixes...) || len(s) <= 36)
	return n.actsInside(b, i, j, named || hasAnySuffix(s, "股", "股室"))
}

// callings are names that are made of a verb alone.
var callings = []string{"指挥中心", "值班室", "调度室", "调度中心", "监测中心", "救援中心", "服务中心"}

// nameVerbs are verbs that names of units hold: 巡查队, 服务站, 综合执法大队.
var nameVerbs = strings.Fields("保障 救灾 减灾 维保 总包 租赁 综采 综掘 掘进 采煤 开拓 洗选 巡检 抽采 通风 保运 急救 派出 应急 检查 督查 督导 巡查 巡护 执法 救援 救护 值班 值守 执勤 服务 管理 监管 监督 养护 维护 管护 维修 排查 整治 治理 宣传 宣讲 劝导 指挥 调度 防控 抢险 抢修 检测 监测 检验 检修 运输 施工 建设 经营 生产 储存 使用 销售 培训 考核 评估 审批 收购 回收 充装 配送 安装 改造 流调 采样 消杀 隔离 转运 接种 扑火 备勤 志愿 安全 护学 交接 集中 拆除 清运 清洁 供应 储备 采购 设计 勘察 评价 鉴定 审计 统计 研究 开发 投资 物流 联系 保障 承办 负责 责任 协调 分包 包抓 包保 帮扶 护路 治超 防火 防汛 驻守 专项 组织 领导 联合 监控 观测 预警 预报 调查 处置 处理 征收 搬迁 安置")

// actsInside says that a stretch holds a verb; in what begins like a name some verbs are part of it.
func (n *namer) actsInside(b *block, i, j int, named bool) bool {
	for k := i; k < j; k++ {
		v := b.word(k, j, tagDo|tagLight)
		if v == nil || len(v.text) < 2 || k+2 <= j && b.r[k+1] == '办' && b.r[k] == '会' {
			continue // 专委会办公室 holds no 会办
		}
		if !named || !slices.Contains(nameVerbs, string(v.text)) {
			return true
		}
		k += len(v.text) - 1
	}
	return false
}

// holdsUnit says that a stretch goes on to the whole name of another unit: 电话报告县教育局 is no unit.
func (n *namer) holdsUnit(b *block, i, j int) bool {
	for k := i + 1; k < j; k++ {
		if u := b.word(k, j, tagUnit|tagClass); u != nil && len(u.text) >= 3 && strings.ContainsRune("县市区各乡", u.text[0]) {
			return true
		}
	}
	return false
}

// opensOtherwise says that a stretch begins with a rhythm, a condition or an adverb, as no name does: 每月至少带队下村.
func (n *namer) opensOtherwise(b *block, i, j int) bool {
	if b.word(i, j, tagRecur|tagCond|tagPast) != nil {
		return true
	}
	w := b.word(i, j, tagAdverb)
	return w != nil && len(w.text) >= 2 && !slices.Contains([]string{"综合", "重点", "集中", "联合", "临时", "专业", "应急", "协同"}, string(w.text))
}

// boundary says that a name may end at i: what follows is a mark, a verb, an adverb, a modal or a post.
func (n *namer) boundary(b *block, i, e int) bool {
	if i >= e {
		return true
	}
	if boundaries.has(b.r[i]) || digit(b.r[i]) || b.r[i] == '\t' {
		return true
	}
	if n.nick(b, i, e) > i || n.talk && b.word(i, e, tagStem) != nil {
		return true
	}
	if b.r[i] == '长' && i > 0 && strings.ContainsRune("部局所站院乡镇科队厂矿校", b.r[i-1]) {
		return true // 武装部长: the post of the unit
	}
	return b.word(i, e, tagVerb|tagAdverb|tagModal|tagBan|tagPost|tagPrep|tagFuture|tagCond|tagConj) != nil || timeStart(b.r[i]) && b.r[i] != '中' && b.r[i] != '小'
}

// qualify gives a bare name of a township's own office its 镇.
func (n *namer) qualify(s string) string {
	s = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(s, "党委"), "政府"), "人民")
	if n.town == "" && n.talk && s == "组长" {
		return "各组" // of the village that talks
	}
	if n.town == "" && strings.HasSuffix(s, "局") && len([]rune(s)) <= 6 && !hasAnyPrefix(s, []string{"县", "市", "省", "区", "州", "国", "各", "总", "我", "你", "他", "该", "贵", "本", "邻", "两", "三", "多", "有"}) {
		return cmp.Or(n.level, "县") + s // 能源局 of a county's text
	}
	if n.town == "" || hasAnyPrefix(s, []string{"县", "镇", "乡", "各", "市", "省"}) && !hasAnyPrefix(s, []string{"市场", "市政", "市容"}) {
		return s
	}
	if slices.Contains([]string{"中学", "小学", "中心小学", "中心校", "中心学区", "中心幼儿园", "学区", "学校", "卫生院", "幼儿园"}, s) {
		return n.town + s
	}
	for _, own := range []string{"办", "站", "所", "中心", "办公室", "队", "专班", "派出所", "供电所"} {
		if strings.HasSuffix(s, own) && len([]rune(s)) <= 8 && !strings.HasSuffix(s, "村") {
			return n.town + s
		}
	}
	return s
}
