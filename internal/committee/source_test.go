package committee

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"anlan"
	"anlan/internal/committee/minutes"
)

// spoken is what words say when they are read alone.
func spoken(text string, at Span, due anlan.Date, owner, cadence string) Decision {
	d := Decision{Minutes: "v1", State: Proposed, Kind: Task, Text: text, Source: at, Title: text, Due: due, Cadence: cadence, Topic: "other", Evidence: "ordinary", Why: "人工添加"}
	if owner != "" {
		d.Owners = []Owner{{Said: owner, Units: []Named{{anlan.ID(owner), owner}}}}
	}
	return d.normal(day)
}

func TestMovedFieldsGoWithTheWords(t *testing.T) {
	before := spoken("永清镇开展排查", Span{0, 7}, "2022-01-20", "永清镇", "none")
	after := spoken("红堡镇每季度报送清单", Span{8, 18}, "2022-02-01", "红堡镇", "quarterly")
	d, err := before.Move(before, after, day, 9)
	if err != nil {
		t.Fatal(err)
	}
	if d.Title != after.Title || d.Due != after.Due || d.Cadence != "quarterly" || d.Owners[0].Said != "红堡镇" || d.Text != after.Text || d.Source != after.Source {
		t.Errorf("nobody has touched it, and it does not follow: %+v", d)
	}
	if diff := cmp.Diff(&Found{Minutes: "v1", Source: Span{0, 7}, Text: "永清镇开展排查", Why: "人工添加", Reasons: []Reason{}}, d.Found); diff != "" {
		t.Error(diff)
	}
	if d.Reasons[0].Key != "moved" || d.Updated != 9 {
		t.Errorf("why: %+v", d.Reasons)
	}
}

func TestMovedFieldsOfAPersonStay(t *testing.T) {
	before := spoken("永清镇开展排查", Span{0, 7}, "2022-01-20", "永清镇", "none")
	after := spoken("红堡镇每季度报送清单", Span{8, 18}, "2022-02-01", "红堡镇", "quarterly")
	d := before
	d.Title, d.Due, d.Cadence, d.Standard = "我写的标题", "2022-03-01", "weekly", "有清单"
	d.Owners = []Owner{{Said: "县住建局", Units: []Named{{"h", "县住建局"}}}}
	d.Into = []Into{{Unit: "h", Matter: "m"}}
	got, err := d.Move(before, after, day, 9)
	if err != nil {
		t.Fatal(err)
	}
	if got.Title != d.Title || got.Due != d.Due || got.Cadence != d.Cadence || got.Standard != d.Standard || got.Owners[0].Said != "县住建局" || len(got.Into) != 1 {
		t.Errorf("what a person wrote was overwritten: %+v", got)
	}
	silent := spoken("持续抓好", Span{20, 24}, "", "", "none") // says nothing of who, when and how often
	before.Cadence, before.Topic, before.Evidence = "quarterly", "fire", "inspection"
	if got, _ = before.Move(before, silent, day, 9); got.Due != before.Due || got.Owners[0].Said != "永清镇" || got.Cadence != "quarterly" ||
		got.Topic != "fire" || got.Evidence != "inspection" {
		t.Errorf("shrinking a sentence empties the sheet: %+v", got)
	}
}

func TestMoveTakesTheTickAndSpares(t *testing.T) {
	before := spoken("永清镇开展排查", Span{0, 7}, "2022-01-20", "永清镇", "none")
	after := spoken("开展排查", Span{3, 7}, "", "", "none")
	for _, state := range []State{Proposed, Ticked, Dropped, Sent, Merged, Done} {
		d := before
		d.State = state
		got, err := d.Move(before, after, day, 9)
		if err != nil {
			var told *anlan.Error
			if !errors.As(err, &told) || told.Say(anlan.ZH) != "第 0 条现在是“"+stateWords[state].ZH+"”状态，不能“改原句”。请刷新页面看最新情况。" {
				t.Errorf("a person hears %q", told.Say(anlan.ZH))
			}
		}
		open := state == Proposed || state == Ticked || state == Dropped
		if (err == nil) != open {
			t.Errorf("move of a %s decision: %v", state, err)
		}
		if open && (got.State != Proposed || got.TickedBy != "") {
			t.Errorf("%s: %+v", state, got)
		}
	}
}

// However often the sentence is moved, where it was found first is kept; moved back there, nothing is left to tell.
func TestTheFirstFindIsKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := spoken("永清镇开展排查", Span{40, 47}, "2022-01-20", "永清镇", "none")
		d := first
		for range rapid.IntRange(1, 8).Draw(t, "moves") {
			at := rapid.IntRange(0, 80).Draw(t, "start")
			to := Span{at, at + rapid.IntRange(1, 20).Draw(t, "length")}
			var err error
			if d, err = d.Move(spoken(d.Text, d.Source, "", "", "none"), spoken("别的话", to, "", "", "none"), day, 9); err != nil {
				t.Fatal(err)
			}
			if home := to == first.Source; home != (d.Found == nil) || !home && (d.Found.Source != first.Source || d.Found.Text != first.Text) {
				t.Fatalf("found: %+v", d.Found)
			}
		}
		if d, _ = d.Move(d, first, day, 9); d.Found != nil || d.Why != first.Why || d.Source != first.Source || d.Text != first.Text {
			t.Fatalf("it does not come home: %+v", d)
		}
	})
}

// What the text calls every quarter is asked for every quarter.
func TestRhythmOfTheTextIsTheRhythmOfFeedback(t *testing.T) {
	r, err := minutes.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for says, want := range map[string]string{
		"各乡镇要每天排查一次安全隐患": "daily", "各乡镇要每两小时巡查一次火点": "daily", "各乡镇要每周排查一次安全隐患": "weekly",
		"各乡镇要每旬报送一次排查清单": "tenday", "各乡镇要每半月报送一次排查清单": "biweekly", "各乡镇要每月报送一次排查清单": "monthly",
		"各乡镇要每季度报送一次排查清单": "quarterly", "各乡镇要每半年报送一次排查清单": "semiannual", "各乡镇要每年开展一次应急演练": "yearly",
		"各乡镇要开展一次应急演练": "none", "各乡镇要在1月中旬前报送排查清单": "none",
	} {
		p := r.ParseString(says+"。", minutes.Options{Date: day})
		if len(p.Decisions) != 1 {
			t.Errorf("%s: %d items", says, len(p.Decisions))
			continue
		}
		recurs := ""
		if p.Decisions[0].Recurrence != nil {
			recurs = *p.Decisions[0].Recurrence
		}
		if got := cadenceFor(recurs); got != want {
			t.Errorf("%s: %s, not %s", says, got, want)
		}
	}
	for _, cadence := range []string{"daily", "weekly", "tenday", "biweekly", "monthly", "quarterly", "semiannual", "yearly"} {
		if cadenceWords(cadence, anlan.ZH) == "" {
			t.Errorf("the task table has no word for %s", cadence)
		}
	}
}
