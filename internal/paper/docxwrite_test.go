package paper

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// notice is a document that uses every element.
func notice() Document {
	return Document{
		Copy: "000001", Urgency: "特急",
		Organ: "演示县安全生产委员会办公室文件", Number: "演安委办发[2022]1号",
		Title:     "演示县安全生产委员会办公室关于分解落实2022年第一次全体（扩大）会议工作任务的通知",
		Addressee: "各乡镇人民政府，县安委会各成员单位，县属各企业",
		Body: []Block{
			Paragraph{"现将会议确定的任务分解如下，请按时限办理，并通过系统反馈办理结果和佐证材料。逾期未办结的，依次提醒、催办、督办。"},
			Heading{1, Ordinal(1, 1) + "总体要求", ""},
			Heading{2, Ordinal(2, 1) + "压实责任。", "各单位主要负责人是第一责任人，要亲自部署、亲自检查，把任务落实到岗位和人头。"},
			Heading{3, Ordinal(3, 1) + "列清单", ""},
			Heading{4, Ordinal(4, 1) + "明确时限。", "重点任务2022年1月31日前办结。"},
			Heading{1, Ordinal(1, 2) + "任务分解", ""},
			Table{"任务分解表", []TableColumn{{"序号", 1, true}, {"任务", 5, false}, {"牵头单位", 3, true}, {"时限", 2, true}}, [][]string{
				{"1", "扎实做好春运安全保障\n每日报告", "交通运输局", "2022-02-25"}, {"2", "今冬明春防火", "消防救援大队"},
			}, false},
		},
		Attachments: []string{"任务分解表", "联系人名单"}, Signer: "演示县安全生产委员会办公室", Date: "2022-01-18", Sealed: true,
		Note:    "联系人：演示员，电话：0000-0000000",
		Annexes: []Annex{{Title: "任务分解表", Landscape: true, Body: []Block{Table{"", []TableColumn{{"序号", 1, true}, {"任务", 9, false}}, longRows(40), false}}}, {Title: "联系人名单", Body: []Block{Paragraph{"（略）"}}}},
		CopyTo:  "市安委会办公室，县委办公室，县人大常委会办公室，县政协办公室", Issuer: "演示县安全生产委员会办公室", Issued: "2022-01-18",
	}
}

func longRows(n int) [][]string {
	rows := make([][]string, n)
	for i := range rows {
		rows[i] = []string{Ordinal(3, i+1), "组织开展重点行业领域隐患排查整治，建立台账，闭环销号"}
	}
	return rows
}

func docx(t testing.TB, d Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := d.WriteDocx(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestDocumentReadsBack(t *testing.T) {
	t.Parallel()
	got, err := readDocx(docx(t, notice()))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"演示县安全生产委员会办公室文件\n演安委办发〔2022〕1号\n",
		"各乡镇人民政府，县安委会各成员单位，县属各企业：\n",
		"（一）压实责任。各单位主要负责人",
		"序号\t任务\t牵头单位\t时限\n1\t扎实做好春运安全保障 每日报告\t交通运输局\t2022-02-25\n2\t今冬明春防火\t消防救援大队\n",
		"附件：1. 任务分解表\n2. 联系人名单\n演示县安全生产委员会办公室\n2022年1月18日\n（联系人：演示员，电话：0000-0000000）\n\n附件1\n",
		"抄送：市安委会办公室，县委办公室，县人大常委会办公室，县政协办公室。\n\n演示县安全生产委员会办公室 2022年1月18日印发\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("missing %q in\n%s", want, got)
		}
	}
}

func TestDocumentIsTheSameTwice(t *testing.T) {
	t.Parallel()
	if !bytes.Equal(docx(t, notice()), docx(t, notice())) {
		t.Error("the same document gave different bytes")
	}
}

// TestDocumentCarriesAnyText: hostile text stays text, in well-formed XML.
func TestDocumentCarriesAnyText(t *testing.T) {
	t.Parallel()
	for _, evil := range []string{`<w:p/>`, `"&<>'`, "]]>", "\x00\x01\x0b", "\xff\xfe", "\ufffe", "a\u202eb", "<!--", "&lt;", "{{.}}", strings.Repeat("长", 5000), "\n\n", "\t", "😀𠮷"} {
		d := Document{Copy: evil, Urgency: evil, Organ: evil, Number: evil, Signatory: evil, Title: evil, Addressee: evil, Signer: evil, Note: evil, CopyTo: evil, Issuer: evil,
			Body:        []Block{Paragraph{evil}, Heading{9, evil, evil}, Table{evil, []TableColumn{{evil, -1, true}, {}}, [][]string{{evil, evil, evil}, nil}, false}},
			Attachments: []string{evil}, Annexes: []Annex{{Title: evil}}, Date: "2022-02-30"}
		b := docx(t, d)
		if _, err := readDocx(b); err != nil {
			t.Errorf("%.20q: %v", evil, err)
		}
		eachPart(t, b, wellFormed)
	}
}

func eachPart(t *testing.T, b []byte, check func(*testing.T, string, []byte)) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		check(t, f.Name, body)
	}
}

func wellFormed(t *testing.T, name string, body []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(body))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
}

// TestDocumentLayout pins the figures of GB/T 9704-2012.
func TestDocumentLayout(t *testing.T) {
	t.Parallel()
	mm := func(twips int) float64 { return float64(twips) / 1440 * 25.4 }
	for _, tt := range []struct {
		what      string
		got, want float64
	}{
		{"width of the core", mm(coreWidth), 156}, {"length of the core", mm(coreLength), 225},
		{"top margin", mm(marginTop), 37}, {"binding margin", mm(marginLeft), 28},
		{"22 lines", mm(22 * lineHeight), 225}, {"28 characters", mm(28 * charWidth), 156},
		{"page number below the core", mm(marginBottom - footerBottom - 280), 7},
	} {
		if d := tt.got - tt.want; d > 0.6 || d < -0.6 {
			t.Errorf("%s is %.1f mm, want %.0f", tt.what, tt.got, tt.want)
		}
	}
	if 22*lineHeight > coreLength || 28*charWidth > coreWidth || 29*charWidth <= coreWidth {
		t.Error("a page is not 22 lines of 28 characters")
	}
}

func TestNumbersAndDates(t *testing.T) {
	t.Parallel()
	got := []string{DocumentNumber("清安委办发", 2022, 1), Ordinal(1, 1), Ordinal(1, 10), Ordinal(1, 11), Ordinal(1, 20), Ordinal(2, 35), Ordinal(3, 4), Ordinal(4, 5), Ordinal(1, 0), Ordinal(1, 100), ChineseDate("2022-01-07"), ChineseDate(""), ChineseDate("2022-02-30"), bracketed("清安发（2022）3号")}
	want := []string{"清安委办发〔2022〕1号", "一、", "十、", "十一、", "二十、", "（三十五）", "4.", "（5）", "0、", "100、", "2022年1月7日", "", "", "清安发〔2022〕3号"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestTitleLines(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		title string
		want  []string
	}{
		{"督办单", []string{"督办单"}},
		{"第一行\n第二行", []string{"第一行", "第二行"}},
		{"演示县安全生产委员会办公室关于分解落实2022年工作任务的通知", []string{"演示县安全生产委员会办公室", "关于分解落实2022年工作任务的通知"}},
		{strings.Repeat("甲", 41), []string{strings.Repeat("甲", 14), strings.Repeat("甲", 14), strings.Repeat("甲", 13)}},
		{"", nil},
	} {
		if d := cmp.Diff(tt.want, titleLines(tt.title, 20)); d != "" {
			t.Errorf("%s: %s", tt.title, d)
		}
	}
}

// TestSample writes the sample to the file that ANLAN_SAMPLE names, for eyes and for LibreOffice.
func TestSample(t *testing.T) {
	if name := os.Getenv("ANLAN_SAMPLE"); name != "" {
		if err := os.WriteFile(name, docx(t, notice()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
