package account

import (
	"context"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/registry"
)

// residents answers this room's questions from the registry.
type residents struct{ d *db.DB }

var (
	_ Directory = residents{}
	_ Founder   = residents{}
)

// Residents is the registry as this room's Directory and Founder.
func Residents(d *db.DB) interface {
	Directory
	Founder
} {
	return residents{d}
}

func (r residents) read() registry.Directory { return registry.In(r.d.Reader()) }

// PostsOf implements Directory.
func (r residents) PostsOf(ctx context.Context, person anlan.ID, at anlan.Instant) ([]Post, error) {
	if _, err := r.read().Person(ctx, person); err != nil {
		return nil, err
	}
	list, err := r.read().HoldingsOfPerson(ctx, person)
	if err != nil {
		return nil, err
	}
	var posts []Post
	for _, h := range list {
		if !h.On(at.Date()) {
			continue
		}
		p, err := r.PostByID(ctx, h.Post)
		if err != nil {
			return nil, err
		}
		posts = append(posts, p)
	}
	return posts, nil
}

// HoldersOf implements Directory.
func (r residents) HoldersOf(ctx context.Context, post anlan.ID, at anlan.Instant) ([]anlan.ID, error) {
	list, err := r.read().Holders(ctx, post, at.Date())
	people := make([]anlan.ID, 0, len(list))
	for _, h := range list {
		people = append(people, h.Person)
	}
	return people, err
}

// PostByID implements Directory.
func (r residents) PostByID(ctx context.Context, post anlan.ID) (Post, error) {
	p, err := r.read().Post(ctx, post)
	if err != nil {
		return Post{}, err
	}
	u, err := r.read().Unit(ctx, p.Unit)
	return Post{ID: p.ID, Title: p.Title, Unit: p.Unit, UnitName: u.Name, UnitShort: u.Short, UnitKind: string(u.Kind), Place: u.Place}, err
}

// Subtree implements Directory.
func (r residents) Subtree(ctx context.Context, unit anlan.ID) ([]anlan.ID, error) {
	return r.read().Subtree(ctx, unit)
}

// PersonByPhone implements Directory.
func (r residents) PersonByPhone(ctx context.Context, phone string) (anlan.ID, error) {
	p, err := r.read().PersonByMobile(ctx, phone)
	return p.ID, err
}

// Seats implements Directory.
func (r residents) Seats(ctx context.Context, c Choice, at anlan.Instant, most int) ([]Sitting, error) {
	f := registry.SeatFilter{Units: c.Units, Below: c.Below, Place: c.Place}
	for _, k := range c.Kinds {
		f.Kinds = append(f.Kinds, registry.UnitKind(k))
	}
	seats, err := r.read().Seats(ctx, f, at.Date(), most)
	list := make([]Sitting, 0, len(seats))
	for _, s := range seats {
		list = append(list, Sitting{Post: s.Post, Title: s.Title, Unit: s.Unit, UnitName: s.UnitName, Person: s.Person, Name: s.Name,
			Spelt: registry.Spell(s.Name)})
	}
	return list, err
}

// firstPosts are the posts of the first four, by role.
var firstPosts = map[anlan.Role]struct {
	title string
	kind  registry.PostKind
}{
	anlan.RoleSystem:   {"系统管理员", registry.Staff},
	anlan.RoleSecurity: {"安全管理员", registry.Staff},
	anlan.RoleAudit:    {"审计管理员", registry.Staff},
	anlan.RoleOffice:   {"主任", registry.Chief},
}

// Found implements Founder: the government, the committee and its office, and the first four posts in
// the office, and the county's divisions where they are among the public facts.
func (r residents) Found(ctx context.Context, tx *db.Tx, county County, seats []Seat) ([]Seated, error) {
	w := registry.Within(tx)
	if err := w.SeedCounty(ctx, county.Code, county.Name); err != nil {
		return nil, err
	}
	government, err := w.CreateUnit(ctx, registry.UnitDraft{Kind: registry.GovernmentOrgan, Name: county.Name + "人民政府", Short: "县政府", Place: county.Code, Rank: 10})
	if err != nil {
		return nil, err
	}
	committee, err := w.CreateUnit(ctx, registry.UnitDraft{Kind: registry.Committee, Name: county.Name + "安全生产委员会", Short: "县安委会",
		Place: county.Code, Parent: government.ID, Rank: 20})
	if err != nil {
		return nil, err
	}
	office, err := w.CreateUnit(ctx, registry.UnitDraft{Kind: registry.CommitteeOffice, Name: county.Name + "安全生产委员会办公室", Short: "县安委办",
		Place: county.Code, Parent: committee.ID, Rank: 30})
	if err != nil {
		return nil, err
	}
	return r.seatAll(ctx, tx, w, office.ID, seats)
}

func (r residents) seatAll(ctx context.Context, tx *db.Tx, w registry.Writer, office anlan.ID, seats []Seat) ([]Seated, error) {
	var seated []Seated
	for i, s := range seats {
		first := firstPosts[s.Role]
		post, err := w.CreatePost(ctx, registry.PostDraft{Unit: office, Title: first.title, Kind: first.kind, Rank: int64(i)})
		if err != nil {
			return nil, err
		}
		person, err := w.CreatePerson(ctx, registry.PersonDraft{Name: s.Name})
		if err != nil {
			return nil, err
		}
		_, err = w.Appoint(ctx, registry.Holding{Post: post.ID, Person: person.ID, Mode: registry.Full, Since: tx.Now.Date()})
		if err != nil {
			return nil, err
		}
		seated = append(seated, Seated{Person: person.ID, Post: post.ID})
	}
	return seated, nil
}
