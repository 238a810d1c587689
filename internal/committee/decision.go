package committee

import (
	"slices"
	"strings"

	"anlan"
	"anlan/internal/matter"
)

// Kind is what a sentence of the minutes is.
type Kind string

// The kinds of decisions.
const (
	Task       Kind = "task"       // 任务
	Commitment Kind = "commitment" // 承诺
	FigureItem Kind = "figure"     // 数字
	Slogan     Kind = "slogan"     // 口号
	Relay      Kind = "relay"      // 传达
)

// Kinds lists the kinds.
func Kinds() []Kind { return []Kind{Task, Commitment, FigureItem, Slogan, Relay} }

// sendable reports whether the kind can become a matter.
func (k Kind) sendable() bool { return k == Task || k == Commitment || k == Relay }

// State is where a decision stands.
type State string

// The states of a decision.
const (
	Proposed State = "proposed" // 待确认
	Ticked   State = "ticked"   // 已勾选
	Dropped  State = "dropped"  // 不下发
	Sent     State = "sent"     // 已下发
	Merged   State = "merged"   // 已并入
	Done     State = "done"     // 已办结
)

// Span is a stretch of the raw text, in characters (runes). Start -1 means: not from the text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// nowhere is the source of what was not in the text.
var nowhere = Span{Start: -1, End: -1}

// Gap is what a decision still lacks.
type Gap string

// The gaps.
const (
	NoOwner        Gap = "no_owner"           // 缺牵头单位
	NoDue          Gap = "no_due"             // 没有期限; does not hinder
	AmbiguousOwner Gap = "ambiguous_owner"    // 单位名称有歧义
	DueBefore      Gap = "due_before_meeting" // 期限早于会议
	NoSuchDay      Gap = "no_such_day"        // 原文日期不存在; does not hinder
)

// gapWords say a gap to a person.
var gapWords = map[Gap]anlan.Both{
	NoOwner:        {ZH: "缺牵头单位", EN: "no lead unit"},
	NoDue:          {ZH: "没有期限", EN: "no deadline"},
	AmbiguousOwner: {ZH: "单位有歧义", EN: "a unit is ambiguous"},
	DueBefore:      {ZH: "期限早于会议", EN: "the deadline is before the meeting"},
	NoSuchDay:      {ZH: "原文日期不存在", EN: "the date in the text does not exist"},
}

// Owner is a unit or class of units as the text says it, with the units it means.
type Owner struct {
	Said    string  `json:"said" maxLength:"100"`
	Class   bool    `json:"class"`                    // a collective name, such as 各乡镇
	Units   []Named `json:"units" nullable:"false"`   // whom it means; empty when nobody is known by the name
	Choices []Named `json:"choices" nullable:"false"` // the units among which somebody must choose
}

// Into is a running matter that answers the decision for one unit, instead of a new matter.
type Into struct {
	Unit   anlan.ID `json:"unit"`
	Matter anlan.ID `json:"matter"`
	Number string   `json:"number"`
}

// Quantity is an amount in the text.
type Quantity struct {
	Value string `json:"value"`
	Unit  string `json:"unit"`
	Text  string `json:"text"`
}

// Reason is one step of the reading: the key of a sentence and the words of the text that were found.
type Reason struct {
	Key   string   `json:"key"`
	Words []string `json:"words" nullable:"false"`
}

// Decision is one item of the minutes: what was decided, by whom it is to be done, until when.
type Decision struct {
	ID         anlan.ID       `json:"id"`
	Meeting    anlan.ID       `json:"meeting"`
	No         int64          `json:"no"`
	Kind       Kind           `json:"kind" enum:"task,commitment,figure,slogan,relay"`
	Text       string         `json:"text"` // the sentence of the source, unchanged
	Source     Span           `json:"source"`
	Minutes    anlan.ID       `json:"minutes"` // the version of the text that source points into
	Found      *Found         `json:"found,omitempty" doc:"where it was found, when a person has moved it since"`
	Title      string         `json:"title"`
	Owners     []Owner        `json:"owners" nullable:"false"`
	CoOwners   []Owner        `json:"coOwners" nullable:"false"`
	Due        anlan.Date     `json:"due"`
	NoSuchDay  string         `json:"noSuchDay,omitempty" doc:"the date as the text prints it, when no calendar has it: 2月30日"`
	Recurrence string         `json:"recurrence"` // as the text says it
	Cadence    string         `json:"cadence" enum:"none,daily,weekly,tenday,biweekly,monthly,quarterly,semiannual,yearly"`
	Topic      string         `json:"topic"`
	Evidence   string         `json:"evidence"`
	Urgency    matter.Urgency `json:"urgency" enum:"ordinary,urgent,extra_urgent"`
	Standard   string         `json:"standard"`
	Quantities []Quantity     `json:"quantities" nullable:"false"`
	Why        string         `json:"why" doc:"which rule and word led to the proposal, in Chinese"`
	Reasons    []Reason       `json:"reasons" nullable:"false" doc:"the same as key and words, for a screen of any language"`
	State      State          `json:"state" enum:"proposed,ticked,dropped,sent,merged,done"`
	Gaps       []Gap          `json:"gaps" nullable:"false"`
	Into       []Into         `json:"into" nullable:"false"`
	Reason     string         `json:"reason"` // why it was dropped
	TickedBy   anlan.ID       `json:"tickedBy"`
	Ticked     anlan.Instant  `json:"ticked"`
	Dispatch   anlan.ID       `json:"dispatch"`
	Done       anlan.Instant  `json:"done"`
	Created    anlan.Instant  `json:"created"`
	Updated    anlan.Instant  `json:"updated"`
	Revision   int64          `json:"revision"`
}

// Ref names the decision.
func (d Decision) Ref() anlan.Ref { return anlan.Ref{Kind: RefDecision, ID: d.ID} }

// normal gives every list its empty form and works out the gaps.
func (d Decision) normal(day anlan.Date) Decision {
	filled(&d.Owners)
	filled(&d.CoOwners)
	filled(&d.Quantities)
	filled(&d.Into)
	filled(&d.Reasons)
	for i := range d.Reasons {
		filled(&d.Reasons[i].Words)
	}
	for _, list := range [][]Owner{d.Owners, d.CoOwners} {
		for i := range list {
			filled(&list[i].Units)
			filled(&list[i].Choices)
		}
	}
	d.Gaps = d.gaps(day)
	return d
}

// gaps lists what a decision that can be sent still lacks.
func (d Decision) gaps(day anlan.Date) []Gap {
	list := []Gap{}
	if !d.Kind.sendable() {
		return list
	}
	unknown := func(o Owner) bool { return len(o.Units) == 0 && len(o.Choices) == 0 }
	unclear := func(o Owner) bool { return len(o.Units) == 0 && len(o.Choices) > 0 }
	if len(d.Owners) == 0 || slices.ContainsFunc(d.Owners, unknown) {
		list = append(list, NoOwner)
	}
	if slices.ContainsFunc(d.Owners, unclear) {
		list = append(list, AmbiguousOwner)
	}
	switch {
	case d.Due == "" && d.NoSuchDay != "":
		list = append(list, NoSuchDay)
	case d.Due == "":
		list = append(list, NoDue)
	case d.Due < day:
		list = append(list, DueBefore)
	}
	return list
}

// hindrances are the gaps that keep a decision from being sent. A task without a date may go out:
// the minutes often set none, or one that is none.
func (d Decision) hindrances() []anlan.Both {
	var list []anlan.Both
	for _, g := range d.Gaps {
		if g != NoDue && g != NoSuchDay {
			list = append(list, gapWords[g])
		}
	}
	return list
}

// Leads returns the units that owe the decision, each once.
func (d Decision) Leads() []Named { return unitsOf(d.Owners, nil) }

// Helpers returns the units that take part, without those that lead.
func (d Decision) Helpers() []Named { return unitsOf(d.CoOwners, d.Leads()) }

func unitsOf(owners []Owner, without []Named) []Named {
	list := []Named{}
	for _, o := range owners {
		for _, u := range o.Units {
			same := func(n Named) bool { return n.ID == u.ID }
			if !slices.ContainsFunc(list, same) && !slices.ContainsFunc(without, same) {
				list = append(list, u)
			}
		}
	}
	return list
}

// stateWords say to a person where a decision stands.
var stateWords = map[State]anlan.Both{
	Proposed: {ZH: "待确认", EN: "to be confirmed"},
	Ticked:   {ZH: "已勾选", EN: "ticked"},
	Dropped:  {ZH: "不下发", EN: "not sent"},
	Sent:     {ZH: "已下发", EN: "sent"},
	Merged:   {ZH: "已并入", EN: "merged"},
	Done:     {ZH: "已办结", EN: "done"},
}

// verbWords say what was tried.
var verbWords = map[string]anlan.Both{
	"edit":     {ZH: "修改", EN: "change it"},
	"move":     {ZH: "改原句", EN: "move its sentence"},
	"tick":     {ZH: "勾选", EN: "tick it"},
	"untick":   {ZH: "取消勾选", EN: "take the tick back"},
	"drop":     {ZH: "不下发", EN: "set it aside"},
	"merge":    {ZH: "并入", EN: "merge it"},
	"join":     {ZH: "合并", EN: "join it"},
	"split":    {ZH: "拆分", EN: "split it"},
	"dispatch": {ZH: "下发", EN: "send it"},
	"recall":   {ZH: "撤回", EN: "recall it"},
}

// in refuses the verb outside the given states.
func (d Decision) in(verb string, states ...State) error {
	if slices.Contains(states, d.State) {
		return nil
	}
	return anlan.ErrCommitteeState.With("no", d.No).With("state", stateWords[d.State]).With("verb", verbWords[verb])
}

// running returns which of the decision's units is answered by which running matter.
func (d Decision) running(unit anlan.ID) (Into, bool) {
	i := slices.IndexFunc(d.Into, func(x Into) bool { return x.Unit == unit })
	if i < 0 {
		return Into{}, false
	}
	return d.Into[i], true
}

// shown joins the names of owners as the text says them.
func shown(owners []Owner) string {
	var list []string
	for _, o := range owners {
		list = append(list, o.Said)
	}
	return strings.Join(list, "、")
}
