package registry

import (
	"slices"
	"strings"

	"anlan"
	"anlan/internal/registry/registrydb"
)

// Rows ↔ types. The generated parameter types have the fields of their tables in order, so a row
// converts into them.

func placeOf(r registrydb.RegistryPlace) Place {
	p := Place{Code: r.Code, Name: r.Name, Level: Level(r.Level), Kind: r.Kind, Parent: r.Parent, Initials: r.Initials,
		Geometry: r.Geometry, Status: Status(r.Status), Revision: r.Revision, Created: r.CreatedAt, Updated: r.UpdatedAt}
	if r.TileCol >= 0 {
		p.Tile = &Tile{Col: int(r.TileCol), Row: int(r.TileRow)}
	}
	return p
}

func (p Place) row() registrydb.RegistryPlace {
	r := registrydb.RegistryPlace{Code: p.Code, Name: p.Name, Level: string(p.Level), Kind: p.Kind, Parent: p.Parent,
		Initials: p.Initials, Geometry: p.Geometry, TileCol: -1, TileRow: -1, Status: string(p.Status), Revision: p.Revision,
		CreatedAt: p.Created, UpdatedAt: p.Updated}
	if p.Tile != nil {
		r.TileCol, r.TileRow = int64(p.Tile.Col), int64(p.Tile.Row)
	}
	return r
}

func unitOf(r registrydb.RegistryUnit) Unit {
	return Unit{ID: r.ID, Kind: UnitKind(r.Kind), Name: r.Name, Code: r.Code, Parent: r.Parent, Path: r.Path, Place: r.Place,
		Sector: r.Sector, Regulator: r.Regulator, Address: r.Address, Rank: r.Rank, Initials: r.Initials,
		Status: Status(r.Status), Since: r.Since, Until: r.Until, Revision: r.Revision, Created: r.CreatedAt, Updated: r.UpdatedAt}
}

func (u Unit) row() registrydb.RegistryUnit {
	return registrydb.RegistryUnit{ID: u.ID, Kind: string(u.Kind), Name: u.Name, Code: u.Code, Parent: u.Parent, Path: u.Path,
		Place: u.Place, Sector: u.Sector, Regulator: u.Regulator, Address: u.Address, Rank: u.Rank, Initials: u.Initials,
		Status: string(u.Status), Since: u.Since, Until: u.Until, Revision: u.Revision, CreatedAt: u.Created, UpdatedAt: u.Updated}
}

func postOf(r registrydb.RegistryPost) Post {
	return Post{ID: r.ID, Unit: r.Unit, Title: r.Title, Kind: PostKind(r.Kind), Rank: r.Rank, Status: Status(r.Status),
		StandIns: splitIDs(r.StandIns), Revision: r.Revision, Created: r.CreatedAt, Updated: r.UpdatedAt}
}

func (p Post) row() registrydb.RegistryPost {
	return registrydb.RegistryPost{ID: p.ID, Unit: p.Unit, Title: p.Title, Kind: string(p.Kind), Rank: p.Rank,
		Status: string(p.Status), StandIns: joinIDs(p.StandIns), Revision: p.Revision, CreatedAt: p.Created, UpdatedAt: p.Updated}
}

// joinIDs and splitIDs keep a short list of identities in one column.
func joinIDs(ids []anlan.ID) string {
	return strings.Join(mapped(ids, func(id anlan.ID) string { return string(id) }), ",")
}

func splitIDs(s string) []anlan.ID {
	if s == "" {
		return nil
	}
	return mapped(strings.Split(s, ","), func(id string) anlan.ID { return anlan.ID(id) })
}

func personOf(r registrydb.RegistryPerson) Person {
	return Person{ID: r.ID, Name: r.Name, Mobile: r.Mobile, Initials: r.Initials, Status: Status(r.Status),
		Revision: r.Revision, Created: r.CreatedAt, Updated: r.UpdatedAt}
}

func (p Person) row() registrydb.RegistryPerson {
	return registrydb.RegistryPerson{ID: p.ID, Name: p.Name, Mobile: p.Mobile, Initials: p.Initials, Status: string(p.Status),
		Revision: p.Revision, CreatedAt: p.Created, UpdatedAt: p.Updated}
}

func holdingOf(r registrydb.RegistryHolding) Holding {
	return Holding{ID: r.ID, Post: r.Post, Person: r.Person, Mode: Mode(r.Mode), Since: r.Since, Until: r.Until,
		Revision: r.Revision, Created: r.CreatedAt, Updated: r.UpdatedAt}
}

func (h Holding) row() registrydb.RegistryHolding {
	return registrydb.RegistryHolding{ID: h.ID, Post: h.Post, Person: h.Person, Mode: string(h.Mode), Since: h.Since,
		Until: h.Until, Revision: h.Revision, CreatedAt: h.Created, UpdatedAt: h.Updated}
}

func holderOf(r registrydb.HoldersOnRow) Holder {
	return Holder{Name: r.Name, Mobile: r.Mobile, Holding: Holding{ID: r.ID, Post: r.Post, Person: r.Person, Mode: Mode(r.Mode),
		Since: r.Since, Until: r.Until, Revision: r.Revision, Created: r.CreatedAt, Updated: r.UpdatedAt}}
}

func contactOf(r registrydb.RegistryContact) Contact {
	return Contact{ID: r.ID, Owner: anlan.Ref{Kind: r.OwnerKind, ID: r.Owner}, Channel: Channel(r.Channel), Address: r.Address,
		Secret: r.Secret, Signed: r.Secret != "", Purpose: r.Purpose, OptedIn: r.OptedIn == 1, Status: Status(r.Status),
		Revision: r.Revision, Created: r.CreatedAt, Updated: r.UpdatedAt}
}

func (c Contact) row() registrydb.RegistryContact {
	r := registrydb.RegistryContact{ID: c.ID, OwnerKind: c.Owner.Kind, Owner: c.Owner.ID, Channel: string(c.Channel),
		Address: c.Address, Secret: c.Secret, Purpose: c.Purpose, Status: string(c.Status), Revision: c.Revision,
		CreatedAt: c.Created, UpdatedAt: c.Updated}
	if c.OptedIn {
		r.OptedIn = 1
	}
	return r
}

func mapped[A, B any](in []A, f func(A) B) []B {
	out := make([]B, 0, len(in))
	for a := range slices.Values(in) {
		out = append(out, f(a))
	}
	return out
}
