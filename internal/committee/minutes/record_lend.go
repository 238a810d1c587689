package minutes

// plain reads blocks whose only field is a heading of their text, 工作要求：…, like other paragraphs.
func (d *document) plain(blocks []*block, parts [][]part) {
	for k, b := range blocks {
		rest := *b
		rest.form = formPara
		if len(parts[k]) > 0 && parts[k][0].field == fieldTask && parts[k][0].label <= b.mark.end {
			rest.mark.end = parts[k][0].s
		}
		d.block(&rest)
	}
}

// lend reads the clauses of a block whose fields name only the unit or only the deadline.
func (d *document) lend(blocks []*block, parts [][]part, rec *record) {
	for k, b := range blocks {
		if len(parts[k]) > 0 && parts[k][0].label <= b.mark.end {
			continue
		}
		rest := *b
		if len(parts[k]) > 0 {
			e := trimRight(b.r, 0, parts[k][0].label)
			rest.text = b.slice(0, e)
		}
		from := len(d.items)
		if rest.form == formHeading {
			rest.form = formPara
		}
		d.block(&rest)
		d.lendTo(d.items[from:], rec)
	}
}

func (d *document) lendTo(items []finding, rec *record) {
	for i := range items {
		f := &items[i]
		if f.verdict.kind != Task {
			continue
		}
		if rec.hasLead {
			f.owners, f.co = without(rec.owners, rec.co), appendNew(f.co, rec.co...)
		}
		if f.due.day == "" && rec.hasDue {
			f.due = rec.due
		}
		if f.recur == "" {
			f.recur = rec.recur
		}
	}
}
