package checklist

import (
	"slices"
	"strings"

	"anlan"
)

// Sheet is one sheet of a workbook, as it stands.
type Sheet struct {
	Name string
	Rows []Row
}

// Row is a row of a sheet; cells count from column A.
type Row struct {
	Number int // as the spreadsheet counts
	Cells  []string
}

// Head is what an XLSForm says of the form as a whole.
type Head struct {
	Code      string   `json:"code"`
	Title     string   `json:"title"`
	TitleEN   string   `json:"titleEn,omitempty"`
	Version   string   `json:"version,omitempty"`
	SiteKinds []string `json:"siteKinds,omitempty"`
	Sector    string   `json:"sector,omitempty"`
}

// Mark is something to tell about a cell of a workbook.
type Mark struct {
	Sheet  string
	Row    int    // 0: the sheet as a whole
	Column string // what its head says; empty: the row as a whole
	Err    *anlan.Error
}

// Imported is what a workbook says. With faults it cannot be used; what was left out does no harm.
type Imported struct {
	Head   Head
	Form   Form
	Faults []Mark
	Left   []Mark
}

// Import reads an XLSForm.
func Import(sheets []Sheet) Imported {
	r := &reader{sheets: map[string]Sheet{}}
	for _, s := range sheets {
		name := strings.ToLower(strings.TrimSpace(s.Name))
		if !slices.Contains([]string{"survey", "choices", "settings"}, name) {
			r.left(Mark{Sheet: s.Name}, s.Name)
			continue
		}
		r.sheets[name] = s
	}
	if _, ok := r.sheets["survey"]; !ok {
		r.fault(Mark{Sheet: "survey", Err: anlan.ErrXlsformSheetMissing.With("sheet", "survey")})
		return r.out
	}
	r.settings()
	r.choices()
	r.survey()
	r.compile()
	return r.out
}

// reader reads one workbook.
type reader struct {
	sheets    map[string]Sheet
	out       Imported
	itemRows  []int           // rows of Form.Items
	listRows  map[string]int  // first row of a list
	optRows   map[[2]int]int  // row of (list, option)
	listIndex map[string]int  // of Form.Lists
	used      map[string]bool // lists that an item uses
}

const marksMost = 200 // of a kind, for one workbook

func (r *reader) fault(m Mark) {
	if len(r.out.Faults) < marksMost {
		r.out.Faults = append(r.out.Faults, m)
	}
}

func (r *reader) left(m Mark, value string) {
	if m.Err = anlan.ErrXlsformLeft.With("value", value); len(r.out.Left) < marksMost {
		r.out.Left = append(r.out.Left, m)
	}
}

// table is a sheet with its head read: columns by what they are to us.
type table struct {
	name    string
	columns map[string]int // our name → column
	said    map[string]string
	other   map[int]string // columns that are nobody's, with their heads
	rows    []Row
}

// table reads the head of a sheet. known maps the heads of XLSForm to our names; a head with a language
// behind :: gets .en or nothing behind ours.
func (r *reader) table(s Sheet, known map[string]string) table {
	t := table{name: s.Name, columns: map[string]int{}, said: map[string]string{}, other: map[int]string{}}
	if len(s.Rows) == 0 {
		return t
	}
	t.rows = s.Rows[1:]
	for i, head := range s.Rows[0].Cells {
		if strings.TrimSpace(head) == "" {
			continue
		}
		ours := ourName(head, known)
		if _, twice := t.columns[ours]; ours == "" || twice {
			t.other[i] = head
			continue
		}
		t.columns[ours], t.said[ours] = i, head
	}
	return t
}

// ourName finds what a head means to us.
func ourName(head string, known map[string]string) string {
	plain := strings.ToLower(strings.TrimSpace(head))
	if name, ok := known[plain]; ok {
		return name
	}
	base, language, has := strings.Cut(plain, "::")
	name, ok := known[strings.TrimSpace(base)]
	if !ok || !has || !slices.Contains([]string{"label", "hint", "message", "title"}, name) {
		return ""
	}
	switch {
	case strings.Contains(language, "(en") || strings.Contains(language, "english") || strings.TrimSpace(language) == "en":
		return name + ".en"
	case strings.Contains(language, "(zh") || strings.Contains(language, "chinese") || strings.Contains(language, "中文") || strings.TrimSpace(language) == "zh":
		return name
	}
	return ""
}

// get returns a cell of a row.
func (t table) get(row Row, ours string) string {
	if i, ok := t.columns[ours]; ok && i < len(row.Cells) {
		return strings.TrimSpace(row.Cells[i])
	}
	return ""
}

// strangers names the cells of a row that stand in columns that are nobody's.
func (r *reader) strangers(t table, row Row) {
	for i, cell := range row.Cells {
		if head, ok := t.other[i]; ok && strings.TrimSpace(cell) != "" {
			r.left(Mark{Sheet: t.name, Row: row.Number, Column: head}, head+": "+clipped(cell))
		}
	}
}

func clipped(s string) string {
	c := []rune(s)
	if len(c) > 40 {
		return string(c[:40]) + "…"
	}
	return s
}

var settingsHeads = map[string]string{"form_title": "title", "form_id": "code", "version": "version", "id_string": "code",
	"default_language": "language", "anlan_site_kinds": "kinds", "anlan_sector": "sector"}

func (r *reader) settings() {
	s, ok := r.sheets["settings"]
	if !ok {
		return
	}
	t := r.table(s, settingsHeads)
	for n, row := range t.rows {
		if r.strangers(t, row); n > 0 {
			r.left(Mark{Sheet: t.name, Row: row.Number}, clipped(strings.Join(row.Cells, " ")))
			continue
		}
		r.out.Head = Head{Code: t.get(row, "code"), Title: t.get(row, "title"), TitleEN: t.get(row, "title.en"), Version: t.get(row, "version"),
			SiteKinds: strings.Fields(t.get(row, "kinds")), Sector: t.get(row, "sector")}
	}
}

var choicesHeads = map[string]string{"list_name": "list", "list name": "list", "name": "value", "value": "value", "label": "label"}

func (r *reader) choices() {
	r.listRows, r.optRows, r.listIndex, r.used = map[string]int{}, map[[2]int]int{}, map[string]int{}, map[string]bool{}
	s, ok := r.sheets["choices"]
	if !ok {
		return
	}
	t := r.table(s, choicesHeads)
	if !r.needs(t, s, "list", "list_name") || !r.needs(t, s, "value", "name") || !r.needs(t, s, "label", "label") {
		return
	}
	for _, row := range t.rows {
		name := t.get(row, "list")
		if r.strangers(t, row); name == "" && t.get(row, "value") == "" && t.get(row, "label") == "" {
			continue
		}
		i, known := r.listIndex[name]
		if !known {
			i = len(r.out.Form.Lists)
			r.listIndex[name], r.listRows[name] = i, row.Number
			r.out.Form.Lists = append(r.out.Form.Lists, List{Name: name})
		}
		l := &r.out.Form.Lists[i]
		r.optRows[[2]int{i, len(l.Options)}] = row.Number
		l.Options = append(l.Options, Option{Value: t.get(row, "value"), Label: either(t.get(row, "label"), t.get(row, "label.en")), LabelEN: t.get(row, "label.en")})
	}
}

// either takes the English words where there are no Chinese ones.
func either(zh, en string) string {
	if zh == "" {
		return en
	}
	return zh
}

// needs says that a column is missing.
func (r *reader) needs(t table, s Sheet, ours, head string) bool {
	if _, ok := t.columns[ours]; ok {
		return true
	}
	if _, ok := t.columns[ours+".en"]; ok {
		return true
	}
	row := 1
	if len(s.Rows) > 0 {
		row = s.Rows[0].Number
	}
	r.fault(Mark{Sheet: s.Name, Row: row, Column: head, Err: anlan.ErrXlsformColumnMissing.With("sheet", s.Name).With("row", row).With("column", head)})
	return false
}
