package ops

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"anlan"
	"anlan/internal/ledger"
)

// Folder is a county's data folder.
type Folder struct {
	Data string // the folder
	URL  string // PostgreSQL URL when the database is not in the folder
}

func (f Folder) path(name string) string { return filepath.Join(f.Data, filepath.FromSlash(name)) }

func (f Folder) engine() string {
	if f.URL != "" {
		return "postgres"
	}
	return "sqlite"
}

// Result tells what a backup or a restore holds.
type Result struct {
	Files      int
	Bytes      int64
	Engine     string
	Checkpoint ledger.Checkpoint
}

// Backup writes the county's data folder into the new file out, beside the program that may be
// serving it, and reads it back before it answers.
func (f Folder) Backup(ctx context.Context, out string) (r Result, err error) {
	if _, err := os.Stat(out); err == nil {
		return r, anlan.ErrBackupExists.With("file", out)
	}
	part := out + ".part"
	file, err := os.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_RDWR, 0o600)
	if err != nil {
		return r, anlan.ErrFolderUnwritable.With("dir", filepath.Dir(out)).Because(err)
	}
	defer func() { err = errors.Join(err, removeAll(part)) }() // already renamed when all went well
	m, err := f.write(ctx, file, filepath.Dir(out))
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return r, err
	}
	if err := readBack(part, m); err != nil {
		return r, err
	}
	if err := os.Rename(part, out); err != nil {
		return r, err
	}
	return result(m), syncDir(filepath.Dir(out))
}

func result(m *Manifest) Result {
	r := Result{Files: len(m.Entries), Engine: m.Engine}
	for _, e := range m.Entries {
		r.Bytes += e.Bytes
	}
	r.Checkpoint, _ = ledger.PeekCheckpoint(m.Checkpoint) // empty where there is none
	return r
}

// write fills the archive: the database first, so that every file it speaks of exists by the time the
// files are copied.
func (f Folder) write(ctx context.Context, out io.Writer, temp string) (*Manifest, error) {
	z := zip.NewWriter(out)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	a := &archive{z: z, m: &Manifest{Format: format, Made: anlan.At(time.Now()), Engine: f.engine(), Entries: []Item{}}}
	if f.URL == "" {
		if err := f.addDatabase(ctx, a, temp); err != nil {
			return nil, err
		}
	} else if head, err := os.ReadFile(f.path(headName)); err == nil {
		a.m.Checkpoint = string(head)
	}
	if a.m.Checkpoint != "" {
		if err := a.add(headName, strings.NewReader(a.m.Checkpoint), time.Now()); err != nil {
			return nil, err
		}
	}
	if err := f.addFiles(ctx, a); err != nil {
		return nil, err
	}
	b, err := json.MarshalIndent(a.m, "", " ")
	if err != nil {
		return nil, err
	}
	w, err := z.Create(manifestName)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(append(b, '\n')); err != nil {
		return nil, err
	}
	return a.m, z.Close()
}

// archive is a backup under way.
type archive struct {
	z *zip.Writer
	m *Manifest
}

func (a *archive) add(name string, r io.Reader, at time.Time) error {
	method := zip.Deflate
	if strings.HasPrefix(name, "blobs/") {
		method = zip.Store // photographs do not get smaller
	}
	w, err := a.z.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: at})
	if err != nil {
		return err
	}
	s := newSummed(w)
	if _, err := io.Copy(s, r); err != nil {
		return err
	}
	a.m.Entries = append(a.m.Entries, s.item(name))
	return nil
}

func (a *archive) addFile(name, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }() // only read
	info, err := file.Stat()
	if err != nil {
		return err
	}
	return a.add(name, file, info.ModTime())
}

// addDatabase copies the database consistently, checks the copy, and puts it into the archive.
func (f Folder) addDatabase(ctx context.Context, a *archive, temp string) (err error) {
	dir, err := os.MkdirTemp(temp, ".anlan-backup-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	copied := filepath.Join(dir, databaseName)
	if err := snapshot(ctx, f.path(databaseName), copied); err != nil {
		return err
	}
	c, err := inspect(ctx, copied)
	if err != nil {
		return err
	}
	a.m.Checkpoint = c.Note
	return a.addFile(databaseName, copied)
}

// left says what of a data folder never belongs into a backup: the database's own files (its copy is
// there already), what is under way, and the checkpoint (the copy's own is there).
func left(name string) bool {
	first, _, _ := strings.Cut(name, "/")
	return strings.HasPrefix(first, databaseName) || first == headName || first == headName+".new" || first == "lock" ||
		strings.HasPrefix(first, "ledger-check-") || strings.HasPrefix(first, ".anlan-backup-") ||
		name == "blobs/tmp" || name == "blobs/unnamed" || strings.HasSuffix(name, ".part") || strings.HasSuffix(name, ".anlan")
}

func (f Folder) addFiles(ctx context.Context, a *archive) error {
	var names []string
	err := filepath.WalkDir(f.Data, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(f.Data, path)
		if err != nil || rel == "." {
			return err
		}
		name := filepath.ToSlash(rel)
		switch {
		case left(name) && d.IsDir():
			return filepath.SkipDir
		case !left(name) && d.Type().IsRegular():
			names = append(names, name)
		}
		return ctx.Err()
	})
	if err != nil {
		return err
	}
	slices.Sort(names)
	for _, name := range names {
		err := a.addFile(name, f.path(name))
		if errors.Is(err, fs.ErrNotExist) {
			continue // removed since: nothing in the copied database needs it, or the doctor says so
		}
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
	}
	return nil
}

// readBack opens what was written and compares every byte's sum with what was meant.
func readBack(file string, want *Manifest) error {
	z, m, err := openBackup(file)
	if err != nil {
		return err
	}
	defer func() { _ = z.Close() }() // only read
	a, err := json.Marshal(want)
	if err != nil {
		return err
	}
	if b, err := json.Marshal(m); err != nil || !bytes.Equal(a, b) {
		return anlan.ErrBackupAltered.With("part", manifestName).Because(err)
	}
	for i, e := range m.Entries {
		if err := copyEntry(io.Discard, z.File[i], e); err != nil {
			return err
		}
	}
	return nil
}
