package checklist_test

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/inspection/checklist"
)

// example is a line of testdata/expr.json, which the phone's reader is held to as well.
type example struct {
	Expr    string            `json:"expr"`
	Self    string            `json:"self"`
	Answers map[string]string `json:"answers"`
	Want    bool              `json:"want"`
	Error   string            `json:"error"`
}

func examples(t testing.TB) (list []example) {
	t.Helper()
	raw, err := os.ReadFile("testdata/expr.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

func TestExpressions(t *testing.T) {
	for _, x := range examples(t) {
		e, err := checklist.ParseExpr(x.Expr)
		code := ""
		if known, ok := errors.AsType[*anlan.Error](err); ok {
			code = known.Code
		}
		if code != x.Error {
			t.Errorf("%s: %v, want %q", x.Expr, err, x.Error)
		}
		if err != nil || x.Error != "" {
			continue
		}
		got := e.Eval(func(name string) checklist.Value { return checklist.TextValue(x.Answers[name]) }, checklist.TextValue(x.Self)).True()
		if got != x.Want {
			t.Errorf("%s with %v and %q is %v", x.Expr, x.Answers, x.Self, got)
		}
	}
}

// Whatever is typed ends in a value or in an error that says where, and asks only about what it names.
func FuzzParseExpr(f *testing.F) {
	for _, x := range examples(f) {
		f.Add(x.Expr)
	}
	f.Add(strings.Repeat("-", 900) + "1")
	f.Add(strings.Repeat("not(", 300))
	f.Fuzz(func(t *testing.T, text string) {
		e, err := checklist.ParseExpr(text)
		if err != nil {
			var known *anlan.Error
			if !errors.As(err, &known) || known.Kind != anlan.Invalid {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		asked := map[string]bool{}
		for _, r := range e.Refs() {
			asked[r] = true
		}
		one := func(name string) checklist.Value {
			if !asked[name] {
				t.Fatalf("%q asks about %q without saying so", text, name)
			}
			return checklist.TextValue("1 a")
		}
		if a, b := e.Eval(one, checklist.TextValue("x")), e.Eval(one, checklist.TextValue("x")); a.String() != b.String() {
			t.Fatalf("%q is %q, then %q", text, a, b)
		}
	})
}
