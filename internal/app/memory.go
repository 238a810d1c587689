package app

import (
	"context"
	"runtime/debug"
	"runtime/metrics"
	"time"

	"anlan/internal/db"
)

const (
	gcPercent = 800             // garbage may be eight times what lives, which is some thirty megabytes
	gcBeyond  = 512 << 20       // bytes, beyond which memory is scarcer than time
	gcLook    = 2 * time.Second // from look to look
	gcBusy    = 32 << 20        // bytes that are allocated from look to look while the county works
	gcRest    = 30              // looks without work, after which memory is given back
)

// memory trades memory for time while the county works, and gives back what it used when it rests.
func (a *App) memory(ctx context.Context) {
	usual := debug.SetGCPercent(100)
	debug.SetGCPercent(usual)
	defer debug.SetGCPercent(usual)
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(gcBeyond))
	look := time.NewTicker(gcLook)
	defer look.Stop()
	before, quiet := allocated(), 0
	for {
		select {
		case <-look.C:
		case <-ctx.Done():
			return
		}
		now := allocated()
		if quiet++; now-before > gcBusy {
			debug.SetGCPercent(gcPercent)
			quiet = 0
		} else if quiet == gcRest {
			debug.SetGCPercent(usual)
			db.Forget()
			debug.FreeOSMemory()
		}
		before = now
	}
}

// allocated is how many bytes the program has allocated since it started.
func allocated() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}
