package letter

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"math/big"

	"github.com/emmansun/gmsm/sm2"
)

// Suite is a way to sign. Keys and signatures are bytes, so that a key store, a card or a service of a
// licensed CA can stand behind it.
type Suite interface {
	// Generate makes a pair of keys.
	Generate() (public, private []byte, err error)
	// Sign signs a message with a private key that Generate made.
	Sign(private, message []byte) ([]byte, error)
	// Verify tells whether the signature is the key's over exactly this message.
	Verify(public, message, signature []byte) bool
}

// The suites, by the name that stands in every signature.
const (
	Ed25519 = "ed25519"
	SM2     = "sm2-sm3"
)

// Suites lists the names of the suites; the first is the default.
func Suites() []string { return []string{Ed25519, SM2} }

// SuiteOf returns a suite by its name.
func SuiteOf(name string) (Suite, bool) {
	s, ok := map[string]Suite{Ed25519: edwards{}, SM2: guomi{}}[name]
	return s, ok
}

// edwards is Ed25519 (RFC 8032).
type edwards struct{}

func (edwards) Generate() (public, private []byte, err error) {
	pub, priv, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, nil, err
	}
	return pub, priv.Seed(), nil
}

func (edwards) Sign(private, message []byte) ([]byte, error) {
	if len(private) != ed25519.SeedSize {
		return nil, errors.New("letter: not an Ed25519 key")
	}
	return ed25519.Sign(ed25519.NewKeyFromSeed(private), message), nil
}

func (edwards) Verify(public, message, signature []byte) bool {
	return len(public) == ed25519.PublicKeySize && ed25519.Verify(public, message, signature)
}

// guomi is SM2 over the SM3 digest with the default identity (GB/T 32918, GB/T 32905).
type guomi struct{}

func (guomi) Generate() (public, private []byte, err error) {
	k, err := sm2.GenerateKey(rand.Reader)
	if err != nil {
		return nil, nil, err
	}
	return elliptic.Marshal(k.Curve, k.X, k.Y), k.D.FillBytes(make([]byte, 32)), nil //nolint:staticcheck // the form of GB/T 35276: 04‖X‖Y
}

func (guomi) Sign(private, message []byte) ([]byte, error) {
	k, err := sm2.NewPrivateKeyFromInt(new(big.Int).SetBytes(private))
	if err != nil {
		return nil, err
	}
	return k.SignWithSM2(rand.Reader, nil, message)
}

func (guomi) Verify(public, message, signature []byte) bool {
	k, err := sm2.NewPublicKey(public)
	return err == nil && verifySM2(k, message, signature)
}

func verifySM2(k *ecdsa.PublicKey, message, signature []byte) bool {
	return sm2.VerifyASN1WithSM2(k, nil, message, signature)
}
