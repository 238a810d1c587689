package minutes

import (
	"testing"

	"anlan"
)

// A date that no calendar has is its own finding and never becomes a deadline by halves (13月5日 ≠ 3月5日).
func TestUnrealDates(t *testing.T) {
	t.Parallel()
	r, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ base, text, unreal, due string }{
		{"2023-01-11", "2月30日前完成整改", "2月30日", ""},
		{"2023-01-11", "13月5日前完成整改", "13月5日", ""},
		{"2023-01-11", "13月底前完成整改", "13月底", ""},
		{"2023-01-11", "2月32日前完成整改", "2月32日", ""},
		{"2023-01-11", "二月三十日前完成整改", "二月三十日", ""},
		{"2023-01-11", "2023年2月29日前完成整改", "2023年2月29日", ""},
		{"2023-01-11", "2024年2月29日前完成整改", "", "2024-02-29"},
		{"2023-01-11", "2月29日前完成整改", "", "2024-02-29"},
		{"2023-01-11", "2月28日前完成整改", "", "2023-02-28"},
		{"2023-01-11", "12月底前完成整改", "", "2023-12-31"},
	} {
		p := r.ParseString("由永清镇负责，"+c.text+"。", Options{Date: anlan.Date(c.base)})
		if len(p.Decisions) != 1 {
			t.Errorf("%s: %d decisions", c.text, len(p.Decisions))
			continue
		}
		d := p.Decisions[0]
		due := ""
		if d.Due != nil {
			due = string(*d.Due)
		}
		if d.NoSuchDay != c.unreal || due != c.due {
			t.Errorf("%s: unreal %q, due %q; want %q, %q (%s)", c.text, d.NoSuchDay, due, c.unreal, c.due, d.Why)
		}
	}
}
