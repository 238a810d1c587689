package hazard_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"anlan"
	"anlan/internal/hazard"
	"anlan/internal/matter"
	"anlan/internal/paper"
)

func (h house) major(t *testing.T) hazard.Hazard {
	t.Helper()
	d := h.draft()
	d.Grade = hazard.MaybeMajor
	x := h.report(h.regulator(), d)
	if x.State != hazard.Judging {
		t.Fatalf("it is %s", x.State)
	}
	x, err := h.Grade(ctx, h.regulator(), x.ID, x.Revision, hazard.Grading{Grade: hazard.Major, Standard: "《某标准》", Clause: "第三条", Reason: "现场核实"})
	ok(t, err)
	return x
}

func plan() hazard.Plan {
	return hazard.Plan{Duty: "站长负责", Measures: "更换全部报警器", Money: "自筹3万元", Until: "2024-05-20", Emergency: "更换期间停止加油"}
}

// A major hazard runs its whole listed supervision: five implementations, report to the regulator,
// listing, publication, extension, acceptance, delisting, stop-work and resuming.
func TestListedSupervision(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		x := h.major(t)
		if x.State != hazard.Planned || x.Due <= "2024-04-01" {
			t.Fatalf("graded major it is %s, due %s", x.State, x.Due)
		}
		m, err := h.matters.Get(ctx, h.office(), x.Matter)
		ok(t, err)
		if m.Due != x.Due {
			t.Errorf("the matter is due %s, the hazard %s", m.Due, x.Due)
		}
		_, err = h.matters.Sign(ctx, h.firm(), x.Matter, 0)
		ok(t, err)
		_, err = h.matters.Feedback(ctx, h.firm(), x.Matter, 0, matter.Report{Text: "好了", Final: true, Files: []string{h.photo().Hash, h.photo().Hash}})
		refused(t, err, anlan.ErrMatterHeld) // not before the five are filled
		p := plan()
		p.Money = ""
		x, err = h.Planning(ctx, h.firm(), x.ID, 0, p)
		ok(t, err)
		if x.State != hazard.Planned {
			t.Fatalf("with four of five it is %s", x.State)
		}
		_, err = h.Planning(ctx, h.actor("饭店", anlan.RoleEnterprise), x.ID, 0, plan())
		refused(t, err, anlan.ErrNotFound)
		_, err = h.Enlist(ctx, h.office(), x.ID, 0, hazard.ListingDraft{Level: "county", Due: "2024-05-31"})
		refused(t, err, anlan.ErrHazardNoticeFirst)
		for _, to := range []string{hazard.ToRegulator, hazard.ToCongress} {
			_, err = h.Notify(ctx, h.firm(), x.ID, 0, hazard.Notice{To: to, Day: "2124-03-04", Text: "已报告"})
			refused(t, err, anlan.ErrDateFuture)
			x, err = h.Notify(ctx, h.firm(), x.ID, 0, hazard.Notice{To: to, Day: "2024-03-04", Text: "已报告"})
			ok(t, err)
		}
		x, err = h.Planning(ctx, h.firm(), x.ID, 0, plan())
		ok(t, err)
		if x.State != hazard.Rectifying || x.Due != "2024-05-20" {
			t.Fatalf("with all five it is %s, due %s", x.State, x.Due)
		}
		_, err = h.Enlist(ctx, h.regulator(), x.ID, 0, hazard.ListingDraft{Level: "county", Due: "2024-05-31"})
		refused(t, err, anlan.ErrForbidden)
		_, err = h.Enlist(ctx, h.office(), x.ID, 0, hazard.ListingDraft{Level: "city", Due: "2024-05-31"})
		refused(t, err, anlan.ErrHazardNumberNeeded)
		x, err = h.Enlist(ctx, h.office(), x.ID, 0, hazard.ListingDraft{Level: "county", Due: "2024-05-31", Demand: "按方案整改"})
		ok(t, err)
		if x.Listing.Number != "安委督〔2024〕1号" || x.Listing.Publish.Due != "2024-03-11" || x.Due != "2024-05-31" || x.Listing.Organ != "清水县安全生产委员会" {
			t.Fatalf("%+v due %s", x.Listing, x.Due)
		}
		x, err = h.StopWork(ctx, h.regulator(), x.ID, 0, hazard.StopDraft{Kind: "partial", Scope: "加油区", Basis: "安全生产法第六十五条"})
		ok(t, err)
		_, err = h.Resume(ctx, h.regulator(), x.ID, 0, hazard.ResumeDraft{Text: "可以恢复"})
		refused(t, err, anlan.ErrHazardResumeEarly)
		x = h.extended(t, x)
		h.rectify(x)
		x = h.get(x.ID)
		if x.State != hazard.Rechecking || x.Listing.Accept == "" {
			t.Fatalf("%s %+v", x.State, x.Listing)
		}
		_, err = h.matters.Review(ctx, h.regulator(), x.Matter, 0, true, "")
		refused(t, err, anlan.ErrMatterHeld) // the acceptance has its own form
		_, err = h.Close(ctx, h.regulator(), x.ID, 0, hazard.CheckDraft{Pass: true, Text: "看过"})
		refused(t, err, anlan.ErrHazardListedAlready)
		_, err = h.Accept(ctx, h.regulator(), x.ID, 0, hazard.AcceptanceDraft{Pass: true, Text: "合格"})
		refused(t, err, anlan.ErrHazardPhotosNeeded)
		after := h.photo()
		x, err = h.Accept(ctx, h.regulator(), x.ID, 0, hazard.AcceptanceDraft{Pass: true, Text: "合格", Photos: []hazard.Photo{after}, Signers: []string{"应急局监管岗"}})
		ok(t, err)
		if x.State != hazard.Closed || x.Listed() != "county" {
			t.Fatalf("accepted it is %s, listed %q", x.State, x.Listed())
		}
		h.delisted(t, x, after)
		h.papers(t, x.ID)
		h.witness(t)
	})
}

// extended asks for an extension in time, and has it granted by somebody else.
func (h house) extended(t *testing.T, x hazard.Hazard) hazard.Hazard {
	t.Helper()
	_, err := h.matters.Extend(ctx, h.firm(), x.Matter, 0, "2024-06-30", "设备未到货")
	refused(t, err, anlan.ErrMatterHeld)
	_, err = h.Extend(ctx, h.firm(), x.ID, 0, hazard.ExtensionDraft{Until: "2024-05-30", Reason: "设备未到货"})
	refused(t, err, anlan.ErrHazardAskShort)
	x, err = h.Extend(ctx, h.firm(), x.ID, 0, hazard.ExtensionDraft{Until: "2024-06-30", Reason: "设备未到货"})
	ok(t, err)
	if x.Due != "2024-05-31" || x.Listing.Asked.Answer != "2024-03-18" {
		t.Fatalf("asked: due %s, %+v", x.Due, x.Listing.Asked)
	}
	_, err = h.Answer(ctx, h.firm(), x.ID, 0, true, "同意")
	refused(t, err, anlan.ErrForbidden)
	x, err = h.Answer(ctx, h.office(), x.ID, 0, true, "情况属实")
	ok(t, err)
	if x.Due != "2024-06-30" || x.Listing.Due != "2024-06-30" || len(x.Listing.Extensions) != 1 {
		t.Fatalf("granted: %+v", x.Listing)
	}
	_, err = h.Extend(ctx, h.firm(), x.ID, 0, hazard.ExtensionDraft{Until: "2024-07-30", Reason: "再延"})
	refused(t, err, anlan.ErrHazardAskMost)
	return x
}

func (h house) delisted(t *testing.T, x hazard.Hazard, after hazard.Photo) {
	t.Helper()
	before := x.Photos[0]
	_, err := h.Delist(ctx, h.office(), x.ID, 0, hazard.DelistingDraft{Before: []hazard.Photo{before}, After: []hazard.Photo{before}, Text: "销号"})
	refused(t, err, anlan.ErrHazardSamePhoto)
	x, err = h.Delist(ctx, h.office(), x.ID, 0, hazard.DelistingDraft{Before: []hazard.Photo{before}, After: []hazard.Photo{after}, Text: "整改完成，予以摘牌"})
	ok(t, err)
	if x.Listed() != "" || x.Listing.Delisted.Number != "安委督〔2024〕2号" {
		t.Fatalf("%+v", x.Listing.Delisted)
	}
	_, err = h.Resume(ctx, h.firm(), x.ID, 0, hazard.ResumeDraft{Text: "自己恢复"})
	refused(t, err, anlan.ErrForbidden)
	x, err = h.Resume(ctx, h.regulator(), x.ID, 0, hazard.ResumeDraft{Text: "经审查符合条件"})
	ok(t, err)
	for _, end := range []bool{false, true} {
		for _, day := range []anlan.Date{"2024-03-03", "2124-03-04"} { // before there was anything to publish, and to come
			_, err = h.Publish(ctx, h.office(), x.ID, 0, hazard.PublicationDraft{Day: day, Where: "县政府网站", End: end})
			refused(t, err, anlan.ErrDateBetween)
		}
		x, err = h.Publish(ctx, h.office(), x.ID, 0, hazard.PublicationDraft{Day: "2024-03-04", Where: "县政府网站", End: end})
		ok(t, err)
	}
	if x.Stopped() || x.Listing.Publish.Day == "" || x.Listing.Delisted.Publish.Day == "" {
		t.Errorf("%+v %+v", x.Stop, x.Listing)
	}
}

// The room's own spans ring once each, and tell whom the rule names.
func TestSpansRing(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		d := h.draft()
		d.Grade = hazard.MaybeMajor
		x := h.report(h.regulator(), d)
		spans, err := h.Running(x)
		ok(t, err)
		if len(spans) != 1 || spans[0].At.Date() != "2024-03-07" {
			t.Fatalf("%+v", spans)
		}
		h.settle()
		if len(h.get(x.ID).Fired) != 0 {
			t.Fatal("it rang at once")
		}
		h.pass(4 * 24 * time.Hour)
		h.settle()
		h.settle()
		if x = h.get(x.ID); len(x.Fired) != 1 {
			t.Fatalf("fired %v", x.Fired)
		}
		var told int
		ok(t, h.db.Reader().QueryRowContext(ctx, `SELECT count(*) FROM event WHERE kind = 'hazard.span_over'`).Scan(&told))
		if told != 1 {
			t.Errorf("told %d times", told)
		}
		x, err = h.Grade(ctx, h.regulator(), x.ID, 0, hazard.Grading{Grade: hazard.General, Reason: "不构成"})
		ok(t, err)
		if x.State != hazard.Rectifying || x.Grade != hazard.General {
			t.Errorf("%+v", x)
		}
		h.witness(t)
	})
}

// The same clause and cause at the same place again is a relapse, and must be judged anew.
func TestRelapseRaises(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		found := func(cause, clause string) hazard.Hazard {
			d := h.draft()
			d.Cause, d.Clause = cause, clause
			return h.report(h.regulator(), d)
		}
		const clause = "GB 50156 第11.2条"
		first := found("thing", clause)
		if x := found("thing", clause); x.Relapse != nil {
			t.Errorf("twice in one visit is no relapse: %+v", x.Relapse)
		}
		h.pass(24 * time.Hour)
		if x := found("management", clause); x.Relapse != nil {
			t.Errorf("another cause is no relapse: %+v", x.Relapse)
		}
		if x := found("thing", ""); x.Relapse != nil || x.Grade != hazard.General {
			t.Errorf("another demand is no relapse: %+v", x.Relapse)
		}
		x := found("thing", "《gb 50156》 第11.2条")
		if x.Relapse == nil || !x.Relapse.Raised || !slices.Contains(x.Relapse.Of, first.ID) || x.Grade != hazard.MaybeMajor || x.State != hazard.Judging {
			t.Fatalf("%+v", x)
		}
		h.pass(24 * time.Hour)
		if x := found("thing", ""); x.Relapse == nil || x.Relapse.Raised || x.Grade != hazard.General {
			t.Errorf("a category alone is noted and raises nothing: %+v", x.Relapse)
		}
		if x := found("unknown", "GB 50156 第12.1条"); x.Relapse != nil {
			t.Errorf("another clause is no relapse: %+v", x.Relapse)
		}
		h.pass(24 * time.Hour)
		if x := found("management", "gb 50156 第12.1条"); x.Relapse == nil {
			t.Error("the same clause again, its first cause unknown, was not found")
		}
		h.pass(400 * 24 * time.Hour)
		if x := found("thing", clause); x.Relapse != nil {
			t.Errorf("after the days of the rule: %+v", x.Relapse)
		}
		p, err := h.List(ctx, h.office(), hazard.Filter{Relapse: true})
		ok(t, err)
		if len(p.Items) != 3 {
			t.Errorf("%d relapses in the list", len(p.Items))
		}
	})
}

// The documents say what was decided, in the form of official papers.
func (h house) papers(t *testing.T, id anlan.ID) {
	t.Helper()
	for kind, want := range map[hazard.PaperKind]struct {
		number string
		words  []string
	}{
		hazard.ListingPaper:   {"安委督〔2024〕1号", []string{"2024年5月31日", "第三条", "应急局", "按方案整改"}}, // not the day of the extension
		hazard.DelistingPaper: {"安委督〔2024〕2号", []string{"安委督〔2024〕1号", "解除挂牌督办", "应急局监管岗"}},
		hazard.StopPaper:      {"停〔2024〕1号", []string{"第六十五条", "加油区", "经审查同意"}},
	} {
		doc, err := h.Paper(ctx, h.firm(), id, kind)
		ok(t, err)
		var b bytes.Buffer
		ok(t, doc.WriteDocx(&b))
		text, err := paper.DocxText(bytes.NewReader(b.Bytes()), int64(b.Len()))
		ok(t, err)
		for _, w := range append(want.words, want.number, "加油站") {
			if !strings.Contains(text, w) {
				t.Errorf("%s does not say %q:\n%s", kind, w, text)
			}
		}
	}
	_, err := h.Paper(ctx, h.actor("饭店", anlan.RoleEnterprise), id, hazard.ListingPaper)
	refused(t, err, anlan.ErrNotFound)
}
