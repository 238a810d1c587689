package minutes

import (
	"strconv"
	"strings"

	"anlan"
)

// dated is a written date with its place.
type dated struct {
	w    ymd
	s, e int
}

// findDates returns the written dates of a text that name a month and a day.
func findDates(r []rune) (out []dated) {
	s := scanner{r: r}
	for i := 0; i < len(r); {
		if !timeStart(r[i]) || i > 0 && digit(r[i]) && digit(r[i-1]) {
			i++
			continue
		}
		w, j := s.written(i)
		if j > i && w.m > 0 && w.d > 0 {
			out = append(out, dated{w, i, j})
			i = j
			continue
		}
		i++
	}
	return out
}

// onlyDate says that a line is a date and nothing else but brackets and 印发.
func onlyDate(r []rune) bool {
	if len(r) > 24 || len(r) < 4 {
		return false
	}
	ds := findDates(r)
	if len(ds) != 1 || ds[0].w.y == 0 {
		return false
	}
	rest := string(r[:ds[0].s]) + string(r[ds[0].e:])
	return strings.Trim(rest, "（）\t 印发日上下午") == ""
}

// findDate finds the day of the meeting, or of the paper if there was no meeting.
func findDate(blocks []*block, credits []text, n *info, fallback anlan.Date) anlan.Date {
	c := dateFinder{blocks: blocks, credits: credits, year: n.year}
	order := []func() anlan.Date{c.roll, c.top, c.lead, c.sign, c.credit, c.anywhere}
	switch n.genre {
	case genreNotice, genreTable:
		order = []func() anlan.Date{c.sign, c.top, c.credit, c.roll, c.lead, c.anywhere}
	case genreNews:
		order = []func() anlan.Date{c.roll, c.lead, c.top, c.credit, c.sign, c.anywhere}
	case genreMinutes:
		order = []func() anlan.Date{c.roll, c.lead, c.top, c.sign, c.credit, c.anywhere}
	}
	for _, find := range order {
		if d := find(); d != "" {
			return d
		}
	}
	return fallback
}

type dateFinder struct {
	blocks  []*block
	credits []text
	year    int
}

// statedYear is the first year that title, number of the paper, or text name.
func statedYear(blocks []*block, credits []text, title string) int {
	if y := yearIn([]rune(title)); y > 0 {
		return y
	}
	for _, only := range []form{formTitle, formSign} {
		for _, b := range blocks {
			if b.form == only {
				if y := yearIn(b.r); y > 0 {
					return y
				}
			}
		}
	}
	for _, c := range credits {
		if y := yearIn(c.r); y > 0 {
			return y
		}
	}
	for _, b := range blocks {
		if y := yearIn(b.r); y > 0 {
			return y + sinceWinter(b, y, blocks)
		}
	}
	return 0
}

// sinceWinter is 1 when the only year is that of 2023年冬季以来 and the meeting is of a later spring.
func sinceWinter(b *block, y int, blocks []*block) int {
	s := b.whole()
	for _, season := range []string{"年冬季以来", "年秋冬以来", "年下半年以来", "年入冬以来", "年冬以来", "年10月以来", "年11月以来", "年12月以来", "年秋季以来", "年第四季度以来", "年四季度以来"} {
		if !strings.Contains(s, strconv.Itoa(y)+season) {
			continue
		}
		for _, b := range blocks {
			for _, d := range findDates(b.r) {
				if d.w.y == 0 {
					if d.w.m <= 6 {
						return 1
					}
					return 0
				}
			}
		}
	}
	return 0
}

// yearIn reads 2024年, 〔2024〕 or 2024-.
func yearIn(r []rune) int {
	for i := range r {
		if i > 0 && digit(r[i-1]) {
			continue
		}
		n, k := number(r, i, len(r))
		if n >= 1990 && n <= 2100 && k < len(r) && strings.ContainsRune("年〕]）-/.", r[k]) {
			return n
		}
	}
	return 0
}

// day turns a written date into a day, with the stated year if it names none.
func (f *dateFinder) day(w ymd) anlan.Date {
	if w.y == 0 {
		w.y = f.year
	}
	if w.y == 0 {
		return ""
	}
	d, _ := (&scanner{}).resolve(w)
	return d
}

// first returns the first date in the blocks of a form that is accepted.
func (f *dateFinder) first(forms form, accept func(*block, dated) bool) anlan.Date {
	for _, b := range f.blocks {
		if b.form != forms {
			continue
		}
		for _, d := range findDates(b.r) {
			if day := f.day(d.w); day != "" && accept(b, d) {
				return day
			}
		}
	}
	return ""
}

func always(*block, dated) bool { return true }

// roll reads the date off 时间：….
func (f *dateFinder) roll() anlan.Date { return f.first(formRoll, always) }

// top reads a date above the text, as under the title of a speech.
func (f *dateFinder) top() anlan.Date {
	for i, b := range f.blocks {
		if i > 6 || b.form == formPara && len(b.r) > 30 {
			break
		}
		if b.form != formTitle && b.form != formSign {
			continue
		}
		for _, d := range findDates(b.r) {
			if day := f.day(d.w); day != "" {
				return day
			}
		}
	}
	return ""
}

// lead reads the date of 1月17日下午，…召开…会议.
func (f *dateFinder) lead() anlan.Date {
	seen := 0
	for _, b := range f.blocks {
		if b.form != formPara {
			continue
		}
		if seen++; seen > 3 {
			break
		}
		for _, d := range findDates(b.r) {
			after := string(b.r[d.e:min(len(b.r), d.e+90)])
			if d.s < 60 && containsAny(after, "召开", "举行", "会议", "主持", "例会", "会上") {
				return f.day(d.w)
			}
		}
	}
	return ""
}

func containsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// sign reads the date below the text.
func (f *dateFinder) sign() anlan.Date {
	for i := len(f.blocks) - 1; i >= 0 && i >= len(f.blocks)-6; i-- {
		b := f.blocks[i]
		if b.form == formRow || b.form != formSign && b.form != formNote && !onlyDate(b.r) && !signTail(b.r) {
			continue
		}
		for _, d := range findDates(b.r) {
			if d.w.y > 0 {
				return f.day(d.w)
			}
		}
	}
	return ""
}

// signTail knows a signature and its date on one line.
func signTail(r []rune) bool {
	return len(r) < 45 && !strings.ContainsAny(string(r), "，。；：")
}

// credit reads 发布时间：2022-01-18.
func (f *dateFinder) credit() anlan.Date {
	for _, c := range f.credits {
		for _, d := range findDates(c.r) {
			if day := f.day(d.w); day != "" {
				return day
			}
		}
	}
	return ""
}

// anywhere takes the first full date of the text; those in the rows of a table are deadlines.
func (f *dateFinder) anywhere() anlan.Date {
	for _, b := range f.blocks {
		if b.form == formRow {
			continue
		}
		for _, d := range findDates(b.r) {
			if d.w.y > 0 {
				return f.day(d.w)
			}
		}
	}
	return ""
}
