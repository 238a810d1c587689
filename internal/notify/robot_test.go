package notify_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/notify"
)

const taken = `{"errcode":0,"errmsg":"ok"}`

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
		err := h.d.Write(ctx, town, func(tx *db.Tx) error { return notify.Done(ctx, tx, about, notify.PostTopic("town")) })
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

// A notice that cannot be routed is tried again later and holds up nobody.
func TestOneBadNoticeHoldsUpNobody(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		robot := newRobot(t, taken)
		h.allow(t, notify.Channels{})
		h.book.set("town", notify.Address{Channel: notify.WeCom, Address: robot.URL})
		h.send(t, notify.Notice{Post: "broken", Title: "one"}, notify.Notice{Post: "gone", Title: "two"}, notify.Notice{Post: "town", Title: "three"})
		for range 2 {
			if _, err := h.Pass(ctx); err == nil || !strings.Contains(err.Error(), "torn") {
				t.Errorf("the pass says %v", err)
			}
		}
		if robot.count() != 1 {
			t.Errorf("%d messages, want 1", robot.count())
		}
	})
}
