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

// The closed lists of words in these tables, as the screens of the registry say them.
var (
	unitKindWords = paper.Words{{"committee", "委员会", "Committee"}, {"committee_office", "安委办", "Committee office"}, {"party_organ", "党委部门", "Party organ"},
		{"government_organ", "政府机关", "Government"}, {"department", "县直部门", "Department"}, {"township", "乡镇", "Township"}, {"village", "村（社区）", "Village"},
		{"park", "园区", "Park"}, {"public_institution", "事业单位", "Public institution"}, {"enterprise", "企业", "Enterprise"}}
	postKindWords = paper.Words{{"chief", "主要负责人", "Head"}, {"deputy", "分管负责人", "Deputy head"}, {"liaison", "联络员", "Liaison"},
		{"duty", "值班岗", "Duty post"}, {"staff", "工作人员", "Staff"}}
	modeWords  = paper.Words{{"full", "正式", "In full"}, {"acting", "代理", "Acting"}, {"part", "兼任", "Part-time"}}
	levelWords = paper.Words{{"province", "省", "Province"}, {"city", "市", "City"}, {"county", "县", "County"}, {"township", "乡镇", "Township"},
		{"village", "村（社区）", "Village"}, {"area", "片区", "Area"}}
)

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
