package api

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"anlan"
	"anlan/internal/account"
)

// registerOIDC registers the single sign-on: two pages that only redirect, and its settings.
func (s *Server) registerOIDC() {
	s.raw("GET /auth/oidc/start", public, s.oidcStart)
	s.raw("GET /auth/oidc/callback", public, s.oidcCallback)
	add(s, "GET", "/api/v1/oidc", public, "Whether there is a single sign-on", s.oidcOffer)
	add(s, "DELETE", "/api/v1/account/oidc", self, "Take the single sign-on identity off one's account", s.unbindOIDC, status(http.StatusNoContent))
	add(s, "GET", "/api/v1/settings/oidc", "settings.write", "The single sign-on", s.oidcSettings)
	add(s, "PUT", "/api/v1/settings/oidc", "settings.write", "Change the single sign-on", s.setOIDC)
}

// journeyCookie carries the sealed state to the provider and back.
const journeyCookie = "anlan_oidc"

func (s *Server) journey(w http.ResponseWriter, r *http.Request, sealed string, age int) {
	http.SetCookie(w, &http.Cookie{Name: journeyCookie, Value: sealed, Path: "/auth/oidc", MaxAge: age, HttpOnly: true,
		SameSite: http.SameSiteLaxMode, Secure: account.OverTLS(r)})
}

// callback is this server's address for the provider's answer.
func callback(r *http.Request) string {
	scheme := "http"
	if account.OverTLS(r) {
		scheme = "https"
	}
	return (&url.URL{Scheme: scheme, Host: r.Host, Path: "/auth/oidc/callback"}).String()
}

// oidcStart sends the browser to the provider. With ?bind=1 it binds the identity to the account that
// is signed in; a page of another site cannot cause that, because the cookie's SameSite rule keeps
// the session away from embedded requests and the owner sees the provider's page on the way.
func (s *Server) oidcStart(w http.ResponseWriter, r *http.Request) error {
	var bind anlan.Actor
	if r.URL.Query().Get("bind") != "" {
		bind = Actor(r.Context())
		if bind.Account == "" || r.Header.Get("Sec-Fetch-Site") == "cross-site" {
			return anlan.ErrUnauthorized
		}
	}
	out, err := s.Account.StartOIDC(r.Context(), callback(r), bind)
	if err != nil {
		return s.oidcRefused(w, r, err)
	}
	s.journey(w, r, out.Sealed, 600)
	http.Redirect(w, r, out.URL, http.StatusFound)
	return nil
}

// oidcCallback opens the session, or goes back to the sign-in page with the reason.
func (s *Server) oidcCallback(w http.ResponseWriter, r *http.Request) error {
	ctx, q := r.Context(), r.URL.Query()
	back := account.Coming{Redirect: callback(r), State: q.Get("state"), Code: q.Get("code"), Denied: q.Get("error")}
	if c, err := r.Cookie(journeyCookie); err == nil {
		back.Sealed = c.Value
	}
	s.journey(w, r, "", -1)
	out, bound, err := s.Account.FinishOIDC(ctx, back, Actor(ctx), visitor(ctx))
	switch {
	case err != nil:
		return s.oidcRefused(w, r, err)
	case bound:
		http.Redirect(w, r, "/me?bound=oidc", http.StatusFound)
	default:
		account.SetCookies(w, r, out)
		http.Redirect(w, r, "/", http.StatusFound)
	}
	return nil
}

// oidcRefused takes the browser back to a page that says why; what is our own fault stays a failure.
func (s *Server) oidcRefused(w http.ResponseWriter, r *http.Request, err error) error {
	var known *anlan.Error
	if !errors.As(err, &known) || known.Kind == anlan.Internal || known.Kind == anlan.Unavailable {
		return err
	}
	s.Log.WarnContext(r.Context(), "a single sign-on was refused", "error", err)
	back := "/?problem="
	if Actor(r.Context()).Account != "" {
		back = "/me?problem="
	}
	http.Redirect(w, r, back+known.Code, http.StatusFound)
	return nil
}

// OIDCOffer is what the sign-in page needs to know.
type OIDCOffer struct {
	On    bool   `json:"on"`
	Label string `json:"label"`
}

func (s *Server) oidcOffer(ctx context.Context, _ *struct{}) (*answer[OIDCOffer], error) {
	label, on, err := s.Account.OIDCOffer(ctx)
	return ok(OIDCOffer{on, label}, err)
}

func (s *Server) unbindOIDC(ctx context.Context, _ *struct{}) (*struct{}, error) {
	return nil, s.Account.UnbindOIDC(ctx, Actor(ctx))
}

func (s *Server) oidcSettings(ctx context.Context, _ *struct{}) (*answer[account.OIDC], error) {
	return ok(s.Account.OIDCSettings(ctx, Actor(ctx)))
}

type oidcBody struct{ Body account.OIDC }

func (s *Server) setOIDC(ctx context.Context, in *oidcBody) (*answer[account.OIDC], error) {
	return ok(s.Account.SetOIDC(ctx, Actor(ctx), in.Body))
}
