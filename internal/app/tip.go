package app

import (
	"context"
	"errors"
	"fmt"

	"anlan"
	"anlan/internal/api"
	"anlan/internal/flow"
	"anlan/internal/tip"
)

// tipRoom makes the room of reports from the public and from workers, with its vault.
func (a *App) tipRoom() (room, error) {
	keys, err := tip.OpenKeys(a.folder("keys"))
	if err != nil {
		return room{}, err
	}
	vault, err := tip.OpenVault(keys)
	if err != nil {
		return room{}, err
	}
	a.Tips = tip.New(tip.Options{DB: a.DB, Book: a.book.Load, Calendar: a.cal.Load, Blob: a.Blob, Keys: keys, Vault: vault,
		Finder: flow.Reports{Hazards: a.Hazard, Matters: a.Matter}, Kept: a.evidence})
	a.Landing.WithTips(a.Tips)
	return room{records: a.Tips, timers: a.Tips.Timers(), doors: api.TipDoors(a.Tips, a.Hazard), daily: a.sweepTips, files: a.Tips.NamedFiles}, nil
}

// evidence tells whether a file is evidence somewhere.
func (a *App) evidence(ctx context.Context, hash string) (bool, error) {
	_, err := a.Matter.FileMeta(ctx, hash)
	if errors.Is(err, anlan.ErrMatterFileUnknown) {
		return false, nil
	}
	return err == nil, err
}

// sweepTips drops pictures of forms that were never sent.
func (a *App) sweepTips(ctx context.Context) error {
	if err := a.Tips.Sweep(ctx); err != nil {
		return fmt.Errorf("pictures of unsent reports: %w", err)
	}
	return nil
}
