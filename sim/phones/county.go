package phones

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"time"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/app"
	"anlan/internal/app/demo"
)

// County is a running program with the chairs whose phones are played. Runs share it: each has records of
// its own.
type County struct {
	app    *app.App
	door   http.Handler
	chairs map[anlan.Role]chair
	site   string // where findings are made: of the enterprise whose phone is played
	serial int
	Deeds  map[string]int // what happened in all runs so far, so that silence is known to be about something
}

// chair is an account at a post, signed in.
type chair struct {
	cookie        *http.Cookie
	account, post string
	unit          string
}

// Found makes the demonstration county in a folder and opens it.
func Found(ctx context.Context, folder string) (*County, error) {
	o := app.Options{Data: folder, Demo: true, Out: io.Discard, Level: "error"}
	if err := demo.Ensure(ctx, o, time.Now()); err != nil {
		return nil, err
	}
	a, err := app.New(ctx, o)
	if err != nil {
		return nil, err
	}
	c := &County{app: a, door: a.API.Handler(), chairs: map[anlan.Role]chair{}, Deeds: map[string]int{}}
	for _, role := range []anlan.Role{anlan.RoleTownship, anlan.RoleEnterprise, anlan.RoleOffice} {
		if c.chairs[role], err = c.sit(role); err != nil {
			return nil, err
		}
	}
	return c, c.findSite()
}

// Close ends the program.
func (c *County) Close() error { return c.app.Close() }

// call is one call of the door.
type call struct {
	method, path, key string
	body              []byte
	raw               bool   // body is a file and no JSON
	form              string // body is a form of this type
}

// ask brings a call to the door in a chair.
func (c *County) ask(who chair, k call) (int, []byte) {
	r := httptest.NewRequest(k.method, "http://county.example"+k.path, bytes.NewReader(k.body))
	r.Header.Set(account.HeaderName, "1")
	r.Header.Set("Content-Type", "application/json")
	if k.form != "" {
		r.Header.Set("Content-Type", k.form)
	}
	if k.raw {
		r.Header.Set("Content-Type", "application/octet-stream")
	}
	if k.key != "" {
		r.Header.Set("Idempotency-Key", k.key)
	}
	if who.cookie != nil {
		r.AddCookie(who.cookie)
	}
	w := httptest.NewRecorder()
	c.door.ServeHTTP(w, r)
	return w.Code, w.Body.Bytes()
}

// read asks for something as JSON.
func (c *County) read(who chair, path string, out any) error {
	status, raw := c.ask(who, call{method: http.MethodGet, path: path})
	if status != http.StatusOK {
		return fmt.Errorf("GET %s: %d %s", path, status, raw)
	}
	return json.Unmarshal(raw, out)
}

func (c *County) sit(role anlan.Role) (chair, error) {
	var posts []struct {
		Login string     `json:"login"`
		Role  anlan.Role `json:"role"`
	}
	if err := c.read(chair{}, "/api/v1/demo/posts", &posts); err != nil {
		return chair{}, err
	}
	for _, p := range posts {
		if p.Role == role {
			return c.enter(p.Login)
		}
	}
	return chair{}, fmt.Errorf("the demonstration has no chair of %s", role)
}

func (c *County) enter(login string) (chair, error) {
	r := httptest.NewRequest(http.MethodPost, "http://county.example/api/v1/demo/session", bytes.NewReader(mustJSON(fields{"login": login})))
	r.Header.Set(account.HeaderName, "1")
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	c.door.ServeHTTP(w, r)
	who := chair{}
	for _, cookie := range w.Result().Cookies() {
		who.cookie = cookie
	}
	var s struct {
		Account struct{ ID string }
		Post    struct {
			ID   string
			Unit struct{ ID string }
		}
	}
	err := c.read(who, "/api/v1/session", &s)
	who.account, who.post, who.unit = s.Account.ID, s.Post.ID, s.Post.Unit.ID
	return who, err
}

func (c *County) findSite() error {
	var page struct{ Items []struct{ ID string } }
	if err := c.read(c.chairs[anlan.RoleOffice], "/api/v1/sites?unit="+c.chairs[anlan.RoleEnterprise].unit, &page); err != nil {
		return err
	}
	if len(page.Items) == 0 {
		return errors.New("the enterprise has no site")
	}
	c.site = page.Items[0].ID
	return nil
}

// catch lets the readers of events read: held parts are carried out.
func (c *County) catch(ctx context.Context) error {
	_, err := c.app.Catch(ctx)
	return err
}

// happened tells whether a call with the key was carried out.
func (c *County) happened(ctx context.Context, key string) (bool, error) {
	var n int
	err := c.app.DB.Reader().QueryRowContext(ctx, `SELECT count(*) FROM event WHERE id = $1`, key).Scan(&n)
	return n > 0, err
}

type fields map[string]any

func mustJSON(v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err) // plain values of this package
	}
	return raw
}
