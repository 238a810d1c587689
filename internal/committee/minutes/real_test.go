package minutes_test

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/committee/minutes"
)

// TestSourceText reads the report that the project began with, where it is at hand.
func TestSourceText(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("../../../../shared/inputs/meeting-2022-01-17.txt")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the source text lies beside the repository, not in it")
	}
	if err != nil {
		t.Fatal(err)
	}
	r, err := minutes.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	p, err := r.Parse(raw, minutes.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if p.Meeting.Date == nil || *p.Meeting.Date != anlan.Date("2022-01-17") || p.Meeting.Kind != "enlarged" {
		t.Errorf("meeting is %+v", p.Meeting)
	}
	for _, want := range []string{"百日会战", "春运安全保障", "防火工作", "防震减灾", "三管三必须", "属地管理", "党政同责", "四早", "就地过年", "疫情防控预案"} {
		if !hasTask(p, want) {
			t.Errorf("no task about %s", want)
		}
	}
	runes := []rune(string(raw))
	for _, d := range p.Decisions {
		if strings.Contains(d.Text, "编辑") {
			t.Errorf("the editor's line is no item: %q", d.Text)
		}
		span := string(runes[d.Source.Start:d.Source.End])
		if len([]rune(span)) < len([]rune(d.Text)) {
			t.Errorf("span %q is shorter than its text %q", span, d.Text)
		}
	}
}

func hasTask(p minutes.Proposal, word string) bool {
	for _, d := range p.Decisions {
		if d.Kind == minutes.Task && strings.Contains(d.Text, word) {
			return true
		}
	}
	return false
}

// TestSpansHoldTheirText checks on every text of the corpus that a span of the raw text, read again, gives the item's text.
func TestSpansHoldTheirText(t *testing.T) {
	t.Parallel()
	r, err := minutes.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	names, err := os.ReadDir("testdata/dev")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if !strings.HasSuffix(name.Name(), ".txt") {
			continue
		}
		raw, err := os.ReadFile("testdata/dev/" + name.Name())
		if err != nil {
			t.Fatal(err)
		}
		p, err := r.Parse(raw, minutes.Options{})
		if err != nil {
			t.Fatal(err)
		}
		runes := []rune(string(raw))
		for _, d := range p.Decisions {
			span := []rune(string(runes[d.Source.Start:d.Source.End]))
			text := []rune(d.Text)
			if span[0] == text[0] || span[len(span)-1] == text[len(text)-1] {
				continue
			}
			if len(span) < len(text) {
				t.Errorf("%s: span %q does not hold %q", name.Name(), string(span), d.Text)
			}
		}
	}
}
