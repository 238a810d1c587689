package checklist

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"anlan"
)

// nestMost bounds how deep an expression may be nested.
const nestMost = 40

// Expr is an expression that has been read.
type Expr struct {
	root node
	refs []string // items it asks about, each once
	self bool     // it asks about the own answer
}

// Refs lists the items that the expression asks about.
func (e *Expr) Refs() []string { return slices.Clone(e.refs) }

// node is a part of an expression.
type node struct {
	op   string // "num", "text", "ref", "self", a function, or an operator
	text string
	num  float64
	args []node
}

// parser reads tokens by the grammar of XPath's expressions, loosest operators first.
type parser struct {
	lexer
	tok   token
	depth int
	out   Expr
}

// ParseExpr reads an expression. The error says where it stumbled.
func ParseExpr(text string) (*Expr, error) {
	if utf8.RuneCountInString(text) > textMost {
		return nil, anlan.ErrFieldTooLong.With("name", "expression").With("max", textMost)
	}
	if !utf8.ValidString(text) {
		return nil, anlan.ErrChecklistExprSyntax.With("at", 1).With("near", "?")
	}
	p := &parser{lexer: lexer{text: text}}
	if err := p.advance(); err != nil {
		return nil, err
	}
	root, err := p.binary(0)
	if err == nil && p.tok.kind != tokEnd {
		err = p.unexpected()
	}
	if err != nil {
		return nil, err
	}
	p.out.root = root
	return &p.out, nil
}

func (p *parser) advance() (err error) {
	p.tok, err = p.next()
	return err
}

func (p *parser) unexpected() error {
	near := p.tok.text
	if p.tok.kind == tokEnd {
		near = "…"
	}
	return anlan.ErrChecklistExprSyntax.With("at", p.tok.at).With("near", near)
}

// levels are the binary operators, loosest first.
var levels = [][]string{{"or"}, {"and"}, {"=", "!="}, {"<", "<=", ">", ">="}, {"+", "-"}, {"*", "div", "mod"}}

func (p *parser) binary(level int) (node, error) {
	if level == len(levels) {
		return p.unary()
	}
	left, err := p.binary(level + 1)
	for err == nil && (p.tok.kind == tokSign || p.tok.kind == tokName) && slices.Contains(levels[level], p.tok.text) {
		op := p.tok.text
		if err = p.advance(); err != nil {
			break
		}
		var right node
		if right, err = p.binary(level + 1); err == nil {
			left = node{op: op, args: []node{left, right}}
		}
	}
	return left, err
}

func (p *parser) unary() (node, error) {
	if p.tok.kind != tokSign || p.tok.text != "-" {
		return p.primary()
	}
	if p.depth++; p.depth > nestMost {
		return node{}, anlan.ErrChecklistExprDeep.With("max", nestMost)
	}
	defer func() { p.depth-- }()
	if err := p.advance(); err != nil {
		return node{}, err
	}
	arg, err := p.unary()
	return node{op: "neg", args: []node{arg}}, err
}

func (p *parser) primary() (node, error) {
	t := p.tok
	switch t.kind {
	case tokNumber:
		n, err := strconv.ParseFloat(t.text, 64)
		if err != nil {
			return node{}, p.unexpected()
		}
		return node{op: "num", num: n}, p.advance()
	case tokText:
		return node{op: "text", text: t.text}, p.advance()
	case tokSelf:
		p.out.self = true
		return node{op: "self"}, p.advance()
	case tokRef:
		if !slices.Contains(p.out.refs, t.text) {
			p.out.refs = append(p.out.refs, t.text)
		}
		return node{op: "ref", text: t.text}, p.advance()
	case tokName:
		return p.call()
	case tokSign:
		if t.text == "(" {
			return p.parenthesis()
		}
	}
	return node{}, p.unexpected()
}

// parenthesis reads what stands between ( and ).
func (p *parser) parenthesis() (node, error) {
	if p.depth++; p.depth > nestMost {
		return node{}, anlan.ErrChecklistExprDeep.With("max", nestMost)
	}
	defer func() { p.depth-- }()
	if err := p.advance(); err != nil {
		return node{}, err
	}
	inner, err := p.binary(0)
	if err != nil {
		return inner, err
	}
	return inner, p.sign(")")
}

func (p *parser) sign(s string) error {
	if p.tok.kind != tokSign || p.tok.text != s {
		return p.unexpected()
	}
	return p.advance()
}

// functions are what may be called, with the least and most arguments.
var functions = map[string][2]int{"not": {1, 1}, "true": {0, 0}, "false": {0, 0}, "selected": {2, 2}, "count-selected": {1, 1},
	"string-length": {1, 1}, "number": {1, 1}, "if": {3, 3}, "coalesce": {2, 2}, "contains": {2, 2}, "starts-with": {2, 2}}

func (p *parser) call() (node, error) {
	name, at := p.tok.text, p.tok.at
	arity, known := functions[name]
	if !known {
		return node{}, anlan.ErrChecklistExprFunction.With("at", at).With("name", name)
	}
	if p.depth++; p.depth > nestMost {
		return node{}, anlan.ErrChecklistExprDeep.With("max", nestMost)
	}
	defer func() { p.depth-- }()
	if err := p.advance(); err != nil {
		return node{}, err
	}
	if err := p.sign("("); err != nil {
		return node{}, err
	}
	n := node{op: name}
	for !(p.tok.kind == tokSign && p.tok.text == ")") {
		if len(n.args) > 0 {
			if err := p.sign(","); err != nil {
				return n, err
			}
		}
		arg, err := p.binary(0)
		if err != nil {
			return n, err
		}
		n.args = append(n.args, arg)
	}
	if len(n.args) < arity[0] || len(n.args) > arity[1] {
		return n, anlan.ErrChecklistExprFunction.With("at", at).With("name", name)
	}
	return n, p.advance()
}
