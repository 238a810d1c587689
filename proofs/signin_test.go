package proofs

import (
	"encoding/json"
	"net/http"
	"testing"
)

// TestSignInTellsNothing (R19): over HTTP a wrong password and a login that nobody has are told the
// same, in words, status and headers, also when the door has locked; and one person's session is
// nobody else's to end.
func TestSignInTellsNothing(t *testing.T) {
	d := openDoor(t)
	try := func(login string) (int, string, string) {
		b := newBrowser(d.url)
		code, body, h, err := b.send(http.MethodPost, "/api/v1/session", "", map[string]string{"login": login, "password": "Wrong-Password-2022"})
		must(t, err)
		if h.Get("Set-Cookie") != "" {
			t.Errorf("a refused sign-in sets a cookie: %s", h.Get("Set-Cookie"))
		}
		var p struct{ Code, Title string }
		must(t, json.Unmarshal(body, &p))
		return code, p.Code + " " + p.Title, h.Get("Retry-After")
	}
	for i := range 12 {
		aCode, aWords, aWait := try(d.seats["emergency"].login)
		bCode, bWords, bWait := try("nobody-at-all")
		if aCode != bCode || aWords != bWords || (aWait == "") != (bWait == "") {
			t.Errorf("try %d: known %d %q %q, unknown %d %q %q", i, aCode, aWords, aWait, bCode, bWords, bWait)
		}
		if aCode < 400 {
			t.Fatalf("try %d was let in: %d", i, aCode)
		}
	}
	if code, _, _, err := d.seats["emergency"].b.send(http.MethodGet, "/api/v1/session", "", nil); err != nil || code != http.StatusOK {
		t.Errorf("guessing at the door threw out who was inside: %d %v", code, err)
	}
	var own []struct{ ID string }
	_, body, _, err := d.seats["emergency"].b.send(http.MethodGet, "/api/v1/sessions", "", nil)
	must(t, err)
	if json.Unmarshal(body, &own) != nil || len(own) == 0 {
		t.Fatalf("one's own sessions: %s", body)
	}
	if code, body, _, err := d.seats["housing"].b.send(http.MethodDelete, "/api/v1/sessions/"+own[0].ID, newKey(d), nil); err != nil || code < 400 {
		t.Errorf("a stranger's session was ended: %d %s %v", code, body, err)
	}
	if code, _, _, err := d.seats["emergency"].b.send(http.MethodGet, "/api/v1/session", "", nil); err != nil || code != http.StatusOK {
		t.Errorf("the session is gone: %d %v", code, err)
	}
}
