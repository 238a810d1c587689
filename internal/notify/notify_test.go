package notify_test

import (
	"bufio"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/event"
	"anlan/internal/notify"
)

const taken = `{"errcode":0,"errmsg":"ok"}`

func TestNoticesOfAPostAndItsUnit(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		for i := range 5 {
			h.send(t, notify.Notice{Post: "town", Title: fmt.Sprint("post ", i)}, notify.Notice{Unit: "u-town", Title: fmt.Sprint("unit ", i)},
				notify.Notice{Post: "office", Title: "not theirs"})
			h.clock.Add(2)
		}
		var seen []string
		for before := anlan.ID(""); ; {
			p, err := h.Notices(ctx, town, false, before, 3)
			if err != nil {
				t.Fatal(err)
			}
			if p.Unread != 10 {
				t.Errorf("%d unread, want 10", p.Unread)
			}
			for _, n := range p.Items {
				seen = append(seen, n.Title)
			}
			if before = p.Next; before == "" {
				break
			}
		}
		if len(seen) != 10 || !strings.HasSuffix(seen[0], "4") || !strings.HasSuffix(seen[9], "0") {
			t.Errorf("pages hold %v", seen)
		}
	})
}

func TestReading(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		h.send(t, notify.Notice{Post: "town", Title: "one", Ref: about}, notify.Notice{Post: "office", Title: "two", Ref: about})
		p, err := h.Notices(ctx, town, true, "", 0)
		if err != nil || len(p.Items) != 1 {
			t.Fatalf("%+v, %v", p, err)
		}
		if err := h.Read(ctx, office, p.Items[0].ID); !errors.Is(err, anlan.ErrNotFound) {
			t.Errorf("somebody else's notice: %v", err)
		}
		for range 2 {
			if err := h.Read(ctx, town, p.Items[0].ID); err != nil {
				t.Fatal(err)
			}
		}
		if p, err = h.Notices(ctx, town, true, "", 0); err != nil || len(p.Items) != 0 || p.Unread != 0 {
			t.Errorf("after reading: %+v, %v", p, err)
		}
		left, err := h.Unread(ctx, office, about)
		if err != nil || len(left) != 1 || left[0].Post != "office" {
			t.Errorf("unread: %+v, %v", left, err)
		}
	})
}

func TestSameKeyIsTheSameNotice(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		for range 3 {
			h.send(t, notify.Notice{Key: "matter m1 issued", Post: "town", Title: "once"})
		}
		if p, err := h.Notices(ctx, town, false, "", 0); err != nil || len(p.Items) != 1 {
			t.Errorf("%d notices, %v", len(p.Items), err)
		}
	})
}

// Only those who have not read are told again, and nobody twice in a moment.
func TestChaseOnlyTheUnread(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		robot := newRobot(t, taken)
		h.allow(t, notify.Channels{})
		h.book.set("town", notify.Address{Channel: notify.WeCom, Address: robot.URL + "/town"})
		h.book.set("office", notify.Address{Channel: notify.WeCom, Address: robot.URL + "/office"})
		h.send(t, notify.Notice{Post: "town", Title: "one", Ref: about}, notify.Notice{Post: "office", Title: "one", Ref: about})
		h.pass(t, 0)
		p, err := h.Notices(ctx, town, true, "", 0)
		if err != nil {
			t.Fatal(err)
		}
		if err := h.Read(ctx, town, p.Items[0].ID); err != nil {
			t.Fatal(err)
		}
		if _, err := h.Chase(ctx, town, about); !errors.Is(err, anlan.ErrForbidden) {
			t.Errorf("a township chases: %v", err)
		}
		for _, want := range []int{1, 0} {
			if n, err := h.Chase(ctx, office, about); err != nil || n != want {
				t.Errorf("chased %d, %v; want %d", n, err, want)
			}
		}
		h.pass(t, time.Minute)
		if robot.count() != 3 {
			t.Errorf("%d messages, want 2 and 1 again", robot.count())
		}
	})
}

func TestRobots(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		wecom, ding, feishu := newRobot(t, taken), newRobot(t, taken), newRobot(t, `{"code":0,"msg":"success"}`)
		h.allow(t, notify.Channels{Site: "https://anlan.example.cn/"})
		h.book.set("u-town", notify.Address{Channel: notify.WeCom, Address: wecom.URL + "/send?key=secret-key"},
			notify.Address{Channel: notify.DingTalk, Address: ding.URL + "/send?access_token=t", Secret: "SEC1"},
			notify.Address{Channel: notify.Feishu, Address: feishu.URL + "/hook/x", Secret: "SEC2"})
		h.send(t, notify.Notice{Post: "town", Unit: "u-town", Title: "新交办 [点我](http://evil.example)", Text: "请签收 @all", Path: "/matters/m1", Link: "/l/once", Ref: about})
		h.pass(t, 0)
		for name, body := range map[string]string{"wecom": wecom.text(0), "dingtalk": ding.text(0), "feishu": feishu.text(0)} {
			if !strings.Contains(body, "https://anlan.example.cn/matters/m1") || strings.Contains(body, "[点我]") || strings.Contains(body, "@all") {
				t.Errorf("%s got %s", name, body)
			}
		}
		at := ding.query[0].Get("timestamp")
		if want := mac([]byte("SEC1"), at+"\nSEC1"); ding.query[0].Get("sign") != want || ding.query[0].Get("access_token") != "t" {
			t.Errorf("钉钉 signature %v, want %s", ding.query[0], want)
		}
		sec, _ := feishu.bodies[0]["timestamp"].(string)
		if want := mac([]byte(sec+"\nSEC2"), ""); feishu.bodies[0]["sign"] != want {
			t.Errorf("飞书 signature %v, want %s", feishu.bodies[0]["sign"], want)
		}
		lines, err := h.Log(ctx, office, about, "", 0)
		if err != nil || len(lines) != 1 || len(lines[0].Deliveries) != 3 {
			t.Fatalf("log %+v, %v", lines, err)
		}
		for _, d := range lines[0].Deliveries {
			if d.State != "sent" || strings.Contains(d.Address, "secret") || strings.Contains(d.Address, "127.0.0.1") || !strings.Contains(d.Text, "请签收") {
				t.Errorf("delivery %+v", d)
			}
		}
	})
}

func mac(key []byte, text string) string {
	m := hmac.New(sha256.New, key)
	m.Write([]byte(text))
	return base64.StdEncoding.EncodeToString(m.Sum(nil))
}

// What waits for one group leaves as one card, and a robot gets no more than it may.
func TestDigestAndRate(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		robot := newRobot(t, taken)
		h.allow(t, notify.Channels{})
		h.book.set("u-town", notify.Address{Channel: notify.WeCom, Address: robot.URL})
		for i := range 30 {
			h.send(t, notify.Notice{Post: "town", Unit: "u-town", Title: fmt.Sprint("事项", i), Ref: about})
		}
		h.pass(t, 0)
		if robot.count() != 1 || !strings.Contains(robot.text(0), "30 条通知") || !strings.Contains(robot.text(0), "还有 20 条") {
			t.Fatalf("%d messages, first %s", robot.count(), robot.text(0))
		}
		for i := range 30 {
			h.send(t, notify.Notice{Post: "town", Unit: "u-town", Title: fmt.Sprint("again", i), Ref: about})
			h.pass(t, 0)
		}
		if n := robot.count(); n > 7 {
			t.Errorf("%d messages within a moment", n)
		}
		h.pass(t, 4*time.Second)
		if got := h.deliveries(t)["wecom"]; strings.Contains(got, "waiting") {
			t.Errorf("still waiting: %s", got)
		}
	})
}

func TestQuietHours(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		robot := newRobot(t, taken)
		h.allow(t, notify.Channels{})
		h.book.set("u-town", notify.Address{Channel: notify.WeCom, Address: robot.URL})
		h.quiet.Store(int64(h.d.Now().Add(8 * time.Hour)))
		h.send(t, notify.Notice{Post: "town", Unit: "u-town", Title: "ordinary", Ref: about},
			notify.Notice{Post: "town", Unit: "u-town", Title: "urgent", Urgent: true, Ref: about})
		h.pass(t, 0)
		if robot.count() != 1 || !strings.Contains(robot.text(0), "urgent") {
			t.Fatalf("%d messages at night", robot.count())
		}
		if p, err := h.Notices(ctx, town, true, "", 0); err != nil || len(p.Items) != 2 {
			t.Errorf("on the screen at once: %+v, %v", p, err)
		}
		next, err := h.Pass(ctx)
		if err != nil || next != anlan.Instant(h.quiet.Load()) {
			t.Errorf("the worker wakes at %v, want the morning", next.Time())
		}
		h.pass(t, 9*time.Hour)
		if robot.count() != 2 {
			t.Errorf("%d messages by morning", robot.count())
		}
	})
}

// What was read on the screen before the morning is not sent any more.
func TestReadBeforeSent(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		robot := newRobot(t, taken)
		h.allow(t, notify.Channels{})
		h.book.set("town", notify.Address{Channel: notify.WeCom, Address: robot.URL})
		h.quiet.Store(int64(h.d.Now().Add(time.Hour)))
		h.send(t, notify.Notice{Post: "town", Title: "one", Ref: about})
		h.pass(t, 0)
		err := h.d.Write(ctx, town, func(tx *db.Tx) error { return notify.Done(ctx, tx, about, "town") })
		if err != nil {
			t.Fatal(err)
		}
		h.pass(t, 2*time.Hour)
		if got := h.deliveries(t)["wecom"]; robot.count() != 0 || got != "skipped" {
			t.Errorf("%d messages, state %q", robot.count(), got)
		}
	})
}

// A provider's "later" is tried again with growing pauses; its "no" is not.
func TestRetryAndRefusal(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		robot := newRobot(t, `{"errcode":45009,"errmsg":"too many"}`)
		h.allow(t, notify.Channels{})
		h.book.set("town", notify.Address{Channel: notify.WeCom, Address: robot.URL})
		h.send(t, notify.Notice{Post: "town", Title: "one", Ref: about})
		h.pass(t, 0)
		h.pass(t, 10*time.Second)
		if got := h.deliveries(t)["wecom"]; got != "waiting" || robot.count() != 1 {
			t.Fatalf("state %q after %d tries", got, robot.count())
		}
		robot.answer.Store(`{"errcode":93000,"errmsg":"invalid webhook url"}`)
		h.pass(t, 2*time.Minute)
		h.pass(t, time.Hour)
		lines, err := h.Log(ctx, office, about, "", 0)
		if err != nil {
			t.Fatal(err)
		}
		d := lines[0].Deliveries[0]
		if d.State != "failed" || d.Attempts != 2 || !strings.Contains(d.Error, "93000") || robot.count() != 2 {
			t.Errorf("%+v after %d tries", d, robot.count())
		}
	})
}

func TestMail(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		box := newMailbox(t)
		h.allow(t, notify.Channels{Site: "https://anlan.example.cn", Mail: notify.MailChannel{On: true, Host: "127.0.0.1", Port: box.port,
			Security: "none", From: "安委办 <anwei@example.cn>"}})
		h.book.set("town", notify.Address{Channel: notify.Mail, Address: "zhang.san@example.cn"})
		h.send(t, notify.Notice{Post: "town", Title: "one\r\nBcc: evil@example.cn", Text: "text", Path: "/matters/m1", Link: "/l/once", Ref: about})
		h.pass(t, 0)
		got := box.all()
		if !strings.Contains(got, "https://anlan.example.cn/l/once") {
			t.Errorf("the letter does not carry its link:\n%s", got)
		}
		if head, _, _ := strings.Cut(got, "\n\n"); strings.Contains(head, "\nBcc:") || !strings.Contains(head, "\nSubject: one Bcc: evil") {
			t.Errorf("the title wrote a header:\n%s", head)
		}
		if !strings.Contains(got, "RCPT TO:<zhang.san@example.cn>") || !strings.Contains(got, "Message-ID: <") {
			t.Errorf("the server heard\n%s", got)
		}
		lines, err := h.Log(ctx, office, about, "", 0)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(fmt.Sprintf("%+v", lines), "/l/once") {
			t.Error("the record shows the one-time link")
		}
		if d := lines[0].Deliveries[0]; d.State != "sent" || d.Address != "z…***@example.cn" {
			t.Errorf("delivery %+v", d)
		}
	})
}

// mailbox is the smallest SMTP server: it says yes to everything and keeps what it heard.
type mailbox struct {
	port int
	mu   sync.Mutex
	b    strings.Builder
}

func (m *mailbox) all() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.b.String()
}

func newMailbox(t *testing.T) *mailbox {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	m := &mailbox{port: l.Addr().(*net.TCPAddr).Port}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go m.serve(c)
		}
	}()
	return m
}

func (m *mailbox) serve(c net.Conn) {
	defer c.Close() //nolint:errcheck // a test's connection
	say := func(s string) { _, _ = fmt.Fprint(c, s+"\r\n") }
	say("220 box")
	data := false
	for in := bufio.NewScanner(c); in.Scan(); {
		line := in.Text()
		m.mu.Lock()
		m.b.WriteString(line + "\n")
		m.mu.Unlock()
		switch {
		case data && line != ".":
		case data:
			data = false
			say("250 taken")
		case strings.HasPrefix(line, "DATA"):
			data = true
			say("354 go on")
		case strings.HasPrefix(line, "QUIT"):
			say("221 bye")
			return
		default:
			say("250 yes")
		}
	}
}

// The password is sealed at rest, never shown, kept when it is left empty, and not taken along to
// another server.
func TestSettingsKeepTheirSecret(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		c := notify.Channels{Mail: notify.MailChannel{On: true, Host: "smtp.example.cn", Port: 587, Security: "starttls", User: "u", Password: "abcdef", From: "a@example.cn"}}
		if _, err := h.SetSettings(ctx, office, c); !errors.Is(err, anlan.ErrForbidden) {
			t.Errorf("by the office: %v", err)
		}
		if got, err := h.SetSettings(ctx, admin, c); err != nil || got.Mail.Password != "" || !got.Mail.HasPassword {
			t.Fatalf("%+v, %v", got, err)
		}
		var stored string
		if err := h.d.Reader().QueryRowContext(ctx, `SELECT value FROM notify_setting`).Scan(&stored); err != nil || strings.Contains(stored, "abcdef") {
			t.Errorf("stored %s, %v", stored, err)
		}
		c.Mail.Password = ""
		if got, err := h.SetSettings(ctx, admin, c); err != nil || !got.Mail.HasPassword {
			t.Errorf("left empty: %+v, %v", got, err)
		}
		c.Mail.Host = "evil.example.cn"
		if got, err := h.SetSettings(ctx, admin, c); err != nil || got.Mail.HasPassword {
			t.Errorf("another server: %+v, %v", got, err)
		}
		c.Mail.From, c.Site = "nobody", "javascript:alert(1)"
		var p anlan.Problems
		if _, err := h.SetSettings(ctx, admin, c); !errors.As(err, &p) || len(p) != 2 {
			t.Errorf("two faults: %v", err)
		}
	})
}

func TestHearShowsNoticesOnScreens(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		w := h.Hub.Watch(notify.PostTopic("town"), notify.UnitTopic("u-town"))
		defer w.Close()
		h.send(t, notify.Notice{Post: "town", Title: "one"}, notify.Notice{Post: "office", Title: "two"}, notify.Notice{Unit: "u-town", Title: "three"})
		if err := h.d.Wait(ctx, 2); err != nil {
			t.Fatal(err)
		}
		batch, err := event.After(ctx, h.d.Reader(), 0, 10)
		if err != nil {
			t.Fatal(err)
		}
		h.Hear(batch)
		all := string(<-w.C) + string(<-w.C)
		if !strings.Contains(all, `"title":"one"`) || !strings.Contains(all, `"title":"three"`) || len(w.C) != 0 {
			t.Errorf("the screen got %s", all)
		}
	})
}

func TestRecordsAreAsSealed(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		h.send(t, notify.Notice{Post: "town", Unit: "u-town", Title: "one", Text: "text", Ref: about, Urgent: true})
		p, err := h.Notices(ctx, town, false, "", 0)
		if err != nil {
			t.Fatal(err)
		}
		if err := h.Read(ctx, town, p.Items[0].ID); err != nil {
			t.Fatal(err)
		}
		if err := h.d.Wait(ctx, 0); err != nil {
			t.Fatal(err)
		}
		batch, err := event.After(ctx, h.d.Reader(), 0, 1)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		err = h.Records(ctx, func(_ anlan.Ref, record any) error {
			sum, err := anlan.Digest(record)
			if n++; hex.EncodeToString(sum[:]) != batch[0].Seal {
				t.Errorf("%+v is not as it was sealed", record)
			}
			return err
		})
		if err != nil || n != 1 {
			t.Errorf("%d records, %v", n, err)
		}
	})
}
