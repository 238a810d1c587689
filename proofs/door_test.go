package proofs

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/app"
	"anlan/internal/db"
	"anlan/internal/matter"
	"anlan/internal/registry"
)

// door is a county served inside the test, so that its routes and its rows can be asked directly;
// everything that is proved goes over HTTP.
type door struct {
	*app.App
	url   string
	seats map[string]*chair // by the unit's short name
	spec  *spec
}

// chair is somebody in a post.
type chair struct {
	name   string
	role   anlan.Role
	unit   registry.Unit
	login  string
	below  []anlan.ID // own unit with everything below it
	place  string     // for a township: what lies in it
	b      *browser
	branch anlan.ID
}

// said collects what the program prints, until its address is known.
type said struct {
	mu   sync.Mutex
	text strings.Builder
}

func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

var address = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

func (s *said) url() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return address.FindString(s.text.String())
}

// openDoor serves a small county of its own: an office, two departments, two townships with a village
// and enterprises below one of them, the leader and the three administrators.
func openDoor(t testing.TB) *door {
	t.Helper()
	out := &said{}
	a, err := app.New(ctx, app.Options{Data: t.TempDir(), Listen: "127.0.0.1:0", Demo: true, Level: "error", Out: out})
	must(t, err)
	d := &door{App: a, seats: map[string]*chair{}}
	must(t, d.found())
	run, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- a.Run(run) }()
	t.Cleanup(func() {
		stop()
		if err := errors.Join(<-ended, a.Close()); err != nil {
			t.Error(err)
		}
	})
	for d.url = out.url(); d.url == ""; d.url = out.url() {
		time.Sleep(5 * time.Millisecond)
	}
	for _, c := range d.seats {
		c.b = newBrowser(d.url)
		if c.login != "" {
			must(t, c.b.signIn(c.login))
		}
	}
	d.spec, err = readSpec(a)
	must(t, err)
	return d
}

var people = []struct {
	name   string
	kind   registry.UnitKind
	parent string
	place  string
	role   anlan.Role
}{
	{"county", registry.GovernmentOrgan, "", "620521", anlan.RoleLeader},
	{"committee", registry.Committee, "county", "620521", ""},
	{"office", registry.CommitteeOffice, "committee", "620521", anlan.RoleOffice},
	{"emergency", registry.Department, "county", "620521", anlan.RoleDepartment},
	{"housing", registry.Department, "county", "620521", anlan.RoleDepartment},
	{"yongqing", registry.TownshipUnit, "county", "620521100", anlan.RoleTownship},
	{"hongbao", registry.TownshipUnit, "county", "620521101", anlan.RoleTownship},
	{"village", registry.VillageUnit, "yongqing", "620521100", anlan.RoleVillage},
	{"station", registry.Enterprise, "yongqing", "620521100", anlan.RoleEnterprise},
	{"quarry", registry.Enterprise, "hongbao", "620521101", anlan.RoleEnterprise},
	{"system", registry.PublicInstitution, "emergency", "620521", anlan.RoleSystem},
	{"security", registry.PublicInstitution, "emergency", "620521", anlan.RoleSecurity},
	{"audit", registry.PublicInstitution, "emergency", "620521", anlan.RoleAudit},
}

// found makes units, posts, people and accounts.
func (d *door) found() error {
	return d.DB.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		w := registry.Within(tx)
		if err := w.SeedCounty(ctx, "620521", "清水县"); err != nil {
			return err
		}
		for i, p := range people {
			c := &chair{name: p.name, role: p.role}
			var parent anlan.ID
			if p.parent != "" {
				parent = d.seats[p.parent].unit.ID
			}
			var err error
			if c.unit, err = w.CreateUnit(ctx, registry.UnitDraft{Kind: p.kind, Name: "证明" + p.name, Short: p.name, Parent: parent, Place: p.place, Rank: int64(i + 1)}); err != nil {
				return fmt.Errorf("%s: %w", p.name, err)
			}
			d.seats[p.name] = c
			c.below, c.branch = []anlan.ID{c.unit.ID}, c.unit.ID
			for up := p.parent; up != ""; up = parentOf(up) {
				d.seats[up].below = append(d.seats[up].below, c.unit.ID)
			}
			if p.kind == registry.TownshipUnit {
				c.place = p.place
			}
			if p.role == "" {
				continue
			}
			if err := d.sit(tx, w, c, i); err != nil {
				return fmt.Errorf("%s: %w", p.name, err)
			}
		}
		return nil
	})
}

func parentOf(name string) string {
	for _, p := range people {
		if p.name == name {
			return p.parent
		}
	}
	return ""
}

func (d *door) sit(tx *db.Tx, w registry.Writer, c *chair, i int) error {
	post, err := w.CreatePost(ctx, registry.PostDraft{Unit: c.unit.ID, Title: "联络员", Kind: registry.Liaison})
	if err != nil {
		return err
	}
	person, err := w.CreatePerson(ctx, registry.PersonDraft{Name: "证明人" + c.name})
	if err != nil {
		return err
	}
	if _, err := w.Appoint(ctx, registry.Holding{Post: post.ID, Person: person.ID, Mode: registry.Full, Since: tx.Now.Date()}); err != nil {
		return err
	}
	c.login = fmt.Sprintf("demo%03d", i+1)
	_, err = d.Account.Plant(ctx, tx, account.Planting{Login: c.login, Name: person.Name, Person: person.ID, Posts: map[anlan.ID][]anlan.Role{post.ID: {c.role}}})
	return err
}

// seat is where a unit sits.
func (d *door) seat(name string) matter.Seat {
	c := d.seats[name]
	return matter.Seat{Unit: c.unit.ID, Branch: c.branch, Place: c.unit.Place}
}

// open hands a matter over whose title is a word that stands nowhere else.
func (d *door) open(t testing.TB, lead, issuer, reviewer string, token string) matter.Matter {
	t.Helper()
	by := anlan.Actor{Account: "proofs", Unit: d.seats["office"].unit.ID, Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}
	list, err := d.Matter.OpenAll(ctx, by, []matter.Order{{Title: token, Lead: d.seat(lead), Issuer: d.seat(issuer), Reviewer: d.seat(reviewer), Due: d.DB.Now().Date().AddDays(20)}})
	must(t, err)
	return list[0]
}

// nobody is a browser without a session.
func (d *door) nobody() *chair { return &chair{name: "nobody", b: newBrowser(d.url)} }

// everybody lists the chairs with an account, and nobody.
func (d *door) everybody() (list []*chair) {
	for _, p := range people {
		if p.role != "" {
			list = append(list, d.seats[p.name])
		}
	}
	return append(list, d.nobody())
}
