package app

import (
	"context"

	"anlan/internal/account"
	"anlan/internal/api"
	"anlan/internal/duty"
	"anlan/internal/field"
	"anlan/internal/matter"
	"anlan/internal/registry"
	"anlan/internal/registry/intake"
)

// registryRoom makes the room of who and what there is.
func (a *App) registryRoom() (room, error) {
	r := registry.New(a.DB)
	return room{records: r, doors: api.RegistryDoors(r, intake.New(a.DB, a.book.Load))}, nil
}

// siteRoom makes who keeps the sites of units, with the labels on them.
func (a *App) siteRoom() (room, error) {
	a.Sites = registry.NewSites(a.DB, a.book.Load)
	return room{doors: api.SiteDoors(a.Sites), works: []func(context.Context){a.countScans}}, nil
}

// dutyRoom makes the room of rosters and deputies.
func (a *App) dutyRoom() (room, error) {
	a.Duty = duty.New(a.DB, a.book.Load, a.cal.Load)
	return room{records: a.Duty, doors: api.DutyDoors(a.Duty)}, nil
}

// accountRoom makes the room of who signs in.
func (a *App) accountRoom() (room, error) {
	secret, err := account.KeyFile(a.folder("keys"))
	if err != nil {
		return room{}, err
	}
	if a.vault, err = account.NewVault(secret); err != nil {
		return room{}, err
	}
	people := account.Residents(a.DB)
	a.Account = account.New(account.Options{DB: a.DB, Rules: a.book.Load, Directory: people, Founder: people, Vault: a.vault, Demo: a.Demo, Log: a.Log})
	return room{records: a.Account, doors: (*api.Server).AccountDoors, daily: a.Account.Sweep, hear: a.Account.Hear}, nil
}

// matterRoom makes the room of what must be closed.
func (a *App) matterRoom() (room, error) {
	a.Matter = matter.NewService(a.DB, a.book.Load, a.cal.Load, a.seats)
	return room{records: a.Matter, timers: a.Matter.Timers(), doors: (*api.Server).MatterDoors, files: a.Matter.NamedFiles, carries: []field.Source{field.Tasks(a.DB, a.Matter)}}, nil
}
