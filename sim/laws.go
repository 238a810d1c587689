package sim

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"anlan"
	"anlan/internal/ledger"
	"anlan/internal/matter"
	"anlan/internal/registry"
	"anlan/internal/report"
)

// figures holds the board against a count of the stories and against the program's own recount.
func (w *watch) figures() error {
	if w.c.blind == w.pos {
		return nil
	}
	b := w.c.report.Board(report.Within{}, w.c.d.Now().Date())
	var openN, overdue, closed int64
	for _, s := range w.order {
		switch {
		case s.exercise:
		case s.open():
			openN++
			if s.last.Overdue {
				overdue++
			}
		case s.state == matter.Closed:
			closed++
		}
	}
	if b.Total.Open != openN || b.Total.Overdue != overdue || b.Total.Closed != closed {
		return w.breach(11, "the board says %d open, %d overdue, %d closed; counted %d, %d, %d", b.Total.Open, b.Total.Overdue, b.Total.Closed, openN, overdue, closed)
	}
	return nil
}

// everything looks at every event and every row again.
func (w *watch) everything() error {
	list, err := w.c.eventsAfter(0)
	if err != nil {
		return err
	}
	if len(list) < len(w.digests) {
		return w.breach(8, "%d events were there, %d are left", len(w.digests), len(list))
	}
	for i, d := range w.digests {
		if digest(list[i]) != d {
			return w.breach(8, "event %d (%s) has changed", list[i].Pos, list[i].Kind)
		}
	}
	if err := w.asOf(list); err != nil {
		return err
	}
	seen := 0
	err = w.c.matter.EachRow(w.c.ctx, func(m matter.Matter, honest bool, doc json.RawMessage) error {
		seen++
		s, known := w.stories[m.ID]
		if !known || !honest {
			return w.breach(15, "%s: no event tells of it, or its columns contradict it", m.ID)
		}
		if err := w.fits(s, string(doc)); err != nil {
			return err
		}
		return w.parents(s, m)
	})
	if err != nil {
		return err
	}
	if seen != len(w.stories) {
		return w.breach(8, "%d matters were opened, %d are stored", len(w.stories), seen)
	}
	if w.c.blind == w.pos {
		return nil
	}
	if agree, err := w.c.report.Recount(w.c.ctx); err != nil || !agree {
		return errors.Join(err, w.breach(12, "the board's figures are not what a recount finds"))
	}
	return nil
}

func (w *watch) parents(s *story, m matter.Matter) error {
	refs, err := w.c.matter.Parents(w.c.ctx, m)
	if err != nil {
		return err
	}
	if len(refs) != len(s.parents) || slices.ContainsFunc(refs, func(r anlan.Ref) bool { return !s.parents[r.String()] }) {
		return w.breach(8, "%s: answers %v, by its events %v", s.id, refs, s.parents)
	}
	return nil
}

// verifyLedger exports the county and lets the verifier look at nothing else (law 15).
func (c *county) verifyLedger() error {
	if c.Bug.Inside {
		return nil
	}
	dir := filepath.Join(c.dir, fmt.Sprintf("export%d", c.step))
	defer func() { _ = os.RemoveAll(dir) }() // the whole folder goes at the end
	if _, err := c.ledger.Export(c.ctx, dir, c.matter, c.meeting, c.matrix, registry.New(c.d)); err != nil {
		return err
	}
	r, err := ledger.Verify(c.ctx, dir, ledger.VerifyOptions{Key: c.key.Public})
	if err != nil {
		return err
	}
	if !r.OK {
		return c.breach(15, "the verifier: %s %s", r.Findings[0].EN, r.Findings[0].Ref)
	}
	return nil
}
