package app

import (
	"context"
	"fmt"
	"time"

	"anlan/internal/blob"
)

// sweepFiles removes what reports brought that ended in trouble and never came again: files that no room names.
func (a *App) sweepFiles(ctx context.Context) error {
	u, err := a.Blob.SweepUnnamed(ctx, time.Now(), a.NamedFiles)
	if err != nil {
		return fmt.Errorf("files that no record names: %w", err)
	}
	if u.Doubtful {
		a.Log.Warn("most files have no record: is this the database that goes with the folder? nothing was removed", "files", u.Unnamed, "named", u.Named)
	}
	if u.Removed > 0 {
		a.Log.Info("files that no record has named for a long time were removed", "files", u.Removed, "days", blob.UnnamedDays)
	}
	return nil
}

// NamedFiles lists the files from … to before until that records of all rooms name, some of them more than once.
func (a *App) NamedFiles(ctx context.Context, from, until string) (all []string, err error) {
	for _, r := range a.rooms {
		if r.files == nil {
			continue
		}
		list, err := r.files(ctx, from, until)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	return all, nil
}
