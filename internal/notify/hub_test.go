package notify_test

import (
	"testing"

	"anlan/internal/notify"
)

// A watcher that does not read loses frames and learns it; the others lose nothing.
func TestSlowWatcherHoldsUpNobody(t *testing.T) {
	t.Parallel()
	h := &notify.Hub{}
	slow, fast := h.Watch("a"), h.Watch("a", "b")
	got := 0
	for range 100 {
		h.Publish("a", []byte("x"))
		<-fast.C
		got++
	}
	if got != 100 || fast.Lost() {
		t.Errorf("the fast one got %d", got)
	}
	if len(slow.C) == 0 || !slow.Lost() || slow.Lost() {
		t.Errorf("the slow one has %d frames, and learns once that it lost some", len(slow.C))
	}
	slow.Close()
	slow.Close()
	fast.Close()
	if n := h.Publish("a", nil) + h.Publish("b", nil); n != 0 {
		t.Errorf("%d watchers after all have left", n)
	}
}
