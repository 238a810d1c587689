package flow

import (
	"context"
	"encoding/json"
	"strings"

	"anlan"
	"anlan/internal/hazard"
	"anlan/internal/matter"
	"anlan/internal/notify"
)

// WithHazards lets the hazard ledger hear of its matters, and tells its news.
func (l *Landing) WithHazards(h *hazard.Service) *Landing {
	l.on(hazard.RefHazard, l.hearHazard)
	l.onMatter(func(ctx context.Context, e anlan.Event, told matter.Told) error { // by standing, owner or deadline
		if told.Origin.Kind != hazard.RefHazard || told.Was == nil {
			return nil
		}
		return h.MatterMoved(ctx, told.Origin, e.Ref.ID)
	})
	return l
}

// hazardLine is what is told of an event of a hazard: to whom, and with which title.
type hazardLine struct{ to, title string }

// hazardLines says what is told to whom. What a matter tells itself (hand-over, deadline) is not told
// twice.
var hazardLines = map[string][]hazardLine{
	"hazard.graded":            {{"lead", "隐患已定级"}},
	"hazard.listed":            {{"lead", "挂牌督办通知书"}, {"supervisor", "挂牌督办，请督办"}, {"checker", "挂牌督办"}},
	"hazard.extension_asked":   {{"office", "挂牌督办隐患申请延期，请答复"}, {"supervisor", "挂牌督办隐患申请延期"}},
	"hazard.extended":          {{"lead", "同意延期"}},
	"hazard.extension_refused": {{"lead", "未同意延期"}},
	"hazard.stopped":           {{"lead", "责令停产（撤人）"}, {"office", "责令停产（撤人）"}},
	"hazard.resumed":           {{"lead", "经审查同意恢复"}},
	"hazard.delisted":          {{"lead", "摘牌销号"}, {"supervisor", "摘牌销号"}},
	"hazard.planned":           {{"checker", "治理方案已填报"}},
	"hazard.doubted":           {{"checker", "整改佐证有疑点，请核对"}},
	"hazard.vouched":           {{"office", "销号疑点已核对"}},
}

// spanTitles are the titles of the ledger's own deadlines that ran out.
var spanTitles = map[string]string{"judge": "疑似重大隐患超时未定级", "plan": "重大隐患超时未落实“五落实”", "publish": "督办通知超时未公示",
	"answer": "延期申请超时未答复", "accept": "申请验收后超时未验收", "vouch": "销号后的疑点超时未核对", "publish_end": "摘牌超时未公示"}

// hearHazard answers the notices of whoever acted on a hazard, and tells others.
func (l *Landing) hearHazard(ctx context.Context, e anlan.Event) (step, error) {
	list, err := l.hazardNotices(ctx, e)
	return step{about: e.Ref, by: e.Actor, tell: list}, err
}

// hazardNotices works out who must be told of an event of a hazard.
func (l *Landing) hazardNotices(ctx context.Context, e anlan.Event) ([]news, error) {
	var t hazard.Told
	if err := json.Unmarshal(e.Body, &t); err != nil {
		return nil, err
	}
	var list []news
	seen := map[anlan.ID]bool{}
	for _, line := range linesOf(e.Kind, t) {
		unit, err := l.hazardUnit(ctx, line.to, t)
		if err != nil {
			return nil, err
		}
		if unit == "" || seen[unit] || unit == e.Actor.Unit {
			continue
		}
		seen[unit] = true
		list = append(list, news{Notice: notify.Notice{Key: string(e.ID) + "/" + string(unit), Unit: unit, Kind: e.Kind, Ref: e.Ref,
			Title: line.title + "：" + t.Number, Text: t.Text + "\n" + t.Reason, Path: "/hazards/" + string(e.Ref.ID), Urgent: t.Now.Grade != hazard.General}})
	}
	return list, nil
}

// linesOf chooses the lines of an event.
func linesOf(kind string, t hazard.Told) []hazardLine {
	switch kind {
	case "hazard.reported":
		switch t.Now.Grade {
		case hazard.Major:
			return []hazardLine{{"checker", "发现重大隐患"}, {"office", "发现重大隐患"}}
		case hazard.MaybeMajor:
			return []hazardLine{{"checker", "疑似重大隐患，请定级"}, {"office", "疑似重大隐患"}}
		}
		return nil
	case "hazard.doubted":
		if t.Asked() {
			return []hazardLine{{"checker", "销号后发现疑点，请核对"}, {"office", "销号后发现疑点"}}
		}
	case "hazard.span_over":
		span, _, _ := strings.Cut(t.Clock, "/")
		var list []hazardLine
		for _, to := range t.To {
			list = append(list, hazardLine{to, spanTitles[span]})
		}
		return list
	}
	return hazardLines[kind]
}

// hazardUnit is the unit that a word names.
func (l *Landing) hazardUnit(ctx context.Context, word string, t hazard.Told) (anlan.ID, error) {
	switch word {
	case "lead":
		return t.Lead.Unit, nil
	case "checker":
		return t.Checker.Unit, nil
	case "supervisor":
		if t.Listing != nil {
			return t.Listing.Supervisor, nil
		}
		return t.Checker.Unit, nil
	}
	whom, err := l.instead(ctx, word, "")
	if err != nil || len(whom) == 0 {
		return "", err
	}
	return whom[0].unit, nil
}
