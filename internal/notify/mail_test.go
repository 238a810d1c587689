package notify_test

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"

	"anlan"
	"anlan/internal/notify"
)

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
