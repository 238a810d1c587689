package letter_test

import (
	"encoding/json"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/letter"
	"anlan/internal/rule"
	"anlan/internal/timer"
)

// until lets time pass until an hour of a day; the timers ring on their way, and stand as the records say.
func (h house) until(day anlan.Date, hour int) {
	h.t.Helper()
	r := timer.New(h.db, slog.New(slog.DiscardHandler), h.Timers())
	to := day.Start().Add(time.Duration(hour) * time.Hour)
	for h.db.Now() < to {
		next, err := timer.Next(ctx, h.db.Reader())
		ok(h.t, err)
		if next == 0 || next > to {
			next = to
		}
		h.now.Store(max(h.now.Load(), next.Time().UnixMilli()))
		_, err = r.Step(ctx)
		ok(h.t, err)
	}
	ok(h.t, h.Recount(ctx))
}

// urged says what was told of late letters and answers so far: the day, the rung, whom, and of which sides.
func (h house) urged() (list []string) {
	h.t.Helper()
	rows, err := h.db.Reader().QueryContext(ctx, `SELECT at, body FROM event WHERE kind IN ('letter.unsigned', 'letter.unanswered')`)
	ok(h.t, err)
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var at anlan.Instant
		var body string
		ok(h.t, rows.Scan(&at, &body))
		var u struct {
			letter.Urging
			Waits []letter.Party `json:"waits"`
		}
		ok(h.t, json.Unmarshal([]byte(body), &u))
		line := []string{at.Time().Format("01-02 15:04"), u.Rung, strings.Join(u.To, ",")}
		for _, p := range u.Waits {
			line = append(line, p.Name)
		}
		list = append(list, strings.Join(line, " "))
	}
	ok(h.t, rows.Err())
	slices.Sort(list) // what rings in one instant has no order of its own
	return list
}

func (h house) told(what string, want ...string) {
	h.t.Helper()
	if got := h.urged(); !slices.Equal(got, want) {
		h.t.Errorf("%s: told\n%s\nwant\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// A letter that nobody signs is told of before its last day and after it, ever higher, and only of who has not signed.
func TestALetterIsChasedUntilItIsSigned(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		l := h.sent("永清镇人民政府") // on 18 January: to be signed until the 28th
		if l.Clock == nil || l.Clock.Due != "2022-01-28" || l.Clock.Rule != "letter-signing@2020-01-01" {
			t.Fatalf("%+v", l.Clock)
		}
		h.until("2022-01-27", 12)
		h.told("before the day", "01-25 09:00 remind lead_post 清水县人民政府 永清镇人民政府")
		h.signs(l, "清水县人民政府", letter.RoleIssuer)
		h.until("2022-02-05", 12)
		h.told("after the day", "01-25 09:00 remind lead_post 清水县人民政府 永清镇人民政府", "01-29 00:00 late lead_post,unit_chief,issuer 永清镇人民政府",
			"02-04 09:00 week lead_post,unit_chief,issuer,office 永清镇人民政府")
		if got := h.due(h.actors["永清镇人民政府"]); got != "2022-01-28" {
			t.Errorf("to be signed until %s", got)
		}
		w, err := h.Whole(ctx, h.office, l.ID)
		ok(t, err)
		if c := w.Letter.Clock; !c.Late || c.Fired != 3 {
			t.Errorf("%+v", c)
		}
		h.signs(l, "永清镇人民政府", letter.RoleSigner)
		h.replace("永清镇人民政府") // whoever comes signs anew, and is not late
		h.until("2022-04-01", 12)
		if n := len(h.urged()); n != 3 {
			t.Errorf("a signed letter is chased: %d", n)
		}
	})
}

// A letter that is taken back is asked of nobody, and the objections to what it counted end with it.
func TestAWithdrawnLetterIsNotChased(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		l := h.sent("永清镇人民政府")
		r, err := h.Record(ctx, h.office, letter.RecordDraft{Unit: h.units["永清镇人民政府"].ID, Metric: "drill.held", Day: "2022-01-18", N: 1, Text: "消防演练", Basis: "演练记录"})
		ok(t, err)
		h.fold()
		o, err := h.Object(ctx, h.actors["永清镇人民政府"], "", l.ID, r.Ref().String(), "drill.held", "应为两次", nil)
		ok(t, err)
		h.until("2022-01-26", 12)
		h.told("before", "01-25 09:00 remind lead_post", "01-25 09:00 remind lead_post 清水县人民政府 永清镇人民政府")
		_, err = h.Withdraw(ctx, h.office, l.ID, l.Revision, "重新起草") // on the sight of what was sent: the house's notes refuse no form
		ok(t, err)
		w, err := h.Whole(ctx, h.office, l.ID)
		ok(t, err)
		if len(w.Objections) != 1 || w.Objections[0].State != letter.Lapsed {
			t.Errorf("%+v", w.Objections)
		}
		_, err = h.Answer(ctx, h.office, o.ID, false, "记录为一次")
		refused(t, "answered after the letter was taken back", err, anlan.ErrLetterAnswered)
		_, err = h.Object(ctx, h.actors["永清镇人民政府"], "", l.ID, r.Ref().String(), "drill.held", "应为两次", nil)
		refused(t, "objected to a letter that was taken back", err, anlan.ErrLetterState)
		h.until("2022-03-01", 12)
		if n := len(h.urged()); n != 2 || h.owed(h.office) != "" {
			t.Errorf("told %d times; the office owes %q", n, h.owed(h.office))
		}
	})
}

// An objection that nobody answers is told of, and its answer ends that.
func TestAnObjectionIsChasedUntilItIsAnswered(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		l := h.sealed()
		r, err := h.Record(ctx, h.office, letter.RecordDraft{Unit: h.units["永清镇人民政府"].ID, Metric: "drill.held", Day: "2022-01-18", N: 1, Text: "消防演练", Basis: "演练记录"})
		ok(t, err)
		h.fold()
		o, err := h.Object(ctx, h.actors["永清镇人民政府"], "", l.ID, r.Ref().String(), "drill.held", "应为两次", nil)
		ok(t, err)
		h.until("2022-01-29", 12)
		h.told("late", "01-25 09:00 remind lead_post", "01-29 00:00 late lead_post,unit_chief,office")
		if got := h.due(h.office); got != "2022-01-28" {
			t.Errorf("to be answered until %s", got)
		}
		_, err = h.Answer(ctx, h.office, o.ID, true, "记录有误")
		ok(t, err)
		h.until("2022-03-01", 12)
		if n := len(h.urged()); n != 2 {
			t.Errorf("an answered objection is chased: %d", n)
		}
	})
}

// county puts a version of the county's own into force.
func (h house) county(s rule.Subject, from anlan.Date, change func(v any) rule.Value) {
	h.t.Helper()
	v := h.book.Load().Versions(s)[0]
	v.From, v.Layer, v.Value = from, "county", change(v.Value)
	next, err := h.book.Load().AddVersion(v)
	ok(h.t, err)
	h.book.Store(next)
}

// A county that changes its days and its ladder changes them for what begins later; what runs keeps its own (law 6).
func TestClocksKeepThePolicyTheyWereBornWith(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		first := h.sent("永清镇人民政府")
		h.county(rule.LetterSet, "2022-01-19", func(v any) rule.Value {
			set := v.(rule.LetterTemplates)
			set.SignDays = 2
			return set
		})
		h.county(rule.LetterSigning, "2022-01-19", func(v any) rule.Value {
			return rule.Ladder{Rungs: []rule.Rung{v.(rule.Ladder).Rungs[0], v.(rule.Ladder).Rungs[1]}}
		})
		h.until("2022-01-20", 9)
		second := h.sent("红堡镇人民政府")
		if first.Clock.Due != "2022-01-28" || second.Clock.Due != "2022-01-22" || second.Clock.Fired != 1 {
			t.Errorf("%+v, %+v: the reminder of three days before lies behind", first.Clock, second.Clock)
		}
		h.until("2022-02-20", 9)
		h.told("by each its own", "01-23 00:00 late lead_post,unit_chief,issuer 清水县人民政府 红堡镇人民政府", "01-25 09:00 remind lead_post 清水县人民政府 永清镇人民政府",
			"01-29 00:00 late lead_post,unit_chief,issuer 清水县人民政府 永清镇人民政府", "02-04 09:00 week lead_post,unit_chief,issuer,office 清水县人民政府 永清镇人民政府",
			"02-12 09:00 fortnight unit_chief,issuer,office,leader 清水县人民政府 永清镇人民政府")
		h.county(rule.LetterSet, "2022-02-21", func(v any) rule.Value {
			set := v.(rule.LetterTemplates)
			set.SignDays = 0
			return set
		})
		h.until("2022-02-21", 9)
		if third := h.sent("清水县应急管理局"); third.Clock != nil {
			t.Errorf("no day is set: %+v", third.Clock)
		}
		h.until("2022-04-01", 9)
		if n := len(h.urged()); n != 5 {
			t.Errorf("a letter without a day is chased: %d", n)
		}
	})
}

// A county that is older than clocks: the migration sets alarms that ring at once, as it is done here. What is late is
// told once, to everybody whom it should have been told to; what lies ahead is wound.
func TestLettersOfAnOlderCountyAreChased(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		l := h.sent("永清镇人民政府")
		ok(t, h.db.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
			old := l
			old.Clock = nil
			doc, err := db.Encode(old)
			if err != nil {
				return err
			}
			for _, stmt := range []string{`DELETE FROM timer`, `INSERT INTO timer (key, kind, ref, due_at, attempt)
				SELECT 'letter/' || id, 'letter.clock', 'letter.letter:' || id, 1, 0 FROM letter WHERE state = 'sent'`, `DELETE FROM letter_duty`,
				`INSERT INTO letter_duty (record, what, seat, ends, person, since, doc) SELECT id, 'stale', '', '', '', 0, '' FROM letter WHERE state IN ('sent', 'signed')`} {
				if _, err := tx.ExecContext(ctx, stmt); err != nil {
					return err
				}
			}
			_, err = tx.ExecContext(ctx, `UPDATE letter SET doc = $1 WHERE id = $2`, doc, l.ID)
			return err
		}))
		ok(t, h.Settle(ctx))
		if got := h.due(h.actors["永清镇人民政府"]); got != "2022-01-28" {
			t.Errorf("to be signed until %s", got)
		}
		h.now.Store(anlan.Date("2022-02-05").Start().Time().UnixMilli()) // the office was away for the new year
		h.until("2022-02-06", 9)
		h.told("late", "02-05 00:00 week lead_post,unit_chief,issuer,office 清水县人民政府 永清镇人民政府")
		h.signs(l, "永清镇人民政府", letter.RoleSigner)
		h.signs(l, "清水县人民政府", letter.RoleIssuer)
		h.until("2022-03-06", 9)
		if n := len(h.urged()); n != 1 {
			t.Errorf("told %d times", n)
		}
	})
}
