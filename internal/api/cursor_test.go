package api_test

import (
	"net/http"
	"strings"
	"testing"

	"anlan"
)

// Every list that walks an index by two parts refuses a cursor that it did not make, with the same words; a cursor
// that was silently read as no place would show the first page again for ever.
func TestForeignCursorsAreRefused(t *testing.T) {
	office := sit(t, anlan.RoleOffice)
	for _, list := range []string{"meetings", "inspection-plans", "inspections", "sites", "units", "letters", "hazards", "hazards/truth",
		"matters", "risks", "tips", "documents", "permits", "matrix/findings"} {
		for _, bad := range []string{"2026-01-01/x", "1.x", "MS_-", "x"} { // MS_- is 1/ and half a sign of UTF-8
			var p problem
			status := office.do("GET", "/api/v1/"+list+"?cursor="+bad, nil, &p)
			said(t, list+" "+bad, status, p, http.StatusUnprocessableEntity, anlan.ErrFieldInvalid.Code)
			if !strings.Contains(p.Title+p.Detail, bad) {
				t.Errorf("%s does not say what was wrong: %s", list, p.Title+p.Detail)
			}
		}
	}
}
