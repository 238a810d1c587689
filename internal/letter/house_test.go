package letter_test

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/event"
	"anlan/internal/letter"
	"anlan/internal/matter"
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

func (confirmer) SameAsPassword(_ context.Context, _ anlan.Actor, text string) (bool, error) {
	return text == "correct horse", nil
}

func setup(t *testing.T, d *db.DB, now *atomic.Int64) house {
	t.Helper()
	h := house{t: t, db: d, units: map[string]registry.Unit{}, actors: map[string]anlan.Actor{}, now: now}
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
	h.Service = letter.New(letter.Options{DB: d, Book: func() *rule.Book { return book }, Confirmer: confirmer{}, Cost: letter.Cost{Memory: 64, Passes: 1, Lanes: 1}})
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
	h.numbered()
	_, err := event.Catch(ctx, h.db, letter.ReaderName, h.Handle)
	ok(h.t, err)
	ok(h.t, h.Recount(ctx))
}

// numbered waits until every event has its position, which PostgreSQL gives after the commit.
func (h house) numbered() {
	h.t.Helper()
	for waiting := 1; waiting > 0; time.Sleep(time.Millisecond) {
		ok(h.t, h.db.Reader().QueryRowContext(ctx, `SELECT COUNT(*) FROM event WHERE pos IS NULL`).Scan(&waiting))
	}
}

func (h house) born(issuer, signer string) letter.Letter {
	h.t.Helper()
	l, err := h.Create(ctx, h.office, letter.Birth{Year: 2022, Issuer: h.units[issuer].ID, Signer: h.units[signer].ID})
	ok(h.t, err)
	return l
}

const secret = "清水-2022-签字"

// signs lets the chief of a unit enrol and sign for a side.
func (h house) signs(l letter.Letter, unit, role string) letter.Letter {
	h.t.Helper()
	a := h.actors[unit]
	_, err := h.Enrol(ctx, a, letter.Enrolment{Secret: secret, Password: "correct horse"})
	ok(h.t, err)
	next, err := h.Sign(ctx, a, l.ID, letter.Act{Role: role, Hash: l.Hash, Secret: secret, Password: "correct horse"})
	ok(h.t, err)
	return next
}

func TestLifeOfALetter(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		l := h.born("清水县人民政府", "永清镇人民政府")
		if l.Number != "责〔2022〕1号" || l.Kind != rule.LetterTownship || l.State != letter.Draft {
			t.Fatalf("%+v", l)
		}
		town := h.actors["永清镇人民政府"]
		l, err := h.Send(ctx, h.office, l.ID, l.Revision)
		ok(t, err)
		w, err := h.Whole(ctx, town, l.ID)
		ok(t, err)
		if letter.HashOf(w.Text) != l.Hash || !strings.Contains(w.Text, "永清镇人民政府") {
			t.Error("the text does not fit its digest")
		}
		_, err = h.Send(ctx, h.office, l.ID, 0)
		refused(t, "sent twice", err, anlan.ErrLetterState)
		act := letter.Act{Role: letter.RoleSigner, Hash: l.Hash, Secret: secret, Password: "correct horse"}
		_, err = h.Sign(ctx, town, l.ID, act)
		refused(t, "signed without a key", err, anlan.ErrLetterKeyNone)
		_, err = h.Enrol(ctx, town, letter.Enrolment{Secret: "correct horse", Password: "correct horse"})
		refused(t, "the password as secret", err, anlan.ErrLetterSecretLogin)
		_, err = h.Enrol(ctx, town, letter.Enrolment{Secret: secret, Password: "wrong"})
		refused(t, "enrolled without proof", err, anlan.ErrAccountPasswordWrong)
		_, err = h.Enrol(ctx, town, letter.Enrolment{Secret: secret, Password: "correct horse", Suite: letter.SM2})
		ok(t, err)
		for what, x := range map[string]struct {
			a    anlan.Actor
			act  letter.Act
			want error
		}{
			"wrong secret":      {town, letter.Act{Role: "signer", Hash: l.Hash, Secret: "清水-2022-签宇", Password: "correct horse"}, anlan.ErrLetterSecretWrong},
			"wrong password":    {town, letter.Act{Role: "signer", Hash: l.Hash, Secret: secret, Password: "wrong"}, anlan.ErrAccountPasswordWrong},
			"another text":      {town, letter.Act{Role: "signer", Hash: strings.Repeat("0", 64), Secret: secret, Password: "correct horse"}, anlan.ErrConflict},
			"the other side":    {town, letter.Act{Role: "issuer", Hash: l.Hash, Secret: secret, Password: "correct horse"}, anlan.ErrForbidden},
			"another township":  {h.actors["红堡镇人民政府"], act, anlan.ErrNotFound},
			"another post":      {with(town, "another"), act, anlan.ErrLetterNotYours},
			"the office itself": {h.office, act, anlan.ErrForbidden},
		} {
			_, err := h.Sign(ctx, x.a, l.ID, x.act)
			refused(t, what, err, x.want)
		}
		l, err = h.Sign(ctx, town, l.ID, act)
		ok(t, err)
		_, err = h.Sign(ctx, town, l.ID, act)
		refused(t, "signed twice", err, anlan.ErrLetterSignedAlready)
		_, err = h.Withdraw(ctx, h.office, l.ID, 0, "错了")
		refused(t, "withdrawn after a signature", err, anlan.ErrLetterState)
		if l = h.signs(l, "清水县人民政府", letter.RoleIssuer); l.State != letter.Signed {
			t.Errorf("both signed: %s", l.State)
		}
		w, err = h.Whole(ctx, town, l.ID)
		ok(t, err)
		if len(w.Signatures) != 2 || !w.Signatures[0].Holds() || !w.Signatures[1].Says(l) || w.Signatures[0].Suite != letter.SM2 {
			t.Errorf("%+v", w.Signatures)
		}
		h.fold()
	})
}

func with(a anlan.Actor, post anlan.ID) anlan.Actor {
	a.Post = post
	return a
}

func TestCascade(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		town := h.born("清水县人民政府", "永清镇人民政府")
		make := func(a anlan.Actor, issuer, signer string) (letter.Letter, error) {
			return h.Create(ctx, a, letter.Birth{Year: 2022, Issuer: h.units[issuer].ID, Signer: h.units[signer].ID})
		}
		village, err := make(h.actors["永清镇人民政府"], "永清镇人民政府", "李崖村")
		ok(t, err)
		if village.Parent != town.ID {
			t.Error("the village's letter does not hang on the township's")
		}
		_, err = make(h.office, "李崖村", "永清镇人民政府")
		refused(t, "a circle", err, anlan.ErrLetterCircle)
		_, err = make(h.office, "永清镇人民政府", "永清镇人民政府")
		refused(t, "with itself", err, anlan.ErrLetterCircle)
		_, err = make(h.office, "清水县人民政府", "永清镇人民政府")
		refused(t, "twice", err, anlan.ErrLetterTwice)
		_, err = make(h.office, "永清镇人民政府", "红堡镇人民政府")
		refused(t, "a township with a township", err, anlan.ErrLetterLadder)
		_, err = make(h.actors["红堡镇人民政府"], "永清镇人民政府", "演示加油站")
		refused(t, "in another's name", err, anlan.ErrForbidden)
		_, err = h.Create(ctx, h.office, letter.Birth{Year: 2030, Issuer: h.units["清水县人民政府"].ID, Signer: h.units["红堡镇人民政府"].ID})
		refused(t, "in eight years", err, anlan.ErrLetterYear)
		_, err = h.Withdraw(ctx, h.office, town.ID, 0, "重新起草")
		ok(t, err)
		_, err = make(h.office, "清水县人民政府", "永清镇人民政府")
		ok(t, err)
	})
}

func TestCoverageAndChangeOfPosts(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		gaps := func() string {
			p, err := h.Coverage(ctx, h.office, 2022, rule.LetterTownship, "")
			ok(t, err)
			var out []string
			for _, c := range p.Items {
				out = append(out, c.Name+":"+c.Gap+fmt.Sprint(c.Wants))
			}
			return strings.Join(out, " ")
		}
		if g := gaps(); g != "永清镇人民政府:none[] 红堡镇人民政府:none[]" {
			t.Error(g)
		}
		l := h.born("清水县人民政府", "永清镇人民政府")
		l, err := h.Send(ctx, h.office, l.ID, 0)
		ok(t, err)
		l = h.signs(l, "永清镇人民政府", letter.RoleSigner)
		if g := gaps(); !strings.HasPrefix(g, "永清镇人民政府:unsigned[issuer]") {
			t.Error(g)
		}
		l = h.signs(l, "清水县人民政府", letter.RoleIssuer)
		if g := gaps(); !strings.HasPrefix(g, "永清镇人民政府:ok[]") {
			t.Error(g)
		}
		h.replace("永清镇人民政府")
		if g := gaps(); !strings.HasPrefix(g, "永清镇人民政府:left[signer]") {
			t.Error(g)
		}
		before := l.Hash
		l = h.signs(l, "永清镇人民政府", letter.RoleSigner)
		if g := gaps(); !strings.HasPrefix(g, "永清镇人民政府:ok[]") || l.Hash != before {
			t.Error(g)
		}
		w, err := h.Whole(ctx, h.office, l.ID)
		ok(t, err)
		if len(w.Signatures) != 3 {
			t.Errorf("%d signatures stand", len(w.Signatures))
		}
	})
}

// replace puts somebody else into a unit's leading post from the next day on.
func (h house) replace(unit string) {
	h.t.Helper()
	reg, admin := registry.New(h.db), anlan.Actor{Account: "a", Post: "p", Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}
	old := h.actors[unit]
	h.now.Add(2 * 24 * 3600 * 1000)
	today := h.db.Now().Date()
	holders, err := registry.In(h.db.Reader()).Holders(ctx, old.Post, today)
	ok(h.t, err)
	_, err = reg.Relieve(ctx, admin, holders[0].ID, holders[0].Revision, today.AddDays(-1))
	ok(h.t, err)
	person, err := reg.CreatePerson(ctx, admin, registry.PersonDraft{Name: unit + "新负责人"})
	ok(h.t, err)
	_, err = reg.Appoint(ctx, admin, registry.Holding{Post: old.Post, Person: person.ID, Mode: registry.Full, Since: today})
	ok(h.t, err)
	old.Person, old.Account = person.ID, h.db.NewID()
	h.actors[unit] = old
}

// tells writes an event of another room, as that room would.
func (h house) tells(kind string, ref anlan.Ref, body any) {
	h.t.Helper()
	ok(h.t, h.db.Write(ctx, anlan.Clock, func(tx *db.Tx) error { return tx.Emit(kind, ref, body, nil) }))
}

func (h house) matter(n int, unit string, due anlan.Date, was, now matter.State, late bool, origin anlan.Ref) {
	h.t.Helper()
	u := h.units[unit]
	told := matter.Told{Number: fmt.Sprintf("清安委办〔2022〕%d号", n), Title: "整改", Origin: origin, Due: due,
		Lead: matter.Seat{Unit: u.ID, Branch: u.ID, Place: u.Place}, Now: matter.Facet{State: now, Overdue: late && now != matter.Closed}}
	if was != "" {
		told.Was = &matter.Facet{State: was, Overdue: late}
	}
	h.tells("matter.told", anlan.Ref{Kind: "matter.matter", ID: anlan.ID(fmt.Sprintf("m%d", n))}, told)
}

func TestScoreAndObjection(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		l := h.born("清水县人民政府", "永清镇人民政府")
		l, err := h.Send(ctx, h.office, l.ID, 0)
		ok(t, err)
		town := h.actors["永清镇人民政府"]
		clause := func(key string) letter.ScoreLine {
			t.Helper()
			h.fold()
			s, err := h.Score(ctx, town, l.ID)
			ok(t, err)
			for _, p := range s.Parts {
				for _, c := range p.Clauses {
					if c.Key == key {
						return c
					}
				}
			}
			t.Fatalf("no clause %s", key)
			return letter.ScoreLine{}
		}
		if c := clause("hazards"); c.State != "none" || c.Points != 1000 {
			t.Errorf("nothing happened yet: %+v", c)
		}
		origin := func(n int) anlan.Ref { return anlan.Ref{Kind: "hazard.hazard", ID: anlan.ID(fmt.Sprintf("h%d", n))} }
		h.matter(1, "永清镇人民政府", "2022-02-01", "", matter.Issued, false, origin(1))
		h.matter(1, "永清镇人民政府", "2022-02-01", matter.Reported, matter.Closed, false, origin(1))
		h.matter(2, "永清镇人民政府", "2022-02-02", "", matter.Issued, false, origin(2))
		h.matter(2, "永清镇人民政府", "2022-02-02", matter.Doing, matter.Doing, true, origin(2))
		h.matter(3, "永清镇人民政府", "2022-03-01", "", matter.Issued, false, origin(3))
		h.matter(4, "红堡镇人民政府", "2022-02-02", matter.Doing, matter.Closed, true, origin(4))
		h.matter(5, "永清镇人民政府", "2022-02-02", matter.Doing, matter.Closed, true, anlan.Ref{})
		if c := clause("hazards"); c.Points != 500 || c.Tally != (letter.Tally{Good: 1, Bad: 1, Open: 1}) {
			t.Errorf("one kept, one late, one open: %+v", c)
		}
		if c := clause("matters"); c.Points != 0 || c.Tally.Bad != 1 {
			t.Errorf("one matter late: %+v", c)
		}
		page, err := h.Facts(ctx, town, l.ID, letter.FactQuery{Metric: "hazard.deadline", Verdict: letter.Bad})
		ok(t, err)
		if len(page.Items) != 1 || page.Items[0].Ref != "hazard.hazard:h2" || !strings.Contains(page.Items[0].Title, "2号") {
			t.Fatalf("%+v", page.Items)
		}
		_, err = h.Object(ctx, town, "", l.ID, "hazard.hazard:h4", "hazard.deadline", "不是我们的", nil)
		refused(t, "another township's fact", err, anlan.ErrLetterFact)
		o, err := h.Object(ctx, town, "", l.ID, "hazard.hazard:h2", "hazard.deadline", "该场所属红堡镇", nil)
		ok(t, err)
		_, err = h.Answer(ctx, town, o.ID, true, "同意")
		refused(t, "answers itself", err, anlan.ErrLetterOwn)
		o, err = h.Answer(ctx, h.office, o.ID, true, "经核实，属红堡镇，不计入永清镇")
		ok(t, err)
		if c := clause("hazards"); c.Points != 1000 || c.Tally.Waived != 1 {
			t.Errorf("the fact is waived: %+v", c)
		}
		h.matter(2, "永清镇人民政府", "2022-02-02", matter.Doing, matter.Closed, true, origin(2))
		if c := clause("hazards"); c.Tally.Waived != 1 || c.Tally.Bad != 0 {
			t.Errorf("what happens later does not bring it back: %+v", c)
		}
		_, err = h.Answer(ctx, h.office, o.ID, false, "又不同意")
		refused(t, "answered twice", err, anlan.ErrLetterAnswered)
		w, err := h.Whole(ctx, town, l.ID)
		ok(t, err)
		if len(w.Objections) != 1 || w.Objections[0].AnswerBy != h.office.Post || w.Objections[0].Said != letter.Bad {
			t.Errorf("%+v", w.Objections)
		}
	})
}

func TestMarksVetoesAndYear(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		l := h.born("清水县人民政府", "永清镇人民政府")
		l, err := h.Send(ctx, h.office, l.ID, 0)
		ok(t, err)
		town := h.actors["永清镇人民政府"]
		_, err = h.AssessSelf(ctx, town, l.ID, "hazards", letter.SelfMark{Self: 100, Text: "好"})
		refused(t, "marks what is counted", err, anlan.ErrLetterCounted)
		_, err = h.AssessSelf(ctx, town, l.ID, "hear", letter.SelfMark{Self: 600, Text: "好"})
		refused(t, "more than the weight", err, anlan.ErrLetterMark)
		_, err = h.AssessSelf(ctx, town, l.ID, "hear", letter.SelfMark{Self: 500})
		refused(t, "without evidence", err, anlan.ErrLetterEvidence)
		_, err = h.AssessSelf(ctx, town, l.ID, "hear", letter.SelfMark{Self: 500, Text: "召开 4 次，纪要附后"})
		ok(t, err)
		_, err = h.Check(ctx, town, l.ID, "hear", 500, "")
		refused(t, "checks itself", err, anlan.ErrLetterOwn)
		_, err = h.Check(ctx, h.office, l.ID, "hear", 400, "")
		refused(t, "less without a reason", err, anlan.ErrFieldRequired)
		_, err = h.Check(ctx, h.office, l.ID, "hear", 400, "一次无纪要")
		ok(t, err)
		before, err := h.Score(ctx, town, l.ID)
		ok(t, err)
		supposed, err := h.Simulate(ctx, town, l.ID, map[string]int64{"accident.large": 1, "accident.count": 1})
		ok(t, err)
		if !supposed.Vetoed || supposed.Grade != "fail" || supposed.Points != before.Points-300 {
			t.Errorf("%+v", supposed.Vetoes)
		}
		if again, _ := h.Score(ctx, town, l.ID); again.Points != before.Points || again.Vetoed {
			t.Error("a supposition was kept")
		}
		_, err = h.Record(ctx, town, letter.RecordDraft{Unit: town.Unit, Metric: "praise.city", Day: "2022-01-10", N: 1, Text: "表彰", Basis: "市发"})
		refused(t, "praises itself", err, anlan.ErrForbidden)
		_, err = h.Record(ctx, h.office, letter.RecordDraft{Unit: town.Unit, Metric: "hazard.deadline", Day: "2022-01-10", N: 1, Text: "x", Basis: "y"})
		refused(t, "records what is counted", err, anlan.ErrLetterMetric)
		rec, err := h.Record(ctx, h.office, letter.RecordDraft{Unit: town.Unit, Metric: "accident.count", Day: "2022-01-10", N: 1, Text: "一般事故", Basis: "事故快报 1 号"})
		ok(t, err)
		h.fold()
		if s, _ := h.Score(ctx, town, l.ID); s.Points != before.Points-300 {
			t.Errorf("an accident: %d, was %d", s.Points, before.Points)
		}
		_, err = h.VoidRecord(ctx, h.office, rec.ID, "经核实不属实")
		ok(t, err)
		rec, err = h.Record(ctx, h.office, letter.RecordDraft{Unit: town.Unit, Metric: "accident.count", Day: "2022-01-11", N: 2, Text: "两起", Basis: "快报"})
		ok(t, err)
		h.fold()
		o, err := h.Object(ctx, town, "", l.ID, rec.Ref().String(), "accident.count", "发生在邻县", nil)
		ok(t, err)
		_, err = h.Freeze(ctx, town, 2022)
		refused(t, "freezes its own year", err, anlan.ErrForbidden)
		_, err = h.Freeze(ctx, h.office, 2022)
		ok(t, err)
		_, err = h.AssessSelf(ctx, town, l.ID, "hear", letter.SelfMark{Self: 500, Text: "补"})
		refused(t, "marks a frozen year", err, anlan.ErrLetterFrozen)
		_, err = h.Conclude(ctx, h.office, 2022)
		refused(t, "concludes before the answers", err, anlan.ErrLetterObjectionsOpen)
		_, err = h.Answer(ctx, h.office, o.ID, true, "属实")
		ok(t, err)
		h.matter(9, "永清镇人民政府", "2022-02-02", matter.Doing, matter.Closed, true, anlan.Ref{}) // after the freeze
		h.fold()
		_, err = h.Conclude(ctx, h.office, 2022)
		ok(t, err)
		list, err := h.Reviews(ctx, town, 2022, rule.LetterTownship, "")
		ok(t, err)
		if len(list) != 1 || list[0].Frozen.Points != before.Points-600 || list[0].Final == nil || list[0].Final.Points != before.Points {
			t.Errorf("%+v", list)
		}
		_, err = h.Object(ctx, town, "", l.ID, "matter.matter:m9", "matter.deadline", "晚了", nil)
		refused(t, "objects to a closed year", err, anlan.ErrLetterRound)
	})
}

func TestTemplates(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		list, metrics, err := h.Templates(ctx, h.office)
		ok(t, err)
		if len(list) != 4 || len(metrics) < 10 {
			t.Fatalf("%d templates, %d metrics", len(list), len(metrics))
		}
		body := list[1].Body
		body.ZH = "清水县目标责任书（乡镇）"
		d, err := h.SaveTemplate(ctx, h.office, 0, letter.TemplateDraftBody{From: "2022-01-01", To: "2022-12-31", Source: "清安委〔2022〕1号", Body: body})
		ok(t, err)
		if l := h.born("清水县人民政府", "红堡镇人民政府"); strings.Contains(l.Title, "清水县目标责任书") {
			t.Error("born from a draft")
		}
		_, err = h.Publish(ctx, h.office, d.ID, d.Revision)
		ok(t, err)
		_, err = h.SaveTemplate(ctx, h.office, 2, letter.TemplateDraftBody{ID: d.ID, From: "2022-01-01", Source: "改", Body: body})
		refused(t, "a published template changed", err, anlan.ErrConflict)
		if l := h.born("清水县人民政府", "永清镇人民政府"); !strings.Contains(l.Title, "清水县目标责任书") || !strings.HasPrefix(l.Version, "county@2022-01-01") {
			t.Errorf("%s %s", l.Title, l.Version)
		}
		other, err := h.SaveTemplate(ctx, h.office, 0, letter.TemplateDraftBody{From: "2022-06-01", Source: "清安委〔2022〕2号", Body: body})
		ok(t, err)
		_, err = h.Publish(ctx, h.office, other.ID, other.Revision)
		refused(t, "periods overlap", err, anlan.ErrLetterOverlap)
		body.Parts[0].Weight++
		_, err = h.SaveTemplate(ctx, h.office, 0, letter.TemplateDraftBody{From: "2023-01-01", Source: "x", Body: body})
		refused(t, "weights do not sum", err, anlan.ErrLetterWeights)
		_, err = h.SaveTemplate(ctx, h.actors["永清镇人民政府"], 0, letter.TemplateDraftBody{From: "2023-01-01", Source: "x", Body: list[0].Body})
		refused(t, "a township writes templates", err, anlan.ErrForbidden)
	})
}

// Every record is sealed by its newest event; a frozen text that was altered is not honest any more.
func TestWitness(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		l := h.born("清水县人民政府", "永清镇人民政府")
		l, err := h.Send(ctx, h.office, l.ID, 0)
		ok(t, err)
		h.signs(l, "永清镇人民政府", letter.RoleSigner)
		_, err = h.AssessSelf(ctx, h.actors["永清镇人民政府"], l.ID, "hear", letter.SelfMark{Self: 500, Text: "四次"})
		ok(t, err)
		if bad := h.lies(); len(bad) > 0 {
			t.Fatal(bad)
		}
		ok(t, h.db.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
			_, err := tx.ExecContext(ctx, `UPDATE letter_text SET text = text || '。' WHERE letter = $1`, string(l.ID))
			return err
		}))
		if bad := h.lies(); len(bad) != 1 || bad[0] != l.Ref().String() {
			t.Errorf("an altered text: %v", bad)
		}
	})
}

// lies lists the records that do not fit their newest seal.
func (h house) lies() (bad []string) {
	h.t.Helper()
	h.numbered()
	list, err := event.After(ctx, h.db.Reader(), 0, 500)
	ok(h.t, err)
	seals := map[string]string{}
	for _, e := range list {
		if e.Seal != "" {
			seals[e.Ref.String()] = e.Seal
		}
	}
	ok(h.t, h.Records(ctx, func(ref anlan.Ref, record any) error {
		sum, err := anlan.Digest(record)
		if hex.EncodeToString(sum[:]) != seals[ref.String()] {
			bad = append(bad, ref.String())
		}
		return err
	}))
	return bad
}
