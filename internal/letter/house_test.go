package letter_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"anlan"
	"anlan/internal/calendar"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/event"
	"anlan/internal/letter"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

var ctx = context.Background()

// house is a small county: its government, its office, a department, two townships, a village, a firm.
type house struct {
	*letter.Service
	t      *testing.T
	db     *db.DB
	units  map[string]registry.Unit
	actors map[string]anlan.Actor // the chief of each unit
	office anlan.Actor
	now    *atomic.Int64
	book   *atomic.Pointer[rule.Book]
}

func both(t *testing.T, fn func(t *testing.T, h house)) {
	t.Helper()
	for name, open := range map[string]func(testing.TB, db.Options) *db.DB{"sqlite": dbtest.SQLite, "postgres": dbtest.OnPostgres} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			now := new(atomic.Int64)
			now.Store(anlan.Date("2022-01-18").Start().Add(9 * time.Hour).Time().UnixMilli())
			d := open(t, db.Options{Now: func() time.Time { return time.UnixMilli(now.Add(1)) }})
			fn(t, setup(t, d, now))
		})
	}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(t *testing.T, what string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: %v, want %v", what, err, want)
	}
}

// confirmer knows one password.
type confirmer struct{}

func (confirmer) Again(_ context.Context, _ anlan.Actor, password, code string) (string, error) {
	switch {
	case code == "123456":
		return "totp", nil
	case password == "correct horse":
		return "password", nil
	}
	return "", anlan.ErrAccountPasswordWrong.At("old")
}

func setup(t *testing.T, d *db.DB, now *atomic.Int64) house {
	t.Helper()
	h := house{t: t, db: d, units: map[string]registry.Unit{}, actors: map[string]anlan.Actor{}, now: now, book: new(atomic.Pointer[rule.Book])}
	reg := registry.New(d)
	admin := anlan.Actor{Account: "a", Post: "p", Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}
	for _, p := range []registry.Place{{Code: "620521", Name: "清水县", Level: registry.CountyLevel},
		{Code: "620521100", Name: "永清镇", Level: registry.Township, Parent: "620521"}, {Code: "620521101", Name: "红堡镇", Level: registry.Township, Parent: "620521"},
		{Code: "620521100201", Name: "李崖村", Level: registry.Village, Parent: "620521100"}} {
		_, err := reg.SavePlace(ctx, admin, p)
		ok(t, err)
	}
	for i, u := range []struct {
		kind                      registry.UnitKind
		name, place, parent, role string
	}{{registry.GovernmentOrgan, "清水县人民政府", "620521", "", "leader"}, {registry.CommitteeOffice, "清水县安委办", "620521", "", "office"},
		{registry.Department, "清水县应急管理局", "620521", "", "department"}, {registry.TownshipUnit, "永清镇人民政府", "620521100", "", "township"},
		{registry.TownshipUnit, "红堡镇人民政府", "620521101", "", "township"}, {registry.VillageUnit, "李崖村", "620521100201", "永清镇人民政府", "village"},
		{registry.Enterprise, "演示加油站", "620521100", "永清镇人民政府", "enterprise"}} {
		x, err := reg.CreateUnit(ctx, admin, registry.UnitDraft{Kind: u.kind, Name: u.name, Place: u.place, Rank: int64(i + 1), Parent: h.units[u.parent].ID})
		ok(t, err)
		h.units[u.name] = x
		post, err := reg.CreatePost(ctx, admin, registry.PostDraft{Unit: x.ID, Title: "主要负责人", Kind: registry.Chief})
		ok(t, err)
		h.actors[u.name] = h.sit(reg, admin, x, post, u.name+"负责人", anlan.Role(u.role))
	}
	h.office = h.actors["清水县安委办"]
	book, err := rule.Builtin()
	ok(t, err)
	cal, err := calendar.New(book)
	ok(t, err)
	h.book.Store(book)
	h.Service = letter.New(letter.Options{DB: d, Book: h.book.Load, Calendar: func() *calendar.Calendar { return cal }, Confirmer: confirmer{}, Cost: cheap})
	return h
}

// sit puts somebody new into a post.
func (h house) sit(reg *registry.Service, admin anlan.Actor, u registry.Unit, post registry.Post, name string, role anlan.Role) anlan.Actor {
	h.t.Helper()
	person, err := reg.CreatePerson(ctx, admin, registry.PersonDraft{Name: name})
	ok(h.t, err)
	_, err = reg.Appoint(ctx, admin, registry.Holding{Post: post.ID, Person: person.ID, Mode: registry.Full, Since: "2022-01-01"})
	ok(h.t, err)
	a := anlan.Actor{Account: h.db.NewID(), Person: person.ID, Post: post.ID, Unit: u.ID, Roles: []anlan.Role{role}, Scope: anlan.Scope{Units: []anlan.ID{u.ID}}}
	switch role {
	case anlan.RoleOffice, anlan.RoleLeader:
		a.Scope.All = true
	case anlan.RoleTownship:
		a.Scope.Places = []string{u.Place}
	}
	return a
}

// fold lets the room hear what happened.
func (h house) fold() {
	h.t.Helper()
	dbtest.Numbered(h.t, h.db)
	_, err := event.Catch(ctx, h.db, letter.ReaderName, h.Handle)
	ok(h.t, err)
	ok(h.t, h.Recount(ctx))
}

func (h house) born(issuer, signer string) letter.Letter {
	h.t.Helper()
	l, err := h.Create(ctx, h.office, letter.Birth{Year: 2022, Issuer: h.units[issuer].ID, Signer: h.units[signer].ID})
	ok(h.t, err)
	return l
}

const secret = "清水-2022-签字"

var cheap = letter.Cost{Memory: 64, Passes: 1, Lanes: 1}

// device is the phone of somebody who knows his secret and his password.
func (h house) device() letter.Device {
	return letter.Device{Letters: h.Service, Secret: secret, Password: "correct horse", Cost: cheap}
}

// signs lets the chief of a unit enrol and sign for a side.
func (h house) signs(l letter.Letter, unit, role string) letter.Letter {
	h.t.Helper()
	a := h.actors[unit]
	_, err := h.device().Enrol(ctx, a, letter.Ed25519)
	ok(h.t, err)
	next, err := h.device().Sign(ctx, a, l, role)
	ok(h.t, err)
	return next
}

// sent makes a letter of a township and sends it.
func (h house) sent(signer string) letter.Letter {
	h.t.Helper()
	l := h.born("清水县人民政府", signer)
	l, err := h.Send(ctx, h.office, l.ID, l.Revision)
	ok(h.t, err)
	return l
}
