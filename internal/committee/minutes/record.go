package minutes

import (
	"slices"
	"strings"
)

// record is an itemised entry with its own lead unit and deadline (rule 3).
type record struct {
	owners, co []string
	due        dueDate
	recur      string
	task       *span
	hasLead    bool
	hasDue     bool
	hasTask    bool
}

// part is one labelled field inside a block; its value ends where the next label begins.
type part struct {
	field   field
	label   int // where the label begins
	s, e    int // the value
	bracket bool
}

// partsOf finds the fields of a block, at its beginning, after a mark, or in a bracket at its end.
func (d *document) partsOf(b *block) []part {
	var out []part
	for i := b.mark.end; i < len(b.r); i++ {
		if b.r[i] == '（' && i > b.mark.end {
			if ps := d.assignment(b, i); ps != nil {
				return append(out, ps...)
			}
		}
		apart := i == b.mark.end || labelBefore(b.r[i-1])
		if !apart && len(out) == 0 || !labelStart(b.r[i]) {
			continue
		}
		f, n := labelAt(b.str(i, min(len(b.r), i+12)))
		if f == fieldNone || !apart && n < 5 {
			continue // behind another field a long label needs no sign before it: its space is gone by now
		}
		label := i
		bracket := i > b.mark.end && (b.r[i-1] == '（' || b.r[i-1] == '【')
		if bracket {
			label--
		}
		out = append(out, part{field: f, label: label, s: i + n, e: len(b.r), bracket: bracket})
		i += n - 1
	}
	return bounded(b, out)
}

// labelBefore says that a label may follow the sign.
func labelBefore(r rune) bool {
	switch r {
	case '。', '；', '，', '、', '（', '【', '\t', ' ', '|', '”', '）', '！':
		return true
	}
	return false
}

func labelStart(r rune) bool {
	return strings.ContainsRune("牵主承责整落实负完配协参办时期截反督交工重任目具议决处措要事存隐问检发基备联包序验类点地进监分领行时被受", r)
}

func trimRight(r []rune, s, e int) int {
	for e > s && strings.ContainsRune("。；，、）】 \t|（【", r[e-1]) {
		e--
	}
	return e
}

// record reads the record that begins at block i and returns how many blocks it takes, or 0. Fields without a complete
// record lend their units and dates to the clauses of their own block.
func (d *document) record(i int) int {
	first := d.blocks[i]
	if first.form != formPara && first.form != formField && first.form != formHeading || first.form == formHeading && !d.fieldsFollow(i) {
		return 0
	}
	n, parts := d.collect(i)
	if len(parts) == 0 {
		return 0
	}
	rec := d.assemble(d.blocks[i:i+n], parts)
	if !rec.hasTask && rec.matter(parts) {
		rec.hasTask = true
	}
	if !rec.hasLead && !rec.hasDue && !rec.hasTask {
		return 0
	}
	if !rec.hasLead && !rec.hasDue {
		d.plain(d.blocks[i:i+n], parts)
		return n
	}
	if !rec.hasLead || !rec.hasDue {
		if !rec.hasTask || rec.task == nil {
			d.lend(d.blocks[i:i+n], parts, rec)
			return n
		}
	}
	if rec.task == nil || rec.task.e <= rec.task.s {
		return n
	}
	if rec.matter(parts) && d.demandsAt(i+n) {
		d.st.addressees, d.st.preamble = rec.owners, false
		return n
	}
	d.keepRecord(rec, first)
	return n
}

// demandsAt says that numbered demands follow 督办要求： below the fields of a paper, so that the matter it hands over is only its title.
func (d *document) demandsAt(i int) bool {
	for j := i; j < min(len(d.blocks), i+8); j++ {
		if d.blocks[j].mark.level > 0 {
			return hasAnySuffix(d.blocks[j-1].whole(), "要求：", "要求如下：")
		}
	}
	return false
}

// matter says that a field hands over the matter which is the record's task.
func (rec *record) matter(parts [][]part) bool {
	return rec.task != nil && slices.ContainsFunc(slices.Concat(parts...), func(p part) bool { return p.field == fieldMatter })
}

func (d *document) fieldsFollow(i int) bool {
	return i+1 < len(d.blocks) && d.blocks[i+1].form == formField
}

// collect gathers the blocks of one record and their fields.
func (d *document) collect(i int) (n int, parts [][]part) {
	seen := map[field]bool{}
	found := false
	for j := i; j < len(d.blocks) && j < i+40; j++ {
		b := d.blocks[j]
		ps := d.partsOf(b)
		if j > i && (b.mark.level > 0 && (len(ps) == 0 || ps[0].label > b.mark.end) || b.form != formField && (len(ps) == 0 || ps[0].label > b.mark.end) || repeatsField(seen, ps)) {
			break
		}
		for _, p := range ps {
			seen[p.field] = true
			found = true
		}
		parts = append(parts, ps)
		n++
		if bracketed(ps) {
			break // the record ends with its bracket
		}
	}
	if !found {
		return 0, nil
	}
	return n, parts
}

// bracketed says that all the fields of a block stand in a bracket behind its text.
func bracketed(ps []part) bool {
	return len(ps) > 1 && ps[0].bracket
}

// repeatsField says that a block opens a new record because its first field was seen already.
func repeatsField(seen map[field]bool, ps []part) bool {
	if len(ps) == 0 {
		return false
	}
	switch ps[0].field {
	case fieldTask, fieldMatter, fieldProblem, fieldLead:
		return seen[ps[0].field]
	}
	return false
}

// assemble reads the fields of a record.
func (d *document) assemble(blocks []*block, parts [][]part) *record {
	rec := &record{}
	for k, b := range blocks {
		for _, p := range parts[k] {
			d.readPart(rec, b, p)
		}
	}
	if rec.task == nil {
		rec.task = plainTask(blocks, parts)
	}
	return rec
}

func (d *document) readPart(rec *record, b *block, p part) {
	switch p.field {
	case fieldLead, fieldOwner:
		rec.hasLead = true
		rec.owners = appendNew(rec.owners, d.unitsIn(b, p.s, p.e)...)
	case fieldCo:
		rec.co = appendNew(rec.co, d.unitsIn(b, p.s, p.e)...)
	case fieldDue:
		rec.hasDue = true
		rec.due, rec.recur = d.dueIn(b, p.s, p.e)
	case fieldTask:
		if rec.task == nil || !rec.hasTask {
			rec.task = &span{b, p.s, p.e}
		}
		rec.hasTask = true
	case fieldMatter:
		if rec.task == nil {
			rec.task = &span{b, p.s, p.e}
		}
	}
}

// plainTask is the text of the record before its first label.
func plainTask(blocks []*block, parts [][]part) *span {
	b := blocks[0]
	e := len(b.r)
	if len(parts[0]) > 0 {
		e = parts[0][0].label
	}
	e = trimRight(b.r, b.mark.end, e)
	if e <= b.mark.end {
		return nil
	}
	return &span{b, b.mark.end, e}
}

// dueIn reads the deadline of a field or cell.
func (d *document) dueIn(b *block, s, e int) (dueDate, string) {
	rhythm, _ := b.recurrence(s, e)
	if x, ok := pickTime(d.clock.scanTimes(b.r[s:e])); ok {
		return d.checked(x), rhythm
	}
	return dueDate{}, rhythm
}

// unitsIn reads a field that holds nothing but units; names that no pattern knows are kept as said.
func (d *document) unitsIn(b *block, s, e int) (names []string) {
	for i := s; i < e; {
		if strings.ContainsRune("、，；和及与 \t。", b.r[i]) {
			i++
			continue
		}
		list, j := d.names.list(b, i, e)
		if j > i && (j >= e || strings.ContainsRune("、，；和及与 \t。", b.r[j])) {
			names, i = appendNew(names, list...), j
			continue
		}
		j = i
		for j < e && !strings.ContainsRune("、，；和及与 \t。", b.r[j]) {
			if k := closing(b.r, j, e); k > j {
				j = k
			}
			j++
		}
		names, i = appendNew(names, d.plainUnit(b.str(i, j))), j
	}
	return names
}

// plainUnit cleans a name that no pattern knows.
func (d *document) plainUnit(s string) string {
	s = strings.TrimSpace(s)
	if k := strings.IndexRune(s, '（'); k > 0 {
		s = s[:k]
	}
	if len([]rune(s)) > 20 || s == "/" || s == "-" || strings.Trim(s, "—－") == "" || s == "无" || s == "等" {
		return ""
	}
	return d.names.qualify(s)
}

// keepRecord adds a record as one task.
func (d *document) keepRecord(rec *record, first *block) {
	if len(rec.owners) == 0 {
		rec.owners = d.inherited()
	}
	recur := rec.recur
	if recur == "" {
		recur, _ = rec.task.b.recurrence(rec.task.s, rec.task.e)
	}
	if first.mark.level > 0 {
		d.st.preamble = false
	}
	if !d.sent {
		d.st.addressees = rec.owners // what else the paper asks for, it asks of those
	}
	d.items = append(d.items, finding{
		verdict: verdict{Task, []Reason{because("record")}}, owners: without(rec.owners, rec.co), co: rec.co,
		due: rec.due, recur: recur, scene: d.scene(d.recordTopic(first)), span: rec.task,
	})
}

// recordTopic reads the topic of a whole row or of the finding that a record begins with.
func (d *document) recordTopic(first *block) string {
	if g := d.r.topics.read(first.r); g.rank.sector() {
		return g.topic
	}
	return ""
}
