package letter

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"testing"
)

// Under a point of low order anybody's signature holds: the library takes it, the suite does not.
func TestLowOrderKeysAreNone(t *testing.T) {
	identity := append([]byte{1}, make([]byte, 31)...)
	forged := append(bytes.Clone(identity), make([]byte, 32)...) // R = identity, s = 0
	msg := []byte("whatever")
	if !ed25519.Verify(identity, msg, forged) {
		t.Fatal("the library refuses the identity by itself; this test proves nothing any more")
	}
	s, _ := SuiteOf(Ed25519)
	if s.Verify(identity, msg, forged) {
		t.Error("a signature of nobody holds")
	}
	for point := range lowOrder {
		for _, sign := range []byte{0, 0x80} {
			b, err := hex.DecodeString(point)
			if err != nil || len(b) != 32 {
				t.Fatal(point)
			}
			b[31] |= sign
			if s.Public(b) {
				t.Errorf("%x is a key", b)
			}
		}
	}
	for over := range byte(19) { // the same points written above the prime
		b := append([]byte{0xed + over}, bytes.Repeat([]byte{0xff}, 30)...)
		if s.Public(append(bytes.Clone(b), 0x7f)) || s.Public(append(b, 0xff)) {
			t.Errorf("a coordinate of p+%d is a key", over)
		}
	}
}

// A point that does not lie on the curve of SM2, or is written in another form, is no key.
func TestWrongPointsAreNoKeys(t *testing.T) {
	s, _ := SuiteOf(SM2)
	public, _, err := s.Generate()
	if err != nil || !s.Public(public) {
		t.Fatal(err)
	}
	off := bytes.Clone(public)
	off[64] ^= 1
	for what, b := range map[string][]byte{"off the curve": off, "nothing": nil, "infinity": {0}, "short": public[:64], "zero": append([]byte{4}, make([]byte, 64)...),
		"compressed": append([]byte{2 + public[64]&1}, public[1:33]...)} {
		if s.Public(b) || s.Verify(b, []byte("x"), []byte("x")) {
			t.Errorf("%s is a key", what)
		}
	}
}
