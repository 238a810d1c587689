package minutes

import (
	"fmt"
	"slices"
	"strings"
)

// rank orders topics: the sector wins over the place, this over the function, this over the context, and the context over the weak and faint ones.
type rank int

const (
	rankNone rank = iota
	rankFaint
	rankWeak
	rankSeason
	rankFunction
	rankPlace
	rankShared
	rankSector
)

// sector says that a word of a sector stands there, its own or one that it shares.
func (r rank) sector() bool { return r >= rankShared }

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
	said   map[string]string // by what a township only names
}

func loadTopics() (*topicTable, error) {
	t := &topicTable{words: newLexicon(), owners: map[string]string{}, said: map[string]string{}}
	for _, file := range []string{"topics.txt", "trades.txt"} {
		sections, err := readSections(file)
		if err != nil {
			return nil, err
		}
		for _, s := range sections {
			group, topic, ok := strings.Cut(s.name, " ")
			if !ok {
				return nil, fmt.Errorf("minutes: dictionary %s: heading %q has no topic", file, s.name)
			}
			t.addSection(group, topic, s.lines)
		}
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
	ranks := map[string]rank{"sector": rankSector, "function": rankFunction, "season": rankSeason, "weak": rankWeak, "faint": rankFaint, "place": rankPlace, "shared": rankShared}
	for _, line := range lines {
		for _, w := range strings.Fields(line) {
			if group == "none" {
				t.words.add(w, tagTopic, "")
				continue
			}
			if group == "owner" || group == "said" {
				map[string]map[string]string{"owner": t.owners, "said": t.said}[group][w] = topic
				continue
			}
			t.words.add(w, tagTopic, "")
			found := t.words.all[w]
			if group == "shared" {
				found.topics = slices.DeleteFunc(found.topics, func(m topicWord) bool { return m.topic == topic })
			}
			if m := (topicWord{topic, ranks[group]}); !slices.Contains(found.topics, m) {
				found.topics = append(found.topics, m)
			}
		}
	}
}

// guess is a topic with the word that tells it.
type guess struct {
	topic string
	rank  rank
	word  string
	score int
	alone bool // a word that no other sector shares says it
}

// read returns the best topic of a text. Within a rank the longer and the more words win; a tie goes to the later one,
// for the head of a Chinese noun phrase stands last.
func (t *topicTable) read(r []rune) guess {
	seen := t.readWith(t.words, r)
	return seen.winner()
}

// readNear returns the best topic of a text, or among several sectors the first that is named.
func (t *topicTable) readNear(r []rune, near ...string) guess {
	seen := t.readWith(t.words, r)
	return seen.favour(near)
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
	b.list[k].alone = b.list[k].alone || m.rank == rankSector && len(w.topics) == 1
	g := b.list[k]
	if g.beats(b.best) {
		b.best = g
	}
	if !m.rank.sector() && g.beats(b.below) {
		b.below = g
	}
}

func (g guess) beats(other guess) bool {
	return g.rank > other.rank || g.rank == other.rank && g.score >= other.score
}

// winner returns the best topic; a list of sectors names none of them. A word of two sectors counts once.
func (b *ballot) winner() guess {
	var sectors []string
	for _, g := range b.list {
		if g.rank.sector() {
			sectors = appendNew(sectors, g.word)
		}
	}
	if len(sectors) >= 4 || len(sectors) == 3 && b.below.rank > rankNone {
		return b.below
	}
	return b.best
}

// names says that the text names the topic.
func (b *ballot) names(topic string) bool {
	return topic != "" && slices.ContainsFunc(b.list, func(g guess) bool { return g.topic == topic && g.rank >= rankFunction })
}

// sector says that a word of the topic's own sector stands in the text.
func (b *ballot) sector(topic string) bool {
	return topic != "" && slices.ContainsFunc(b.list, func(g guess) bool { return g.topic == topic && g.rank.sector() })
}

// favour returns the best topic, or among several sectors the first that the surroundings name.
func (b *ballot) favour(near []string) guess {
	own := b.winner()
	if !own.rank.sector() && own == b.best {
		return own
	}
	first, plain := guess{}, guess{}
	for _, topic := range near {
		for _, g := range b.list {
			if topic == "" || topic == "work-safety" || g.topic != topic || !g.rank.sector() {
				continue
			}
			if g.alone {
				return g
			}
			if first.topic == "" {
				first = g
			}
		}
	}
	for _, g := range b.list {
		if g.alone && g.beats(plain) {
			plain = g
		}
	}
	switch {
	case first.topic == "":
		return own
	case plain.topic != "" && first.rank == rankSector:
		return plain // 切坡建房户一律提前转移: the slope tells more than what every flood asks for
	}
	return first
}

// dominant returns the sector that a whole paragraph is about, if one is.
func (t *topicTable) dominant(r []rune) string {
	var count ballot
	all := 0
	t.eachWord(t.words, r, func(w *word, _ int) {
		for _, m := range w.topics {
			if m.rank.sector() {
				all++
				count.vote(m, 1, w)
			}
		}
	})
	for _, g := range count.list {
		if g.score >= 2 && g.score*4 >= all*3 && g.score*80 >= len(r) { // twice in a long paragraph is but an example
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
	if i+3 < len(r) && (r[i+2] == '返' || r[i+2] == '离') && strings.ContainsRune("来入抵进", r[i]) && (r[i+1] == r[i+3] || r[i+1] == '（') && hanzi(r[i+1]) {
		return returning // 来清返清, 入封返封: the county's short name
	}
	l.each(r, i, func(w *word) bool { found = w; return false })
	return found
}

// sectors lists the different sectors that a text names.
func (t *topicTable) sectors(r []rune) (seen []string) {
	t.eachWord(t.titles, r, func(w *word, _ int) {
		for _, m := range w.topics {
			if m.rank.sector() {
				seen = appendNew(seen, m.topic)
			}
		}
	})
	return seen
}
