package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/api"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/notify"
	"anlan/internal/report"
	"anlan/internal/rule"
)

const good = "Stone-bridge 47"

// browser is a client with cookies, on a server that has been set up over HTTP.
type browser struct {
	t       *testing.T
	base    string
	jar     http.CookieJar
	d       *db.DB
	notices *notify.Service
	server  *api.Server
}

func (b browser) another() browser {
	jar, _ := cookiejar.New(nil) // never fails without options
	b.jar = jar
	return b
}

// do sends JSON and reads the answer into out; it returns the status.
func (b browser) do(method, path string, in, out any) int {
	b.t.Helper()
	raw, err := json.Marshal(in)
	if err != nil {
		b.t.Fatal(err)
	}
	req, err := http.NewRequest(method, b.base+path, bytes.NewReader(raw))
	if err != nil {
		b.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set(account.HeaderName, "1")
	res, err := (&http.Client{Jar: b.jar}).Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	defer res.Body.Close() //nolint:errcheck // read to the end below
	body, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	if out != nil && len(body) > 0 {
		if err := json.Unmarshal(body, out); err != nil {
			b.t.Fatalf("%s %s: %v in %s", method, path, err, body)
		}
	}
	return res.StatusCode
}

func (b browser) want(status int, method, path string, in, out any) {
	b.t.Helper()
	if got := b.do(method, path, in, out); got != status {
		b.t.Errorf("%s %s: status %d, want %d", method, path, got, status)
	}
}

type fields map[string]any

func (b browser) signIn(login string) api.SessionView {
	b.t.Helper()
	var v api.SessionView
	b.want(200, "POST", "/api/v1/session", fields{"login": login, "password": good}, &v)
	return v
}

// serve starts a server on an empty database and sets it up through the wizard's routes.
func serve(t *testing.T) browser {
	t.Helper()
	d := dbtest.SQLite(t, db.Options{})
	book, err := rule.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	vault, err := account.NewVault(make([]byte, 32))
	if err != nil {
		t.Fatal(err)
	}
	quiet := slog.New(slog.NewTextHandler(io.Discard, nil))
	residents := account.Residents(d)
	accounts := account.New(account.Options{DB: d, Rules: func() *rule.Book { return book }, Directory: residents,
		Founder: residents, Vault: vault, Demo: true, Log: quiet})
	notices := notify.New(notify.Options{DB: d, Book: nobody{}, Vault: vault, Log: quiet})
	door := api.New(api.Deps{Log: quiet, DB: d, Account: accounts, Notify: notices, Report: report.New(d, nil), Demo: true,
		Rooms:  []func(*api.Server){(*api.Server).AccountDoors, (*api.Server).NotifyDoors},
		County: func(context.Context) api.County { return api.County{Code: "620521", Name: "清水县"} }})
	server := httptest.NewServer(door.Handler())
	t.Cleanup(server.Close)
	b := browser{t: t, base: server.URL, d: d, notices: notices, server: door}.another()
	b.setUp(accounts)
	return b
}

// nobody can be reached outside the program.
type nobody struct{}

func (nobody) Addresses(context.Context, anlan.ID, anlan.ID) ([]notify.Address, error) {
	return nil, nil
}

func (b browser) setUp(accounts *account.Service) {
	b.t.Helper()
	token, err := accounts.SetupToken(context.Background())
	if err != nil {
		b.t.Fatal(err)
	}
	var needed api.SetupView
	b.want(200, "GET", "/api/v1/setup", nil, &needed)
	var named api.SetupView
	b.want(200, "GET", "/api/v1/setup?code=620521", nil, &named)
	if !named.Needed || named.County != "清水县" {
		b.t.Errorf("the wizard calls 620521 %+v", named)
	}
	b.want(200, "GET", "/api/v1/setup?code=999999", nil, &named)
	b.want(422, "GET", "/api/v1/setup?code=../..x", nil, nil)
	if !needed.Needed {
		b.t.Fatal("an empty house needs no set-up")
	}
	seat := func(login string) fields { return fields{"login": login, "name": login, "password": good} }
	founding := fields{"token": "nonsense", "county": fields{"code": "620521", "name": "清水县"}, "sysadmin": seat("xitong"),
		"secadmin": seat("baomi"), "auditor": seat("shenji"), "office": seat("zhuren")}
	b.want(404, "POST", "/api/v1/setup", founding, nil)
	founding["token"] = token
	b.want(204, "POST", "/api/v1/setup", founding, nil)
	b.want(409, "POST", "/api/v1/setup", founding, nil)
}

func TestSessionOverHTTP(t *testing.T) {
	t.Parallel()
	b := serve(t)
	b.want(401, "GET", "/api/v1/session", nil, nil)
	var p api.Problem
	b.want(401, "POST", "/api/v1/session", fields{"login": "zhuren", "password": "wrong"}, &p)
	if p.Code != "account_credentials" || !strings.Contains(p.Title, "密码") {
		t.Errorf("refused with %+v", p)
	}
	v := b.signIn("zhuren")
	if v.Post == nil || v.Post.Roles[0] != anlan.RoleOffice || v.County.Name != "清水县" || !v.Demo || v.Post.Unit.Name == "" {
		t.Errorf("session %+v", v)
	}
	b.want(200, "GET", "/api/v1/session", nil, nil)
	b.want(403, "PUT", "/api/v1/session/post", fields{"post": "01999999-0000-7000-8000-000000000000"}, nil)
	b.want(200, "PUT", "/api/v1/session/post", fields{"post": v.Post.ID}, nil)
	var list []api.SessionRow
	b.want(200, "GET", "/api/v1/sessions", nil, &list)
	if len(list) != 1 || !list[0].Current {
		t.Errorf("sessions %+v", list)
	}
	b.want(403, "GET", "/api/v1/accounts", nil, nil)
	b.want(204, "DELETE", "/api/v1/session", nil, nil)
	b.want(401, "GET", "/api/v1/session", nil, nil)
}

// A request that another site's page makes the browser send is refused, cookie or not.
func TestForeignPageIsRefused(t *testing.T) {
	t.Parallel()
	b := serve(t)
	b.signIn("zhuren")
	req, err := http.NewRequest(http.MethodDelete, b.base+"/api/v1/session", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Origin", "http://evil.example")
	res, err := (&http.Client{Jar: b.jar}).Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	if res.StatusCode != http.StatusForbidden {
		t.Errorf("status %d", res.StatusCode)
	}
	b.want(200, "GET", "/api/v1/session", nil, nil)
}

func TestAdministratorsOverHTTP(t *testing.T) {
	t.Parallel()
	b := serve(t)
	sys, sec := b.another(), b.another()
	sys.signIn("xitong")
	sec.signIn("baomi")
	var page api.AccountPage
	sys.want(200, "GET", "/api/v1/accounts?limit=3", nil, &page)
	if len(page.Items) != 3 || page.Next == "" {
		t.Fatalf("accounts %+v", page)
	}
	sys.want(200, "GET", "/api/v1/accounts?limit=3&cursor="+page.Next, nil, &page)
	if len(page.Items) != 1 || page.Items[0].Login != "zhuren" {
		t.Fatalf("second page %+v", page)
	}
	for _, words := range []string{"ZHUREN", page.Items[0].Name, page.Items[0].Posts[0].Unit.Name} {
		var found api.AccountPage
		sys.want(200, "GET", "/api/v1/accounts?q="+url.QueryEscape(words), nil, &found)
		if len(found.Items) == 0 || found.Next != "" || found.Items[len(found.Items)-1].Login != "zhuren" {
			t.Errorf("q=%s finds %+v", words, found)
		}
	}
	var none, first api.AccountPage
	sys.want(200, "GET", "/api/v1/accounts?q="+url.QueryEscape("查无此人"), nil, &none)
	if len(none.Items) != 0 || none.Next != "" {
		t.Errorf("nobody is called so: %+v", none)
	}
	sys.want(200, "GET", "/api/v1/accounts?q=zhuren&limit=1", nil, &first) // longer than one stretch of the index
	if len(first.Items) != 1 || first.Items[0].Login != "zhuren" {
		t.Errorf("one at a time: %+v", first)
	}
	var link api.OneTimeLink
	id := string(page.Items[0].ID)
	sys.want(200, "POST", "/api/v1/accounts/"+id+"/reset", nil, &link)
	_, token, _ := strings.Cut(link.Path, "#")
	b.want(422, "POST", "/api/v1/account/redeem", fields{"token": token, "password": "short"}, nil)
	b.want(204, "POST", "/api/v1/account/redeem", fields{"token": token, "password": "Paper-lantern 9"}, nil)
	b.want(404, "POST", "/api/v1/account/redeem", fields{"token": token, "password": "Paper-lantern 8"}, nil)
	sec.want(403, "PATCH", "/api/v1/accounts/"+id, fields{"status": "disabled"}, nil)
	sys.want(204, "PATCH", "/api/v1/accounts/"+id, fields{"status": "disabled"}, nil)
	sys.want(403, "POST", "/api/v1/grants", fields{"post": page.Items[0].Posts[0].ID, "role": "leader"}, nil)
	var g api.GrantRow
	sec.want(201, "POST", "/api/v1/grants", fields{"post": page.Items[0].Posts[0].ID, "role": "leader"}, &g)
	sec.want(204, "DELETE", "/api/v1/grants/"+string(g.ID), nil, nil)
	var grants api.GrantPage
	sec.want(200, "GET", "/api/v1/grants", nil, &grants)
	if len(grants.Items) != 5 {
		t.Errorf("%d grants, want 4 and a revoked one", len(grants.Items))
	}
}

func TestSecondFactorOverHTTP(t *testing.T) {
	t.Parallel()
	b := serve(t)
	b.signIn("zhuren")
	var f account.SecondFactor
	b.want(200, "POST", "/api/v1/account/totp", nil, &f)
	if !strings.HasPrefix(f.QR, "data:image/png;base64,") || f.Secret == "" {
		t.Errorf("second factor %+v", f)
	}
	b.want(422, "PUT", "/api/v1/account/totp", fields{"code": "12"}, nil)
}

func TestDemoOverHTTP(t *testing.T) {
	t.Parallel()
	b := serve(t)
	var posts []api.DemoPost
	b.want(200, "GET", "/api/v1/demo/posts", nil, &posts)
	if len(posts) != 4 || posts[0].Role != anlan.RoleOffice || posts[0].Hint == "" || posts[0].Unit == "" {
		t.Fatalf("posts %+v", posts)
	}
	b.want(200, "POST", "/api/v1/demo/session", fields{"login": posts[0].Login}, nil)
	b.want(200, "GET", "/api/v1/session", nil, nil)
}
