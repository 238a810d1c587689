package main

import (
	"cmp"
	"fmt"
	"strings"

	"anlan"
	"anlan/internal/committee/minutes"
)

// kindWords are what the table calls the kinds of decision.
var kindWords = map[minutes.Kind]anlan.Both{
	minutes.Task: {ZH: "任务", EN: "task"}, minutes.Commitment: {ZH: "承诺", EN: "pledge"}, minutes.Figure: {ZH: "数字", EN: "figure"},
	minutes.Slogan: {ZH: "口号", EN: "slogan"}, minutes.Relay: {ZH: "传达", EN: "relay"},
}

// minutesTable lays a proposal out for reading in a terminal.
func minutesTable(r *minutes.Reader, p minutes.Proposal, lang anlan.Lang) string {
	var b strings.Builder
	date := lang.Pick("日期不详", "no date")
	if p.Meeting.Date != nil {
		date = string(*p.Meeting.Date)
	}
	fmt.Fprintf(&b, "%s\n%s · %s · %s\n\n", cmp.Or(p.Meeting.Title, "—"), date, cmp.Or(p.Meeting.Organ, "—"), p.Meeting.Kind)
	for i, d := range p.Decisions {
		kind := kindWords[d.Kind]
		fmt.Fprintf(&b, "%3d %s  %s\n", i+1, lang.Pick(kind.ZH, kind.EN), d.Text)
		if d.Kind == minutes.Task || d.Kind == minutes.Commitment {
			decisionLines(&b, d, lang)
		}
		line(&b, lang.Pick("依据", "why"), r.Why(d.Reasons, lang))
	}
	return b.String()
}

// decisionLines prints who does it, by when, how often, and on what subject.
func decisionLines(b *strings.Builder, d minutes.Decision, lang anlan.Lang) {
	line(b, lang.Pick("责任", "owners"), cmp.Or(strings.Join(d.Owners, "、"), "—"))
	line(b, lang.Pick("配合", "helpers"), strings.Join(d.CoOwners, "、"))
	if d.Due != nil {
		line(b, lang.Pick("期限", "due"), string(*d.Due))
	}
	if d.Recurrence != nil {
		line(b, lang.Pick("周期", "rhythm"), *d.Recurrence)
	}
	line(b, lang.Pick("主题", "topic"), d.Topic)
}

// line prints a label with its value, if there is one.
func line(b *strings.Builder, label, value string) {
	if value != "" {
		fmt.Fprintf(b, "        %s：%s\n", label, value)
	}
}
