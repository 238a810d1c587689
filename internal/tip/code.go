package tip

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"math/big"
	"strings"
)

// codeDigits is the length of a code with its check digit: like a bank card, so that it can be read out
// over the telephone and copied by hand. Fifteen random digits are 10^15 codes; whoever guesses is
// held up by the gate, and whoever reads the database finds only digests under a key that is not in it.
const codeDigits = 16

// NewTicket makes what ties the tries of sending one form together: a second press of the button is the
// same report with the same code. It is random and is not stored.
func NewTicket() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// isTicket keeps made-up short tickets out: two people must never share one.
func isTicket(s string) bool {
	b, err := base64.RawURLEncoding.DecodeString(s)
	return err == nil && len(b) == 16
}

// codeOf makes the code of a ticket.
func (k Keys) codeOf(ticket string) string {
	n := new(big.Int).SetBytes(k.mac("code", ticket))
	n.Mod(n, new(big.Int).Exp(big.NewInt(10), big.NewInt(codeDigits-1), nil))
	digits := n.String()
	digits = strings.Repeat("0", codeDigits-1-len(digits)) + digits
	return digits + string(checkDigit(digits))
}

// find is the form in which a code is stored and looked for.
func (k Keys) find(code string) string { return hex.EncodeToString(k.mac("find", code)) }

// mac is a keyed digest for one purpose.
func (k Keys) mac(purpose, text string) []byte {
	m := hmac.New(sha256.New, k.secret)
	_, _ = m.Write([]byte("anlan tip " + purpose + "\x00" + text)) // never fails
	return m.Sum(nil)
}

// SayCode writes a code in groups of four.
func SayCode(code string) string {
	var b strings.Builder
	for i, c := range code {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// ReadCode understands a code as people type it: with spaces, dashes and full-width digits. ok is false
// when a digit is wrong or missing.
func ReadCode(s string) (code string, ok bool) {
	var b strings.Builder
	for _, c := range s {
		switch {
		case c >= '0' && c <= '9':
			b.WriteRune(c)
		case c >= '０' && c <= '９':
			b.WriteRune(c - '０' + '0')
		case c == ' ' || c == '-' || c == '－' || c == '—' || c == '　' || c == '\t' || c == '\u00a0':
		default:
			return "", false
		}
		if b.Len() > codeDigits {
			return "", false
		}
	}
	code = b.String()
	if len(code) != codeDigits || checkDigit(code[:codeDigits-1]) != code[codeDigits-1] {
		return "", false
	}
	return code, true
}

// checkDigit is that of ISO/IEC 7064 MOD 11,10: it finds every wrong digit and nearly every swapped
// pair.
func checkDigit(digits string) byte {
	p := 10
	for i := range len(digits) {
		s := (p + int(digits[i]-'0')) % 10
		if s == 0 {
			s = 10
		}
		p = s * 2 % 11
	}
	return byte('0' + (11-p)%10)
}
