package duty_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"anlan"
	"anlan/internal/calendar"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/duty"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

var (
	ctx    = context.Background()
	office = anlan.Actor{Account: "a", Person: "me", Post: "p", Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}
)

// township is one township with a chief, a duty post and three people.
type township struct {
	*duty.Service
	t           *testing.T
	db          *db.DB
	reg         *registry.Service
	unit        registry.Unit
	chief, post registry.Post
	people      map[string]registry.Person
}

func setup(t *testing.T, d *db.DB) township {
	t.Helper()
	book, err := rule.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	cal, err := calendar.New(book)
	if err != nil {
		t.Fatal(err)
	}
	c := township{Service: duty.New(d, func() *rule.Book { return book }, func() *calendar.Calendar { return cal }), t: t, db: d, reg: registry.New(d), people: map[string]registry.Person{}}
	for _, p := range []registry.Place{{Code: "620521", Name: "清水县", Level: registry.CountyLevel},
		{Code: "620521100", Name: "永清镇", Level: registry.Township, Parent: "620521"}} {
		must(c.reg.SavePlace(ctx, office, p))(t)
	}
	c.unit = must(c.reg.CreateUnit(ctx, office, registry.UnitDraft{Kind: registry.TownshipUnit, Name: "永清镇", Place: "620521100"}))(t)
	c.chief = must(c.reg.CreatePost(ctx, office, registry.PostDraft{Unit: c.unit.ID, Title: "镇长", Kind: registry.Chief}))(t)
	c.post = must(c.reg.CreatePost(ctx, office, registry.PostDraft{Unit: c.unit.ID, Title: "值班室", Kind: registry.OnDuty}))(t)
	for _, name := range []string{"王演示", "李演示", "赵演示"} {
		c.people[name] = must(c.reg.CreatePerson(ctx, office, registry.PersonDraft{Name: name}))(t)
	}
	return c
}

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func (c township) id(name string) anlan.ID { return c.people[name].ID }

// draft is a shift that began so many hours from now and lasts eight.
func (c township) draft(name string, hours int) duty.Draft {
	starts := c.db.Now().Add(time.Duration(hours) * time.Hour)
	return duty.Draft{ID: c.db.NewID(), Post: c.post.ID, Kind: duty.Whole, Starts: starts, Ends: starts.Add(8 * time.Hour), Person: c.id(name)}
}

func (c township) plan(drafts ...duty.Draft) []duty.Shift {
	c.t.Helper()
	return must(c.Plan(ctx, office, c.unit.ID, drafts))(c.t)
}

func (c township) checkSeals() {
	c.t.Helper()
	dbtest.Fits(c.t, c.db, "duty.", c)
}

func TestWhoIsOnDutyNow(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := setup(t, d)
		if _, err := c.OnDuty(ctx, office, c.unit.ID); !errors.Is(err, anlan.ErrDutyNobody) {
			t.Errorf("nobody: %v", err)
		}
		must(c.reg.Appoint(ctx, office, registry.Holding{Post: c.chief.ID, Person: c.id("赵演示"), Since: "2020-01-01"}))(t)
		must(c.reg.SetDeputies(ctx, office, c.post.ID, []anlan.ID{c.chief.ID}))(t)
		if w := must(c.OnDuty(ctx, office, c.unit.ID))(t); len(w) != 1 || w[0].Via != duty.ViaPost || w[0].Name != "赵演示" {
			t.Errorf("the deputy of an empty duty post answers: %+v", w)
		}
		now := c.draft("王演示", -1)
		now.Leader = c.id("赵演示")
		c.plan(now, c.draft("李演示", 7))
		w := must(c.OnDuty(ctx, office, c.unit.ID))(t)
		if len(w) != 1 || w[0].Via != duty.ViaRoster || w[0].Name != "王演示" || w[0].LeaderName != "赵演示" {
			t.Errorf("%+v", w)
		}
		if all := must(c.Board(ctx, office, "620521"))(t); len(all) != 1 {
			t.Errorf("the county's board: %+v", all)
		}
		if all := must(c.Board(ctx, office, "620522"))(t); len(all) != 0 {
			t.Errorf("another county's board: %+v", all)
		}
		c.checkSeals()
	})
}

func TestNobodyIsInTwoPlaces(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := setup(t, d)
		c.plan(c.draft("王演示", 1))
		if _, err := c.Plan(ctx, office, c.unit.ID, []duty.Draft{c.draft("李演示", 2)}); !errors.Is(err, anlan.ErrDutyShiftTaken) {
			t.Errorf("two on one post: %v", err)
		}
		other := must(c.reg.CreatePost(ctx, office, registry.PostDraft{Unit: c.unit.ID, Title: "二线值班", Kind: registry.OnDuty}))(t)
		second := c.draft("王演示", 2)
		second.Post = other.ID
		if _, err := c.Plan(ctx, office, c.unit.ID, []duty.Draft{c.draft("李演示", 30), second}); !errors.Is(err, anlan.ErrDutyPersonBusy) {
			t.Errorf("one person twice: %v", err)
		}
		from := d.Now().Date()
		if all := must(c.Roster(ctx, office, c.unit.ID, from, from.AddDays(3)))(t); len(all) != 1 {
			t.Errorf("a refused plan left %d shifts", len(all))
		}
		foreign := c.draft("李演示", 40)
		foreign.Post = must(c.reg.CreatePost(ctx, office, registry.PostDraft{
			Unit:  must(c.reg.CreateUnit(ctx, office, registry.UnitDraft{Kind: registry.TownshipUnit, Name: "红堡镇"}))(t).ID,
			Title: "值班室", Kind: registry.OnDuty}))(t).ID
		if _, err := c.Plan(ctx, office, c.unit.ID, []duty.Draft{foreign}); !errors.Is(err, anlan.ErrDutyPost) {
			t.Errorf("another unit's post: %v", err)
		}
	})
}

func TestSwapsKeepBothNames(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := setup(t, d)
		shifts := c.plan(c.draft("王演示", 1), c.draft("李演示", 10))
		got := must(c.Swap(ctx, office, shifts[0].ID, 1, duty.Swap{Role: duty.OnDuty, Person: c.id("赵演示"), Reason: "发烧"}))(t)
		if got.Person != c.id("赵演示") || got.Revision != 2 {
			t.Errorf("%+v", got)
		}
		if _, err := c.Swap(ctx, office, shifts[0].ID, 1, duty.Swap{Role: duty.OnDuty, Person: c.id("王演示"), Reason: "好了"}); !errors.Is(err, anlan.ErrConflict) {
			t.Errorf("an old revision: %v", err)
		}
		must(c.Swap(ctx, office, shifts[0].ID, 2, duty.Swap{Role: duty.OnDuty, With: shifts[1].ID, Reason: "调班"}))(t)
		changes := must(c.Changes(ctx, office, shifts[0].ID))(t)
		if len(changes) != 2 || changes[0].Was != c.id("王演示") || changes[1].Became != c.id("李演示") || changes[1].Other != shifts[1].ID {
			t.Errorf("%+v", changes)
		}
		second := must(duty.In(d.Reader()).Shift(ctx, shifts[1].ID))(t)
		if second.Person != c.id("赵演示") {
			t.Errorf("the other side of the exchange: %+v", second)
		}
		must(c.Cancel(ctx, office, second.ID, second.Revision, "演练"))(t)
		from := d.Now().Date()
		shifts = must(c.Roster(ctx, office, c.unit.ID, from, from.AddDays(1)))(t)
		if gaps := duty.Gaps(shifts, from.Start(), from.AddDays(2).Start()); len(gaps) == 0 {
			t.Error("no gap after a cancellation")
		}
		c.checkSeals()
	})
}

func TestHandOverBetweenShifts(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := setup(t, d)
		shifts := c.plan(c.draft("王演示", -1), c.draft("李演示", 7))
		wang, li := office, office
		wang.Person, li.Person = c.id("王演示"), c.id("李演示")
		if _, err := c.HandOver(ctx, wang, duty.Handover{Shift: shifts[1].ID, Next: shifts[0].ID, Note: "反了"}); !errors.Is(err, anlan.ErrDutyHandoverNext) {
			t.Errorf("backwards: %v", err)
		}
		must(c.HandOver(ctx, wang, duty.Handover{Shift: shifts[0].ID, Next: shifts[1].ID, Note: "付崖村滑坡点两小时一报"}))(t)
		if _, err := c.TakeOver(ctx, wang, shifts[1].ID); !errors.Is(err, anlan.ErrDutyHandoverSelf) {
			t.Errorf("by himself: %v", err)
		}
		if h := must(c.TakeOver(ctx, li, shifts[1].ID))(t); h.TakenBy != li.Person {
			t.Errorf("%+v", h)
		}
		if _, err := c.TakeOver(ctx, li, shifts[1].ID); !errors.Is(err, anlan.ErrDutyHandoverTaken) {
			t.Errorf("twice: %v", err)
		}
		c.checkSeals()
	})
}

func TestWhoMayPlan(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := setup(t, d)
		own := anlan.Actor{Account: "t", Roles: []anlan.Role{anlan.RoleTownship}, Scope: anlan.Scope{Units: []anlan.ID{c.unit.ID}}}
		if _, err := c.Plan(ctx, own, c.unit.ID, []duty.Draft{c.draft("王演示", 1)}); err != nil {
			t.Error(err)
		}
		foreign := own
		foreign.Scope = anlan.Scope{Units: []anlan.ID{"elsewhere"}, Places: []string{"620521101"}}
		if _, err := c.Plan(ctx, foreign, c.unit.ID, nil); !errors.Is(err, anlan.ErrForbidden) {
			t.Error(err)
		}
		village := anlan.Actor{Account: "v", Roles: []anlan.Role{anlan.RoleVillage}}
		if _, err := c.Swap(ctx, village, "x", 1, duty.Swap{Role: duty.OnDuty}); !errors.Is(err, anlan.ErrForbidden) {
			t.Error(err)
		}
		if drafts, err := c.Rotate(ctx, own, c.unit.ID, duty.Rotation{Post: c.post.ID, From: "2022-01-01", To: "2022-01-07",
			People: []anlan.ID{"a", "b"}, At: "08:00"}); err != nil || len(drafts) != 7 {
			t.Error(len(drafts), err)
		}
	})
}

func TestARetriedPlanHappensOnce(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := setup(t, d)
		drafts, key := []duty.Draft{c.draft("王演示", 1), c.draft("李演示", 10)}, d.NewID()
		for range 2 {
			if got := must(c.Plan(db.WithKey(ctx, key), office, c.unit.ID, drafts))(t); len(got) != 2 || got[0].ID != drafts[0].ID {
				t.Errorf("%+v", got)
			}
		}
	})
}
