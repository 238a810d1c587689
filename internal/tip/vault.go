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
// set (设置口令) not even the key file and the database together do.
type Vault struct {
	keys Keys
	mu   sync.RWMutex
	f    vaultFile
}

// vaultFile is what stands in tip.vault.
type vaultFile struct {
	Public  []byte `json:"public"`
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
		return v, v.wrap(private.Bytes(), private.PublicKey().Bytes(), "")
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

// wrap writes the private key under the key file and, if there is one, a phrase.
func (v *Vault) wrap(private, public []byte, phrase string) error {
	f := vaultFile{Public: public, Phrase: phrase != "", Salt: make([]byte, 16), Passes: phrasePasses, Memory: phraseMemory}
	_, _ = rand.Read(f.Salt) // never fails
	aead, err := v.wrapper(f, phrase)
	if err != nil {
		return err
	}
	f.Wrapped = aead.Seal(nil, nil, private, public)
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

// wrapper is the cipher around the private key.
func (v *Vault) wrapper(f vaultFile, phrase string) (cipher.AEAD, error) {
	secret := bytes.Clone(v.keys.secret)
	if f.Phrase {
		secret = append(secret, argon2.IDKey([]byte(phrase), f.Salt, f.Passes, f.Memory, 1, keySize)...)
	}
	key, err := hkdf.Key(sha256.New, secret, f.Salt, "anlan tip vault", keySize)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

// unwrap returns the private key. Errors: tip_phrase_wrong.
func (v *Vault) unwrap(phrase string) ([]byte, error) {
	aead, err := v.wrapper(v.f, phrase)
	if err != nil {
		return nil, err
	}
	private, err := aead.Open(nil, nil, v.f.Wrapped, v.f.Public)
	if err != nil {
		return nil, anlan.ErrTipPhraseWrong.At("phrase").Because(err)
	}
	return private, nil
}

// setPhrase wraps the private key anew. What was sealed before stays readable, under the new phrase.
func (v *Vault) setPhrase(old, phrase string) error {
	if len([]rune(phrase)) < phraseLeast {
		return anlan.ErrTipPhraseShort.With("least", phraseLeast).At("phrase")
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	private, err := v.unwrap(old)
	if err != nil {
		return err
	}
	return v.wrap(private, v.f.Public, phrase)
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
