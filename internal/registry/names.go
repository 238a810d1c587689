package registry

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/width"
)

// Initials returns the pinyin initials of a name in lower case, for search: 永清镇 is yqz. Letters and
// digits stay; everything else is left out.
func Initials(name string) string {
	args := pinyin.NewArgs()
	args.Style = pinyin.FirstLetter
	var b strings.Builder
	for _, r := range name {
		switch {
		case oddInitial(r) != 0:
			b.WriteByte(oddInitial(r))
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(unicode.ToLower(r))
		case unicode.Is(unicode.Han, r):
			if letters := pinyin.SinglePinyin(r, args); len(letters) > 0 {
				b.WriteString(letters[0])
			}
		}
	}
	return b.String()
}

// Spell writes a person's name in full pinyin, for logins: 王建国 becomes wangjianguo. Surnames are read
// as surnames, and what has no reading is left out.
func Spell(name string) string {
	args := pinyin.NewArgs()
	odd := map[rune]string{'贾': "jia", '单': "shan", '仇': "qiu", '曾': "zeng", '朴': "piao", '盖': "ge", '解': "xie", '区': "ou",
		'尉': "wei", '瞿': "qu", '查': "zha", '翟': "zhai", '乐': "yue", '覃': "qin", '缪': "miao", '冼': "xian"}
	var b strings.Builder
	for i, r := range []rune(name) {
		switch {
		case i == 0 && odd[r] != "":
			b.WriteString(odd[r])
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(unicode.ToLower(r))
		case unicode.Is(unicode.Han, r):
			if letters := pinyin.SinglePinyin(r, args); len(letters) > 0 {
				b.WriteString(letters[0])
			}
		}
	}
	return b.String()
}

// oddInitial corrects characters that place names and surnames read otherwise than the dictionary.
func oddInitial(r rune) byte {
	odd := map[rune]byte{'屲': 'w', '贾': 'j', '单': 's', '长': 'c', '什': 's', '仇': 'q', '曾': 'z', '尉': 'w', '朴': 'p',
		'盖': 'g', '解': 'x', '区': 'q', '硖': 'x', '岘': 'x', '邽': 'g', '瞿': 'q', '尧': 'y', '行': 'x', '重': 'z'}
	return odd[r]
}

// Fold brings a unit's name into the form in which names are compared: half width, no spaces, no
// province, city or county before it, 政府 for 人民政府, and a township without 政府 or 党委 behind it.
// 县委 and 县政府 keep their 县.
func Fold(name string) string {
	s := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == zeroWidth {
			return -1
		}
		return unicode.ToLower(r)
	}, width.Fold.String(name))
	s = strings.ReplaceAll(s, "人民政府", "政府")
	for _, seat := range []string{"省", "市", "县"} {
		s = withoutSeat(s, seat)
	}
	for _, tail := range []string{"党委政府", "政府", "党委"} {
		if rest, ok := strings.CutSuffix(s, tail); ok && (strings.HasSuffix(rest, "镇") || strings.HasSuffix(rest, "乡")) {
			return rest
		}
	}
	return s
}

const zeroWidth = '\u200b'

// withoutSeat cuts 甘肃省, 天水市, 清水县 or a bare 县 from the front of a name.
func withoutSeat(s, seat string) string {
	head, rest, ok := strings.Cut(s, seat)
	n := utf8.RuneCountInString(head)
	switch {
	case !ok || n > 4 || utf8.RuneCountInString(rest) < 2:
		return s
	case seat != "县" && (n < 2 || strings.Contains(head, "县")):
		return s // 市场监管局, 城市管理局, 县城市管理局 only look like a city
	case seat == "县" && beginsOrgan(rest):
		return seat + rest
	default:
		return rest
	}
}

// beginsOrgan reports whether 县 is part of the organ's own name: 县委, 县政府, 县人大, 县政协.
func beginsOrgan(rest string) bool {
	return slices.ContainsFunc([]string{"委", "政府", "人大", "政协", "级"}, func(h string) bool { return strings.HasPrefix(rest, h) })
}

// Abroad reports whether a name begins with the name of a county other than home: 甘谷县应急管理局 in 清水县. Names are
// compared without their county (Fold), so a table from elsewhere would else be read as one of the own units.
func Abroad(name, home string) bool {
	s := strings.Join(strings.Fields(width.Fold.String(name)), "")
	for _, seat := range []string{"省", "市"} {
		s = withoutSeat(s, seat)
	}
	head, _, _ := strings.Cut(s, "县")
	return withoutSeat(s, "县") != s && !slices.Contains([]string{"", "本", "我", "全", "县"}, head) && !strings.HasSuffix(home, head+"县") && utf8.RuneCountInString(head) < 5
}

// shortForms lists how the long official names of departments are shortened everywhere.
func shortForms() [][2]string {
	return [][2]string{
		{"住房和城乡建设局", "住建局"}, {"应急管理局", "应急局"}, {"交通运输局", "交通局"}, {"卫生健康局", "卫健局"},
		{"市场监督管理局", "市场监管局"}, {"人力资源和社会保障局", "人社局"}, {"发展和改革局", "发改局"},
		{"工业和信息化局", "工信局"}, {"林业和草原局", "林草局"}, {"文体广电和旅游局", "文旅局"},
		{"文化体育广播电视和旅游局", "文旅局"}, {"农业农村局", "农业局"}, {"公安局交通警察大队", "交警大队"},
		{"公安局交警大队", "交警大队"}, {"消防救援大队", "消防大队"}, {"自然资源局", "资源局"}, {"水务局", "水利局"},
		{"退役军人事务局", "退役军人局"}, {"医疗保障局", "医保局"}, {"城市管理综合执法局", "城管局"},
		{"安全生产委员会办公室", "安委办"}, {"安全生产委员会", "安委会"}, {"机关事务服务中心", "机关事务中心"},
		{"人民政府办公室", "政府办"}, {"供销合作社联合社", "供销社"}, {"国家税务总局清水县税务局", "税务局"},
	}
}

// UsualShort returns the usual short form of an official name, or nothing.
func UsualShort(name string) string {
	for _, f := range shortForms() {
		if strings.HasSuffix(name, f[0]) {
			return f[1]
		}
	}
	return ""
}

// Names lists every name under which a unit of the draft will be found, the usual short form among them.
func (d UnitDraft) Names() []UnitName {
	return mapped(d.apply(Unit{}).names(), func(n namedAs) UnitName { return UnitName{Name: n.name, By: n.kind} })
}

// tidyNames trims aliases, drops empty and double ones and what the full or short name says anyway.
func tidyNames(aliases []string, taken ...string) []string {
	var out []string
	for a := range slices.Values(aliases) {
		a = strings.TrimSpace(a)
		if a != "" && !slices.Contains(out, a) && !slices.Contains(taken, a) {
			out = append(out, a)
		}
	}
	slices.Sort(out)
	return out
}

// namedAs is one name of a unit as it is stored for Resolve.
type namedAs struct{ name, kind, folded string }

// names lists every name under which the unit is found, the usual short form among them.
func (u Unit) names() []namedAs {
	var out []namedAs
	add := func(name, kind string) {
		if name != "" && !slices.ContainsFunc(out, func(n namedAs) bool { return n.name == name }) {
			out = append(out, namedAs{name, kind, Fold(name)})
		}
	}
	add(u.Name, "full")
	add(u.Short, "short")
	for a := range slices.Values(u.Aliases) {
		add(a, "alias")
	}
	add(UsualShort(u.Name), "usual")
	return out
}

// class says which units a collective name means, and the committee whose members it means.
type class struct {
	kinds   []UnitKind
	members bool
}

// classOf reads a collective name: 各乡镇, 县直各部门, 各成员单位. ok is false for a single unit's name.
func classOf(name string) (c class, ok bool) {
	switch Fold(name) {
	case "各乡镇", "各乡(镇)", "各镇", "乡镇", "各乡镇政府", "18个乡镇", "十八个乡镇", "18乡镇":
		return class{kinds: []UnitKind{TownshipUnit}}, true
	case "直各部门", "直部门", "直有关部门", "直各行业部门", "直各部门单位", "各部门", "各有关部门", "有关部门", "各行业部门",
		"各行业主管部门", "各相关部门", "相关部门":
		return class{kinds: []UnitKind{PartyOrgan, GovernmentOrgan, Department}}, true
	case "各单位", "各部门各单位", "各部门、各单位", "各级各部门", "各级各部门各单位", "直各单位", "各级各有关部门":
		return class{kinds: []UnitKind{PartyOrgan, GovernmentOrgan, Department, TownshipUnit, PublicInstitution, Park}}, true
	case "各成员单位", "成员单位", "安委会成员单位", "各安委会成员单位", "安委会各成员单位":
		return class{members: true}, true
	case "各村", "各村社区", "各村(社区)", "各村、社区", "各村组", "各行政村":
		return class{kinds: []UnitKind{VillageUnit}}, true
	case "各企业", "各生产经营单位", "各生产经营企业", "生产经营单位":
		return class{kinds: []UnitKind{Enterprise}}, true
	}
	return class{}, false
}
