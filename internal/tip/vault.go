package tip

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/hpke"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"golang.org/x/crypto/argon2"

	"anlan"
)

// Person is who reported, as far as they said. It exists in the clear only while a form is sealed and
// while somebody to whom two posts opened it reads it.
type Person struct {
	Name    string `json:"name,omitempty"`
	Phone   string `json:"phone,omitempty"`
	Contact string `json:"contact,omitempty"` // address or another way to be reached
}

// IsZero reports whether nothing was said.
func (p Person) IsZero() bool { return p == Person{} }

// Vault (身份保险箱) seals who reported. Sealing needs only a public key (HPKE, RFC 9180: X25519,
// HKDF-SHA256, AES-256-GCM). The private key lies in the file tip.vault, wrapped by AES-256-GCM under
// HKDF(tip.key ‖ argon2id(phrase)): without the key file nobody opens an envelope, and once a phrase was
// set (设置口令) not even the key file and the database together do. Two keepers may have a phrase each
// (两位保管人): either opens, and either sets the other's anew when it is forgotten.
type Vault struct {
	keys Keys
	mu   sync.RWMutex
	f    vaultFile
}

// vaultFile is what stands in tip.vault.
type vaultFile struct {
	Public []byte `json:"public"`
	lock
	Second *lock `json:"second,omitempty"` // the other keeper's, once there are two
}

// lock is the private key as one keeper opens it.
type lock struct {
	Wrapped []byte `json:"wrapped"` // the private key: nonce and ciphertext
	Phrase  bool   `json:"phrase"`  // a phrase is needed besides the key file
	Salt    []byte `json:"salt"`
	Passes  uint32 `json:"passes"`
	Memory  uint32 `json:"memoryKiB"`
}

// What a phrase costs whoever tries them out: argon2id, a second or so on a small machine.
const (
	phrasePasses = 3
	phraseMemory = 64 << 10 // KiB
	phraseLeast  = 12       // characters
	padTo        = 512      // bytes: the length of an envelope tells nothing
)

// OpenVault reads the vault of the keys' folder, and makes one when there is none.
func OpenVault(keys Keys) (*Vault, error) {
	v := &Vault{keys: keys}
	raw, err := os.ReadFile(v.name())
	if errors.Is(err, fs.ErrNotExist) {
		private, err := ecdh.X25519().GenerateKey(rand.Reader)
		if err != nil {
			return nil, err
		}
		return v, v.found(private)
	}
	if err != nil {
		return nil, err
	}
	return v, json.Unmarshal(raw, &v.f)
}

func (v *Vault) name() string { return filepath.Join(v.keys.dir, "tip.vault") }

// Locked reports whether opening needs the keeper's phrase.
func (v *Vault) Locked() bool {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.f.Phrase
}

// Print is the fingerprint of the public key.
func (v *Vault) Print() string {
	v.mu.RLock()
	defer v.mu.RUnlock()
	sum := sha256.Sum256(v.f.Public)
	return hex.EncodeToString(sum[:8])
}

// Keepers is how many phrases there are, each of which opens: none, one or two.
func (v *Vault) Keepers() int {
	v.mu.RLock()
	defer v.mu.RUnlock()
	switch {
	case !v.f.Phrase:
		return 0
	case v.f.Second == nil:
		return 1
	}
	return 2
}

// found writes the first vault, without a phrase.
func (v *Vault) found(private *ecdh.PrivateKey) error {
	f := vaultFile{Public: private.PublicKey().Bytes()}
	var err error
	if f.lock, err = v.lock(private.Bytes(), f.Public, ""); err != nil {
		return err
	}
	return v.write(f)
}

// write replaces the file, whole or not at all.
func (v *Vault) write(f vaultFile) error {
	raw, err := json.Marshal(f)
	if err != nil {
		return err
	}
	if err := replaceFile(v.name(), raw); err != nil {
		return anlan.ErrStorageFailed.Because(err)
	}
	v.f = f
	return nil
}

// lock wraps the private key under the key file and, if there is one, a phrase.
func (v *Vault) lock(private, public []byte, phrase string) (lock, error) {
	l := lock{Phrase: phrase != "", Salt: make([]byte, 16), Passes: phrasePasses, Memory: phraseMemory}
	_, _ = rand.Read(l.Salt) // never fails
	aead, err := v.wrapper(l, phrase)
	if err == nil {
		l.Wrapped = aead.Seal(nil, nil, private, public)
	}
	return l, err
}

// wrapper is the cipher around the private key.
func (v *Vault) wrapper(l lock, phrase string) (cipher.AEAD, error) {
	secret := bytes.Clone(v.keys.secret)
	if l.Phrase {
		secret = append(secret, argon2.IDKey([]byte(phrase), l.Salt, l.Passes, l.Memory, 1, keySize)...)
	}
	key, err := hkdf.Key(sha256.New, secret, l.Salt, "anlan tip vault", keySize)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

// unlock tries one lock.
func (v *Vault) unlock(l lock, phrase string) ([]byte, error) {
	aead, err := v.wrapper(l, phrase)
	if err != nil {
		return nil, err
	}
	return aead.Open(nil, nil, l.Wrapped, v.f.Public)
}

// unwrap returns the private key to whichever keeper's phrase it is. Errors: tip_phrase_wrong.
func (v *Vault) unwrap(phrase string) ([]byte, error) {
	private, err := v.unlock(v.f.lock, phrase)
	if err != nil && v.f.Second != nil {
		private, err = v.unlock(*v.f.Second, phrase)
	}
	if err != nil {
		return nil, anlan.ErrTipPhraseWrong.At("phrase").Because(err)
	}
	return private, nil
}

// setPhrase gives a keeper a phrase, whoever of the two opens. What was sealed before stays readable. The second
// comes after the first, and is another phrase.
func (v *Vault) setPhrase(old, phrase string, second bool) error {
	if len([]rune(phrase)) < phraseLeast {
		return anlan.ErrTipPhraseShort.With("least", phraseLeast).At("phrase")
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	private, err := v.unwrap(old)
	if err != nil {
		return err
	}
	f := v.f
	if second && !f.Phrase {
		return anlan.ErrTipPhraseFirst.At("phrase")
	}
	other := f.Second
	if second {
		other = &f.lock
	}
	if other != nil {
		if _, err := v.unlock(*other, phrase); err == nil {
			return anlan.ErrTipPhraseSame.At("phrase")
		}
	}
	l, err := v.lock(private, f.Public, phrase)
	if err != nil {
		return err
	}
	if second {
		f.Second = &l
	} else {
		f.lock = l
	}
	return v.write(f)
}

// seal closes who reported into an envelope that belongs to one report.
func (v *Vault) seal(id anlan.ID, p Person) (string, error) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	public, err := hpke.DHKEM(ecdh.X25519()).NewPublicKey(v.f.Public)
	if err != nil {
		return "", err
	}
	plain, err := json.Marshal(p)
	if err != nil {
		return "", err
	}
	plain = append(plain, bytes.Repeat([]byte{' '}, (padTo-len(plain)%padTo)%padTo)...)
	sealed, err := hpke.Seal(public, hpke.HKDFSHA256(), hpke.AES256GCM(), envelope(id), plain)
	return base64.RawStdEncoding.EncodeToString(sealed), err
}

// open reads an envelope. Errors: tip_phrase_wrong, tip_envelope_broken.
func (v *Vault) open(id anlan.ID, sealed, phrase string) (p Person, err error) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	raw, err := v.unwrap(phrase)
	if err != nil {
		return p, err
	}
	private, err := hpke.DHKEM(ecdh.X25519()).NewPrivateKey(raw)
	if err != nil {
		return p, err
	}
	box, err := base64.RawStdEncoding.DecodeString(sealed)
	if err != nil {
		return p, anlan.ErrTipEnvelopeBroken.Because(err)
	}
	plain, err := hpke.Open(private, hpke.HKDFSHA256(), hpke.AES256GCM(), envelope(id), box)
	if err != nil {
		return p, anlan.ErrTipEnvelopeBroken.Because(err)
	}
	return p, json.Unmarshal(plain, &p)
}

// envelope binds a sealed identity to its report.
func envelope(id anlan.ID) []byte { return []byte("anlan tip identity " + id) }

// digestOf is what the record keeps of an envelope.
func digestOf(sealed string) string {
	sum := sha256.Sum256([]byte(sealed))
	return hex.EncodeToString(sum[:])
}
