package hazard_test

import (
	"testing"
	"time"

	"anlan"
	"anlan/internal/hazard"
	"anlan/internal/likeness/scene"
)

// reused is a hazard that was reported put right with a picture of another one's rectification; seen is what a form
// showed that was opened before the pictures were compared.
func (d darkroom) reused(seed uint64) (seen, now hazard.Hazard) {
	d.t.Helper()
	after := drawn(seed)
	first := d.done(d.found("加油站", d.upload(drawn(seed+1), "")), "加油站", d.upload(after, ""))
	_, err := d.close(first, d.onSite())
	ok(d.t, err)
	second := d.found("饭店", d.upload(drawn(seed+2), ""))
	d.reported(second, "饭店", d.upload(scene.Compress(after, 45), ""))
	d.settle()
	seen = d.get(second.ID)
	if seen.State != hazard.Rechecking || len(seen.Doubts) > 0 {
		d.t.Fatalf("%s %+v", seen.State, seen.Doubts)
	}
	if now = d.look(second); kinds(now) != "photo_copy" || now.Revision == seen.Revision {
		d.t.Fatalf("%d %+v", now.Revision, now.Doubts)
	}
	return seen, now
}

// TestExaminerIsNobody: what the examiner notes refuses no form that was open meanwhile, except to whoever accepts the
// work on its pictures; a person's change refuses all.
func TestExaminerIsNobody(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		d := h.darkroom()
		seen, now := d.reused(60)
		check := d.onSite()
		check.Pass, check.Text, check.Despite = true, "复查合格", "到场核实"
		_, err := d.Close(ctx, d.regulator(), now.ID, seen.Revision, check)
		refused(t, err, anlan.ErrHazardUnread)
		stopped, err := d.StopWork(ctx, d.office(), now.ID, seen.Revision, hazard.StopDraft{Kind: "partial", Scope: "后厨", Basis: "安全生产法第六十五条"})
		ok(t, err)
		if len(stopped.Doubts) != 1 || stopped.Noted != 0 {
			t.Errorf("noted %d, %+v", stopped.Noted, stopped.Doubts)
		}
		_, err = d.Close(ctx, d.regulator(), now.ID, now.Revision, check)
		refused(t, err, anlan.ErrConflict)
		_, err = d.Close(ctx, d.regulator(), now.ID, stopped.Revision+1, check)
		refused(t, err, anlan.ErrConflict)
		check.Pass = false
		back, err := d.Close(ctx, d.regulator(), now.ID, stopped.Revision, check)
		ok(t, err)
		if back.State != hazard.Rectifying {
			t.Errorf("%s", back.State)
		}
		d.settle()
		d.witness(t)
	})
}

// TestSendingBackNeedsNoSight: the work may be sent back on the sight of before the comparison; what is noted several
// times over is nobody's change either.
func TestSendingBackNeedsNoSight(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		d := h.darkroom()
		seen, now := d.reused(70)
		ok(t, d.Doubt(ctx, now.ID, hazard.Doubt{Kind: "taken_late", Photo: "another"}))
		if twice := d.get(now.ID); twice.Noted != 2 || twice.Doubts[1].Revision != twice.Revision {
			t.Errorf("noted %d: %+v", twice.Noted, twice.Doubts)
		}
		back, err := d.Close(ctx, d.regulator(), now.ID, seen.Revision, hazard.CheckDraft{Text: "照片是别处的"})
		ok(t, err)
		if back.State != hazard.Rectifying || back.Noted != 0 {
			t.Errorf("%s %d", back.State, back.Noted)
		}
		d.witness(t)
	})
}

// TestACheckOfWhatWasLookedAt: a phone brings a check hours later. Words amended meanwhile are no matter; nothing is
// accepted on a doubt that it did not show, and a verdict is not one on work that was reported anew.
func TestACheckOfWhatWasLookedAt(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		d := h.darkroom()
		seen, now := d.reused(80)
		check := d.onSite()
		check.Pass, check.Text, check.Despite, check.Sight = true, "复查合格", "到场核实", seen.Revision
		_, err := d.Close(ctx, d.regulator(), now.ID, 0, check)
		refused(t, err, anlan.ErrHazardUnread)
		check.Sight = now.Revision
		words := "灭火器压力不足，已过期"
		_, err = d.Amend(ctx, d.regulator(), now.ID, now.Revision, hazard.Amendment{Text: &words})
		ok(t, err)
		_, err = d.Close(ctx, d.regulator(), now.ID, 0, hazard.CheckDraft{Text: "照片是别处的"})
		ok(t, err)
		d.settle()
		d.reported(now, "饭店", d.upload(drawn(84), ""))
		d.settle()
		for _, pass := range []bool{true, false} {
			check.Pass = pass
			_, err = d.Close(ctx, d.regulator(), now.ID, 0, check)
			refused(t, err, anlan.ErrHazardTurned)
		}
		anew := d.get(now.ID)
		_, err = d.Amend(ctx, d.regulator(), now.ID, anew.Revision, hazard.Amendment{Where: &words})
		ok(t, err)
		check.Pass, check.Sight = true, anew.Revision
		closed, err := d.Close(ctx, d.regulator(), now.ID, 0, check)
		ok(t, err)
		if closed.State != hazard.Closed {
			t.Errorf("looked at, and then only amended, it is %s", closed.State)
		}
		d.settle()
		d.witness(t)
	})
}

// TestClockIsNobody: a span that runs out while a form is open refuses nothing.
func TestClockIsNobody(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		draft := h.draft()
		draft.Grade = hazard.MaybeMajor
		x := h.report(h.regulator(), draft)
		h.pass(30 * 24 * time.Hour)
		h.settle()
		if rung := h.get(x.ID); rung.Noted == 0 || rung.Revision == x.Revision {
			t.Fatalf("no span ran out: %d %d", rung.Revision, rung.Noted)
		}
		_, err := h.Grade(ctx, h.regulator(), x.ID, x.Revision, hazard.Grading{Grade: hazard.General, Reason: "现场核实"})
		ok(t, err)
	})
}
