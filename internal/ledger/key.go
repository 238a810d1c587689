package ledger

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"anlan"
	"anlan/internal/db"
)

// KeyFile is the name of the signing key within the data folder. Only the program's own user may
// read it.
const KeyFile = "ledger.key"

// Key signs checkpoints. Signer is the seam for other algorithms (SM2): whatever signs notes fits.
type Key struct {
	Origin string // name of the log, e.g. anlan/620521
	Public string // verifier key in the notation of signed notes: name+hash+key
	Signer note.Signer
}

// Origin is the name of a county's log.
func Origin(county string) string { return "anlan/" + county }

// OpenKey reads the key of the data folder.
func OpenKey(dir string) (Key, error) {
	b, err := os.ReadFile(filepath.Join(dir, KeyFile))
	if errors.Is(err, fs.ErrNotExist) {
		return Key{}, anlan.ErrLedgerKeyMissing.With("file", KeyFile).Because(err)
	}
	if err != nil {
		return Key{}, err
	}
	return parseKey(string(b))
}

// OpenOrMakeKey reads the key of the data folder, or makes one at the first run. first is whether the
// log is still empty: a log that has checkpoints needs the key that signed them.
func OpenOrMakeKey(dir, origin string, first bool) (Key, error) {
	k, err := OpenKey(dir)
	if !errors.Is(err, anlan.ErrLedgerKeyMissing) || !first {
		return k, err
	}
	secret, public, err := note.GenerateKey(nil, origin)
	if err != nil {
		return Key{}, err
	}
	if err := writeSecret(filepath.Join(dir, KeyFile), secret+"\n"+public+"\n"); err != nil {
		return Key{}, err
	}
	return parseKey(secret + "\n" + public)
}

func parseKey(text string) (Key, error) {
	secret, public, _ := strings.Cut(strings.TrimSpace(text), "\n")
	s, err := note.NewSigner(secret)
	if err != nil {
		return Key{}, fmt.Errorf("%s: %w", KeyFile, err)
	}
	v, err := note.NewVerifier(public)
	if err != nil {
		return Key{}, fmt.Errorf("%s: %w", KeyFile, err)
	}
	if v.Name() != s.Name() || v.KeyHash() != s.KeyHash() {
		return Key{}, fmt.Errorf("%s: its two halves do not belong together", KeyFile)
	}
	return Key{Origin: s.Name(), Public: public, Signer: s}, nil
}

// writeSecret writes a file that must not exist yet and that only its owner can read.
func writeSecret(path, text string) (err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if _, err := f.WriteString(text); err != nil {
		return err
	}
	return f.Sync()
}

// Empty reports whether the database has no history yet: only then may a key be made.
func Empty(ctx context.Context, d *db.DB) (bool, error) {
	var n int64
	err := d.Reader().QueryRowContext(ctx, `SELECT count(*) FROM (SELECT id FROM event LIMIT 1) AS one`).Scan(&n)
	return n == 0, db.Classify(err)
}
