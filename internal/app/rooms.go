package app

import (
	"context"
	"fmt"
	"maps"

	"anlan"
	"anlan/internal/api"
	"anlan/internal/blob"
	"anlan/internal/event"
	"anlan/internal/field"
	"anlan/internal/flow"
	"anlan/internal/ledger"
	"anlan/internal/report"
	"anlan/internal/timer"
)

// rooms lists who works in the house, in the order in which they are made: each may use those above it.
// Whoever adds a room adds a file that makes it, and one line here.
var rooms = []func(*App) (room, error){
	(*App).registryRoom,
	(*App).siteRoom,
	(*App).dutyRoom,
	(*App).accountRoom,
	(*App).notifyRoom,
	(*App).matterRoom,
	(*App).committeeRoom,
	(*App).hazardRoom,
	(*App).inspectionRoom,
	(*App).riskRoom,
	(*App).matrixRoom,
	(*App).letterRoom,
	(*App).tipRoom,
	(*App).documentRoom,
	(*App).annualRoom,
	(*App).diligenceRoom,
	(*App).fieldRoom, // after everybody whose records phones carry
}

// room is what a room brings to the house. Most bring some of it only.
type room struct {
	records  ledger.Witnessed            // its records, which the ledger holds against their seals
	timers   map[string]timer.Handler    // what its timers do, by kind
	readers  []reader                    // who hears every event on its behalf, beside the landing
	describe map[string]describer        // demands of its own that matters answer, by kind of record
	carries  []field.Source              // what phones carry of it
	sets     []field.Set                 // what phones carry of it as a whole
	doors    func(*api.Server)           // its routes, opened when everybody is there
	install  func(context.Context) error // before the door opens
	works    []func(context.Context)     // beside the requests, until they are told to stop
	daily    func(context.Context) error // once a day
	files    blob.Named                  // which files its records name: all others go in the end
	hear     func(batch []anlan.Event)   // what it keeps in memory forgets what has changed
}

// describer names a record and the page that shows it.
type describer = func(ctx context.Context, id anlan.ID) (title, href string)

// reader is a reader of events: its name, and what it does with a batch.
type reader struct {
	name   string
	handle event.Handler
}

// wireRooms makes the rooms, each with what it needs and nothing more.
func (a *App) wireRooms() error {
	for _, wire := range rooms {
		r, err := wire(a)
		if err != nil {
			return fmt.Errorf("wire the rooms: %w", err)
		}
		a.rooms = append(a.rooms, r)
	}
	return nil
}

// handlers are what the timers of all rooms do.
func (a *App) handlers() map[string]timer.Handler {
	all := map[string]timer.Handler{}
	for _, r := range a.rooms {
		maps.Copy(all, r.timers)
	}
	return all
}

// readers are all who hear every event and remember how far: the figures and the landing, then the rooms.
func (a *App) readers() []reader {
	list := []reader{{report.ReaderName, a.Report.Handle}, {flow.ReaderName, a.Landing.Handle}}
	for _, r := range a.rooms {
		list = append(list, r.readers...)
	}
	return list
}

// Witnessed lists the rooms whose records the ledger holds against their seals.
func (a *App) Witnessed() (list []ledger.Witnessed) {
	for _, r := range a.rooms {
		if r.records != nil {
			list = append(list, r.records)
		}
	}
	return append(list, a.Report) // a witness itself, but its zero reports are records
}

// describe names the demands that matters answer, by kind of reference.
func (a *App) describe() map[string]describer {
	all := map[string]describer{}
	for _, r := range a.rooms {
		maps.Copy(all, r.describe)
	}
	return all
}

// carried is what phones carry of the rooms made so far.
func (a *App) carried() (sources []field.Source, sets []field.Set) {
	for _, r := range a.rooms {
		sources, sets = append(sources, r.carries...), append(sets, r.sets...)
	}
	return sources, sets
}

// doors are the routes that rooms bring themselves.
func (a *App) doors() (list []func(*api.Server)) {
	for _, r := range a.rooms {
		if r.doors != nil {
			list = append(list, r.doors)
		}
	}
	return list
}

// install lets every room bring in what it needs before the door opens.
func (a *App) install(ctx context.Context) error {
	for _, r := range a.rooms {
		if r.install == nil {
			continue
		}
		if err := r.install(ctx); err != nil {
			return err
		}
	}
	return nil
}
