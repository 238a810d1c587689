package minutes

import (
	"fmt"
	"slices"
	"strings"
)

// rank orders topics: the sector wins over the function, this over the context, and the context over the weak ones.
type rank int

const (
	rankNone rank = iota
	rankWeak
	rankSeason
	rankFunction
	rankSector
)

// topicWord is what a word says about the topic.
type topicWord struct {
	topic string
	rank  rank
}

// topicTable finds topic words.
type topicTable struct {
	words  *lexicon
	titles *lexicon // the same without the masks of unit names
	owners map[string]string
}

func loadTopics() (*topicTable, error) {
	sections, err := readSections("topics.txt")
	if err != nil {
		return nil, err
	}
	t := &topicTable{words: newLexicon(), owners: map[string]string{}}
	for _, s := range sections {
		group, topic, ok := strings.Cut(s.name, " ")
		if !ok {
			return nil, fmt.Errorf("minutes: dictionary topics.txt: heading %q has no topic", s.name)
		}
		t.addSection(group, topic, s.lines)
	}
	t.words.seal()
	return t, nil
}

// mask makes the names of units silent: 县消防救援大队 among the helpers says nothing about fire.
func (t *topicTable) mask(l *lexicon) {
	t.titles = newLexicon()
	for text, w := range t.words.all {
		t.titles.add(text, w.tag, "")
		t.titles.all[text].topics = w.topics
	}
	t.titles.seal()
	for text, w := range l.all {
		if w.tag&tagUnit != 0 && t.words.all[text] == nil {
			t.words.add(text, tagTopic, "")
		}
	}
	t.words.seal()
}

func (t *topicTable) addSection(group, topic string, lines []string) {
	ranks := map[string]rank{"sector": rankSector, "function": rankFunction, "season": rankSeason, "weak": rankWeak}
	for _, line := range lines {
		for _, w := range strings.Fields(line) {
			if group == "none" {
				t.words.add(w, tagTopic, "")
				continue
			}
			if group == "owner" {
				t.owners[w] = topic
				continue
			}
			t.words.add(w, tagTopic, "")
			found := t.words.all[w]
			found.topics = append(found.topics, topicWord{topic, ranks[group]})
		}
	}
}

// guess is a topic with the word that tells it.
type guess struct {
	topic string
	rank  rank
	word  string
	score int
}

// read returns the best topic of a text. Within a rank the longer and the more words win; a tie goes to the later one,
// for the head of a Chinese noun phrase stands last.
func (t *topicTable) read(r []rune) guess {
	seen := t.readWith(t.words, r)
	return seen.winner()
}

// readTitle reads a title, in which the name of a unit tells the topic.
func (t *topicTable) readTitle(r []rune) guess {
	seen := t.readWith(t.titles, r)
	return seen.winner()
}

func (t *topicTable) readWith(l *lexicon, r []rune) ballot {
	var seen ballot
	t.eachWord(l, r, func(w *word, i int) {
		for _, m := range w.topics {
			points := len(w.text)
			if m.rank == rankFunction {
				points++ // of two functions the later one, which the verb stands next to
			}
			if i+len(w.text) >= len(r)-4 {
				points += 2 // the head of the object stands last
			}
			seen.vote(m, points, w)
		}
	})
	return seen
}

// eachWord calls f with every topic word of a text, the longest at each place.
func (t *topicTable) eachWord(l *lexicon, r []rune, f func(w *word, i int)) {
	for i := 0; i < len(r); {
		w := longest(l, r, i)
		if w == nil {
			i++
			continue
		}
		f(w, i)
		i += len(w.text)
	}
}

// ballot counts the points of the few topics that one text names.
type ballot struct {
	list        []guess
	best, below guess // the best of all, and of those below the sectors
}

// vote adds points; a tie goes to the later word, for the head of a Chinese noun phrase stands last.
func (b *ballot) vote(m topicWord, points int, w *word) {
	k := slices.IndexFunc(b.list, func(g guess) bool { return g.topic == m.topic && g.rank == m.rank })
	if k < 0 {
		k = len(b.list)
		b.list = append(b.list, guess{topic: m.topic, rank: m.rank, word: string(w.text)})
	}
	b.list[k].score += points
	g := b.list[k]
	if g.beats(b.best) {
		b.best = g
	}
	if m.rank != rankSector && g.beats(b.below) {
		b.below = g
	}
}

func (g guess) beats(other guess) bool {
	return g.rank > other.rank || g.rank == other.rank && g.score >= other.score
}

// winner returns the best topic; a list of sectors names none of them.
func (b *ballot) winner() guess {
	sectors := 0
	for _, g := range b.list {
		if g.rank == rankSector {
			sectors++
		}
	}
	if sectors >= 4 || sectors == 3 && b.below.rank > rankNone {
		return b.below
	}
	return b.best
}

// favour returns the best topic, or among several sectors the first that the surroundings name.
func (b *ballot) favour(near []string) guess {
	own := b.winner()
	if own.rank != rankSector {
		return own
	}
	for _, topic := range near {
		for _, g := range b.list {
			if topic != "" && g.topic == topic && g.rank == rankSector {
				return g
			}
		}
	}
	return own
}

// dominant returns the sector that a whole paragraph is about, if one is.
func (t *topicTable) dominant(r []rune) string {
	var count ballot
	all := 0
	t.eachWord(t.words, r, func(w *word, _ int) {
		for _, m := range w.topics {
			if m.rank == rankSector {
				all++
				count.vote(m, 1, w)
			}
		}
	})
	for _, g := range count.list {
		if g.score >= 2 && g.score*4 >= all*3 {
			return g.topic
		}
	}
	return ""
}

// returning is the word of the epidemic years for people who come to a county or back to it.
var returning = &word{text: []rune("来返"), tag: tagTopic, topics: []topicWord{{"epidemic", rankSector}}}

func longest(l *lexicon, r []rune, i int) (found *word) {
	if r[i] == '大' && i > 0 && r[i-1] == '加' { // 加大排查 holds no 大排查
		return nil
	}
	if r[i] == '来' && i+3 < len(r) && r[i+2] == '返' && (r[i+1] == r[i+3] || r[i+1] == '（') {
		return returning // 来清返清: the county's short name
	}
	l.each(r, i, func(w *word) bool { found = w; return false })
	return found
}

// scene is what surrounds an item and lends it a topic.
type scene struct {
	whole    string // topic that an epidemic or forest-fire text gives to all its items
	heading  string
	sentence string
	para     string // the one sector of the paragraph
	earlier  string // topic of the paragraph so far
	doc      string
	narrow   bool // the whole text is about doc
}

// topicOf decides the topic of an item whose actors end at subject and says why; what is done counts before who does it.
func (t *topicTable) topicOf(r []rune, subject int, owners []string, sc scene) (topic, why string) {
	if sc.whole != "" {
		return sc.whole, "规则15：全文主题"
	}
	seen := t.readWith(t.words, withoutPartners(r[subject:]))
	own := seen.favour([]string{sc.heading, t.ownerTopic(owners), sc.para, sc.doc})
	if actor := t.read(r[:subject]); own.rank < rankFunction && actor.rank == rankSector {
		own = actor
	}
	if hasAnySuffix(string(r), "问责", "追责", "约谈", "通报批评", "追究责任", "处分", "责任追究") {
		return "responsibility", "规则15：问责、约谈"
	}
	if sc.narrow && own.topic != sc.doc && (own.rank != rankFunction || own.topic == "campaign" || own.topic == "education") {
		return sc.doc, "规则15：全文主题"
	}
	if own.rank == rankFunction && hasAnySuffix(string(r), "问责", "追责", "约谈", "通报", "通报批评", "追究责任", "责任", "排名通报", "处分") {
		return "responsibility", "规则15：问责、通报"
	}
	if own.rank >= rankFunction {
		return own.topic, "规则15：“" + own.word + "”"
	}
	for _, near := range []struct{ topic, why string }{{sc.heading, "规则15：所在标题"}, {sc.sentence, "规则15：本句"}, {sc.para, "规则15：本段"}, {t.ownerTopic(owners), "规则15：责任单位的行业"}, {sc.earlier, "规则15：本段"}} {
		if near.topic != "" {
			return near.topic, near.why
		}
	}
	switch {
	case own.rank == rankSeason:
		return own.topic, "规则15：“" + own.word + "”"
	case own.rank == rankWeak && (sc.doc == "" || sc.doc == "work-safety" || sc.doc == "campaign"):
		return own.topic, "规则15：“" + own.word + "”"
	case sc.doc != "":
		return sc.doc, "规则15：全文主题"
	}
	return "other", "规则15：没有行业词"
}

// sectors returns how many different sectors a text names.
func (t *topicTable) sectors(r []rune) int {
	seen := map[string]bool{}
	t.eachWord(t.titles, r, func(w *word, _ int) {
		for _, m := range w.topics {
			if m.rank == rankSector {
				seen[m.topic] = true
			}
		}
	})
	return len(seen)
}

// narrow topics fill a whole text: a notice about schools speaks of nothing else.
func narrow(topic string) bool {
	switch topic {
	case "mine", "gas", "school", "transport", "construction", "hazmat", "tourism", "earthquake", "geology", "fire":
		return true
	}
	return false
}

// withoutPartners cuts out 与应急、交通等部门: whom one works with says nothing about the matter.
func withoutPartners(r []rune) []rune {
	s := string(r)
	for _, end := range []string{"等部门", "等单位", "等多部门"} {
		k := strings.Index(s, end)
		if k < 0 {
			continue
		}
		for _, start := range []string{"与", "会同", "联合", "和"} {
			if i := strings.Index(s[:k], start); i >= 0 {
				return []rune(s[:i] + s[k+len(end):])
			}
		}
	}
	return r
}

// ownerTopic is the sector that all owners lead, if there is one.
func (t *topicTable) ownerTopic(owners []string) string {
	topic := ""
	for _, o := range owners {
		own := t.owners[o]
		if own == "" || topic != "" && own != topic {
			return ""
		}
		topic = own
	}
	return topic
}
