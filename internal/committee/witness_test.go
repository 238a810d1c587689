package committee_test

import (
	"errors"
	"testing"

	"anlan"
	"anlan/internal/committee"
	"anlan/internal/dbtest"
)

// broken lists the records that no longer have the digest of their seal.
func (h house) broken() []string {
	h.t.Helper()
	bad, _ := dbtest.Misfits(h.t, h.db, "committee.", h)
	return bad
}

func TestEveryRecordHasItsSeal(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		m, p := h.sent()
		_, err := h.Recall(ctx, h.office, p.ID, "")
		ok(t, err)
		_, err = h.SetAttendance(ctx, h.office, m.ID, 0, []committee.Attendance{{Class: "leader", Post: "县长", Role: "chair"},
			{Class: "township", Unit: h.id("永清镇"), Post: "镇长", Role: "absent", Substitute: "副镇长"}})
		ok(t, err)
		d, err := h.AddDocument(ctx, h.office, m.ID, committee.DocumentDraft{Title: "全省安全生产会议精神"})
		ok(t, err)
		_, err = h.GiveReceipt(ctx, h.actor("永清镇", anlan.RoleTownship), d.ID, committee.ReceiptDraft{Note: "已传达"})
		ok(t, err)
		_, _, err = h.SplitDecision(ctx, h.office, h.first(m.ID).ID, 0, h.first(m.ID).Source.Start+6)
		ok(t, err)
		if bad := h.broken(); len(bad) != 0 {
			t.Fatalf("honest records without their seal: %v", bad)
		}
		for _, edit := range []string{
			`UPDATE committee_minutes SET text = '"别的话"'`,
			`UPDATE committee_decision SET doc = REPLACE(doc, '"due":"2022-01-25"', '"due":"2022-05-25"')`,
			`UPDATE committee_meeting SET day = '2021-12-31'`,
			`UPDATE committee_dispatch SET recalled = FALSE`,
			`UPDATE committee_receipt SET doc = 'x'`,
			`DELETE FROM committee_document`,
		} {
			before := len(h.broken())
			ok(t, h.behindTheBack(edit))
			if len(h.broken()) <= before {
				t.Errorf("not found: %s", edit)
			}
		}
	})
}

func (h house) first(meeting anlan.ID) committee.Item {
	h.t.Helper()
	desk, err := h.Desk(ctx, h.office, meeting)
	ok(h.t, err)
	return desk.Decisions[0]
}

func TestReceiptsAndWhoHasNotYet(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		m := h.minuted()
		d, err := h.AddDocument(ctx, h.office, m.ID, committee.DocumentDraft{Title: "国务院安委会通知", Number: "安委〔2022〕1号"})
		ok(t, err)
		if len(d.Units) != 5 {
			t.Errorf("asked: %v", d.Units)
		}
		town := h.actor("永清镇", anlan.RoleTownship)
		first, err := h.GiveReceipt(ctx, town, d.ID, committee.ReceiptDraft{On: "2022-01-18", People: 42, Note: "全镇干部会"})
		ok(t, err)
		again, err := h.GiveReceipt(ctx, town, d.ID, committee.ReceiptDraft{Note: "又来一次"})
		ok(t, err)
		if again != first {
			t.Errorf("the second receipt replaced the first: %+v", again)
		}
		list, err := h.Studied(ctx, h.office, m.ID)
		ok(t, err)
		if len(list) != 1 || len(list[0].Receipts) != 1 || len(list[0].Waiting) != 4 {
			t.Errorf("studied: %+v", list)
		}
		owed, err := h.Owed(ctx, h.actor("红堡镇", anlan.RoleTownship), h.id("红堡镇"), 10)
		ok(t, err)
		mine, err := h.Owed(ctx, town, h.id("永清镇"), 10)
		ok(t, err)
		if len(owed) != 1 || len(mine) != 0 {
			t.Errorf("owed %d, mine %d", len(owed), len(mine))
		}
		for name, c := range map[string]struct {
			who   anlan.Actor
			draft committee.ReceiptDraft
			want  error
		}{
			"for another unit":   {town, committee.ReceiptDraft{Unit: h.id("红堡镇")}, anlan.ErrForbidden},
			"not asked":          {h.office, committee.ReceiptDraft{}, anlan.ErrCommitteeNotAsked},
			"before the meeting": {h.actor("白驼镇", anlan.RoleTownship), committee.ReceiptDraft{On: "2022-01-16"}, anlan.ErrFieldInvalid},
			"in the future":      {h.actor("白驼镇", anlan.RoleTownship), committee.ReceiptDraft{On: "2022-01-30"}, anlan.ErrFieldInvalid},
			"no such day":        {h.actor("白驼镇", anlan.RoleTownship), committee.ReceiptDraft{On: "2022-02-30"}, anlan.ErrDateMalformed},
		} {
			if _, err := h.GiveReceipt(ctx, c.who, d.ID, c.draft); !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func TestANewTextDropsOldProposalsAndKeepsBothTexts(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		m := h.minuted()
		hand, err := h.AddDecision(ctx, h.office, m.ID, committee.Addition{Text: "永清镇承诺春节前完成自查", Kind: committee.Commitment,
			Owners: []committee.OwnerDraft{{Said: "永清镇"}}, Due: "2022-01-31"})
		ok(t, err)
		m, err = h.KeepMinutes(ctx, h.office, m.ID, 0, "更正：\ntask|红堡镇|2022-01-29|开展森林防火巡查", "")
		ok(t, err)
		desk, err := h.Desk(ctx, h.office, m.ID)
		ok(t, err)
		if len(desk.Decisions) != 2 || desk.Decisions[1].ID != hand.ID || desk.Decisions[1].State != committee.Proposed {
			t.Errorf("desk: %+v", desk.Decisions)
		}
		texts, err := h.Texts(ctx, h.office, m.ID)
		ok(t, err)
		if len(texts) != 2 || texts[0].Version != 2 {
			t.Fatalf("texts: %+v", texts)
		}
		if _, old, err := h.Text(ctx, h.office, texts[1].ID); err != nil || old != text {
			t.Errorf("the first text: %q %v", old, err)
		}
		ids := h.tick(m.ID)
		_, err = h.Dispatch(ctx, h.office, m.ID, committee.Sending{Decisions: ids})
		ok(t, err)
		if _, err = h.KeepMinutes(ctx, h.office, m.ID, 0, text, ""); !errors.Is(err, anlan.ErrCommitteeMinutesSent) {
			t.Errorf("the text under a dispatch was replaced: %v", err)
		}
	})
}

func TestAStretchBecomesATask(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		m := h.minuted()
		desk, err := h.Desk(ctx, h.office, m.ID)
		ok(t, err)
		l := desk.Loose[len(desk.Loose)-1]
		d, err := h.AddDecision(ctx, h.office, m.ID, committee.Addition{Start: &l.Start, End: &l.End})
		ok(t, err)
		if d.Kind != committee.Task || d.Text != l.Text || d.No != 5 {
			t.Errorf("%+v", d)
		}
		if desk, err = h.Desk(ctx, h.office, m.ID); err != nil || len(desk.Decisions) != 5 {
			t.Errorf("%d decisions, %v", len(desk.Decisions), err)
		}
		end := len([]rune(text))
		for _, span := range [][2]int{{-1, 3}, {3, 3}, {5, 2}, {0, end + 1}, {end, end + 9}} {
			if _, err := h.AddDecision(ctx, h.office, m.ID, committee.Addition{Start: &span[0], End: &span[1]}); !errors.Is(err, anlan.ErrCommitteeSpan) {
				t.Errorf("%v: %v", span, err)
			}
		}
	})
}

func TestTheFootOfTheDesk(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		m := h.minuted()
		for _, want := range []committee.Tally{{Tasks: 3, Units: 4, Gaps: 1}, {Tasks: 3, Ticked: 2, Units: 4, Gaps: 1}} {
			desk, err := h.Desk(ctx, h.office, m.ID)
			ok(t, err)
			if desk.Tally != want {
				t.Errorf("tally %+v, want %+v", desk.Tally, want)
			}
			h.tick(m.ID)
		}
	})
}

func TestPreview(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		m := h.minuted()
		h.tick(m.ID)
		p, err := h.Preview(ctx, h.office, m.ID)
		ok(t, err)
		if p.Number != "安委办发〔2022〕1号" || len(p.Ticked) != 2 || p.Waiting != 1 || len(p.Parcels) != 4 || len(p.Units) != 4 || len(p.Gaps) != 1 {
			t.Errorf("%+v", p)
		}
		sent, err := h.Dispatch(ctx, h.office, m.ID, committee.Sending{Decisions: p.Ticked, Revision: p.Revision})
		ok(t, err)
		if sent.Number != p.Number {
			t.Errorf("promised %s, took %s", p.Number, sent.Number)
		}
	})
}
