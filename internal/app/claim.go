package app

import (
	"errors"
	"os"

	"anlan"
)

// lockName is the file in the data folder that whoever serves the county holds.
const lockName = "lock"

// Claim makes the data folder this process's to serve, until release is called or the process ends in
// whatever way. Two servers on one SQLite file would not hear of each other's events; with PostgreSQL
// they do, and nobody needs to claim anything.
func (o Options) Claim() (release func() error, err error) {
	o = o.defaults()
	if err := o.prepare(); err != nil {
		return nil, err
	}
	if o.DB != "" {
		return func() error { return nil }, nil
	}
	f, err := os.OpenFile(o.folder(lockName), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, anlan.ErrFolderUnwritable.With("dir", o.Data).Because(err)
	}
	if err := lock(f); err != nil {
		return nil, errors.Join(anlan.ErrFolderServed.With("dir", o.Data).Because(err), f.Close())
	}
	return f.Close, nil // the system lets go of the lock with the file
}
