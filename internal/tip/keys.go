package tip

import (
	"crypto/hmac"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"anlan"
)

// keySize is the length of the key file.
const keySize = 32

// Keys are the secrets of the room, kept in the data folder's keys and never in the database: one file
// for codes and for wrapping, one with the vault's wrapped private key.
type Keys struct {
	dir    string
	secret []byte
}

// OpenKeys reads the room's key from the file tip.key in dir, and makes it when there is none. Without
// it no code of a report leads anywhere and no identity can be opened, so a backup carries it.
func OpenKeys(dir string) (Keys, error) {
	name := filepath.Join(dir, "tip.key")
	secret, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		secret = make([]byte, keySize)
		_, _ = rand.Read(secret) // never fails
		err = errors.Join(os.MkdirAll(dir, 0o700), replaceFile(name, secret))
	}
	if err == nil && len(secret) != keySize {
		err = fmt.Errorf("%s holds %d bytes, want %d: restore it from a backup", name, len(secret), keySize)
	}
	return Keys{dir: dir, secret: secret}, err
}

// replaceFile writes a file that only its owner may read, whole or not at all.
func replaceFile(name string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".tip-*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	d, err := os.Open(filepath.Dir(name))
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Receipt marks a picture that this program has taken for a form, so that the form can carry it through
// another try, and nobody can put any other file of the county's into a report.
func (k Keys) Receipt(p Photo) string {
	text := fmt.Sprintf("%s.%d.%d", p.Hash, p.Size, p.Said)
	return text + "." + hex.EncodeToString(k.mac("photo", text)[:16])
}

// ReadReceipt returns the picture of a receipt.
func (k Keys) ReadReceipt(s string) (p Photo, ok bool) {
	at := strings.LastIndexByte(s, '.')
	if at < 0 || len(s) > 200 {
		return p, false
	}
	mark, err := hex.DecodeString(s[at+1:])
	if err != nil || !hmac.Equal(mark, k.mac("photo", s[:at])[:16]) {
		return p, false
	}
	parts := strings.Split(s[:at], ".")
	if len(parts) != 3 {
		return p, false
	}
	size, err1 := strconv.ParseInt(parts[1], 10, 64)
	said, err2 := strconv.ParseInt(parts[2], 10, 64)
	return Photo{Hash: parts[0], Size: size, Said: anlan.Instant(said)}, err1 == nil && err2 == nil
}
