package letter

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/chacha20poly1305"

	"anlan"
)

// Key is the key of one who signs: made at enrolment, used by nobody else. The private half is never
// stored: only its wrapping, which the signer's secret opens.
type Key struct {
	ID       anlan.ID      `json:"id"`
	Account  anlan.ID      `json:"account"`
	Person   anlan.ID      `json:"person"`
	Name     string        `json:"name"` // of the person
	Suite    string        `json:"suite" enum:"ed25519,sm2-sm3"`
	Public   string        `json:"public" doc:"base64"`
	Made     anlan.Instant `json:"made"`
	Ended    anlan.Instant `json:"ended,omitempty"`
	Reason   string        `json:"reason,omitempty"`
	Revision int64         `json:"revision"`
}

// Ref names the key.
func (k Key) Ref() anlan.Ref { return anlan.Ref{Kind: RefKey, ID: k.ID} }

// wrapping is a private key under a secret: argon2id makes a key of the secret, XChaCha20-Poly1305 seals
// the private key with it, bound to the key's identity.
type wrapping struct {
	KDF    string `json:"kdf"`
	Memory uint32 `json:"memory_kib"`
	Passes uint32 `json:"passes"`
	Lanes  uint8  `json:"lanes"`
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

// SecretCost is the cost of new keys: 64 MiB and three passes, about a tenth of a second.
func SecretCost() Cost { return Cost{Memory: 64 << 10, Passes: 3, Lanes: 2} }

const secretLeast = 8

// checkSecret refuses a secret that can be guessed at once.
func checkSecret(secret string) error {
	runes := utf8.RuneCountInString(secret)
	same := strings.Count(secret, string([]rune(secret + " ")[:1]))
	if runes < secretLeast || runes > 200 || same == runes {
		return anlan.ErrLetterSecretWeak.With("min", secretLeast).At("secret")
	}
	return nil
}

// wrap seals a private key under a secret.
func wrap(id anlan.ID, private []byte, secret string, c Cost) (string, error) {
	w := wrapping{KDF: "argon2id", Memory: c.Memory, Passes: c.Passes, Lanes: c.Lanes, Salt: make([]byte, 16), Nonce: make([]byte, chacha20poly1305.NonceSizeX)}
	_, _ = rand.Read(w.Salt) // never fails
	_, _ = rand.Read(w.Nonce)
	box, err := chacha20poly1305.NewX(w.key(secret))
	if err != nil {
		return "", err
	}
	w.Box = box.Seal(nil, w.Nonce, private, []byte(id))
	raw, err := json.Marshal(w)
	return string(raw), err
}

func (w wrapping) key(secret string) []byte {
	return argon2.IDKey([]byte(secret), w.Salt, w.Passes, w.Memory, w.Lanes, chacha20poly1305.KeySize)
}

// unwrap opens a private key with the signer's secret. The caller wipes it after use.
func unwrap(id anlan.ID, sealed, secret string) ([]byte, error) {
	var w wrapping
	if err := json.Unmarshal([]byte(sealed), &w); err != nil {
		return nil, err
	}
	if w.KDF != "argon2id" || w.Memory > 1<<20 || w.Passes > 20 || w.Passes == 0 || w.Lanes == 0 || len(w.Nonce) != chacha20poly1305.NonceSizeX {
		return nil, anlan.ErrInternal
	}
	box, err := chacha20poly1305.NewX(w.key(secret))
	if err != nil {
		return nil, err
	}
	private, err := box.Open(nil, w.Nonce, w.Box, []byte(id))
	if err != nil {
		return nil, anlan.ErrLetterSecretWrong.At("secret")
	}
	return private, nil
}

func b64(b []byte) string { return base64.StdEncoding.EncodeToString(b) }

// Statement is exactly what is signed: the digest of the text and everything about the act. Its bytes are
// kept as they were signed.
type Statement struct {
	Format string        `json:"format"` // anlan-letter/1
	Letter anlan.ID      `json:"letter"`
	Number string        `json:"number"`
	SHA256 string        `json:"sha256"` // of the text
	Role   string        `json:"role"`   // issuer, signer
	Unit   string        `json:"unit"`
	Post   string        `json:"post"`
	Person string        `json:"person"`
	Key    anlan.ID      `json:"key"`
	Suite  string        `json:"suite"`
	Proved string        `json:"proved"` // how the signer proved anew who he is: password, totp; demo in a demonstration
	At     anlan.Instant `json:"at"`
}

// Format names the file and what is signed in it.
const Format = "anlan-letter/1"

// Signature is one signature under a letter. It is only ever added.
type Signature struct {
	ID        anlan.ID      `json:"id"`
	Letter    anlan.ID      `json:"letter"`
	Role      string        `json:"role" enum:"issuer,signer"`
	Key       anlan.ID      `json:"key"`
	Public    string        `json:"public"`
	Suite     string        `json:"suite"`
	Statement string        `json:"statement" doc:"The bytes that were signed"`
	Signature string        `json:"signature" doc:"base64"`
	Account   anlan.ID      `json:"account"`
	Person    anlan.ID      `json:"person"`
	Post      anlan.ID      `json:"post"`
	Unit      anlan.ID      `json:"unit"`
	At        anlan.Instant `json:"at"`
}

// Ref names the signature.
func (s Signature) Ref() anlan.Ref { return anlan.Ref{Kind: RefSignature, ID: s.ID} }

// Holds tells whether the signature is its key's over its statement.
func (s Signature) Holds() bool {
	suite, known := SuiteOf(s.Suite)
	public, err := base64.StdEncoding.DecodeString(s.Public)
	sig, err2 := base64.StdEncoding.DecodeString(s.Signature)
	return known && err == nil && err2 == nil && suite.Verify(public, []byte(s.Statement), sig)
}

// says reads what was signed.
func (s Signature) says() (st Statement) {
	_ = json.Unmarshal([]byte(s.Statement), &st) // an altered statement says nothing
	return st
}

// PersonName is who signed, as the signed statement says.
func (s Signature) PersonName() string { return s.says().Person }

// Says tells whether what was signed is this letter's text.
func (s Signature) Says(l Letter) bool {
	st := s.says()
	return st.Letter == l.ID && st.SHA256 == l.Hash && st.Role == s.Role && st.At == s.At
}
