package hazard_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"anlan"
	"anlan/internal/hazard"
)

// Every filter against a brute look at the whole ledger, page by page, for everybody's scope.
func TestListAgainstBruteForce(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		all := h.crowd(t, 90)
		r := rand.New(rand.NewPCG(7, 8))
		defer h.LookAt(hazard.LookMost)
		chairs := map[string]anlan.Actor{"office": h.office(), "regulator": h.regulator(), "township": h.actor("永清镇", anlan.RoleTownship),
			"other township": h.actor("红堡镇", anlan.RoleTownship), "village": h.actor("甲村", anlan.RoleVillage), "firm": h.firm()}
		for range 60 {
			f := randomFilter(r, h)
			now := h.db.Now()
			for name, a := range chairs {
				want := 0
				for _, x := range all {
					if fits(a, f, x, now) && h.mayRead(a, x) {
						want++
					}
				}
				got := map[anlan.ID]bool{}
				page := f
				page.Limit = 1 + r.IntN(20)
				h.LookAt([]int{hazard.LookMost, 60, 12}[r.IntN(3)])
				last := anlan.Instant(1 << 60)
				for {
					p, err := h.List(ctx, a, page)
					ok(t, err)
					for _, x := range p.Items {
						if got[x.ID] || x.Found > last || !fits(a, f, x, now) || !h.mayRead(a, x) {
							t.Fatalf("%s %+v: %s twice, out of order or not asked for", name, f, x.Number)
						}
						got[x.ID], last = true, x.Found
					}
					if page.Cursor = p.Next; page.Cursor == "" {
						break
					}
				}
				if len(got) != want {
					t.Fatalf("%s %+v: %d rows, want %d", name, f, len(got), want)
				}
			}
		}
	})
}

// crowd fills the ledger with findings of every kind.
func (h house) crowd(t *testing.T, n int) (all []hazard.Hazard) {
	t.Helper()
	r := rand.New(rand.NewPCG(9, 10))
	for i := range n {
		d := h.draft()
		d.Text = fmt.Sprintf("第%d处：%s", i, []string{"配电箱无盖", "疏散门上锁", "报警器失效"}[r.IntN(3)])
		d.Category = []string{"electric", "exit", "alarm"}[r.IntN(3)]
		d.Unit = []anlan.ID{h.id("加油站"), h.id("饭店"), h.id("红堡镇")}[r.IntN(3)]
		d.Grade = []hazard.Grade{hazard.General, hazard.MaybeMajor}[r.IntN(2)]
		d.Source = []string{"department", "joint"}[r.IntN(2)]
		by := []anlan.Actor{h.regulator(), h.office(), h.actor("永清镇", anlan.RoleTownship), h.actor("甲村", anlan.RoleVillage)}[r.IntN(4)]
		if r.IntN(4) == 0 && d.Grade == hazard.General {
			d.Fixed = &hazard.FixDraft{Photos: []hazard.Photo{h.photo()}}
		}
		x := h.report(by, d)
		if r.IntN(8) == 0 && x.State == hazard.Rectifying {
			var err error
			x, err = h.Drop(ctx, h.office(), x.ID, 0, "重复")
			ok(t, err)
		}
		all = append(all, x)
		h.pass(time.Duration(r.IntN(3)) * 24 * time.Hour)
	}
	return all
}

func randomFilter(r *rand.Rand, h house) (f hazard.Filter) {
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	if r.IntN(3) == 0 {
		f.States = []hazard.State{hazard.Rectifying, hazard.Judging, hazard.Fixed, hazard.Dropped}[:1+r.IntN(4)]
	}
	for range r.IntN(4) {
		switch r.IntN(12) {
		case 0:
			f.Grade = hazard.Grade(pick("general", "maybe_major"))
		case 1:
			f.Area = pick("620521100", "620521101", "620521100201")
		case 2:
			f.Unit = h.id(pick("加油站", "饭店", "红堡镇"))
		case 3:
			f.Source = pick("department", "joint")
		case 4:
			f.Category = pick("electric", "exit", "alarm")
		case 5:
			f.Words = pick("配电箱", "上锁", "第1")
		case 6:
			f.Finder = h.id(pick("应急局", "永清镇", "甲村"))
		case 7:
			f.Checker = h.id(pick("应急局", "永清镇", "安委办"))
		case 8:
			f.From = anlan.Date("2024-03-04").AddDays(r.IntN(60))
		case 10:
			f.Overdue = true
		case 9:
			f.To = anlan.Date("2024-03-04").AddDays(r.IntN(100))
		default:
			f.Sector = pick("hazmat", "catering", "other")
		}
	}
	return f
}

// fits says what a filter means, without any index.
func fits(a anlan.Actor, f hazard.Filter, x hazard.Hazard, now anlan.Instant) bool {
	is := func(want, have string) bool { return want == "" || want == have }
	place := x.Place
	if place == "" {
		place = x.Lead.Place
	}
	return (len(f.States) == 0 || slices.Contains(f.States, x.State)) && is(string(f.Grade), string(x.Grade)) && strings.HasPrefix(place, f.Area) &&
		is(string(f.Unit), string(x.Lead.Unit)) && (f.Source == "" || f.Source == x.SourceFor(a)) && is(f.Category, x.Category) && is(f.Sector, x.Sector) &&
		is(string(f.Finder), string(x.Finder.Unit)) && is(string(f.Checker), string(x.Checker.Unit)) &&
		(f.Words == "" || strings.Contains(x.Text, f.Words) || strings.Contains(x.Where, f.Words) || strings.Contains(x.Number, f.Words)) &&
		(!f.Overdue || x.Overdue(now)) && (f.From == "" || x.Found.Date() >= f.From) && (f.To == "" || x.Found.Date() <= f.To)
}

// mayRead is the table of who may what, read a second time: it shares no code with the program.
func (h house) mayRead(a anlan.Actor, x hazard.Hazard) bool { return h.may(a, "hazard.read", x) }

func (h house) may(a anlan.Actor, action string, x hazard.Hazard) bool {
	h.t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "authz", "table.txt"))
	ok(h.t, err)
	reach := ""
	for line := range strings.Lines(string(raw)) {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] != action {
			continue
		}
		for _, w := range words[1:] {
			if role, how, _ := strings.Cut(w, ":"); role == string(a.Roles[0]) {
				reach = how
			}
		}
	}
	if reach == "any" || reach == "" {
		return reach == "any"
	}
	concerned := []anlan.ID{x.Lead.Unit, x.Finder.Unit, x.Checker.Unit}
	switch action {
	case "hazard.plan", "hazard.extend":
		concerned = concerned[:1]
	case "hazard.grade", "hazard.check", "hazard.stop":
		concerned = concerned[2:]
	case "hazard.amend", "hazard.drop":
		concerned = concerned[1:]
	case "hazard.notice":
		concerned = []anlan.ID{x.Lead.Unit, x.Checker.Unit}
	}
	if slices.ContainsFunc(concerned, func(u anlan.ID) bool { return slices.Contains(a.Scope.Units, u) }) {
		return true
	}
	place := x.Place
	if place == "" {
		place = x.Lead.Place
	}
	return reach == "place" && action == "hazard.read" && slices.ContainsFunc(a.Scope.Places, func(p string) bool { return strings.HasPrefix(place, p) })
}

// Role × verb × territory: whoever may by the table gets past the door, and nobody else; what one may not
// read is not there.
func TestEveryVerbByTheTable(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		var hazards []hazard.Hazard
		for _, unit := range []string{"加油站", "饭店", "红堡镇"} {
			for _, by := range []anlan.Actor{h.regulator(), h.actor("永清镇", anlan.RoleTownship), h.actor("甲村", anlan.RoleVillage)} {
				d := h.draft()
				d.Unit = h.id(unit)
				hazards = append(hazards, h.report(by, d))
			}
		}
		for _, a := range []anlan.Actor{h.office(), h.actor("安委办", anlan.RoleLeader), h.regulator(), h.actor("住建局", anlan.RoleDepartment),
			h.actor("永清镇", anlan.RoleTownship), h.actor("红堡镇", anlan.RoleTownship), h.actor("甲村", anlan.RoleVillage), h.firm(),
			h.actor("饭店", anlan.RoleEnterprise), h.actor("应急局", anlan.RoleAudit), h.actor("应急局", anlan.RoleSystem)} {
			for _, x := range hazards {
				for action, try := range h.verbs(a, x.ID) {
					err := try()
					got := anlan.KindOf(err) != anlan.Forbidden && anlan.KindOf(err) != anlan.NotFound || err == nil
					if want := h.may(a, action, x); got != want {
						t.Errorf("%s by %s of %s on a hazard of %s: %v, by the table %v", action, a.Roles[0], a.Unit, x.Lead.Unit, err, want)
					}
				}
			}
		}
	})
}

// verbs tries each verb on the sight of a revision that never was: whoever may is told of the conflict,
// and nothing changes.
func (h house) verbs(a anlan.Actor, id anlan.ID) map[string]func() error {
	const never = 99999
	one := func(_ hazard.Hazard, err error) error { return err }
	return map[string]func() error{
		"hazard.read":   func() error { return one(h.Get(ctx, a, id)) },
		"hazard.amend":  func() error { return one(h.Amend(ctx, a, id, never, hazard.Amendment{Text: ptr("改")})) },
		"hazard.grade":  func() error { return one(h.Grade(ctx, a, id, never, hazard.Grading{})) },
		"hazard.plan":   func() error { return one(h.Planning(ctx, a, id, never, plan())) },
		"hazard.notice": func() error { return one(h.Notify(ctx, a, id, never, hazard.Notice{})) },
		"hazard.list":   func() error { return one(h.Enlist(ctx, a, id, never, hazard.ListingDraft{})) },
		"hazard.extend": func() error { return one(h.Extend(ctx, a, id, never, hazard.ExtensionDraft{})) },
		"hazard.answer": func() error { return one(h.Answer(ctx, a, id, never, true, "")) },
		"hazard.check":  func() error { return one(h.Close(ctx, a, id, never, hazard.CheckDraft{})) },
		"hazard.stop":   func() error { return one(h.StopWork(ctx, a, id, never, hazard.StopDraft{})) },
		"hazard.reopen": func() error { return one(h.Reopen(ctx, a, id, never, "", "")) },
		"hazard.drop":   func() error { return one(h.Drop(ctx, a, id, never, "")) },
	}
}
