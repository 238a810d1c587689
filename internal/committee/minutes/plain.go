package minutes

// Plain returns a text as the reader reads it: simplified glyphs, without pinyin in brackets and stray
// spaces. It is what a person expects in a title; the raw text stays what it was.
func (r *Reader) Plain(s string) string { return string(clean([]rune(s), r.glyphs).r) }
