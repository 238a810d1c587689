package paper

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func sample(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteSample(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func partOf(t *testing.T, file []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// The sample, sent back as it is, lays out every document as the standard does, byte for byte: whatever a document
// has or has not, upright or turned.
func TestSampleLaysOutAsTheStandard(t *testing.T) {
	t.Parallel()
	tpl, err := readTemplate(sample(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(tpl.Places) != len(elements) || tpl.Misplaced() != "" || tpl.StylesMissing() != nil {
		t.Fatalf("%v, misplaced %q, missing %v", tpl.Places, tpl.Misplaced(), tpl.StylesMissing())
	}
	whole := notice()
	turned := notice()
	turned.Annexes[0], turned.Annexes[1] = turned.Annexes[1], turned.Annexes[0]
	bare := Document{Title: "送达回证", Body: []Block{Paragraph{"一句话"}}, Signer: "县安委办", Date: "2026-03-03"}
	plainHead := Document{Organ: "县安委会文件", Number: "清安委〔2026〕1号", Title: "关于春运的通知", Addressee: "各乡镇", Body: whole.Body, Attachments: []string{"名单"}, Note: "联系人"}
	for name, d := range map[string]Document{"whole": whole, "ends turned": turned, "bare": bare, "no signature": plainHead, "empty": {}} {
		var b bytes.Buffer
		if err := tpl.Fill(&b, Fills{Paper: d}); err != nil {
			t.Fatal(err)
		}
		for _, part := range []string{mainText, "word/styles.xml", "word/footer1.xml", "word/footer2.xml", "word/settings.xml", "word/_rels/document.xml.rels"} {
			if diff := cmp.Diff(partOf(t, docx(t, d), part), partOf(t, b.Bytes(), part)); diff != "" {
				t.Errorf("%s, %s: %s", name, part, diff)
			}
		}
	}
}

// Whoever opens the sample sees the page: each place stands in the form of its element.
func TestSampleShowsThePage(t *testing.T) {
	t.Parallel()
	text, err := readDocx(sample(t))
	want := "{{标准紧急程度}}\n{{标准发文机关}}\n{{标准文号}}\n{{标准标题}}\n{{标准主送}}：\n{{标准正文}}\n附件：{{标准附件}}\n{{标准署名}}\n{{标准日期}}\n（{{标准附注}}）\n{{标准附表}}\n"
	if err != nil || !strings.HasPrefix(text, want) || !strings.Contains(text, "{{标准版记}}") {
		t.Errorf("%q, %v", text, err)
	}
}

// A word processor gives our styles other identities and keeps their names.
func TestStylesAreFoundByName(t *testing.T) {
	t.Parallel()
	styles := `<w:styles xmlns:w="w"><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style><w:style w:type="character" w:styleId="10"><w:name w:val="heading 1"/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:customStyle="1" w:styleId="a9"><w:name w:val="版记"/></w:style></w:styles>`
	tpl, err := readTemplate(docxWith(t, `<w:p><w:r><w:t>{{标准正文}}</w:t></w:r></w:p>`, entry{"word/styles.xml", styles}))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(tpl.StylesMissing(), " "); got != "Body Text Title heading 2 heading 3 heading 4 发文机关标志 表头文字 表格文字" {
		t.Errorf("missing %s", got)
	}
	var b bytes.Buffer
	if err := tpl.Fill(&b, Fills{Paper: Document{Body: []Block{Heading{1, "一、要求", ""}}}}); err != nil {
		t.Fatal(err)
	}
	if xml := partOf(t, b.Bytes(), mainText); !strings.Contains(xml, `<w:pStyle w:val="1"/>`) || strings.Contains(xml, "标准正文") {
		t.Error(xml)
	}
}

func TestStandardPlacesStandAlone(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`<w:p><w:r><w:t>主送：{{标准主送}}</w:t></w:r></w:p>`:                                                          "标准主送",
		`<w:p><w:r><w:t>{{标准署名}}{{标准日期}}</w:t></w:r></w:p>`:                                                     "标准署名",
		`<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{{standard_body}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`:           "standard_body",
		`<w:p><w:r><w:t>附件：{{标准附件}}</w:t></w:r></w:p><w:p><w:r><w:t>（{{标准附注}}）</w:t></w:r></w:p>`:               "",
		`<w:p><w:r><w:t xml:space="preserve"> 〔标准主送〕：</w:t></w:r></w:p><w:p><w:r><w:t>{{标题}}</w:t></w:r></w:p>`: "",
	} {
		tpl, err := readTemplate(docxWith(t, body))
		if err != nil {
			t.Fatal(err)
		}
		if got := tpl.Misplaced(); got != want {
			t.Errorf("%s: %q", body, got)
		}
	}
	tpl, err := readTemplate(docxWith(t, `<w:p/>`, entry{"word/footer1.xml", `<w:ftr xmlns:w="w"><w:p><w:r><w:t>{{标准日期}}</w:t></w:r></w:p></w:ftr>`}))
	if err != nil || tpl.Misplaced() != "标准日期" {
		t.Errorf("in a foot: %q, %v", tpl.Misplaced(), err)
	}
}

// A word processor that opens the sample and keeps it writes every part anew. The places still stand for the same
// elements, headings keep their fonts, and the printed page is the standard's.
func TestSampleSurvivesAWordProcessor(t *testing.T) {
	t.Parallel()
	kept := converted(t, sample(t), "docx")
	tpl, err := readTemplate(kept)
	if err != nil {
		t.Fatal(err)
	}
	if len(tpl.Places) != len(elements) || tpl.Misplaced() != "" || tpl.StylesMissing() != nil {
		t.Fatalf("%v, misplaced %q, missing %v", tpl.Places, tpl.Misplaced(), tpl.StylesMissing())
	}
	d := notice()
	var b bytes.Buffer
	if err := tpl.Fill(&b, Fills{Paper: d}); err != nil {
		t.Fatal(err)
	}
	standard, own := printed(t, docx(t, d)), printed(t, b.Bytes())
	if a, b := pagesOf(t, standard), pagesOf(t, own); a != b {
		t.Fatalf("%s pages, the standard has %s", b, a)
	}
	want, got := linesOf(t, standard, "1"), linesOf(t, own, "1")
	for i := range min(len(want), len(got)) {
		a, b := want[i], got[i]
		if a.text != b.text || max(a.left-b.left, b.left-a.left) > mm(1) || max(a.top-b.top, b.top-a.top) > mm(1) {
			t.Errorf("line %d: %q at %.1f, %.1f mm; the standard has %q at %.1f, %.1f mm", i+1, b.text, b.left/mm(1), b.top/mm(1), a.text, a.left/mm(1), a.top/mm(1))
		}
	}
	if len(want) != len(got) {
		t.Errorf("%d lines, the standard has %d", len(got), len(want))
	}
}
