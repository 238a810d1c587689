package letter

import (
	"crypto/rand"
	"encoding/json"
	"errors"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/chacha20poly1305"

	"anlan"
)

// Wrapping is a private key under a secret: argon2id makes a key of the secret, XChaCha20-Poly1305 seals
// the private key with it, bound to the key's identity. Browsers make and open it; this program keeps it.
type Wrapping struct {
	KDF    string `json:"kdf" enum:"argon2id"`
	Memory uint32 `json:"memory_kib" minimum:"8" maximum:"1048576"`
	Passes uint32 `json:"passes" minimum:"1" maximum:"20"`
	Lanes  uint8  `json:"lanes" minimum:"1" maximum:"16"`
	Salt   []byte `json:"salt"`
	Nonce  []byte `json:"nonce"`
	Box    []byte `json:"box"`
}

// Cost is what guessing a secret costs, each time.
type Cost struct {
	Memory uint32 // KiB
	Passes uint32
	Lanes  uint8
}

// SecretCost is the cost of new keys: 19 MiB and two passes. It is the least that OWASP names, and the most
// that a cheap phone bears in JavaScript (ADR 13).
func SecretCost() Cost { return Cost{Memory: 19 << 10, Passes: 2, Lanes: 1} }

// DemoCost is the cost in a demonstration, whose secret stands on the screen.
func DemoCost() Cost { return Cost{Memory: 1 << 10, Passes: 1, Lanes: 1} }

const (
	privateSize = 32 // of both suites
	saltLeast   = 16
)

var errSecret = errors.New("letter: the secret does not open this key")

// lawful refuses a wrapping that no browser of ours makes, or that is cheaper to guess at than the least.
func (w Wrapping) lawful(least Cost) error {
	sizes := len(w.Salt) >= saltLeast && len(w.Salt) <= 64 && len(w.Nonce) == chacha20poly1305.NonceSizeX && len(w.Box) == privateSize+chacha20poly1305.Overhead
	bounds := w.Memory <= 1<<20 && w.Passes <= 20 && w.Lanes >= 1 && w.Lanes <= 16
	dear := w.Memory >= least.Memory && w.Passes >= least.Passes
	if w.KDF != "argon2id" || !sizes || !bounds || !dear {
		return anlan.ErrLetterKeyBad.At("wrapped")
	}
	return nil
}

// wrap seals a private key under a secret.
func wrap(id anlan.ID, private []byte, secret string, c Cost) (Wrapping, error) {
	w := Wrapping{KDF: "argon2id", Memory: c.Memory, Passes: c.Passes, Lanes: c.Lanes, Salt: make([]byte, saltLeast), Nonce: make([]byte, chacha20poly1305.NonceSizeX)}
	_, _ = rand.Read(w.Salt) // never fails
	_, _ = rand.Read(w.Nonce)
	box, err := chacha20poly1305.NewX(w.key(secret))
	if err == nil {
		w.Box = box.Seal(nil, w.Nonce, private, []byte(id))
	}
	return w, err
}

func (w Wrapping) key(secret string) []byte {
	return argon2.IDKey([]byte(secret), w.Salt, w.Passes, w.Memory, w.Lanes, chacha20poly1305.KeySize)
}

// unwrap opens a private key with its owner's secret. The caller wipes it after use.
func (w Wrapping) unwrap(id anlan.ID, secret string) ([]byte, error) {
	if err := w.lawful(Cost{}); err != nil || w.Passes == 0 {
		return nil, errors.Join(err, errSecret)
	}
	box, err := chacha20poly1305.NewX(w.key(secret))
	if err != nil {
		return nil, err
	}
	private, err := box.Open(nil, w.Nonce, w.Box, []byte(id))
	if err != nil {
		return nil, errSecret
	}
	return private, nil
}

// wrappingOf reads what the database keeps of a key.
func wrappingOf(kept string) (w Wrapping, err error) {
	err = json.Unmarshal([]byte(kept), &w)
	return w, err
}
