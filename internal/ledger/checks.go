package ledger

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
)

// The states of a check.
const (
	CheckNone      = "none"
	CheckWaiting   = "waiting"
	CheckExporting = "exporting"
	CheckVerifying = "verifying"
	CheckDone      = "done"
	CheckFailed    = "failed"
)

// Check is one verification of the running county: an export into a temporary folder, verified and
// thrown away.
type Check struct {
	ID      anlan.ID      `json:"id"`
	State   string        `json:"state" enum:"none,waiting,exporting,verifying,done,failed"`
	Started anlan.Instant `json:"started"`
	Ended   anlan.Instant `json:"ended"`
	Report  *Report       `json:"report,omitempty"`
	Error   string        `json:"error,omitempty"`

	by anlan.Actor
}

func (c Check) running() bool {
	return c.State == CheckWaiting || c.State == CheckExporting || c.State == CheckVerifying
}

// Checks runs one check at a time beside the requests.
type Checks struct {
	l     *Ledger
	rooms []Witnessed
	temp  string
	want  chan struct{}

	mu     sync.Mutex
	last   Check
	cancel context.CancelFunc
}

// NewChecks makes the runner. temp is a folder for exports under way.
func NewChecks(l *Ledger, temp string, rooms ...Witnessed) *Checks {
	return &Checks{l: l, rooms: rooms, temp: temp, want: make(chan struct{}, 1), last: Check{State: CheckNone}}
}

// Start asks for a check, or returns the one that is running.
func (c *Checks) Start(_ context.Context, a anlan.Actor) (Check, error) {
	if err := authz.Check(a, "ledger.export"); err != nil {
		return Check{}, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.last.running() {
		c.last = Check{ID: c.l.d.NewID(), State: CheckWaiting, Started: c.l.d.Now(), by: a}
		c.want <- struct{}{} // one place, and nobody else puts anything in while none is running
	}
	return c.last, nil
}

// Last returns the newest check.
func (c *Checks) Last(_ context.Context, a anlan.Actor) (Check, error) {
	if err := authz.Check(a, "ledger.read"); err != nil {
		return Check{}, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.last, nil
}

// Cancel stops the running check; it is no error when none is running.
func (c *Checks) Cancel(_ context.Context, a anlan.Actor) error {
	if err := authz.Check(a, "ledger.export"); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cancel != nil {
		c.cancel()
	}
	return nil
}

// Run carries out checks until ctx ends.
func (c *Checks) Run(ctx context.Context) {
	if left, err := filepath.Glob(filepath.Join(c.temp, "ledger-check-*")); err == nil {
		for _, dir := range left {
			_ = os.RemoveAll(dir) // of a check that a crash cut short; the next start tries again
		}
	}
	for {
		select {
		case <-ctx.Done():
			return
		case <-c.want:
			c.one(ctx)
		}
	}
}

func (c *Checks) one(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	c.set(func(k *Check) { c.cancel, k.State = cancel, CheckExporting })
	r, err := c.check(ctx)
	if err == nil {
		err = c.tell(ctx, r)
	}
	c.set(func(k *Check) {
		c.cancel, k.Ended, k.Report, k.State = nil, c.l.d.Now(), r, CheckDone
		if err != nil {
			k.State, k.Error = CheckFailed, err.Error()
			c.l.log.Error("a check of the ledger failed", "error", err)
		}
	})
}

func (c *Checks) set(change func(*Check)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	change(&c.last)
}

// check exports into a temporary folder, verifies and removes it.
func (c *Checks) check(ctx context.Context) (r *Report, err error) {
	dir, err := os.MkdirTemp(c.temp, "ledger-check-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	o := VerifyOptions{Key: c.l.key.Public}
	if head := c.l.keptHead(); head != "" {
		o.Since = []string{head}
	}
	out := filepath.Join(dir, "export")
	if _, err := c.l.Export(ctx, out, c.rooms...); err != nil {
		return nil, err
	}
	c.set(func(k *Check) { k.State = CheckVerifying })
	return Verify(ctx, out, o)
}

// tell records that somebody checked, and what came out.
func (c *Checks) tell(ctx context.Context, r *Report) error {
	c.mu.Lock()
	id, by := c.last.ID, c.last.by
	c.mu.Unlock()
	return c.l.d.Write(ctx, by, func(tx *db.Tx) error {
		body := map[string]any{"ok": r.OK, "size": r.Size, "root": r.Root, "findings": len(r.Findings) + r.More}
		return tx.Emit("ledger.checked", anlan.Ref{Kind: "ledger.check", ID: id}, body, nil)
	})
}

// keptHead returns the checkpoint kept beside the database if it carries the county's signature.
func (l *Ledger) keptHead() string {
	if l.head == "" {
		return ""
	}
	b, err := os.ReadFile(l.head)
	if err != nil {
		return ""
	}
	if _, err := ParseCheckpoint(string(b), l.key.Public); err != nil {
		return ""
	}
	return string(b)
}
