package paper

import (
	"bytes"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"anlan"
)

// ownTemplate is a county's template as a word processor leaves it: a place cut into runs, one in a text box.
func ownTemplate(t testing.TB, extra ...entry) []byte {
	t.Helper()
	body := `<w:p><w:r><w:t>{{标</w:t></w:r><w:r><w:t>题}}</w:t></w:r></w:p><w:p><w:r><w:t>文号：〔文号〕，不是〔2026〕</w:t></w:r></w:p>` +
		`<w:p><w:pPr><w:ind w:firstLine="640"/></w:pPr><w:r><w:t>{{正文}}</w:t></w:r></w:p><w:p><w:r><w:txbxContent><w:p><w:r><w:t>{{日期}}</w:t></w:r></w:p></w:txbxContent></w:r></w:p>`
	return docxWith(t, body, extra...)
}

func readTemplate(file []byte) (*Template, error) {
	return ReadTemplate(bytes.NewReader(file), int64(len(file)))
}

func TestTemplateIsFilledTheSameEveryTime(t *testing.T) {
	t.Parallel()
	tpl, err := readTemplate(ownTemplate(t))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(tpl.Places, " "); got != "标题 文号 正文 日期" {
		t.Errorf("places %s", got)
	}
	if !tpl.Alone("正文") || tpl.Alone("文号") {
		t.Error("正文 stands alone, 文号 does not")
	}
	values := map[string]string{"标题": "关于<隐患>的通知", "文号": "清安委办发〔2026〕1号", "正文": "第一段\n第二段", "日期": "2026年3月3日"}
	var first, second bytes.Buffer
	if err := errors.Join(tpl.Fill(&first, Fills{Values: values}), tpl.Fill(&second, Fills{Values: values})); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("the same values gave other bytes")
	}
	text, err := DocxText(bytes.NewReader(first.Bytes()), int64(first.Len()))
	want := "关于<隐患>的通知\n文号：清安委办发〔2026〕1号，不是〔2026〕\n第一段\n第二段\n2026年3月3日\n\n"
	if err != nil || text != want {
		t.Errorf("%q, %v", text, err)
	}
}

// Tables that have no place of their own stand behind everything, and the pages keep their look.
func TestTablesBehindATemplate(t *testing.T) {
	t.Parallel()
	sect := `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>`
	table := Table{Caption: "附件：缺口", Columns: []TableColumn{{Title: "乡镇", Width: 1}}, Rows: [][]string{{"红堡镇"}}}
	for name, body := range map[string]string{"with": `<w:p><w:r><w:t>{{正文}}</w:t></w:r></w:p>` + sect, "without": `<w:p><w:r><w:t>{{正文}}</w:t></w:r></w:p>`} {
		tpl, err := readTemplate(docxWith(t, body))
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := tpl.Fill(&b, Fills{Values: map[string]string{"正文": "如下"}, Behind: []Table{table}}); err != nil {
			t.Fatal(err)
		}
		text, err := DocxText(bytes.NewReader(b.Bytes()), int64(b.Len()))
		if err != nil || !strings.Contains(text, "附件：缺口") || strings.Index(text, "红堡镇") < strings.Index(text, "如下") {
			t.Errorf("%s: %q %v", name, text, err)
		}
		again, err := readTemplate(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range again.entries {
			if e.name == "word/document.xml" && name == "with" && !strings.Contains(string(e.raw), sect+"</w:body>") {
				t.Errorf("the look of the pages stands no more at the end: %s", e.raw)
			}
		}
	}
}

// A wide table behind a form lies on its side; the form's own pages and what follows stand as they did, with the same
// heads and feet, and the pages are counted on.
func TestWideTablesBehindATemplate(t *testing.T) {
	t.Parallel()
	own := `<w:sectPr w:rsidR="1"><w:footerReference w:type="default" r:id="rId9"/><w:type w:val="continuous"/><w:pgSz w:w="11906" w:h="16838" w:code="9"/>` +
		`<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851"/><w:pgNumType w:fmt="decimal" w:start="3"/></w:sectPr>`
	turned := `<w:sectPr w:rsidR="1"><w:footerReference w:type="default" r:id="rId9"/><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>` +
		`<w:pgMar w:top="1588" w:right="2098" w:bottom="1474" w:left="1984" w:header="851"/><w:pgNumType w:fmt="decimal"/></w:sectPr>`
	upright := strings.Replace(strings.Replace(own, `<w:type w:val="continuous"/>`, "", 1), ` w:start="3"`, "", 1)
	table := func(name string, wide bool) Table {
		return Table{Caption: name, Wide: wide, Columns: []TableColumn{{Title: "乡镇", Width: 1}}, Rows: [][]string{{"红堡镇"}}}
	}
	for _, x := range []struct {
		look   string
		tables []Table
		want   []string // the looks in their order
	}{
		{own, []Table{table("甲", false)}, []string{own}},
		{own, []Table{table("甲", true)}, []string{own, turned}},
		{own, []Table{table("甲", true), table("乙", true), table("丙", false)}, []string{own, turned, upright}},
		{own, []Table{table("甲", false), table("乙", true)}, []string{own, turned}},
		{turned, []Table{table("甲", true)}, []string{turned, turned}},
		{"", []Table{table("甲", true)}, []string{plain, turn(plain)}},
		{`<w:sectPr/>`, []Table{table("甲", true)}, []string{plain, turn(plain)}},
	} {
		body := `<w:p><w:r><w:t>{{正文}}</w:t></w:r></w:p>` + x.look + `<w:bookmarkEnd w:id="0"/>`
		tpl, err := readTemplate(docxWith(t, body))
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := tpl.Fill(&b, Fills{Behind: x.tables}); err != nil {
			t.Fatal(err)
		}
		again, err := readTemplate(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range again.entries {
			if e.name != "word/document.xml" {
				continue
			}
			if got := regexp.MustCompile(`<w:sectPr.*?</w:sectPr>`).FindAllString(string(e.raw), -1); !slices.Equal(got, x.want) {
				t.Errorf("%d tables behind %q:\n%s\nwant\n%s", len(x.tables), x.look, strings.Join(got, "\n"), strings.Join(x.want, "\n"))
			}
			if !strings.HasSuffix(string(e.raw), `</w:sectPr><w:bookmarkEnd w:id="0"/></w:body></w:document>`) && x.look != "" {
				t.Errorf("what ends the body is lost: %s", e.raw[len(e.raw)-200:])
			}
		}
	}
}

// A wide table at a place of the form's own lies on its side, and what follows stands upright again with the form's heads
// and feet, counted on; where the section cannot be turned it stands as the page does, and the form says at which place.
func TestWideTablesAtAPlace(t *testing.T) {
	t.Parallel()
	own := `<w:sectPr><w:headerReference w:type="first" r:id="rId8"/><w:pgSz w:w="11906" w:h="16838"/><w:pgNumType w:start="3"/><w:titlePg/></w:sectPr>`
	went := `<w:sectPr><w:headerReference w:type="first" r:id="rId8"/><w:pgSz w:w="11906" w:h="16838"/><w:pgNumType/></w:sectPr>`
	turned := strings.Replace(went, `w:w="11906" w:h="16838"`, `w:w="16838" w:h="11906" w:orient="landscape"`, 1)
	lying := `<w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr>`
	para := func(text string) string { return `<w:p><w:r><w:t>` + text + `</w:t></w:r></w:p>` }
	at, after := para("{{附表}}"), para("以上")
	table := func(name string, wide bool) Table {
		return Table{Caption: name, Wide: wide, Columns: []TableColumn{{Title: "乡镇", Width: 1}}, Rows: [][]string{{"红堡镇"}}}
	}
	for name, x := range map[string]struct {
		body   string
		tables []Table
		want   []string // the looks in their order
		stays  bool     // upright
	}{
		"between":           {at + after + own, []Table{table("甲", true)}, []string{own, turned, went}, false},
		"at the end":        {after + at + own, []Table{table("甲", true)}, []string{own, turned}, false},
		"narrow":            {at + after + own, []Table{table("甲", false)}, []string{own}, false},
		"both":              {at + own, []Table{table("甲", true), table("乙", false)}, []string{own, turned, went}, false},
		"twice":             {at + after + at + own, []Table{table("甲", true)}, []string{own, turned, went, turned}, false},
		"lies already":      {at + after + lying, []Table{table("甲", true)}, []string{lying}, false},
		"no look":           {at + after, []Table{table("甲", true)}, []string{plain, turn(plain), plain}, false},
		"earlier section":   {at + `<w:p><w:pPr>` + own + `</w:pPr></w:p>` + after + own, []Table{table("甲", true)}, []string{own, own}, true},
		"in a cell":         {`<w:tbl><w:tr><w:tc>` + at + `</w:tc></w:tr></w:tbl>` + after + own, []Table{table("甲", true)}, []string{own}, true},
		"in a lower column": {after + `<w:tbl><w:tr><w:tc><w:p/>` + at + `</w:tc></w:tr></w:tbl><w:p/>` + own, []Table{table("甲", true)}, []string{own}, true},
	} {
		tpl, err := readTemplate(docxWith(t, x.body))
		if err != nil {
			t.Fatal(err)
		}
		if up := tpl.Upright("附表"); (len(up) == 1) != x.stays {
			t.Errorf("%s: upright at %v", name, up)
		}
		var b bytes.Buffer
		if err := tpl.Fill(&b, Fills{Tables: map[string][]Table{"附表": x.tables}}); err != nil {
			t.Fatal(err)
		}
		again, err := readTemplate(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range again.entries {
			if e.name != mainText {
				continue
			}
			if got := regexp.MustCompile(`<w:sectPr.*?</w:sectPr>`).FindAllString(string(e.raw), -1); !slices.Equal(got, x.want) {
				t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(x.want, "\n"))
			}
		}
	}
}

func TestTemplateRefusesWhatFetches(t *testing.T) {
	t.Parallel()
	for name, file := range map[string][]byte{
		"external": ownTemplate(t, entry{"word/_rels/document.xml.rels", `<Relationships><Relationship Id="r" Type="x/attachedTemplate" Target="file:///x.dotm" TargetMode="External"/></Relationships>`}),
		"object":   ownTemplate(t, entry{"word/embeddings/oleObject1.bin", "x"}),
		"field":    ownTemplate(t, entry{"word/header1.xml", `<w:hdr xmlns:w="w"><w:p><w:r><w:instrText> INCLUDETEXT "c:\\x" </w:instrText></w:r></w:p></w:hdr>`}),
	} {
		if _, err := readTemplate(file); !errors.Is(err, anlan.ErrTemplateExternal) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := readTemplate(ownTemplate(t, entry{"word/vbaProject.bin", "x"})); !errors.Is(err, anlan.ErrPaperMacros) {
		t.Errorf("macros: %v", err)
	}
	if _, err := readTemplate(ownTemplate(t, entry{"word/footer1.xml", `<w:ftr xmlns:w="w"><w:p></w:ftr>`})); !errors.Is(err, anlan.ErrPaperBroken) {
		t.Errorf("broken: %v", err)
	}
}

// FuzzTemplate: whatever is sent as a template is refused with a reason, or can be filled and read again.
func FuzzTemplate(f *testing.F) {
	f.Add(ownTemplate(f))
	f.Fuzz(func(t *testing.T, file []byte) {
		tpl, err := readTemplate(file)
		var known *anlan.Error
		if err != nil {
			if !errors.As(err, &known) {
				t.Fatalf("refused without a reason: %v", err)
			}
			return
		}
		var b bytes.Buffer
		if err := tpl.Fill(&b, Fills{Values: map[string]string{"标题": "甲<&>", "正文": "一\n二"}}); err != nil {
			t.Fatal(err)
		}
		if _, err := readTemplate(b.Bytes()); err != nil {
			t.Fatalf("what was filled cannot be read: %v", err)
		}
	})
}

// A label whose places are all filled with nothing goes with them; one that still says something stays.
func TestEmptyPlacesTakeTheirLabelAlong(t *testing.T) {
	t.Parallel()
	tpl, err := readTemplate(docxWith(t, `<w:p><w:r><w:t>抄送：{{抄送}}</w:t></w:r></w:p><w:p><w:r><w:t>附件：{{附件}} 附注：{{附注}}</w:t></w:r></w:p><w:p><w:r><w:t>完</w:t></w:r></w:p>`))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := tpl.Fill(&out, Fills{Values: map[string]string{"抄送": "", "附件": "", "附注": "联系人"}}); err != nil {
		t.Fatal(err)
	}
	if text, err := DocxText(bytes.NewReader(out.Bytes()), int64(out.Len())); err != nil || text != "\n附件： 附注：联系人\n完\n" {
		t.Errorf("%q, %v", text, err)
	}
}
