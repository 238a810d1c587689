package hazard

import (
	"testing"
	"time"

	"anlan"
)

// TestPicturesWaitWhileTheCountyWrites: the examiner rests in proportion to its looks while many events come, never
// for long, and not at all when it is quiet.
func TestPicturesWaitWhileTheCountyWrites(t *testing.T) {
	t.Parallel()
	const took = 40 * time.Millisecond
	var p pace
	now, pos := anlan.Instant(1_000_000), int64(7)
	look := func(after time.Duration, events int64, took time.Duration) time.Duration {
		now, pos = now.Add(after), pos+events
		return p.seen(now, pos, took)
	}
	for _, step := range []struct {
		what   string
		after  time.Duration
		events int64
		took   time.Duration
		want   time.Duration
	}{
		{"the first look knows no rate", time.Second, 1000, took, 0},
		{"a quiet county", time.Second, busyRate - 1, took, 0},
		{"a busy one", time.Second, busyRate, took, restOf * took},
		{"too short to tell: as before", window - time.Millisecond, 0, took, restOf * took},
		{"a look that took long", time.Second, 500, time.Minute, restMost},
		{"quiet again", time.Second, 0, took, 0},
	} {
		if got := look(step.after, step.events, step.took); got != step.want {
			t.Errorf("%s: rests %v, want %v", step.what, got, step.want)
		}
	}
}
