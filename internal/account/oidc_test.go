package account_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"

	"anlan"
	"anlan/internal/account"
)

// provider is a small OpenID provider with a key of its own. Whoever asks is signed in; the test says
// who that is and what the token claims.
type provider struct {
	*httptest.Server
	key    *rsa.PrivateKey
	mu     sync.Mutex
	codes  map[string]url.Values // code → the request that earned it
	claims map[string]any        // laid over the honest ones
}

func newProvider(t *testing.T) *provider {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	p := &provider{key: key, codes: map[string]url.Values{}, claims: map[string]any{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		reply(w, map[string]any{"issuer": p.URL, "authorization_endpoint": p.URL + "/auth", "token_endpoint": p.URL + "/token",
			"jwks_uri": p.URL + "/keys", "id_token_signing_alg_values_supported": []string{"RS256"}})
	})
	mux.HandleFunc("GET /keys", func(w http.ResponseWriter, _ *http.Request) {
		reply(w, map[string]any{"keys": []any{map[string]any{"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "k",
			"n": b64(key.N.Bytes()), "e": b64(big.NewInt(int64(key.E)).Bytes())}}})
	})
	mux.HandleFunc("POST /token", p.token)
	p.Server = httptest.NewServer(mux)
	t.Cleanup(p.Close)
	return p
}

func reply(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}

func b64(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

// authorize is the page at the provider: it gives the browser a code for the request.
func (p *provider) authorize(t *testing.T, raw string) (code, state string) {
	t.Helper()
	u, err := url.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	if q.Get("code_challenge_method") != "S256" || q.Get("nonce") == "" || q.Get("response_type") != "code" {
		t.Errorf("asked for %v", q)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	code = rand.Text()
	p.codes[code] = q
	return code, q.Get("state")
}

func (p *provider) token(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	_ = r.ParseForm()
	q, ok := p.codes[r.PostForm.Get("code")]
	delete(p.codes, r.PostForm.Get("code"))
	sum := sha256.Sum256([]byte(r.PostForm.Get("code_verifier")))
	if !ok || b64(sum[:]) != q.Get("code_challenge") {
		w.WriteHeader(http.StatusBadRequest)
		reply(w, map[string]any{"error": "invalid_grant"})
		return
	}
	claims := map[string]any{"iss": p.URL, "sub": "u-1", "aud": "anlan", "nonce": q.Get("nonce"),
		"iat": time.Now().Unix(), "exp": time.Now().Add(time.Hour).Unix()}
	for k, v := range p.claims {
		claims[k] = v
	}
	reply(w, map[string]any{"access_token": "x", "token_type": "Bearer", "id_token": p.sign(claims)})
}

func (p *provider) sign(claims map[string]any) string {
	head, _ := json.Marshal(map[string]any{"alg": "RS256", "kid": "k", "typ": "JWT"})
	body, _ := json.Marshal(claims)
	text := b64(head) + "." + b64(body)
	sum := sha256.Sum256([]byte(text))
	sig, _ := rsa.SignPKCS1v15(rand.Reader, p.key, crypto.SHA256, sum[:])
	return text + "." + b64(sig)
}

const back = "http://anlan.test/auth/oidc/callback"

// journey goes to the provider and back; spoil may change what comes back.
func (h house) journey(t *testing.T, p *provider, actor anlan.Actor, spoil func(*account.Coming)) (account.SignedIn, bool, error) {
	t.Helper()
	out, err := h.StartOIDC(ctx, back, actor)
	if err != nil {
		t.Fatal(err)
	}
	c := account.Coming{Redirect: back, Sealed: out.Sealed}
	c.Code, c.State = p.authorize(t, out.URL)
	if spoil != nil {
		spoil(&c)
	}
	return h.FinishOIDC(ctx, c, actor, account.SignIn{IP: "10.1.1.1"})
}

func TestOIDC(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		p := newProvider(t)
		sys, office := h.actor(t, "xitong"), h.actor(t, "anweiban-1")
		if _, err := h.StartOIDC(ctx, back, anlan.Actor{}); !errors.Is(err, anlan.ErrAccountOidcOff) {
			t.Errorf("before it is set up: %v", err)
		}
		conf := account.OIDC{On: true, Issuer: p.URL, ClientID: "anlan", ClientSecret: "s3cret", Bind: account.BindSub}
		if got, err := h.SetOIDC(ctx, sys, conf); err != nil || got.ClientSecret != "" || !got.HasSecret {
			t.Fatalf("%+v, %v", got, err)
		}
		nobody := anlan.Actor{}
		if _, _, err := h.journey(t, p, nobody, nil); !errors.Is(err, anlan.ErrAccountOidcUnbound) {
			t.Errorf("an unknown identity: %v", err)
		}
		if _, bound, err := h.journey(t, p, office, nil); err != nil || !bound {
			t.Fatalf("binding: %v, %v", bound, err)
		}
		if in, _, err := h.journey(t, p, nobody, nil); err != nil || in.Who.Account.Login != "anweiban-1" {
			t.Errorf("the bound identity: %+v, %v", in.Who, err)
		}
		if _, _, err := h.journey(t, p, sys, nil); !errors.Is(err, anlan.ErrAccountOidcTaken) {
			t.Errorf("the same identity for another account: %v", err)
		}
		h.refusals(t, p)
		if err := h.UnbindOIDC(ctx, office); err != nil {
			t.Fatal(err)
		}
		if _, _, err := h.journey(t, p, nobody, nil); !errors.Is(err, anlan.ErrAccountOidcUnbound) {
			t.Errorf("after unbinding: %v", err)
		}
	})
}

// refusals spoils a journey in every way; none may open a session.
func (h house) refusals(t *testing.T, p *provider) {
	t.Helper()
	other := newProvider(t)
	for name, spoil := range map[string]func(*account.Coming){
		"state":    func(c *account.Coming) { c.State = "x" },
		"no state": func(c *account.Coming) { c.State = "" },
		"code":     func(c *account.Coming) { c.Code = "x" },
		"cookie":   func(c *account.Coming) { c.Sealed = "x" },
		"refusal":  func(c *account.Coming) { c.Code, c.Denied = "", "access_denied" },
		"late":     func(*account.Coming) { h.pass(11 * time.Minute) },
		"another journey's cookie": func(c *account.Coming) {
			out, err := h.StartOIDC(ctx, back, anlan.Actor{})
			if err != nil {
				t.Fatal(err)
			}
			c.Sealed = out.Sealed
		},
	} {
		want := anlan.ErrAccountOidcRestart
		if name == "refusal" {
			want = anlan.ErrAccountOidcDenied
		}
		if _, _, err := h.journey(t, p, anlan.Actor{}, spoil); !errors.Is(err, want) {
			t.Errorf("a wrong %s: %v", name, err)
		}
	}
	for name, tc := range map[string]struct {
		claims map[string]any
		want   error
	}{
		"audience": {map[string]any{"aud": "other"}, anlan.ErrAccountOidcToken},
		"issuer":   {map[string]any{"iss": other.URL}, anlan.ErrAccountOidcToken},
		"nonce":    {map[string]any{"nonce": "x"}, anlan.ErrAccountOidcRestart},
		"end":      {map[string]any{"exp": 1}, anlan.ErrAccountOidcExpired},
		"subject":  {map[string]any{"sub": ""}, anlan.ErrAccountOidcToken},
	} {
		p.claims = tc.claims
		if _, _, err := h.journey(t, p, anlan.Actor{}, nil); !errors.Is(err, tc.want) {
			t.Errorf("a wrong %s: %v, want %v", name, err, tc.want)
		}
	}
	p.claims = map[string]any{}
	honest := p.key
	p.key = other.key
	if _, _, err := h.journey(t, p, anlan.Actor{}, nil); !errors.Is(err, anlan.ErrAccountOidcToken) {
		t.Errorf("signed with another key: %v", err)
	}
	p.key = honest
}

func TestOIDCByPhone(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		p := newProvider(t)
		office := h.actor(t, "anweiban-1")
		h.p.phone["13900001111"] = office.Person
		_, err := h.SetOIDC(ctx, h.actor(t, "xitong"), account.OIDC{On: true, Issuer: p.URL, ClientID: "anlan", Bind: account.BindPhone})
		if err != nil {
			t.Fatal(err)
		}
		for _, tc := range []struct {
			claims map[string]any
			want   error
		}{
			{map[string]any{"phone_number": "+86 139-0000-1111", "phone_number_verified": true}, nil},
			{map[string]any{"phone_number": "13900001111"}, nil},
			{map[string]any{"phone_number": "13900001111", "phone_number_verified": false}, anlan.ErrAccountOidcUnbound},
			{map[string]any{"phone_number": "13900002222"}, anlan.ErrAccountOidcUnbound},
			{map[string]any{}, anlan.ErrAccountOidcUnbound},
		} {
			p.claims = tc.claims
			if _, _, err := h.journey(t, p, anlan.Actor{}, nil); !errors.Is(err, tc.want) {
				t.Errorf("%v: %v, want %v", tc.claims, err, tc.want)
			}
		}
	})
}
