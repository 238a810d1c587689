package minutes

import (
	"slices"
	"unicode"
)

// text is cleaned text: each rune with its place in the raw text.
type text struct {
	r  []rune
	at []int
}

func (t *text) put(r rune, at int) {
	t.r = append(t.r, r)
	t.at = append(t.at, at)
}

func (t *text) last() rune {
	if len(t.r) == 0 {
		return '\n'
	}
	return t.r[len(t.r)-1]
}

// slice returns a part of the text, sharing memory.
func (t text) slice(s, e int) text { return text{r: t.r[s:e:e], at: t.at[s:e:e]} }

// hanzi says whether r is a Chinese character.
func hanzi(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r >= 0x3400 && r <= 0x4DBF || r == '〇' || r >= 0x20000 && r <= 0x2FFFF
}

func digit(r rune) bool  { return r >= '0' && r <= '9' }
func letter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// cleaner walks over the raw text once.
type cleaner struct {
	glyphs *glyphs
	raw    []rune
	out    text
	spaced bool // every character stands apart, as some scanners do
}

// clean normalises glyphs, widths and spaces and drops pinyin in brackets. Line ends stay, and a run of spaces that could
// be a column gap becomes one tab.
func clean(raw []rune, g *glyphs) text {
	c := cleaner{glyphs: g, raw: raw, spaced: spacedOut(raw)}
	c.out = text{r: make([]rune, 0, len(raw)), at: make([]int, 0, len(raw))}
	for i := 0; i < len(raw); {
		i = c.step(i)
	}
	return c.out
}

// spacedOut says that spaces stand between most characters.
func spacedOut(raw []rune) bool {
	gaps, chars := 0, 0
	for i := range raw {
		if hanzi(raw[i]) {
			chars++
			if i+2 < len(raw) && (raw[i+1] == ' ' || raw[i+1] == '　') && hanzi(raw[i+2]) {
				gaps++
			}
		}
	}
	return gaps*2 > chars
}

// step reads one unit at i and returns the place after it.
func (c *cleaner) step(i int) int {
	r := c.raw[i]
	switch {
	case r == '\r':
		if i+1 < len(c.raw) && c.raw[i+1] == '\n' {
			return i + 1
		}
		c.out.put('\n', i)
	case r == '\n' || r == '\f' || r == '\v' || r == 0x2028 || r == 0x2029 || r == 0x85:
		c.out.put('\n', i)
	case r == '\t':
		c.out.put('\t', i)
	case r == 0x200B || r == 0xFEFF || r == 0x200C || r == 0x200D || r == 0x2060 || r == 0xAD || unicode.Is(unicode.Cc, r):
	case unicode.IsSpace(r):
		return c.space(i)
	case r == '(' || r == '（':
		if end := c.pinyin(i); end > i {
			return end
		}
		c.out.put('（', i)
	default:
		c.out.put(c.width(c.glyph(i), i), i)
	}
	return i + 1
}

// space decides about a run of spaces from what stands on both sides.
func (c *cleaner) space(i int) int {
	end := i
	for end < len(c.raw) && c.raw[end] != '\n' && c.raw[end] != '\r' && c.raw[end] != '\t' && unicode.IsSpace(c.raw[end]) {
		end++
	}
	if end == len(c.raw) || c.out.last() == '\n' || c.out.last() == '\t' || c.raw[end] == '\n' {
		return end
	}
	before, after := c.out.last(), foldWidth(c.raw[end])
	switch wide := end - i; {
	case wide >= 2 && !c.spaced:
		c.out.put('\t', i)
	case letter(before) && letter(after), letter(before) && digit(after), digit(before) && letter(after):
		c.out.put(' ', i)
	case digit(before) && digit(after) && !c.dateAhead(end):
		c.out.put(' ', i)
	}
	return end
}

// dateAhead says that the digits at i, broken by spaces, end in a date word, as in 2 0 日.
func (c *cleaner) dateAhead(i int) bool {
	for n := 0; i < len(c.raw) && n < 8; i, n = i+1, n+1 {
		r := foldWidth(c.raw[i])
		if !digit(r) && r != ' ' && r != '　' {
			return r == '年' || r == '月' || r == '日' || r == '号' || c.spaced && hanzi(r)
		}
	}
	return false
}

// pinyin returns the place after a reading in brackets such as (kuò) that follows a character, or i.
func (c *cleaner) pinyin(i int) int {
	if !hanzi(c.out.last()) {
		return i
	}
	vowel := false
	for j := i + 1; j < len(c.raw) && j-i <= 9; j++ {
		r := c.raw[j]
		switch {
		case (r == ')' || r == '）') && vowel:
			return j + 1
		case isVowel(r):
			vowel = true
		case r >= 'a' && r <= 'z' || r == ' ' || r >= 0x300 && r <= 0x30C || r == 'ɡ' || r == 'ń' || r == 'ň':
		default:
			return i
		}
	}
	return i
}

func isVowel(r rune) bool {
	return slices.Contains([]rune("aeiouüvāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜɑê"), r)
}

// glyph returns the simplified form of the character at i, unless a phrase such as 乾坤 keeps it.
func (c *cleaner) glyph(i int) rune {
	r := c.raw[i]
	to, ok := c.glyphs.simple[r]
	if !ok || c.glyphs.kept(c.raw, i) {
		return r
	}
	return to
}

// foldWidth turns full-width letters and digits into half-width ones.
func foldWidth(r rune) rune {
	if r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ' || r == '％' || r == '＋' || r == '－' || r == '／' {
		return r - 0xFEE0
	}
	return r
}

// width gives every sign one form: digits and letters half width, Chinese punctuation full width.
func (c *cleaner) width(r rune, i int) rune {
	r = foldWidth(r)
	switch r {
	case ',':
		if c.between(i, digit) {
			return ','
		}
		return '，'
	case ';', '﹔':
		return '；'
	case ':', '∶', '﹕':
		if c.between(i, digit) {
			return ':'
		}
		return '：'
	case '!':
		return '！'
	case '?':
		return '？'
	case ')':
		return '）'
	case '．', '.':
		return c.dot(i)
	case '｡':
		return '。'
	case '､':
		return '、'
	case '「', '『', '〝':
		return '“'
	case '」', '』', '〞':
		return '”'
	case '〈', '＜':
		return '《'
	case '〉', '＞':
		return '》'
	case '〜', '～', '∼':
		return '~'
	case '"', '＂':
		return c.quote()
	}
	return r
}

// dot tells the full stop of a sloppy writer from a decimal point or a numbering dot.
func (c *cleaner) dot(i int) rune {
	end := i+1 == len(c.raw) || unicode.IsSpace(c.raw[i+1])
	if hanzi(c.out.last()) && end {
		return '。'
	}
	return '.'
}

func (c *cleaner) quote() rune {
	for i := len(c.out.r) - 1; i >= 0 && c.out.r[i] != '\n' && len(c.out.r)-i < 60; i-- {
		if c.out.r[i] == '“' {
			return '”'
		}
		if c.out.r[i] == '”' {
			break
		}
	}
	return '“'
}

func (c *cleaner) between(i int, is func(rune) bool) bool {
	return i > 0 && i+1 < len(c.raw) && is(foldWidth(c.raw[i-1])) && is(foldWidth(c.raw[i+1]))
}

// glyphs is the table of traditional characters.
type glyphs struct {
	simple map[rune]rune
	keep   map[rune][][]rune // phrases, by any traditional character they keep
}

func loadGlyphs() (*glyphs, error) {
	sections, err := readSections("t2s.txt")
	if err != nil {
		return nil, err
	}
	g := &glyphs{simple: make(map[rune]rune, 4200), keep: map[rune][][]rune{}}
	for _, line := range sections[0].lines {
		pair := []rune(line)
		g.simple[pair[0]] = pair[1]
	}
	for _, line := range sections[1].lines {
		phrase := []rune(line)
		for _, r := range phrase {
			if _, ok := g.simple[r]; ok {
				g.keep[r] = append(g.keep[r], phrase)
			}
		}
	}
	return g, nil
}

// kept says that the character at i stands in a phrase that keeps it.
func (g *glyphs) kept(raw []rune, i int) bool {
	for _, phrase := range g.keep[raw[i]] {
		s := i - slices.Index(phrase, raw[i])
		if s >= 0 && s+len(phrase) <= len(raw) && slices.Equal(raw[s:s+len(phrase)], phrase) {
			return true
		}
	}
	return false
}
