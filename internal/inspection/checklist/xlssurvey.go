package checklist

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"anlan"
)

// What XLSForm has no word for travels in columns of its own; ODK carries instance:: columns along.
var surveyHeads = map[string]string{"type": "type", "name": "name", "label": "label", "hint": "hint", "required": "required",
	"relevant": "relevant", "constraint": "constraint", "constraint_message": "message", "constraint message": "message",
	"instance::anlan_finding": "finding", "instance::anlan_asks": "asks", "instance::anlan_category": "category",
	"instance::anlan_major": "major", "instance::anlan_basis": "basis"}

// plainTypes are the types of one word.
var plainTypes = map[string]Kind{"integer": Integer, "int": Integer, "decimal": Number, "text": Text, "string": Text, "note": Note,
	"image": Photo, "photo": Photo, "geopoint": Place, "location": Place, "barcode": Barcode}

// metaTypes say what a phone notes by itself; our inspections always note it.
var metaTypes = []string{"start", "end", "today", "deviceid", "username", "phonenumber", "email", "audit", "simserial", "subscriberid", "start-geopoint"}

func (r *reader) survey() {
	s := r.sheets["survey"]
	t := r.table(s, surveyHeads)
	if !r.needs(t, s, "type", "type") || !r.needs(t, s, "name", "name") || !r.needs(t, s, "label", "label") {
		return
	}
	var open []string
	for _, row := range t.rows {
		r.strangers(t, row)
		if open = r.surveyRow(t, row, open); len(r.out.Form.Items) > ItemsMost {
			continue // Compile says how many are too many
		}
	}
	for _, g := range open {
		r.fault(Mark{Sheet: t.name, Row: r.itemRows[slices.IndexFunc(r.out.Form.Items, func(i Item) bool { return i.Name == g })],
			Column: "type", Err: anlan.ErrXlsformGroupOpen.With("group", g)})
	}
}

// surveyRow reads a row, and returns which groups are open behind it.
func (r *reader) surveyRow(t table, row Row, open []string) []string {
	kind := strings.Join(strings.Fields(strings.ToLower(t.get(row, "type"))), " ")
	at := Mark{Sheet: t.name, Row: row.Number, Column: t.said["type"]}
	switch {
	case kind == "" && t.get(row, "name") == "" && t.get(row, "label") == "":
		return open
	case strings.HasPrefix(kind, "#"), slices.Contains(metaTypes, kind):
		r.left(at, kind)
		return open
	case kind == "end_group" || kind == "end group":
		if len(open) == 0 {
			at.Err = anlan.ErrXlsformGroupEnd
			r.fault(at)
			return open
		}
		return open[:len(open)-1]
	}
	it := r.item(t, row)
	if len(open) > 0 {
		it.Group = open[len(open)-1]
	}
	var ok bool
	if it.Kind, it.List, ok = r.kind(kind, t.get(row, "type")); !ok {
		at.Err = anlan.ErrXlsformType.With("type", clipped(t.get(row, "type")))
		r.fault(at)
		return open
	}
	r.out.Form.Items, r.itemRows = append(r.out.Form.Items, it), append(r.itemRows, row.Number)
	if it.Kind == Group {
		open = append(open, it.Name)
	}
	return open
}

// kind reads a type; raw keeps the case of a list's name.
func (r *reader) kind(kind, raw string) (Kind, string, bool) {
	if k, ok := plainTypes[kind]; ok {
		return k, "", true
	}
	if kind == "begin_group" || kind == "begin group" {
		return Group, "", true
	}
	words := strings.Fields(raw)
	if len(words) == 3 && strings.EqualFold(words[0], "select") {
		words = []string{words[0] + "_" + words[1], words[2]}
	}
	if len(words) != 2 {
		return "", "", false
	}
	r.used[words[1]] = true
	switch strings.ToLower(words[0]) {
	case "select_one":
		if i, ok := r.listIndex[words[1]]; ok && r.out.Form.Lists[i].yesNo() {
			return YesNo, words[1], true
		}
		return Choice, words[1], true
	case "select_multiple":
		return Choices, words[1], true
	}
	return "", "", false
}

// item reads everything of a row but its type.
func (r *reader) item(t table, row Row) Item {
	it := Item{Name: t.get(row, "name"), Label: either(t.get(row, "label"), t.get(row, "label.en")), LabelEN: t.get(row, "label.en"),
		Hint: either(t.get(row, "hint"), t.get(row, "hint.en")), HintEN: t.get(row, "hint.en"), Relevant: t.get(row, "relevant"),
		Constraint: t.get(row, "constraint"), Message: either(t.get(row, "message"), t.get(row, "message.en")), MessageEN: t.get(row, "message.en"),
		Finding: t.get(row, "finding"), Category: t.get(row, "category")}
	it.Required = r.flag(t, row, "required")
	it.Major = r.flag(t, row, "major")
	it.Basis = readBasis(t.get(row, "basis"))
	var bad string
	if it.Asks, bad = readAsks(t.get(row, "asks")); bad != "" {
		r.fault(Mark{Sheet: t.name, Row: row.Number, Column: t.said["asks"], Err: anlan.ErrXlsformAsks.With("value", clipped(bad))})
	}
	return it
}

// flag reads yes or nothing.
func (r *reader) flag(t table, row Row, ours string) bool {
	switch v := strings.ToLower(t.get(row, ours)); v {
	case "yes", "true", "true()", "1", "是":
		return true
	case "", "no", "false", "false()", "0", "否":
		return false
	default:
		r.fault(Mark{Sheet: t.name, Row: row.Number, Column: t.said[ours], Err: anlan.ErrXlsformRequired.With("value", clipped(v))})
		return false
	}
}

// readAsks reads one demand a line: what is asked, a colon, and when. It returns the line it stumbled
// over.
func readAsks(cell string) (asks []Ask, bad string) {
	for line := range strings.Lines(cell) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		what, when, ok := strings.Cut(line, ":")
		if !ok {
			return asks, line
		}
		a := Ask{When: strings.TrimSpace(when)}
		for _, w := range strings.Fields(what) {
			n, photos := strings.CutPrefix(w, "photos=")
			count, err := strconv.Atoi(n)
			switch {
			case w == "note":
				a.Note = true
			case photos && err == nil:
				a.Photos = count
			default:
				return asks, line
			}
		}
		asks = append(asks, a)
	}
	return asks, ""
}

func writeAsks(asks []Ask) string {
	var lines []string
	for _, a := range asks {
		var what []string
		if a.Photos > 0 {
			what = append(what, fmt.Sprintf("photos=%d", a.Photos))
		}
		if a.Note {
			what = append(what, "note")
		}
		lines = append(lines, strings.TrimSpace(strings.Join(what, " ")+": "+a.When))
	}
	return strings.Join(lines, "\n")
}

// readBasis reads one document a line: document | clause | confidence.
func readBasis(cell string) (list []Basis) {
	for line := range strings.Lines(cell) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		parts := append(strings.SplitN(line, "|", 3), "", "")
		list = append(list, Basis{strings.TrimSpace(parts[0]), strings.TrimSpace(parts[1]), strings.TrimSpace(parts[2])})
	}
	return list
}

func writeBasis(list []Basis) string {
	var lines []string
	for _, b := range list {
		lines = append(lines, b.Document+" | "+b.Clause+" | "+b.Confidence)
	}
	return strings.Join(lines, "\n")
}

// compile says what is wrong with the form, by the cells of the workbook.
func (r *reader) compile() {
	if len(r.out.Faults) > 0 {
		return // what follows would only repeat them in other words
	}
	r.out.Form = r.out.Form.Normal()
	_, faults := Compile(r.out.Form)
	for _, f := range faults {
		m := Mark{Sheet: "survey", Column: columnOf[f.Field], Err: f.Err}
		switch {
		case f.Item >= 0:
			m.Row = r.itemRows[f.Item]
		case f.List >= 0:
			m.Sheet, m.Column = "choices", map[string]string{"value": "name", "label": "label"}[f.Field]
			if m.Row = r.optRows[[2]int{f.List, f.Option}]; f.Option < 0 {
				m.Row = r.listRows[r.out.Form.Lists[f.List].Name]
			}
		}
		if strings.HasPrefix(f.Field, "asks") {
			m.Column = "instance::anlan_asks"
		}
		r.fault(m)
	}
}

// columnOf names the column of a field.
var columnOf = map[string]string{"name": "name", "kind": "type", "list": "type", "group": "type", "label": "label", "labelEn": "label::English (en)",
	"hint": "hint", "hintEn": "hint::English (en)", "relevant": "relevant", "constraint": "constraint", "message": "constraint_message",
	"messageEn": "constraint_message::English (en)", "finding": "instance::anlan_finding", "category": "instance::anlan_category", "basis": "instance::anlan_basis"}

// The columns of an exported workbook, in order.
var (
	surveyOut = []string{"type", "name", "label::中文 (zh)", "label::English (en)", "hint::中文 (zh)", "hint::English (en)", "required", "relevant",
		"constraint", "constraint_message::中文 (zh)", "constraint_message::English (en)", "instance::anlan_finding", "instance::anlan_asks",
		"instance::anlan_category", "instance::anlan_major", "instance::anlan_basis"}
	choicesOut  = []string{"list_name", "name", "label::中文 (zh)", "label::English (en)"}
	settingsOut = []string{"form_title", "form_title::English (en)", "form_id", "version", "default_language", "anlan_site_kinds", "anlan_sector"}
)

// typeOf is the type of an item.
func typeOf(it Item) string {
	switch it.Kind {
	case YesNo, Choice:
		return "select_one " + it.List
	case Choices:
		return "select_multiple " + it.List
	case Group:
		return "begin_group"
	}
	return map[Kind]string{Integer: "integer", Number: "decimal", Text: "text", Note: "note", Photo: "image", Place: "geopoint", Barcode: "barcode"}[it.Kind]
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

// Export writes a form as the sheets of an XLSForm.
func Export(h Head, f Form) []Sheet {
	survey := [][]string{surveyOut}
	var open []string
	end := func(to string) {
		for len(open) > 0 && open[len(open)-1] != to {
			open = open[:len(open)-1]
			survey = append(survey, []string{"end_group"})
		}
	}
	for _, it := range f.Items {
		end(it.Group)
		survey = append(survey, []string{typeOf(it), it.Name, it.Label, it.LabelEN, it.Hint, it.HintEN, yes(it.Required), it.Relevant, it.Constraint,
			it.Message, it.MessageEN, it.Finding, writeAsks(it.Asks), it.Category, yes(it.Major), writeBasis(it.Basis)})
		if it.Kind == Group {
			open = append(open, it.Name)
		}
	}
	end("")
	choices := [][]string{choicesOut}
	for _, l := range f.Lists {
		for _, o := range l.Options {
			choices = append(choices, []string{l.Name, o.Value, o.Label, o.LabelEN})
		}
	}
	settings := [][]string{settingsOut, {h.Title, h.TitleEN, h.Code, h.Version, "中文 (zh)", strings.Join(h.SiteKinds, " "), h.Sector}}
	return []Sheet{numbered("survey", survey), numbered("choices", choices), numbered("settings", settings)}
}

func numbered(name string, rows [][]string) Sheet {
	s := Sheet{Name: name}
	for i, cells := range rows {
		s.Rows = append(s.Rows, Row{Number: i + 1, Cells: cells})
	}
	return s
}
