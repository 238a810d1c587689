package app

import (
	"context"
	"encoding/json"

	"anlan"
	"anlan/internal/api"
	"anlan/internal/db"
	"anlan/internal/field"
	"anlan/internal/hazard"
	"anlan/internal/registry"
	"anlan/internal/report"
)

// hazardRoom makes the ledger of hazards.
func (a *App) hazardRoom() (room, error) {
	a.Hazard = hazard.New(hazard.Options{DB: a.DB, Book: a.book.Load, Calendar: a.cal.Load, Matters: a.Matter, Seats: a.seats, Sites: places{a.DB}}).
		WithVisits(visits{a.DB})
	a.Examiner = hazard.NewExaminer(a.Hazard, a.Blob, a.Log)
	a.Landing.WithHazards(a.Hazard)
	return room{records: a.Hazard, timers: a.Hazard.Timers(), doors: api.HazardDoors(a.Hazard), files: a.Hazard.NamedFiles, readers: []reader{{hazard.TruthReader, a.Examiner.Handle}},
		describe: map[string]describer{hazard.RefHazard: a.Hazard.Describe},
		carries:  []field.Source{hazards{a}}, sets: []field.Set{terms{a}, criteria{a}, spans{a}, compared{a}}}, nil
}

// places tells the hazard ledger of the registry's sites.
type places struct{ d *db.DB }

var _ hazard.Sites = places{}

// Site implements hazard.Sites.
func (x places) Site(ctx context.Context, id anlan.ID) (hazard.Site, error) {
	s, err := registry.In(x.d.Reader()).Site(ctx, id)
	return hazard.Site{ID: s.ID, Unit: s.Unit, Name: s.Name, Kind: s.Kind, Sector: s.Sector, Place: s.Place, Active: s.Status == registry.Active}, err
}

// eachHazard shows the witness of figures where every hazard counts.
func (a *App) eachHazard(ctx context.Context, do func(report.HazardFacet) error) error {
	return a.Hazard.EachRow(ctx, func(h hazard.Hazard, _ bool, _ json.RawMessage) error {
		f := h.Facet()
		return do(report.HazardFacet{State: string(f.State), Grade: string(f.Grade), Area: f.Area, Branch: f.Branch, Relapse: f.Relapse,
			Listed: f.Listed, Stopped: f.Stopped, Exercise: f.Exercise})
	})
}
