package notify

import (
	"context"
	"encoding/json"
	"errors"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/notify/notifydb"
)

// Channels are the settings of what leaves the program.
type Channels struct {
	Site   string      `json:"site" maxLength:"200" doc:"Address of this site as people reach it, e.g. https://anlan.example.cn; links in messages begin with it"`
	Mail   MailChannel `json:"mail"`
	Robots bool        `json:"robots" doc:"Whether groups' robots are used"`
	Allow  []string    `json:"allow" nullable:"false" maxItems:"50" doc:"Hosts and ranges inside the own network that robots' addresses may lead to"`
}

// MailChannel is the server that takes our mail.
type MailChannel struct {
	On          bool   `json:"on"`
	Host        string `json:"host" maxLength:"200"`
	Port        int    `json:"port" minimum:"0" maximum:"65535"`
	Security    string `json:"security" enum:"starttls,tls,none"`
	User        string `json:"user" maxLength:"200"`
	Password    string `json:"password,omitempty" maxLength:"200" doc:"Written only; empty keeps the present one"`
	HasPassword bool   `json:"has_password" required:"false" readOnly:"true"`
	From        string `json:"from" maxLength:"200"`
}

// setting is the name of the row.
const setting = "channels"

func (s *Service) channels(ctx context.Context, q *notifydb.Queries) (Channels, error) {
	c := Channels{Mail: MailChannel{Port: 587, Security: "starttls"}, Allow: []string{}}
	row, err := q.Setting(ctx, setting)
	if err = db.Classify(err); err != nil {
		if anlan.KindOf(err) == anlan.NotFound {
			return c, nil
		}
		return c, err
	}
	if err := json.Unmarshal([]byte(row.Value), &c); err != nil {
		return c, anlan.ErrInternal.Because(err)
	}
	if c.Mail.Password != "" {
		c.Mail.Password, err = s.vault.Open("notify", setting, c.Mail.Password)
		if err != nil {
			return c, anlan.ErrInternal.Because(err)
		}
	}
	return c, nil
}

// Settings returns the channels without their secrets.
func (s *Service) Settings(ctx context.Context, actor anlan.Actor) (Channels, error) {
	if err := authz.Check(actor, "notify.manage"); err != nil {
		return Channels{}, err
	}
	c, err := s.channels(ctx, notifydb.New(s.d.Reader()))
	return c.shown(), err
}

func (c Channels) shown() Channels {
	c.Mail.HasPassword, c.Mail.Password = c.Mail.Password != "", ""
	return c
}

// check names everything that is wrong.
func (c Channels) check() error {
	var p anlan.Problems
	bad := func(field, value string) {
		p = append(p, anlan.ErrFieldInvalid.With("name", field).With("value", anlan.Shorten(value, 60)).At(field))
	}
	if u, err := url.Parse(c.Site); c.Site != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.RawQuery != "" || u.Fragment != "") {
		bad("site", c.Site)
	}
	if c.Mail.On && (c.Mail.Host == "" || strings.ContainsAny(c.Mail.Host, "/ :")) {
		bad("mail.host", c.Mail.Host)
	}
	if c.Mail.On && !strings.Contains(c.Mail.From, "@") {
		bad("mail.from", c.Mail.From)
	}
	if !slices.Contains([]string{"starttls", "tls", "none"}, c.Mail.Security) {
		bad("mail.security", c.Mail.Security)
	}
	for _, one := range c.Allow {
		if _, err := netip.ParsePrefix(one); err != nil && (one == "" || strings.ContainsAny(one, "/* :")) {
			bad("allow", one)
		}
	}
	return p.Err()
}

// SetSettings replaces the channels. An empty password keeps the present one, unless the mail server
// or its user changes: a password is never sent to a server that it was not meant for.
func (s *Service) SetSettings(ctx context.Context, actor anlan.Actor, c Channels) (Channels, error) {
	if err := authz.Check(actor, "notify.manage"); err != nil {
		return Channels{}, err
	}
	if c.Allow == nil {
		c.Allow = []string{}
	}
	c.Site = strings.TrimRight(c.Site, "/")
	if err := c.check(); err != nil {
		return Channels{}, err
	}
	next := c
	err := s.d.Write(ctx, actor, func(tx *db.Tx) error {
		q := notifydb.New(tx)
		was, err := s.channels(ctx, q)
		if err != nil {
			return err
		}
		next = c
		if next.Mail.Password == "" && was.Mail.Host == c.Mail.Host && was.Mail.Port == c.Mail.Port && was.Mail.User == c.Mail.User {
			next.Mail.Password = was.Mail.Password
		}
		return s.put(ctx, tx, q, next)
	})
	if errors.Is(err, db.ErrDone) {
		return s.Settings(ctx, actor)
	}
	s.ring()
	return next.shown(), err
}

func (s *Service) put(ctx context.Context, tx *db.Tx, q *notifydb.Queries, c Channels) error {
	body := c.shown()
	if c.Mail.Password != "" {
		c.Mail.Password = s.vault.Seal("notify", setting, c.Mail.Password)
	}
	raw, err := json.Marshal(c)
	if err != nil {
		return err
	}
	if err := q.PutSetting(ctx, notifydb.PutSettingParams{Name: setting, Value: string(raw)}); err != nil {
		return db.Classify(err)
	}
	return tx.Emit("notify.settings_changed", anlan.Ref{Kind: "notify.setting"}, body, nil)
}

// Test sends a test message by one channel, now, and returns what came of it.
func (s *Service) Test(ctx context.Context, actor anlan.Actor, a Address) error {
	if err := authz.Check(actor, "notify.manage"); err != nil {
		return err
	}
	c, err := s.channels(ctx, notifydb.New(s.d.Reader()))
	if err != nil {
		return err
	}
	if _, ok := robots[a.Channel]; !ok && a.Channel != Mail {
		return anlan.ErrFieldInvalid.With("name", "channel").With("value", anlan.Shorten(a.Channel, 30)).At("channel")
	}
	now := s.d.Now()
	err = s.deliver(ctx, c, a, Message{ID: string(s.d.NewID()), Title: "安澜测试消息", Text: "收到这条消息，说明通知渠道可用。\nThis channel works.", Link: c.Site, At: now})
	if err != nil {
		return anlan.ErrNotifyTest.With("why", anlan.Shorten(err.Error(), 300))
	}
	return nil
}

// Site is the address of this site as people reach it, or empty where nobody has set it. It is no
// secret: it stands on every label.
func (s *Service) Site(ctx context.Context) string {
	c, err := s.channels(ctx, notifydb.New(s.d.Reader()))
	if err != nil {
		return ""
	}
	return c.Site
}
