package hazard

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"anlan"
	"anlan/internal/matter"
	"anlan/internal/rule"
)

func TestCountOnly(t *testing.T) {
	for _, text := range []string{"发现隐患12处，已全部整改", "共排查企业 5 家，发现问题 8 个，完成整改8个", "今日检查3家，无隐患0处", "一般隐患三处，重大隐患0处",
		"本周累计排查隐患若干条，整改率100%", "检查发现问题5项", "隐患２处"} {
		if !CountOnly(text) {
			t.Errorf("%q was taken for a fact", text)
		}
	}
	for _, text := range []string{"2号罐报警器失效", "配电箱无盖，线路裸露", "灭火器 3 具压力不足", "安全出口上锁1处", "两名电工无证上岗", "消防通道堆放杂物5处",
		"报警器失效", "无", "楼梯间停放电动自行车3辆", "发现1处：西侧疏散门被货物堵塞"} {
		if CountOnly(text) {
			t.Errorf("%q was taken for a count", text)
		}
	}
}

// Whatever stands around a count, a fact of at least three letters saves it, and a count alone never
// passes.
func TestCountOnlyProperty(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	facts := []string{"配电箱无盖", "疏散门上锁", "报警器失效", "临边无护栏", "电线裸露老化"}
	shells := []string{"发现隐患%d处", "检查发现问题%d个，已整改%[1]d个", "共%d项，均已落实整改", "一般隐患%d条"}
	for range 500 {
		shell := fmt.Sprintf(shells[r.IntN(len(shells))], 1+r.IntN(200))
		if !CountOnly(shell) {
			t.Fatalf("%q passed", shell)
		}
		if text := facts[r.IntN(len(facts))] + "，" + shell; CountOnly(text) {
			t.Fatalf("%q was refused", text)
		}
	}
}

func criteria(complete bool, certain bool) rule.HazardCriteria {
	c := rule.HazardCriteria{Sector: "x", Standard: "s", Document: "d", Complete: complete,
		Combined: []rule.CombinedRule{{Group: "g", Clause: "综合", Min: 2, ZH: "两条以上", EN: "two"}}}
	for i := range 3 {
		c.Clauses = append(c.Clauses, rule.HazardCriterion{Key: fmt.Sprint("a", i), Clause: fmt.Sprint("第", i, "项"), Text: "t", EN: "t", Certain: certain})
	}
	for i := range 3 {
		c.Clauses = append(c.Clauses, rule.HazardCriterion{Key: fmt.Sprint("g", i), Clause: fmt.Sprint("综", i), Text: "t", EN: "t", Certain: certain, Group: "g"})
	}
	return c
}

// The walk against its own definition, on every combination of answers.
func TestWalkEveryAnswer(t *testing.T) {
	for n := range 729 * 2 {
		certain := n%2 == 0
		c := criteria(true, certain)
		answers, code := map[string]Answer{}, n/2
		direct, group, open, openGroup := 0, 0, 0, 0
		for _, k := range c.Clauses {
			a := []Answer{Yes, No, Unknown}[code%3]
			code /= 3
			answers[k.Key] = a
			switch {
			case a == Yes && k.Group == "":
				direct++
			case a == Yes:
				group++
			case a == Unknown && k.Group == "":
				open++
			case a == Unknown:
				openGroup++
			}
		}
		v, err := Walk(c, "v", answers)
		if err != nil {
			t.Fatal(err)
		}
		met := direct > 0 || group >= 2
		want := General
		switch {
		case met && certain:
			want = Major
		case met || open > 0 || openGroup > 0 && group+openGroup >= 2:
			want = MaybeMajor
		}
		if v.Grade != want {
			t.Fatalf("%v certain %v: %s, want %s", answers, certain, v.Grade, want)
		}
		if met != (len(v.Basis.Keys) > 0) || met && v.Basis.Clause == "" {
			t.Fatalf("%v: basis %+v", answers, v.Basis)
		}
	}
	if _, err := Walk(criteria(true, true), "v", map[string]Answer{"nowhere": Yes}); err == nil {
		t.Error("a clause that does not exist was answered")
	}
	if v, _ := Walk(rule.HazardCriteria{Sector: "x"}, "v", nil); v.Grade != General || v.Basis.Certain {
		t.Errorf("criteria without clauses are certain of nothing: %+v", v)
	}
}

// Nothing was found after it was received, and a measured clock is believed as it was measured.
func TestCalibrateProperty(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	received, oldest := anlan.Date("2024-03-04").Start(), 45*24*time.Hour
	for range 2000 {
		away := anlan.Instant(r.Int64N(int64(20 * 24 * time.Hour / time.Millisecond)))
		drift := r.Int64N(int64(800*24*time.Hour/time.Millisecond)) - int64(400*24*time.Hour/time.Millisecond)
		at := received - away - anlan.Instant(drift) // what the phone said when it really was received-away
		found, c := Calibrate(at, &drift, received, oldest)
		if found != received-away || c.Doubt != "" {
			t.Fatalf("away %d drift %d: found %d %q", away, drift, received-found, c.Doubt)
		}
		found, c = Calibrate(at, nil, received, oldest)
		if found > received || received.Sub(found) > oldest || c.Doubt == "" {
			t.Fatalf("uncalibrated: %v %q", received.Sub(found), c.Doubt)
		}
	}
}

// Random verbs never lead to a standing that the ledger does not know: a closed hazard has its moment,
// a planned one lacks something, a listed one is major, and whoever owes it never checks it.
func TestStandingProperty(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	firm := anlan.Actor{Post: "firm-post", Unit: "firm"}
	office := anlan.Actor{Post: "office-post", Unit: "office"}
	rules := rule.HazardListing{MostDays: 365, MostExtended: 1}
	for range 3000 {
		now := anlan.Date("2024-03-04").Start()
		h := Hazard{State: Rectifying, Grade: General, Found: now, Due: "2024-04-01", Deadline: anlan.Date("2024-04-01").End(),
			Lead: matter.Seat{Unit: "firm", Post: "firm-post"}, Checker: matter.Seat{Unit: "office"}}
		if r.IntN(2) == 0 {
			h.State, h.Grade = Judging, MaybeMajor
		}
		for range 12 {
			now = now.Add(time.Hour)
			was := h
			next, err := randomVerb(r, h, firm, office, now, rules)
			if err != nil {
				continue
			}
			h = next
			if bad := unlawful(was, h); bad != "" {
				t.Fatalf("%s:\n%+v\n%+v", bad, was, h)
			}
		}
	}
}

func randomVerb(r *rand.Rand, h Hazard, firm, office anlan.Actor, now anlan.Instant, rules rule.HazardListing) (Hazard, error) {
	by := []anlan.Actor{firm, office}[r.IntN(2)]
	text := func() string { return []string{"", "说明"}[r.IntN(2)] }
	switch r.IntN(9) {
	case 0:
		return h.Graded([]Grade{General, Major}[r.IntN(2)], Basis{Clause: "c"})
	case 1:
		return h.Planned(Plan{Duty: text(), Measures: text(), Money: "1", Until: "2024-05-01", Emergency: text(), At: now}, "2025-01-01", 300)
	case 2:
		return h.Noticed(Notice{To: ToRegulator, Day: now.Date(), Text: "报", At: now})
	case 3:
		if err := h.listable(ListingDraft{Due: "2024-06-01"}, rules, rule.ListingLevel{}, now); err != nil {
			return h, err
		}
		h.Listing = &Listing{Level: "county", Number: "1", Day: now.Date(), Due: "2024-06-01"}
		return h, nil
	case 4:
		next, kind := h.Follow(matter.Matter{State: matter.Reported, Lead: h.Lead, Due: h.Due, Deadline: h.Deadline}, now)
		if kind == "" {
			return h, anlan.ErrConflict
		}
		return next, nil
	case 5:
		return h.Rechecked(CheckDraft{Pass: r.IntN(2) == 0, Text: text(), Visit: true, Photos: []Photo{{Hash: "x"}}}, by, now)
	case 6:
		if h.Listing == nil {
			return h, anlan.ErrHazardNotListed
		}
		return h.Accepted(AcceptanceDraft{Pass: r.IntN(2) == 0, Text: text(), Photos: []Photo{{Hash: "x"}}, Signers: []string{"s"}}, by, now)
	case 7:
		if h.Listing == nil {
			return h, anlan.ErrHazardNotListed
		}
		return h.Asked(ListingAsk{Until: "2024-07-01", Reason: text(), By: by.Post, At: now}, "2024-05-01", rules)
	default:
		return h.Answered(r.IntN(2) == 0, text(), by, now)
	}
}

func unlawful(was, h Hazard) string {
	switch {
	case (h.State == Closed) != (h.Closed != 0):
		return "closed without a moment, or a moment without closing"
	case h.State == Planned && len(h.Plan.Lacks()) == 0:
		return "planned although all five are filled"
	case h.Grade == Major && h.State == Rectifying && len(h.Plan.Lacks()) > 0:
		return "a major hazard left planned with " + strings.Join(h.Plan.Lacks(), " ") + " empty"
	case h.Listed() != "" && h.Grade != Major:
		return "listed and not major"
	case h.Recheck != nil && h.Recheck.Unit == h.Lead.Unit:
		return "whoever owes it checked it"
	case h.Listed() != "" && h.State == Closed && (h.Listing.Acceptance == nil || !h.Listing.Acceptance.Pass):
		return "a listed hazard closed without an acceptance"
	case h.Listing != nil && was.Listing != nil && h.Listing.Due != was.Listing.Due && len(h.Listing.Extensions) == len(was.Listing.Extensions):
		return "a deadline moved without an extension"
	case h.Listing != nil && slices.ContainsFunc(h.Listing.Extensions, func(e ListingAnswer) bool { return e.Answerer == e.By }):
		return "whoever asked answered"
	}
	return ""
}
