package account

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"

	"anlan"
	"anlan/internal/account/accountdb"
	"anlan/internal/authz"
	"anlan/internal/db"
)

// OIDC is the single sign-on that this server accepts.
type OIDC struct {
	On           bool     `json:"on"`
	Label        string   `json:"label" maxLength:"30" doc:"What the button on the sign-in page says"`
	Issuer       string   `json:"issuer" maxLength:"300"`
	ClientID     string   `json:"client_id" maxLength:"200"`
	ClientSecret string   `json:"client_secret,omitempty" maxLength:"500" doc:"Written only; empty keeps the present one"`
	HasSecret    bool     `json:"has_secret" required:"false" readOnly:"true"`
	Scopes       []string `json:"scopes" maxItems:"10" nullable:"false"`
	Bind         string   `json:"bind" enum:"phone,sub" doc:"By which claim an identity finds its account"`
}

const oidcSetting = "oidc"

// oidc reads the settings; without any it is off.
func (s *Service) oidc(ctx context.Context, q *accountdb.Queries) (OIDC, error) {
	c := OIDC{Scopes: []string{}, Bind: BindSub}
	row, err := q.Setting(ctx, oidcSetting)
	if err = db.Classify(err); err != nil {
		if anlan.KindOf(err) == anlan.NotFound {
			return c, nil
		}
		return c, err
	}
	if err := json.Unmarshal([]byte(row.Value), &c); err != nil {
		return c, anlan.ErrInternal.Because(err)
	}
	if c.ClientSecret != "" {
		if c.ClientSecret, err = s.vault.Open("setting", oidcSetting, c.ClientSecret); err != nil {
			return c, anlan.ErrInternal.Because(err)
		}
	}
	return c, nil
}

func (c OIDC) shown() OIDC {
	c.HasSecret, c.ClientSecret = c.ClientSecret != "", ""
	return c
}

// OIDCOffer tells the sign-in page whether there is a single sign-on, and what its button says. It
// asks for no permission: the page shows it to everybody.
func (s *Service) OIDCOffer(ctx context.Context) (label string, on bool, err error) {
	c, err := s.oidc(ctx, accountdb.New(s.d.Reader()))
	return c.Label, c.On, err
}

// OIDCSettings returns the single sign-on without its secret.
func (s *Service) OIDCSettings(ctx context.Context, actor anlan.Actor) (OIDC, error) {
	if err := authz.Check(actor, "settings.write"); err != nil {
		return OIDC{}, err
	}
	c, err := s.oidc(ctx, accountdb.New(s.d.Reader()))
	return c.shown(), err
}

// check names everything that is wrong.
func (c OIDC) check() error {
	var p anlan.Problems
	bad := func(field, value string) {
		p = append(p, anlan.ErrFieldInvalid.With("name", field).With("value", anlan.Clip(value, 60)).At(field))
	}
	u, err := url.Parse(c.Issuer)
	if c.On && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.RawQuery != "" || u.Fragment != "") {
		bad("issuer", c.Issuer)
	}
	if c.On && c.ClientID == "" {
		bad("client_id", c.ClientID)
	}
	if c.Bind != BindPhone && c.Bind != BindSub {
		bad("bind", c.Bind)
	}
	return p.Err()
}

// SetOIDC replaces the single sign-on. An empty secret keeps the present one, unless the provider
// changes: a secret is never sent to a provider that it was not meant for.
func (s *Service) SetOIDC(ctx context.Context, actor anlan.Actor, c OIDC) (OIDC, error) {
	if err := authz.Check(actor, "settings.write"); err != nil {
		return OIDC{}, err
	}
	if c.Scopes == nil {
		c.Scopes = []string{}
	}
	if err := c.check(); err != nil {
		return OIDC{}, err
	}
	next := c
	err := s.d.Write(ctx, actor, func(tx *db.Tx) error {
		q := accountdb.New(tx)
		was, err := s.oidc(ctx, q)
		if err != nil {
			return err
		}
		next = c
		if next.ClientSecret == "" && was.Issuer == c.Issuer && was.ClientID == c.ClientID {
			next.ClientSecret = was.ClientSecret
		}
		return s.putOIDC(ctx, tx, q, next)
	})
	if errors.Is(err, db.ErrDone) {
		return s.OIDCSettings(ctx, actor)
	}
	return next.shown(), err
}

func (s *Service) putOIDC(ctx context.Context, tx *db.Tx, q *accountdb.Queries, c OIDC) error {
	body := c.shown()
	if c.ClientSecret != "" {
		c.ClientSecret = s.vault.Seal("setting", oidcSetting, c.ClientSecret)
	}
	raw, err := json.Marshal(c)
	if err != nil {
		return err
	}
	if err := q.PutSetting(ctx, accountdb.PutSettingParams{Name: oidcSetting, Value: string(raw)}); err != nil {
		return db.Classify(err)
	}
	return tx.Emit("account.oidc_changed", anlan.Ref{Kind: "account.setting"}, body, nil)
}
