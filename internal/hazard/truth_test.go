package hazard_test

import (
	"bytes"
	"image/jpeg"
	"testing"
	"time"

	"anlan"
	"anlan/internal/event"
	"anlan/internal/hazard"
	"anlan/internal/likeness/scene"
)

// TestReusedPhotoIsCaught: a picture of another hazard's rectification, cropped, brightened and compressed
// again, is named, asks the reviewer for a reason, and is answered for good.
func TestReusedPhotoIsCaught(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		d := h.darkroom()
		after := drawn(11)
		hash := d.upload(after, "")
		a := d.done(d.found("加油站", d.upload(drawn(10), "")), "加油站", hash)
		if kinds(a) != "" {
			t.Fatalf("an honest rectification has doubts: %+v", a.Doubts)
		}
		a, err := d.close(a, d.onSite())
		ok(t, err)
		reused := scene.Compress(scene.Tone(scene.Crop(after, .1, .05, .12, .15), 1.15, 20, .9), 45)
		b := d.done(d.found("饭店", d.upload(drawn(12), "")), "饭店", d.upload(reused, ""))
		if kinds(b) != "photo_copy" {
			t.Fatalf("doubts: %+v", b.Doubts)
		}
		got := b.Doubts[0]
		if got.Other == nil || got.Other.Photo != hash || got.Other.Ref != a.Ref() || got.Other.Role != "after" || !got.Asks || got.Agree < 80 {
			t.Errorf("%+v", got)
		}
		_, err = d.close(b, d.onSite())
		refused(t, err, anlan.ErrHazardDoubts)
		_, err = d.matters.Review(ctx, d.regulator(), b.Matter, 0, true, "")
		refused(t, err, anlan.ErrMatterHeld)
		check := d.onSite()
		check.Despite = "两处为同一门头，已到场核实，责令重新拍照归档"
		b, err = d.close(b, check)
		ok(t, err)
		if b.State != hazard.Closed || b.Doubts[0].Answer == nil || b.Doubts[0].Answer.By != d.regulator().Post {
			t.Errorf("%s %+v", b.State, b.Doubts)
		}
		d.listed(t, b)
		d.look(b)
		d.witness(t)
	})
}

// listed: the doubt stands on the list of whoever may see it.
func (d darkroom) listed(t *testing.T, b hazard.Hazard) {
	t.Helper()
	page, err := d.Truth(ctx, d.regulator(), hazard.DoubtFilter{Kind: "photo_copy"})
	ok(t, err)
	if len(page.Items) != 1 || page.Items[0].Hazard.ID != b.ID {
		t.Errorf("listed %+v", page)
	}
	page, err = d.Truth(ctx, d.office(), hazard.DoubtFilter{Open: true})
	ok(t, err)
	if len(page.Items) != 0 {
		t.Errorf("answered, but open: %+v", page.Items)
	}
	page, err = d.Truth(ctx, d.actor("住建局", anlan.RoleDepartment), hazard.DoubtFilter{})
	ok(t, err)
	if len(page.Items) != 0 {
		t.Errorf("others see %+v", page.Items)
	}
	_, err = d.Truth(ctx, d.firm(), hazard.DoubtFilter{})
	refused(t, err, anlan.ErrForbidden)
}

// TestBeforeIsNotAfter: the picture of the finding, darkened and cut, proves no rectification; a new photograph
// from the same spot does.
func TestBeforeIsNotAfter(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		d := h.darkroom()
		before := drawn(20)
		x := d.found("加油站", d.upload(before, ""))
		x = d.done(x, "加油站", d.upload(scene.Shot(20, 3, 640, 480), ""))
		if kinds(x) != "" {
			t.Fatalf("a new photograph of the same view: %+v", x.Doubts)
		}
		first := d.upload(drawn(21), "")
		darker := d.upload(scene.Tone(scene.Crop(drawn(21), .1, 0, 0, .1), .9, -20, 1.1), "")
		y := d.done(d.found("加油站", first), "加油站", first, darker)
		if kinds(y) != "photo_same photo_copy" || y.Doubts[1].Other.Role != "before" {
			t.Fatalf("%+v", y.Doubts)
		}
		second := d.upload(drawn(22), "2024:03:03 09:00:00")
		z := d.done(d.found("加油站", second), "加油站", second, d.upload(drawn(23), ""))
		if kinds(z) != "" {
			t.Fatalf("before and after side by side: %+v", z.Doubts)
		}
	})
}

// TestPicturesThatCannotBeSeen: HEIC, walls and broken files stop nobody and accuse nobody.
func TestPicturesThatCannotBeSeen(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		d := h.darkroom()
		heic := d.file([]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"), "a.heic")
		var b bytes.Buffer
		ok(t, jpeg.Encode(&b, scene.Draw(30, 320, 240), nil))
		broken := d.file(b.Bytes()[:b.Len()/2], "b.jpg")
		x := d.done(d.found("加油站", heic), "加油站", broken, d.upload(scene.Plain(1, 640, 480), ""))
		y := d.done(d.found("饭店", d.upload(scene.Plain(2, 640, 480), "")), "饭店", d.upload(scene.Plain(3, 640, 480), ""))
		if kinds(x)+kinds(y) != "" {
			t.Errorf("%+v %+v", x.Doubts, y.Doubts)
		}
		z := d.done(d.found("饭店", d.upload(drawn(31), "")), "饭店", heic)
		if kinds(z) != "photo_same" {
			t.Errorf("the very file is known without being seen: %+v", z.Doubts)
		}
	})
}

// TestTimesThatDoNotFit: a picture from before the finding, and one out of the future.
func TestTimesThatDoNotFit(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		d := h.darkroom()
		x := d.found("加油站", d.upload(drawn(40), "2024:03:04 09:00:00"))
		x = d.done(x, "加油站", d.upload(drawn(41), "2024:03:01 10:00:00"), d.upload(drawn(42), "2025:03:04 10:00:00"))
		if kinds(x) != "taken_early taken_future" {
			t.Fatalf("%+v", x.Doubts)
		}
		if x.Doubts[0].Taken.Date() != "2024-03-01" || x.Doubts[0].Came == 0 {
			t.Errorf("%+v", x.Doubts[0])
		}
	})
}

// TestClosingsThatAskForAReason: without a visit, by whoever did the work, and many in a minute.
func TestClosingsThatAskForAReason(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		d := h.darkroom()
		var list []hazard.Hazard
		for range 6 {
			x := d.found("加油站", d.photo().Hash)
			list = append(list, d.done(x, "加油站"))
		}
		_, err := d.close(list[0], hazard.CheckDraft{})
		refused(t, err, anlan.ErrHazardDoubts)
		one, err := d.close(list[0], hazard.CheckDraft{Despite: "资料齐全，电话核实"})
		ok(t, err)
		if kinds(one) != "no_visit" {
			t.Errorf("%+v", one.Doubts)
		}
		fixer := d.regulator()
		fixer.Account = d.firm().Account // one person on two posts
		_, err = d.Close(ctx, fixer, list[1].ID, 0, hazard.CheckDraft{Pass: true, Text: "合格", Visit: true})
		refused(t, err, anlan.ErrHazardDoubts)
		d.pass(2 * time.Minute)
		for _, x := range list[1:5] {
			_, err := d.close(x, d.onSite())
			ok(t, err)
		}
		fifth := d.done(d.found("加油站", d.photo().Hash), "加油站")
		_, err = d.close(fifth, d.onSite())
		refused(t, err, anlan.ErrHazardDoubts)
		check := d.onSite()
		check.Despite = "同一次现场集中复查"
		fifth, err = d.close(fifth, check)
		ok(t, err)
		if kinds(fifth) != "bulk" || len(fifth.Doubts[0].Closed) != 4 {
			t.Errorf("%+v", fifth.Doubts)
		}
		d.look(fifth)
		for _, x := range list[1:5] {
			if x = d.get(x.ID); kinds(x) != "bulk" {
				t.Errorf("%s: %+v", x.Number, x.Doubts)
			}
		}
		d.witness(t)
	})
}

// TestExaminedTwice: hearing everything again changes nothing.
func TestExaminedTwice(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		d := h.darkroom()
		img := drawn(50)
		x := d.done(d.found("加油站", d.upload(img, "")), "加油站", d.upload(scene.Compress(img, 40), ""), d.upload(scene.Compress(img, 50), ""))
		if kinds(x) != "photo_copy photo_copy" {
			t.Fatalf("%+v", x.Doubts)
		}
		batch, err := event.After(ctx, d.db.Reader(), 0, event.PageLimit)
		ok(t, err)
		ok(t, d.examiner.Handle(ctx, batch))
		if again := d.get(x.ID); again.Revision != x.Revision || len(again.Doubts) != 2 {
			t.Errorf("%d → %d: %+v", x.Revision, again.Revision, again.Doubts)
		}
	})
}
