package db

import (
	"os"
	"syscall"
)

// syncData brings what was written to the file to the disk, without the times of its folder entry.
func syncData(f *os.File) error {
	for {
		if err := syscall.Fdatasync(int(f.Fd())); err != syscall.EINTR {
			return err
		}
	}
}
