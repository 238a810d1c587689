package app

import (
	"net"

	"anlan"
)

// CheckDoor opens the address of the HTTP door and closes it again, and reads its certificate: who cannot serve
// should hear so before a county is made or a database is migrated, not after.
func (o Options) CheckDoor() error {
	o = o.defaults()
	if o.Cert != "" || o.Key != "" {
		if _, err := readPair(o.Cert, o.Key); err != nil {
			return err
		}
	}
	l, err := net.Listen("tcp", o.Listen)
	if err != nil {
		return anlan.ErrAddressTaken.With("address", o.Listen).Because(err)
	}
	return l.Close()
}
