package ops

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"anlan"
)

// Restore unpacks a backup into a new folder. It refuses a folder that has anything in it, takes only
// what the manifest lists and only when it is unaltered, and ends at the manifest's checkpoint. When
// anything fails the folder is as it was.
func Restore(ctx context.Context, file, data string) (r Result, err error) {
	z, m, err := openBackup(file)
	if err != nil {
		return r, err
	}
	defer func() { _ = z.Close() }() // only read
	if err := emptyOrNew(data); err != nil {
		return r, err
	}
	parent := filepath.Dir(filepath.Clean(data))
	if err := os.MkdirAll(parent, 0o750); err != nil {
		return r, err
	}
	temp, err := os.MkdirTemp(parent, ".anlan-restore-")
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(temp)) }() // already renamed when all went well
	if err := unpack(ctx, &z.Reader, m, temp); err != nil {
		return r, err
	}
	if err := arrived(ctx, m, temp); err != nil {
		return r, err
	}
	if err := removeAll(data); err != nil { // an empty folder, or none
		return r, err
	}
	if err := os.Rename(temp, data); err != nil {
		return r, err
	}
	return result(m), syncDir(parent)
}

func emptyOrNew(dir string) error {
	list, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if len(list) > 0 {
		return anlan.ErrBackupFolderNotEmpty.With("dir", dir)
	}
	return nil
}

func unpack(ctx context.Context, z *zip.Reader, m *Manifest, dir string) error {
	folders := map[string]bool{dir: true}
	for i, e := range m.Entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		path := filepath.Join(dir, filepath.FromSlash(e.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			return err
		}
		folders[filepath.Dir(path)] = true
		if err := unpackOne(z.File[i], e, path); err != nil {
			return err
		}
	}
	for folder := range folders {
		if err := syncDir(folder); err != nil {
			return err
		}
	}
	return nil
}

func unpackOne(f *zip.File, e Item, path string) (err error) {
	mode := os.FileMode(0o640)
	if strings.HasPrefix(e.Name, "keys/") {
		mode = 0o600
	}
	out, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	if err := copyEntry(out, f, e); err != nil {
		return err
	}
	return out.Sync()
}

// arrived checks the unpacked database and that the ledger stands where the manifest says.
func arrived(ctx context.Context, m *Manifest, dir string) error {
	if m.Engine != "sqlite" {
		return nil
	}
	c, err := inspect(ctx, filepath.Join(dir, databaseName))
	if err != nil {
		return err
	}
	if c.Note != m.Checkpoint {
		return anlan.ErrBackupAltered.With("part", databaseName).Because(fmt.Errorf("the ledger stands at entry %d", c.Size))
	}
	return nil
}
