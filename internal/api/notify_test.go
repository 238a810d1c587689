package api_test

import (
	"bufio"
	"context"
	"net/http"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/api"
	"anlan/internal/db"
	"anlan/internal/event"
	"anlan/internal/notify"
)

func TestNoticesOverHTTP(t *testing.T) {
	t.Parallel()
	b := serve(t)
	v := b.signIn("zhuren")
	about := anlan.Ref{Kind: "matter.matter", ID: v.Post.ID}
	err := b.d.Write(context.Background(), anlan.Clock, func(tx *db.Tx) error {
		return notify.Send(context.Background(), tx, notify.Notice{Post: v.Post.ID, Unit: v.Post.Unit.ID, Kind: "matter.issued", Ref: about, Title: "新交办", Path: "/matters/1"})
	})
	if err != nil {
		t.Fatal(err)
	}
	var page api.NoticePage
	b.want(200, "GET", "/api/v1/notices?unread=true", nil, &page)
	if len(page.Items) != 1 || page.Unread != 1 || page.Items[0].Title != "新交办" {
		t.Fatalf("notices %+v", page)
	}
	var told api.TellPage
	b.want(200, "GET", "/api/v1/notices/log?ref="+about.String(), nil, &told)
	if len(told.Items) != 1 || told.Items[0].To.Name == "" {
		t.Errorf("log %+v", told)
	}
	var chased api.ChaseView
	b.want(200, "POST", "/api/v1/notices/chase", fields{"ref": about}, &chased)
	if chased.Chased != 1 {
		t.Errorf("chased %d", chased.Chased)
	}
	b.want(204, "POST", "/api/v1/notices/"+string(page.Items[0].ID)+"/read", nil, nil)
	b.want(404, "POST", "/api/v1/notices/"+string(v.Post.ID)+"/read", nil, nil)
	b.want(200, "GET", "/api/v1/notices?unread=true", nil, &page)
	if len(page.Items) != 0 || page.Unread != 0 {
		t.Errorf("after reading %+v", page)
	}
}

func TestChannelsOverHTTP(t *testing.T) {
	t.Parallel()
	b := serve(t)
	b.signIn("zhuren")
	b.want(403, "GET", "/api/v1/settings/channels", nil, nil)
	sys := b.another()
	sys.signIn("xitong")
	var c notify.Channels
	sys.want(200, "GET", "/api/v1/settings/channels", nil, &c)
	c.Robots, c.Mail.Host, c.Mail.User, c.Mail.Password, c.Mail.From, c.Mail.On = true, "smtp.example.cn", "u", "geheim", "a@example.cn", true
	sent := c
	c = notify.Channels{}
	sys.want(200, "PUT", "/api/v1/settings/channels", sent, &c)
	if c.Mail.Password != "" || !c.Mail.HasPassword {
		t.Errorf("settings %+v", c)
	}
	c.Site = "nonsense"
	sys.want(422, "PUT", "/api/v1/settings/channels", c, nil)
	var p api.Problem
	sys.want(409, "POST", "/api/v1/settings/channels/test", fields{"channel": "wecom", "address": "https://127.0.0.1/hook"}, &p)
	if p.Code != "notify_test" || !strings.Contains(p.Title, "own network") {
		t.Errorf("a robot inside the network: %+v", p)
	}
}

// A notice appears on the open screen, and ending the session ends the stream.
func TestLiveTellsNoticesAndEnds(t *testing.T) {
	t.Parallel()
	b := serve(t)
	v := b.signIn("xitong")
	req, err := http.NewRequest(http.MethodGet, b.base+"/api/v1/live", nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := (&http.Client{Jar: b.jar}).Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close() //nolint:errcheck // a test
	lines := bufio.NewScanner(res.Body)
	until := func(want string) {
		t.Helper()
		for lines.Scan() {
			if strings.Contains(lines.Text(), want) {
				return
			}
		}
		t.Fatalf("the stream ended before %q", want)
	}
	until("event: pos")
	err = b.d.Write(context.Background(), anlan.Clock, func(tx *db.Tx) error {
		return notify.Send(context.Background(), tx, notify.Notice{Post: v.Post.ID, Title: "新通知"})
	})
	if err != nil {
		t.Fatal(err)
	}
	b.hear()
	until("event: notice")
	until("新通知")
	b.want(204, "DELETE", "/api/v1/session", nil, nil)
	b.hear()
	for lines.Scan() { // ends only when the server closes the stream
	}
}

// hear lets the server hear every event so far, as the program's reader of events does.
func (b browser) hear() {
	b.t.Helper()
	batch, err := event.After(context.Background(), b.d.Reader(), 0, 1000)
	if err != nil {
		b.t.Fatal(err)
	}
	b.notices.Hear(batch)
	b.server.Hear(batch)
}
