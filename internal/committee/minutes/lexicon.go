package minutes

import (
	"embed"
	"fmt"
	"slices"
	"strings"
)

//go:generate go run ./gen

//go:embed dict/*.txt
var dictionaries embed.FS

// tag is a set of word classes; a word may belong to several.
type tag uint64

const (
	tagDo tag = 1 << iota
	tagLight
	tagVague
	tagConcrete
	tagVoid
	tagRegime
	tagCampaign
	tagJob
	tagSlogan
	tagPurpose
	tagModal
	tagFuture
	tagBan
	tagAdverb
	tagConj
	tagDui
	tagBa
	tagPrep
	tagPrepEnd
	tagCond
	tagSayReview
	tagSayDirect
	tagPast
	tagForecast
	tagUnit  // exact unit name
	tagClass // class of units
	tagSector
	tagPost
	tagTopic
	tagSoft
	tagManner
	tagRecur
	tagAttend
	tagFirstPerson
	tagStudy
	tagMatter
	tagHigher
	tagUpper
	tagOwn
	tagFormula
	tagStory
	tagProblem
	tagZero
	tagStated
	tagStem // a plain verb of one rune
	tagVerb = tagDo | tagLight | tagVague
	tagSay  = tagSayReview | tagSayDirect
)

// tagNames maps the headings of the dictionaries to classes.
func tagNames() map[string]tag {
	return map[string]tag{
		"do": tagDo, "light": tagLight, "vague": tagVague, "concrete": tagConcrete, "void": tagVoid, "soft": tagSoft, "manner": tagManner,
		"attend": tagAttend, "firstperson": tagFirstPerson, "study": tagStudy, "matter": tagMatter, "higher": tagHigher,
		"upper": tagUpper, "own": tagOwn, "formula": tagFormula, "story": tagStory, "problem": tagProblem, "zero": tagZero,
		"stated": tagStated,
		"regime": tagRegime, "campaign": tagCampaign, "job": tagJob, "slogan": tagSlogan, "purpose": tagPurpose,
		"modal": tagModal, "future": tagFuture, "ban": tagBan, "adverb": tagAdverb, "conj": tagConj,
		"dui": tagDui, "ba": tagBa, "prep": tagPrep, "prepend": tagPrepEnd, "cond": tagCond,
		"sayreview": tagSayReview, "saydirect": tagSayDirect, "past": tagPast, "forecast": tagForecast, "post": tagPost,
	}
}

// word is one entry of the lexicon.
type word struct {
	text   []rune
	tag    tag
	name   string      // canonical unit or class, or topic
	rhythm string      // of a word of recurrence
	topics []topicWord // of a word of the topic table
}

// lexicon finds words by their first two runes, longest first.
type lexicon struct {
	pairs   pairTable
	singles map[rune]*word
	all     map[string]*word
	firsts  runeSet // that words of two runes and more begin with
	ones    runeSet // that are words
}

func newLexicon() *lexicon {
	return &lexicon{pairs: pairTable{build: map[uint64][]*word{}}, singles: map[rune]*word{}, all: map[string]*word{}}
}

// pair is the key of two runes.
func pair(a, b rune) uint64 { return uint64(a)<<32 | uint64(b) }

// add puts a word in, or adds a class to it. A name given earlier stays.
func (l *lexicon) add(text string, t tag, name string) {
	if text == "" {
		return
	}
	if w, ok := l.all[text]; ok {
		w.tag |= t
		if w.name == "" {
			w.name = name
		}
		return
	}
	w := &word{text: []rune(text), tag: t, name: name}
	l.all[text] = w
	if len(w.text) == 1 {
		l.singles[w.text[0]] = w
		l.ones.add(w.text[0])
		return
	}
	key := pair(w.text[0], w.text[1])
	l.pairs.build[key] = append(l.pairs.build[key], w)
	l.firsts.add(w.text[0])
}

// seal sorts the entries; call it after the last add.
func (l *lexicon) seal() {
	for _, list := range l.pairs.build {
		slices.SortStableFunc(list, func(a, b *word) int { return len(b.text) - len(a.text) })
	}
	l.pairs.seal()
}

// each calls f with every word that stands at r[i:], longest first, until f returns false.
func (l *lexicon) each(r []rune, i int, f func(*word) bool) {
	if i+1 < len(r) && l.firsts.has(r[i]) {
		for _, w := range l.pairs.get(pair(r[i], r[i+1])) {
			if len(w.text) <= len(r)-i && slices.Equal(w.text, r[i:i+len(w.text)]) && !f(w) {
				return
			}
		}
	}
	if l.ones.has(r[i]) {
		f(l.singles[r[i]])
	}
}

// section is one heading of a dictionary file with its lines.
type section struct {
	name  string
	lines []string
}

// readSections reads a dictionary: # comments, [heading], then lines.
func readSections(file string) ([]section, error) {
	data, err := dictionaries.ReadFile("dict/" + file)
	if err != nil {
		return nil, fmt.Errorf("minutes: read dictionary %s: %w", file, err)
	}
	var out []section
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[' && strings.HasSuffix(line, "]"):
			out = append(out, section{name: line[1 : len(line)-1]})
		case len(out) == 0:
			return nil, fmt.Errorf("minutes: dictionary %s: %q stands before any heading", file, line)
		default:
			s := &out[len(out)-1]
			s.lines = append(s.lines, line)
		}
	}
	return out, nil
}

// addWords reads plain word lists into the lexicon.
func (l *lexicon) addWords(file string) error {
	sections, err := readSections(file)
	if err != nil {
		return err
	}
	names := tagNames()
	parts := map[string][]string{}
	for _, s := range sections {
		if s.name == "stem" || s.name == "result" || s.name == "plain" {
			parts[s.name] = strings.Fields(strings.Join(s.lines, " "))
			continue
		}
		t, ok := names[s.name]
		if !ok {
			return fmt.Errorf("minutes: dictionary %s: unknown heading %q", file, s.name)
		}
		for _, line := range s.lines {
			for _, w := range splitWords(line) {
				l.add(w, t, "")
			}
		}
	}
	l.compound(parts["stem"], parts["result"])
	for _, w := range slices.Concat(parts["stem"], parts["plain"]) {
		l.add(w, tagStem, "")
	}
	return nil
}

// compound adds each verb with each result, such as 捅开, as an act; a word that a list knows stays what it is.
func (l *lexicon) compound(stems, results []string) {
	for _, s := range stems {
		for _, r := range results {
			if l.all[s+r] == nil {
				l.add(s+r, tagDo, "")
			}
		}
	}
}

func splitWords(line string) []string { return strings.Fields(line) }

// addNames reads lines "canonical: alias alias" into the lexicon; the canonical form is a word too.
func (l *lexicon) addNames(s section, t tag) {
	for _, line := range s.lines {
		name, aliases, _ := strings.Cut(line, ":")
		name = strings.TrimSpace(name)
		l.add(name, t, name)
		for _, a := range strings.Fields(aliases) {
			l.add(a, t, name)
		}
	}
}
