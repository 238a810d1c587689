package committee_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/internal/committee"
)

// What the minutes say was studied and signed is proposed, until somebody has recorded it.
func TestStudiedAndSignedAreProposed(t *testing.T) {
	h := setupOne(t)
	m, err := h.CreateMeeting(ctx, h.office, committee.MeetingDraft{Kind: committee.Plenary, Title: "第一次全体会议", Date: "2022-01-17"})
	ok(t, err)
	m, err = h.KeepMinutes(ctx, h.office, m.ID, m.Revision, `会议传达學(xué)习了《省安委会关于冬春防火的通知》（甘安委〔2022〕1号）和《会议纪要》。
会议印发了《实施方案》。
relay|||深入学习贯彻省安全生产会议精神
commitment|永清镇||永清镇签订了2022年安全生产目标责任书`, "")
	ok(t, err)
	if want := []committee.Letter{{Text: "2022年安全生产目标责任书"}}; !cmp.Equal(m.Letters, want) {
		t.Errorf("letters: %+v", m.Letters)
	}
	got, err := h.ToStudy(ctx, h.office, m.ID)
	ok(t, err)
	want := []committee.DocumentDraft{{Title: "省安委会关于冬春防火的通知", Number: "甘安委〔2022〕1号"}, {Title: "会议纪要"}, {Title: "省安全生产会议精神"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	_, err = h.AddDocument(ctx, h.office, m.ID, committee.DocumentDraft{Title: "会议纪要"})
	ok(t, err)
	if got, err = h.ToStudy(ctx, h.office, m.ID); err != nil || len(got) != 2 {
		t.Errorf("what is recorded is proposed again: %+v, %v", got, err)
	}
}

// A stretch that a person turns into a task is titled as people write, whatever the scan looked like.
func TestAStretchIsCleanedForItsTitle(t *testing.T) {
	h := setupOne(t)
	m := h.minuted()
	m, err := h.KeepMinutes(ctx, h.office, m.ID, m.Revision, "組織學(xué)生演練一次", "")
	ok(t, err)
	start, end := 0, 13
	d, err := h.AddDecision(ctx, h.office, m.ID, committee.Addition{Start: &start, End: &end})
	ok(t, err)
	if d.Title != "組織学生演練一次" || d.Source != (committee.Span{Start: 0, End: 13}) {
		t.Errorf("%q from %+v", d.Title, d.Source)
	}
}
