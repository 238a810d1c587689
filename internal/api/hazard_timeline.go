package api

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/event"
	"anlan/internal/hazard"
	"anlan/internal/matter"
)

type hazardTimelineInput struct {
	ID    anlan.ID `path:"id" maxLength:"36"`
	After int64    `query:"after"`
}

// hazardTimeline tells the story of a hazard and of its matter in one line, in the order in which it
// happened.
func (s *hazardDoor) hazardTimeline(ctx context.Context, in *hazardTimelineInput) (*answer[NodePage], error) {
	a := Actor(ctx)
	h, err := s.Hazard.Get(ctx, a, in.ID)
	if err != nil {
		return nil, err
	}
	events, err := event.Of(ctx, s.DB.Reader(), h.Ref(), in.After, timelinePage)
	if err != nil {
		return nil, err
	}
	m, mErr := s.Matter.Get(ctx, a, h.Matter)
	if h.Matter != "" && mErr == nil {
		more, err := event.Of(ctx, s.DB.Reader(), m.Ref(), in.After, timelinePage)
		if err != nil {
			return nil, err
		}
		events = append(events, more...)
	}
	slices.SortFunc(events, func(x, y anlan.Event) int { return cmp.Compare(x.Pos, y.Pos) })
	events = events[:min(len(events), timelinePage)]
	page := NodePage{Items: make([]Node, 0, len(events))}
	if len(events) == timelinePage {
		page.Next = events[len(events)-1].Pos
	}
	for _, e := range grantedOnce(events) {
		n, told, err := s.storyNode(ctx, m, e)
		if err != nil {
			return nil, err
		}
		if told {
			page.Items = append(page.Items, n)
		}
	}
	return ok(page, nil)
}

// grantedOnce leaves out what moved the matter's deadline where the hazard itself tells who granted it, at the same instant.
func grantedOnce(events []anlan.Event) []anlan.Event {
	granted := map[anlan.Instant]bool{}
	for _, e := range events {
		if e.Kind == "hazard.extended" {
			granted[e.At] = true
		}
	}
	return slices.DeleteFunc(events, func(e anlan.Event) bool { return e.Kind == "matter.extended" && granted[e.At] })
}

// storyNode makes a node of an event of either; what both tell is told once.
func (s *hazardDoor) storyNode(ctx context.Context, m matter.Matter, e anlan.Event) (Node, bool, error) {
	if e.Ref.Kind == m.Ref().Kind {
		twice := map[string]bool{"matter.opened": true, "matter.closed": true, "matter.review_failed": true, "matter.held": true,
			"matter.reopened": true, "matter.recalled": true}
		if twice[e.Kind] {
			return Node{}, false, nil
		}
		n, err := s.node(ctx, m, e)
		return n, true, err
	}
	var t hazard.Told
	if err := json.Unmarshal(e.Body, &t); err != nil {
		return Node{}, false, err
	}
	if e.Kind == "hazard.fixed_up" {
		return Node{}, false, nil // the matter's own report of completion tells it
	}
	n := Node{ID: e.ID, Pos: e.Pos, Kind: e.Kind, At: e.At, By: "person", Who: s.names.post(ctx, e.Actor.Post), Title: s.storyTitle(ctx, e.Kind, t),
		Text: t.Reason, Files: s.pictures(ctx, t)}
	if e.Actor.Is(anlan.RoleTimer) {
		n.By = "clock"
	}
	if e.Kind == "hazard.reported" {
		n.Text = t.Text
	}
	if e.Kind == "hazard.closed" || e.Kind == "hazard.reported" && t.Fix != nil {
		n.Stamp = "closed"
	}
	return n, true, nil
}

// storyTitles say what happened; {lead}, {number} … are filled from the event.
var storyTitles = map[string][2]string{
	"hazard.reported":          {"发现隐患 → {lead}", "Found; owed by {lead}"},
	"hazard.reported.fixed":    {"发现隐患，当场整改", "Found and fixed on the spot"},
	"hazard.amended":           {"修改：{changed}", "Amended: {changed}"},
	"hazard.graded":            {"定级：{grade}{clause}", "Graded: {grade}{clause}"},
	"hazard.planned":           {"治理方案（五落实）", "Plan (five implementations)"},
	"hazard.noticed":           {"报告：{to}", "Reported to {to}"},
	"hazard.listed":            {"挂牌督办 {number}", "Listed supervision {number}"},
	"hazard.published":         {"公示", "Published"},
	"hazard.extension_asked":   {"申请延期至 {until}", "Extension to {until} asked"},
	"hazard.extended":          {"同意延期至 {until}", "Extension to {until} granted"},
	"hazard.extension_refused": {"不同意延期", "Extension refused"},
	"hazard.closed":            {"复查通过，销号", "Checked and closed"},
	"hazard.check_failed":      {"复查不通过，退回整改", "Not accepted, sent back"},
	"hazard.delisted":          {"摘牌 {number}", "Delisted {number}"},
	"hazard.stopped":           {"责令停产（撤人） {number}", "Stop-work order {number}"},
	"hazard.resumed":           {"经审查同意恢复", "Resumed after review"},
	"hazard.reopened":          {"重开", "Reopened"},
	"hazard.dropped":           {"撤回", "Taken back"},
	"hazard.moved":             {"责任单位或期限变更：{lead}，{due}", "Owner or deadline changed: {lead}, {due}"},
	"hazard.doubted":           {"佐证存疑：{doubts}", "Doubts about the evidence: {doubts}"},
	"hazard.vouched":           {"核对疑点，仍予销号：{doubts}", "Looked again, stays closed: {doubts}"},
	"hazard.span_over":         {"超过时限：{clock}", "Span over: {clock}"},
}

// spanNames are the words of the ledger's own deadlines.
var spanNames = map[string][2]string{"judge": {"定级", "to grade"}, "plan": {"制定治理方案", "to plan"}, "publish": {"公示督办通知", "to publish the notice"},
	"answer": {"答复延期申请", "to answer the extension"}, "accept": {"现场验收", "to accept on the spot"}, "vouch": {"核对疑点", "to look at the doubts"}, "publish_end": {"公示摘牌", "to publish the delisting"}}

var gradeNames = map[hazard.Grade][2]string{hazard.General: {"一般隐患", "general"}, hazard.MaybeMajor: {"疑似重大", "maybe major"}, hazard.Major: {"重大隐患", "major"}}

func (s *hazardDoor) storyTitle(ctx context.Context, kind string, t hazard.Told) string {
	lang := LangOf(ctx)
	if kind == "hazard.reported" && t.Fix != nil {
		kind += ".fixed"
	}
	span, _, _ := strings.Cut(t.Clock, "/")
	to, number, clause := "", "", ""
	switch {
	case t.Notice != nil:
		to = lang.Pick(map[string]string{hazard.ToRegulator: "监管部门", hazard.ToCongress: "职工代表大会"}[t.Notice.To],
			map[string]string{hazard.ToRegulator: "the regulator", hazard.ToCongress: "the workers' congress"}[t.Notice.To])
	case t.Listing != nil && t.Listing.Delisted != nil:
		number = t.Listing.Delisted.Number
	case t.Listing != nil:
		number = t.Listing.Number
	case t.Stop != nil:
		number = t.Stop.Number
	case t.Basis != nil && t.Basis.Clause != "":
		clause = lang.Pick("，依据 ", ", by ") + t.Basis.Standard + t.Basis.Clause
	}
	both, grade, clock := storyTitles[kind], gradeNames[t.Now.Grade], spanNames[span]
	return strings.NewReplacer("{lead}", s.names.unit(ctx, t.Lead.Unit).Name, "{number}", number, "{until}", string(t.Until), "{due}", string(t.Due),
		"{to}", to, "{changed}", strings.Join(t.Changed, lang.Pick("、", ", ")), "{grade}", lang.Pick(grade[0], grade[1]), "{clause}", clause,
		"{clock}", lang.Pick(clock[0], clock[1]), "{doubts}", doubtWords(lang, t.Doubts)).Replace(lang.Pick(both[0], both[1]))
}

// pictures lists the files that came with an event.
func (s *hazardDoor) pictures(ctx context.Context, t hazard.Told) []matter.File {
	var list []matter.File
	for _, hash := range t.Hashes() {
		if f, err := s.Matter.FileMeta(ctx, hash); err == nil {
			list = append(list, f)
		}
	}
	return list
}
