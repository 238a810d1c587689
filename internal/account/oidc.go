package account

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"anlan"
	"anlan/internal/account/accountdb"
	"anlan/internal/db"
)

// The claims by which an identity finds its account.
const (
	BindPhone = "phone" // the provider's verified mobile number is the person's in the registry
	BindSub   = "sub"   // the owner bound it once, while signed in
)

const (
	oidcLife    = 10 * time.Minute // from leaving for the provider to coming back
	oidcTimeout = 10 * time.Second
)

// journey is what the browser carries, sealed, to the provider and back.
type journey struct {
	State, Nonce, Verifier string
	Bind                   anlan.ID // the account that is to be bound; empty to sign in
	Until                  anlan.Instant
}

// Leaving is where to send the browser, and what it must bring back.
type Leaving struct {
	URL    string
	Sealed string // goes into a cookie for the callback
}

// StartOIDC begins a sign-in at the provider or, for somebody signed in, the binding of an identity.
func (s *Service) StartOIDC(ctx context.Context, redirect string, bind anlan.Actor) (Leaving, error) {
	c, conf, _, err := s.provider(ctx, redirect)
	if err != nil {
		return Leaving{}, err
	}
	j := journey{State: newToken(), Nonce: newToken(), Verifier: oauth2.GenerateVerifier(), Bind: bind.Account, Until: s.d.Now().Add(oidcLife)}
	raw, err := json.Marshal(j)
	if err != nil {
		return Leaving{}, err
	}
	return Leaving{Sealed: s.vault.Seal("oidc", c.Issuer, string(raw)),
		URL: conf.AuthCodeURL(j.State, oidc.Nonce(j.Nonce), oauth2.S256ChallengeOption(j.Verifier))}, nil
}

// Coming is what the browser brings back from the provider.
type Coming struct {
	Redirect, Sealed, State, Code string

	Denied string // the provider's own refusal, such as access_denied
}

// FinishOIDC ends the journey: it opens a session for the account that is bound to the identity, or
// binds the identity to the actor's account. It never makes an account.
func (s *Service) FinishOIDC(ctx context.Context, back Coming, actor anlan.Actor, in SignIn) (out SignedIn, bound bool, err error) {
	c, j, claims, err := s.identity(ctx, back)
	if err != nil {
		return out, false, err
	}
	if j.Bind != "" {
		if j.Bind != actor.Account {
			return out, false, anlan.ErrAccountOidcRestart.With("why", "another account")
		}
		return out, true, s.bind(ctx, actor, c.Issuer+"|"+claims.Subject)
	}
	a, err := s.bearer(ctx, c, claims)
	if err != nil {
		return out, false, err
	}
	out, err = s.admit(ctx, a, in, "oidc")
	return out, false, err
}

// identity exchanges the code and checks everything that ties the answer to this journey.
func (s *Service) identity(ctx context.Context, back Coming) (c OIDC, j journey, claims identity, err error) {
	c, conf, provider, err := s.provider(ctx, back.Redirect)
	if err != nil {
		return c, j, claims, err
	}
	if j, err = s.openJourney(c, back); err != nil {
		return c, j, claims, err
	}
	if back.Denied != "" {
		return c, j, claims, anlan.ErrAccountOidcDenied.With("why", anlan.Clip(back.Denied, 60))
	}
	ctx, cancel := context.WithTimeout(outbound(ctx), oidcTimeout)
	defer cancel()
	token, err := conf.Exchange(ctx, anlan.Clip(back.Code, 2000), oauth2.VerifierOption(j.Verifier))
	if err != nil {
		return c, j, claims, anlan.ErrAccountOidcRestart.With("why", "code").Because(err)
	}
	raw, _ := token.Extra("id_token").(string)
	id, err := provider.Verifier(&oidc.Config{ClientID: c.ClientID, Now: func() time.Time { return s.d.Now().Time() }}).Verify(ctx, raw)
	if err != nil {
		return c, j, claims, badToken(err)
	}
	if subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(j.Nonce)) != 1 {
		return c, j, claims, anlan.ErrAccountOidcRestart.With("why", "nonce")
	}
	if err := id.Claims(&claims); err != nil || claims.Subject == "" {
		return c, j, claims, anlan.ErrAccountOidcToken.With("why", "claims").Because(err)
	}
	return c, j, claims, nil
}

func (s *Service) openJourney(c OIDC, back Coming) (j journey, err error) {
	raw, err := s.vault.Open("oidc", c.Issuer, anlan.Clip(back.Sealed, 2000))
	if err != nil || json.Unmarshal([]byte(raw), &j) != nil {
		return j, anlan.ErrAccountOidcRestart.With("why", "cookie")
	}
	if subtle.ConstantTimeCompare([]byte(back.State), []byte(j.State)) != 1 || j.Until <= s.d.Now() {
		return j, anlan.ErrAccountOidcRestart.With("why", "state")
	}
	return j, nil
}

// identity is what the provider says about who came.
type identity struct {
	Subject       string `json:"sub"`
	Phone         string `json:"phone_number"`
	PhoneVerified *bool  `json:"phone_number_verified"`
}

// bearer finds the account of the identity, by the claim that the settings name.
func (s *Service) bearer(ctx context.Context, c OIDC, who identity) (Account, error) {
	q := accountdb.New(s.d.Reader())
	row, err := q.AccountBySubject(ctx, c.Issuer+"|"+who.Subject)
	err = db.Classify(err)
	if anlan.KindOf(err) == anlan.NotFound && c.Bind == BindPhone && who.Phone != "" && (who.PhoneVerified == nil || *who.PhoneVerified) {
		var person anlan.ID
		if person, err = s.dir.PersonByPhone(ctx, mobile(who.Phone)); err == nil {
			row, err = q.AccountByPerson(ctx, person)
			err = db.Classify(err)
		}
	}
	if anlan.KindOf(err) == anlan.NotFound && err != nil {
		return Account{}, anlan.ErrAccountOidcUnbound
	}
	return fromRow(row), err
}

var notDigit = regexp.MustCompile(`[^0-9]`)

// mobile brings a mainland number into the registry's form: eleven digits.
func mobile(phone string) string {
	digits := notDigit.ReplaceAllString(phone, "")
	if len(digits) == 13 {
		return strings.TrimPrefix(digits, "86")
	}
	return digits
}

// bind ties the identity to the actor's own account.
func (s *Service) bind(ctx context.Context, actor anlan.Actor, subject string) error {
	err := s.d.Write(db.WithKey(ctx, ""), actor, func(tx *db.Tx) error {
		a, err := change(ctx, tx, actor.Account, func(a *Account) error {
			a.subject = subject
			return nil
		})
		if err != nil {
			if anlan.KindOf(err) == anlan.Conflict {
				return anlan.ErrAccountOidcTaken.Because(err)
			}
			return err
		}
		kind := map[bool]string{true: "account.unbound", false: "account.bound"}[subject == ""]
		return tx.Emit(kind, a.Ref(), map[string]any{}, a)
	})
	s.cache.forget(actor.Account)
	return err
}

// UnbindOIDC takes the identity off the actor's own account.
func (s *Service) UnbindOIDC(ctx context.Context, actor anlan.Actor) error {
	if err := signedIn(actor); err != nil {
		return err
	}
	return s.bind(ctx, actor, "")
}

// provider returns the settings, the client and the provider that they name.
func (s *Service) provider(ctx context.Context, redirect string) (OIDC, *oauth2.Config, *oidc.Provider, error) {
	c, err := s.oidc(ctx, accountdb.New(s.d.Reader()))
	if err != nil {
		return c, nil, nil, err
	}
	if !c.On {
		return c, nil, nil, anlan.ErrAccountOidcOff
	}
	p, err := s.discover(ctx, c.Issuer)
	if err != nil {
		return c, nil, nil, anlan.ErrAccountOidcProvider.Because(err)
	}
	scopes := append([]string{oidc.ScopeOpenID}, c.Scopes...)
	return c, &oauth2.Config{ClientID: c.ClientID, ClientSecret: c.ClientSecret, Endpoint: p.Endpoint(), RedirectURL: redirect,
		Scopes: slices.Compact(scopes)}, p, nil
}

// discover asks the provider for its addresses, once an hour.
func (s *Service) discover(ctx context.Context, issuer string) (*oidc.Provider, error) {
	s.oidcMu.Lock()
	defer s.oidcMu.Unlock()
	now := s.d.Now()
	if s.oidcFor == issuer && now.Sub(s.oidcAt) < time.Hour {
		return s.oidcProvider, nil
	}
	ctx, cancel := context.WithTimeout(outbound(ctx), oidcTimeout)
	defer cancel()
	p, err := oidc.NewProvider(ctx, issuer)
	if err == nil {
		s.oidcProvider, s.oidcFor, s.oidcAt = p, issuer, now
	}
	return p, err
}

// outbound gives go-oidc a client that does not wait for ever.
func outbound(ctx context.Context) context.Context {
	return oidc.ClientContext(ctx, &http.Client{Timeout: oidcTimeout})
}

// badToken says of a token that does not hold whether it is old or not for us: the remedies differ.
func badToken(err error) error {
	if _, old := errors.AsType[*oidc.TokenExpiredError](err); old {
		return anlan.ErrAccountOidcExpired.Because(err)
	}
	return anlan.ErrAccountOidcToken.Because(err)
}
