package hazard_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"anlan"
	"anlan/internal/dbtest"
	"anlan/internal/event"
	"anlan/internal/hazard"
	"anlan/internal/likeness/scene"
)

// closedInDoubt is a hazard that was closed before the pictures of its check were compared; one of them is another
// hazard's, altered.
func (d darkroom) closedInDoubt(seed uint64) hazard.Hazard {
	d.t.Helper()
	after := drawn(seed)
	first := d.done(d.found("加油站", d.upload(drawn(seed+1), "")), "加油站", d.upload(after, ""))
	_, err := d.close(first, d.onSite())
	ok(d.t, err)
	second := d.done(d.found("饭店", d.upload(drawn(seed+2), "")), "饭店", d.upload(drawn(seed+3), ""))
	check := hazard.CheckDraft{Visit: true, Photos: []hazard.Photo{{Hash: d.upload(scene.Compress(after, 45), "")}}}
	second, err = d.close(second, check)
	ok(d.t, err)
	dbtest.Numbered(d.t, d.db)
	if waits, err := d.Waiting(ctx, second); err != nil || !waits || second.State != hazard.Closed {
		d.t.Fatalf("waits %v, %s: %v", waits, second.State, err)
	}
	return d.look(second)
}

// TestClosedInDoubt: a re-used picture that is found only after the closing is work for the unit that checks, which
// answers for it; neither those who did the work nor other units can.
func TestClosedInDoubt(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		d := h.darkroom()
		x := d.closedInDoubt(80)
		if x.State != hazard.Closed || kinds(x) != "photo_copy" || !x.Doubtful() {
			t.Fatalf("%s %+v", x.State, x.Doubts)
		}
		list, err := d.Vouches(ctx, d.regulator(), 10)
		ok(t, err)
		if len(list) != 1 || list[0].Hazard.ID != x.ID || list[0].Until != "2024-03-07" {
			t.Fatalf("%+v", list)
		}
		for _, a := range []anlan.Actor{d.actor("饭店", anlan.RoleEnterprise), d.actor("住建局", anlan.RoleDepartment)} {
			if list, err := d.Vouches(ctx, a, 10); err != nil || len(list) > 0 {
				t.Errorf("%v %+v", err, list)
			}
			if _, err := d.Vouch(ctx, a, x.ID, 0, "没问题"); err == nil {
				t.Errorf("%s answers for it", a.Unit)
			}
		}
		_, err = d.Vouch(ctx, d.regulator(), x.ID, x.Revision, " ")
		refused(t, err, anlan.ErrFieldRequired)
		x, err = d.Vouch(ctx, d.regulator(), x.ID, x.Revision, "到场看过，照片传错，已补拍")
		ok(t, err)
		if x.Doubtful() || x.State != hazard.Closed || x.Doubts[0].Answer == nil {
			t.Errorf("%+v", x.Doubts)
		}
		if list, err := d.Vouches(ctx, d.regulator(), 10); err != nil || len(list) > 0 {
			t.Errorf("%v %+v", err, list)
		}
		_, err = d.Vouch(ctx, d.regulator(), x.ID, 0, "再答一次")
		refused(t, err, anlan.ErrHazardNoDoubt)
		d.look(x)
		d.witness(t)
	})
}

// TestSilenceAboutADoubtIsTold: when nobody looks again in the days of the policy, the checker and the office are told.
func TestSilenceAboutADoubtIsTold(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		d := h.darkroom()
		x := d.closedInDoubt(90)
		d.pass(8 * 24 * time.Hour)
		d.settle()
		list, err := event.Of(ctx, d.db.Reader(), x.Ref(), 0, 50)
		ok(t, err)
		told := 0
		for _, e := range list {
			if e.Kind == "hazard.span_over" && strings.Contains(string(e.Body), `"vouch/1"`) && strings.Contains(string(e.Body), `"to":["checker","office"]`) {
				told++
			}
		}
		if told != 1 {
			t.Errorf("told %d times", told)
		}
	})
}

// TestReopenedIsWorkAgain: bringing the hazard back ends the question; the next closing asks it.
func TestReopenedIsWorkAgain(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		d := h.darkroom()
		x := d.closedInDoubt(100)
		x, err := d.Reopen(ctx, d.office(), x.ID, x.Revision, "照片是别处的", "")
		ok(t, err)
		if list, err := d.Vouches(ctx, d.regulator(), 10); err != nil || len(list) > 0 || x.Doubtful() {
			t.Errorf("%v %+v", err, list)
		}
		x = d.done(x, "饭店")
		_, err = d.close(x, d.onSite())
		refused(t, err, anlan.ErrHazardDoubts)
		d.witness(t)
	})
}

// TestFixedInDoubt: what was fixed on the spot with an old picture is looked at by another post than the one that
// fixed it.
func TestFixedInDoubt(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		d := h.darkroom()
		after := drawn(110)
		d.look(d.done(d.found("加油站", d.upload(drawn(111), "")), "加油站", d.upload(after, "")))
		draft := d.draft()
		draft.Unit, draft.Photos = d.id("饭店"), []hazard.Photo{{Hash: d.upload(drawn(112), "")}}
		draft.Fixed = &hazard.FixDraft{Text: "已当场归位", Photos: []hazard.Photo{{Hash: d.upload(scene.Compress(after, 45), "")}}}
		x := d.look(d.report(d.regulator(), draft))
		if x.State != hazard.Fixed || kinds(x) != "photo_copy" {
			t.Fatalf("%s %+v", x.State, x.Doubts)
		}
		_, err := d.Vouch(ctx, d.regulator(), x.ID, 0, "没问题")
		refused(t, err, anlan.ErrHazardOwnCheck)
		for _, who := range []struct {
			a    anlan.Actor
			want int
		}{{d.regulator(), 0}, {d.office(), 1}} {
			if list, err := d.Vouches(ctx, who.a, 10); err != nil || len(list) != who.want {
				t.Errorf("%s has %d on its list: %v", who.a.Unit, len(list), err)
			}
		}
		_, err = d.Vouch(ctx, d.office(), x.ID, 0, "电话核实，照片传错")
		ok(t, err)
		d.witness(t)
	})
}

// TestClosedTogether: what one post closed in a row and is in doubt for nothing else may get the same answer, each its
// own; whoever did the work is offered none, and what was answered is offered no more.
func TestClosedTogether(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		d := h.darkroom()
		old := d.closedInDoubt(130) // long ago, for another reason
		d.pass(2 * time.Hour)
		var list []hazard.Hazard
		for range 4 {
			list = append(list, d.done(d.found("加油站", d.photo().Hash), "加油站"))
		}
		copied := d.done(d.found("饭店", d.photo().Hash), "饭店")
		for _, x := range list {
			_, err := d.close(x, d.onSite())
			ok(t, err)
		}
		check := hazard.CheckDraft{Visit: true, Despite: "集中复查", Photos: []hazard.Photo{{Hash: d.upload(scene.Compress(drawn(130), 45), "")}}}
		copied, err := d.close(copied, check)
		ok(t, err)
		if copied = d.look(copied); !copied.Doubtful() {
			t.Fatalf("%+v", copied.Doubts)
		}
		names := func(a anlan.Actor, id anlan.ID) (out []string) {
			t.Helper()
			found, err := d.Together(ctx, a, id)
			ok(t, err)
			for _, x := range found {
				out = append(out, x.Number)
			}
			return out
		}
		first := d.get(list[0].ID)
		want := []string{list[1].Number, list[2].Number, list[3].Number}
		if got := names(d.regulator(), first.ID); !slices.Equal(got, want) {
			t.Errorf("%v, want %v (not %s, nor %s)", got, want, copied.Number, old.Number)
		}
		for _, other := range []anlan.ID{copied.ID, old.ID} {
			if got := names(d.regulator(), other); len(got) > 0 {
				t.Errorf("the answer about pictures is offered to %v", got)
			}
		}
		if got := names(d.firm(), first.ID); len(got) > 0 {
			t.Errorf("whoever did the work is offered %v", got)
		}
		_, err = d.Vouch(ctx, d.regulator(), list[1].ID, d.get(list[1].ID).Revision, "同一天集中到场复查，逐处看过")
		ok(t, err)
		if got := names(d.regulator(), first.ID); !slices.Equal(got, want[1:]) {
			t.Errorf("after one was answered: %v", got)
		}
		d.witness(t)
	})
}
