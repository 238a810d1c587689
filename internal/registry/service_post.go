package registry

import (
	"context"

	"anlan"
	"anlan/internal/authz"
)

// PostView is a post as a screen shows it: who sits there today, and who stands in.
type PostView struct {
	Post
	Holders  []Holder `json:"holders"`
	Deputies []Post   `json:"deputies"`
}

// Posts lists the posts of a unit with today's holders. Numbers are masked unless the actor may see
// the unit's contacts.
func (s *Service) Posts(ctx context.Context, a anlan.Actor, unit UnitID) ([]PostView, error) {
	if err := authz.Check(a, actRead); err != nil {
		return nil, err
	}
	u, err := s.seen(ctx, a, unit)
	if err != nil {
		return nil, err
	}
	posts, err := s.read().Posts(ctx, unit)
	if err != nil {
		return nil, err
	}
	open := authz.Check(a, actContact, authz.Target{Unit: u.ID, Place: u.Place}) == nil
	views := make([]PostView, 0, len(posts))
	for _, p := range posts {
		v, err := s.view(ctx, p, open)
		if err != nil {
			return nil, err
		}
		views = append(views, v)
	}
	return views, nil
}

func (s *Service) view(ctx context.Context, p Post, open bool) (PostView, error) {
	v := PostView{Post: p}
	var err error
	if v.Holders, err = s.read().Holders(ctx, p.ID, s.db.Now().Date()); err != nil {
		return v, err
	}
	for i := range v.Holders {
		if !open {
			v.Holders[i].Mobile = MaskMobile(v.Holders[i].Mobile)
		}
	}
	v.Deputies, err = s.read().Deputies(ctx, p.ID)
	return v, err
}

// CreatePost makes a post.
func (s *Service) CreatePost(ctx context.Context, a anlan.Actor, d PostDraft) (Post, error) {
	return change(ctx, s, a, func(w Writer) (Post, error) { return w.CreatePost(ctx, d) },
		func(r Directory) (Post, error) { return r.Post(ctx, d.ID) })
}

// UpdatePost changes a post's title, kind or rank.
func (s *Service) UpdatePost(ctx context.Context, a anlan.Actor, id PostID, revision int64, d PostDraft) (Post, error) {
	return change(ctx, s, a, func(w Writer) (Post, error) { return w.UpdatePost(ctx, id, revision, d) },
		func(r Directory) (Post, error) { return r.Post(ctx, id) })
}

// AbolishPost ends a post that nobody holds.
func (s *Service) AbolishPost(ctx context.Context, a anlan.Actor, id PostID, revision int64) (Post, error) {
	return change(ctx, s, a, func(w Writer) (Post, error) { return w.AbolishPost(ctx, id, revision) },
		func(r Directory) (Post, error) { return r.Post(ctx, id) })
}

// SetDeputies says which posts stand in for a post, in order.
func (s *Service) SetDeputies(ctx context.Context, a anlan.Actor, post PostID, deputies []PostID) ([]Post, error) {
	return change(ctx, s, a, func(w Writer) ([]Post, error) {
		if err := w.SetDeputies(ctx, post, deputies); err != nil {
			return nil, err
		}
		return w.Deputies(ctx, post)
	}, func(r Directory) ([]Post, error) { return r.Deputies(ctx, post) })
}

// People lists people, numbers masked.
func (s *Service) People(ctx context.Context, a anlan.Actor, f PersonFilter) (Page[Person], error) {
	if err := authz.Check(a, actRead); err != nil {
		return Page[Person]{}, err
	}
	if !authz.ScopeFor(a, actRead).All {
		return Page[Person]{}, anlan.ErrForbidden.With("action", actRead) // people belong to no unit, so a part of them is none
	}
	page, err := s.read().People(ctx, f)
	page.Items = mapped(page.Items, Person.Masked)
	return page, err
}

// SeatsOf returns the posts that a person holds today or will hold, the newest first.
func (s *Service) SeatsOf(ctx context.Context, a anlan.Actor, id PersonID) ([]PostID, error) {
	if err := authz.Check(a, actRead); err != nil {
		return nil, err
	}
	held, err := s.read().HoldingsOfPerson(ctx, id)
	var posts []PostID
	for _, h := range held {
		if h.open(s.db.Now().Date()) {
			posts = append(posts, h.Post)
		}
	}
	return posts, err
}

// Person returns a person with the number, to those who may edit the registry.
func (s *Service) Person(ctx context.Context, a anlan.Actor, id PersonID) (Person, error) {
	if err := authz.Check(a, actWrite); err != nil {
		return Person{}, err
	}
	return s.read().Person(ctx, id)
}

// CreatePerson enters a person.
func (s *Service) CreatePerson(ctx context.Context, a anlan.Actor, d PersonDraft) (Person, error) {
	return change(ctx, s, a, func(w Writer) (Person, error) { return w.CreatePerson(ctx, d) },
		func(r Directory) (Person, error) { return r.Person(ctx, d.ID) })
}

// UpdatePerson changes a person's name or number.
func (s *Service) UpdatePerson(ctx context.Context, a anlan.Actor, id PersonID, revision int64, d PersonDraft) (Person, error) {
	return change(ctx, s, a, func(w Writer) (Person, error) { return w.UpdatePerson(ctx, id, revision, d) },
		func(r Directory) (Person, error) { return r.Person(ctx, id) })
}

// RetirePerson marks a person who holds no post as gone.
func (s *Service) RetirePerson(ctx context.Context, a anlan.Actor, id PersonID, revision int64) (Person, error) {
	return change(ctx, s, a, func(w Writer) (Person, error) { return w.RetirePerson(ctx, id, revision) },
		func(r Directory) (Person, error) { return r.Person(ctx, id) })
}

// ErasePerson destroys the number of a person who has left, in the record and in its past, and
// records that it was done (law 13). The name stays: it says who answered for what.
func (s *Service) ErasePerson(ctx context.Context, a anlan.Actor, id PersonID, revision int64) (Person, error) {
	return change(ctx, s, a, func(w Writer) (Person, error) { return w.ErasePerson(ctx, id, revision) },
		func(r Directory) (Person, error) { return r.Person(ctx, id) })
}

// Appoint puts a person into a post.
func (s *Service) Appoint(ctx context.Context, a anlan.Actor, h Holding) (Holding, error) {
	return change(ctx, s, a, func(w Writer) (Holding, error) { return w.Appoint(ctx, h) },
		func(r Directory) (Holding, error) { return r.holding(ctx, h.ID) })
}

// Relieve ends a holding on its last day.
func (s *Service) Relieve(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, last anlan.Date) (Holding, error) {
	return change(ctx, s, a, func(w Writer) (Holding, error) { return w.Relieve(ctx, id, revision, last) },
		func(r Directory) (Holding, error) { return r.holding(ctx, id) })
}

// HandOver ends one holding and begins the next in one transaction.
func (s *Service) HandOver(ctx context.Context, a anlan.Actor, o HandOver) (Holding, error) {
	return change(ctx, s, a, func(w Writer) (Holding, error) { return w.HandOver(ctx, o) },
		func(r Directory) (Holding, error) { return r.holding(ctx, o.ID) })
}

// Holdings lists who held a post, newest first.
func (s *Service) Holdings(ctx context.Context, a anlan.Actor, post PostID) ([]Holding, error) {
	if err := authz.Check(a, actRead); err != nil {
		return nil, err
	}
	p, err := s.read().Post(ctx, post)
	if err != nil {
		return nil, err
	}
	if _, err := s.seen(ctx, a, p.Unit); err != nil {
		return nil, err
	}
	return s.read().HoldingsOfPost(ctx, post)
}

// Contacts lists how a post or unit is reached, masked for those who may not use it.
func (s *Service) Contacts(ctx context.Context, a anlan.Actor, owner anlan.Ref) ([]Contact, error) {
	if err := authz.Check(a, actRead); err != nil {
		return nil, err
	}
	unit := owner.ID
	if owner.Kind == RefPost {
		p, err := s.read().Post(ctx, owner.ID)
		if err != nil {
			return nil, err
		}
		unit = p.Unit
	}
	u, err := s.seen(ctx, a, unit)
	if err != nil {
		return nil, err
	}
	contacts, err := s.read().Contacts(ctx, owner.ID)
	if authz.Check(a, actContact, authz.Target{Unit: u.ID, Place: u.Place}) != nil {
		contacts = mapped(contacts, Contact.Masked)
	}
	return contacts, err
}

// CreateContact adds a way to reach a post or unit.
func (s *Service) CreateContact(ctx context.Context, a anlan.Actor, d ContactDraft) (Contact, error) {
	return change(ctx, s, a, func(w Writer) (Contact, error) { return w.CreateContact(ctx, d) },
		func(r Directory) (Contact, error) { return r.contact(ctx, d.ID) })
}

// UpdateContact changes a contact, or withdraws it with the status Abolished.
func (s *Service) UpdateContact(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, d ContactDraft, status Status) (Contact, error) {
	return change(ctx, s, a, func(w Writer) (Contact, error) { return w.UpdateContact(ctx, id, revision, d, status) },
		func(r Directory) (Contact, error) { return r.contact(ctx, id) })
}

// Contact returns a contact with its address, to those who may change it.
func (s *Service) Contact(ctx context.Context, a anlan.Actor, id anlan.ID) (Contact, error) {
	if err := authz.Check(a, actWrite); err != nil {
		return Contact{}, err
	}
	return s.read().contact(ctx, id)
}
