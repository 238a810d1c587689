package checklist

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Value is what an expression comes to: a text, a number or a truth. The zero Value is the empty text:
// a question that was not answered.
type Value struct {
	kind byte // 0 text, 'n' number, 'b' truth
	text string
	num  float64
}

// TextValue is a text; several choices are separated by spaces, as in XLSForm.
func TextValue(s string) Value { return Value{text: s} }

func number(f float64) Value { return Value{kind: 'n', num: f} }

func truth(b bool) Value {
	if b {
		return Value{kind: 'b', num: 1}
	}
	return Value{kind: 'b'}
}

// True is the value as a truth: a text that is not empty, a number that is neither nought nor none.
func (v Value) True() bool {
	if v.kind == 0 {
		return v.text != ""
	}
	return v.num != 0 && !math.IsNaN(v.num)
}

// Num is the value as a number; a text that is no number is NaN, which compares with nothing.
func (v Value) Num() float64 {
	if v.kind == 0 {
		return numberOf(v.text)
	}
	return v.num
}

// String is the value as a text.
func (v Value) String() string {
	switch v.kind {
	case 'n':
		return strconv.FormatFloat(v.num, 'f', -1, 64)
	case 'b':
		return strconv.FormatBool(v.num != 0)
	default:
		return v.text
	}
}

// numberOf reads a plain decimal: no exponent, no sign but a minus.
func numberOf(s string) float64 {
	s = strings.Trim(s, " \t\r\n")
	unsigned := strings.TrimPrefix(s, "-")
	if unsigned == "" || digits(unsigned) != len(unsigned) {
		return math.NaN()
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return math.NaN()
	}
	return f
}

// Eval works the expression out. get answers what another item was answered with; self is the own
// answer.
func (e *Expr) Eval(get func(name string) Value, self Value) Value {
	return e.root.eval(&scope{get, self})
}

type scope struct {
	get  func(name string) Value
	self Value
}

func (n node) eval(s *scope) Value {
	switch n.op {
	case "num":
		return number(n.num)
	case "text":
		return TextValue(n.text)
	case "self":
		return s.self
	case "ref":
		return s.get(n.text)
	case "true", "false":
		return truth(n.op == "true")
	case "and":
		return truth(n.args[0].eval(s).True() && n.args[1].eval(s).True())
	case "or":
		return truth(n.args[0].eval(s).True() || n.args[1].eval(s).True())
	case "if":
		if n.args[0].eval(s).True() {
			return n.args[1].eval(s)
		}
		return n.args[2].eval(s)
	}
	if len(n.args) == 1 {
		return n.one(n.args[0].eval(s))
	}
	return n.two(n.args[0].eval(s), n.args[1].eval(s))
}

// one works out an operator or function of one argument.
func (n node) one(a Value) Value {
	switch n.op {
	case "not":
		return truth(!a.True())
	case "neg":
		return number(-a.Num())
	case "number":
		return number(a.Num())
	case "string-length":
		return number(float64(utf8.RuneCountInString(a.String())))
	default: // count-selected
		return number(float64(len(words(a.String()))))
	}
}

// two works out an operator or function of two arguments.
func (n node) two(a, b Value) Value {
	switch n.op {
	case "=":
		return truth(equal(a, b))
	case "!=":
		return truth(!equal(a, b))
	case "<":
		return truth(a.Num() < b.Num())
	case "<=":
		return truth(a.Num() <= b.Num())
	case ">":
		return truth(a.Num() > b.Num())
	case ">=":
		return truth(a.Num() >= b.Num())
	case "selected":
		return truth(hasWord(a.String(), strings.Trim(b.String(), " \t\r\n")))
	case "contains":
		return truth(strings.Contains(a.String(), b.String()))
	case "starts-with":
		return truth(strings.HasPrefix(a.String(), b.String()))
	case "coalesce":
		if a.kind == 0 && a.text == "" {
			return b
		}
		return a
	default:
		return number(reckon(n.op, a.Num(), b.Num()))
	}
}

func reckon(op string, a, b float64) float64 {
	switch op {
	case "+":
		return a + b
	case "-":
		return a - b
	case "*":
		return a * b
	case "div":
		return a / b
	default:
		return math.Mod(a, b)
	}
}

// equal compares as XPath does: truths if one is a truth, numbers if one is a number, else texts.
func equal(a, b Value) bool {
	switch {
	case a.kind == 'b' || b.kind == 'b':
		return a.True() == b.True()
	case a.kind == 'n' || b.kind == 'n':
		return a.Num() == b.Num()
	default:
		return a.text == b.text
	}
}

// words are the choices of a text, separated by spaces.
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\t' || r == '\r' || r == '\n' })
}

func hasWord(s, word string) bool {
	for _, w := range words(s) {
		if w == word {
			return true
		}
	}
	return false
}
