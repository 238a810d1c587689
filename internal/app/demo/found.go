package demo

import (
	"context"
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"strings"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/db"
	"anlan/internal/registry"
)

//go:embed units.csv
var unitsCSV string

// line is one unit of units.csv.
type line struct {
	kind           registry.UnitKind
	name, short    string
	role           anlan.Role
	aliases        []string
	sector, parent string
	place          string
}

// membersSince lets minutes of years ago find the members of the committee.
const membersSince = "2020-01-01"

func lines() ([]line, error) {
	rows, err := csv.NewReader(strings.NewReader(unitsCSV)).ReadAll()
	if err != nil {
		return nil, err
	}
	var list []line
	for _, r := range rows[1:] {
		l := line{kind: registry.UnitKind(r[0]), name: r[1], short: r[2], role: anlan.Role(r[3]), sector: r[5], place: countyCode, parent: "县政府"}
		if r[4] != "" {
			l.aliases = strings.Split(r[4], ";")
		}
		switch l.kind {
		case registry.GovernmentOrgan:
			l.parent = ""
		case registry.CommitteeOffice:
			l.parent = "县安委会"
		case registry.Enterprise:
			l.parent, l.place = "永清镇", "620521100"
		}
		list = append(list, l)
	}
	return list, nil
}

// found makes places, units, posts, people and accounts, in one transaction each, as an import would.
func (m *maker) found(ctx context.Context) error {
	if err := m.write(ctx, func(tx *db.Tx) error {
		return registry.Within(tx).SeedCounty(ctx, countyCode, countyName)
	}); err != nil {
		return err
	}
	list, err := lines()
	if err != nil {
		return err
	}
	towns, err := m.townships(ctx)
	if err != nil {
		return err
	}
	list = append(list[:len(list)-6], append(towns, list[len(list)-6:]...)...) // enterprises sit below a township
	if err := m.write(ctx, func(tx *db.Tx) error { return m.enterUnits(ctx, tx, list) }); err != nil {
		return err
	}
	return m.write(ctx, func(tx *db.Tx) error { return m.administrators(ctx, tx) })
}

// townships makes a unit of every township of the county, and of one village.
func (m *maker) townships(ctx context.Context) ([]line, error) {
	places, err := registry.In(m.a.DB.Reader()).Places(ctx, registry.PlaceFilter{Parent: countyCode, Limit: 100})
	if err != nil {
		return nil, err
	}
	var list []line
	for _, p := range places.Items {
		if p.Level == registry.Township && !strings.Contains(p.Name, "园区") {
			list = append(list, line{kind: registry.TownshipUnit, name: p.Name + "人民政府", short: p.Name, role: anlan.RoleTownship,
				parent: "县政府", place: p.Code, aliases: []string{}})
		}
	}
	village, err := m.village(ctx)
	return append(list, village), err
}

// village makes a unit of the first village of the county seat.
func (m *maker) village(ctx context.Context) (line, error) {
	places, err := registry.In(m.a.DB.Reader()).Places(ctx, registry.PlaceFilter{Parent: "620521100", Limit: 1})
	if err != nil || len(places.Items) == 0 {
		return line{}, errors.Join(err, errors.New("the county seat has no village"))
	}
	p := places.Items[0]
	return line{kind: registry.VillageUnit, name: p.Name, short: registry.ShortPlaceName(p.Name), role: anlan.RoleVillage, parent: "永清镇", place: p.Code}, nil
}

func (m *maker) enterUnits(ctx context.Context, tx *db.Tx, list []line) error {
	w := registry.Within(tx)
	for i, l := range list {
		u, err := w.CreateUnit(ctx, registry.UnitDraft{Kind: l.kind, Name: l.name, Short: l.short, Aliases: l.aliases, Place: l.place, Code: codeOf(l),
			Sector: l.sector, Parent: m.seats[l.parent].unit, Rank: int64(i + 1)})
		if err != nil {
			return fmt.Errorf("%s: %w", l.name, err)
		}
		m.seats[l.short] = seat{unit: u.ID, place: l.place}
		if err := m.staff(ctx, tx, w, u, l); err != nil {
			return fmt.Errorf("%s: %w", l.name, err)
		}
		if l.kind == registry.Department || l.kind == registry.TownshipUnit || l.kind == registry.PartyOrgan {
			if err := w.SetMember(ctx, m.seats["县安委会"].unit, u.ID, membersSince, ""); err != nil {
				return err
			}
		}
	}
	return nil
}

// codeOf is the 机关代字 under which the committee's office numbers its papers.
func codeOf(l line) string {
	if l.kind == registry.CommitteeOffice {
		return "清安委办"
	}
	return ""
}

// staff gives a unit its chief and its liaison, each with an account.
func (m *maker) staff(ctx context.Context, tx *db.Tx, w registry.Writer, u registry.Unit, l line) error {
	if l.role == "" {
		return nil
	}
	chief, err := m.sit(ctx, tx, w, u, registry.Chief, chiefTitle(l), l.role)
	if err != nil {
		return err
	}
	s := m.seats[l.short]
	s.chief, s.actor = chief, chief
	if l.role != anlan.RoleLeader {
		if s.actor, err = m.sit(ctx, tx, w, u, registry.Liaison, "安全联络员", l.role); err != nil {
			return err
		}
	}
	m.seats[l.short] = s
	return nil
}

func chiefTitle(l line) string {
	switch l.kind {
	case registry.GovernmentOrgan:
		return "县长"
	case registry.CommitteeOffice:
		return "主任"
	case registry.TownshipUnit:
		return map[bool]string{true: "乡长", false: "镇长"}[strings.HasSuffix(l.short, "乡")]
	case registry.VillageUnit:
		return "村（居）委会主任"
	default:
		return "主要负责人"
	}
}

// sit makes a post, somebody to hold it who is named by the post, and an account with the role.
func (m *maker) sit(ctx context.Context, tx *db.Tx, w registry.Writer, u registry.Unit, kind registry.PostKind, title string, role anlan.Role) (anlan.Actor, error) {
	post, err := w.CreatePost(ctx, registry.PostDraft{Unit: u.ID, Title: title, Kind: kind})
	if err != nil {
		return anlan.Actor{}, err
	}
	person, err := w.CreatePerson(ctx, registry.PersonDraft{Name: "演示·" + anlan.Clip(u.Short+title, 26)})
	if err != nil {
		return anlan.Actor{}, err
	}
	if _, err := w.Appoint(ctx, registry.Holding{Post: post.ID, Person: person.ID, Mode: registry.Full, Since: tx.Now.Date()}); err != nil {
		return anlan.Actor{}, err
	}
	n, err := tx.Number(ctx, "demo/account")
	if err != nil {
		return anlan.Actor{}, err
	}
	acc, err := m.a.Account.Plant(ctx, tx, account.Planting{Login: fmt.Sprintf("demo%03d", n), Name: person.Name, Person: person.ID,
		Posts: map[anlan.ID][]anlan.Role{post.ID: {role}}})
	actor := anlan.Actor{Account: acc.ID, Person: person.ID, Post: post.ID, Unit: u.ID, Roles: []anlan.Role{role}, Scope: anlan.Scope{Units: []anlan.ID{u.ID}}}
	actor.Scope.All = role == anlan.RoleLeader || role == anlan.RoleOffice
	if role == anlan.RoleTownship {
		actor.Scope.Places = []string{u.Place}
	}
	return actor, err
}

// administrators gives the office's computer room its three separated posts.
func (m *maker) administrators(ctx context.Context, tx *db.Tx) error {
	w := registry.Within(tx)
	u, err := w.CreateUnit(ctx, registry.UnitDraft{Kind: registry.PublicInstitution, Name: "（演示）清水县应急信息中心", Short: "演示信息中心",
		Parent: m.seats["县应急局"].unit, Place: countyCode, Rank: 900})
	if err != nil {
		return err
	}
	for _, admin := range []struct {
		role  anlan.Role
		title string
	}{{anlan.RoleSystem, "系统管理员"}, {anlan.RoleSecurity, "安全管理员"}, {anlan.RoleAudit, "审计管理员"}} {
		if _, err := m.sit(ctx, tx, w, u, registry.Staff, admin.title, admin.role); err != nil {
			return err
		}
	}
	return nil
}
