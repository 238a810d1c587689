package api

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"anlan"
	"anlan/internal/matter"
)

// MatterRow is a matter as lists show it.
type MatterRow struct {
	ID       anlan.ID       `json:"id"`
	Number   string         `json:"number"`
	Title    string         `json:"title"`
	Topic    string         `json:"topic"`
	State    matter.State   `json:"state" enum:"issued,doing,reported,returned,closed,recalled"`
	Lamp     LampView       `json:"lamp"`
	Unit     Named          `json:"unit"`
	Area     PlaceView      `json:"area"`
	Due      anlan.Date     `json:"due,omitempty"`
	Opened   anlan.Instant  `json:"opened"`
	Stuck    string         `json:"stuck" doc:"Where it is stuck, since when, what was tried: one sentence"`
	Rung     string         `json:"rung,omitempty" doc:"Last rung of the urging ladder"`
	Urgency  matter.Urgency `json:"urgency" enum:"ordinary,urgent,extra_urgent"`
	Origin   *anlan.Ref     `json:"origin,omitempty"`
	Reopened int            `json:"reopened"`
	Exercise bool           `json:"exercise"`
	Revision int64          `json:"revision"`
}

// LampView is the deadline lamp with its words.
type LampView struct {
	matter.Lamp
	Text string `json:"text"`
}

// PlaceView is a place in an answer.
type PlaceView struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

func (s *Server) row(ctx context.Context, m matter.Matter) MatterRow {
	now, lang := s.DB.Now(), LangOf(ctx)
	ladder, _ := s.Matter.RungNames(m) // an unknown ladder only costs the names
	stuck := m.StuckAt(now, ladder.Keys)
	r := MatterRow{ID: m.ID, Number: m.Number, Title: m.Title, Topic: m.Topic, State: m.State,
		Lamp: lampView(s.Matter.Lamp(m), lang), Unit: s.names.unit(ctx, m.Lead.Unit),
		Area: PlaceView{m.Lead.Area(), s.names.place(ctx, m.Lead.Area())}, Due: m.Due, Opened: m.Opened,
		Stuck: stuckText(lang, stuck, s.names.unit(ctx, stuck.Unit).Name, ladder.Names), Rung: stuck.Rung, Urgency: m.Urgency,
		Reopened: m.Reopened, Exercise: m.Exercise, Revision: m.Revision}
	if origin := m.Origin; !origin.IsZero() {
		r.Origin = &origin
	}
	return r
}

func (s *Server) rows(ctx context.Context, list []*matter.Matter) []MatterRow {
	rows := make([]MatterRow, 0, len(list))
	for _, m := range list {
		rows = append(rows, s.row(ctx, *m))
	}
	return rows
}

func lampView(l matter.Lamp, lang anlan.Lang) LampView {
	days := func(zh, en string) LampView { return LampView{l, fmt.Sprintf(lang.Pick(zh, en), l.Days)} }
	switch l.Kind {
	case matter.LampOverdue:
		return days("超期 %d 天", "%d d overdue")
	case matter.LampSoon:
		if l.Days == 0 {
			return LampView{l, lang.Pick("今天到期", "due today")}
		}
		return days("剩 %d 天", "%d d left")
	case matter.LampUnsigned:
		return LampView{l, lang.Pick("签收超时", "not signed for")}
	case matter.LampClosed:
		return LampView{l, lang.Pick("已办结", "ended")}
	case matter.LampNone:
		return LampView{l, lang.Pick("无期限", "no deadline")}
	default:
		return days("正常 · 剩 %d 天", "on time · %d d left")
	}
}

// waitings say for what somebody waits.
var waitings = map[string][2]string{"sign": {"签收", "to sign for it"}, "feedback": {"办理反馈", "to work and report"},
	"review": {"复核", "to review"}, "decision": {"裁定承办单位", "to decide the owner"}, "extension": {"审批延期", "to answer the extension request"}}

// stuckText is the computed sentence that leaders read: with whom, since when, what was tried.
func stuckText(lang anlan.Lang, s matter.Stuck, unit string, rungs map[string][2]string) string {
	if s.Waiting == "" {
		return ""
	}
	tried, rung := "", ""
	if s.Tried > 0 {
		tried = lang.Pick(" · 已催 ", " · raised ") + strconv.Itoa(s.Tried) + lang.Pick(" 次", "×")
	}
	if r, ok := rungs[s.Rung]; ok {
		rung = lang.Pick("，到“", ", up to “") + lang.Pick(r[0], r[1]) + "”"
	}
	return stuckWith(lang, s, unit) + tried + rung
}

// stuckWith says with whom, and since when. A page of a list asks it of every row.
func stuckWith(lang anlan.Lang, s matter.Stuck, unit string) string {
	waiting, days := waitings[s.Waiting], strconv.Itoa(s.Days)
	switch {
	case lang == anlan.EN && s.Days == 0:
		return "Waiting since today for " + unit + " " + waiting[1]
	case lang == anlan.EN:
		return "Waiting " + days + " d for " + unit + " " + waiting[1]
	case s.Days == 0:
		return "等" + unit + waiting[0] + " · 今天"
	default:
		return "卡在" + unit + waiting[0] + " · 已 " + days + " 天"
	}
}

// MatterDetail is a matter with everything its page shows.
type MatterDetail struct {
	MatterRow
	Text        string        `json:"text"`
	Standard    string        `json:"standard"`
	CoUnits     []Named       `json:"coUnits"`
	Issuer      Named         `json:"issuer"`
	Reviewer    Named         `json:"reviewer"`
	Evidence    EvidenceView  `json:"evidence"`
	Cadence     string        `json:"cadence"`
	Known       anlan.Instant `json:"known"`
	Deadline    anlan.Instant `json:"deadline"`
	RecallUntil anlan.Instant `json:"recallUntil"`
	Signed      anlan.Instant `json:"signed"`
	Closed      anlan.Instant `json:"closed"`
	Asked       *AskedView    `json:"asked,omitempty"`
	Hops        int           `json:"hops"`
	Suggest     *Named        `json:"suggest,omitempty"`
	Ladder      []LadderView  `json:"ladder"`
	Papers      []PaperView   `json:"papers"`
	Parents     []ParentView  `json:"parents"`
	Can         []matter.Can  `json:"can"`
	Policy      matter.Stamp  `json:"policy" doc:"Policy versions the matter was born with"`
}

// EvidenceView says what proof the matter's kind asks for and what has come.
type EvidenceView struct {
	Kind      string    `json:"kind"`
	Asks      []AskView `json:"asks"`
	Photos    int       `json:"photos"`
	Documents int       `json:"documents"`
}

// AskView is one piece of evidence that is asked for.
type AskView struct {
	Kind  string `json:"kind"`
	Min   int    `json:"min"`
	Label string `json:"label"`
}

// AskedView is an extension that waits for its answer.
type AskedView struct {
	From   anlan.Date    `json:"from"`
	Until  anlan.Date    `json:"until"`
	Reason string        `json:"reason"`
	By     Named         `json:"by"`
	At     anlan.Instant `json:"at"`
}

// LadderView is one rung of the stamped ladder.
type LadderView struct {
	Key   string        `json:"key"`
	Label string        `json:"label"`
	At    anlan.Instant `json:"at"`
	Done  bool          `json:"done"`
}

// PaperView is a numbered document of the ladder.
type PaperView struct {
	ID     anlan.ID      `json:"id"`
	Key    string        `json:"key"`
	Label  string        `json:"label"`
	Number string        `json:"number"`
	At     anlan.Instant `json:"at"`
	Unit   Named         `json:"unit"`
	Days   int           `json:"days"`
	Signed anlan.Instant `json:"signed"`
}

// ParentView is a demand that the matter answers.
type ParentView struct {
	anlan.Ref
	Title string `json:"title"`
	Href  string `json:"href"`
}

func (s *Server) detail(ctx context.Context, m matter.Matter) (*answer[MatterDetail], error) {
	lang := LangOf(ctx)
	asks, err := s.Matter.Asks(m)
	if err != nil {
		return nil, err
	}
	names, err := s.Matter.RungNames(m)
	if err != nil {
		return nil, err
	}
	rungs := names.Names
	d := MatterDetail{MatterRow: s.row(ctx, m), Text: m.Text, Standard: m.Standard, CoUnits: s.units(ctx, m.CoUnits),
		Issuer: s.names.unit(ctx, m.Issuer.Unit), Reviewer: s.names.unit(ctx, m.Reviewer.Unit), Cadence: m.Cadence,
		Known: m.Known, Deadline: m.Deadline, RecallUntil: m.Recall, Signed: m.Signed, Closed: m.Closed, Hops: m.Hops,
		Evidence: evidenceView(m, asks, lang), Can: m.Can(Actor(ctx), s.DB.Now()), Policy: m.Stamp, Asked: s.askedView(ctx, m)}
	if m.Suggest != "" {
		n := s.names.unit(ctx, m.Suggest)
		d.Suggest = &n
	}
	if d.Ladder, err = s.ladderView(m, rungs, lang); err != nil {
		return nil, err
	}
	if d.Papers, err = s.paperViews(ctx, Actor(ctx), m, rungs); err != nil {
		return nil, err
	}
	d.Parents, err = s.parentViews(ctx, m)
	return ok(d, err)
}

func (s *Server) units(ctx context.Context, ids []anlan.ID) []Named {
	list := make([]Named, 0, len(ids))
	for _, id := range ids {
		list = append(list, s.names.unit(ctx, id))
	}
	return list
}

func evidenceView(m matter.Matter, asks []matter.Ask, lang anlan.Lang) EvidenceView {
	v := EvidenceView{Kind: m.Evidence, Photos: m.Proof.Photos, Documents: m.Proof.Documents, Asks: []AskView{}}
	for _, a := range asks {
		v.Asks = append(v.Asks, AskView{a.Kind, a.Min, lang.Pick(a.ZH, a.EN)})
	}
	return v
}

func (s *Server) askedView(ctx context.Context, m matter.Matter) *AskedView {
	if m.Asked == nil {
		return nil
	}
	return &AskedView{m.Asked.From, m.Asked.Until, m.Asked.Reason, s.names.post(ctx, m.Asked.By), m.Asked.At}
}

func (s *Server) ladderView(m matter.Matter, rungs map[string][2]string, lang anlan.Lang) ([]LadderView, error) {
	steps, err := s.Matter.Ladder(m)
	list := make([]LadderView, 0, len(steps))
	for i, st := range steps {
		both := rungs[st.Key]
		list = append(list, LadderView{st.Key, lang.Pick(both[0], both[1]), st.At, i < m.Fired.Ladder})
	}
	return list, err
}

func (s *Server) paperViews(ctx context.Context, a anlan.Actor, m matter.Matter, rungs map[string][2]string) ([]PaperView, error) {
	papers, err := s.Matter.Rungs(ctx, a, m)
	if errors.Is(err, anlan.ErrNotFound) {
		err = nil // who has just returned a matter sees that it went, and no more of it
	}
	list := make([]PaperView, 0, len(papers))
	for _, p := range papers {
		both := rungs[p.Key]
		list = append(list, PaperView{p.ID, p.Key, LangOf(ctx).Pick(both[0], both[1]), p.Number, p.At, s.names.unit(ctx, p.Unit), p.Days, p.Signed})
	}
	return list, err
}

// parentViews names the demands a matter answers. What kinds there are is known to the rooms; a kind
// without a title still shows as a reference.
func (s *Server) parentViews(ctx context.Context, m matter.Matter) ([]ParentView, error) {
	refs, err := s.Matter.Parents(ctx, m)
	list := make([]ParentView, 0, len(refs))
	for _, r := range refs {
		list = append(list, s.parentView(ctx, r))
	}
	return list, err
}

// parentView names one demand.
func (s *Server) parentView(ctx context.Context, r anlan.Ref) ParentView {
	v := ParentView{Ref: r}
	if describe, ok := s.Describe[r.Kind]; ok {
		v.Title, v.Href = describe(ctx, r.ID)
	}
	return v
}
