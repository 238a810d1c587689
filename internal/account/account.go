package account

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"

	"golang.org/x/text/width"

	"anlan"
	"anlan/internal/account/accountdb"
)

// The states of an account.
const (
	Active   = "active"
	Disabled = "disabled"
)

// Account is how one person signs in. It is a sealed record: secrets stand in it by digest only.
type Account struct {
	ID         anlan.ID      `json:"id"`
	Login      string        `json:"login"`
	Person     anlan.ID      `json:"person"`
	Name       string        `json:"name"`
	Status     string        `json:"status" enum:"active,disabled"`
	HasTOTP    bool          `json:"has_totp"`
	PasswordAt anlan.Instant `json:"password_at"`
	CreatedAt  anlan.Instant `json:"created_at"`
	Revision   int64         `json:"revision"`
	Secrets    string        `json:"secrets"` // SHA-256 over what must not be shown

	hash, totp, subject string
}

// Ref names the account to other rooms and to the ledger.
func (a Account) Ref() anlan.Ref { return anlan.Ref{Kind: "account.account", ID: a.ID} }

// Bound reports whether a single sign-on identity opens the account.
func (a Account) Bound() bool { return a.subject != "" }

// sealed fills what is computed from the secrets.
func (a Account) sealed() Account {
	sum := sha256.Sum256([]byte(a.hash + "\n" + a.totp + "\n" + a.subject))
	a.Secrets, a.HasTOTP = hex.EncodeToString(sum[:]), a.totp != ""
	return a
}

func fromRow(r accountdb.Account) Account {
	return Account{ID: r.ID, Login: r.Login, Person: r.Person, Name: r.Name, Status: r.Status,
		PasswordAt: r.PasswordAt, CreatedAt: r.CreatedAt, Revision: r.Revision,
		hash: r.Hash, totp: r.Totp, subject: r.Subject}.sealed()
}

// Grant is a role on a post: a sealed record.
type Grant struct {
	ID        anlan.ID      `json:"id"`
	Post      anlan.ID      `json:"post"`
	Role      anlan.Role    `json:"role"`
	GrantedBy string        `json:"granted_by"`
	GrantedAt anlan.Instant `json:"granted_at"`
	RevokedBy string        `json:"revoked_by"`
	RevokedAt anlan.Instant `json:"revoked_at"`
	Revision  int64         `json:"revision"`
}

// Ref names the grant to the ledger.
func (g Grant) Ref() anlan.Ref { return anlan.Ref{Kind: "account.grant", ID: g.ID} }

func fromGrantRow(r accountdb.AccountGrant) Grant {
	return Grant{ID: r.ID, Post: r.Post, Role: anlan.Role(r.Role), GrantedBy: r.GrantedBy, GrantedAt: r.GrantedAt,
		RevokedBy: r.RevokedBy, RevokedAt: r.RevokedAt, Revision: r.Revision}
}

// Normalise brings a login into its stored form: half width, lower case, no space around it.
func Normalise(login string) string {
	return strings.ToLower(strings.TrimSpace(width.Narrow.String(login)))
}

var loginShape = regexp.MustCompile(`^[a-z0-9][a-z0-9._@-]{1,63}$`)

// checkLogin refuses a normalised login that cannot be typed everywhere.
func checkLogin(login string) error {
	if !loginShape.MatchString(login) {
		return anlan.ErrAccountLoginInvalid.With("value", anlan.Clip(login, 64)).At("login")
	}
	return nil
}

func checkName(name string) error {
	n := len([]rune(strings.TrimSpace(name)))
	if n == 0 {
		return anlan.ErrFieldRequired.With("name", "name").At("name")
	}
	if n > 60 {
		return anlan.ErrFieldTooLong.With("name", "name").With("max", 60).At("name")
	}
	return nil
}
