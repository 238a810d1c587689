package paper

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"anlan"
)

// maxFaults is where telling single cells ends: with so many the file is the wrong one.
const maxFaults = 2000

// check tests every cell against its column and brings dates, numbers and choices into their one form.
func (s Sheet) check(rows []Row) ([]Fault, error) {
	var faults []Fault
	rules := s.rules()
	for _, r := range rows {
		for i, c := range rules {
			err := c.check(&r.cells[i])
			if err == nil {
				continue
			}
			if len(faults) == maxFaults {
				return nil, anlan.ErrPaperTooManyFaults.With("max", maxFaults)
			}
			faults = append(faults, r.Blame(c.Key, err.With("column", c.titles())))
		}
	}
	return faults, nil
}

// cellRule is a column with its words at hand.
type cellRule struct {
	Column
	meanings map[string]string // of a Choice
}

func (s Sheet) rules() []cellRule {
	list := make([]cellRule, len(s.Columns))
	for i, c := range s.Columns {
		if list[i].Column = c; c.Kind == Choice {
			list[i].meanings = c.meanings()
		}
	}
	return list
}

func (c cellRule) check(cell *Cell) *anlan.Error {
	longest := c.MaxLen
	if longest == 0 {
		longest = 2000
	}
	switch {
	case cell.faulty != "":
		return anlan.ErrPaperCellFormula
	case cell.Text == "" && c.Required:
		return anlan.ErrPaperCellRequired
	case cell.Text == "":
		return nil
	case utf8.RuneCountInString(cell.Text) > longest:
		return anlan.ErrPaperCellLong.With("max", longest)
	}
	return c.checkKind(cell)
}

func (c cellRule) checkKind(cell *Cell) *anlan.Error {
	switch c.Kind {
	case Choice:
		word, ok := c.meanings[plainWord(cell.Text)]
		if !ok {
			return anlan.ErrPaperCellChoice.With("value", cell.Text).With("choices", anlan.Both{ZH: some(c.Choices, "、"), EN: some(c.english(), ", ")})
		}
		cell.Text = word
	case Date:
		day, ok := readDay(cell.Text)
		if !ok {
			return anlan.ErrPaperCellDate.With("value", cell.Text)
		}
		cell.Text = string(day)
	case Number:
		n, ok := readNumber(cell.Text)
		if !ok {
			return anlan.ErrPaperCellNumber.With("value", cell.Text)
		}
		cell.Text = n
	}
	return nil
}

// some shows the first few choices.
func some(choices []string, comma string) string {
	if len(choices) > 8 {
		return strings.Join(choices[:8], comma) + "…"
	}
	return strings.Join(choices, comma)
}

var halfWidth = strings.NewReplacer("０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9", "．", ".", "－", "-", "／", "/", "，", ",", "＋", "+")

// readDay understands the ways in which a day is typed into a cell, and the number of a day.
func readDay(s string) (anlan.Date, bool) {
	s = halfWidth.Replace(s)
	if day, clock, ok := strings.Cut(s, " "); ok && strings.Contains(clock, ":") {
		s = day
	}
	s = strings.NewReplacer("年", "-", "月", "-", "日", "", "号", "", "/", "-", ".", "-").Replace(strings.Join(strings.Fields(s), ""))
	if t, err := time.Parse("2006-1-2", s); err == nil {
		return anlan.Date(t.Format(time.DateOnly)), true
	}
	if t, err := time.Parse("20060102", s); err == nil && len(s) == 8 {
		return anlan.Date(t.Format(time.DateOnly)), true
	}
	if n, err := strconv.Atoi(s); err == nil && n > 20_000 && n < 80_000 { // 1954 to 2119
		day, ok := serialTime(float64(n), false)
		return anlan.Date(day), ok
	}
	return "", false
}

// readNumber understands grouping commas and full-width digits.
func readNumber(s string) (string, bool) {
	s = strings.ReplaceAll(halfWidth.Replace(strings.TrimSpace(s)), ",", "")
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f != f || f > 1e15 || f < -1e15 || strings.ContainsAny(s, "xXpP_iInN") {
		return "", false
	}
	return numberText(f), true
}
