package minutes

import "slices"

// clause is the text between two of ，；。：！？ with its head taken apart.
type clause struct {
	s, e int  // in the block, without the stop
	stop rune // the sign that ended it; 0 at the end of the block

	lead     int // where the text begins after numbering, 会议强调 and the like
	numbered bool
	say      tag  // tagSayReview or tagSayDirect: the clause (or its beginning) tells who speaks
	sayOnly  bool // nothing but that
	speaker  int  // end of the name of the speaker

	owners    []string
	co        []string
	subject   bool // a unit is the grammatical subject
	subjectAt int  // where its name ends
	helpersAt int  // where the names of helpers end
	organised bool // 组织X做Y: what follows is the object of 组织
	assigned  bool // 由X牵头, X负责
	modal     bool
	future    bool
	ban       bool
	softBan   bool // 不能, 不要: weaker than 严禁

	times   []timeExpr
	timed   bool // an own deadline
	scope   scope
	fronted int // where 对, 将 or 把 stands
	verb    *word
	verbAt  int
	obj     int  // where the object begins
	adrift  bool // a modal, but no verb that the dictionaries know
	bare    bool // the verb has no object of its own
	front   bool // a noun stands before the verb that is no unit: the object may be there
	shape   shape
}

// scope is what a fronted phrase opens (rule 2).
type scope int

const (
	scopeNone scope = iota
	scopeDui        // 对X, 将X, 把X before the verb
	scopeCond       // 发现…的, 遇有…
	scopeThat       // …的 + consequence, e.g. 不合格的一律停运
)

// shape is how a clause stands to its neighbours.
type shape int

const (
	shapeFull    shape = iota // own verb and own object
	shapeBare                 // a verb without an object of its own
	shapeNominal              // no verb
	shapePrefix               // only time, place or manner: belongs to what follows
	shapePurpose              // 确保…, 做到…: belongs to what stands before
	shapeCo                   // …配合: belongs to what stands before
)

// maxClause is longer than any clause of a real text.
const maxClause = 240

// cutClauses cuts a stretch of a block into clauses. Brackets, titles in 《》 and short quotations are not cut.
func cutClauses(b *block, s, e int) []clause {
	out := make([]clause, 0, 4+(e-s)/16)
	start := s
	add := func(end int, stop rune) {
		c := clause{s: start, e: end, stop: stop}
		for c.s < c.e && blank(b.r[c.s]) {
			c.s++
		}
		for c.e > c.s && (blank(b.r[c.e-1]) || b.r[c.e-1] == '”' && !slices.Contains(b.r[c.s:c.e], '“')) {
			c.e--
		}
		for c.s < c.e && b.r[c.s] == '”' {
			c.s++
		}
		if c.e > c.s {
			out = append(out, c)
		} else if len(out) > 0 && sentenceEnd(stop) {
			out[len(out)-1].stop = stop
		}
	}
	for i := s; i < e; i++ {
		if skip := closing(b.r, i, e); skip > i {
			i = skip
			continue
		}
		if isStop(b.r[i]) {
			add(i, b.r[i])
			start = i + 1
		} else if i-start >= maxClause {
			add(i, '，')
			start = i
		}
	}
	add(e, 0)
	return out
}

func blank(r rune) bool { return r == ' ' || r == '\t' || r == '|' }

func isStop(r rune) bool {
	switch r {
	case '。', '！', '？', '；', '，', '：':
		return true
	}
	return false
}

func sentenceEnd(r rune) bool { return r == '。' || r == '！' || r == '？' || r == 0 }

// closing returns the place of the bracket that closes the one at i, or i. A quotation is skipped only when it is a name
// or a saying; whole sentences in quotation marks are read like others.
func closing(r []rune, i, e int) int {
	var close rune
	limit := 150
	switch r[i] {
	case '（':
		close = '）'
	case '《':
		close = '》'
	case '“':
		close, limit = '”', 32
	default:
		return i
	}
	end := min(e, i+limit)
	for j := i + 1; j < end; j++ {
		switch {
		case r[j] == close:
			return j
		case close == '”' && (r[j] == '。' || r[j] == '；'):
			return i
		}
	}
	return i
}

// sentences groups clauses up to 。！？.
func sentences(cs []clause) [][]clause {
	var out [][]clause
	start := 0
	for i := range cs {
		if sentenceEnd(cs[i].stop) || i == len(cs)-1 {
			out = append(out, cs[start:i+1])
			start = i + 1
		}
	}
	return out
}

// afterTime says that nothing but a time stands between the beginning of the clause and i.
func (b *block) afterTime(c *clause, i int) bool {
	for _, x := range c.times {
		if x.e == i {
			return true
		}
	}
	return false
}

// hasTime says that a clause holds a time of the kind.
func (c *clause) hasTime(k timeKind) bool {
	return slices.ContainsFunc(c.times, func(x timeExpr) bool { return x.kind == k })
}
