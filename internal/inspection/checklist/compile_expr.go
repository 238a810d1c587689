package checklist

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"anlan"
)

func (c *compiler) readExpressions() {
	for i, it := range c.Form.Items {
		r := &c.rules[i]
		r.relevant = c.expression(i, "relevant", it.Relevant, false)
		r.constraint = c.expression(i, "constraint", it.Constraint, true)
		r.finding = c.expression(i, "finding", it.finding(), true)
		if len(it.Asks) > 5 {
			c.item(i, "asks", anlan.ErrChecklistTooMany.With("count", len(it.Asks)).With("max", 5))
			continue
		}
		for j, a := range it.Asks {
			if a.Photos < 0 || a.Photos > 9 {
				c.item(i, fmt.Sprintf("asks[%d].photos", j), anlan.ErrFieldInvalid.With("value", a.Photos))
			}
			if strings.ContainsAny(a.When, "\r\n") { // one demand is one line of a cell
				c.item(i, fmt.Sprintf("asks[%d].when", j), anlan.ErrChecklistExprSyntax.With("at", 1).With("near", "↵"))
				continue
			}
			r.asks = append(r.asks, c.expression(i, fmt.Sprintf("asks[%d].when", j), a.When, true))
		}
		if !it.Kind.asked() && (it.Constraint != "" || it.Finding != "" || len(it.Asks) > 0) {
			c.item(i, "kind", anlan.ErrChecklistNotAsked)
		}
	}
}

// expression parses one; own says whether it may speak of the own answer. Whatever it asks about must
// be there and take an answer.
func (c *compiler) expression(i int, field, text string, own bool) *Expr {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	e, err := ParseExpr(text)
	if err != nil {
		var known *anlan.Error
		if errors.As(err, &known) {
			if fn, has := known.Args["name"]; has { // the function's name; the sentence names the item too
				known = known.With("function", fn)
			}
			c.item(i, field, known)
		}
		return nil
	}
	if e.self && !own {
		c.item(i, field, anlan.ErrChecklistExprSelf)
	}
	for _, ref := range e.refs {
		if at, ok := c.index[ref]; !ok || !c.Form.Items[at].Kind.asked() {
			c.item(i, field, anlan.ErrChecklistRefUnknown.With("ref", ref))
		}
	}
	return e
}

// circles refuses conditions that depend on themselves: an item depends on what its own and its
// groups' conditions ask about.
func (c *compiler) circles() {
	state := make([]byte, len(c.Form.Items)) // 1 on the way, 2 done
	var way []string
	var visit func(i int) bool
	visit = func(i int) bool {
		name := c.Form.Items[i].Name
		if state[i] == 2 {
			return true
		}
		way = append(way, name)
		if state[i] == 1 {
			c.item(i, "relevant", anlan.ErrChecklistCircle.With("way", strings.Join(way[slices.Index(way, name):], " → ")))
			return false
		}
		state[i] = 1
		for _, j := range c.depends(i) {
			if !visit(j) {
				return false
			}
		}
		state[i], way = 2, way[:len(way)-1]
		return true
	}
	for i := range c.Form.Items {
		if !visit(i) {
			return
		}
	}
}

// depends lists the items that decide whether item i is asked.
func (c *Checklist) depends(i int) (list []int) {
	if g, ok := c.index[c.Form.Items[i].Group]; ok {
		list = append(list, g)
	}
	if r := c.rules[i].relevant; r != nil {
		for _, ref := range r.refs {
			list = append(list, c.index[ref])
		}
	}
	return list
}
