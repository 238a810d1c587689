package minutes

import (
	"slices"
	"strings"
	"testing"
)

func TestLastRunesCoverAllSuffixes(t *testing.T) {
	t.Parallel()
	for _, suf := range slices.Concat(strongSuffixes, weakSuffixes) {
		r := []rune(suf)
		if !strings.ContainsRune(lastRunes, r[len(r)-1]) {
			t.Errorf("lastRunes lacks the end of %s", suf)
		}
	}
}

func TestUnitNames(t *testing.T) {
	t.Parallel()
	v, err := newVocabulary()
	if err != nil {
		t.Fatal(err)
	}
	v = v.with([]Unit{{Name: "县城市运行中心", Aliases: []string{"城运中心"}}})
	for _, c := range []struct{ text, town, want string }{
		{"县住房和城乡建设局要检查", "", "县住建局"},
		{"清水县交通运输局要检查", "", "县交通局"},
		{"交警队、住建局要检查", "", "县交警大队 县住建局"},
		{"永清镇、丰望乡和城关街道要检查", "", "永清镇 丰望乡 城关街道"},
		{"各乡镇人民政府要检查", "", "各乡镇"},
		{"各乡镇、各部门、各单位要检查", "", "各乡镇 县直各部门"},
		{"全县各级各部门要检查", "", "各级各部门"},
		{"各村（社区）要检查", "", "各村(社区)"},
		{"县安委会各成员单位要检查", "", "县安委会各成员单位"},
		{"教育、民政、卫健等部门要检查", "", "县教育局 县民政局 县卫健局"},
		{"县安委会办公室要检查", "", "县安委办"},
		{"杨家坪、后沟两个村要检查", "", "杨家坪村 后沟村"},
		{"沿江四镇要检查", "", "沿江四镇"},
		{"县委党校、县应急管理局在6月前举办", "", "县委党校 县应急局"},
		{"县气象局至5月底发布", "", "县气象局"},
		{"食安办、交管站逢集检查", "镇", "镇食安办 镇交管站"},
		{"每月至少带队下村检查", "", ""},
		{"检查情况报县安委办备案", "", ""},
		{"乡镇党委书记要检查", "", "各乡镇"},
		{"润达燃气公司要检查", "", "润达燃气公司"},
		{"城运中心要检查", "", "县城市运行中心"},
		{"派出所、应急办要检查", "镇", "镇派出所 镇应急办"},
		{"电话报告县教育局", "", ""},
		{"把各乡镇的情况", "", ""},
	} {
		b := newBlock(text{r: []rune(c.text)})
		b.found, b.counted = v.annotate(b.r), countsPlaces(b.r)
		n := &namer{county: "清水", level: "县", town: c.town}
		got, _ := n.list(b, 0, len(b.r))
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: got %v, want %s", c.text, got, c.want)
		}
	}
}
