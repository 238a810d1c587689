package app

import (
	"context"
	"slices"
	"strings"
	"sync"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/event"
	"anlan/internal/matter"
	"anlan/internal/registry"
)

// seats tells where units sit. Nearly every request asks, and the answer changes with the registry only: it is
// remembered until an event of the registry, which is heard before each answer, so that no answer is older than the
// last acknowledged change.
type seats struct {
	d     *db.DB
	ear   *event.Ear
	mu    sync.Mutex
	kept  map[anlan.ID]matter.Seat
	epoch int // how often all was forgotten: a look-up that began before is not remembered
}

var _ matter.Directory = (*seats)(nil)

// seatsMost bounds what is remembered: a county has fewer units.
const seatsMost = 20_000

func newSeats(d *db.DB) *seats {
	x := &seats{d: d, kept: map[anlan.ID]matter.Seat{}}
	x.ear = event.NewEar(d, x.hear)
	return x
}

// Seat tells where a unit sits.
func (x *seats) Seat(ctx context.Context, unit anlan.ID) (matter.Seat, error) {
	if !x.ear.Exact() {
		return x.find(ctx, unit)
	}
	x.ear.Catch()
	seat, epoch, known := x.get(unit)
	if known {
		return seat, nil
	}
	seat, err := x.find(ctx, unit)
	if err == nil {
		x.put(unit, seat, epoch)
	}
	return seat, err
}

func (x *seats) get(unit anlan.ID) (matter.Seat, int, bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	seat, known := x.kept[unit]
	return seat, x.epoch, known
}

func (x *seats) put(unit anlan.ID, seat matter.Seat, epoch int) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.epoch == epoch && len(x.kept) < seatsMost {
		x.kept[unit] = seat
	}
}

// hear forgets everything when the registry has changed.
func (x *seats) hear(batch []anlan.Event, gap bool) {
	ofRegistry := func(e anlan.Event) bool { return strings.HasPrefix(e.Kind, "registry.") }
	if !gap && !slices.ContainsFunc(batch, ofRegistry) {
		return
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	clear(x.kept)
	x.epoch++
}

// find reads where a unit sits: its branch is the highest unit above it that is not the committee or
// the government itself, i.e. the department or township whose work it counts as.
func (x *seats) find(ctx context.Context, unit anlan.ID) (matter.Seat, error) {
	dir := registry.In(x.d.Reader())
	u, err := dir.Unit(ctx, unit)
	if err != nil {
		return matter.Seat{}, err
	}
	seat := matter.Seat{Unit: u.ID, Branch: u.ID, Place: u.Place}
	if post, err := dir.LeadPost(ctx, unit); err == nil {
		seat.Post = post.ID
	} else if anlan.KindOf(err) != anlan.NotFound {
		return seat, err
	}
	for u.Parent != "" {
		if u, err = dir.Unit(ctx, u.Parent); err != nil {
			return seat, err
		}
		if !isBranch(u.Kind) {
			break
		}
		seat.Branch = u.ID
	}
	return seat, nil
}

func isBranch(k registry.UnitKind) bool {
	return k == registry.Department || k == registry.TownshipUnit || k == registry.PartyOrgan || k == registry.Park
}
