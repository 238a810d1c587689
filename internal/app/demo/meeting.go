package demo

import (
	"context"
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"anlan"
	"anlan/internal/committee"
)

//go:embed minutes.txt
var heldText string // the meeting that set the county to work thirty days ago

//go:embed draft.txt
var draftText string // yesterday's meeting, left on the desk for whoever tries the demo

// fill writes the days into a text: {d5} is five days after the meeting.
func fill(text string, day anlan.Date) string {
	chinese := func(d anlan.Date) string { t := d.Start().Time(); return fmt.Sprintf("%d月%d日", t.Month(), t.Day()) }
	pairs := []string{"{year}", strconv.Itoa(day.Year()), "{date}", fmt.Sprintf("%d年%s", day.Year(), chinese(day))}
	for n := range 31 {
		pairs = append(pairs, fmt.Sprintf("{d%d}", n), chinese(day.AddDays(n)))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// hold records a meeting and lets the reader propose what it decided.
func (m *maker) hold(ctx context.Context, kind committee.MeetingKind, title, text string) (committee.Meeting, error) {
	office := m.seats["县安委办"].chief
	day := anlan.At(m.clock.at).Date()
	meeting, err := m.a.Committee.CreateMeeting(ctx, office, committee.MeetingDraft{Kind: kind, Title: fill(title, day), Date: day,
		Session: "morning", Venue: "县政府会议室（演示）", Organ: "清安委办", State: "held"})
	if err != nil {
		return meeting, err
	}
	return m.a.Committee.KeepMinutes(ctx, office, meeting.ID, meeting.Revision, fill(text, day), "")
}

// plenary holds the first meeting of the story and sends out every task of it that has no gap.
func (p *play) plenary(ctx context.Context) error {
	office := p.seats["县安委办"].chief
	meeting, err := p.hold(ctx, committee.Enlarged, "{year}年安委会第四次全体（扩大）会议（演示）", heldText)
	if err != nil {
		return err
	}
	desk, err := p.a.Committee.Desk(ctx, office, meeting.ID)
	if err != nil {
		return err
	}
	var ticked []anlan.ID
	for _, d := range desk.Decisions {
		if d.Kind != "task" || len(d.Gaps) > 0 {
			continue
		}
		if _, err := p.a.Committee.TickDecision(ctx, office, d.ID, d.Revision, true); err != nil {
			return err
		}
		ticked = append(ticked, d.ID)
	}
	if meeting, err = p.a.Committee.Get(ctx, office, meeting.ID); err != nil {
		return err
	}
	sent, err := p.a.Committee.Dispatch(ctx, office, meeting.ID, committee.Sending{Decisions: ticked, Revision: meeting.Revision})
	if err != nil {
		return err
	}
	return p.follow(ctx, sent)
}

// follow decides how each unit will treat what the meeting asked of it.
func (p *play) follow(ctx context.Context, sent committee.Dispatch) error {
	for _, d := range sent.Matters {
		m, err := p.a.Matter.Get(ctx, p.seats["县安委办"].chief, d.Matter)
		if err != nil {
			return err
		}
		if name := p.nameOf(m.Lead.Unit); name != "" {
			p.open = append(p.open, p.habit(m, name))
		}
	}
	return nil
}

func (m *maker) nameOf(unit anlan.ID) string {
	for name, s := range m.seats {
		if s.unit == unit {
			return name
		}
	}
	return ""
}
