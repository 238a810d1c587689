package minutes

import (
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"
)

// seeds adds a few whole texts and the awkward pieces that once broke a reader of this kind.
func seeds(f *testing.F) {
	f.Helper()
	names, err := filepath.Glob("testdata/dev/*1*.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	for _, s := range []string{"", "。", "，，；；：：", "（（（（““《《", "要要要要对对对将将将", "一、\n（一）\n1.\n①", "2月30日前完成", "序号\t任务\t责任单位\n1\t\t",
		"责任单位：\n完成时限：", "県長(ㄒ)", "擴(kuò", "每每每月月前前内", "自至到从9999年99月99日", "\xff\xfe\x00", "各乡镇、、、和和及及", "由由由牵头"} {
		f.Add([]byte(s))
	}
}

// FuzzParse checks that any bytes give an answer whose spans lie inside the text and stand in order of their beginning's block.
func FuzzParse(f *testing.F) {
	seeds(f)
	r, err := Builtin()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, err := Decode(raw)
		if err != nil {
			return
		}
		n := utf8.RuneCountInString(s)
		p := r.ParseString(s, Options{})
		for _, d := range p.Decisions {
			if d.Source.Start < 0 || d.Source.End > n || d.Source.Start >= d.Source.End {
				t.Fatalf("span %v of %q lies outside a text of %d runes", d.Source, d.Text, n)
			}
			if d.Why == "" || d.Topic == "" || d.Owners == nil || d.CoOwners == nil {
				t.Fatalf("incomplete decision %+v", d)
			}
		}
	})
}

// FuzzDecode checks that decoding never fails in another way than with one of its two errors.
func FuzzDecode(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, err := Decode(raw)
		if err == nil && !utf8.ValidString(s) {
			t.Fatalf("decoded %q is not valid", s)
		}
	})
}

// FuzzDates checks that expressions of time lie inside the text, in order, and name days that exist.
func FuzzDates(f *testing.F) {
	for _, s := range []string{"3月10日前", "二〇二四年二月三十日", "腊月二十三前", "3个工作日内", "节前", "自3月1日至4月5日", "下周五前", "一季度末", "99999999日内", "十十十月", "2024年"} {
		f.Add(s, "2024-02-29")
	}
	r, err := Builtin()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s, base string) {
		day, err := parseDay(base)
		if err != nil {
			return
		}
		runes, last := []rune(s), 0
		for _, x := range (clock{base: day, cal: r.cal}).scanTimes(runes) {
			if x.s < last || x.e <= x.s || x.e > len(runes) {
				t.Fatalf("%q: bad span %+v", s, x)
			}
			last = x.e
			if _, err := parseDay(string(x.due)); x.due != "" && err != nil {
				t.Fatalf("%q: %s does not exist", s, x.due)
			}
		}
	})
}
