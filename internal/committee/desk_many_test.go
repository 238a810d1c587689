package committee_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/committee"
	"anlan/internal/db"
)

// thirty is a meeting whose text names no owner for thirty tasks.
func (h house) thirty() (committee.Meeting, []committee.Item) {
	h.t.Helper()
	var b strings.Builder
	for i := range 30 {
		fmt.Fprintf(&b, "task|||开展第%d项检查并建立台账\n", i+1)
	}
	m, err := h.CreateMeeting(ctx, h.office, committee.MeetingDraft{Kind: committee.Special, Title: "专题会议", Date: "2022-01-17", State: committee.Held})
	ok(h.t, err)
	m, err = h.KeepMinutes(ctx, h.office, m.ID, m.Revision, b.String(), "")
	ok(h.t, err)
	return m, h.items(m.ID)
}

func (h house) items(meeting anlan.ID) []committee.Item {
	h.t.Helper()
	desk, err := h.Desk(ctx, h.office, meeting)
	ok(h.t, err)
	return desk.Decisions
}

// events counts the events of a kind.
func (h house) events(kind string) (n int) {
	h.t.Helper()
	ok(h.t, h.db.Reader().QueryRowContext(ctx, "SELECT COUNT(*) FROM event WHERE kind = $1", kind).Scan(&n))
	return n
}

func TestThirtyTasksGetOneOwnerInOnePress(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		m, list := h.thirty()
		town, due := []committee.OwnerDraft{{Units: []anlan.ID{h.id("永清镇")}}}, anlan.Date("2022-02-10")
		var edits []committee.OneEdit
		for _, d := range list {
			edits = append(edits, committee.OneEdit{ID: d.ID, Revision: d.Revision, Owners: &town, Due: &due})
		}
		once := db.WithKey(ctx, h.db.NewID())
		done, not, err := h.EditMany(once, h.office, m.ID, edits)
		ok(t, err)
		if len(done) != 30 || len(not) != 0 {
			t.Fatalf("%d done, %+v", len(done), not)
		}
		for _, d := range h.items(m.ID) {
			if len(d.Gaps) != 0 || d.Leads()[0].ID != h.id("永清镇") || d.Due != due {
				t.Errorf("%d: %+v", d.No, d.Decision)
			}
		}
		if n := h.events("committee.decision_edited"); n != 30 {
			t.Errorf("%d events: each is recorded by itself", n)
		}
		again, not, err := h.EditMany(once, h.office, m.ID, edits)
		if err != nil || len(again) != 30 || len(not) != 0 || h.events("committee.decision_edited") != 30 {
			t.Errorf("a retry: %d done, %d refused, %v", len(again), len(not), err)
		}
	})
}

func TestOneThatCannotBeChangedIsNamedAndTheOthersAre(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		m, p := h.sent()
		list := h.items(m.ID)
		town, early := []committee.OwnerDraft{{Units: []anlan.ID{h.id("永清镇")}}}, anlan.Date("2022-01-01")
		other, _ := h.thirty()
		stranger := h.items(other.ID)[0]
		firm := list[3]
		done, not, err := h.EditMany(ctx, h.office, m.ID, []committee.OneEdit{
			{ID: p.Tasks[0].Decision, Owners: &town}, {ID: firm.ID, Revision: firm.Revision, Owners: &town},
			{ID: firm.ID, Revision: firm.Revision, Owners: &town}, {ID: stranger.ID, Owners: &town}, {ID: "nobody", Owners: &town}, {ID: firm.ID, Due: &early}})
		ok(t, err)
		if len(done) != 1 || done[0].ID != firm.ID || done[0].Leads()[0].ID != h.id("永清镇") {
			t.Fatalf("done: %+v", done)
		}
		want := []error{anlan.ErrCommitteeState, anlan.ErrConflict, anlan.ErrNotFound, anlan.ErrNotFound, anlan.ErrMatterDueBeforeStart}
		for i, r := range not {
			if !errors.Is(r.Err, want[i]) {
				t.Errorf("refusal %d: %v", i, r.Err)
			}
		}
		if len(not) != len(want) || not[0].No != 1 || not[0].Title == "" || not[2].Title != "" {
			t.Errorf("refused: %+v", not)
		}
		if now := h.items(other.ID)[0]; now.Revision != stranger.Revision {
			t.Error("an item of another meeting was changed")
		}
	})
}

// Taking a change back writes what stood there, ticks included, and is itself recorded.
func TestAChangeOfManyIsTakenBack(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		m := h.minuted()
		ids := h.tick(m.ID)
		was := h.items(m.ID)
		town, none := []committee.OwnerDraft{{Units: []anlan.ID{h.id("白驼镇")}}}, anlan.Date("")
		var edits, back []committee.OneEdit
		for _, d := range was {
			if slices.Contains(ids, d.ID) {
				edits = append(edits, committee.OneEdit{ID: d.ID, Revision: d.Revision, Owners: &town, Due: &none})
				owners := []committee.OwnerDraft{{Said: d.Owners[0].Said}}
				back = append(back, committee.OneEdit{ID: d.ID, Revision: d.Revision + 1, Owners: &owners, Due: &d.Due, Back: &committee.Back{Ticked: true}})
			}
		}
		_, _, err := h.EditMany(ctx, h.office, m.ID, edits)
		ok(t, err)
		for _, d := range h.items(m.ID)[:2] {
			if d.State != committee.Proposed || d.Due != "" {
				t.Errorf("what was ticked is what goes out: %+v", d.Decision)
			}
		}
		_, not, err := h.EditMany(ctx, h.office, m.ID, back)
		ok(t, err)
		for i, d := range h.items(m.ID)[:2] {
			if d.State != committee.Ticked || d.Due != was[i].Due || len(d.Leads()) != len(was[i].Leads()) || d.TickedBy == "" {
				t.Errorf("not taken back: %+v", d.Decision)
			}
		}
		if len(not) != 0 || h.events("committee.decision_edited") != 4 {
			t.Errorf("%+v, %d events", not, h.events("committee.decision_edited"))
		}
	})
}

// The text may have said a day that no calendar has, or one before the meeting: taking a change back leaves it so.
func TestTakingBackRestoresWhatAPersonCouldNotWrite(t *testing.T) {
	h := setupOne(t)
	m, list := h.thirty()
	early, late, owners := anlan.Date("2022-01-10"), anlan.Date("2022-02-10"), []committee.OwnerDraft{{Said: "永清镇"}}
	_, not, err := h.EditMany(ctx, h.office, m.ID, []committee.OneEdit{{ID: list[0].ID, Due: &late, Owners: &owners}, {ID: list[1].ID, Due: &late}})
	if err != nil || len(not) != 0 {
		t.Fatal(not, err)
	}
	none := anlan.Date("")
	done, not, err := h.EditMany(ctx, h.office, m.ID, []committee.OneEdit{{ID: list[0].ID, Due: &early, Back: &committee.Back{Ticked: true}},
		{ID: list[1].ID, Due: &none, Back: &committee.Back{NoSuchDay: "2月30日"}}})
	if err != nil || len(not) != 0 || !slices.Contains(done[0].Gaps, committee.DueBefore) || !slices.Contains(done[1].Gaps, committee.NoSuchDay) {
		t.Fatalf("%+v %+v %v", done, not, err)
	}
	if done[0].State != committee.Proposed {
		t.Error("a decision with a gap was ticked")
	}
}

func TestManyAreBoundedAndTheOfficesAlone(t *testing.T) {
	h := setupOne(t)
	m, list := h.thirty()
	if _, _, err := h.EditMany(ctx, h.actor("永清镇", anlan.RoleTownship), m.ID, []committee.OneEdit{{ID: list[0].ID}}); anlan.KindOf(err) != anlan.Forbidden {
		t.Errorf("a township: %v", err)
	}
	for _, edits := range [][]committee.OneEdit{nil, make([]committee.OneEdit, committee.ManyMost+1)} {
		if _, _, err := h.EditMany(ctx, h.office, m.ID, edits); !errors.Is(err, anlan.ErrCommitteeMany) {
			t.Errorf("%d at once: %v", len(edits), err)
		}
	}
	if _, err := h.MoveDecision(ctx, h.actor("永清镇", anlan.RoleTownship), list[0].ID, 0, committee.Span{Start: 0, End: 9}); anlan.KindOf(err) != anlan.Forbidden {
		t.Errorf("a township moves: %v", err)
	}
}

func TestASentenceIsMovedAndItsFindStays(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		m := h.minuted()
		firm := h.items(m.ID)[3]
		raw := []rune(text)
		said := "这一句没有读出来，需要人来看"
		before, _, _ := strings.Cut(text, said)
		at := len([]rune(before))
		moved, err := h.MoveDecision(ctx, h.office, firm.ID, firm.Revision, committee.Span{Start: at, End: at + len([]rune(said)) + 1})
		ok(t, err)
		if moved.Text != said || string(raw[moved.Source.Start:moved.Source.End]) != said || moved.Found == nil || moved.Found.Source != firm.Source || moved.Found.Text != firm.Text {
			t.Fatalf("%+v %+v", moved, moved.Found)
		}
		if _, err := h.MoveDecision(ctx, h.office, firm.ID, firm.Revision, firm.Source); !errors.Is(err, anlan.ErrConflict) {
			t.Errorf("somebody moved it since: %v", err)
		}
		for _, bad := range []committee.Span{{Start: -1, End: 4}, {Start: 4, End: 4}, {Start: 9, End: 4}, {Start: 0, End: len(raw) + 1}} {
			if _, err := h.MoveDecision(ctx, h.office, firm.ID, 0, bad); !errors.Is(err, anlan.ErrCommitteeSpan) {
				t.Errorf("%+v: %v", bad, err)
			}
		}
		desk, err := h.Desk(ctx, h.office, m.ID)
		ok(t, err)
		if slices.ContainsFunc(desk.Loose, func(l committee.Loose) bool { return l.Text == said }) || !slices.ContainsFunc(desk.Loose, func(l committee.Loose) bool { return strings.Contains(l.Text, "报送整改方案") }) {
			t.Errorf("loose: %+v", desk.Loose)
		}
		home, err := h.MoveDecision(ctx, h.office, firm.ID, moved.Revision, firm.Source)
		ok(t, err)
		if home.Found != nil || home.Text != firm.Text || h.events("committee.decision_moved") != 2 {
			t.Errorf("%+v, %d events", home, h.events("committee.decision_moved"))
		}
	})
}
