package committee_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"anlan"
	"anlan/internal/calendar"
	"anlan/internal/committee"
	"anlan/internal/committee/minutes"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/matter"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

var ctx = context.Background()

// house is a small county with its committee: an office, two departments, three townships.
type house struct {
	*committee.Service
	t       *testing.T
	db      *db.DB
	matters *matter.Service
	units   map[string]registry.Unit
	office  anlan.Actor
	now     *atomic.Int64
}

// both runs fn on both engines, each with a county of its own and a clock that goes a millisecond
// further whenever it is looked at.
func both(t *testing.T, fn func(t *testing.T, h house)) {
	t.Helper()
	for name, open := range map[string]func(testing.TB, db.Options) *db.DB{"sqlite": dbtest.SQLite, "postgres": dbtest.OnPostgres} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			now := new(atomic.Int64)
			now.Store(anlan.Date("2022-01-18").Start().Add(9 * time.Hour).Time().UnixMilli())
			d := open(t, db.Options{Now: func() time.Time { return time.UnixMilli(now.Add(1)) }})
			fn(t, setup(t, d, now))
		})
	}
}

func (h house) pass(d time.Duration) { h.now.Add(d.Milliseconds()) }

func setup(t *testing.T, d *db.DB, now *atomic.Int64) house {
	t.Helper()
	h := house{t: t, db: d, units: map[string]registry.Unit{}, now: now}
	reg := registry.New(d)
	admin := anlan.Actor{Account: "a", Post: "p", Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}
	for _, p := range []registry.Place{{Code: "620521", Name: "清水县", Level: registry.CountyLevel},
		{Code: "620521100", Name: "永清镇", Level: registry.Township, Parent: "620521"},
		{Code: "620521101", Name: "红堡镇", Level: registry.Township, Parent: "620521"},
		{Code: "620521102", Name: "白驼镇", Level: registry.Township, Parent: "620521"}} {
		_, err := reg.SavePlace(ctx, admin, p)
		ok(t, err)
	}
	unit := func(kind registry.UnitKind, name, place string, rank int64, parent anlan.ID) {
		u, err := reg.CreateUnit(ctx, admin, registry.UnitDraft{Kind: kind, Name: name, Place: place, Rank: rank, Parent: parent})
		ok(t, err)
		_, err = reg.CreatePost(ctx, admin, registry.PostDraft{Unit: u.ID, Title: name + "联络员", Kind: registry.Liaison})
		ok(t, err)
		h.units[name] = u
	}
	unit(registry.Committee, "清水县安全生产委员会", "620521", 1, "")
	unit(registry.CommitteeOffice, "清水县安委办", "620521", 2, h.units["清水县安全生产委员会"].ID)
	unit(registry.Department, "清水县应急管理局", "620521", 3, "")
	unit(registry.Department, "清水县住房和城乡建设局", "620521", 4, "")
	unit(registry.TownshipUnit, "永清镇", "620521100", 10, "")
	unit(registry.TownshipUnit, "红堡镇", "620521101", 11, "")
	unit(registry.TownshipUnit, "白驼镇", "620521102", 12, "")
	body := h.units["清水县安全生产委员会"].ID
	for _, name := range []string{"清水县应急管理局", "清水县住房和城乡建设局"} {
		ok(t, reg.SetMember(ctx, admin, body, h.units[name].ID, "2020-01-01", ""))
	}
	h.office = h.actor("清水县安委办", anlan.RoleOffice)
	h.wire()
	return h
}

func (h *house) wire() {
	book, err := rule.Builtin()
	ok(h.t, err)
	cal, err := calendar.New(book)
	ok(h.t, err)
	rules, days := func() *rule.Book { return book }, func() *calendar.Calendar { return cal }
	h.matters = matter.NewService(h.db, rules, days, seats{h.db})
	h.Service = committee.New(committee.Options{DB: h.db, Matters: h.matters, Seats: seats{h.db}, Reader: lines{}, Rules: rules, Days: days})
}

// actor is somebody in a chair of the unit.
func (h house) actor(unit string, role anlan.Role) anlan.Actor {
	u := h.units[unit]
	return anlan.Actor{Account: "acc-" + u.ID, Post: "post-" + u.ID, Unit: u.ID, Roles: []anlan.Role{role}, Scope: anlan.Scope{Units: []anlan.ID{u.ID}}}
}

func (h house) id(unit string) anlan.ID { return h.units[unit].ID }

type seats struct{ d *db.DB }

func (x seats) Seat(ctx context.Context, unit anlan.ID) (matter.Seat, error) {
	dir := registry.In(x.d.Reader())
	u, err := dir.Unit(ctx, unit)
	if err != nil {
		return matter.Seat{}, err
	}
	post, err := dir.LeadPost(ctx, unit)
	return matter.Seat{Unit: u.ID, Branch: u.ID, Place: u.Place, Post: post.ID}, err
}

// lines is a reader whose every line is kind|owners|due|text: these tests are about what becomes of a
// proposal, not about reading.
type lines struct{}

// Plain folds one glyph, so that a test sees that it was asked.
func (lines) Plain(s string) string { return strings.ReplaceAll(s, "學(xué)", "学") }

func (lines) ParseString(s string, _ minutes.Options) minutes.Proposal {
	var p minutes.Proposal
	at := 0
	for _, line := range strings.Split(s, "\n") {
		n := len([]rune(line))
		if f := strings.Split(line, "|"); len(f) == 4 {
			d := minutes.Decision{Kind: minutes.Kind(f[0]), Text: f[3], Topic: "fire", Why: "规则4",
				Source: minutes.Source{Start: at + n - len([]rune(f[3])), End: at + n}}
			d.Owners = strings.Split(f[1], "、")
			if due := anlan.Date(f[2]); due != "" {
				d.Due = &due
			}
			p.Decisions = append(p.Decisions, d)
		}
		at += n + 1
	}
	return p
}

const text = `会议于1月17日下午召开，县长主持会议。
task|各乡镇|2022-01-25|开展冬春火灾隐患排查并建立台账
task|住建局|2022-01-20|对燃气管网开展一次全面检查
slogan|各单位||坚决扛起政治责任
task|某某公司|2022-02-01|报送整改方案
这一句没有读出来，需要人来看。`

// minuted records a meeting and reads its text.
func (h house) minuted() committee.Meeting {
	h.t.Helper()
	m, err := h.CreateMeeting(ctx, h.office, committee.MeetingDraft{Kind: committee.Enlarged, Title: "2022年安委会第一次全体（扩大）会议",
		Date: "2022-01-17", Session: "afternoon", State: committee.Held})
	ok(h.t, err)
	m, err = h.KeepMinutes(ctx, h.office, m.ID, m.Revision, text, "纪要.txt")
	ok(h.t, err)
	return m
}

// tick ticks every decision that has no hindrance and returns the ticked ones.
func (h house) tick(meeting anlan.ID) []anlan.ID {
	h.t.Helper()
	desk, err := h.Desk(ctx, h.office, meeting)
	ok(h.t, err)
	var list []anlan.ID
	for _, d := range desk.Decisions {
		if _, err := h.TickDecision(ctx, h.office, d.ID, d.Revision, true); err == nil {
			list = append(list, d.ID)
		}
	}
	return list
}

// sent is a meeting whose two sendable tasks went out.
func (h house) sent() (committee.Meeting, committee.Dispatch) {
	h.t.Helper()
	m := h.minuted()
	p, err := h.Dispatch(ctx, h.office, m.ID, committee.Sending{Decisions: h.tick(m.ID), Revision: m.Revision})
	ok(h.t, err)
	m, err = h.Get(ctx, h.office, m.ID)
	ok(h.t, err)
	return m, p
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// setupOne is a county on SQLite, for rules that no engine can change.
func setupOne(t *testing.T) house {
	t.Helper()
	now := new(atomic.Int64)
	now.Store(anlan.Date("2022-01-18").Start().Time().UnixMilli())
	return setup(t, dbtest.SQLite(t, db.Options{Now: func() time.Time { return time.UnixMilli(now.Load()) }}), now)
}

// behindTheBack changes rows as somebody with the database's password would.
func (h house) behindTheBack(text string) error {
	return h.db.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		_, err := tx.ExecContext(ctx, text)
		return err
	})
}
