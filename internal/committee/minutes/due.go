package minutes

import "anlan"

// dueDate is a deadline with the reading that led to it.
type dueDate struct {
	day    anlan.Date
	why    Reason
	unreal string // the date as printed, when no calendar has it
}

// due reads the deadline of an item: its own first, else that of the heading it stands under.
func (d *document) due(it *item) dueDate {
	if containsAny(it.text(), "以外的时间", "以外时间", "以外的时段") {
		return dueDate{} // when it does not hold
	}
	if x, ok := pickTime(it.times()); ok {
		return d.checked(x)
	}
	for i := len(d.st.stack) - 1; i >= 0; i-- {
		if h := d.st.stack[i]; h.due.day != "" {
			return dueDate{day: h.due.day, why: because("stageDue")}
		}
	}
	return dueDate{}
}

// pickTime takes the first deadline with a day, else one that cannot be resolved, else a plain day to come.
func pickTime(xs []timeExpr) (best timeExpr, ok bool) {
	for _, x := range xs {
		switch {
		case x.kind == timeDue && x.due != "":
			return x, true
		case (x.kind == timeDue || x.kind == timeEvent || x.why.given()) && !ok:
			best, ok = x, true
		case x.kind == timePlain && x.due != "" && !ok:
			best, ok = x, true
		}
	}
	return best, ok
}

// checked notes a deadline that has already passed; a plain day in the past is none.
func (d *document) checked(x timeExpr) dueDate {
	if x.due == "" {
		return dueDate{why: x.why, unreal: x.unreal}
	}
	if d.clock.base != "" && x.due < d.clock.base {
		if x.kind == timePlain {
			return dueDate{}
		}
		return dueDate{day: x.due, why: because("pastDue")}
	}
	return dueDate{day: x.due, why: x.why}
}

// headingDue reads the stage date of a heading, as in 排查阶段（3月1日至3月20日）.
func headingDue(xs []timeExpr) dueDate {
	for _, x := range xs {
		if x.due != "" && (x.kind == timeDue || x.kind == timePlain && !x.rough) {
			return dueDate{day: x.due}
		}
	}
	return dueDate{}
}
