package committee_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/internal/committee"
	"anlan/internal/committee/minutes"
)

// roll is a reader that finds nothing but who took part.
type roll struct{ clauses []string }

func (r roll) Plain(s string) string { return s }

func (r roll) ParseString(string, minutes.Options) minutes.Proposal {
	var p minutes.Proposal
	for _, c := range r.clauses {
		p.Meeting.Attendance = append(p.Meeting.Attendance, minutes.Attendance{Text: c})
	}
	return p
}

func TestTheSheetOfAttendanceIsFilled(t *testing.T) {
	h := setupOne(t)
	s := committee.New(committee.Options{DB: h.db, Matters: h.matters, Seats: seats{h.db}, Reader: roll{[]string{
		"县委书记甲某某出席会议并讲话",
		"县委副书记、县长乙某主持会议，县委常委、副县长丙某，副县长丁某、戊某某出席会议",
		"县安委会各成员单位、各乡镇及有关企业主要负责人参加会议",
		"请假：某某公司",
		"2026年11月26日上午，传达学习《通知》（安委办〔2026〕15号）",
	}}})
	got, err := s.Parse(ctx, h.office, "正文")
	ok(t, err)
	unit := func(class, name string) committee.Attendance {
		return committee.Attendance{Class: class, Unit: h.id(name), UnitName: name, Post: "主要负责人", Role: "attend"}
	}
	want := []committee.Attendance{
		{Class: "leader", Post: "县委书记", Name: "甲某某", Role: "speech"},
		{Class: "leader", Post: "县委副书记、县长", Name: "乙某", Role: "chair"},
		{Class: "leader", Post: "县委常委、副县长", Name: "丙某", Role: "attend"},
		{Class: "leader", Post: "副县长", Name: "丁某", Role: "attend"},
		{Class: "leader", Post: "副县长", Name: "戊某某", Role: "attend"},
		unit("member", "清水县应急管理局"), unit("member", "清水县住房和城乡建设局"),
		unit("township", "永清镇"), unit("township", "红堡镇"), unit("township", "白驼镇"),
		{Class: "enterprise", UnitName: "有关企业", Role: "attend"},
		{Class: "enterprise", UnitName: "某某公司", Role: "leave"},
	}
	if diff := cmp.Diff(want, got.Attendance); diff != "" {
		t.Error(diff)
	}
}
