package inspection_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/inspection"
	"anlan/internal/inspection/checklist"
)

// broken lists the records that no longer have the digest of their seal.
func (h house) broken() []string {
	h.t.Helper()
	bad, _ := dbtest.Misfits(h.t, h.db, "inspection.", h)
	return bad
}

func TestEveryRecordHasItsSeal(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		site := h.site("演示加油站", "filling_station", "演示加油站")
		_, err := h.plan(h.office, nil)
		ok(t, err)
		d := h.draft(h.list("filling-station"), site.ID)
		h.no(&d, "licence")
		d.Point = &checklist.Point{Lon: 106.1370001, Lat: 34.75, Accuracy: 8.5}
		i, err := h.Record(ctx, h.actor("永清镇", anlan.RoleTownship), d)
		ok(t, err)
		_, err = h.Void(ctx, h.office, i.ID, 0, "演示")
		ok(t, err)
		_, err = h.Request(ctx, h.actor("演示加油站", anlan.RoleEnterprise), inspection.PermitDraft{Kind: "height", Level: "one", Spot: "罩棚", Work: "换灯", Doer: "维修班", Watch: "安全员", From: h.at(), To: h.at().Add(time.Hour)})
		ok(t, err)
		if bad := h.broken(); len(bad) != 0 {
			t.Fatalf("honest records without their seal: %v", bad)
		}
		for _, edit := range []string{
			`UPDATE inspection SET result = 'clean'`,
			`UPDATE inspection_checklist SET doc = REPLACE(doc, '"major":true', '"major":false') WHERE code = 'school'`,
			`UPDATE inspection_version SET doc = REPLACE(doc, '加油', '加气') WHERE doc LIKE '%filling-station%'`,
			`UPDATE inspection_duty SET state = 'open'`,
			`UPDATE inspection_permit SET doc = REPLACE(doc, '罩棚', '油罐')`,
			`DELETE FROM inspection_plan`,
		} {
			before := len(h.broken())
			ok(t, h.db.Write(ctx, anlan.Clock, func(tx *db.Tx) error { _, err := tx.ExecContext(ctx, edit); return err }))
			if len(h.broken()) <= before {
				t.Errorf("not found: %s", edit)
			}
		}
	})
}

// A checklist is written, published and pinned; what was published never changes.
func TestVersionsArePinned(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		site := h.site("演示加油站", "filling_station", "演示加油站")
		dept, town := h.actor("清水县应急管理局", anlan.RoleDepartment), h.actor("永清镇", anlan.RoleTownship)
		draft := inspection.ChecklistDraft{ID: h.db.NewID(), Code: "own", Title: "本县加油站检查表", SiteKinds: []string{"filling_station", "filling_station"},
			Form: checklist.Form{Items: []checklist.Item{{Name: "a", Kind: checklist.YesNo, List: "yes_no_na", Label: " 出口畅通 ", Required: true}}, Lists: []checklist.List{checklist.YesNoList()}}}
		c, err := h.SaveChecklist(ctx, dept, draft, 0)
		ok(t, err)
		if c.State != inspection.Drafted || c.Version != 0 || !c.Dirty || c.Form.Items[0].Label != "出口畅通" || len(c.SiteKinds) != 1 {
			t.Errorf("%+v", c)
		}
		_, err = h.Record(ctx, town, inspection.Draft{ID: h.db.NewID(), Checklist: c.ID, Version: 1, Site: site.ID, Started: 1, Ended: 2, Answers: []checklist.Answer{{Item: "a", Value: "yes"}}})
		refused(t, "by a draft", err, anlan.ErrFieldInvalid)
		_, err = h.Publish(ctx, town, c.ID, 0)
		refused(t, "somebody else's checklist", err, anlan.ErrForbidden)
		c, err = h.Publish(ctx, dept, c.ID, c.Revision)
		ok(t, err)
		_, err = h.Publish(ctx, dept, c.ID, 0)
		refused(t, "the same again", err, anlan.ErrChecklistSame)
		i, err := h.Record(ctx, town, h.draft(c, site.ID))
		ok(t, err)
		draft.Form.Items[0].Label = "出口畅通、不上锁"
		c, err = h.SaveChecklist(ctx, dept, draft, c.Revision)
		ok(t, err)
		if !c.Dirty || c.Version != 1 {
			t.Errorf("edited: version %d, dirty %v", c.Version, c.Dirty)
		}
		_, err = h.SaveChecklist(ctx, dept, draft, 1)
		refused(t, "an old revision", err, anlan.ErrConflict)
		c, err = h.Publish(ctx, dept, c.ID, 0)
		ok(t, err)
		old, err := h.FormOf(ctx, i.Pin)
		ok(t, err)
		if old.Items[0].Label != "出口畅通" || c.Version != 2 {
			t.Errorf("version %d, pinned %q", c.Version, old.Items[0].Label)
		}
		if i, err = h.Record(ctx, town, h.draft(inspection.Checklist{ID: c.ID, Version: 1, Form: old}, site.ID)); err != nil || i.Pin.Version != 1 {
			t.Errorf("a phone with the old version: %d %v", i.Pin.Version, err)
		}
		_, err = h.Retire(ctx, dept, c.ID, 0)
		ok(t, err)
		p, err := h.Checklists(ctx, town, "", "filling_station", "", 0)
		ok(t, err)
		if len(p.Items) != 1 || p.Items[0].Code != "filling-station" {
			t.Errorf("offered: %d", len(p.Items))
		}
		_, err = h.SaveChecklist(ctx, dept, inspection.ChecklistDraft{Code: "own", Title: "x", Form: draft.Form}, 0)
		refused(t, "a code twice", err, anlan.ErrDuplicate)
	})
}

// The shipped checklists come once, and what the county has edited stays the county's.
func TestInstallKeepsWhatTheCountyEdited(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		c := h.list("school")
		draft := inspection.ChecklistDraft{ID: c.ID, Code: c.Code, Title: "本县学校检查表", SiteKinds: c.SiteKinds, Form: c.Form}
		draft.Form.Items = draft.Form.Items[:5]
		_, err := h.SaveChecklist(ctx, h.office, draft, c.Revision)
		ok(t, err)
		_, err = h.Publish(ctx, h.office, c.ID, 0)
		ok(t, err)
		h.forgetShipped()
		ok(t, h.Install(ctx))
		if c = h.list("school"); c.Title != "本县学校检查表" || c.Version != 2 {
			t.Errorf("%s, version %d", c.Title, c.Version)
		}
		if c = h.list("coach"); c.Version != 1 || c.Builtin != c.Hash {
			t.Errorf("coach: version %d", c.Version)
		}
	})
}

// A newer form of a checklist waits while the county's copy is being edited, and comes when the edit was taken back.
func TestInstallWaitsForAnEdit(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		c := h.list("coach")
		newer := inspection.ChecklistDraft{Code: c.Code, Title: c.Title, TitleEN: c.TitleEN, SiteKinds: c.SiteKinds, Sector: c.Sector, Form: c.Form}
		edit := newer
		edit.ID, edit.Form.Items = c.ID, c.Form.Items[:4]
		newer.Form.Items = c.Form.Items[:6]
		edited, err := h.SaveChecklist(ctx, h.office, edit, c.Revision)
		ok(t, err)
		if done, err := h.InstallOne(ctx, newer); err != nil || done {
			t.Errorf("while it was edited: %v, %v", done, err)
		}
		edit.Form = c.Form
		_, err = h.SaveChecklist(ctx, h.office, edit, edited.Revision)
		ok(t, err)
		if done, err := h.InstallOne(ctx, newer); err != nil || !done {
			t.Errorf("afterwards: %v, %v", done, err)
		}
		if c = h.list("coach"); c.Version != 2 || c.Builtin != c.Hash || len(c.Form.Items) != 6 {
			t.Errorf("version %d with %d items", c.Version, len(c.Form.Items))
		}
	})
}

// forgetShipped lets the next start look at every shipped checklist again; there was a mark to forget.
func (h house) forgetShipped() {
	h.t.Helper()
	ok(h.t, h.db.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		res, err := tx.ExecContext(ctx, `DELETE FROM inspection_shipped`)
		if err != nil {
			return err
		}
		if n, _ := res.RowsAffected(); n != 1 {
			h.t.Errorf("%d marks", n)
		}
		return nil
	}))
}

// Every shipped checklist goes out as a workbook and comes back as it was.
func TestFormsThroughExcel(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		p, err := h.Checklists(ctx, h.office, "", "", "", 200)
		ok(t, err)
		for _, c := range p.Items {
			var b bytes.Buffer
			ok(t, h.WriteForm(ctx, h.office, c.ID, 0, &b))
			in, err := h.ReadForm(h.office, bytes.NewReader(b.Bytes()), int64(b.Len()))
			ok(t, err)
			if len(in.Faults)+len(in.Left) > 0 {
				t.Fatalf("%s: %v %v", c.Code, in.Faults, in.Left)
			}
			if hash, err := inspection.HashOf(in.Form); err != nil || hash != c.Hash {
				t.Errorf("%s is not what it was (%v)", c.Code, err)
			}
			if in.Head.Code != c.Code || in.Head.Title != c.Title || in.Head.TitleEN != c.TitleEN {
				t.Errorf("%s: %+v", c.Code, in.Head)
			}
		}
		_, err = h.ReadForm(h.office, bytes.NewReader([]byte("PK nothing")), 10)
		if known, is := errors.AsType[*anlan.Error](err); !is || known.Kind != anlan.Invalid {
			t.Errorf("no workbook: %v", err)
		}
		_, err = h.ReadForm(h.actor("清水县安委办", anlan.RoleLeader), bytes.NewReader(nil), 0)
		refused(t, "a leader authors nothing", err, anlan.ErrForbidden)
	})
}
