package checklist

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"anlan"
)

// Fault is what is wrong with a form: in which item or list, in which of its fields.
type Fault struct {
	Item   int    // index in Form.Items, or -1
	List   int    // index in Form.Lists, or -1
	Option int    // index in the list's options, or -1
	Field  string // as JSON names it
	Err    *anlan.Error
}

// path is the fault's place as a JSON path.
func (f Fault) path() string {
	switch {
	case f.Item >= 0:
		return fmt.Sprintf("form.items[%d].%s", f.Item, f.Field)
	case f.Option >= 0:
		return fmt.Sprintf("form.lists[%d].options[%d].%s", f.List, f.Option, f.Field)
	case f.List >= 0:
		return fmt.Sprintf("form.lists[%d].%s", f.List, f.Field)
	default:
		return "form." + f.Field
	}
}

// Checklist is a form that has been read: its expressions are parsed and its conditions go in no
// circle. It is safe for many readers.
type Checklist struct {
	Form  Form
	index map[string]int
	lists map[string]*List
	rules []rules
}

// rules are the parsed expressions of an item.
type rules struct {
	relevant, constraint, finding *Expr
	asks                          []*Expr
}

// Compile reads a form and says everything that is wrong with it.
func Compile(f Form) (*Checklist, []Fault) {
	c := &compiler{Checklist: &Checklist{Form: f, index: map[string]int{}, lists: map[string]*List{}, rules: make([]rules, len(f.Items))}}
	if c.bounds(); len(c.faults) > 0 {
		return nil, c.faults
	}
	c.readLists()
	c.readItems()
	c.readExpressions()
	if len(c.faults) == 0 {
		c.circles()
	}
	if len(c.faults) > 0 {
		return nil, c.faults
	}
	return c.Checklist, nil
}

// Problems turns faults into errors that blame fields of the form.
func Problems(faults []Fault) anlan.Problems {
	var p anlan.Problems
	for _, f := range faults {
		p = append(p, f.Err.At(f.path()))
	}
	return p
}

type compiler struct {
	*Checklist
	faults []Fault
}

// faultsMost bounds how many faults are told at once.
const faultsMost = 200

func (c *compiler) fault(f Fault) {
	if len(c.faults) < faultsMost {
		c.faults = append(c.faults, f)
	}
}

func (c *compiler) item(i int, field string, err *anlan.Error) {
	c.fault(Fault{Item: i, List: -1, Option: -1, Field: field, Err: err.With("name", c.Form.Items[i].Name)})
}

func (c *compiler) list(i, option int, field string, err *anlan.Error) {
	c.fault(Fault{Item: -1, List: i, Option: option, Field: field, Err: err})
}

func (c *compiler) bounds() {
	whole := func(field string, err *anlan.Error) {
		c.fault(Fault{Item: -1, List: -1, Option: -1, Field: field, Err: err})
	}
	if len(c.Form.Items) > ItemsMost {
		whole("items", anlan.ErrChecklistTooMany.With("count", len(c.Form.Items)).With("max", ItemsMost))
	}
	if len(c.Form.Lists) > ListsMost {
		whole("lists", anlan.ErrChecklistTooMany.With("count", len(c.Form.Lists)).With("max", ListsMost))
	}
	if !slices.ContainsFunc(c.Form.Items, func(i Item) bool { return i.Kind.asked() }) {
		whole("items", anlan.ErrChecklistEmpty)
	}
}

func (c *compiler) readLists() {
	for i := range c.Form.Lists {
		l := &c.Form.Lists[i]
		switch {
		case !IsName(l.Name):
			c.list(i, -1, "name", anlan.ErrChecklistName.With("name", l.Name))
		case c.lists[l.Name] != nil:
			c.list(i, -1, "name", anlan.ErrChecklistNameTwice.With("name", l.Name))
		default:
			c.lists[l.Name] = l
		}
		if len(l.Options) == 0 {
			c.list(i, -1, "options", anlan.ErrChecklistListEmpty.With("list", l.Name))
		}
		if len(l.Options) > OptionsMost {
			c.list(i, -1, "options", anlan.ErrChecklistTooMany.With("count", len(l.Options)).With("max", OptionsMost))
			continue
		}
		c.readOptions(i, l)
	}
}

func (c *compiler) readOptions(i int, l *List) {
	seen := map[string]bool{}
	for j, o := range l.Options {
		switch {
		case o.Value == "" || len(o.Value) > 60 || strings.ContainsAny(o.Value, " \t\r\n'\"") || !utf8.ValidString(o.Value):
			c.list(i, j, "value", anlan.ErrChecklistOption.With("list", l.Name).With("value", o.Value))
		case seen[o.Value]:
			c.list(i, j, "value", anlan.ErrChecklistNameTwice.With("name", o.Value))
		}
		seen[o.Value] = true
		if strings.TrimSpace(o.Label) == "" {
			c.list(i, j, "label", anlan.ErrChecklistLabel.With("name", o.Value))
		}
	}
}

func (c *compiler) readItems() {
	for i, it := range c.Form.Items {
		switch _, twice := c.index[it.Name]; {
		case !IsName(it.Name):
			c.item(i, "name", anlan.ErrChecklistName)
		case twice:
			c.item(i, "name", anlan.ErrChecklistNameTwice)
		default:
			c.index[it.Name] = i
		}
		if !slices.Contains(Kinds(), it.Kind) {
			c.item(i, "kind", anlan.ErrChecklistKind.With("kind", string(it.Kind)))
		}
		if strings.TrimSpace(it.Label) == "" {
			c.item(i, "label", anlan.ErrChecklistLabel)
		}
		c.lengths(i, it)
		c.readChoice(i, it)
	}
	c.groups()
}

// lengths refuses texts that are longer than their fields.
func (c *compiler) lengths(i int, it Item) {
	for _, f := range []struct {
		field, text string
		most        int
	}{{"label", it.Label, 500}, {"labelEn", it.LabelEN, 1000}, {"hint", it.Hint, 1000}, {"hintEn", it.HintEN, 2000},
		{"message", it.Message, 500}, {"messageEn", it.MessageEN, 1000}, {"category", it.Category, 60}} {
		if utf8.RuneCountInString(f.text) > f.most {
			c.item(i, f.field, anlan.ErrFieldTooLong.With("max", f.most))
		}
	}
	for _, b := range it.Basis {
		if strings.TrimSpace(b.Document) == "" || utf8.RuneCountInString(b.Document) > 200 || utf8.RuneCountInString(b.Clause) > 60 ||
			!slices.Contains([]string{"", "V", "P", "K-h", "K-m", "K-l"}, b.Confidence) || strings.ContainsAny(b.Document+b.Clause, "|;\n") {
			c.item(i, "basis", anlan.ErrChecklistBasis)
		}
	}
	if len(it.Basis) > 10 {
		c.item(i, "basis", anlan.ErrChecklistTooMany.With("count", len(it.Basis)).With("max", 10))
	}
}

// readChoice checks that an item that chooses has something to choose from.
func (c *compiler) readChoice(i int, it Item) {
	l := c.lists[it.List]
	switch {
	case !it.Kind.listed() && it.List != "":
		c.item(i, "list", anlan.ErrChecklistListUnknown.With("list", it.List))
	case !it.Kind.listed():
	case l == nil:
		c.item(i, "list", anlan.ErrChecklistListUnknown.With("list", it.List))
	case it.Kind == YesNo && !l.yesNo():
		c.item(i, "list", anlan.ErrChecklistYesNo.With("list", it.List))
	}
}

// yesNo reports whether the list asks yes or no, and perhaps not applicable, and nothing else.
func (l *List) yesNo() bool {
	seen := map[string]bool{}
	for _, o := range l.Options {
		if o.Value != Yes && o.Value != No && o.Value != NA {
			return false
		}
		seen[o.Value] = true
	}
	return seen[Yes] && seen[No]
}

// groups checks that the items of a group follow it without a break.
func (c *compiler) groups() {
	var open []string // from the outermost to the innermost
	for i, it := range c.Form.Items {
		for len(open) > 0 && open[len(open)-1] != it.Group {
			open = open[:len(open)-1]
		}
		if it.Group != "" && len(open) == 0 {
			c.item(i, "group", anlan.ErrChecklistGroup.With("group", it.Group))
		}
		if it.Kind == Group {
			open = append(open, it.Name)
		}
		if len(open) > depthMost {
			c.item(i, "group", anlan.ErrChecklistDeep.With("max", depthMost))
			return
		}
	}
}
