package minutes

import (
	"slices"
	"strings"
)

// document is one text being read.
type document struct {
	r      *Reader
	blocks []*block
	info   info
	names  *namer
	clock  clock

	items  []finding
	attend []Attendance

	st   state
	sent bool // the paper names whom it is sent to
}

// finding is a judged item with all that surrounds it.
type finding struct {
	it      *item
	verdict verdict
	owners  []string
	co      []string
	due     dueDate
	scene   scene
	span    *span // instead of the span of the clauses, for records
	recur   string
}

// span is a stretch of a block.
type span struct {
	b    *block
	s, e int
}

// state is what earlier text tells about the text that follows.
type state struct {
	addressees []string
	stack      [6]heading
	direct     bool     // somebody with a right to direct is speaking
	review     bool     // what follows tells what was
	upper      bool     // the demands are those of a higher level
	preamble   bool     // before the first demand of a paper
	owners     []string // subject of the paragraph so far
	lead       []string // actors named by the line that introduces a list
	leadLevel  int
	topic      string // of the paragraph so far
	para       string // the one sector of the paragraph
	near       bool   // the sentence names children and water
	drown      bool   // this one does, or the one before it
	part       string // of the numbered part of a paragraph
	partNames  []string
	speaker    []string
	telling    bool // the sentence has told of the past
	acts       bool // the next sentence of the paragraph goes on with what this one names
	asked      bool // a sentence of the paragraph has demanded something
	reply      bool // in a chat, what follows answers an order
	signer     bool // units are speaking about themselves (表态)
	seen       int  // paragraphs so far
}

// heading is what a heading lends to the text under it.
type heading struct {
	names  []string // all sectors that it names
	set    bool
	topic  string
	due    dueDate
	owners []string
	plan   bool // it names an emergency plan
	aim    bool // 总体要求, 工作目标: what stands below tells aims, not tasks
}

// open cleans a text and cuts it into blocks.
func (r *Reader) open(raw []rune, o Options) *document {
	vocab := r.vocab
	if len(o.Units) > 0 {
		vocab = vocab.with(o.Units)
	}
	ls, credits := lines(clean(raw, r.glyphs))
	d := &document{r: r, blocks: formBlocks(unwrap(ls), vocab)}
	d.info = inspect(d.blocks, credits, r.topics, o.Date)
	d.names = &namer{county: d.info.county, level: d.info.level, town: d.info.town, place: d.info.place}
	d.names.talk = d.spoken()
	d.clock = clock{base: d.info.date, year: d.info.year, cal: r.cal}
	return d
}

// read walks over the blocks.
func (d *document) read() {
	n := 0
	for _, b := range d.blocks {
		n += len(b.r)
	}
	d.items = make([]finding, 0, 8+n/20)
	d.st.preamble = (d.info.genre == genreNotice || d.info.genre == genreMinutes || d.info.genre == genreRecord) && d.hasDemandsBelow()
	for i := 0; i < len(d.blocks); {
		if n := d.table(i); n > 0 {
			i += n
			continue
		}
		if d.inline(d.blocks[i]) {
			i++
			continue
		}
		if n := d.record(i); n > 0 {
			i += n
			continue
		}
		if d.titles(i) {
			d.heading(d.blocks[i])
		} else {
			d.block(d.blocks[i])
		}
		i++
	}
}

// titles says that a paragraph is a heading that only ends like a sentence: 二、突出重点检查。 above （一）县文旅局要….
func (d *document) titles(i int) bool {
	b := d.blocks[i]
	if b.form != formPara || b.mark.level == 0 || i+1 >= len(d.blocks) || d.blocks[i+1].mark.level <= b.mark.level {
		return false
	}
	n := len(b.r) - 1
	return n-b.mark.end <= 16 && b.r[n] == '。' && !slices.ContainsFunc(b.r[b.mark.end:n], isStop) && !b.says(b.mark.end, n, tagUnit|tagClass)
}

// hasDemandsBelow says that a paper has numbered demands, so that what stands before them only explains.
func (d *document) hasDemandsBelow() bool {
	for _, b := range d.blocks {
		if b.mark.level > 0 || containsAny(b.whole(), "如下") {
			return true
		}
	}
	return false
}

// block reads one block that is neither row nor record.
func (d *document) block(b *block) {
	switch b.form {
	case formAddressee:
		d.addressee(b)
	case formHeading:
		d.heading(b)
	case formNote:
		d.note(b)
	case formSpeaker:
		d.chatter(b)
	case formRoll:
		d.roll(b)
	case formPara, formField:
		d.paragraph(b)
	}
}

// addressee reads 各乡镇人民政府，县直各部门：. Units between commas are one list.
func (d *document) addressee(b *block) {
	d.sent = true
	d.st.addressees = appendNew(d.st.addressees, d.unitsIn(b, 0, len(b.r)-1)...)
}

// note takes the addressees from 主送：县住建局、石桥镇人民政府, and demands from 备注.
func (d *document) note(b *block) {
	switch s := b.whole(); {
	case strings.HasPrefix(s, "主送："):
		d.sent = true
		d.st.addressees = appendNew(d.st.addressees, d.unitsIn(b, 3, len(b.r))...)
	case strings.HasPrefix(s, "备注："):
		rest := *b
		rest.mark.end = 3
		d.paragraph(&rest)
	}
}

// heading pushes a heading; one in verb-object form is a slogan (rule 5).
func (d *document) heading(b *block) {
	level := b.mark.level
	for l := level; l < len(d.st.stack); l++ {
		d.st.stack[l] = heading{}
	}
	times := d.clock.scanTimes(b.r)
	g := d.r.topics.readNear(b.r[b.mark.end:], d.info.doc)
	h := heading{set: true, due: headingDue(times), aim: aims(b.whole()), plan: strings.Contains(b.whole(), "预案")}
	if lends(g) {
		h.topic, h.names = g.topic, d.r.topics.sectors(b.r[b.mark.end:])
	}
	if names, j := d.names.list(b, b.mark.end, len(b.r)); j > b.mark.end && j >= len(b.r)-6 {
		h.owners = names
	}
	d.st.stack[level] = h
	d.st.owners, d.st.topic = nil, ""
	d.st.lead = nil
	if level > 0 {
		d.st.preamble = false
	}
	d.headingSlogan(b, times)
}

// aims knows headings under which a paper tells its spirit and its targets.
func aims(s string) bool {
	return containsAny(s, "整治时间", "行动时间", "整治范围", "检查范围", "整治对象", "适用范围", "总体要求", "指导思想", "工作目标", "总体目标", "目标任务", "工作原则", "基本原则", "总体思路", "行动目标", "整治目标", "主要目标", "基本情况", "总体情况", "督查情况", "事故概况", "存在问题", "主要问题", "存在的问题", "形势分析", "编制依据", "事故原因", "工作开展情况", "主要成效", "工作成效", "事故经过", "认清问题", "正视问题", "看到问题", "看清形势", "认清形势", "正视", "提高认识", "统一思想", "思想认识", "回顾", "肯定成绩")
}

// aiming says that the text stands under such a heading.
func (d *document) aiming() bool {
	for _, h := range d.st.stack {
		if h.aim {
			return true
		}
	}
	return false
}

// lends says that a heading's topic holds for the items under it.
func lends(g guess) bool {
	return g.rank.sector() || g.rank == rankFunction && g.topic != "campaign" && g.topic != "responsibility" && g.topic != "plan-drill"
}

// headingSlogan labels a heading such as 强化应急能力建设.
func (d *document) headingSlogan(b *block, times []timeExpr) {
	hd := header{b: b, names: d.names, times: times}
	for _, c := range cutClauses(b, b.mark.end, len(b.r)) {
		hd.read(&c)
		if c.verb != nil && b.mark.level > 0 {
			it := &item{b: b, cs: []clause{c}, leadIn: true}
			d.items = append(d.items, finding{it: it, verdict: weigh(it), scene: d.scene("")})
		}
	}
}

// roll lists who was there.
func (d *document) roll(b *block) {
	s := b.whole()
	if containsAny(s[:min(len(s), 30)], "时间", "地点", "记录") {
		return
	}
	d.attend = append(d.attend, Attendance{Text: s, Source: sourceOf(b, 0, len(b.r))})
}

func sourceOf(b *block, s, e int) Source {
	return Source{Start: b.at[s], End: b.at[e-1] + 1}
}

// scene returns what surrounds an item of the paragraph that is being read.
func (d *document) scene(sentence string) scene {
	sc := scene{whole: d.info.whole, sentence: sentence, para: d.st.para, earlier: d.st.topic, doc: d.info.doc, narrow: d.info.narrow, drown: d.st.drown, trade: d.info.trade, firm: containsAny(d.info.title, "公司", "集团", "厂")}
	for _, h := range d.st.stack {
		if h.topic != "" && !(special(sc.heading) && (h.topic == "work-safety" || h.topic == "hazard")) {
			sc.heading, sc.names = h.topic, h.names
		}
		sc.plan = sc.plan || h.plan
	}
	if d.st.part != "" {
		sc.heading, sc.names = d.st.part, d.st.partNames
	}
	return sc
}

// inherited returns the actors for an item without a subject: nearest in the paragraph, else the line that introduced
// the list, else the heading, else the addressees.
func (d *document) inherited() []string {
	if len(d.st.owners) > 0 {
		return d.st.owners
	}
	if len(d.st.lead) > 0 {
		return d.st.lead
	}
	for i := len(d.st.stack) - 1; i >= 0; i-- {
		if len(d.st.stack[i].owners) > 0 {
			return d.st.stack[i].owners
		}
	}
	return d.st.addressees
}
