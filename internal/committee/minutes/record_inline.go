package minutes

import "slices"

// inline is a bracket of fields in running text: …（责任单位：县公安局；配合单位：各乡镇）.
type inline struct {
	open, close int
	parts       []part
}

// inlines finds the brackets of fields in a block.
func (d *document) inlines(b *block) []inline {
	var out []inline
	for i := b.mark.end + 1; i < len(b.r); i++ {
		if b.r[i] != '（' {
			continue
		}
		end := closing(b.r, i, len(b.r))
		if end == i {
			continue
		}
		if ps := d.labelled(b, i, end); ps != nil {
			out = append(out, inline{i, end, ps})
		} else if ps := d.assignment(b, i); ps != nil {
			out = append(out, inline{i, end, ps})
		}
		i = end
	}
	return out
}

// labelled reads the labels of one bracket; a label need not follow a stop, for the space before it is gone by now.
func (d *document) labelled(b *block, open, end int) []part {
	var out []part
	for i := open + 1; i < end; i++ {
		if !labelStart(b.r[i]) || i > open+1 && len(out) == 0 {
			continue
		}
		f, n := labelAt(b.str(i, min(end, i+12)))
		if f == fieldNone || n < 5 && i > open+1 && !labelBefore(b.r[i-1]) {
			continue
		}
		out = append(out, part{field: f, label: i, s: i + n, e: end, bracket: true})
		i += n - 1
	}
	return bounded(b, out)
}

// bounded ends the value of each part where the next label begins.
func bounded(b *block, out []part) []part {
	for k := range out {
		if k+1 < len(out) {
			out[k].e = out[k+1].label
		}
		out[k].e = trimRight(b.r, out[k].s, out[k].e)
	}
	return out
}

// inline reads a paragraph whose brackets each assign the text before them, and says that it was one.
func (d *document) inline(b *block) bool {
	if b.form != formPara || !slices.Contains(b.r, '（') {
		return false
	}
	list := d.inlines(b)
	if len(list) == 0 || len(list) == 1 && list[0].close+2 >= len(b.r) {
		return false
	}
	if d.titled(b, list) {
		return true
	}
	from := b.mark.end
	for _, in := range list {
		rec := &record{}
		for _, p := range in.parts {
			d.readPart(rec, b, p)
		}
		at := len(d.items)
		d.stretch(b, from, in.open)
		d.lendTo(d.items[at:], rec)
		from = in.close + 1
	}
	d.stretch(b, from, len(b.r))
	return true
}

// titled reads a record whose fields stand in a bracket behind its title: 1.吊装整治（责任部门：设备部，完成时限：7月25日）：….
func (d *document) titled(b *block, list []inline) bool {
	in := list[0]
	if len(list) > 1 || in.open-b.mark.end > 24 || in.close+6 > len(b.r) || b.r[in.close+1] != '：' {
		return false
	}
	for _, r := range b.r[b.mark.end:in.open] {
		if isStop(r) {
			return false
		}
	}
	rec := &record{}
	for _, p := range in.parts {
		d.readPart(rec, b, p)
	}
	if rec.hasLead && rec.hasDue {
		rec.task = &span{b, in.close + 2, trimRight(b.r, in.close+2, len(b.r))}
		d.keepRecord(rec, b)
		return true
	}
	at := len(d.items)
	d.stretch(b, in.close+2, len(b.r))
	d.lendTo(d.items[at:], rec)
	return true
}

// stretch reads a part of a paragraph like a paragraph of its own.
func (d *document) stretch(b *block, s, e int) {
	for s < e && isStop(b.r[s]) {
		s++
	}
	if e-s < 2 {
		return
	}
	rest := *b
	if s > b.mark.end {
		rest.mark.level = 0
	}
	rest.mark.end = s
	rest.text = b.slice(0, e)
	d.block(&rest)
}
