package committee_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/committee"
)

func TestBadTextsAreRefused(t *testing.T) {
	h := setupOne(t)
	m := h.minuted()
	for name, c := range map[string]struct {
		text string
		want error
	}{
		"empty":  {" \n\t　", anlan.ErrFieldRequired},
		"50 MB":  {strings.Repeat("安全", 50<<20/6), anlan.ErrMinutesTooLarge},
		"binary": {strings.Repeat("\x00\x01\x02\x03", 500), anlan.ErrMinutesNotText},
		"broken": {"\xff\xfe\xfa安全", anlan.ErrMinutesNotText},
		"many":   {strings.Repeat("task|永清镇||开展排查工作\n", 501), anlan.ErrCommitteeTooMany},
	} {
		if _, err := h.KeepMinutes(ctx, h.office, m.ID, 0, c.text, ""); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	hostile := "task|永清镇|2022-01-20|<script>alert(1)</script>'; DROP TABLE event; -- =cmd '/c calc' \u202e\u0000排查"
	m, err := h.KeepMinutes(ctx, h.office, m.ID, 0, hostile, "../../etc/passwd")
	ok(t, err)
	if desk, err := h.Desk(ctx, h.office, m.ID); err != nil || desk.Text != hostile || len(desk.Decisions) != 1 {
		t.Errorf("a hostile text comes back as %q, %v", desk.Text, err)
	}
	if _, err := committee.TextOf([]byte("PK\x03\x04 not a file")); anlan.KindOf(err) != anlan.Invalid {
		t.Errorf("a broken .docx: %v", err)
	}
}

func TestOnlyTheOfficeWorksAtTheDesk(t *testing.T) {
	h := setupOne(t)
	m := h.minuted()
	town := h.actor("永清镇", anlan.RoleTownship)
	d := h.first(m.ID)
	due := anlan.Date("2022-12-31")
	for name, err := range map[string]error{
		"edit":     second(h.EditDecision(ctx, town, d.ID, 0, committee.DecisionEdit{Due: &due})),
		"tick":     second(h.TickDecision(ctx, town, d.ID, 0, true)),
		"dispatch": second(h.Dispatch(ctx, town, m.ID, committee.Sending{Decisions: []anlan.ID{d.ID}})),
		"text":     second(h.KeepMinutes(ctx, town, m.ID, 0, text, "")),
		"preview":  second(h.Preview(ctx, town, m.ID)),
	} {
		if !errors.Is(err, anlan.ErrForbidden) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := h.Desk(ctx, anlan.Actor{}, m.ID); !errors.Is(err, anlan.ErrUnauthorized) {
		t.Errorf("nobody: %v", err)
	}
	if _, err := h.EditDecision(ctx, h.office, d.ID, d.Revision+1, committee.DecisionEdit{Due: &due}); !errors.Is(err, anlan.ErrConflict) {
		t.Errorf("an unseen revision: %v", err)
	}
}

func second[T any](_ T, err error) error { return err }

func TestMeetingsAreListedInPages(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		for _, date := range []anlan.Date{"2022-03-01", "2022-01-17", "2022-06-30"} {
			_, err := h.CreateMeeting(ctx, h.office, committee.MeetingDraft{Kind: committee.Plenary, Title: "全体会议", Date: date})
			ok(t, err)
		}
		var got []string
		for after := ""; ; {
			page, err := h.List(ctx, h.office, "", after, 2)
			ok(t, err)
			for _, m := range page.Items {
				got = append(got, string(m.Date))
			}
			if after = page.Next; after == "" {
				break
			}
		}
		if strings.Join(got, " ") != "2022-06-30 2022-03-01 2022-01-17" {
			t.Errorf("%v", got)
		}
		if _, err := h.CreateMeeting(ctx, h.office, committee.MeetingDraft{Kind: "party", Date: "2022-02-30"}); anlan.KindOf(err) != anlan.Invalid {
			t.Errorf("bad draft: %v", err)
		}
		page, err := h.List(ctx, h.office, committee.Minuted, "", 0)
		ok(t, err)
		if raw, _ := json.Marshal(page.Items); string(raw) != "[]" {
			t.Errorf("minuted: %s", raw)
		}
	})
}

// Figures of a work report take the place of those of the same words and period; the others stay.
func TestReportFigures(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		m, err := h.CreateMeeting(ctx, h.office, committee.MeetingDraft{Kind: committee.Plenary, Title: "全体会议", Date: "2022-01-17",
			Figures: []committee.Figure{{Label: "事故", Value: "3", Period: "2021年"}, {Label: "自报", Value: "7"}}})
		ok(t, err)
		m, err = h.ReportFigures(ctx, h.office, m.ID, m.Revision, []committee.Figure{{Label: "事故", Value: "2", Unit: "起", Period: "2021年"}})
		ok(t, err)
		if len(m.Figures) != 2 || m.Figures[0].Label != "自报" || m.Figures[1].Value != "2" {
			t.Errorf("%+v", m.Figures)
		}
		_, err = h.ReportFigures(ctx, h.office, m.ID, 1, nil)
		if err == nil {
			t.Error("an old revision was written over")
		}
	})
}
