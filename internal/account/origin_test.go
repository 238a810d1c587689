package account_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/rule"
)

func TestPasswordPolicy(t *testing.T) {
	t.Parallel()
	book, err := rule.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := rule.Get[rule.PasswordRule](book, rule.Password, "2026-01-01")
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		password string
		want     error
	}{
		{"Short-1", anlan.ErrAccountPasswordShort}, {strings.Repeat("长", 129) + "a1", anlan.ErrAccountPasswordLong},
		{"alllowercase", anlan.ErrAccountPasswordSimple}, {"Password123", anlan.ErrAccountPasswordCommon},
		{"Zhangsan@2026", anlan.ErrAccountPasswordCommon}, {"My-Wangwu-1x", anlan.ErrAccountPasswordLogin},
		{"清水河边 Old bridge 3", nil}, {good, nil},
	} {
		if err := account.CheckPassword(tc.password, "wangwu", r); !errors.Is(err, tc.want) {
			t.Errorf("%q: %v, want %v", tc.password, err, tc.want)
		}
	}
}

func TestCheckOrigin(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, method string
		header       [2]string
		cookie       bool
		strict       bool
		ok           bool
	}{
		{"reading", "GET", [2]string{}, true, true, true},
		{"no header", "POST", [2]string{}, true, false, false},
		{"our header", "POST", [2]string{"X-Anlan", "1"}, true, false, true},
		{"own form", "POST", [2]string{"Origin", "http://example.com"}, true, false, true},
		{"foreign form", "POST", [2]string{"Origin", "http://evil.example"}, true, false, false},
		{"hidden origin", "DELETE", [2]string{"Origin", "null"}, true, false, false},
		{"without a session", "POST", [2]string{}, false, false, true},
		{"signing in from a foreign page", "POST", [2]string{"Origin", "http://evil.example"}, false, true, false},
	} {
		r := httptest.NewRequest(tc.method, "http://example.com/api/v1/x", nil)
		if tc.header[0] != "" {
			r.Header.Set(tc.header[0], tc.header[1])
		}
		if tc.cookie {
			r.AddCookie(&http.Cookie{Name: account.CookieName, Value: "x"})
		}
		if err := account.CheckOrigin(r, tc.strict); (err == nil) != tc.ok {
			t.Errorf("%s: %v", tc.name, err)
		}
	}
}
