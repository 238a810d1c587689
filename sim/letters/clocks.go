package letters

import (
	"encoding/json"
	"fmt"

	"anlan"
	"anlan/internal/letter"
)

// clocksHold holds law 3, by what was told and not by what the records say of it.
func (w *watch) clocksHold(step int) error {
	told, err := w.chased()
	if err != nil {
		return err
	}
	for _, sent := range w.c.list {
		x, err := w.c.letters.Whole(w.c.ctx, w.c.office, sent.ID)
		if err != nil {
			return err
		}
		due := sent.SentAt.Date().AddDays(10) // as the policy says
		if err := w.clock(step, sent.ID, x.Letter.Clock, due, x.Letter.State == letter.Sent, told); err != nil {
			return err
		}
		for _, o := range x.Objections {
			if err := w.clock(step, o.ID, o.Clock, o.At.Date().AddDays(10), o.State == letter.Asked, told); err != nil {
				return err
			}
		}
	}
	return nil
}

// clock holds one: it runs to the day that was set when it began, whoever did what since; what is late was told so
// since it waits, and what does not wait is told of no more.
func (w *watch) clock(step int, id anlan.ID, c *letter.Clock, due anlan.Date, waits bool, told map[anlan.ID]chasing) error {
	if c == nil || c.Due != due {
		return &Breach{3, w.c.Seed, step, fmt.Sprintf("%s has the clock %+v, and was due on %s", id, c, due)}
	}
	now, was := w.c.d.Now(), told[id]
	if waits && now > due.End().Add(slack) && !was.late {
		return &Breach{3, w.c.Seed, step, fmt.Sprintf("%s is late since %s, and nobody was told", id, due)}
	}
	if end, ended := w.ended[id]; !waits && ended && was.n > end {
		return &Breach{3, w.c.Seed, step, string(id) + " waits for nobody, and was chased"}
	}
	if !waits {
		w.ended[id] = was.n
	}
	return nil
}

// slack is the breath between a clock's end and the law's look: the county's hour goes on while the timers ring.
const slack = 60_000_000_000 // a minute

// chasing is what was told of one clock.
type chasing struct {
	n    int
	late bool
}

// chased reads from the events what was told of late letters and objections.
func (w *watch) chased() (map[anlan.ID]chasing, error) {
	told := map[anlan.ID]chasing{}
	rows, err := w.c.d.Reader().QueryContext(w.c.ctx, `SELECT ref, body FROM event WHERE kind IN ('letter.unsigned', 'letter.unanswered')`)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // read to the end below
	for rows.Next() {
		var ref, body string
		if err := rows.Scan(&ref, &body); err != nil {
			return nil, err
		}
		var u letter.Urging
		if err := json.Unmarshal([]byte(body), &u); err != nil {
			return nil, err
		}
		id := anlan.ParseRef(ref).ID
		told[id] = chasing{told[id].n + 1, told[id].late || u.Late}
	}
	return told, rows.Err()
}
