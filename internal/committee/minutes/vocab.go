package minutes

import (
	"strings"
)

// vocabulary is everything the reader knows about words: the built-in dictionaries and what the caller adds.
type vocabulary struct {
	base  *lexicon
	extra *lexicon // the registry of one county; may be empty
}

// newVocabulary loads the dictionaries.
func newVocabulary() (*vocabulary, error) {
	l := newLexicon()
	for _, file := range []string{"verbs.txt", "objects.txt", "names.txt", "words.txt", "phrases.txt"} {
		if err := l.addWords(file); err != nil {
			return nil, err
		}
	}
	if err := l.addRecurrences(); err != nil {
		return nil, err
	}
	if err := addUnits(l); err != nil {
		return nil, err
	}
	l.seal()
	return &vocabulary{base: l, extra: newLexicon()}, nil
}

// addUnits reads the unit names. A name of [county] is known with 县 and without.
func addUnits(l *lexicon) error {
	sections, err := readSections("units.txt")
	if err != nil {
		return err
	}
	for _, s := range sections {
		switch s.name {
		case "class":
			l.addNames(s, tagClass)
		case "sector":
			l.addNames(s, tagSector)
		case "full":
			l.addNames(s, tagUnit)
		case "county":
			addCounty(l, s)
		}
	}
	return nil
}

func addCounty(l *lexicon, s section) {
	for _, line := range s.lines {
		short, aliases, _ := strings.Cut(line, ":")
		name := "县" + short
		for _, a := range append([]string{short}, strings.Fields(aliases)...) {
			l.add("县"+a, tagUnit, name)
			if len([]rune(a)) > 2 || strings.HasSuffix(a, "局") || a == "安办" {
				l.add(a, tagUnit, name)
			}
		}
	}
}

// with returns a vocabulary that also knows the units of a registry, which win over the built-in names.
func (v *vocabulary) with(units []Unit) *vocabulary {
	extra := newLexicon()
	for _, u := range units {
		extra.add(u.Name, tagUnit, u.Name)
		for _, a := range u.Aliases {
			extra.add(a, tagUnit, u.Name)
		}
	}
	extra.seal()
	return &vocabulary{base: v.base, extra: extra}
}

// found is the words of a stretch of text: those at each place, longest first, and all their classes together, so that most
// questions are answered without looking at a word.
type found struct {
	list []*word
	from []int32 // where the words of each place begin in the list; one more than places
	tags []tag
}

// annotate finds the words at every position, longest first, those of the registry before the built-in ones.
func (v *vocabulary) annotate(r []rune) *found {
	f := &found{list: make([]*word, 0, 2*len(r)), from: make([]int32, 1, len(r)+1), tags: make([]tag, len(r))}
	i := 0
	collect := func(w *word) bool {
		if !(w.text[0] == '大' && i > 0 && strings.ContainsRune("加扩最更", r[i-1])) { // 加大排查 holds no 大排查
			f.list = append(f.list, w)
			f.tags[i] |= w.tag
		}
		return true
	}
	for ; i < len(r); i++ {
		if len(v.extra.all) > 0 {
			v.extra.each(r, i, collect)
		}
		v.base.each(r, i, collect)
		f.from = append(f.from, int32(len(f.list)))
	}
	return f
}

// words returns the words that begin at i, longest first.
func (b *block) words(i int) []*word { return b.found.list[b.found.from[i]:b.found.from[i+1]] }

// word returns the longest word of the class that begins at i and ends by e.
func (b *block) word(i, e int, t tag) *word {
	if i >= e || b.found.tags[i]&t == 0 {
		return nil
	}
	for _, w := range b.words(i) {
		if w.tag&t != 0 && i+len(w.text) <= e {
			return w
		}
	}
	return nil
}

// find returns the first place in [s, e) where a word of the class begins.
func (b *block) find(s, e int, t tag) (int, *word) {
	for i := s; i < e; i++ {
		if w := b.word(i, e, t); w != nil {
			return i, w
		}
	}
	return -1, nil
}

// says reports whether a word of the class begins and ends in [s, e).
func (b *block) says(s, e int, t tag) bool {
	i, _ := b.find(s, e, t)
	return i >= 0
}

// endsWith returns the longest word of the class that ends exactly at e.
func (b *block) endsWith(s, e int, t tag) *word {
	for i := max(s, e-12); i < e; i++ {
		if b.found.tags[i]&t == 0 {
			continue
		}
		for _, w := range b.words(i) {
			if w.tag&t != 0 && i+len(w.text) == e {
				return w
			}
		}
	}
	return nil
}

// str returns a part of the block as a string.
func (b *block) str(s, e int) string { return b.line[b.off[s]:b.off[e]] }

// whole returns all of the block as a string.
func (b *block) whole() string { return b.str(0, len(b.r)) }
