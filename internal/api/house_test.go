package api_test

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"os"
	"sync"
	"testing"
	"time"

	"anlan"
	"anlan/internal/app"
	"anlan/internal/app/demo"
)

// house is the demo county, served in this process. It is made once; its tests leave room for others.
var house struct {
	once   sync.Once
	folder string
	app    *app.App
	server *httptest.Server
	err    error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if house.server != nil {
		house.server.Close()
		_ = house.app.Close()          // the folder goes with it
		_ = os.RemoveAll(house.folder) // of a test
	}
	os.Exit(code)
}

func openHouse() error {
	var err error
	if house.folder, err = os.MkdirTemp("", "anlan-api-"); err != nil {
		return err
	}
	o := app.Options{Data: house.folder, Demo: true, Out: io.Discard, Level: "error"}
	if err = demo.Ensure(context.Background(), o, time.Now()); err != nil {
		return err
	}
	if house.app, err = app.New(context.Background(), o); err != nil {
		return err
	}
	house.server = httptest.NewServer(house.app.API.Handler())
	return nil
}

// sit opens the demo county and takes the first chair with the role.
func sit(t *testing.T, role anlan.Role) browser {
	t.Helper()
	house.once.Do(func() { house.err = openHouse() })
	if house.err != nil {
		t.Fatal(house.err)
	}
	jar, _ := cookiejar.New(nil) // never fails without options
	b := browser{t: t, base: house.server.URL, jar: jar, d: house.app.DB}
	var posts []struct {
		Login string
		Role  anlan.Role
	}
	b.want(http.StatusOK, "GET", "/api/v1/demo/posts", nil, &posts)
	for _, p := range posts {
		if p.Role == role {
			b.want(http.StatusOK, "POST", "/api/v1/demo/session", fields{"login": p.Login}, nil)
			return b
		}
	}
	t.Fatalf("the demo offers no chair of %s", role)
	return b
}

// file asks for something that is not JSON.
func (b browser) file(path string) (*http.Response, []byte) {
	b.t.Helper()
	res, err := (&http.Client{Jar: b.jar}).Get(b.base + path)
	if err != nil {
		b.t.Fatal(err)
	}
	defer res.Body.Close() //nolint:errcheck // read to the end
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return res, raw
}
