package account

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	_ "embed"
	"encoding/base64"
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"anlan"
	"anlan/internal/rule"
)

//go:embed common.txt
var commonText string

// common holds passwords that are tried first by everybody, in lower case.
var common = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(commonText) {
		m[w] = true
	}
	return m
}()

// CheckPassword says everything that is wrong with a new password at once.
func CheckPassword(password, login string, r rule.PasswordRule) error {
	var p anlan.Problems
	n := utf8.RuneCountInString(password)
	if n < r.MinLength {
		p = append(p, anlan.ErrAccountPasswordShort.With("min", r.MinLength).At("password"))
	}
	if n > r.MaxLength {
		p = append(p, anlan.ErrAccountPasswordLong.With("max", r.MaxLength).At("password"))
	}
	if classes(password) < r.MinClasses {
		p = append(p, anlan.ErrAccountPasswordSimple.With("classes", r.MinClasses).At("password"))
	}
	if isCommon(password) {
		p = append(p, anlan.ErrAccountPasswordCommon.At("password"))
	}
	if len(login) >= 3 && strings.Contains(strings.ToLower(password), login) {
		p = append(p, anlan.ErrAccountPasswordLogin.At("password"))
	}
	return p.Err()
}

// isCommon looks the password up as it stands and without the digits and signs that people hang on.
func isCommon(password string) bool {
	low := strings.ToLower(password)
	stem := strings.TrimFunc(low, func(c rune) bool { return !unicode.IsLetter(c) })
	return common[low] || len(stem) >= 5 && common[stem]
}

// classes counts which of lower case, upper case, digits and others occur.
func classes(s string) int {
	var lower, upper, digit, other int
	for _, c := range s {
		switch {
		case unicode.IsLower(c):
			lower = 1
		case unicode.IsUpper(c):
			upper = 1
		case unicode.IsDigit(c):
			digit = 1
		default:
			other = 1
		}
	}
	return lower + upper + digit + other
}

// hasher bounds how many hashes are computed at once: each takes tens of megabytes and a whole
// processor, and the rest of the program must go on.
type hasher struct {
	slots chan struct{}
	queue chan struct{}
	count atomic.Int64 // hashes computed since the start
}

// queueLimit is how many may wait for a slot; whoever comes after is asked to come back.
const queueLimit = 64

func newHasher() *hasher {
	return &hasher{slots: make(chan struct{}, max(1, min(4, runtime.GOMAXPROCS(0)))), queue: make(chan struct{}, queueLimit)}
}

// do runs f in a slot.
func (h *hasher) do(ctx context.Context, f func()) error {
	select {
	case h.queue <- struct{}{}:
		defer func() { <-h.queue }()
	default:
		return anlan.ErrBusy.With("seconds", 2)
	}
	select {
	case h.slots <- struct{}{}:
		defer func() { <-h.slots }()
		f()
		h.count.Add(1)
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// hash makes the stored form of a password.
func (h *hasher) hash(ctx context.Context, password string, c rule.Argon2id) (phc string, err error) {
	err = h.do(ctx, func() { phc = hashPassword(password, c) })
	return phc, err
}

// matches compares a password with its stored form. An empty form costs as much as any other and
// matches nothing: the time taken does not tell whether an account exists or has a password.
func (h *hasher) matches(ctx context.Context, password, phc string, c rule.Argon2id) (ok bool, err error) {
	err = h.do(ctx, func() { ok = matchPassword(password, phc, c) })
	return ok, err
}

func hashPassword(password string, c rule.Argon2id) string {
	salt := make([]byte, 16)
	_, _ = rand.Read(salt) // never fails
	key := argon2.IDKey([]byte(password), salt, uint32(c.Passes), uint32(c.MemoryKiB), uint8(c.Lanes), 32)
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.MemoryKiB, c.Passes, c.Lanes,
		b64.EncodeToString(salt), b64.EncodeToString(key))
}

func matchPassword(password, phc string, c rule.Argon2id) bool {
	salt, want := make([]byte, 16), make([]byte, 32)
	known := parsePHC(phc, &c, &salt, &want)
	key := argon2.IDKey([]byte(password), salt, uint32(c.Passes), uint32(c.MemoryKiB), uint8(c.Lanes), uint32(len(want)))
	return subtle.ConstantTimeCompare(key, want) == 1 && known
}

// costOf returns the cost at which a stored password was hashed.
func costOf(phc string) (c rule.Argon2id) {
	var salt, key []byte
	parsePHC(phc, &c, &salt, &key)
	return c
}

// parsePHC reads $argon2id$v=19$m=…,t=…,p=…$salt$key; the values given stay where it cannot.
func parsePHC(phc string, c *rule.Argon2id, salt, key *[]byte) bool {
	parts := strings.Split(phc, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return false
	}
	var got rule.Argon2id
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &got.MemoryKiB, &got.Passes, &got.Lanes); err != nil {
		return false
	}
	s, err := base64.RawStdEncoding.DecodeString(parts[4])
	k, err2 := base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil || err2 != nil || len(k) == 0 {
		return false
	}
	*c, *salt, *key = got, s, k
	return true
}
