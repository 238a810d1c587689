package api_test

import (
	"net/http"
	"testing"

	"anlan"
)

func TestAProviderThatDoesNotAnswerLeadsBackToAPage(t *testing.T) {
	b := sit(t, anlan.RoleSystem)
	set := func(on bool) {
		b.want(http.StatusOK, "PUT", "/api/v1/settings/oidc", fields{"on": on, "label": "统一身份", "issuer": "http://127.0.0.1:1",
			"client_id": "anlan", "scopes": []string{}, "bind": "sub"}, nil)
	}
	set(true)
	defer set(false)
	for path, want := range map[string]string{"/auth/oidc/start": "/?problem=account_oidc_provider", "/auth/oidc/start?bind=1": "/me?problem=account_oidc_provider"} {
		who := b
		if want[1] == '?' {
			who = b.another() // nobody is signed in
		}
		client := http.Client{Jar: who.jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
		res, err := client.Get(b.base + path)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		if got := res.Header.Get("Location"); res.StatusCode != http.StatusFound || got != want {
			t.Errorf("%s answers %d and leads to %q, want %q", path, res.StatusCode, got, want)
		}
	}
}
