package checklist

import (
	"encoding/json"
	"os"
	"testing"
)

// The phone has an evaluator of its own (web/src/checklist): both are held to the same vectors.
func TestExpressionVectors(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("testdata/expressions.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors []struct {
		Expr, Self string
		Given      map[string]string
		Want       any
	}
	if err := json.Unmarshal(raw, &vectors); err != nil {
		t.Fatal(err)
	}
	for _, v := range vectors {
		if got := vector(v.Expr, v.Self, v.Given); got != v.Want {
			t.Errorf("%s = %v, want %v", v.Expr, got, v.Want)
		}
	}
}

// vector works one expression out as JSON would say it; nil when it cannot be read.
func vector(text, self string, given map[string]string) any {
	e, err := ParseExpr(text)
	if err != nil {
		return nil
	}
	v := e.Eval(func(name string) Value { return TextValue(given[name]) }, TextValue(self))
	switch v.kind {
	case 'n':
		return v.num
	case 'b':
		return v.num != 0
	default:
		return v.text
	}
}
