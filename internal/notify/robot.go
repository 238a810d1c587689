package notify

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"anlan"
)

// Message is what leaves the program, before a channel gives it its shape.
type Message struct {
	ID    string // the same for every try, where a provider takes it
	Title string
	Text  string
	Link  string // full address of the page it opens; empty when the site's address is not set
	At    anlan.Instant
}

// plain is the message as text, without the link: so it stands in the record.
func (m Message) plain() string {
	if m.Text == "" {
		return m.Title
	}
	return m.Title + "\n" + m.Text
}

// refusedError is an answer that trying again cannot change.
type refusedError struct{ why string }

func (e refusedError) Error() string { return e.why }

// robots give a message the shape of each provider and return the body and the address to post to.
var robots = map[string]func(a Address, u *url.URL, m Message) any{
	WeCom: wecom, DingTalk: dingtalk, Feishu: feishu,
}

// markdown is the text that all three understand. What people wrote cannot make links or mentions.
func markdown(m Message, limit int) string {
	s := "**" + escape(m.Title) + "**\n\n" + escape(m.Text)
	link := ""
	if m.Link != "" {
		link = "\n\n[打开办理](" + m.Link + ")"
	}
	for len(s)+len(link) > limit {
		_, n := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-n]
	}
	return s + link
}

var escapes = strings.NewReplacer("<", "＜", ">", "＞", "[", "［", "]", "］", "`", "'", "*", "＊", "@", "＠")

func escape(s string) string { return escapes.Replace(s) }

// wecom: a markdown message of at most 4096 bytes.
func wecom(_ Address, _ *url.URL, m Message) any {
	return map[string]any{"msgtype": "markdown", "markdown": map[string]any{"content": markdown(m, 4000)}}
}

// dingtalk: markdown; the signature is over the time in milliseconds and goes into the address.
func dingtalk(a Address, u *url.URL, m Message) any {
	if a.Secret != "" {
		at := strconv.FormatInt(int64(m.At), 10)
		q := u.Query()
		q.Set("timestamp", at)
		q.Set("sign", sign([]byte(a.Secret), at+"\n"+a.Secret))
		u.RawQuery = q.Encode()
	}
	return map[string]any{"msgtype": "markdown", "markdown": map[string]any{"title": escape(m.Title), "text": markdown(m, 18_000)}}
}

// feishu: an interactive card; the signature is over nothing, keyed with the time in seconds and the
// secret, and stands in the body.
func feishu(a Address, _ *url.URL, m Message) any {
	body := map[string]any{"msg_type": "interactive", "card": map[string]any{
		"header":   map[string]any{"title": map[string]any{"tag": "plain_text", "content": escape(m.Title)}, "template": "blue"},
		"elements": []any{map[string]any{"tag": "markdown", "content": markdown(m, 18_000)}},
	}}
	if a.Secret != "" {
		at := strconv.FormatInt(int64(m.At)/1000, 10)
		body["timestamp"], body["sign"] = at, sign([]byte(at+"\n"+a.Secret), "")
	}
	return body
}

func sign(key []byte, text string) string {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(text))
	return base64.StdEncoding.EncodeToString(h.Sum(nil))
}

// answerLimit is how much of a provider's answer is read.
const answerLimit = 64 << 10

// sendRobot posts the message to a group's robot.
func (s *Service) sendRobot(ctx context.Context, c Channels, a Address, m Message) error {
	if !c.Robots {
		return refusedError{"robots are switched off"}
	}
	u, err := checkURL(a.Address, c.Allow)
	if err != nil {
		return refusedError{err.Error()}
	}
	raw, err := json.Marshal(robots[a.Channel](a, u, m))
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, u.String(), bytes.NewReader(raw))
	if err != nil {
		return refusedError{"not a web address"}
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	res, err := safeClient(c.Allow, s.timeout).Do(req)
	if err != nil {
		return bare(err)
	}
	defer res.Body.Close() //nolint:errcheck // nothing more is read from it
	return judge(res)
}

// bare takes the address, which is a key, out of a client's error.
func bare(err error) error {
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	if errors.Is(err, errInside) {
		return refusedError{errInside.Error()}
	}
	return err
}

// judge reads a provider's answer: all three say 0 when they have taken the message.
func judge(res *http.Response) error {
	raw, err := io.ReadAll(io.LimitReader(res.Body, answerLimit))
	if err != nil {
		return err
	}
	if res.StatusCode != http.StatusOK {
		err := fmt.Errorf("HTTP %d", res.StatusCode)
		if res.StatusCode >= 300 && res.StatusCode < 500 && res.StatusCode != http.StatusTooManyRequests {
			return refusedError{err.Error()}
		}
		return err
	}
	var a struct {
		ErrCode, Code   *int
		ErrMsg, Message string
		Msg             string
	}
	if json.Unmarshal(raw, &a) != nil || a.ErrCode == nil && a.Code == nil {
		return errors.New("the answer is not a robot's")
	}
	code := 0
	for _, c := range []*int{a.ErrCode, a.Code} {
		if c != nil && *c != 0 {
			code = *c
		}
	}
	if code == 0 {
		return nil
	}
	why := fmt.Sprintf("%d %s", code, anlan.Shorten(a.ErrMsg+a.Msg, 200))
	if busyCodes[code] {
		return errors.New(why)
	}
	return refusedError{why}
}

// busyCodes are the answers that mean "later": too many messages, or the provider's own trouble.
var busyCodes = map[int]bool{-1: true, 45009: true, 45033: true, 130101: true, 660026: true, 9499: true, 11232: true, 11233: true}
