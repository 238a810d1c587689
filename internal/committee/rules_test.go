package committee

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"anlan"
)

const day = anlan.Date("2022-01-17")

func task() Decision {
	return Decision{No: 3, Kind: Task, Text: "开展排查", Title: "开展排查", State: Proposed, Source: Span{0, 4}, Due: "2022-01-20",
		Owners: []Owner{{Said: "永清镇", Units: []Named{{"u1", "永清镇"}}}}}.normal(day)
}

func TestGaps(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Decision)
		want   []Gap
	}{
		"whole":    {func(*Decision) {}, []Gap{}},
		"no owner": {func(d *Decision) { d.Owners = nil }, []Gap{NoOwner}},
		"unknown":  {func(d *Decision) { d.Owners = []Owner{{Said: "某公司"}} }, []Gap{NoOwner}},
		"ambiguous": {func(d *Decision) {
			d.Owners = []Owner{{Said: "中心小学", Choices: []Named{{"a", "甲"}, {"b", "乙"}}}}
		}, []Gap{AmbiguousOwner}},
		"no due":       {func(d *Decision) { d.Due = "" }, []Gap{NoDue}},
		"no such day":  {func(d *Decision) { d.Due, d.NoSuchDay = "", "2月30日" }, []Gap{NoSuchDay}},
		"mended day":   {func(d *Decision) { d.NoSuchDay = "2月30日" }, []Gap{}},
		"due before":   {func(d *Decision) { d.Due = "2022-01-16" }, []Gap{DueBefore}},
		"due that day": {func(d *Decision) { d.Due = day }, []Gap{}},
		"slogan":       {func(d *Decision) { d.Kind, d.Owners, d.Due = Slogan, nil, "" }, []Gap{}},
	} {
		d := task()
		c.change(&d)
		if diff := cmp.Diff(c.want, d.normal(day).Gaps); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestVerbsKnowTheirStates(t *testing.T) {
	by := anlan.Actor{Post: "p"}
	verbs := map[string]func(Decision) error{
		"edit":   func(d Decision) error { _, err := d.Edit(Edit{}, day, 1); return err },
		"tick":   func(d Decision) error { _, err := d.Tick(true, by, day, 1); return err },
		"drop":   func(d Decision) error { _, err := d.Drop("口号", day, 1); return err },
		"send":   func(d Decision) error { _, err := d.Send("x", day, 1); return err },
		"recall": func(d Decision) error { _, err := d.Withdraw(day, 1); return err },
	}
	allowed := map[string][]State{"edit": {Proposed, Ticked, Dropped}, "tick": {Proposed, Ticked}, "drop": {Proposed, Ticked},
		"send": {Ticked}, "recall": {Sent, Merged}}
	for verb, do := range verbs {
		for _, state := range []State{Proposed, Ticked, Dropped, Sent, Merged, Done} {
			d := task()
			d.State = state
			err := do(d)
			if (err == nil) != slices.Contains(allowed[verb], state) {
				t.Errorf("%s of a %s decision: %v", verb, state, err)
			}
		}
	}
}

func TestTickRecordsWhoAndEditTakesItAway(t *testing.T) {
	d, err := task().Tick(true, anlan.Actor{Post: "p", Account: "a"}, day, 7)
	if err != nil || d.TickedBy != "p" || d.Ticked != 7 || d.State != Ticked {
		t.Fatalf("%+v, %v", d, err)
	}
	due := anlan.Date("2022-02-01")
	if d, err = d.Edit(Edit{Due: &due}, day, 8); err != nil || d.State != Proposed || d.TickedBy != "" || d.Ticked != 0 {
		t.Errorf("%+v, %v", d, err)
	}
}

func TestEditRefuses(t *testing.T) {
	text := func(s string) *string { return &s }
	date := func(s string) *anlan.Date { d := anlan.Date(s); return &d }
	for name, c := range map[string]struct {
		edit Edit
		want error
	}{
		"30 February":    {Edit{Due: date("2022-02-30")}, anlan.ErrDateMalformed},
		"before meeting": {Edit{Due: date("2022-01-16")}, anlan.ErrMatterDueBeforeStart},
		"empty title":    {Edit{Title: text(" \u00a0")}, anlan.ErrFieldRequired},
		"long title":     {Edit{Title: text(strings.Repeat("长", 201))}, anlan.ErrFieldTooLong},
		"topic":          {Edit{Topic: text("weather")}, anlan.ErrFieldInvalid},
		"cadence":        {Edit{Cadence: text("hourly")}, anlan.ErrFieldInvalid},
	} {
		if _, err := task().Edit(c.edit, day, 1); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	unreal := task()
	unreal.Due, unreal.NoSuchDay = "", "2月30日"
	if d, err := unreal.Edit(Edit{Due: date("")}, day, 1); err != nil || d.NoSuchDay != "" || !slices.Contains(d.Gaps, NoDue) {
		t.Errorf("a person said there is no deadline: %q %v, %v", d.NoSuchDay, d.Gaps, err)
	}
	if d, err := task().Edit(Edit{Due: date("")}, day, 1); err != nil || !slices.Contains(d.Gaps, NoDue) {
		t.Errorf("a deadline can be taken away: %v %v", d.Gaps, err)
	}
}

func TestEditForgetsTheMatterOfAUnitThatLeadsNoMore(t *testing.T) {
	d := task()
	d.Into = []Into{{Unit: "u1", Matter: "m", Number: "1"}}
	owners := []Owner{{Said: "红堡镇", Units: []Named{{"u2", "红堡镇"}}}}
	if d, err := d.Edit(Edit{Owners: &owners}, day, 1); err != nil || len(d.Into) != 0 {
		t.Errorf("%+v %v", d.Into, err)
	}
}

func TestSplitAndJoin(t *testing.T) {
	raw := []rune("　开展排查，建立台账；其他")
	d := task()
	d.Source, d.Text = Span{1, 10}, string(raw[1:10])
	a, b, err := d.Split(6, raw, strings.Clone, day, 1)
	if err != nil || a.Text != "开展排查" || b.Text != "建立台账" || b.ID != "" || b.Created != 1 {
		t.Fatalf("%+v %+v %v", a, b, err)
	}
	for _, at := range []int{-1, 0, 1, 10, 11, 99} {
		if _, _, err := d.Split(at, raw, strings.Clone, day, 1); !errors.Is(err, anlan.ErrCommitteeSplit) {
			t.Errorf("split at %d: %v", at, err)
		}
	}
	a.ID, b.ID, b.No = "a", "b", 4
	b.Due = "2022-01-19"
	b.Owners = append(b.Owners, Owner{Said: "红堡镇", Units: []Named{{"u2", "红堡镇"}}})
	j, o, err := a.Join(b, day, 2)
	if err != nil || j.Text != "开展排查\n建立台账" || j.Source != (Span{1, 10}) || j.Due != "2022-01-19" || len(j.Leads()) != 2 {
		t.Errorf("%+v %v", j, err)
	}
	if o.State != Dropped || o.Reason != "并入第3条" {
		t.Errorf("%+v", o)
	}
	if _, _, err := a.Join(a, day, 2); err == nil {
		t.Error("a decision was joined with itself")
	}
}

func TestSettle(t *testing.T) {
	for _, c := range []struct {
		state        State
		open, closed int
		recalled     int
		want         State
	}{
		{Sent, 1, 2, 0, Sent}, {Sent, 0, 3, 0, Done}, {Sent, 0, 0, 0, Sent}, {Merged, 0, 1, 0, Done}, {Done, 1, 2, 0, Sent}, {Done, 0, 3, 0, Done},
		{Ticked, 0, 3, 0, Ticked}, {Dropped, 0, 1, 0, Dropped}, {Sent, 0, 0, 3, Ticked}, {Sent, 0, 1, 2, Done}, {Sent, 1, 0, 2, Sent},
	} {
		d := task()
		d.State = c.state
		got, moved := d.Settle(c.open, c.closed, c.recalled, day, 9)
		if got.State != c.want || moved != (c.state != c.want) {
			t.Errorf("%s with %d open, %d closed: %s", c.state, c.open, c.closed, got.State)
		}
	}
}

// Every letter of a text lies in a decision, in a loose stretch, or in a stretch with too few letters
// to be a sentence; loose stretches overlap nothing.
func TestLooseCoversWhatIsLeft(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		raw := []rune(rapid.StringOfN(rapid.SampledFrom([]rune("安全生产检查，。；\n 火")), 0, 200, -1).Draw(t, "text"))
		var taken []Span
		for range rapid.IntRange(0, 4).Draw(t, "n") {
			a := rapid.IntRange(-1, len(raw)).Draw(t, "start")
			taken = append(taken, Span{a, rapid.IntRange(max(a, 0), len(raw)).Draw(t, "end")})
		}
		for _, l := range loose(raw, taken) {
			if l.Text != string(raw[l.Start:l.End]) || words(raw, Span{l.Start, l.End}) < 4 {
				t.Fatalf("loose %+v", l)
			}
			for _, s := range taken {
				if s.Start >= 0 && s.Start < l.End && l.Start < s.End {
					t.Fatalf("loose %+v lies in %+v", l, s)
				}
			}
		}
	})
}

func TestLikeness(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"开展燃气管网安全检查", "对燃气管网开展一次安全检查", true},
		{"打赢安全生产“百日会战”", "打赢安全生产百日会战", true},
		{"做好春运安全保障工作", "做好今冬明春防火工作", false},
		{"", "", false}, {"火", "火", false},
	} {
		if got := likeness(pairs(c.a), pairs(c.b)) >= alike; got != c.same {
			t.Errorf("%q and %q: %.2f", c.a, c.b, likeness(pairs(c.a), pairs(c.b)))
		}
	}
	if s := sharedWords("对燃气管网开展检查", "燃气管网改造"); s != "燃气管网" {
		t.Errorf("shared %q", s)
	}
}

func TestTitleOf(t *testing.T) {
	for text, want := range map[string]string{
		"（一）开展火灾隐患排查，建立台账。县住建局牵头": "开展火灾隐患排查，建立台账",
		"1.印发方案；":               "印发方案",
		"，。":                    "，。",
		strings.Repeat("长", 80): strings.Repeat("长", 59) + "…",
	} {
		if got := titleOf(text); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestShortTitle(t *testing.T) {
	for text, c := range map[string]struct {
		names []string
		want  string
	}{
		"永清镇要在2026年12月15日前完成三合一场所检查":   {[]string{"永清镇"}, "完成三合一场所检查"},
		"县住建局牵头，红堡镇配合，12月20日前完成燃气管网排查": {[]string{"县住建局", "红堡镇"}, "完成燃气管网排查"},
		"各乡镇、县直各行业部门要认真抓好防震减灾工作":       {[]string{"各乡镇", "县直各行业部门"}, "认真抓好防震减灾工作"},
		"应急管理局、永清镇作了表态发言":              {[]string{"县应急局", "永清镇"}, "应急管理局、永清镇作了表态发言"},
		"由县教育局组织各学校演练一次":               {[]string{"县教育局"}, "组织各学校演练一次"},
		"永清镇要抓好":         {[]string{"永清镇"}, "永清镇要抓好"}, // nothing would be left
		"要强化疫情防控政策知识的宣传": {[]string{"各乡镇"}, "强化疫情防控政策知识的宣传"},
		"（二）3月底前印发应急预案":  {nil, "印发应急预案"},
	} {
		if got := shortTitle(text, c.names); got != c.want {
			t.Errorf("%q: %q, want %q", text, got, c.want)
		}
	}
}

// Whatever a person does at the desk, in whatever order: what is ticked was ticked by somebody and
// lacks nothing, what is sent was ticked the moment before, and what left the desk is not edited.
func TestDeskLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := task()
		for now := anlan.Instant(1); now < 30; now++ {
			was := d
			due := rapid.SampledFrom([]anlan.Date{"", "2022-01-16", "2022-01-17", "2022-03-01", "2022-02-30"}).Draw(t, "due")
			owners := rapid.SampledFrom([][]Owner{{}, task().Owners, {{Said: "甲"}}}).Draw(t, "owners")
			kind := rapid.SampledFrom(Kinds()).Draw(t, "kind")
			var err error
			switch verb := rapid.SampledFrom([]string{"edit", "tick", "untick", "drop", "send", "recall", "settle"}).Draw(t, "verb"); verb {
			case "edit":
				d, err = d.Edit(Edit{Due: &due, Owners: &owners, Kind: &kind}, day, now)
			case "tick", "untick":
				d, err = d.Tick(verb == "tick", anlan.Actor{Post: "p"}, day, now)
			case "drop":
				d, err = d.Drop("不是任务", day, now)
			case "send":
				d, err = d.Send("x", day, now)
			case "recall":
				d, err = d.Withdraw(day, now)
			case "settle":
				d, _ = d.Settle(rapid.IntRange(0, 1).Draw(t, "open"), rapid.IntRange(0, 1).Draw(t, "closed"), rapid.IntRange(0, 1).Draw(t, "recalled"), day, now)
			}
			if err != nil {
				d = was // nothing is saved
			}
			checkDesk(t, was, d)
		}
	})
}

func checkDesk(t *rapid.T, was, d Decision) {
	t.Helper()
	out := func(s State) bool { return s == Sent || s == Merged || s == Done }
	switch {
	case (d.State == Ticked || out(d.State)) && (d.TickedBy == "" || len(d.hindrances()) > 0 || !d.Kind.sendable()):
		t.Fatalf("%s without a tick, or with gaps: %+v", d.State, d)
	case d.State == Sent && was.State != Ticked && !out(was.State):
		t.Fatalf("sent from %s", was.State)
	case out(was.State) && out(d.State) && (d.Due != was.Due || d.Kind != was.Kind || len(d.Owners) != len(was.Owners)):
		t.Fatalf("edited after it was sent: %+v", d)
	case d.State == Proposed && d.TickedBy != "":
		t.Fatalf("a tick survived: %+v", d)
	}
}
