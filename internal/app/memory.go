package app

import (
	"context"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

const (
	gcPercent = 250       // garbage may be two and a half times what lives, which is some twenty megabytes
	gcBeyond  = 512 << 20 // bytes, beyond which memory is scarcer than time
	restless  = 4 << 20   // bytes that a county at rest allocates in a minute at most
)

// memory trades memory for time while the county works, and gives back what it used when it rests.
func (a *App) memory(ctx context.Context) {
	defer debug.SetGCPercent(debug.SetGCPercent(gcPercent))
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(gcBeyond))
	minute := time.NewTicker(time.Minute)
	defer minute.Stop()
	for before, rests := allocated(), false; ; {
		select {
		case <-minute.C:
		case <-ctx.Done():
			return
		}
		now := allocated()
		quiet := now-before < restless
		if quiet && !rests {
			debug.FreeOSMemory()
		}
		before, rests = now, quiet
	}
}

// allocated is how many bytes the program has allocated since it started.
func allocated() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}
