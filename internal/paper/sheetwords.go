package paper

import (
	"cmp"
	"slices"
	"strings"

	"anlan"
)

// Words are a closed list of words of a column: each is what the program stores, what is said in Chinese, and what is
// said in English. Cells of rows hold the Chinese word, whatever the language of the table that was read.
type Words [][3]string

// Say is the word of a cell for a key; an unknown key stands for itself.
func (w Words) Say(key string) string {
	if i := slices.IndexFunc(w, func(x [3]string) bool { return x[0] == key }); i >= 0 {
		return w[i][1]
	}
	return key
}

// Key is the key of the word of a cell; an unknown word stands for itself.
func (w Words) Key(word string) string {
	if i := slices.IndexFunc(w, func(x [3]string) bool { return x[1] == word }); i >= 0 {
		return w[i][0]
	}
	return word
}

// Choice makes a column hold one of the words.
func (c Column) Choice(w Words) Column {
	c.Kind = Choice
	for _, x := range w {
		c.Choices, c.ChoicesEN = append(c.Choices, x[1]), append(c.ChoicesEN, x[2])
	}
	return c
}

// pick is the text in the language in which the sheet is written; what has no English stays Chinese.
func (s Sheet) pick(zh, en string) string {
	if s.English {
		return cmp.Or(en, zh)
	}
	return zh
}

// titles is what the head of a column says in either language.
func (c Column) titles() anlan.Both { return anlan.Both{ZH: c.Title, EN: cmp.Or(c.TitleEN, c.Title)} }

// english are the choices of a column in English. A word that has none, or one that says another choice already, stays
// as it is: what is written must be read as the same choice again.
func (c Column) english() []string {
	out, taken := slices.Clone(c.Choices), map[string]int{}
	for i, word := range c.Choices {
		taken[plainWord(word)] = i
	}
	for i, en := range c.ChoicesEN[:min(len(c.ChoicesEN), len(out))] {
		if other, known := taken[plainWord(en)]; en != "" && (!known || other == i) {
			out[i], taken[plainWord(en)] = en, i
		}
	}
	return out
}

// offered are the choices of a column in the language in which the sheet is written.
func (s Sheet) offered(c Column) []string {
	if s.English {
		return c.english()
	}
	return c.Choices
}

// meanings maps every way to write a choice, in either language, to the one word that rows hold.
func (c Column) meanings() map[string]string {
	m := make(map[string]string, 2*len(c.Choices))
	for i, en := range c.english() {
		m[plainWord(en)] = c.Choices[i]
	}
	for _, word := range c.Choices {
		m[plainWord(word)] = word
	}
	return m
}

// plainWord forgives case and the blanks around a word.
func plainWord(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// Cell is the text of a row's cell as a reader of the language sees it.
func (s Sheet) Cell(key, text string, l anlan.Lang) string {
	i := slices.IndexFunc(s.Columns, func(c Column) bool { return c.Key == key && c.Kind == Choice })
	if i < 0 || l != anlan.EN {
		return text
	}
	c := s.Columns[i]
	if n := slices.Index(c.Choices, text); n >= 0 {
		return c.english()[n]
	}
	return text
}

// Head is what the head of a column says to a reader of the language; an unknown key stands for itself.
func (s Sheet) Head(key string, l anlan.Lang) string {
	if i := slices.IndexFunc(s.Columns, func(c Column) bool { return c.Key == key }); i >= 0 {
		both := s.Columns[i].titles()
		return l.Pick(both.ZH, both.EN)
	}
	return key
}
