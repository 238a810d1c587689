package letters

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"path/filepath"
	"time"

	"anlan"
	"anlan/internal/calendar"
	"anlan/internal/db"
	"anlan/internal/letter"
	"anlan/internal/matter"
	"anlan/internal/registry"
	"anlan/internal/rule"
	"anlan/internal/timer"
)

// Bug is a mistake planted from outside the product: a trigger on the database.
type Bug struct {
	Name string
	SQL  string
}

// Bugs lists the planted mistakes.
func Bugs() []Bug {
	return []Bug{
		{"a text is polished when it is signed", `CREATE TRIGGER bug AFTER INSERT ON letter_item WHEN NEW.kind = 'signature' BEGIN UPDATE letter_text SET text = text || ' ' WHERE letter = NEW.about; END`},
		{"a text is swapped together with its digest", `CREATE TRIGGER bug AFTER INSERT ON letter_item WHEN NEW.kind = 'signature' BEGIN UPDATE letter_text SET text = 'x', hash = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881' WHERE letter = NEW.about; END`},
		{"a successor's signature replaces the former", `CREATE TRIGGER bug AFTER INSERT ON letter_item WHEN NEW.kind = 'signature' BEGIN DELETE FROM letter_item WHERE kind = 'signature' AND about = NEW.about AND state = NEW.state AND id <> NEW.id; END`},
		{"a count forgets what is taken off", `CREATE TRIGGER bug AFTER UPDATE ON letter_count WHEN NEW.n < OLD.n BEGIN UPDATE letter_count SET n = OLD.n WHERE scope = NEW.scope AND year = NEW.year AND metric = NEW.metric AND verdict = NEW.verdict; END`},
		{"a waived fact comes back", `CREATE TRIGGER bug AFTER INSERT ON letter_waiver BEGIN DELETE FROM letter_waiver WHERE letter = NEW.letter AND ref = NEW.ref AND metric = NEW.metric; END`},
		{"an alarm is lost", `CREATE TRIGGER bug BEFORE INSERT ON timer WHEN NEW.kind = 'letter.clock' AND NEW.due_at % 3 = 0 BEGIN SELECT RAISE(IGNORE); END`},
		{"alarms ring a month late", `CREATE TRIGGER bug AFTER INSERT ON timer WHEN NEW.kind = 'letter.clock' BEGIN UPDATE timer SET due_at = NEW.due_at + 2592000000 WHERE key = NEW.key; END`},
		{"what is told is not kept", `CREATE TRIGGER bug BEFORE INSERT ON event WHEN NEW.kind = 'letter.unsigned' BEGIN SELECT RAISE(IGNORE); END`},
		{"facts that were recalled stay", `CREATE TRIGGER bug BEFORE DELETE ON letter_fact BEGIN SELECT RAISE(IGNORE); END`},
	}
}

// Options say which county lives, and how long.
type Options struct {
	Seed  uint64
	Steps int
	Bug   Bug
	Dir   string
}

// county is a small county with a clock that is moved by hand.
type county struct {
	Options
	ctx     context.Context
	dice    *rand.Rand
	at      time.Time
	d       *db.DB
	reg     *registry.Service
	letters *letter.Service
	timers  *timer.Runner
	office  anlan.Actor
	gov     anlan.Actor
	chiefs  []anlan.Actor // of townships and departments
	seats   []matter.Seat
	list    []letter.Letter
	work    []work
	watch   *watch
	deeds   map[string]int
}

// work is a matter as the county's people left it.
type work struct {
	ref    anlan.Ref
	origin anlan.Ref
	seat   matter.Seat
	due    anlan.Date
	now    matter.Facet
}

type trusting struct{}

func (trusting) Again(context.Context, anlan.Actor, string, string) (string, error) {
	return "password", nil
}

const secret = "签名口令-模拟县"

var cheap = letter.Cost{Memory: 8, Passes: 1, Lanes: 1}

// device signs for the county's people, as their phones do.
func (c *county) device() letter.Device {
	return letter.Device{Letters: c.letters, Secret: secret, Cost: cheap}
}

var admin = anlan.Actor{Account: "founder", Post: "founder", Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}

func newCounty(ctx context.Context, o Options) (*county, error) {
	c := &county{Options: o, ctx: ctx, dice: rand.New(rand.NewPCG(o.Seed, 0x1E77E5)), at: anlan.Date("2022-01-10").Start().Time().Add(8 * time.Hour), deeds: map[string]int{}}
	var err error
	c.d, err = db.Open(ctx, db.Options{Path: filepath.Join(o.Dir, "anlan.db"), Log: slog.New(slog.DiscardHandler), Now: func() time.Time {
		c.at = c.at.Add(time.Millisecond)
		return c.at
	}})
	if err != nil {
		return nil, err
	}
	book, err := rule.Builtin()
	if err != nil {
		return nil, err
	}
	cal, err := calendar.New(book)
	if err != nil {
		return nil, err
	}
	c.letters = letter.New(letter.Options{DB: c.d, Book: func() *rule.Book { return book }, Calendar: func() *calendar.Calendar { return cal }, Confirmer: trusting{}, Cost: cheap})
	c.timers = timer.New(c.d, slog.New(slog.DiscardHandler), c.letters.Timers()).Serial()
	c.watch = newWatch(c)
	if err := c.found(); err != nil {
		return nil, fmt.Errorf("found: %w", err)
	}
	if o.Bug.SQL != "" {
		return c, c.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
			_, err := tx.ExecContext(ctx, o.Bug.SQL)
			return err
		})
	}
	return c, nil
}

func (c *county) found() error {
	c.reg = registry.New(c.d)
	if _, err := c.reg.SeedPlaces(c.ctx, admin, "620521"); err != nil {
		return err
	}
	var err error
	if c.gov, _, err = c.unit(registry.GovernmentOrgan, "清水县人民政府", "620521", anlan.RoleLeader); err != nil {
		return err
	}
	if c.office, _, err = c.unit(registry.CommitteeOffice, "清水县安委办", "620521", anlan.RoleOffice); err != nil {
		return err
	}
	for i := range 6 {
		kind, role, place := registry.Department, anlan.RoleDepartment, "620521"
		if i%2 == 0 {
			kind, role, place = registry.TownshipUnit, anlan.RoleTownship, fmt.Sprintf("62052110%d", i)
		}
		a, s, err := c.unit(kind, fmt.Sprintf("单位%d", i), place, role)
		if err != nil {
			return err
		}
		c.chiefs, c.seats = append(c.chiefs, a), append(c.seats, s)
	}
	return nil
}

func (c *county) unit(kind registry.UnitKind, name, place string, role anlan.Role) (anlan.Actor, matter.Seat, error) {
	u, err := c.reg.CreateUnit(c.ctx, admin, registry.UnitDraft{Kind: kind, Name: name, Place: place, Rank: 1})
	if err != nil {
		return anlan.Actor{}, matter.Seat{}, err
	}
	post, err := c.reg.CreatePost(c.ctx, admin, registry.PostDraft{Unit: u.ID, Title: "主要负责人", Kind: registry.Chief})
	if err != nil {
		return anlan.Actor{}, matter.Seat{}, err
	}
	a := anlan.Actor{Post: post.ID, Unit: u.ID, Roles: []anlan.Role{role}, Scope: anlan.Scope{Units: []anlan.ID{u.ID}}}
	a.Scope.All = role == anlan.RoleLeader || role == anlan.RoleOffice
	seat := matter.Seat{Unit: u.ID, Branch: u.ID, Place: place, Post: post.ID}
	a, err = c.successor(a, name)
	return a, seat, err
}

// successor lets somebody new act from a chair, with a key of his own.
func (c *county) successor(a anlan.Actor, name string) (anlan.Actor, error) {
	p, err := c.reg.CreatePerson(c.ctx, admin, registry.PersonDraft{Name: clip(name) + "负责人"})
	if err != nil {
		return a, err
	}
	a.Person, a.Account = p.ID, c.d.NewID()
	suite := letter.Suites()[c.dice.IntN(2)]
	_, err = c.device().Enrol(c.ctx, a, suite)
	return a, err
}

func clip(s string) string { r := []rune(s); return string(r[:min(len(r), 20)]) }
