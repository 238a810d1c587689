package checklist

import (
	"slices"
	"strings"
)

// Normal is the form as it is kept: without blanks around its texts; where there are no Chinese words,
// with the English ones.
func (f Form) Normal() Form {
	f.Items, f.Lists = slices.Clone(f.Items), slices.Clone(f.Lists)
	for i := range f.Items {
		it := &f.Items[i]
		for _, s := range []*string{&it.Name, &it.Group, &it.Label, &it.LabelEN, &it.Hint, &it.HintEN, &it.Relevant, &it.Constraint,
			&it.Message, &it.MessageEN, &it.List, &it.Finding, &it.Category} {
			*s = strings.TrimSpace(*s)
		}
		it.Label, it.Hint, it.Message = either(it.Label, it.LabelEN), either(it.Hint, it.HintEN), either(it.Message, it.MessageEN)
		it.Asks = slices.Clone(it.Asks)
		for j := range it.Asks {
			it.Asks[j].When = strings.TrimSpace(it.Asks[j].When)
		}
		it.Basis = slices.Clone(it.Basis)
		for j := range it.Basis {
			b := &it.Basis[j]
			b.Document, b.Clause = strings.TrimSpace(b.Document), strings.TrimSpace(b.Clause)
		}
	}
	for i := range f.Lists {
		l := &f.Lists[i]
		l.Options = slices.Clone(l.Options)
		for j := range l.Options {
			o := &l.Options[j]
			o.Label, o.LabelEN = strings.TrimSpace(o.Label), strings.TrimSpace(o.LabelEN)
		}
	}
	return f.yesNo()
}

// yesNo calls a choice between yes and no by its name.
func (f Form) yesNo() Form {
	lists := map[string]bool{}
	for _, l := range f.Lists {
		lists[l.Name] = l.yesNo()
	}
	for i, it := range f.Items {
		if it.Kind == Choice && lists[it.List] {
			f.Items[i].Kind = YesNo
		}
	}
	return f
}
