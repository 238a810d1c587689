package letter

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"math/big"
	"slices"

	"github.com/emmansun/gmsm/sm2"
)

// Suite is a way to sign. Keys and signatures are bytes, so that a key store, a card or a service of a
// licensed CA can stand behind it. The browser has the same two (web/src/rooms/letter/signing).
type Suite interface {
	// Generate makes a pair of keys.
	Generate() (public, private []byte, err error)
	// Sign signs a message with a private key that Generate made.
	Sign(private, message []byte) ([]byte, error)
	// Public tells whether these bytes are a public key for which one private key alone can sign.
	Public(public []byte) bool
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

// lowOrder are the points of Ed25519 whose order is 8 or less, without their sign: under such a "key" anybody
// can make signatures that hold.
var lowOrder = map[string]bool{
	"0000000000000000000000000000000000000000000000000000000000000000": true,
	"0100000000000000000000000000000000000000000000000000000000000000": true,
	"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05": true,
	"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a": true,
	"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f": true,
}

// fieldPrime is 2^255 − 19: a coordinate is written below it.
var fieldPrime = new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 255), big.NewInt(19))

func (edwards) Public(public []byte) bool {
	if len(public) != ed25519.PublicKeySize {
		return false
	}
	y := slices.Clone(public)
	y[31] &= 0x7f // without the sign
	written := !lowOrder[hex.EncodeToString(y)]
	slices.Reverse(y)
	return written && new(big.Int).SetBytes(y).Cmp(fieldPrime) < 0
}

func (e edwards) Verify(public, message, signature []byte) bool {
	return e.Public(public) && ed25519.Verify(public, message, signature)
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

func (guomi) Public(public []byte) bool {
	_, err := sm2.NewPublicKey(public)
	return err == nil && len(public) == 65 // 04‖X‖Y; the curve has no point of low order
}

func (guomi) Verify(public, message, signature []byte) bool {
	k, err := sm2.NewPublicKey(public)
	return err == nil && verifySM2(k, message, signature)
}

func verifySM2(k *ecdsa.PublicKey, message, signature []byte) bool {
	return sm2.VerifyASN1WithSM2(k, nil, message, signature)
}
