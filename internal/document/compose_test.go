package document_test

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/document"
	"anlan/internal/paper"
	"anlan/internal/timer"
)

func (h house) body(to ...string) document.Body {
	b := document.Body{Content: document.Content{Kind: "supervision_notice", Code: "清安委办", Title: "关于校园周边隐患整改的督办通知单", Text: "一、立即整改。三日内完成。\n（一）拆除彩钢棚",
		Signer: "清水县安委办", Organ: "清水县安委办文件", Urgency: "urgent"}}
	for _, name := range to {
		b.To = append(b.To, h.units[name].ID)
	}
	return b
}

// sent composes, issues and sends a document.
func (h house) sent(to ...string) document.Text {
	h.t.Helper()
	t, err := h.Compose(ctx, h.office(), h.body(to...))
	ok(h.t, err)
	t, err = h.Issue(ctx, h.office(), t.ID, t.Revision)
	ok(h.t, err)
	t, err = h.Send(ctx, h.office(), t.ID)
	ok(h.t, err)
	return t
}

func TestIssueNumbersAndFreezes(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		h.paper("红堡镇") // the ladder took number 1 of the same series
		d, err := h.Compose(ctx, h.office(), h.body("永清镇"))
		ok(t, err)
		_, err = h.Issue(ctx, h.office(), d.ID, d.Revision+1)
		refused(t, err, anlan.ErrConflict)
		issued, err := h.Issue(ctx, h.office(), d.ID, d.Revision)
		ok(t, err)
		if issued.Number != "清安委办督〔2026〕2号" || len(issued.SHA256) != 64 || issued.Content.Addressee != "永清镇" || issued.Day != "2026-03-03" {
			t.Errorf("%+v", issued)
		}
		_, err = h.Save(ctx, h.office(), d.ID, h.body("红堡镇"))
		refused(t, err, anlan.ErrDocumentState)
		if c := h.checked(); c.Given != 2 || c.Rows != 2 {
			t.Errorf("%+v", c)
		}
		var b bytes.Buffer
		ok(t, h.WriteDocx(ctx, issued, &b))
		text, err := paper.DocxText(bytes.NewReader(b.Bytes()), int64(b.Len()))
		if err != nil || !strings.Contains(text, issued.Number) || !strings.Contains(text, "三日内完成") {
			t.Errorf("%v\n%s", err, text)
		}
	})
}

func TestIncompleteDocumentsTakeNoNumber(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		b := h.body()
		b.Content.Title = ""
		d, err := h.Compose(ctx, h.office(), b)
		ok(t, err)
		_, err = h.Issue(ctx, h.office(), d.ID, 0)
		refused(t, err, anlan.ErrFieldRequired)
		b.Content.Kind = "stop"
		_, err = h.Compose(ctx, h.office(), b)
		refused(t, err, anlan.ErrDocumentKind)
		b = h.body()
		b.To = []anlan.ID{"0190b2a0-0000-7000-8000-00000000dead"}
		_, err = h.Compose(ctx, h.office(), b)
		refused(t, err, anlan.ErrDocumentReceiverUnknown)
		h.sent("永清镇")
		d, err = h.Compose(ctx, h.actor("应急局", anlan.RoleDepartment), h.body("永清镇"))
		ok(t, err)
		_, err = h.Issue(ctx, h.actor("应急局", anlan.RoleDepartment), d.ID, 0)
		refused(t, err, anlan.ErrDocumentCodeTaken)
		_, err = h.Text(ctx, h.office(), d.ID)
		ok(t, err) // the office may read every document
		_, err = h.Text(ctx, h.actor("永清镇", anlan.RoleTownship), d.ID)
		refused(t, err, anlan.ErrNotFound)
		if c := h.checked(); c.Given != 1 || c.Rows != 1 {
			t.Errorf("what was refused took a number: %+v", c)
		}
	})
}

func TestReceiptsAreSignedAndChased(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		d := h.sent("永清镇", "红堡镇", "永清镇")
		town := h.actor("永清镇", anlan.RoleTownship)
		inbox, err := h.Inbox(ctx, town, true, "")
		ok(t, err)
		if len(inbox.Items) != 1 || inbox.Items[0].Number != d.Number || inbox.Items[0].Due == 0 || inbox.Items[0].Post != h.posts["永清镇"].ID {
			t.Fatalf("%+v", inbox.Items)
		}
		id := inbox.Items[0].ID
		_, err = h.Sign(ctx, h.actor("红堡镇", anlan.RoleTownship), id)
		refused(t, err, anlan.ErrNotFound)
		_, err = h.Sign(ctx, h.office(), id)
		refused(t, err, anlan.ErrForbidden)
		signed, err := h.Sign(ctx, town, id)
		ok(t, err)
		if signed.Signed == 0 || signed.SignedBy != town.Post {
			t.Errorf("%+v", signed)
		}
		_, err = h.Sign(ctx, town, id)
		refused(t, err, anlan.ErrDocumentSigned)
		n, err := h.Chase(ctx, h.office(), d.Entry)
		if err != nil || n != 1 {
			t.Errorf("%d were chased, %v", n, err)
		}
		doc, _, err := h.ReceiptPaper(ctx, h.office(), id)
		ok(t, err)
		if said := fmt.Sprint(doc.Body); !strings.Contains(said, "永清镇联络员") || !strings.Contains(said, d.SHA256) || !strings.Contains(said, "2026年3月3日09时") {
			t.Errorf("%s", said)
		}
		list, err := h.Receipts(ctx, h.actor("红堡镇", anlan.RoleTownship), d.Entry)
		if err != nil || len(list) != 1 || list[0].Chased != 1 {
			t.Errorf("a receiver sees %+v, %v", list, err)
		}
	})
}

func TestUnsignedClimbsTheClock(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		d := h.sent("永清镇", "红堡镇")
		runner := timer.New(h.db, slog.New(slog.NewTextHandler(io.Discard, nil)), h.Timers())
		fired := func() int {
			h.pass(2*time.Hour + time.Minute) // urgent: two hours a clock
			n, err := runner.Step(ctx)
			ok(t, err)
			return n
		}
		for _, want := range []int{2, 2} {
			if n := fired(); n != want {
				t.Errorf("%d fired, want %d", n, want)
			}
		}
		_, err := h.Void(ctx, h.office(), d.Entry, "文号用错")
		ok(t, err)
		if n := fired(); n != 0 {
			t.Errorf("%d receipts of a voided document were still chased", n)
		}
		list, err := h.Receipts(ctx, h.office(), d.Entry)
		ok(t, err)
		for _, r := range list {
			if r.Fired != 2 || r.Waits() {
				t.Errorf("%+v", r)
			}
		}
		_, err = h.Chase(ctx, h.office(), d.Entry)
		refused(t, err, anlan.ErrDocumentAllSigned)
	})
}

func TestPapersOfOtherRoomsAreSignedWhereTheyBelong(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		rung := h.paper("永清镇")
		notice := rung
		notice.Kind, notice.Number, notice.Organ, notice.Origin = "notice", "县安委办发〔2026〕1号", "县安委办", anlan.Ref{Kind: "committee.dispatch", ID: "0190b2a0-0000-7000-8000-000000000002"}
		h.register(notice)
		town := h.actor("永清镇", anlan.RoleTownship)
		inbox, err := h.Inbox(ctx, town, true, "")
		ok(t, err)
		if len(inbox.Items) != 2 {
			t.Fatalf("%+v", inbox.Items)
		}
		for _, r := range inbox.Items {
			can := len(document.CanReceipt(town, r)) > 0
			_, err := h.Sign(ctx, town, r.ID)
			if r.Matter {
				refused(t, err, anlan.ErrDocumentRung)
			} else {
				ok(t, err)
			}
			if can == r.Matter || r.Due != 0 {
				t.Errorf("%s: may sign %v, due %d", r.Number, can, r.Due)
			}
		}
		for range 2 { // at its matter
			ok(t, h.db.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
				return h.Signed(ctx, tx, rung.Origin, h.units["永清镇"].ID, town.Post, tx.Now)
			}))
		}
		if inbox, err = h.Inbox(ctx, town, false, ""); err != nil || len(inbox.Items) != 2 {
			t.Errorf("%d are signed, %v", len(inbox.Items), err)
		}
	})
}

func TestFrozenTextIsWitnessed(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		h.sent("永清镇")
		altered := func() (n int) {
			ok(t, h.Records(ctx, func(_ anlan.Ref, record any) error {
				if strings.HasPrefix(fmt.Sprint(record), "map[columns differ") {
					n++
				}
				return nil
			}))
			return n
		}
		if n := altered(); n != 0 {
			t.Fatalf("%d honest records are called altered", n)
		}
		h.exec(`UPDATE document_text SET doc = replace(doc, '三日内', '十日内')`)
		h.exec(`UPDATE document_receipt SET waits = FALSE`)
		if n := altered(); n != 2 {
			t.Errorf("%d records are called altered, want the text and the receipt", n)
		}
	})
}

// When the ladder has ended it is told again every three clocks, and the document stands in the to-do of
// whoever sent it, until the last has signed.
func TestNobodySignsIsRaisedForever(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		h.sent("永清镇", "红堡镇")
		runner := timer.New(h.db, slog.New(slog.NewTextHandler(io.Discard, nil)), h.Timers())
		fired := func(clocks int) (n int) {
			h.pass(time.Duration(clocks)*2*time.Hour + time.Minute)
			n, err := runner.Step(ctx)
			ok(t, err)
			return n
		}
		unserved := func(a anlan.Actor) int64 {
			list, err := h.Unserved(ctx, a, 10)
			ok(t, err)
			if len(list) == 0 {
				return 0
			}
			return list[0].Units
		}
		fired(2)
		if n := unserved(h.office()); n != 0 {
			t.Errorf("%d before the last step", n)
		}
		for range 3 {
			if n := fired(3); n != 2 {
				t.Errorf("%d fired, want both again", n)
			}
		}
		if n, other := unserved(h.office()), unserved(h.actor("应急局", anlan.RoleDepartment)); n != 2 || other != 0 {
			t.Errorf("to-do of the office %d, of a unit that did not send it %d", n, other)
		}
		for _, town := range []string{"永清镇", "红堡镇"} {
			a := h.actor(town, anlan.RoleTownship)
			inbox, err := h.Inbox(ctx, a, true, "")
			ok(t, err)
			_, err = h.Sign(ctx, a, inbox.Items[0].ID)
			ok(t, err)
		}
		if n := unserved(h.office()); n != 0 || fired(6) != 0 {
			t.Errorf("signed by all, and %d still wait", n)
		}
	})
}

// A second filter is looked for along the index of the first, page after page; nothing is left out.
func TestTwoFiltersWalkOneIndex(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		for i := range 7 {
			p := h.paper("永清镇")
			if i%3 == 0 {
				ok(t, h.db.Write(ctx, anlan.Clock, func(tx *db.Tx) error { return h.Withdrawn(ctx, tx, p.Origin, "重发") }))
			}
		}
		f, found := document.Filter{Unit: h.units["永清镇"].ID, Kind: "supervision_notice", Void: true, Limit: 2}, 0
		for pages := 0; pages < 9; pages++ {
			p, err := h.List(ctx, h.office(), f)
			ok(t, err)
			found += len(p.Items)
			if f.Cursor = p.Next; p.Next == "" {
				break
			}
		}
		if found != 3 {
			t.Errorf("%d of 3 voided notices", found)
		}
		codes, err := h.AllCodes(ctx, h.office())
		own, err2 := h.AllCodes(ctx, h.actor("红堡镇", anlan.RoleTownship))
		if err != nil || err2 != nil || len(codes) != 1 || codes[0] != "清安委办督" || len(own) != 0 {
			t.Errorf("%v %v %v %v", codes, err, own, err2)
		}
	})
}
