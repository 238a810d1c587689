package api

import (
	"context"
	"encoding/json"
	"strings"

	"anlan"
	"anlan/internal/event"
	"anlan/internal/matter"
)

// Node is one moment of the river line.
type Node struct {
	ID    anlan.ID      `json:"id"`
	Pos   int64         `json:"pos" doc:"Place in the ledger"`
	Kind  string        `json:"kind"`
	At    anlan.Instant `json:"at"`
	By    string        `json:"by" enum:"person,clock"`
	Who   Named         `json:"who"`
	Title string        `json:"title"`
	Text  string        `json:"text,omitempty"`
	Files []matter.File `json:"files,omitempty"`
	Paper anlan.ID      `json:"paper,omitempty" doc:"Numbered document: /api/v1/papers/{id}.docx"`
	Stamp string        `json:"stamp,omitempty" enum:"closed" doc:"A stamp on the line"`
}

// NodePage is a part of the river line.
type NodePage struct {
	Items []Node `json:"items"`
	Next  int64  `json:"next" doc:"Give as after for the rest; 0 at the end"`
}

type timelineInput struct {
	RecordID
	After int64 `query:"after"`
}

const timelinePage = 200

func (s *Server) timeline(ctx context.Context, in *timelineInput) (*answer[NodePage], error) {
	m, err := s.Matter.Get(ctx, Actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	events, err := event.Of(ctx, s.DB.Reader(), m.Ref(), in.After, timelinePage)
	if err != nil {
		return nil, err
	}
	page := NodePage{Items: make([]Node, 0, len(events))}
	for _, e := range events {
		n, err := s.node(ctx, m, e)
		if err != nil {
			return nil, err
		}
		page.Items = append(page.Items, n)
	}
	if len(events) == timelinePage {
		page.Next = events[len(events)-1].Pos
	}
	return ok(page, nil)
}

func (s *Server) node(ctx context.Context, m matter.Matter, e anlan.Event) (Node, error) {
	var t matter.Told
	if err := json.Unmarshal(e.Body, &t); err != nil {
		return Node{}, err
	}
	n := Node{ID: e.ID, Pos: e.Pos, Kind: e.Kind, At: e.At, By: "person", Who: s.names.post(ctx, e.Actor.Post), Files: t.Files, Paper: t.Paper,
		Title: s.nodeTitle(ctx, m, e.Kind, t), Text: t.Text}
	if e.Actor.Is(anlan.RoleTimer) {
		n.By = "clock"
	}
	if t.Reason != "" {
		n.Text = t.Reason
	}
	if e.Kind == "matter.closed" {
		n.Stamp = "closed"
	}
	return n, nil
}

// nodeTitles say what happened; {lead}, {unit}, {due} … are filled from the event.
var nodeTitles = map[string][2]string{
	"matter.opened":            {"交办 → {lead}", "Handed to {lead}"},
	"matter.signed":            {"签收", "Signed for"},
	"matter.fed_back":          {"反馈", "Progress"},
	"matter.fed_back.final":    {"报告办结，请求复核", "Reported complete, review asked"},
	"matter.closed":            {"复核通过，销号", "Accepted, struck off"},
	"matter.review_failed":     {"复核不通过，退回办理", "Not accepted, sent back"},
	"matter.returned":          {"{unit} 退回，建议 {suggest} 承办", "{unit} returned it, suggesting {suggest}"},
	"matter.returned.nobody":   {"{unit} 退回，请安委办裁定", "{unit} returned it; the office decides"},
	"matter.transferred":       {"转办：{unit} → {lead}", "Transferred: {unit} → {lead}"},
	"matter.recalled":          {"撤回", "Recalled"},
	"matter.extension_asked":   {"申请延期：{from} → {until}", "Extension asked: {from} → {until}"},
	"matter.extended":          {"同意延期：{from} → {until}", "Extension granted: {from} → {until}"},
	"matter.extended.sooner":   {"期限提前：{from} → {until}", "Deadline brought forward: {from} → {until}"},
	"matter.extension_refused": {"不同意延期", "Extension refused"},
	"matter.urged":             {"{rung}", "{rung}"},
	"matter.overdue":           {"超过期限", "Past the deadline"},
	"matter.reopened":          {"重开", "Reopened"},
	"matter.merged":            {"并入另一项要求，一事多报", "Answers one more demand"},
	"matter.handed_over":       {"岗位移交", "Handed over to another post"},
	"matter.held":              {"由隐患台账管理的环节有变", "What the hazard ledger does itself has changed"},
}

func (s *Server) nodeTitle(ctx context.Context, m matter.Matter, kind string, t matter.Told) string {
	switch {
	case kind == "matter.fed_back" && t.Final:
		kind += ".final"
	case kind == "matter.returned" && t.Suggest == "":
		kind += ".nobody"
	case kind == "matter.extended" && t.Until < t.From:
		kind += ".sooner"
	}
	lang := LangOf(ctx)
	both := nodeTitles[kind]
	return strings.NewReplacer("{lead}", s.names.unit(ctx, t.Lead.Unit).Name, "{unit}", s.names.unit(ctx, t.Unit).Name,
		"{suggest}", s.names.unit(ctx, t.Suggest).Name, "{from}", string(t.From), "{until}", string(t.Until),
		"{rung}", s.rungTitle(m, t.Rung, lang)).Replace(lang.Pick(both[0], both[1]))
}

// rungTitle names a step of any of the three clocks.
func (s *Server) rungTitle(m matter.Matter, key string, lang anlan.Lang) string {
	signSteps := map[string][2]string{
		"deputy":     {"签收超时，提醒副职（B 角）", "Not signed for: the deputy is told"},
		"unit_chief": {"签收仍超时，提醒主要负责人", "Still not signed for: the chief is told"},
		"office":     {"签收长时间超时，报安委办", "Long not signed for: the office is told"},
		"silent":     {"签收后久无反馈，再次提醒", "Signed for but silent: raised again"},
		"unsigned":   {"多日无人签收，再次提醒", "Unsigned for days: raised again"},
		"unreviewed": {"报办结已久未复核，提醒复核人", "Reported long ago: the reviewer was reminded"},
		"unruled":    {"退回已久未裁定，提醒交办单位", "Returned long ago: the issuer was reminded"},
	}
	if both, ok := signSteps[key]; ok {
		return lang.Pick(both[0], both[1])
	}
	ladder, _ := s.Matter.RungNames(m) // an unknown ladder only costs the name
	both := ladder.Names[key]
	return lang.Pick(both[0], both[1])
}
