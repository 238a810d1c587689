package sim

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"

	"anlan"
	"anlan/internal/event"
	"anlan/internal/matter"
)

// watch knows what happened and what ought to be true.
type watch struct {
	c       *county
	pos     int64
	at      anlan.Instant
	digests [][32]byte // of every event, as it was first seen
	events  []anlan.Event
	stories map[anlan.ID]*story
	order   []*story // as they were opened
	touched map[anlan.ID]bool
	papers  []paper
}

// paper is a document of the ladder.
type paper struct{ id, unit anlan.ID }

func newWatch(c *county) *watch {
	return &watch{c: c, stories: map[anlan.ID]*story{}, touched: map[anlan.ID]bool{}}
}

func (w *watch) breach(law int, format string, args ...any) error {
	return w.c.breach(law, format, args...)
}

// read goes through the new events: gapless, time never runs back, each lawful.
func (w *watch) read() error {
	list, err := event.After(w.c.ctx, w.c.d.Reader(), w.pos, event.PageLimit)
	if err != nil {
		return err
	}
	for _, e := range list {
		if e.Pos != w.pos+1 {
			return w.breach(8, "event %d follows %d", e.Pos, w.pos)
		}
		if e.At < w.at {
			return w.breach(2, "recorded time ran back from %v to %v at event %d", w.at.Time(), e.At.Time(), e.Pos)
		}
		w.pos, w.at = e.Pos, e.At
		w.digests, w.events = append(w.digests, digest(e)), append(w.events, e)
		if err := w.hear(e); err != nil {
			return err
		}
	}
	if w.c.d.Pos() != w.pos {
		return w.breach(8, "the newest event is %d, the last one found %d", w.c.d.Pos(), w.pos)
	}
	return nil
}

func (w *watch) hear(e anlan.Event) error {
	if e.Seal == "" {
		return w.breach(15, "event %d (%s) carries no seal", e.Pos, e.Kind)
	}
	switch {
	case e.Ref.Kind == "matter.matter":
		return w.tell(e)
	case e.Kind == "matter.paper_issued":
		var r matter.Rung
		if err := json.Unmarshal(e.Body, &r); err != nil {
			return err
		}
		w.papers = append(w.papers, paper{r.ID, r.Unit})
	}
	return nil
}

func digest(e anlan.Event) [32]byte {
	raw, err := json.Marshal(e)
	if err != nil {
		panic(err) // an event came from JSON
	}
	return sha256.Sum256(raw)
}

// since returns the events above a position.
func (w *watch) since(pos int64) []anlan.Event { return w.events[pos:] }

// row loads a matter as it is stored.
func (w *watch) row(id anlan.ID) (m matter.Matter, err error) {
	doc, err := w.doc(id)
	if err != nil {
		return m, err
	}
	return m, json.Unmarshal([]byte(doc), &m)
}

func (w *watch) doc(id anlan.ID) (doc string, err error) {
	err = w.c.d.Reader().QueryRowContext(w.c.ctx, `SELECT doc FROM matter WHERE id = $1`, string(id)).Scan(&doc)
	return doc, err
}

// touchedRows holds the rows of what just changed against their stories.
func (w *watch) touchedRows() error {
	for _, s := range w.order {
		if !w.touched[s.id] {
			continue
		}
		doc, err := w.doc(s.id)
		if err != nil {
			return err
		}
		if err := w.fits(s, doc); err != nil {
			return err
		}
	}
	clear(w.touched)
	return nil
}

// fits holds a stored matter against its story and its seal.
func (w *watch) fits(s *story, doc string) error {
	var m matter.Matter
	if err := json.Unmarshal([]byte(doc), &m); err != nil {
		return w.breach(8, "%s cannot be read: %v", s.id, err)
	}
	deadline := anlan.Instant(0)
	if s.due != "" {
		deadline = s.due.End()
	}
	switch {
	case m.Known != s.known || m.Opened != s.opened:
		return w.breach(2, "%s: its beginning moved from %v to %v", s.id, s.known.Time(), m.Known.Time())
	case m.Due != s.due || m.Deadline != deadline:
		return w.breach(2, "%s: its deadline is %s, by its events %s", s.id, m.Due, s.due)
	case m.Stamp != s.stamp:
		return w.breach(6, "%s: born with %+v, now %+v", s.id, s.stamp, m.Stamp)
	case m.Exercise != s.exercise:
		return w.breach(14, "%s: the exercise flag changed", s.id)
	case m.State != s.state || m.Lead.Unit != s.lead || m.Facet() != s.last:
		return w.breach(8, "%s: it stands at %s with %s, by its events at %s with %s", s.id, m.State, m.Lead.Unit, s.state, s.lead)
	case s.open() && w.c.cast.gone[m.Lead.Post]:
		return w.breach(5, "%s: open with the post %s, which was handed over", s.id, m.Lead.Post)
	}
	if sum := sha256.Sum256([]byte(doc)); !w.c.Bug.Inside && hex.EncodeToString(sum[:]) != s.seal {
		return w.breach(15, "%s: the stored matter does not fit the seal of its last event", s.id)
	}
	return nil
}

// handedOver: after a hand-over nothing open hangs on the old post (law 5).
func (w *watch) handedOver(from anlan.ID) error {
	if err := w.read(); err != nil {
		return err
	}
	return w.c.matter.EachRow(w.c.ctx, func(m matter.Matter, _ bool, _ json.RawMessage) error {
		if m.IsOpen() && m.Lead.Post == from {
			return w.breach(5, "%s (%s) stayed with %s after the hand-over", m.ID, m.State, from)
		}
		return nil
	})
}

// count is how many matters are in one of the states.
func (w *watch) count(states ...matter.State) (n int) {
	for _, s := range w.order {
		if slices.Contains(states, s.state) {
			n++
		}
	}
	return n
}

// pick chooses a matter in one of the states, or any; nil when there is none.
func (w *watch) pick(states ...matter.State) *story {
	return w.choose(func(s *story) bool { return len(states) == 0 || slices.Contains(states, s.state) })
}

// pickAsked chooses a matter whose extension waits.
func (w *watch) pickAsked() *story { return w.choose(func(s *story) bool { return s.asked != nil }) }

func (w *watch) choose(is func(*story) bool) *story {
	var list []*story
	for _, s := range w.order {
		if is(s) {
			list = append(list, s)
		}
	}
	if len(list) == 0 {
		return nil
	}
	return list[w.c.dice.IntN(len(list))]
}
