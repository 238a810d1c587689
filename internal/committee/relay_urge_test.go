package committee_test

import (
	"encoding/json"
	"log/slog"
	"testing"
	"time"

	"anlan"
	"anlan/internal/committee"
	"anlan/internal/timer"
)

// asked returns what the room has told of missing receipts so far.
func (h house) asked(about anlan.Ref) (list []committee.RelayUrged) {
	h.t.Helper()
	rows, err := h.db.Reader().QueryContext(ctx, `SELECT body FROM event WHERE ref = $1 AND kind = 'committee.relay_urged' ORDER BY id`, about.String())
	ok(h.t, err)
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var raw string
		ok(h.t, rows.Scan(&raw))
		var u committee.RelayUrged
		ok(h.t, json.Unmarshal([]byte(raw), &u))
		list = append(list, u)
	}
	return list
}

func TestMissingReceiptsAreAskedFor(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		m := h.minuted()
		d, err := h.AddDocument(ctx, h.office, m.ID, committee.DocumentDraft{Title: "省安委会通知", Due: "2022-01-20"})
		ok(t, err)
		if d.Ladder == "" {
			t.Error("the document does not name the ladder it was born with")
		}
		clock := timer.New(h.db, slog.New(slog.DiscardHandler), h.Timers())
		step := func(to string) {
			h.now.Store(int64(anlan.Date(to).Start().Add(10 * time.Hour)))
			_, err := clock.Step(ctx)
			ok(t, err)
		}
		_, err = h.GiveReceipt(ctx, h.actor("永清镇", anlan.RoleTownship), d.ID, committee.ReceiptDraft{})
		ok(t, err)
		step("2022-01-20")
		step("2022-01-21")
		got := h.asked(d.Ref())
		if len(got) != 2 || len(got[0].Waiting) != 4 || got[0].Late || !got[1].Late || got[1].Office.ID != h.id("清水县安委办") {
			t.Fatalf("asked: %+v", got)
		}
		n, err := h.UrgeRelay(ctx, h.office, d.ID)
		if err != nil || n != 4 {
			t.Errorf("by hand: %d, %v", n, err)
		}
		for _, u := range d.Units {
			_, err := h.GiveReceipt(ctx, h.actor(u.Name, anlan.RoleTownship), d.ID, committee.ReceiptDraft{})
			ok(t, err)
		}
		step("2022-01-27")
		if n, err := h.UrgeRelay(ctx, h.office, d.ID); err != nil || n != 0 || len(h.asked(d.Ref())) != 3 {
			t.Errorf("nobody owes, yet %d are asked, %v", n, err)
		}
		if _, err := h.UrgeRelay(ctx, h.actor("永清镇", anlan.RoleTownship), d.ID); anlan.KindOf(err) != anlan.Forbidden {
			t.Errorf("a township asks: %v", err)
		}
	})
}
