package tip_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"anlan"
	"anlan/internal/tip"
)

// TestWalk lets people and offices do lawful and unlawful things in any order, some of them twice, while
// time goes on, and holds the room to its laws: whoever has a code finds the report, the record is never
// lost nor doubled, no verb but a granted opening shows who reported, and no event ever holds it.
func TestWalk(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		r := rand.New(rand.NewPCG(2026, 3))
		w := walker{house: h, t: t, r: r, sent: map[string]tip.Form{}, ids: map[string]anlan.ID{}}
		for n := range 250 {
			w.step(n)
		}
		w.laws()
	})
}

type walker struct {
	house
	t     *testing.T
	r     *rand.Rand
	sent  map[string]tip.Form // by code
	codes []string
	ids   map[string]anlan.ID
}

// may takes an error that the rules explain; anything else ends the walk.
func (w *walker) may(err error) {
	w.t.Helper()
	if err != nil && anlan.KindOf(err) == anlan.Internal {
		w.t.Fatal(err)
	}
}

func (w *walker) step(n int) {
	if len(w.codes) == 0 || w.r.IntN(5) == 0 {
		w.report(n)
		return
	}
	code := w.codes[w.r.IntN(len(w.codes))]
	id := w.ids[code]
	who := []anlan.Actor{w.office(), w.leader(), w.actor("应急局", anlan.RoleDepartment), w.actor("商场", anlan.RoleEnterprise)}[w.r.IntN(4)]
	var err error
	switch w.r.IntN(12) {
	case 0, 1:
		_, err = w.Accept(ctx, who, id)
	case 2:
		_, err = w.Say(ctx, who, id, "请补充")
	case 3:
		_, err = w.Add(ctx, code, tip.Addition{Text: fmt.Sprintf("补充 %d", n)})
	case 4:
		_, err = w.Confirm(ctx, who, id, tip.Confirmation{Answer: "属实", Found: &tip.Found{Category: "exit", Text: "锁闭"}})
	case 5:
		_, err = w.Dismiss(ctx, who, id, tip.Dismissal{Answer: "不属实"})
	case 6:
		_, err = w.Transfer(ctx, who, id, tip.HandOn{Desk: w.units["应急局"].ID, Reason: "监管"})
	case 7:
		_, err = w.AskOpening(ctx, who, id, "核实")
	case 8:
		err = w.decide(who, id)
	case 9:
		err = w.peek(who, code)
	case 10:
		w.pass(time.Duration(w.r.IntN(20)) * 24 * time.Hour)
		w.ring()
	case 11:
		if x, gone := w.Get(ctx, w.office(), id); gone == nil && x.Hazard != "" {
			err = w.HazardMoved(ctx, x.Hazard, []string{"closed", "open", "dropped"}[w.r.IntN(3)])
		}
	}
	w.may(err)
}

// report sends a form, now and then twice.
func (w *walker) report(n int) {
	f := w.form()
	f.Person = tip.Person{Name: fmt.Sprintf("无名氏%04d", n), Phone: fmt.Sprintf("1390000%04d", n)}
	slip, err := w.Submit(ctx, f)
	ok(w.t, err)
	if w.r.IntN(3) == 0 {
		again, err := w.Submit(ctx, f)
		ok(w.t, err)
		if again != slip {
			w.t.Fatalf("one form became two: %+v and %+v", slip, again)
		}
	}
	w.sent[slip.Code], w.codes = f, append(w.codes, slip.Code)
	page, err := w.List(ctx, w.office(), tip.Filter{Limit: 200})
	ok(w.t, err)
	for _, x := range page.Items {
		if x.Number == slip.Number {
			w.ids[slip.Code] = x.ID
		}
	}
}

func (w *walker) decide(who anlan.Actor, id anlan.ID) error {
	x, err := w.Get(ctx, who, id)
	if err != nil || len(x.Openings) == 0 {
		return err
	}
	_, err = w.DecideOpening(ctx, who, id, x.Openings[len(x.Openings)-1].ID, w.r.IntN(2) == 0)
	return err
}

// peek tries to see who reported, with or without right.
func (w *walker) peek(who anlan.Actor, code string) error {
	x, err := w.Get(ctx, w.office(), w.ids[code])
	if err != nil || len(x.Openings) == 0 {
		return err
	}
	o := x.Openings[len(x.Openings)-1]
	p, err := w.Open(ctx, who, x.ID, o.ID, "")
	if err == nil && (o.State != tip.Granted || o.Asked.Post != who.Post || o.Decided.Post == who.Post || p != w.sent[code].Person) {
		w.t.Fatalf("the vault opened to %v under %+v and showed %+v", who.Roles, o, p)
	}
	return err
}

// laws are what holds however the walk went.
func (w *walker) laws() {
	for code, f := range w.sent {
		seen, err := w.Follow(ctx, code)
		if err != nil || seen.Text != f.Text {
			w.t.Errorf("%s is lost: %+v, %v", code, seen, err)
		}
	}
	if n := w.count(`SELECT count(*) FROM tip`); n != len(w.sent) {
		w.t.Errorf("%d reports of %d forms", n, len(w.sent))
	}
	rows, err := w.db.Reader().QueryContext(ctx, `SELECT body FROM event`)
	ok(w.t, err)
	defer rows.Close()
	for rows.Next() {
		var body string
		ok(w.t, rows.Scan(&body))
		if strings.Contains(body, "无名氏") || strings.Contains(body, "1390000") || strings.Contains(body, "三号柜台") {
			w.t.Errorf("an event tells who, or what was said: %s", body)
		}
	}
	ok(w.t, errors.Join(rows.Err()))
	late := w.count(`SELECT count(*) FROM tip_secret WHERE tip NOT IN (SELECT id FROM tip)`)
	if late != 0 {
		w.t.Errorf("%d envelopes belong to nobody", late)
	}
}
