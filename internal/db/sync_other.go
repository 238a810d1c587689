//go:build !linux

package db

import "os"

// syncData brings what was written to the file to the disk.
func syncData(f *os.File) error { return f.Sync() }
