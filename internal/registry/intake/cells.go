package intake

import (
	"slices"
	"strconv"
	"strings"

	"anlan"
	"anlan/internal/paper"
	"anlan/internal/table"
)

// cleared is what a person types to empty a stored cell.
const cleared = "-"

// merge lays the row over the stored cells: an empty cell keeps, a dash empties. It tells what would
// change, in the order of the columns.
func merge(s paper.Sheet, stored map[string]string, row paper.Row) (cells map[string]string, diffs []Diff) {
	cells = make(map[string]string, len(s.Columns))
	for c := range slices.Values(s.Columns) {
		was, typed := stored[c.Key], strings.TrimSpace(row.Text(c.Key))
		switch {
		case c.Locked || typed == "":
			cells[c.Key] = was
		case typed == cleared:
			cells[c.Key] = ""
		default:
			cells[c.Key] = typed
		}
		if cells[c.Key] != was {
			diffs = append(diffs, Diff{Key: c.Key, Old: was, New: cells[c.Key]})
		}
	}
	return cells, diffs
}

// blameAll spreads the problems of a checked draft over the cells that they speak of.
func (p *plan) blameAll(row paper.Row, err error) {
	bad, trouble := table.Problems(err)
	if trouble != nil {
		bad = anlan.Problems{known(trouble)}
	}
	for _, e := range bad {
		p.blame(row, fieldKey(e.Field), e)
	}
}

// fieldKey is the column of a field; what blames no field stands at the name.
func fieldKey(field string) string {
	if field == "" {
		return "name"
	}
	return field
}

// words between Chinese labels and stored values, both ways.
type words [][2]string // value, label

func (w words) label(value string) string {
	for _, pair := range w {
		if pair[0] == value {
			return pair[1]
		}
	}
	return value
}

func (w words) value(label string) string {
	for _, pair := range w {
		if pair[1] == label {
			return pair[0]
		}
	}
	return label
}

func (w words) labels() []string {
	out := make([]string, 0, len(w))
	for _, pair := range w {
		out = append(out, pair[1])
	}
	return out
}

func unitKindWords() words {
	return words{{"committee", "委员会"}, {"committee_office", "安委办"}, {"party_organ", "党委部门"}, {"government_organ", "政府机关"},
		{"department", "县直部门"}, {"township", "乡镇"}, {"village", "村（社区）"}, {"park", "园区"}, {"public_institution", "事业单位"},
		{"enterprise", "企业"}}
}

func postKindWords() words {
	return words{{"chief", "主要负责人"}, {"deputy", "分管负责人"}, {"liaison", "联络员"}, {"duty", "值班岗"}, {"staff", "工作人员"}}
}

func modeWords() words { return words{{"full", "正式"}, {"acting", "代理"}, {"part", "兼任"}} }

func levelWords() words {
	return words{{"province", "省"}, {"city", "市"}, {"county", "县"}, {"township", "乡镇"}, {"village", "村（社区）"}, {"area", "片区"}}
}

// splitNames takes apart what people write into one cell: 甲、乙，丙；丁.
func splitNames(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、，,；;/|\n", r) })
}

// wholeNumber reads a cell that holds a number without a fraction; an empty one is zero.
func (p *plan) wholeNumber(row paper.Row, key, text string) int64 {
	if text == "" {
		return 0
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 || n > 999999 {
		p.blame(row, key, anlan.ErrFieldInvalid.With("name", key).With("value", text))
	}
	return n
}
