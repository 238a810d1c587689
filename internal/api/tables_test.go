package api_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/xuri/excelize/v2"

	"anlan"
)

// door is a place where filled-in tables come in: its empty template, where to send it, and where the wrong rows come from.
type door struct{ name, template, take, wrong string }

func doors() []door {
	list := []door{{"hazards", "/api/v1/hazard-imports/template", "/api/v1/hazard-imports", "/api/v1/hazard-imports/%s/errors.xlsx"},
		{"matrix", "/api/v1/matrix.xlsx?template=true", "/api/v1/matrix/xlsx?dry=true", "/api/v1/matrix/xlsx?wrong=true"},
		{"risks", "/api/v1/risks.xlsx?template=true", "/api/v1/risks/xlsx?dry=true", "/api/v1/risks/xlsx?wrong=true"}}
	for _, kind := range []string{"units", "organisation", "enterprises", "places", "sites"} {
		list = append(list, door{kind, "/api/v1/imports/template?kind=" + kind, "/api/v1/imports?kind=" + kind, "/api/v1/imports/%s/errors.xlsx"})
	}
	return list
}

// judged is what any of the doors answers.
type judged struct {
	problem
	ID             string
	New, Changed   int
	Ended, Same    int
	Counts         map[string]int
	Wrong, Refused json.RawMessage // a number or a list; a number or none
}

// rows are how many rows were judged, and how many of them are wrong.
func (j judged) rows(t *testing.T) (all, wrong int) {
	t.Helper()
	n := j.Wrong
	if j.Refused != nil {
		n = j.Refused
	}
	if j.Counts == nil {
		if err := json.Unmarshal(n, &wrong); err != nil {
			t.Fatalf("%v in %s", err, n)
		}
		return j.New + j.Changed + j.Ended + j.Same + wrong, wrong
	}
	for _, n := range j.Counts {
		all += n
	}
	return all, j.Counts["wrong"]
}

// workbook is the smallest workbook with the inside of a sheet.
func workbook(t *testing.T, inside func(io.Writer)) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	part := func(name string, write func(io.Writer)) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		write(w)
	}
	text := func(s string) func(io.Writer) { return func(w io.Writer) { _, _ = io.WriteString(w, s) } } // to memory
	const main, rel = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	part("[Content_Types].xml", text(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`))
	part("_rels/.rels", text(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="`+rel+`/officeDocument" Target="xl/workbook.xml"/></Relationships>`))
	part("xl/workbook.xml", text(`<workbook xmlns="`+main+`" xmlns:r="`+rel+`"><sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>`))
	part("xl/_rels/workbook.xml.rels", text(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="`+rel+`/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`))
	part("xl/worksheets/sheet1.xml", func(w io.Writer) {
		_, _ = io.WriteString(w, `<worksheet xmlns="`+main+`">`)
		inside(w)
		_, _ = io.WriteString(w, `</worksheet>`)
	})
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// tableUnder is a sheet with the heads of a template, rows below them and what follows the rows.
func tableUnder(t *testing.T, heads []string, after string, rows int, cell string) []byte {
	t.Helper()
	return workbook(t, func(w io.Writer) {
		_, _ = io.WriteString(w, "<sheetData><row>")
		for _, h := range heads {
			_, _ = fmt.Fprintf(w, `<c t="inlineStr"><is><t>%s</t></is></c>`, h)
		}
		_, _ = io.WriteString(w, "</row>")
		line := "<row>" + strings.Repeat(cell, len(heads)) + "</row>"
		for range rows {
			_, _ = io.WriteString(w, line)
		}
		_, _ = io.WriteString(w, "</sheetData>"+after)
	})
}

// headsOf are the heads of an empty template: they stand in its last row.
func headsOf(t *testing.T, template []byte) []string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(template))
	if err != nil {
		t.Fatal(err)
	}
	all, err := f.GetRows(f.GetSheetName(0))
	if err != nil || len(all) == 0 {
		t.Fatal(err, "no heads")
	}
	return all[len(all)-1]
}

// An empty template in English is English throughout: title, notes, heads, hints and the words of its lists. Only names
// that a county gave its units and places stay in lists.
func TestTemplatesSpeakEnglish(t *testing.T) {
	office := sit(t, anlan.RoleOffice)
	for _, d := range doors() {
		f, err := excelize.OpenReader(bytes.NewReader(office.inEnglish(d.template)))
		if err != nil {
			t.Fatal(d.name, err)
		}
		sheet := f.GetSheetName(0)
		rows, _ := f.GetRows(sheet)
		rules, err := f.GetDataValidations(sheet)
		if err != nil || len(rows) < 3 {
			t.Fatal(d.name, err, rows)
		}
		said := append(slices.Concat(rows...), sheet)
		for _, r := range rules {
			for _, s := range []*string{r.Prompt, r.PromptTitle, r.Error, r.ErrorTitle} {
				if s != nil {
					said = append(said, *s)
				}
			}
			said = append(said, closed(t, f, r)...)
		}
		for _, s := range said {
			if strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) || r == '、' || r == '。' }) {
				t.Errorf("%s says %q in English", d.name, s)
			}
		}
	}
}

// closed are the words of a list of which one must be chosen; a list that only offers names is open.
func closed(t *testing.T, f *excelize.File, r *excelize.DataValidation) []string {
	t.Helper()
	sheet, cells, found := strings.Cut(r.Formula1, "!")
	if !found || !r.ShowErrorMessage {
		return nil
	}
	column, err := excelize.ColumnNameToNumber(strings.Split(cells, "$")[1])
	if err != nil {
		t.Fatal(err)
	}
	lists, err := f.GetCols(strings.Trim(sheet, "'"))
	if err != nil || len(lists) < column {
		t.Fatal(err, r.Formula1)
	}
	return lists[column-1]
}

// inEnglish is a file as a reader of English gets it.
func (b browser) inEnglish(path string) []byte {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), http.MethodGet, b.base+path, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	req.Header.Set("Accept-Language", "en")
	res, err := (&http.Client{Jar: b.jar}).Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	defer res.Body.Close() //nolint:errcheck // read to the end
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return raw
}

const injection = `=cmd|' /C calc'!A0`

// Whatever table comes in, it comes through one way of reading: bombs and tables that nobody wrote by hand are refused
// whole, a formula is a fault of its cell, and what begins like a formula goes back as text.
func TestEveryDoorOfTables(t *testing.T) {
	office := sit(t, anlan.RoleOffice)
	bomb := workbook(t, func(w io.Writer) {
		chunk := strings.Repeat("<a/>", 1<<18)
		for range 80 {
			_, _ = io.WriteString(w, chunk)
		}
	})
	_, other := office.file("/api/v1/matrix.xlsx?template=true")
	_, another := office.file("/api/v1/hazard-imports/template")
	for _, d := range doors() {
		t.Run(d.name, func(t *testing.T) {
			_, template := office.file(d.template)
			heads := headsOf(t, template)
			if d.name == "matrix" {
				other = another
			}
			for name, bad := range map[string]struct {
				file   []byte
				status int
				code   string
			}{"a bomb": {bomb, http.StatusUnprocessableEntity, anlan.ErrPaperBomb.Code},
				"100,000 rows":           {tableUnder(t, heads, "", 100_000, `<c t="str"><v>x</v></c>`), http.StatusRequestEntityTooLarge, anlan.ErrPaperTooManyRows.Code},
				"30,000 merged cells":    {tableUnder(t, heads, merges(), 1, `<c t="str"><v>x</v></c>`), http.StatusUnprocessableEntity, anlan.ErrPaperBomb.Code},
				"a template of others":   {other, http.StatusUnprocessableEntity, anlan.ErrPaperTemplateOther.Code},
				"no workbook":            {[]byte("名称,单位\n"), http.StatusUnprocessableEntity, anlan.ErrPaperFormat.Code},
				"a table without heads":  {tableUnder(t, []string{"甲", "乙"}, "", 3, `<c t="str"><v>x</v></c>`), http.StatusUnprocessableEntity, anlan.ErrPaperHeadMissing.Code},
				"nothing but a zip file": {[]byte("PK\x05\x06" + strings.Repeat("\x00", 18)), http.StatusUnprocessableEntity, anlan.ErrPaperFormat.Code},
			} {
				var p problem
				said(t, name, office.upload(d.take, "table.xlsx", bad.file, &p), p, bad.status, bad.code)
			}
			d.judges(t, office, "a formula that nobody computed", tableUnder(t, heads, "", 1, `<c><f>1+1</f></c>`), 1, 1)
			d.returns(t, office, heads)
		})
	}
}

// merges merge more cells than anybody did by hand.
func merges() string {
	var s strings.Builder
	for i := range 30_000 {
		fmt.Fprintf(&s, `<mergeCell ref="A%d:A%d"/>`, i+2, i+2)
	}
	return "<mergeCells>" + s.String() + "</mergeCells>"
}

// judges sends a table and holds the door to how many rows it sees, and how many of them it calls wrong.
func (d door) judges(t *testing.T, b browser, name string, file []byte, all, wrong int) judged {
	t.Helper()
	var j judged
	if status := b.upload(d.take, "table.xlsx", file, &j); status != http.StatusOK {
		t.Fatalf("%s: %d %s", name, status, j.Code)
	}
	if a, w := j.rows(t); a != all || w != wrong {
		t.Errorf("%s: %d rows, %d wrong, want %d and %d: %.300s", name, a, w, all, wrong, j.Wrong)
	}
	return j
}

// returns looks at the wrong rows as they go back: what looks like a formula is text.
func (d door) returns(t *testing.T, b browser, heads []string) {
	t.Helper()
	file := tableUnder(t, heads, "", 1, `<c t="inlineStr"><is><t>`+injection+`</t></is></c>`)
	j := d.judges(t, b, "an injection", file, 1, 1)
	var back []byte
	if strings.Contains(d.wrong, "%s") {
		_, back = b.file(fmt.Sprintf(d.wrong, j.ID))
	} else {
		_, back = b.sendFile(d.wrong, "table.xlsx", file)
	}
	f, err := excelize.OpenReader(bytes.NewReader(back))
	if err != nil {
		t.Fatalf("%v: %.200s", err, back)
	}
	sheet := f.GetSheetName(0)
	all, err := f.GetRows(sheet)
	if err != nil || len(all) == 0 {
		t.Fatal(err, "nothing came back")
	}
	texts := 0
	for i, text := range all[len(all)-1] {
		cell, _ := excelize.CoordinatesToCellName(i+1, len(all)) // both positive
		if formula, err := f.GetCellFormula(sheet, cell); formula != "" || err != nil {
			t.Errorf("%s went back as the formula %q, %v", cell, formula, err)
		}
		if text == injection {
			texts++
		}
	}
	if texts < len(heads)-1 { // an amount of text may be cut, none may be lost
		t.Errorf("%d of %d cells went back: %q", texts, len(heads), all[len(all)-1])
	}
}
