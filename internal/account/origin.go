package account

import (
	"net/http"
	"net/url"

	"anlan"
)

// HeaderName is the header that a page of this house sends with every mutating request. A foreign
// page cannot set it without a CORS preflight, which no route answers.
const HeaderName = "X-Anlan"

// Unattended is the header's value while nobody has touched the page for a minute: what the page asks
// for by itself then does not keep the session alive.
const Unattended = "idle"

// CheckOrigin refuses a mutating request that another site's page may have caused: it needs the
// header, or an Origin that is this very host (forms of the server-rendered pages send that). Safe
// methods pass. Requests without the session cookie pass too: they carry no power to borrow, except
// signing in, which callers check with strict set.
func CheckOrigin(r *http.Request, strict bool) error {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
		return nil
	}
	if _, err := r.Cookie(CookieName); err != nil && !strict {
		return nil
	}
	if r.Header.Get("Sec-Fetch-Site") == "cross-site" {
		return anlan.ErrAccountOrigin
	}
	if r.Header.Get(HeaderName) != "" || sameOrigin(r) {
		return nil
	}
	return anlan.ErrAccountOrigin
}

func sameOrigin(r *http.Request) bool {
	u, err := url.Parse(r.Header.Get("Origin"))
	return err == nil && u.Host != "" && u.Host == r.Host
}
