package ledger

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"anlan"
)

// VerifyOptions are what the verifier knows besides the folder.
type VerifyOptions struct {
	Key   string   // the county's public key; empty means the one in the folder
	Since []string // checkpoints kept elsewhere: the export must be a continuation of each
}

// postgresDrift is how far entries may lie out of order on PostgreSQL, where concurrent transactions
// get their positions after the commit. On SQLite time never runs back.
const postgresDrift = time.Minute

// Verify checks an export offline. The error tells that it could not be read at all; what is wrong
// with it stands in the report. One million entries take a few seconds; memory grows only with the
// number of different records.
func Verify(ctx context.Context, dir string, o VerifyOptions) (*Report, error) {
	if _, err := os.Stat(filepath.Join(dir, fileCheckpoint)); err != nil {
		return nil, anlan.ErrExportForeign.With("dir", dir).Because(err)
	}
	v := &verifier{dir: dir, r: &Report{Findings: []Finding{}, Warnings: []Finding{}}, met: map[string]bool{}, seals: map[refKey]seal{}, fresh: map[refKey][][32]byte{}}
	if err := v.openKey(o.Key); err != nil {
		return nil, err
	}
	v.openManifest()
	if err := v.openCheckpoint(); err != nil {
		return nil, err
	}
	if err := v.openOlder(o.Since); err != nil {
		return nil, err
	}
	for _, step := range []func(context.Context) error{v.entries, v.finishTrees, v.diagnose, v.records, v.leftovers} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	v.r.OK = len(v.r.Findings) == 0
	return v.r, nil
}

// verifier is one verification under way.
type verifier struct {
	dir    string
	r      *Report
	public string
	ownKey []byte // the key file of the folder
	m      *manifest
	sums   map[string]fileSum
	met    map[string]bool // files that were read

	signed    bool       // the newest checkpoint carries the county's signature
	cp        Checkpoint // the newest checkpoint
	older     []mark     // other checkpoints, by size
	entryTree tree       // grown from the entries
	tileTree  tree       // grown from the exported tiles of level 0
	tiles     tileReader
	atSize    tlog.Hash // root of the entries when there were as many as the checkpoint covers
	next      int64     // position that the next entry must have
	at        int64     // time of the last entry
	drift     int64     // how far time may run back, in milliseconds
	wrong     []wrong   // entries that do not fit their tile
	tilesBad  bool      // a tile of level 0 was missing
	gaps      bool      // entries were missing or out of order
	seals     map[refKey]seal
	fresh     map[refKey][][32]byte // seals made while the records were being read: any may be the state
	misfits   []misfit
}

func (v *verifier) read(name string) ([]byte, error) {
	v.met[name] = true
	return os.ReadFile(filepath.Join(v.dir, filepath.FromSlash(name)))
}

// openKey takes the given public key, else the one in the folder.
func (v *verifier) openKey(given string) error {
	b, err := v.read(fileKey)
	if err != nil && (given == "" || !errors.Is(err, fs.ErrNotExist)) {
		return err
	}
	own := strings.TrimSpace(string(b))
	v.public, v.ownKey = own, b
	if given = strings.TrimSpace(given); given != "" {
		v.public, v.r.KeyGiven = given, true
		if own != given {
			v.r.find(Finding{Code: FoundKey, File: fileKey})
		}
	} else {
		v.r.warn(Finding{Code: WarnKeyNotGiven})
	}
	v.r.Key = v.public
	return nil
}

func (v *verifier) openManifest() {
	v.sums = map[string]fileSum{}
	b, err := v.read(fileManifest)
	if err == nil {
		v.m, err = openManifest(b, v.public)
	}
	if err != nil {
		v.r.find(Finding{Code: FoundManifest, File: fileManifest, Note: err.Error()})
	}
	if v.m == nil {
		v.m = &manifest{from: 1 << 62, to: 1 << 62}
	}
	if v.m.engine != "sqlite" {
		v.drift = postgresDrift.Milliseconds()
	}
	for _, f := range v.m.files {
		v.sums[f.name] = f
	}
}

// openCheckpoint reads the newest checkpoint; one with a wrong signature is still used to look on.
func (v *verifier) openCheckpoint() error {
	b, err := v.read(fileCheckpoint)
	if err != nil {
		return err
	}
	v.checkSum(fileCheckpoint, b)
	v.checkSum(fileKey, v.ownKey)
	if len(b) == 0 {
		if v.m.entries == 0 && v.m.size == 0 {
			v.r.warn(Finding{Code: WarnNothingToVerify})
			return nil
		}
		v.r.find(Finding{Code: FoundFileMissing, File: fileCheckpoint})
		return nil
	}
	v.cp, err = ParseCheckpoint(string(b), v.public)
	v.signed = err == nil
	if err != nil {
		v.r.find(Finding{Code: FoundSignature, File: fileCheckpoint, Note: err.Error()})
		v.cp, _ = PeekCheckpoint(string(b)) // a note without a checkpoint covers nothing
	}
	v.r.Origin, v.r.Size, v.r.Root = v.cp.Origin, v.cp.Size, v.cp.Root.String()
	return nil
}
