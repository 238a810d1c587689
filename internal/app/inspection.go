package app

import (
	"context"
	"fmt"

	"anlan"
	"anlan/internal/api"
	"anlan/internal/field"
	"anlan/internal/flow"
	"anlan/internal/inspection"
	"anlan/internal/registry"
)

// inspectionRoom makes the room of checklists, plans, inspections and permits.
func (a *App) inspectionRoom() (room, error) {
	a.Inspection = inspection.New(inspection.Options{DB: a.DB, Rules: a.book.Load, Seats: a.seats, Files: a.Matter, Sites: sites{a.seats},
		Finder: flow.Finder{Hazards: a.Hazard}, Rater: rater{a}})
	a.Landing.WithInspections(a.Inspection)
	return room{records: a.Inspection, timers: a.Inspection.Timers(), doors: api.InspectionDoors(a.Inspection), files: a.Inspection.NamedFiles, install: a.installChecklists, carries: []field.Source{checks{a}, lists{a}},
		describe: map[string]describer{inspection.RefInspection: a.Inspection.Describe}}, nil
}

// installChecklists brings in the checklists of the program, once.
func (a *App) installChecklists(ctx context.Context) error {
	if err := a.Inspection.Install(ctx); err != nil {
		return fmt.Errorf("bring in the checklists: %w", err)
	}
	return nil
}

// sites tells the room of the registry's sites.
type sites struct{ *seats }

var _ inspection.Sites = sites{}

// Site implements inspection.Sites.
func (x sites) Site(ctx context.Context, id anlan.ID) (inspection.Site, error) {
	dir := registry.In(x.d.Reader())
	s, err := dir.Site(ctx, id)
	if err != nil {
		return inspection.Site{}, err
	}
	u, err := dir.Unit(ctx, s.Unit)
	if err != nil {
		return inspection.Site{}, err
	}
	seat, err := x.Seat(ctx, s.Unit)
	return inspection.Site{ID: s.ID, Name: s.Name, Kind: s.Kind, Unit: inspection.Named{ID: u.ID, Name: u.Name}, Branch: seat.Branch, Place: s.Place,
		Address: s.Address, Active: s.Status == registry.Active}, err
}
