package proofs

import (
	"net/http"
	"strings"
	"testing"
)

// TestForeignPagesCannotWrite (R17): every route that changes something refuses what another site's
// page could make a browser send, whoever is signed in.
func TestForeignPagesCannotWrite(t *testing.T) {
	d := openDoor(t)
	asked := 0
	for _, r := range d.API.Routes() {
		if r.Method == http.MethodGet {
			continue
		}
		for name, foreign := range map[string]browser{
			"without the header":     {bare: true},
			"from another origin":    {bare: true, header: map[string]string{"Origin": "https://evil.example"}},
			"from a foreign form":    {bare: true, header: map[string]string{"Origin": "null", "Content-Type": "application/x-www-form-urlencoded"}},
			"as the browser says":    {header: map[string]string{"Sec-Fetch-Site": "cross-site"}},
			"with a text/plain body": {bare: true, header: map[string]string{"Content-Type": "text/plain", "Referer": "https://evil.example/"}},
		} {
			b := newBrowser(d.url)
			b.cookie, b.bare, b.header = d.seats["office"].b.cookie, foreign.bare, foreign.header
			asked++
			code, body, _, err := b.send(r.Method, address1(r.Pattern, stranger), "", []byte("{}"))
			must(t, err)
			if code != http.StatusForbidden || !strings.Contains(string(body), "account_origin") {
				t.Errorf("%s %s %s: %d %.120s", r.Method, r.Pattern, name, code, body)
			}
		}
	}
	t.Logf("%d requests, all refused", asked)
}

// TestEveryAnswerIsGuarded (R17): whatever is asked, the answer forbids what pages of this house never
// need, and no other origin may read it.
func TestEveryAnswerIsGuarded(t *testing.T) {
	d := openDoor(t)
	paths := []string{"/", "/desk.html", "/no-such-page", "/healthz", "/lite"}
	for _, r := range d.API.Routes() {
		if r.Method == http.MethodGet && !strings.HasSuffix(r.Pattern, "/live") {
			paths = append(paths, address1(r.Pattern, stranger))
		}
	}
	b := newBrowser(d.url)
	b.cookie, b.header = d.seats["office"].b.cookie, map[string]string{"Origin": "https://evil.example"}
	for _, path := range paths {
		code, body, h, err := b.send(http.MethodGet, path, "", nil)
		must(t, err)
		csp := h.Get("Content-Security-Policy")
		switch {
		case !strings.Contains(csp, "default-src 'self'") || !strings.Contains(csp, "frame-ancestors 'none'") || strings.Contains(scripts(csp), "unsafe"):
			t.Errorf("GET %s: policy of content %q", path, csp)
		case h.Get("X-Content-Type-Options") != "nosniff":
			t.Errorf("GET %s: its type may be guessed", path)
		case h.Get("Access-Control-Allow-Origin") != "":
			t.Errorf("GET %s: other origins may read it", path)
		case h.Get("Referrer-Policy") == "":
			t.Errorf("GET %s: tells others where its reader came from", path)
		case strings.HasPrefix(path, "/api/") && code == http.StatusOK && !strings.Contains(h.Get("Cache-Control"), "no-store") && !strings.Contains(h.Get("Cache-Control"), "private"):
			t.Errorf("GET %s: may be kept by others: %q", path, h.Get("Cache-Control"))
		case code >= 500:
			t.Errorf("GET %s: %d %.200s", path, code, body)
		case code >= 300 && code < 400 && strings.Contains(h.Get("Location"), "//"):
			t.Errorf("GET %s leads away to %s", path, h.Get("Location"))
		}
	}
	t.Logf("%d answers", len(paths))
}

// scripts is the part of a policy that says where scripts may come from.
func scripts(csp string) string {
	for part := range strings.SplitSeq(csp, ";") {
		if strings.HasPrefix(strings.TrimSpace(part), "script-src") {
			return part
		}
	}
	return ""
}

// TestSessionCookie (R17): out of reach of scripts and of other sites, new at every sign-in, worthless
// after signing out.
func TestSessionCookie(t *testing.T) {
	d := openDoor(t)
	b := newBrowser(d.url)
	b.cookie = "chosen-by-somebody-else"
	code, _, h, err := b.send(http.MethodPost, "/api/v1/demo/session", "", map[string]string{"login": d.seats["office"].login})
	must(t, err)
	if code != http.StatusOK {
		t.Fatalf("sign in: %d", code)
	}
	c := (&http.Response{Header: h}).Cookies()[0]
	if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode && c.SameSite != http.SameSiteStrictMode || c.Value == b.cookie || len(c.Value) < 32 {
		t.Errorf("cookie %+v", c)
	}
	b.cookie = c.Value
	if code, _, _, err := b.send(http.MethodGet, "/api/v1/session", "", nil); err != nil || code != http.StatusOK {
		t.Fatalf("session: %d %v", code, err)
	}
	if code, _, _, err := b.send(http.MethodDelete, "/api/v1/session", "", nil); err != nil || code >= 300 {
		t.Fatalf("sign out: %d %v", code, err)
	}
	if code, _, _, err := b.send(http.MethodGet, "/api/v1/session", "", nil); err != nil || code != http.StatusUnauthorized {
		t.Errorf("after signing out: %d %v", code, err)
	}
}
