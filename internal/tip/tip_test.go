package tip_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"anlan"
	"anlan/internal/dbtest"
	"anlan/internal/event"
	"anlan/internal/tip"
)

// A report goes its way: received, accepted, confirmed with a hazard, fixed; and its reporter follows it.
func TestWay(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		f := h.form()
		f.Photos = []tip.Photo{h.photo(40)}
		slip, got := h.sent(f)
		if got.Desk != h.units["安委办"].ID || got.State != tip.Received || got.Spot.Unit != h.units["商场"].ID || len(got.Photos) != 1 {
			t.Fatalf("%+v", got)
		}
		again, err := h.Submit(ctx, f)
		ok(t, err)
		if again != slip {
			t.Errorf("pressed twice: %+v and %+v", slip, again)
		}
		_, err = h.Confirm(ctx, h.office(), got.ID, tip.Confirmation{Answer: "属实", Known: "x"})
		refused(t, err, anlan.ErrTipWrongState)
		_, err = h.Accept(ctx, h.office(), got.ID)
		ok(t, err)
		_, err = h.Say(ctx, h.office(), got.ID, "是哪一个出口？")
		ok(t, err)
		seen, err := h.Follow(ctx, tip.SayCode(slip.Code))
		ok(t, err)
		if !seen.Asked || seen.State != tip.Checking || seen.Messages[0].By != "" || seen.Desk != "安委办" {
			t.Errorf("%+v", seen)
		}
		_, err = h.Add(ctx, slip.Code, tip.Addition{Text: "靠电梯的那个", Photos: []tip.Photo{h.photo(90)}})
		ok(t, err)
		found := tip.Found{Category: "exit", Text: "二层东侧安全出口锁闭", Photos: []string{got.Photos[0].Hash}}
		done, err := h.Confirm(ctx, h.office(), got.ID, tip.Confirmation{Answer: "核查属实，已责令整改", Found: &found})
		ok(t, err)
		if len(h.finder.opened) != 1 || h.finder.opened[0].Site != h.site.ID || !h.finder.opened[0].Worker || len(h.finder.opened[0].Kept) != 1 {
			t.Errorf("%+v", h.finder.opened)
		}
		ok(t, h.HazardMoved(ctx, done.Hazard, "closed"))
		ok(t, h.HazardMoved(ctx, done.Hazard, "closed"))
		seen, err = h.Follow(ctx, slip.Code)
		ok(t, err)
		if seen.State != tip.Fixed || seen.Answer != "核查属实，已责令整改" || seen.Photos != 2 || seen.May {
			t.Errorf("%+v", seen)
		}
		ok(t, h.HazardMoved(ctx, done.Hazard, "dropped"))
		if now, _ := h.Get(ctx, h.office(), got.ID); now.State != tip.Checking || now.Hazard != "" || now.Ended != 0 {
			t.Errorf("%+v", now)
		}
	})
}

// What a form lacks is told all at once.
func TestForm(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		_, err := h.Submit(ctx, tip.Form{Ticket: tip.NewTicket(), Text: "乱", Category: "?", Person: tip.Person{Phone: "call me"}})
		for _, want := range []*anlan.Error{anlan.ErrTipTextShort, anlan.ErrTipCategory, anlan.ErrTipWhere, anlan.ErrTipPhone} {
			refused(t, err, want)
		}
		f := h.form()
		f.Ticket = "1"
		_, err = h.Submit(ctx, f)
		refused(t, err, anlan.ErrTipTicket)
		f = h.form()
		f.Site = "00000000-0000-7000-8000-000000000000"
		_, err = h.Submit(ctx, f)
		refused(t, err, anlan.ErrTipSite)
		f = h.form()
		f.Photos = []tip.Photo{{Hash: strings.Repeat("a", 64)}}
		_, err = h.Submit(ctx, f)
		refused(t, err, anlan.ErrTipPhotoGone)
		f = h.form()
		f.Channel = "phone"
		_, err = h.Enter(ctx, h.actor("商场", anlan.RoleEnterprise), f)
		refused(t, err, anlan.ErrForbidden)
		slip, err := h.Enter(ctx, h.actor("应急局", anlan.RoleDepartment), f)
		ok(t, err)
		_, err = h.Follow(ctx, slip.Code)
		ok(t, err)
		f = h.form()
		f.Point = &tip.Point{Accuracy: 9} // a device that has found no place
		if _, x := h.sent(f); x.Spot.Point != nil {
			t.Errorf("a place that nobody found is kept: %+v", x.Spot.Point)
		}
	})
}

// Whoever is reported neither sees nor handles it, and another desk only what was given to it.
func TestWhoSees(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		_, got := h.sent(h.form())
		for _, a := range []anlan.Actor{h.actor("商场", anlan.RoleEnterprise), h.actor("应急局", anlan.RoleDepartment),
			{Account: "s", Post: "s", Unit: "u", Roles: []anlan.Role{anlan.RoleSystem}, Scope: anlan.Scope{All: true}},
			{Account: "s", Post: "s", Unit: "u", Roles: []anlan.Role{anlan.RoleAudit}, Scope: anlan.Scope{All: true}},
			{Account: "s", Post: "s", Unit: h.units["商场"].ID, Roles: []anlan.Role{anlan.RoleLeader}, Scope: anlan.Scope{All: true}}} {
			_, err := h.Get(ctx, a, got.ID)
			refused(t, err, anlan.ErrNotFound)
			if p, err := h.List(ctx, a, tip.Filter{}); err == nil && len(p.Items) > 0 {
				t.Errorf("%v sees %+v", a.Roles, p.Items)
			}
		}
		_, err := h.Transfer(ctx, h.office(), got.ID, tip.HandOn{Desk: h.units["商场"].ID, Reason: "转交"})
		refused(t, err, anlan.ErrTipDesk)
		_, err = h.Transfer(ctx, h.office(), got.ID, tip.HandOn{Desk: h.units["应急局"].ID, Reason: "行业监管"})
		ok(t, err)
		moved, err := h.Get(ctx, h.actor("应急局", anlan.RoleDepartment), got.ID)
		ok(t, err)
		if moved.AcceptBy != got.AcceptBy || moved.State != tip.Received {
			t.Errorf("handing on moved the deadline: %+v", moved)
		}
		if p, _ := h.List(ctx, h.actor("应急局", anlan.RoleDepartment), tip.Filter{}); len(p.Items) != 1 {
			t.Errorf("not in the new desk's inbox: %+v", p.Items)
		}
		_, err = h.Transfer(ctx, h.actor("应急局", anlan.RoleDepartment), got.ID, tip.HandOn{Organ: "县公安局", Reason: "涉嫌犯罪", Answer: "已移送公安机关"})
		ok(t, err)
	})
}

// Time urges whoever sleeps on a report, once a rung.
func TestClock(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		_, got := h.sent(h.form())
		h.pass(30 * 24 * time.Hour)
		h.ring()
		late := 0
		for _, e := range h.events() {
			if e.Kind == "tip.late" && e.Ref.ID == got.ID {
				late++
			}
		}
		if late != 3 {
			t.Errorf("urged %d times, want 3", late)
		}
	})
}

// The identity stays in its envelope until two posts open it, and then it ends.
func TestVault(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		f := h.form()
		f.Photos = []tip.Photo{h.photo(7)}
		slip, got := h.sent(f)
		h.nowhere("举报人甲", "139 0000 0000", "三号柜台") // in no event
		asked, err := h.AskOpening(ctx, h.office(), got.ID, "需要当面核实位置")
		ok(t, err)
		o := asked.Openings[0].ID
		_, err = h.Open(ctx, h.office(), got.ID, o, "")
		refused(t, err, anlan.ErrTipOpeningOver)
		_, err = h.DecideOpening(ctx, h.office(), got.ID, o, true)
		refused(t, err, anlan.ErrTipOpeningOwn)
		same := h.leader()
		same.Account = h.office().Account
		_, err = h.DecideOpening(ctx, same, got.ID, o, true)
		refused(t, err, anlan.ErrTipOpeningOwn)
		_, err = h.DecideOpening(ctx, h.leader(), got.ID, o, true)
		ok(t, err)
		_, err = h.Open(ctx, h.leader(), got.ID, o, "")
		refused(t, err, anlan.ErrForbidden)
		p, err := h.Open(ctx, h.office(), got.ID, o, "")
		ok(t, err)
		if p != f.Person {
			t.Errorf("%+v", p)
		}
		seen, err := h.Follow(ctx, slip.Code)
		ok(t, err)
		if len(seen.Openings) != 1 || seen.Openings[0].Reason != "需要当面核实位置" || seen.Openings[0].Asked.Post != "" || seen.Openings[0].Readings != 1 {
			t.Errorf("the reporter is not told: %+v", seen.Openings)
		}
		h.pass(25 * time.Hour)
		_, err = h.Open(ctx, h.office(), got.ID, o, "")
		refused(t, err, anlan.ErrTipOpeningOver)
		h.nowhere("举报人甲", "139 0000 0000")
		_, err = h.Accept(ctx, h.office(), got.ID)
		ok(t, err)
		_, err = h.Dismiss(ctx, h.office(), got.ID, tip.Dismissal{Answer: "现场核查，出口常开"})
		ok(t, err)
		h.pass(200 * 24 * time.Hour)
		h.ring()
		ended, err := h.Get(ctx, h.office(), got.ID)
		ok(t, err)
		if ended.Identity.Destroyed == 0 {
			t.Errorf("still kept: %+v", ended.Identity)
		}
		if n := h.count(`SELECT count(*) FROM tip_secret`); n != 0 {
			t.Errorf("%d envelopes left", n)
		}
		_, err = h.AskOpening(ctx, h.office(), got.ID, "又要看")
		refused(t, err, anlan.ErrTipNoIdentity)
	})
}

// A phrase guards the vault even from whoever has the machine's files; five wrong tries are enough.
func TestPhrase(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		f := h.form()
		_, got := h.sent(f)
		_, err := h.SetPhrase(ctx, h.office(), "", "一句很长的保管口令不会忘记", false)
		refused(t, err, anlan.ErrForbidden)
		_, err = h.SetPhrase(ctx, h.keeper(), "", "太短", false)
		refused(t, err, anlan.ErrTipPhraseShort)
		v, err := h.SetPhrase(ctx, h.keeper(), "", "一句很长的保管口令不会忘记", false)
		ok(t, err)
		if !v.Locked {
			t.Error("not locked")
		}
		keys, err := tip.OpenKeys(h.keys) // as after a start
		ok(t, err)
		vault, err := tip.OpenVault(keys)
		ok(t, err)
		if !vault.Locked() || vault.Print() != v.Print {
			t.Error("the phrase did not outlive the program")
		}
		asked, err := h.AskOpening(ctx, h.office(), got.ID, "核实")
		ok(t, err)
		o := asked.Openings[0].ID
		_, err = h.DecideOpening(ctx, h.leader(), got.ID, o, true)
		ok(t, err)
		p, err := h.Open(ctx, h.office(), got.ID, o, "一句很长的保管口令不会忘记")
		ok(t, err)
		if p != f.Person {
			t.Errorf("%+v", p)
		}
		for range 5 {
			_, err = h.Open(ctx, h.office(), got.ID, o, "猜一个口令试试看行不行")
			refused(t, err, anlan.ErrTipPhraseWrong)
		}
		_, err = h.Open(ctx, h.office(), got.ID, o, "一句很长的保管口令不会忘记")
		refused(t, err, anlan.ErrBusy)
	})
}

// Two keepers have a phrase each: either opens, and either sets the other's anew when it is forgotten.
func TestTwoKeepers(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		const first, second, third = "第一位保管人记得住的一句话", "第二位保管人自己的另一句话", "忘了以后重新想的第三句话"
		f := h.form()
		_, got := h.sent(f)
		_, err := h.SetPhrase(ctx, h.keeper(), "", second, true)
		refused(t, err, anlan.ErrTipPhraseFirst)
		_, err = h.SetPhrase(ctx, h.keeper(), "", first, false)
		ok(t, err)
		_, err = h.SetPhrase(ctx, h.keeper(), first, first, true)
		refused(t, err, anlan.ErrTipPhraseSame)
		v, err := h.SetPhrase(ctx, h.keeper(), first, second, true)
		ok(t, err)
		if v.Keepers != 2 {
			t.Errorf("%+v", v)
		}
		_, err = h.SetPhrase(ctx, h.keeper(), second, third, false) // the first has forgotten
		ok(t, err)
		keys, err := tip.OpenKeys(h.keys) // as after a start
		ok(t, err)
		vault, err := tip.OpenVault(keys)
		ok(t, err)
		h.Vault = vault
		asked, err := h.AskOpening(ctx, h.office(), got.ID, "核实")
		ok(t, err)
		o := asked.Openings[0].ID
		_, err = h.DecideOpening(ctx, h.leader(), got.ID, o, true)
		ok(t, err)
		for _, phrase := range []string{second, third} {
			p, err := h.Open(ctx, h.office(), got.ID, o, phrase)
			ok(t, err)
			if p != f.Person {
				t.Errorf("%+v", p)
			}
		}
		_, err = h.Open(ctx, h.office(), got.ID, o, first)
		refused(t, err, anlan.ErrTipPhraseWrong)
	})
}

// An envelope that was put in the place of another is not believed.
func TestEnvelopeSwapped(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		_, a := h.sent(h.form())
		g := h.form()
		g.Person.Name = "举报人乙"
		_, b := h.sent(g)
		h.exec(`UPDATE tip_secret SET sealed = (SELECT sealed FROM tip_secret WHERE tip = $1) WHERE tip = $2`, string(b.ID), string(a.ID))
		asked, err := h.AskOpening(ctx, h.office(), a.ID, "核实")
		ok(t, err)
		_, err = h.DecideOpening(ctx, h.leader(), a.ID, asked.Openings[0].ID, true)
		ok(t, err)
		_, err = h.Open(ctx, h.office(), a.ID, asked.Openings[0].ID, "")
		refused(t, err, anlan.ErrTipEnvelopeBroken)
	})
}

// Officials see a picture without what the camera wrote into it; what came is nowhere on disk; a form
// that is never sent leaves nothing.
func TestPhotos(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		p := h.photo(120)
		f, err := h.Blob.Open(p.Hash)
		ok(t, err)
		data, err := io.ReadAll(f)
		ok(t, err)
		f.Close()
		if bytes.Contains(data, []byte("HUAWEI")) || bytes.Contains(data, []byte("Exif")) {
			t.Error("the copy still tells of the camera")
		}
		read, good := h.Keys.ReadReceipt(h.Receipt(p))
		if !good || read.Hash != p.Hash || read.Size != p.Size {
			t.Errorf("%+v %v", read, good)
		}
		if _, good := h.Keys.ReadReceipt(strings.Replace(h.Receipt(p), p.Hash[:2], "zz", 1)); good {
			t.Error("a forged receipt was believed")
		}
		kept := h.form()
		kept.Photos = []tip.Photo{h.photo(200)}
		h.sent(kept)
		h.pass(25 * time.Hour)
		ok(t, h.Sweep(ctx))
		if _, err := h.Blob.Open(p.Hash); err == nil {
			t.Error("the picture of a form that was never sent is still there")
		}
		if f, err := h.Blob.Open(kept.Photos[0].Hash); err != nil {
			t.Error("the picture of a report is gone", err)
		} else {
			f.Close()
		}
		_, err = h.TakePhoto(ctx, strings.NewReader("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"), "a.heic")
		refused(t, err, anlan.ErrBlobNoPhoto)
	})
}

// A reward is proposed by the rule, decided by a post, and paid to whoever has the code.
func TestReward(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		slip, got := h.sent(h.form())
		_, err := h.Accept(ctx, h.office(), got.ID)
		ok(t, err)
		_, err = h.Confirm(ctx, h.office(), got.ID, tip.Confirmation{Answer: "属实", Found: &tip.Found{Category: "exit", Text: "安全出口锁闭"}})
		ok(t, err)
		p, err := h.Proposal(ctx, h.office(), got.ID, tip.Basis{Major: true, Fine: 50_000})
		ok(t, err)
		if p.Amount != 7500 || len(p.Steps) != 1 {
			t.Errorf("%+v", p)
		}
		_, err = h.Decide(ctx, h.office(), got.ID, tip.RewardDraft{Basis: tip.Basis{Major: true, Fine: 50_000}, Amount: 8000})
		refused(t, err, anlan.ErrTipRewardReason)
		_, err = h.Decide(ctx, h.office(), got.ID, tip.RewardDraft{Basis: tip.Basis{Major: true, Fine: 50_000}, Amount: 7500})
		ok(t, err)
		_, err = h.Collect(ctx, h.office(), got.ID, "0000 0000 0000 0001", "凭1")
		refused(t, err, anlan.ErrTipCodeOther)
		paid, err := h.Collect(ctx, h.office(), got.ID, slip.Code, "凭1")
		ok(t, err)
		if paid.Reward.Collected == 0 || paid.Reward.Receipt != "凭1" {
			t.Errorf("%+v", paid.Reward)
		}
		_, err = h.Collect(ctx, h.office(), got.ID, slip.Code, "凭2")
		refused(t, err, anlan.ErrTipRewardNone)
	})
}

// A reward that nobody collects ends, and the identity some months later.
func TestRewardLapses(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		_, got := h.sent(h.form())
		_, err := h.Accept(ctx, h.office(), got.ID)
		ok(t, err)
		done, err := h.Confirm(ctx, h.office(), got.ID, tip.Confirmation{Answer: "属实", Found: &tip.Found{Category: "exit", Text: "安全出口锁闭"}})
		ok(t, err)
		_, err = h.Decide(ctx, h.office(), got.ID, tip.RewardDraft{Basis: tip.Basis{Major: true}, Amount: 3000})
		ok(t, err)
		ok(t, h.HazardMoved(ctx, done.Hazard, "closed"))
		if now, _ := h.Get(ctx, h.office(), got.ID); now.Identity.Until != 0 {
			t.Error("the identity would end before the reward")
		}
		h.pass(61 * 24 * time.Hour)
		h.ring()
		now, err := h.Get(ctx, h.office(), got.ID)
		ok(t, err)
		if now.Reward.Lapsed == 0 || now.Identity.Until == 0 {
			t.Errorf("%+v %+v", now.Reward, now.Identity)
		}
	})
}

// The ledger's witness sees every report as it was sealed, and a change behind the program's back.
func TestWitness(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		h.sent(h.form())
		odd := 0
		walk := func() {
			ok(t, h.Records(ctx, func(_ anlan.Ref, r any) error {
				if _, sound := r.(json.RawMessage); !sound {
					odd++
				}
				return nil
			}))
		}
		if walk(); odd != 0 {
			t.Error("a sound record is odd")
		}
		h.exec(`UPDATE tip SET state = 'fixed'`)
		if walk(); odd != 1 {
			t.Error("an altered column went unseen")
		}
	})
}

// events reads everything that happened.
func (h house) events() (list []anlan.Event) {
	h.t.Helper()
	dbtest.Numbered(h.t, h.db)
	_, err := event.Catch(ctx, h.db, "test", func(_ context.Context, batch []anlan.Event) error {
		list = append(list, batch...)
		return nil
	})
	ok(h.t, err)
	return list
}

// nowhere makes sure that no event and no file of keys or pictures holds the words.
func (h house) nowhere(words ...string) {
	h.t.Helper()
	rows, err := h.db.Reader().QueryContext(ctx, `SELECT body FROM event`)
	ok(h.t, err)
	defer rows.Close()
	n := 0
	for rows.Next() {
		var body string
		ok(h.t, rows.Scan(&body))
		n++
		for _, w := range words {
			if strings.Contains(body, w) {
				h.t.Errorf("an event holds %q: %s", w, body)
			}
		}
	}
	ok(h.t, rows.Err())
	if n == 0 {
		h.t.Error("no event at all")
	}
	list, err := filepath.Glob(filepath.Join(h.keys, "*"))
	ok(h.t, err)
	for _, name := range list {
		raw, err := os.ReadFile(name)
		ok(h.t, err)
		for _, w := range words {
			if bytes.Contains(raw, []byte(w)) {
				h.t.Errorf("%s holds %q", name, w)
			}
		}
	}
	var secret string
	ok(h.t, h.db.Reader().QueryRowContext(ctx, `SELECT sealed FROM tip_secret LIMIT 1`).Scan(&secret))
	var docs string
	ok(h.t, h.db.Reader().QueryRowContext(ctx, `SELECT doc FROM tip LIMIT 1`).Scan(&docs))
	for _, w := range words[:2] {
		if strings.Contains(secret, w) || strings.Contains(docs, w) {
			h.t.Errorf("a row holds %q", w)
		}
	}
}
