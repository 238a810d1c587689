package account

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// keySize is the length of the key file.
const keySize = 32

// KeyFile returns the key that seals secrets at rest, from the file account.key in dir. It makes the
// file when there is none; only its owner may read it. Without it second factors and deep links
// that were made under it are void, so a backup carries it.
func KeyFile(dir string) ([]byte, error) {
	name := filepath.Join(dir, "account.key")
	key, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return makeKey(name)
	}
	if err != nil {
		return nil, err
	}
	if len(key) != keySize {
		return nil, fmt.Errorf("%s holds %d bytes, want %d: restore it from a backup", name, len(key), keySize)
	}
	return key, nil
}

func makeKey(name string) ([]byte, error) {
	key := make([]byte, keySize)
	_, _ = rand.Read(key) // never fails
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	_, err = f.Write(key)
	return key, errors.Join(err, f.Sync(), f.Close())
}

// Vault seals short secrets with the key file. Each purpose has its own key, so that a value sealed
// for one cannot be passed off for another.
type Vault struct{ key []byte }

// NewVault makes a vault of a key of 32 bytes.
func NewVault(key []byte) (*Vault, error) {
	if len(key) != keySize {
		return nil, fmt.Errorf("account: the key has %d bytes, want %d", len(key), keySize)
	}
	return &Vault{key: key}, nil
}

// derive returns the key of a purpose.
func (v *Vault) derive(purpose string) []byte {
	k, err := hkdf.Key(sha256.New, v.key, nil, "anlan "+purpose, keySize)
	if err != nil {
		panic("account: hkdf: " + err.Error()) // only for impossible lengths
	}
	return k
}

func (v *Vault) aead(purpose string) cipher.AEAD {
	block, err := aes.NewCipher(v.derive(purpose))
	if err != nil {
		panic("account: aes: " + err.Error()) // the key's length is fixed
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic("account: gcm: " + err.Error())
	}
	return aead
}

// Seal encrypts plain for the purpose; owner binds it to whom it belongs.
func (v *Vault) Seal(purpose, owner, plain string) string {
	return base64.RawURLEncoding.EncodeToString(v.aead(purpose).Seal(nil, nil, []byte(plain), []byte(owner)))
}

// Open reverses Seal; it fails for another purpose, owner or key.
func (v *Vault) Open(purpose, owner, sealed string) (string, error) {
	raw, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil {
		return "", err
	}
	plain, err := v.aead(purpose).Open(nil, nil, raw, []byte(owner))
	return string(plain), err
}

// newToken makes 256 random bits for a cookie or a link.
func newToken() string {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// digest is the form in which a token is stored.
func digest(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
