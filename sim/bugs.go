package sim

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
	"testing/fstest"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/event"
	"anlan/internal/matter"
	"anlan/internal/rule"
	"anlan/internal/timer"
	"anlan/policy"
)

// Bug is a mistake planted from outside the product: by rules that are not what they ought to be, by
// triggers on the database, by a wrapper around a service or a handler.
type Bug struct {
	Name     string
	Law      int                        // the law it breaks; any law may be the first to notice
	Triggers []string                   // run once, behind the program's back
	Rules    func() (*rule.Book, error) // what the services read instead of the true rules
	Loop     func(loop) loop            // around the closed loop
	Timer    func(*county, timer.Handler) timer.Handler
	Fold     func(event.Handler) event.Handler
	Request  func(context.Context) context.Context
	Each     func(*county) error // after every deed
	Reopen   func(*county) error // after every start
	Amended  func(*county, rule.Subject) error
	Tear     func(wal []byte) []byte // what is left of the log after a crash
	Inside   bool                    // a program with this mistake would seal the wrong record itself: its seal is no help
}

// Bugs lists the planted mistakes. Each is one that somebody could make in the code.
func Bugs() []Bug {
	return append(append(ruleBugs(), stateBugs()...), plumbingBugs()...)
}

// misread is a rule book in which a text of a policy file reads differently, under the same version.
func misread(file, old, now string) func() (*rule.Book, error) {
	return func() (*rule.Book, error) {
		files := fstest.MapFS{}
		names, err := fs.Glob(policy.FS(), "*.yaml")
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			raw, err := fs.ReadFile(policy.FS(), name)
			if err != nil {
				return nil, err
			}
			text := string(raw)
			if name == file {
				if !strings.Contains(text, old) {
					return nil, fmt.Errorf("%s does not say %q any more", file, old)
				}
				text = strings.ReplaceAll(text, old, now)
			}
			files[name] = &fstest.MapFile{Data: []byte(text)}
		}
		return rule.Load(files)
	}
}

// ruleBugs are decisions made by the wrong figure.
func ruleBugs() []Bug {
	const supervise = `        - {key: supervise, zh: 督办单, en: Supervision order, anchor: due, offset: {value: 3, unit: day, at: "09:00"}, to: [lead_post, unit_chief, office], document: supervision_notice}` + "\n"
	return []Bug{
		{Name: "the ladder skips the supervision order", Law: 1, Rules: misread("urging-ladder.yaml", supervise, "")},
		{Name: "urging comes a day early", Law: 1, Rules: misread("urging-ladder.yaml", "offset: {value: 0, unit: hour}", "offset: {value: -24, unit: hour}")},
		{Name: "the sign-for clock runs half as fast", Law: 1, Rules: misread("sign-clock.yaml", "value: 2, unit: hour", "value: 4, unit: hour")},
		{Name: "one return too many is passed on", Law: 8, Rules: misread("return-hops.yaml", "max: 2", "max: 3")},
		{Name: "recall hours after sending", Law: 2, Rules: misread("recall.yaml", "minutes: 10", "minutes: 1000")},
		{Name: "rectification is accepted with one photo", Law: 4, Rules: misread("evidence.yaml", "asks: [{kind: photo, min: 2, zh: 整改前后对比照片", "asks: [{kind: photo, min: 1, zh: 整改前后对比照片")},
		{Name: "silence is noticed a week late", Law: 7, Rules: misread("progress.yaml", "none: 7", "none: 14")},
	}
}

// after is a trigger that runs in the same transaction, after an event of the kind was stored, and
// changes the matter it speaks of.
func after(kind, when, set string) []string {
	if when != "" {
		when = " AND " + when
	}
	return []string{`CREATE TRIGGER bug AFTER INSERT ON event WHEN NEW.kind = '` + kind + `'` + when + ` BEGIN
		UPDATE matter SET ` + set + ` WHERE id = substr(NEW.ref, 15); END`}
}

// field sets one value of a matter's document.
func field(path, value string) string { return "doc = json_set(doc, '$." + path + "', " + value + ")" }

const byClock = `json_extract(NEW.actor, '$.account') IS NULL`

// weekLater moves a deadline behind everybody's back, and everything that is computed from it.
const weekLater = `doc = json_set(doc, '$.due', date(json_extract(doc, '$.due'), '+7 days'), '$.deadline',
	strftime('%Y-%m-%dT%H:%M:%S.999+08:00', substr(json_extract(doc, '$.deadline'), 1, 19), '+7 days')), rank = rank + 604800000`

// stateBugs leave a matter in a state in which it should not be.
func stateBugs() []Bug {
	list := []Bug{
		{Name: "a refused extension moves the deadline", Law: 2, Triggers: after("matter.extension_refused", "", weekLater)},
		{Name: "a transfer gives a new deadline", Law: 2, Triggers: after("matter.transferred", "json_extract(NEW.body, '$.due') IS NOT NULL", weekLater)},
		{Name: "feedback rewrites when a matter became known", Law: 2, Triggers: after("matter.fed_back", "", field("known", "json_extract(doc, '$.moved')"))},
		{Name: "whoever did the work may accept it", Law: 3, Triggers: after("matter.fed_back", "", "doc = json_remove(json_set(doc, '$.lead.post', ''), '$.doers')")},
		{Name: "reopened work keeps its old evidence", Law: 4, Triggers: after("matter.reopened", "", field("proof", `json('{"photos":5,"documents":5}')`))},
		{Name: "evidence goes with a transfer", Law: 4, Triggers: after("matter.transferred", "", field("proof", `json('{"photos":5,"documents":5}')`))},
		{Name: "a hand-over forgets what waits for review", Law: 5, Triggers: after("matter.handed_over", "json_extract(NEW.body, '$.now.state') = 'reported'",
			"doc = json_set(doc, '$.lead.post', json_extract(NEW.body, '$.post')), post = json_extract(NEW.body, '$.post')")},
		{Name: "feedback cancels the matter's timer", Law: 1, Triggers: []string{`CREATE TRIGGER bug AFTER INSERT ON event WHEN NEW.kind = 'matter.fed_back'
			BEGIN DELETE FROM timer WHERE key = 'matter/' || substr(NEW.ref, 15); END`}},
		{Name: "the clock of silence is wound only once", Law: 7, Triggers: []string{`CREATE TRIGGER bug AFTER INSERT ON event WHEN NEW.kind = 'matter.urged'
			AND json_extract(NEW.body, '$.rung') = 'silent' BEGIN DELETE FROM timer WHERE key = 'matter/' || substr(NEW.ref, 15); END`}},
		{Name: "an extension leaves the matter overdue", Law: 1, Triggers: after("matter.extended", "json_extract(NEW.body, '$.was.overdue')",
			"doc = json_set(doc, '$.overdue', json('true')), overdue = 1")},
		{Name: "an extension keeps the rungs of the old deadline", Law: 1, Triggers: after("matter.extended", "", field("fired.ladder", "5"))},
		{Name: "overdue is never noted", Law: 1, Triggers: after("matter.overdue", "", "doc = json_remove(doc, '$.overdue'), overdue = 0")},
		{Name: "the sign-for clock does not start anew with a new owner", Law: 1, Triggers: after("matter.transferred", "", field("fired.sign", "3"))},
		{Name: "urging rings twice", Law: 1, Triggers: after("matter.urged", byClock+` AND json_extract(NEW.body, '$.rung') = 'urge'`, field("fired.ladder", "1"))},
		{Name: "reopening turns an exercise into the real thing", Law: 14, Triggers: after("matter.reopened", "json_extract(NEW.body, '$.now.exercise')", "doc = json_remove(doc, '$.exercise')")},
		{Name: "a merged demand is forgotten", Law: 8, Triggers: []string{`CREATE TRIGGER bug AFTER INSERT ON event WHEN NEW.kind = 'matter.merged'
			BEGIN DELETE FROM matter_parent WHERE matter = substr(NEW.ref, 15) AND parent LIKE 'committee%'; END`}},
		{Name: "a change of policy rewrites running matters", Law: 6, Amended: func(c *county, s rule.Subject) error {
			key := map[rule.Subject]string{rule.UrgingLadder: "ladder", rule.SignClock: "sign", rule.Progress: "progress", rule.Evidence: "evidence", rule.ReturnHops: "hops"}[s]
			return c.sql(`UPDATE matter SET doc = json_set(doc, '$.stamp.`+key+`', ?) WHERE state <> 'closed'`, string(s)+"@2020-01-01+county")
		}},
	}
	for i := range list {
		list[i].Inside = true
	}
	return list
}

// plumbingBugs are mistakes of the pipes: keys, seals, readers, timers, the log.
func plumbingBugs() []Bug {
	return []Bug{
		{Name: "the request's key is ignored", Law: 9, Request: func(ctx context.Context) context.Context { return db.WithKey(ctx, "") }},
		{Name: "the revision that was seen is ignored", Law: 9, Loop: func(l loop) loop { return blind{l} }},
		{Name: "an event of the clock carries no seal", Law: 15, Triggers: []string{`CREATE TRIGGER bug AFTER INSERT ON event WHEN NEW.kind = 'matter.urged' AND ` + byClock + `
			BEGIN UPDATE event SET seal = '' WHERE id = NEW.id; END`}},
		{Name: "the list's columns fall behind the record", Law: 15, Triggers: after("matter.fed_back", "json_extract(NEW.body, '$.final')", "state = 'doing'")},
		{Name: "an event is edited", Law: 8, Each: every(60, `UPDATE event SET body = replace(body, '"final":true', '"final":false') WHERE pos = (SELECT min(pos) FROM event WHERE body LIKE '%"final":true%')`)},
		{Name: "an event is deleted", Law: 8, Each: every(70, `DELETE FROM event WHERE pos = (SELECT max(pos) - 20 FROM event)`)},
		{Name: "an event is dated back", Law: 2, Triggers: []string{`CREATE TRIGGER bug AFTER INSERT ON event WHEN NEW.pos % 150 = 0
			BEGIN UPDATE event SET at = at - 7200000 WHERE id = NEW.id; END`}},
		{Name: "a matter is changed behind the program's back", Law: 15, Each: every(50, `UPDATE matter SET doc = json_set(doc, '$.title', '别的事') WHERE id = (SELECT max(id) FROM matter WHERE state IN ('closed', 'recalled'))`)},
		{Name: "the board counts exercises", Law: 14, Fold: func(h event.Handler) event.Handler {
			return rewritten(h, `"exercise":true`, `"exercise":false`)
		}},
		{Name: "the board does not hear of overdue matters", Law: 12, Fold: func(h event.Handler) event.Handler {
			return rewritten(h, `"overdue":true`, `"overdue":false`)
		}},
		{Name: "the board folds a batch again after a crash", Law: 11, Reopen: func(c *county) error {
			return c.sql(`UPDATE reader SET pos = max(0, pos - 3) WHERE name = 'report'`)
		}},
		{Name: "timers are dropped while the clock is behind", Law: 1, Timer: func(c *county, h timer.Handler) timer.Handler {
			return func(ctx context.Context, tx *db.Tx, t timer.Timer) error {
				if c.d.ClockBehind() > 0 {
					return nil
				}
				return h(ctx, tx, t)
			}
		}},
		{Name: "a timer that comes late is thrown away", Law: 1, Timer: func(_ *county, h timer.Handler) timer.Handler {
			return func(ctx context.Context, tx *db.Tx, t timer.Timer) error {
				if tx.Now.Sub(t.Due).Hours() > 3 {
					return nil
				}
				return h(ctx, tx, t)
			}
		}},
		{Name: "the end of a cell is told and not kept", Law: 8, Inside: true, Triggers: []string{`CREATE TRIGGER sim_cell AFTER UPDATE ON matrix_cell WHEN new.until <> ''
			BEGIN UPDATE matrix_cell SET doc = old.doc WHERE id = new.id; END`}},
		{Name: "a crash loses the end of the log", Law: 10, Tear: func(wal []byte) []byte { return wal[:max(0, len(wal)-3*4120)] }},
	}
}

// every runs a statement behind the program's back at each n-th step.
func every(n int, text string) func(*county) error {
	return func(c *county) error {
		if c.step%n != n-1 {
			return nil
		}
		return c.sql(text)
	}
}

// rewritten lets a reader of events see other words than were stored.
func rewritten(h event.Handler, old, now string) event.Handler {
	return func(ctx context.Context, batch []anlan.Event) error {
		other := make([]anlan.Event, len(batch))
		for i, e := range batch {
			e.Body = []byte(strings.ReplaceAll(string(e.Body), old, now))
			other[i] = e
		}
		return h(ctx, other)
	}
}

// blind decides without looking whether somebody else was first.
type blind struct{ loop }

func (b blind) Feedback(ctx context.Context, a anlan.Actor, id anlan.ID, _ int64, r matter.Report) (matter.Matter, error) {
	return b.loop.Feedback(ctx, a, id, 0, r)
}
