package field_test

import (
	"testing"
	"time"

	"anlan"
	"anlan/internal/event"
	"anlan/internal/field"
)

// A phone that has just sent something finds it in the pack that it fetches next, where somebody drives the reader:
// the pack waits for it, and no longer than it was told to.
func TestAPackWaitsForTheIndex(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		if h.d.Engine() != "sqlite" {
			return // numbers events a moment after their commit: a pack waits for what was numbered
		}
		h.t = t
		who := inspector("waits")
		change := func(id anlan.ID) {
			h.rows.set(id, row{audiences: []string{field.AudienceUnit(who.Unit)}, text: "new"})
			h.emit("test.changed", anlan.Ref{Kind: "test.row", ID: id})
		}
		h.s.Patiently(20 * time.Second)
		change("r1")
		heard := make(chan error, 1)
		go func() {
			<-time.After(50 * time.Millisecond)
			_, err := event.Catch(ctx, h.d, field.ReaderName, h.s.Handle)
			heard <- err
		}()
		p, err := h.s.Pack(ctx, who, "", 0)
		if err != nil || len(p.Rows["test"]) != 1 {
			t.Errorf("the pack: %+v, %v", p.Rows, err)
		}
		if err := <-heard; err != nil {
			t.Error(err)
		}
		h.s.Patiently(30 * time.Millisecond)
		change("r2")
		if p, err = h.s.Pack(ctx, who, p.Cursor, 0); err != nil || len(p.Rows["test"]) != 0 {
			t.Errorf("nobody reads, and the pack has %+v, %v", p.Rows, err)
		}
		h.s.Patiently(0)
	})
}
