package notify_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"anlan"
	"anlan/internal/dbtest"
	"anlan/internal/event"
	"anlan/internal/notify"
)

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
		left, told, err := h.Unread(ctx, office, about, anlan.Ref{Kind: "matter.matter", ID: "another"})
		if err != nil || told != 2 || len(left) != 1 || left[0].Post != "office" {
			t.Errorf("unread: %+v of %d, %v", left, told, err)
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
		if n := dbtest.Fits(t, h.d, "notify.", h); n != 1 {
			t.Errorf("%d records", n)
		}
	})
}

// All that one has seen is marked at once; what came later, and what others were told, stays unread.
func TestReadingAll(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		h.send(t, notify.Notice{Post: "town", Title: "one"}, notify.Notice{Unit: "u-town", Title: "two"}, notify.Notice{Post: "office", Title: "theirs"})
		seen, err := h.Notices(ctx, town, false, "", 0)
		if err != nil || len(seen.Items) != 2 {
			t.Fatalf("%+v, %v", seen, err)
		}
		h.clock.Add(2)
		h.send(t, notify.Notice{Post: "town", Title: "later"})
		for i, want := range []int{2, 0} {
			if n, more, err := h.ReadAll(ctx, town, seen.Items[0].ID); err != nil || n != want || more {
				t.Errorf("round %d marks %d (more %v), %v", i, n, more, err)
			}
		}
		left, err := h.Notices(ctx, town, true, "", 0)
		if err != nil || len(left.Items) != 1 || left.Items[0].Title != "later" {
			t.Errorf("left unread: %+v, %v", left.Items, err)
		}
		if p, err := h.Notices(ctx, office, true, "", 0); err != nil || len(p.Items) != 1 {
			t.Errorf("somebody else's: %+v, %v", p.Items, err)
		}
		if _, _, err := h.ReadAll(ctx, town, "zzzz"); anlan.KindOf(err) != anlan.Invalid {
			t.Errorf("everything for ever: %v", err)
		}
	})
}
