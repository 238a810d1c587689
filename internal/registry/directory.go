package registry

import (
	"context"
	"slices"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/registry/registrydb"
)

// The kinds of the registry's records, as a Ref names them.
const (
	RefPlace   = "registry.place"
	RefUnit    = "registry.unit"
	RefPost    = "registry.post"
	RefPerson  = "registry.person"
	RefHolding = "registry.holding"
	RefContact = "registry.contact"
	RefBatch   = "registry.batch"
	RefMembers = "registry.members" // of the committee that it names
	RefSite    = "registry.site"
	RefLabel   = "registry.label"
)

// Directory reads the registry through one door: a transaction, or the pool of readers. Rooms above
// use it inside their own transaction; it asks nobody's permission.
type Directory struct {
	door registrydb.DBTX
	q    *registrydb.Queries
	seat string // the code below which collective names and offices are looked for
}

// In returns the directory as seen through the door: a *db.Tx or a db.Reader.
func In(door registrydb.DBTX) Directory { return Directory{door: door, q: registrydb.New(door)} }

// At narrows what names mean to the units of a place: in a city's database 各乡镇 of one county are
// not those of its neighbour.
func (d Directory) At(place string) Directory {
	d.seat = place
	return d
}

// Place returns the place with the code.
func (d Directory) Place(ctx context.Context, code string) (Place, error) {
	row, err := d.q.Place(ctx, code)
	return placeOf(row), db.Classify(err)
}

// Tiles returns the places below a parent with their tiles and geometry: the map of the county.
func (d Directory) Tiles(ctx context.Context, parent string) ([]Place, error) {
	rows, err := d.q.PlaceTiles(ctx, parent)
	return mapped(rows, placeOf), db.Classify(err)
}

// Unit returns the unit with all its names.
func (d Directory) Unit(ctx context.Context, id UnitID) (Unit, error) {
	row, err := d.q.Unit(ctx, id)
	if err != nil {
		return Unit{}, db.Classify(err)
	}
	return d.named(ctx, unitOf(row))
}

// named adds the short name and the aliases.
func (d Directory) named(ctx context.Context, u Unit) (Unit, error) {
	names, err := d.q.UnitNames(ctx, u.ID)
	for n := range slices.Values(names) {
		switch n.Kind {
		case "short":
			u.Short = n.Name
		case "alias":
			u.Aliases = append(u.Aliases, n.Name)
		}
	}
	slices.Sort(u.Aliases) // the database's collation is not ours
	return u, db.Classify(err)
}

// Subtree returns the unit and everything below it: the scope of whoever acts for it.
func (d Directory) Subtree(ctx context.Context, id UnitID) ([]UnitID, error) {
	row, err := d.q.Unit(ctx, id)
	if err != nil {
		return nil, db.Classify(err)
	}
	ids, err := d.q.SubtreeIDs(ctx, registrydb.SubtreeIDsParams{Path: row.Path, Path_2: pathEnd(row.Path)})
	return ids, db.Classify(err)
}

// UnitsOfKind returns the units of a kind in order of precedence.
func (d Directory) UnitsOfKind(ctx context.Context, kind UnitKind) ([]Unit, error) {
	rows, err := d.q.UnitsOfKind(ctx, registrydb.UnitsOfKindParams{Kind: string(kind), Place: d.seat, PlaceEnd: codeEnd(d.seat)})
	return mapped(rows, unitOf), db.Classify(err)
}

// UnitsBySector counts the units of a kind that are in use, by their sector.
func (d Directory) UnitsBySector(ctx context.Context, kind UnitKind) (map[string]int, error) {
	rows, err := d.q.UnitsBySector(ctx, string(kind))
	by := make(map[string]int, len(rows))
	for _, r := range rows {
		by[r.Sector] = int(r.N)
	}
	return by, db.Classify(err)
}

// Office returns the office of the committee (安委办), which decides where units cannot agree.
func (d Directory) Office(ctx context.Context) (Unit, error) {
	units, err := d.UnitsOfKind(ctx, CommitteeOffice)
	if err == nil && len(units) == 0 {
		return Unit{}, anlan.ErrRegistryNoOffice
	}
	if err != nil {
		return Unit{}, err
	}
	return units[0], nil
}

// Members returns the units that sit in the committee on the day.
func (d Directory) Members(ctx context.Context, body UnitID, day anlan.Date) ([]Unit, error) {
	rows, err := d.q.MembersOf(ctx, registrydb.MembersOfParams{Body: body, Since: day})
	return mapped(rows, unitOf), db.Classify(err)
}

// Post returns the post.
func (d Directory) Post(ctx context.Context, id PostID) (Post, error) {
	row, err := d.q.Post(ctx, id)
	return postOf(row), db.Classify(err)
}

// Posts returns the posts of a unit.
func (d Directory) Posts(ctx context.Context, unit UnitID) ([]Post, error) {
	rows, err := d.q.PostsOfUnit(ctx, unit)
	return mapped(rows, postOf), db.Classify(err)
}

// PostOfKind returns the first post of the kind in the unit: its chief, its liaison. A unit without
// one answers ErrRegistryNoPost.
func (d Directory) PostOfKind(ctx context.Context, unit UnitID, kind PostKind) (Post, error) {
	rows, err := d.q.PostsOfKind(ctx, registrydb.PostsOfKindParams{Unit: unit, Kind: string(kind)})
	if err == nil && len(rows) == 0 {
		return Post{}, anlan.ErrRegistryNoPost.With("kind", string(kind)).With("unit", string(unit))
	}
	if err != nil {
		return Post{}, db.Classify(err)
	}
	return postOf(rows[0]), nil
}

// Chief returns the post of the unit's head.
func (d Directory) Chief(ctx context.Context, unit UnitID) (Post, error) {
	return d.PostOfKind(ctx, unit, Chief)
}

// LeadPost returns the post that a unit's work lands on: its liaison, else its chief.
func (d Directory) LeadPost(ctx context.Context, unit UnitID) (Post, error) {
	post, err := d.PostOfKind(ctx, unit, Liaison)
	if anlan.KindOf(err) == anlan.NotFound && err != nil {
		return d.Chief(ctx, unit)
	}
	return post, err
}

// Deputies returns the posts that stand in for the post, in order (A/B 角).
func (d Directory) Deputies(ctx context.Context, post PostID) ([]Post, error) {
	rows, err := d.q.Deputies(ctx, post)
	return mapped(rows, postOf), db.Classify(err)
}

// Person returns the person, number and all: whoever shows it masks it.
func (d Directory) Person(ctx context.Context, id PersonID) (Person, error) {
	row, err := d.q.Person(ctx, id)
	return personOf(row), db.Classify(err)
}

// Holder is who holds a post on a day.
type Holder struct {
	Holding
	Name   string `json:"name"`
	Mobile string `json:"mobile,omitempty"`
}

// PersonByMobile returns the person in use with the number.
func (d Directory) PersonByMobile(ctx context.Context, mobile string) (Person, error) {
	row, err := d.q.PersonByMobile(ctx, mobile)
	return personOf(row), db.Classify(err)
}

// PeopleNamed returns the people in use with the name.
func (d Directory) PeopleNamed(ctx context.Context, name string) ([]Person, error) {
	rows, err := d.q.PeopleNamed(ctx, name)
	return mapped(rows, personOf), db.Classify(err)
}

// UnitByCode returns the unit in use with the code.
func (d Directory) UnitByCode(ctx context.Context, code string) (Unit, error) {
	row, err := d.q.UnitByCode(ctx, code)
	if err != nil {
		return Unit{}, db.Classify(err)
	}
	return d.named(ctx, unitOf(row))
}

// Holders returns who holds the post on the day, the holder proper first. Nobody is no error.
func (d Directory) Holders(ctx context.Context, post PostID, day anlan.Date) ([]Holder, error) {
	rows, err := d.q.HoldersOn(ctx, registrydb.HoldersOnParams{Post: post, Day: day})
	return mapped(rows, holderOf), db.Classify(err)
}

// HandedOver is a post in which somebody else sits on the last of two days than on the first.
type HandedOver struct {
	Post          PostID
	Unit          UnitID
	Kind          PostKind
	Before, After []string // names; empty where nobody sat
}

// handedOverMost bounds how many holdings a comparison of two days reads: a county's public posts, with the old and the new.
const handedOverMost = 10_000

// HandedOver compares who sat in the public posts (those of organs, towns and villages) on two days, in order of precedence.
func (d Directory) HandedOver(ctx context.Context, first, last anlan.Date) ([]HandedOver, error) {
	rows, err := d.q.HoldersAround(ctx, registrydb.HoldersAroundParams{First: first, Last: last, Most: handedOverMost})
	if err != nil {
		return nil, db.Classify(err)
	}
	var list []HandedOver
	for _, r := range rows {
		if len(list) == 0 || list[len(list)-1].Post != r.Post {
			list = append(list, HandedOver{Post: r.Post, Unit: r.Unit, Kind: PostKind(r.Kind), Before: []string{}, After: []string{}})
		}
		x, h := &list[len(list)-1], Holding{Since: r.Since, Until: r.Until}
		if h.On(first) {
			x.Before = append(x.Before, r.Name)
		}
		if h.On(last) {
			x.After = append(x.After, r.Name)
		}
	}
	return slices.DeleteFunc(list, func(x HandedOver) bool { return slices.Equal(x.Before, x.After) }), nil
}

// HoldingsOfPost returns who held the post, newest first.
func (d Directory) HoldingsOfPost(ctx context.Context, post PostID) ([]Holding, error) {
	rows, err := d.q.HoldingsOfPost(ctx, post)
	return mapped(rows, holdingOf), db.Classify(err)
}

// HoldingsOfPerson returns which posts the person held, newest first.
func (d Directory) HoldingsOfPerson(ctx context.Context, person PersonID) ([]Holding, error) {
	rows, err := d.q.HoldingsOfPerson(ctx, person)
	return mapped(rows, holdingOf), db.Classify(err)
}

// Contacts returns how a post or unit is reached, secrets included, for whoever sends.
func (d Directory) Contacts(ctx context.Context, owner anlan.ID) ([]Contact, error) {
	rows, err := d.q.ContactsOf(ctx, owner)
	return mapped(rows, contactOf), db.Classify(err)
}

// Record returns the record that a Ref names, in the form that its last event sealed.
func (d Directory) Record(ctx context.Context, ref anlan.Ref) (any, error) {
	switch ref.Kind {
	case RefPlace:
		return d.Place(ctx, string(ref.ID))
	case RefUnit:
		return d.Unit(ctx, ref.ID)
	case RefPost:
		return d.Post(ctx, ref.ID)
	case RefPerson:
		return d.Person(ctx, ref.ID)
	case RefHolding:
		return d.holding(ctx, ref.ID)
	case RefContact:
		c, err := d.contact(ctx, ref.ID)
		return c.sealed(), err
	case RefMembers:
		return d.memberList(ctx, ref.ID)
	case RefBatch:
		return d.Batch(ctx, ref.ID)
	case RefSite:
		return d.Site(ctx, ref.ID)
	case RefLabel:
		return d.Label(ctx, string(ref.ID))
	}
	return nil, anlan.ErrNotFound
}

func (d Directory) holding(ctx context.Context, id anlan.ID) (Holding, error) {
	row, err := d.q.Holding(ctx, id)
	return holdingOf(row), db.Classify(err)
}

func (d Directory) contact(ctx context.Context, id anlan.ID) (Contact, error) {
	row, err := d.q.Contact(ctx, id)
	return contactOf(row), db.Classify(err)
}
