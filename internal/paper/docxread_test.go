package paper

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"anlan"

	"github.com/google/go-cmp/cmp"
)

func readDocx(b []byte) (string, error) { return DocxText(bytes.NewReader(b), int64(len(b))) }

func TestDocxText(t *testing.T) {
	t.Parallel()
	para := func(s string) string { return `<w:p><w:r><w:t xml:space="preserve">` + s + `</w:t></w:r></w:p>` }
	cell := func(s string) string { return `<w:tc><w:tcPr/>` + para(s) + `</w:tc>` }
	tests := []struct{ name, body, want string }{
		{"paragraphs", para("一、压实责任") + para("") + para("二、排查隐患"), "一、压实责任\n\n二、排查隐患\n"},
		{"runs join", `<w:p><w:r><w:t>1 </w:t></w:r><w:r><w:t>月17日</w:t></w:r></w:p>`, "1 月17日\n"},
		{"breaks and tabs", `<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r></w:p>`, "甲\n乙 丙\n"},
		{"newline in text", `<w:p><w:r><w:t>甲` + "\n\t" + `乙</w:t></w:r></w:p>`, "甲  乙\n"},
		{"table", `<w:tbl><w:tr>` + cell("任务") + cell("牵头单位") + `</w:tr><w:tr>` + cell("排查") + cell("应急局") + `</w:tr></w:tbl>`, "任务\t牵头单位\n排查\t应急局\n"},
		{"lines in a cell", `<w:tbl><w:tr><w:tc>` + para("应急局") + para("住建局") + `<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p></w:tc>` + cell("x") + `</w:tr></w:tbl>`, "应急局 住建局 甲 乙\tx\n"},
		{"merged down", `<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>` + para("应急局") + `</w:tc>` + cell("1") + `</w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>` + cell("2") + `</w:tr></w:tbl>`, "应急局\t1\n应急局\t2\n"},
		{"merged across", `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>` + para("甲") + `</w:tc>` + cell("乙") + `</w:tr></w:tbl>`, "甲\t\t乙\n"},
		{"table in a cell", `<w:tbl><w:tr><w:tc><w:tbl><w:tr>` + cell("a") + cell("b") + `</w:tr></w:tbl>` + para("c") + `</w:tc></w:tr></w:tbl>`, "a b c\n"},
		{"tracked changes", `<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>搬走</w:t></w:r></w:moveFrom></w:p>`, "新\n"},
		{"hidden text", `<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>看得见</w:t></w:r></w:p>`, "看得见\n"},
		{"field code", `<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3</w:t></w:r></w:p>`, "3\n"},
		{"ruby", `<w:p><w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>kuò</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>擴</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>大</w:t></w:r></w:p>`, "擴大\n"},
		{"text box", `<w:p><w:r><AlternateContent><Choice><txbxContent>` + para("框") + `</txbxContent></Choice><Fallback><txbxContent>` + para("框") + `</txbxContent></Fallback></AlternateContent></w:r><w:r><w:t>外</w:t></w:r></w:p>`, "框\n外\n"},
		{"content control", `<w:sdt><w:sdtPr/><w:sdtContent>` + para("控件") + `</w:sdtContent></w:sdt>`, "控件\n"},
		{"hyperlink", `<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>`, "链接\n"},
		{"entities and comments", para("&lt;a&gt; &amp;&#x4E00;") + `<!-- a < b -- > ok -->` + para("x"), ""},
		{"empty body", ``, ""},
	}
	tests[16].body, tests[16].want = para("&lt;a&gt; &amp;&#x4E00;")+`<!-- a < b -->`+para("x"), "<a> &一\nx\n"
	for _, tt := range tests {
		got, err := readDocx(docxWith(t, tt.body))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s: (-want +got)\n%s", tt.name, d)
		}
	}
}

// TestDocxRefused: whatever is sent, the answer is an error that names the cause.
func TestDocxRefused(t *testing.T) {
	t.Parallel()
	good := docxWith(t, `<w:p><w:r><w:t>好</w:t></w:r></w:p>`)
	types := contentTypes("/word/document.xml", docxType)
	doc := func(xml string) []byte { return pack(t, types, entry{"word/document.xml", xml}) }
	ole := append(bytes.Clone(oleMagic), make([]byte, 600)...)
	noise := make([]byte, 3000)
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range noise {
		noise[i] = byte(rng.Uint32())
	}
	tests := []struct {
		name string
		file []byte
		want *anlan.Error
	}{
		{"empty", nil, anlan.ErrPaperEmpty},
		{"one byte", []byte{0}, anlan.ErrPaperFormat},
		{"text", []byte("清水县安委会第一次全体会议"), anlan.ErrPaperFormat},
		{"gb18030 text", []byte{0xC7, 0xE5, 0xCB, 0xAE, 0xCF, 0xD8}, anlan.ErrPaperFormat},
		{"noise", noise, anlan.ErrPaperFormat},
		{"pdf", []byte("%PDF-1.7\n"), anlan.ErrPaperFormat},
		{"html", []byte("<html><body>文</body></html>"), anlan.ErrPaperFormat},
		{"rtf", []byte(`{\rtf1\ansi}`), anlan.ErrPaperFormat},
		{"rar", []byte("Rar!\x1a\x07\x00"), anlan.ErrPaperFormat},
		{"gzip", []byte("\x1f\x8b\x08\x00"), anlan.ErrPaperFormat},
		{"executable", []byte("MZ\x90\x00"), anlan.ErrPaperFormat},
		{"old word", ole, anlan.ErrPaperOld},
		{"password", append(bytes.Clone(ole), encryptedStream...), anlan.ErrPaperEncrypted},
		{"password across a buffer", append(append(bytes.Clone(ole), make([]byte, 64<<10-608-9)...), encryptedStream...), anlan.ErrPaperEncrypted},
		{"zip magic only", []byte("PK\x03\x04"), anlan.ErrPaperBroken},
		{"cut in half", good[:len(good)/2], anlan.ErrPaperBroken},
		{"cut by one", good[:len(good)-1], anlan.ErrPaperBroken},
		{"no entries", append([]byte("PK\x03\x04"), pack(t)...), anlan.ErrPaperFormat},
		{"too large", make([]byte, maxFile+1), anlan.ErrPaperTooLarge},
		{"plain zip", pack(t, entry{"a.txt", "x"}), anlan.ErrPaperFormat},
		{"no content types", pack(t, entry{"word/document.xml", "<a/>"}), anlan.ErrPaperFormat},
		{"open document", pack(t, entry{"mimetype", "application/vnd.oasis.opendocument.text"}, entry{"content.xml", "<a/>"}), anlan.ErrPaperFormat},
		{"no document", pack(t, types), anlan.ErrPaperBroken},
		{"xlsx under another name", pack(t, contentTypes("/xl/workbook.xml", xlsxType), entry{"xl/workbook.xml", "<a/>"}), anlan.ErrPaperFormat},
		{"content types broken", pack(t, entry{"[Content_Types].xml", "<Types"}, entry{"word/document.xml", "<a/>"}), anlan.ErrPaperBroken},
		{"content types empty", pack(t, entry{"[Content_Types].xml", ""}, entry{"word/document.xml", "<a/>"}), anlan.ErrPaperBroken},
		{"doctype in content types", pack(t, entry{"[Content_Types].xml", "<!DOCTYPE a><Types/>"}, entry{"word/document.xml", "<a/>"}), anlan.ErrPaperDeclaration},
		{"docm by type", pack(t, contentTypes("/word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml"), entry{"word/document.xml", "<a/>"}), anlan.ErrPaperMacros},
		{"macros inside", docxWith(t, "", entry{"word/vbaProject.bin", "x"}), anlan.ErrPaperMacros},
		{"macros in capitals", docxWith(t, "", entry{"WORD/VBAPROJECT.BIN", "x"}), anlan.ErrPaperMacros},
		{"nested zip", docxWith(t, "", entry{"word/media/a.zip", "PK"}), anlan.ErrPaperNested},
		{"nested docx", docxWith(t, "", entry{"inner.docx", string(good)}), anlan.ErrPaperNested},
		{"nested 7z", docxWith(t, "", entry{"a.7z", "7z"}), anlan.ErrPaperNested},
		{"two documents", docxWith(t, "", entry{"word/document.xml", "<a/>"}), anlan.ErrPaperBroken},
		{"two documents in other case", docxWith(t, "", entry{"Word/Document.xml", "<a/>"}), anlan.ErrPaperBroken},
		{"empty document", doc(""), anlan.ErrPaperBroken},
		{"not xml", doc("hello"), anlan.ErrPaperBroken},
		{"unclosed", doc("<w:document><w:body><w:p>"), anlan.ErrPaperBroken},
		{"crossed tags", doc("<a><b></a></b>"), anlan.ErrPaperBroken},
		{"bare ampersand", doc("<a><p><r><t>a & b</t></r></p></a>"), anlan.ErrPaperBroken},
		{"unknown entity", doc("<a><p><r><t>&xxe;</t></r></p></a>"), anlan.ErrPaperBroken},
		{"control character", doc("<a><p><r><t>\x01</t></r></p></a>"), anlan.ErrPaperBroken},
		{"not utf-8", doc("<a><p><r><t>\xC7\xE5</t></r></p></a>"), anlan.ErrPaperBroken},
		{"utf-16", doc("\xFF\xFE<\x00a\x00/\x00>\x00"), anlan.ErrPaperBroken},
		{"declared gb18030", doc(`<?xml version="1.0" encoding="GB18030"?><a/>`), anlan.ErrPaperBroken},
		{"xml 1.1", doc(`<?xml version="1.1"?><a/>`), anlan.ErrPaperBroken},
		{"doctype", doc(`<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>`), anlan.ErrPaperDeclaration},
		{"doctype small letters", doc(`<!doctype a><a/>`), anlan.ErrPaperDeclaration},
		{"external entity", doc(`<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`), anlan.ErrPaperDeclaration},
		{"entity late", doc(`<a><p/><!ENTITY x "y"></a>`), anlan.ErrPaperDeclaration},
		{"cdata", doc(`<a><p><r><t><![CDATA[x]]></t></r></p></a>`), anlan.ErrPaperDeclaration},
		{"billion laughs", doc(laughs()), anlan.ErrPaperDeclaration},
		{"comment without end", doc(`<a><!-- ` + zeros(100) + `</a>`), anlan.ErrPaperBroken},
		{"deep nesting", doc(strings.Repeat("<a>", 100_000)), anlan.ErrPaperBomb},
		{"deep tables", docxWith(t, strings.Repeat("<w:tbl><w:tr><w:tc>", 90)), anlan.ErrPaperBomb},
		{"deep skipped", docxWith(t, "<w:del>"+strings.Repeat("<w:a>", 90_000)), anlan.ErrPaperBomb},
		{"document bomb", doc("<a>" + strings.Repeat("<p/>", 9<<20)), anlan.ErrPaperBomb},
		{"other part a bomb", docxWith(t, "", entry{"word/media/a.png", zeros(40 << 20)}), anlan.ErrPaperBomb},
		{"4,097 entries", docxWith(t, "", many(4097)...), anlan.ErrPaperBomb},
		{"wide table", docxWith(t, `<w:tbl><w:tr>`+strings.Repeat(`<w:tc><w:tcPr><w:gridSpan w:val="999999"/></w:tcPr></w:tc>`, 2000)+`</w:tr></w:tbl>`), anlan.ErrPaperBomb},
		{"encrypted entry", encryptedFlag(good), anlan.ErrPaperEncrypted},
		{"odd compression", patch(good, "PK\x01\x02\x14\x00\x14\x00\x08\x00\x08\x00", "PK\x01\x02\x14\x00\x14\x00\x08\x00\x0e\x00"), anlan.ErrPaperBroken},
		{"checksum wrong", wrongSum(good), anlan.ErrPaperBroken},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			began := time.Now()
			got, err := readDocx(tt.file)
			wantCode(t, err, tt.want, began)
			if got != "" {
				t.Errorf("text %q came out of a refused file", got[:min(len(got), 60)])
			}
		})
	}
}

// TestDocxLongTokens: one text of many megabytes, one tag with a million attributes.
func TestDocxLongTokens(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(3, 4)) // does not compress, or the ratio would refuse it first
	long := make([]byte, 3<<20)
	for i := range long {
		long[i] = 'a' + byte(rng.IntN(26))
	}
	for name, body := range map[string]string{
		"text":      `<w:p><w:r><w:t>` + string(long) + `</w:t></w:r></w:p>`,
		"attribute": `<w:p a="` + string(long) + `"/>`,
		"name":      `<` + string(long) + `/>`,
		"comment":   `<!--` + string(long) + `-->`,
		"pi":        `<?x ` + string(long) + `?>`,
	} {
		began := time.Now()
		_, err := readDocx(docxWith(t, body))
		t.Log(name)
		wantCode(t, err, anlan.ErrPaperBomb, began)
	}
}

// TestDocxLies: the directory states a small size and the data is large.
func TestDocxLies(t *testing.T) {
	t.Parallel()
	b := docxWith(t, strings.Repeat("<w:p/>", 100_000))
	at := bytes.LastIndex(b, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(b[at+24:], 100)
	if _, err := readDocx(b); err == nil {
		t.Error("a directory that understates the size was believed")
	}
}

// TestDocxPictures: parts that are not read may be large.
func TestDocxPictures(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(5, 6))
	picture := make([]byte, 5<<20)
	for i := range picture {
		picture[i] = byte(rng.Uint32())
	}
	b := docxWith(t, `<w:p><w:r><w:t>文</w:t></w:r></w:p>`, entry{"word/media/image1.jpeg", string(picture)}, entry{"word/embeddings/Microsoft_Excel_Sheet.xlsx", "PK"})
	if got, err := readDocx(b); err != nil || got != "文\n" {
		t.Errorf("got %q, %v", got, err)
	}
}

func laughs() string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">`)
	for _, c := range "123456789" {
		b.WriteString("<!ENTITY lol" + string(c) + ` "` + strings.Repeat("&lol"+string(c-1)+";", 10) + `">`)
	}
	return b.String() + "]><lolz>&lol9;</lolz>"
}

func many(n int) []entry {
	list := make([]entry, n)
	for i := range list {
		list[i].name = "x/" + strings.Repeat("0", i%7) + string(rune('a'+i%26)) + time.Duration(i).String()
	}
	return list
}

func encryptedFlag(b []byte) []byte {
	b = bytes.Clone(b)
	for _, sign := range []struct {
		magic string
		at    int
	}{{"PK\x03\x04", 6}, {"PK\x01\x02", 8}} {
		for i := range b {
			if bytes.HasPrefix(b[i:], []byte(sign.magic)) {
				b[i+sign.at] |= 1
			}
		}
	}
	return b
}

func wrongSum(b []byte) []byte {
	b = bytes.Clone(b)
	at := bytes.LastIndex(b, []byte("PK\x01\x02"))
	b[at+16] ^= 0xff
	return b
}

func FuzzDocxText(f *testing.F) {
	f.Add(docxWith(f, `<w:p><w:r><w:t>文</w:t></w:r></w:p>`))
	f.Add(docxWith(f, `<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/><w:gridSpan w:val="3"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>`))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, b []byte) {
		began := time.Now()
		if _, err := readDocx(b); err != nil && anlan.KindOf(err) == anlan.Internal {
			t.Errorf("an error without a kind: %v", err)
		}
		if time.Since(began) > 20*time.Second {
			t.Error("slow")
		}
	})
}

// FuzzDocxMarkup fuzzes what stands inside the archive, where the checksums hide it from the other.
func FuzzDocxMarkup(f *testing.F) {
	f.Add(`<w:p><w:r><w:t>文</w:t></w:r></w:p>`)
	f.Add(`<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc></w:tr></w:tbl><!-- x --><?a b?>`)
	f.Fuzz(func(t *testing.T, body string) {
		got, err := readDocx(docxWith(t, body))
		if err != nil && anlan.KindOf(err) == anlan.Internal {
			t.Errorf("an error without a kind: %v", err)
		}
		if strings.ContainsAny(got, "\x00\x01\r") {
			t.Errorf("control characters came through: %q", got)
		}
	})
}
