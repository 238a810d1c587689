package anlan

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"io"
)

// ID is a UUIDv7 in its canonical lower-case text form (36 characters, RFC 9562). IDs sort by
// the millisecond in which they were made. Clients may make the ID of what they send, so that a
// retried request is recognised (law 9).
type ID string

// NewID makes an ID for the instant at from the random source r. A nil r means crypto/rand.
func NewID(at Instant, r io.Reader) ID { return formatID(newID(at, r)) }

// NthID makes an ID that stands after those of the same instant with a lower n: what is made together keeps its order
// (RFC 9562, 6.2, method 1). The count has twelve bits; from 4095 on the order is by chance.
func NthID(at Instant, n int, r io.Reader) ID {
	b := newID(at, r)
	binary.BigEndian.PutUint16(b[6:8], uint16(0x7000|min(n, 0xfff)))
	return formatID(b)
}

func newID(at Instant, r io.Reader) (b [16]byte) {
	if r == nil {
		r = rand.Reader
	}
	if _, err := io.ReadFull(r, b[6:]); err != nil {
		panic("anlan: random source failed: " + err.Error()) // no safe way on without randomness
	}
	binary.BigEndian.PutUint32(b[0:4], uint32(uint64(at)>>16))
	binary.BigEndian.PutUint16(b[4:6], uint16(uint64(at)))
	b[6] = b[6]&0x0f | 0x70
	b[8] = b[8]&0x3f | 0x80
	return b
}

func formatID(b [16]byte) ID {
	var s [36]byte
	hex.Encode(s[0:8], b[0:4])
	s[8] = '-'
	hex.Encode(s[9:13], b[4:6])
	s[13] = '-'
	hex.Encode(s[14:18], b[6:8])
	s[18] = '-'
	hex.Encode(s[19:23], b[8:10])
	s[23] = '-'
	hex.Encode(s[24:36], b[10:16])
	return ID(s[:])
}

// ParseID accepts a canonical lower-case UUID of version 7 and refuses everything else with
// ErrIDMalformed.
func ParseID(s string) (ID, error) {
	if !IsID(s) {
		return "", ErrIDMalformed.With("value", s)
	}
	return ID(s), nil
}

// IsID tells whether a text is a canonical lower-case UUID of version 7.
func IsID(s string) bool {
	if len(s) != 36 || s[14] != '7' {
		return false
	}
	for i := range len(s) {
		c, dash := s[i], i == 8 || i == 13 || i == 18 || i == 23
		hexDigit := c >= '0' && c <= '9' || c >= 'a' && c <= 'f'
		if dash != (c == '-') || !dash && !hexDigit {
			return false
		}
	}
	return true
}
