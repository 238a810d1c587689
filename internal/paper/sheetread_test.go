package paper

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"anlan"

	"github.com/xuri/excelize/v2"
)

const (
	xlsxRels     = `<Relationships xmlns="r"><Relationship Id="rId1" Type="worksheet" Target="worksheets/sheet1.xml"/></Relationships>`
	xlsxWorkbook = `<workbook xmlns="m" xmlns:r="rel"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`
	headRow1     = `<row r="1"><c r="A1" t="inlineStr"><is><t>单位名称</t></is></c></row>`
)

// xlsxParts makes an .xlsx from parts; a part given later replaces one that is always there.
func xlsxParts(t testing.TB, parts ...entry) []byte {
	t.Helper()
	all := []entry{contentTypes("/xl/workbook.xml", xlsxType), {"xl/workbook.xml", xlsxWorkbook}, {"xl/_rels/workbook.xml.rels", xlsxRels}, {"xl/worksheets/sheet1.xml", `<worksheet><sheetData/></worksheet>`}}
	for _, p := range parts {
		replaced := false
		for i := range all {
			if all[i].name == p.name {
				all[i], replaced = p, true
			}
		}
		if !replaced {
			all = append(all, p)
		}
	}
	return pack(t, all...)
}

// xlsxWith makes an .xlsx around the content of sheetData.
func xlsxWith(t testing.TB, data string, parts ...entry) []byte {
	t.Helper()
	return xlsxParts(t, append([]entry{{"xl/worksheets/sheet1.xml", `<?xml version="1.0"?><worksheet xmlns="m"><sheetData>` + data + `</sheetData></worksheet>`}}, parts...)...)
}

func numbered(n int, row func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(row(i + 2))
	}
	return b.String()
}

// TestSheetRefused: whatever is sent, the answer is an error that names the cause.
func TestSheetRefused(t *testing.T) {
	t.Parallel()
	good := xlsxWith(t, headRow1)
	sheet := func(xml string) []byte { return xlsxParts(t, entry{"xl/worksheets/sheet1.xml", xml}) }
	strs := func(xml string) []byte {
		return xlsxWith(t, `<row r="1"><c r="A1" t="s"><v>0</v></c></row>`, entry{"xl/sharedStrings.xml", xml})
	}
	tests := []struct {
		name string
		file []byte
		want *anlan.Error
	}{
		{"empty", nil, anlan.ErrPaperEmpty},
		{"csv", []byte("单位名称,类别\n甲,乙\n"), anlan.ErrPaperFormat},
		{"old excel", append(bytes.Clone(oleMagic), make([]byte, 512)...), anlan.ErrPaperOld},
		{"password", append(bytes.Clone(oleMagic), encryptedStream...), anlan.ErrPaperEncrypted},
		{"html table", []byte("<table><tr><td>单位名称</td></tr></table>"), anlan.ErrPaperFormat},
		{"xml of 2003", []byte(`<?xml version="1.0"?><Workbook/>`), anlan.ErrPaperFormat},
		{"cut", good[:len(good)-30], anlan.ErrPaperBroken},
		{"too large", make([]byte, maxFile+1), anlan.ErrPaperTooLarge},
		{"docx under another name", docxWith(t, ""), anlan.ErrPaperFormat},
		{"xlsm by type", pack(t, contentTypes("/xl/workbook.xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"), entry{"xl/workbook.xml", xlsxWorkbook}), anlan.ErrPaperMacros},
		{"xlsb", pack(t, contentTypes("/xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.macroEnabled.main"), entry{"xl/workbook.bin", ""}), anlan.ErrPaperMacros},
		{"macros inside", xlsxParts(t, entry{"xl/vbaProject.bin", ""}), anlan.ErrPaperMacros},
		{"external link", xlsxParts(t, entry{"xl/externalLinks/externalLink1.xml", "<a/>"}), anlan.ErrPaperExternal},
		{"connection", xlsxParts(t, entry{"xl/connections.xml", "<a/>"}), anlan.ErrPaperExternal},
		{"nested", xlsxParts(t, entry{"xl/media/a.rar", ""}), anlan.ErrPaperNested},
		{"no sheets", xlsxParts(t, entry{"xl/workbook.xml", "<workbook/>"}), anlan.ErrPaperBroken},
		{"no relations", pack(t, contentTypes("/xl/workbook.xml", xlsxType), entry{"xl/workbook.xml", xlsxWorkbook}), anlan.ErrPaperBroken},
		{"sheet part missing", xlsxParts(t, entry{"xl/_rels/workbook.xml.rels", strings.ReplaceAll(xlsxRels, "sheet1", "sheet9")}), anlan.ErrPaperBroken},
		{"sheet outside", xlsxParts(t, entry{"xl/_rels/workbook.xml.rels", strings.ReplaceAll(xlsxRels, "worksheets/sheet1.xml", "../../../../etc/passwd")}), anlan.ErrPaperBroken},
		{"sheet without relation", xlsxParts(t, entry{"xl/_rels/workbook.xml.rels", "<Relationships/>"}), anlan.ErrPaperNoSheet},
		{"only hidden sheets", xlsxParts(t, entry{"xl/workbook.xml", strings.ReplaceAll(xlsxWorkbook, "sheetId", `state="hidden" sheetId`)}), anlan.ErrPaperNoSheet},
		{"blank sheet", sheet(`<worksheet/>`), anlan.ErrPaperHeadMissing},
		{"other heads", xlsxWith(t, `<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row>`), anlan.ErrPaperHeadMissing},
		{"required head missing", xlsxWith(t, `<row r="1"><c r="A1" t="inlineStr"><is><t>类别</t></is></c></row>`), anlan.ErrPaperHeadMissing},
		{"head twice", xlsxWith(t, `<row r="1"><c r="A1" t="inlineStr"><is><t>单位名称</t></is></c><c r="B1" t="inlineStr"><is><t>Name*</t></is></c></row>`), anlan.ErrPaperHeadTwice},
		{"head far down", xlsxWith(t, numbered(30, func(i int) string { return fmt.Sprintf(`<row r="%d"><c><v>1</v></c></row>`, i) })+strings.ReplaceAll(headRow1, `1"`, `40"`)), anlan.ErrPaperHeadMissing},
		{"not xml", sheet("x"), anlan.ErrPaperBroken},
		{"empty part", sheet(""), anlan.ErrPaperBroken},
		{"unclosed", sheet("<worksheet><sheetData><row>"), anlan.ErrPaperBroken},
		{"two roots", sheet("<worksheet/><worksheet/>"), anlan.ErrPaperBroken},
		{"doctype", sheet(`<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1/">]><worksheet>&x;</worksheet>`), anlan.ErrPaperDeclaration},
		{"billion laughs", sheet(laughs()), anlan.ErrPaperDeclaration},
		{"billion laughs in strings", strs(laughs()), anlan.ErrPaperDeclaration},
		{"billion laughs in styles", xlsxParts(t, entry{"xl/styles.xml", laughs()}), anlan.ErrPaperDeclaration},
		{"billion laughs in workbook", xlsxParts(t, entry{"xl/workbook.xml", laughs()}), anlan.ErrPaperDeclaration},
		{"deep", sheet(strings.Repeat("<a>", 50_000)), anlan.ErrPaperBomb},
		{"deep in a string", strs("<sst><si>" + strings.Repeat("<r>", 50_000)), anlan.ErrPaperBomb},
		{"deep in a cell", xlsxWith(t, `<row><c><v>`+strings.Repeat("<a>", 50_000)), anlan.ErrPaperBroken},
		{"rows backwards", xlsxWith(t, headRow1+headRow1), anlan.ErrPaperBroken},
		{"row zero", xlsxWith(t, `<row r="0"/>`), anlan.ErrPaperBroken},
		{"row minus one", xlsxWith(t, `<row r="-1"/>`), anlan.ErrPaperBroken},
		{"row of letters", xlsxWith(t, `<row r="x"/>`), anlan.ErrPaperBroken},
		{"row beyond the end", xlsxWith(t, `<row r="1048577"/>`), anlan.ErrPaperBroken},
		{"cell in another row", xlsxWith(t, `<row r="1"><c r="A2"/></row>`), anlan.ErrPaperBroken},
		{"cells backwards", xlsxWith(t, `<row r="1"><c r="B1"/><c r="A1"/></row>`), anlan.ErrPaperBroken},
		{"cell without a letter", xlsxWith(t, `<row r="1"><c r="11"/></row>`), anlan.ErrPaperBroken},
		{"cell with four letters", xlsxWith(t, `<row r="1"><c r="AAAA1"/></row>`), anlan.ErrPaperBroken},
		{"string that is not there", xlsxWith(t, `<row r="1"><c t="s"><v>7</v></c></row>`, entry{"xl/sharedStrings.xml", "<sst/>"}), anlan.ErrPaperBroken},
		{"string minus one", xlsxWith(t, `<row r="1"><c t="s"><v>-1</v></c></row>`), anlan.ErrPaperBroken},
		{"string number too big", xlsxWith(t, `<row r="1"><c t="s"><v>99999999999</v></c></row>`), anlan.ErrPaperBroken},
		{"no strings at all", xlsxWith(t, `<row r="1"><c t="s"><v>0</v></c></row>`), anlan.ErrPaperBroken},
		{"string 300,000", xlsxWith(t, `<row r="1"><c t="s"><v>300000</v></c></row>`, entry{"xl/sharedStrings.xml", "<sst/>"}), anlan.ErrPaperBomb},
		{"strings broken", strs("<sst><si><t>单位"), anlan.ErrPaperBroken},
		{"16k columns in the head", xlsxWith(t, `<row r="1">`+strings.Repeat(`<c><v>1</v></c>`, 16_384)+`</row>`), anlan.ErrPaperTooManyColumns},
		{"16k columns below", xlsxWith(t, headRow1+`<row r="2">`+strings.Repeat(`<c><v>1</v></c>`, 16_384)+`</row>`), anlan.ErrPaperTooManyColumns},
		{"100 thousand rows", xlsxWith(t, headRow1+numbered(100_000, func(i int) string { return fmt.Sprintf(`<row r="%d"><c r="A%d"><v>%d</v></c></row>`, i, i, i*7919) })), anlan.ErrPaperTooManyRows},
		{"100 thousand new strings", xlsxWith(t, headRow1+numbered(100_000, func(i int) string { return fmt.Sprintf(`<row r="%d"><c t="s"><v>%d</v></c></row>`, i, i) }), entry{"xl/sharedStrings.xml", "<sst>" + strings.Repeat("<si/>", 99) + "</sst>"}), anlan.ErrPaperTooManyRows},
		{"a million strings", xlsxWith(t, `<row r="1"><c t="s"><v>999999</v></c></row>`, entry{"xl/sharedStrings.xml", "<sst>" + numbered(1_000_000, func(i int) string { return fmt.Sprintf("<si><t>%x</t></si>", i*7919) }) + "</sst>"}), anlan.ErrPaperBomb},
		{"30 thousand merges", xlsxParts(t, entry{"xl/worksheets/sheet1.xml", `<worksheet><mergeCells>` + numbered(30_000, func(i int) string { return fmt.Sprintf(`<mergeCell ref="A%d:A%d"/>`, i, i*31) }) + `</mergeCells></worksheet>`}), anlan.ErrPaperBomb},
		{"merges on top of each other", xlsxParts(t, entry{"xl/worksheets/sheet1.xml", `<worksheet><sheetData>` + headRow1 + numbered(15_000, func(i int) string { return fmt.Sprintf(`<row r="%d"><c r="A%d"><v>%d</v></c></row>`, i, i, i*7919) }) + `</sheetData><mergeCells>` + numbered(9_000, func(i int) string { return fmt.Sprintf(`<mergeCell ref="A%d:A20000"/>`, i) }) + `</mergeCells></worksheet>`}), anlan.ErrPaperBomb},
		{"everything wrong", xlsxWith(t, `<row r="1"><c t="inlineStr"><is><t>单位名称</t></is></c><c t="inlineStr"><is><t>人数</t></is></c></row>`+numbered(2_001, func(i int) string {
			return fmt.Sprintf(`<row r="%d"><c t="str"><v>a%d</v></c><c t="str"><v>x</v></c></row>`, i, i*31)
		})), anlan.ErrPaperTooManyFaults},
		{"sheet bomb", sheet("<worksheet>" + strings.Repeat("<a/>", 20<<20)), anlan.ErrPaperBomb},
		{"strings bomb", strs("<sst>" + strings.Repeat("<si/>", 10<<20)), anlan.ErrPaperBomb},
		{"another template", written(t, Sheet{Name: "test.other", Title: "别的", Columns: units().Columns}, Filling{}), anlan.ErrPaperTemplateOther},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			began := time.Now()
			u, err := readSheet(units(), tt.file)
			wantCode(t, err, tt.want, began)
			if u != nil && err != nil && len(u.Faults) > 0 {
				t.Error("faults came out of a refused file")
			}
		})
	}
}

// TestSheetMemory: 20,000 rows, the most that is taken, cost less than 64 MB.
func TestSheetMemory(t *testing.T) {
	s := units()
	b := handMade(t, func(x *excelize.File) {
		w, err := x.NewStreamWriter("Sheet1")
		if err != nil {
			t.Fatal(err)
		}
		head := []any{"单位名称", "类别", "统一社会信用代码", "成立日期", "人数"}
		for i := range 20_001 {
			if err := w.SetRow(fmt.Sprintf("A%d", i+1), head); err != nil {
				t.Fatal(err)
			}
			head = []any{fmt.Sprintf("演示单位%d", i), "部门", fmt.Sprintf("%018d", i), "2022-01-17", i}
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
	})
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	began := time.Now()
	u, err := readSheet(s, b)
	took := time.Since(began)
	runtime.GC()
	runtime.ReadMemStats(&after)
	if err != nil || len(u.Rows) != 20_000 || len(u.Faults) != 0 {
		t.Fatalf("%v", err)
	}
	kept := int64(after.HeapAlloc) - int64(before.HeapAlloc)
	t.Logf("20,000 rows in %v, %d MB kept", took, kept>>20)
	if kept > 64<<20 {
		t.Errorf("%d MB kept", kept>>20)
	}
	runtime.KeepAlive(u)
}

func TestReadDay(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"2022-01-17": "2022-01-17", "2022-1-7": "2022-01-07", "2022/1/17": "2022-01-17", "2022.01.17": "2022-01-17", "2022年1月17日": "2022-01-17", "2022年 1月17号": "2022-01-17",
		"20220117": "2022-01-17", "44578": "2022-01-17", "2022-01-17 00:00": "2022-01-17", "２０２２－０１－１７": "2022-01-17",
		"2022-02-30": "", "2022-13-01": "", "17/1/2022": "", "1月17日": "", "昨天": "", "0": "", "-1": "", "99999999": "", "2022": "", "": "",
	} {
		got, ok := readDay(in)
		if string(got) != want || ok != (want != "") {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

func TestSerialTime(t *testing.T) {
	t.Parallel()
	for in, want := range map[float64]string{1: "1900-01-01", 59: "1900-02-28", 60: "", 61: "1900-03-01", 44578: "2022-01-17", 44578.5: "2022-01-17 12:00", 0: "", -5: "", 3e6: ""} {
		if got, _ := serialTime(in, false); got != want {
			t.Errorf("%v is %q, want %q", in, got, want)
		}
	}
	if got, _ := serialTime(43116, true); got != "2022-01-17" {
		t.Errorf("1904: %s", got)
	}
}

func TestRefs(t *testing.T) {
	t.Parallel()
	for _, col := range []int{1, 26, 27, 52, 702, 703, 16384} {
		if got, row := splitRef(joinRef(col, 9)); got != col || row != 9 {
			t.Errorf("%d became %s became %d", col, joinRef(col, 9), got)
		}
	}
	for _, bad := range []string{"", "A", "1", "a1", "A0", "A-1", "A1B", "AAAA1", "A99999999"} {
		if col, row := splitRef(bad); col != 0 || row != 0 {
			t.Errorf("%q is %d,%d", bad, col, row)
		}
	}
}

func FuzzReadSheet(f *testing.F) {
	f.Add(`<row r="1"><c r="A1" t="inlineStr"><is><t>单位名称</t></is></c></row><row r="2"><c t="s"><v>0</v></c></row>`, `<sst><si><t>甲</t></si></sst>`)
	f.Add(headRow1+`<row><c s="1"><f>1</f><v>44578</v></c></row>`, ``)
	f.Add(`<row r="1"><c t="inlineStr"><is><t>Name*</t></is></c><c t="inlineStr"><is><t>Kind</t></is></c></row><row><c><v>1</v></c><c t="inlineStr"><is><t>department</t></is></c></row>`, ``)
	f.Add(`</sheetData><mergeCells><mergeCell ref="A1:B9"/></mergeCells><sheetData>`, `<sst/>`)
	f.Fuzz(func(t *testing.T, data, shared string) {
		u, err := readSheet(units(), xlsxWith(t, data, entry{"xl/sharedStrings.xml", shared}))
		if err != nil && anlan.KindOf(err) == anlan.Internal {
			t.Errorf("an error without a kind: %v", err)
		}
		if err == nil && len(u.Rows) > 0 && u.Rows[0].Number < 2 {
			t.Errorf("row %d is above every head", u.Rows[0].Number)
		}
	})
}

// FuzzReadWorkbook fuzzes the archive itself.
func FuzzReadWorkbook(f *testing.F) {
	f.Add(xlsxWith(f, headRow1))
	f.Add(written(f, Sheet{Name: "a", Title: "b", Columns: []Column{{Key: "c", Title: "d"}}}, Filling{}))
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, err := readSheet(units(), b); err != nil && anlan.KindOf(err) == anlan.Internal {
			t.Errorf("an error without a kind: %v", err)
		}
	})
}
