package checklist_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"anlan"
	"anlan/internal/inspection/checklist"
)

func yesNo(name string) checklist.Item {
	return checklist.Item{Name: name, Kind: checklist.YesNo, List: "yes_no_na", Label: name, Required: true, Asks: []checklist.Ask{{Photos: 1}}}
}

func form(items ...checklist.Item) checklist.Form {
	return checklist.Form{Items: items, Lists: []checklist.List{checklist.YesNoList()}}
}

func when(it checklist.Item, relevant string) checklist.Item {
	it.Relevant = relevant
	return it
}

func TestWhatIsWrongWithAForm(t *testing.T) {
	a := yesNo("a")
	group := checklist.Item{Name: "g", Kind: checklist.Group, Label: "g"}
	for name, x := range map[string]struct {
		f    checklist.Form
		want error
	}{
		"nothing asked":         {form(group), anlan.ErrChecklistEmpty},
		"two of a name":         {form(a, a), anlan.ErrChecklistNameTwice},
		"a bad name":            {form(yesNo("1a")), anlan.ErrChecklistName},
		"no words":              {form(checklist.Item{Name: "a", Kind: checklist.Text}), anlan.ErrChecklistLabel},
		"no kind":               {form(checklist.Item{Name: "a", Kind: "colour", Label: "a"}), anlan.ErrChecklistKind},
		"no list":               {form(checklist.Item{Name: "a", Kind: checklist.Choice, Label: "a", List: "x"}), anlan.ErrChecklistListUnknown},
		"asks about nobody":     {form(when(a, "${b} = 1")), anlan.ErrChecklistRefUnknown},
		"asks about a group":    {form(group, when(a, "${g} = 1")), anlan.ErrChecklistRefUnknown},
		"asks about itself":     {form(when(a, "${a} = 'yes'")), anlan.ErrChecklistCircle},
		"a circle of two":       {form(when(a, "${b} = 'yes'"), when(yesNo("b"), "${a} = 'yes'")), anlan.ErrChecklistCircle},
		"through a group":       {form(when(group, "${a} = 'yes'"), checklist.Item{Name: "a", Kind: checklist.Text, Label: "a", Group: "g"}), anlan.ErrChecklistCircle},
		"no answer yet":         {form(when(a, ". = 1")), anlan.ErrChecklistExprSelf},
		"a group behind":        {form(checklist.Item{Name: "a", Kind: checklist.Text, Label: "a", Group: "g"}, group), anlan.ErrChecklistGroup},
		"a group interrupted":   {form(group, a, checklist.Item{Name: "b", Kind: checklist.Text, Label: "b", Group: "g"}), anlan.ErrChecklistGroup},
		"a note with a finding": {form(a, checklist.Item{Name: "n", Kind: checklist.Note, Label: "n", Finding: "true()"}), anlan.ErrChecklistNotAsked},
		"a basis of two lines":  {form(with(a, func(i *checklist.Item) { i.Basis = []checklist.Basis{{Document: "a\nb"}} })), anlan.ErrChecklistBasis},
		"too many photographs":  {form(with(a, func(i *checklist.Item) { i.Asks = []checklist.Ask{{Photos: 10}} })), anlan.ErrFieldInvalid},
		"an option with a space": {checklist.Form{Items: []checklist.Item{a}, Lists: []checklist.List{checklist.YesNoList(),
			{Name: "x", Options: []checklist.Option{{Value: "a b", Label: "x"}}}}}, anlan.ErrChecklistOption},
	} {
		_, faults := checklist.Compile(x.f)
		if err := checklist.Problems(faults).Err(); !errors.Is(err, x.want) {
			t.Errorf("%s: %v, want %v", name, err, x.want)
		}
	}
}

func with(i checklist.Item, fn func(*checklist.Item)) checklist.Item { fn(&i); return i }

func TestTenThousandQuestions(t *testing.T) {
	var f checklist.Form
	for i := range 10_000 {
		f.Items = append(f.Items, checklist.Item{Name: fmt.Sprint("q", i), Kind: checklist.Text, Label: "q"})
	}
	_, faults := checklist.Compile(f)
	if err := checklist.Problems(faults).Err(); len(faults) != 1 || !errors.Is(err, anlan.ErrChecklistTooMany) {
		t.Errorf("%v", err)
	}
}

// A chain of conditions as long as a form may be is followed to its end, forwards and backwards.
func TestALongChain(t *testing.T) {
	for _, backwards := range []bool{false, true} {
		f := form()
		for i := range checklist.ItemsMost {
			it := yesNo(fmt.Sprint("q", i))
			if j := i - 1; j >= 0 && !backwards {
				it.Relevant = fmt.Sprintf("${q%d} = 'yes'", j)
			} else if j := i + 1; j < checklist.ItemsMost && backwards {
				it.Relevant = fmt.Sprintf("${q%d} = 'yes'", j)
			}
			f.Items = append(f.Items, it)
		}
		c, faults := checklist.Compile(f)
		if len(faults) > 0 {
			t.Fatal(checklist.Problems(faults))
		}
		var answers []checklist.Answer
		for _, it := range f.Items {
			answers = append(answers, checklist.Answer{Item: it.Name, Value: "yes"})
		}
		if out := c.Check(answers); len(out.Problems) > 0 || out.Yes != checklist.ItemsMost {
			t.Errorf("%d yes, %v", out.Yes, out.Problems)
		}
	}
}

// An answer that is not asked has no value for what depends on it, and is named as skipped.
func TestSkippedAnswers(t *testing.T) {
	c, faults := checklist.Compile(form(yesNo("a"), when(yesNo("b"), "${a} = 'yes'"), when(yesNo("c"), "${b} = 'yes'")))
	if len(faults) > 0 {
		t.Fatal(checklist.Problems(faults))
	}
	out := c.Check([]checklist.Answer{{Item: "a", Value: "na"}, {Item: "b", Value: "yes"}, {Item: "c", Value: "yes"}})
	if len(out.Problems) > 0 || strings.Join(out.Skipped, " ") != "b c" || out.Asked != 1 || len(out.Answers) != 1 {
		t.Errorf("%+v", out)
	}
}

// Evidence is asked for by the answer: whatever the answers of any form are, a form is complete exactly
// when each of its findings has its action and its photographs, and everything required is answered.
func TestCompletenessByProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := form()
		for i := range rapid.IntRange(1, 12).Draw(t, "items") {
			it := yesNo(fmt.Sprint("q", i))
			it.Required = rapid.Bool().Draw(t, "required")
			if i > 0 && rapid.Bool().Draw(t, "conditional") {
				it.Relevant = fmt.Sprintf("${q%d} = '%s'", rapid.IntRange(0, i-1).Draw(t, "on"), rapid.SampledFrom([]string{"yes", "no", "na"}).Draw(t, "value"))
			}
			f.Items = append(f.Items, it)
		}
		c, faults := checklist.Compile(f)
		if len(faults) > 0 {
			t.Fatal(checklist.Problems(faults))
		}
		value, complete, findings := map[string]string{}, true, 0
		var answers []checklist.Answer
		for _, it := range f.Items {
			v := rapid.SampledFrom([]string{"", "yes", "no", "na"}).Draw(t, "answer")
			a := checklist.Answer{Item: it.Name, Value: v}
			action, photo := rapid.Bool().Draw(t, "action"), rapid.Bool().Draw(t, "photo")
			if v == "no" && action {
				a.Action = &checklist.Action{ID: anlan.NewID(1, nil)}
			}
			if photo {
				a.Photos = []checklist.Picture{{Hash: strings.Repeat("a", 64)}}
			}
			asked := it.Relevant == "" || it.Relevant == fmt.Sprintf("${%s} = '%s'", strings.Split(strings.TrimPrefix(it.Relevant, "${"), "}")[0], value[strings.Split(strings.TrimPrefix(it.Relevant, "${"), "}")[0]])
			if asked {
				value[it.Name] = v
				complete = complete && (v != "" || !it.Required) && (v != "no" || action && photo)
				if v == "no" && action {
					findings++
				}
			}
			if v != "" || rapid.Bool().Draw(t, "empty answers too") {
				answers = append(answers, a)
			}
		}
		out := c.Check(answers)
		if (len(out.Problems) == 0) != complete {
			t.Fatalf("complete %v, but %v", complete, out.Problems)
		}
		if len(out.Findings) != findings {
			t.Fatalf("%d findings, want %d", len(out.Findings), findings)
		}
	})
}

// anyForm draws a form that is in order.
func anyForm(t *rapid.T) checklist.Form {
	words := rapid.StringMatching(`[a-z加油站 ，。:|;=<>&"']{0,20}`)
	label := rapid.StringMatching(`[a-z加油站][a-z加油站 ，。:|;=<>&"']{0,20}`)
	basis := rapid.StringMatching(`[a-z消防法〔〕0-9]{1,20}`)
	f := form()
	f.Lists = append(f.Lists, checklist.List{Name: "kinds", Options: []checklist.Option{{Value: "a", Label: label.Draw(t, "la"), LabelEN: words.Draw(t, "ea")}, {Value: "b-2", Label: "乙"}}})
	var open []string
	for i := range rapid.IntRange(1, 15).Draw(t, "items") {
		if len(open) > 0 && rapid.Bool().Draw(t, "end") {
			open = open[:len(open)-1]
		}
		it := checklist.Item{Name: fmt.Sprint("q", i), Kind: rapid.SampledFrom(checklist.Kinds()).Draw(t, "kind"), Label: label.Draw(t, "label"), LabelEN: words.Draw(t, "en"),
			Hint: words.Draw(t, "hint"), HintEN: words.Draw(t, "hintEn"), Required: rapid.Bool().Draw(t, "required"), Major: rapid.Bool().Draw(t, "major"), Category: rapid.SampledFrom([]string{"", "exit"}).Draw(t, "category")}
		if i == 0 {
			it.Kind = checklist.YesNo
		} else if rapid.Bool().Draw(t, "relevant") {
			it.Relevant = "${q0} = 'no' and string-length(${q0}) > 1"
		}
		if len(open) > 0 {
			it.Group = open[len(open)-1]
		}
		switch it.Kind {
		case checklist.Group:
			open = append(open, it.Name)
		case checklist.YesNo:
			it.List = "yes_no_na"
		case checklist.Choice, checklist.Choices:
			it.List = "kinds"
		}
		if it.Kind != checklist.Group && it.Kind != checklist.Note && rapid.Bool().Draw(t, "rules") {
			it.Constraint, it.Message, it.MessageEN = ". != 'x'", words.Draw(t, "message"), words.Draw(t, "messageEn")
			it.Finding = rapid.SampledFrom([]string{"", "false()", ". = 'a'"}).Draw(t, "finding")
			it.Asks = []checklist.Ask{{Photos: rapid.IntRange(0, 9).Draw(t, "photos"), Note: rapid.Bool().Draw(t, "note")}, {When: "selected(., 'b-2')", Photos: 1}}
			it.Basis = []checklist.Basis{{Document: basis.Draw(t, "document"), Clause: "第一条", Confidence: "K-h"}, {Document: "乙"}}
		}
		f.Items = append(f.Items, it)
	}
	return f.Normal()
}

// What is exported comes back as it was: nothing is lost on the way through a workbook.
func TestXLSFormRoundTripByProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyForm(t)
		if len(f.Items) > 1 && f.Items[len(f.Items)-1].Kind == checklist.Group {
			f.Items[len(f.Items)-1].Kind = checklist.Note
		}
		h := checklist.Head{Code: "demo", Title: "标题", TitleEN: "Title", Version: "3", SiteKinds: []string{"school", "mall"}, Sector: "fire"}
		back := checklist.Import(checklist.Export(h, f))
		if len(back.Faults)+len(back.Left) > 0 {
			t.Fatalf("faults %v, left %v", back.Faults, back.Left)
		}
		if diff := cmp.Diff(f, back.Form); diff != "" {
			t.Fatal(diff)
		}
		if diff := cmp.Diff(h, back.Head); diff != "" {
			t.Fatal(diff)
		}
	})
}
