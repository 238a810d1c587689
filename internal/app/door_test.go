package app

import (
	"errors"
	"net"
	"testing"

	"anlan"
)

func TestDoorThatSomebodyHolds(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Listen: l.Addr().String()}
	if err := o.CheckDoor(); !errors.Is(err, anlan.ErrAddressTaken) {
		t.Errorf("a taken door: %v", err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if err := o.CheckDoor(); err != nil {
		t.Errorf("a free door: %v", err)
	}
	if err := (Options{Listen: "nowhere"}).CheckDoor(); !errors.Is(err, anlan.ErrAddressTaken) {
		t.Errorf("an address that is none: %v", err)
	}
}
