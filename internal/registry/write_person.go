package registry

import (
	"context"
	"errors"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/registry/registrydb"
)

// CreatePerson enters a person. Events carry the name but never the number (law 13).
func (w Writer) CreatePerson(ctx context.Context, d PersonDraft) (Person, error) {
	p := Person{Name: strings.TrimSpace(d.Name), Mobile: d.Mobile, Initials: Initials(d.Name), Status: Active, Revision: 1,
		Created: w.tx.Now, Updated: w.tx.Now}
	if err := CheckPerson(d); err != nil {
		return p, err
	}
	var err error
	if p.ID, err = w.fresh(d.ID); err != nil {
		return p, err
	}
	if err := w.q.InsertPerson(ctx, registrydb.InsertPersonParams(p.row())); err != nil {
		return p, mobileDouble(err)
	}
	return p, w.tx.Emit("registry.person_created", p.Ref(), map[string]any{"name": p.Name}, p)
}

// UpdatePerson changes name or number.
func (w Writer) UpdatePerson(ctx context.Context, id PersonID, revision int64, d PersonDraft) (Person, error) {
	was, err := w.Person(ctx, id)
	if err != nil {
		return was, err
	}
	if err := errors.Join(CheckPerson(d), expect(was.Revision, revision), inUse(was.Status, was.Name)); err != nil {
		return was, err
	}
	p := was
	p.Name, p.Mobile, p.Initials = strings.TrimSpace(d.Name), d.Mobile, Initials(d.Name)
	return w.savePerson(ctx, "registry.person_changed", was, p)
}

// RetirePerson marks a person as gone. Whoever still holds a post hands it over first.
func (w Writer) RetirePerson(ctx context.Context, id PersonID, revision int64) (Person, error) {
	was, err := w.Person(ctx, id)
	if err != nil {
		return was, err
	}
	if err := errors.Join(expect(was.Revision, revision), inUse(was.Status, was.Name)); err != nil {
		return was, err
	}
	holdings, err := w.HoldingsOfPerson(ctx, id)
	if err != nil {
		return was, err
	}
	if anyOpen(holdings, w.tx.Now.Date()) {
		return was, anlan.ErrRegistryPersonHolds.With("name", was.Name)
	}
	p := was
	p.Status = Left
	return w.savePerson(ctx, "registry.person_left", was, p)
}

func (w Writer) savePerson(ctx context.Context, kind string, was, p Person) (Person, error) {
	p.Revision, p.Updated = was.Revision+1, w.tx.Now
	if err := w.supersede(ctx, p.Ref(), was.Revision, was); err != nil {
		return p, err
	}
	err := first(w.q.UpdatePerson(ctx, registrydb.UpdatePersonParams{Name: p.Name, Mobile: p.Mobile, Initials: p.Initials,
		Status: string(p.Status), Revision: p.Revision, UpdatedAt: p.Updated, ID: p.ID}))
	if err != nil {
		return was, mobileDouble(err)
	}
	return p, w.tx.Emit(kind, p.Ref(), map[string]any{"name": p.Name}, p)
}

// Appoint puts a person into a post from a day on.
func (w Writer) Appoint(ctx context.Context, h Holding) (Holding, error) {
	post, person, err := w.chair(ctx, h.Post, h.Person)
	if err != nil {
		return h, err
	}
	if h.Mode == "" {
		h.Mode = Full
	}
	others, err := w.HoldingsOfPost(ctx, h.Post)
	if err != nil {
		return h, err
	}
	if err := CheckHolding(h, others); err != nil {
		return h, err
	}
	if h, err = w.insertHolding(ctx, h); err != nil {
		return h, err
	}
	return h, w.tx.Emit("registry.appointed", h.Ref(), holdingNews(h, post, person), h)
}

// Relieve ends a holding on its last day.
func (w Writer) Relieve(ctx context.Context, id anlan.ID, revision int64, last anlan.Date) (Holding, error) {
	row, err := w.q.Holding(ctx, id)
	if err != nil {
		return Holding{}, db.Classify(err)
	}
	was := holdingOf(row)
	if err := errors.Join(expect(was.Revision, revision), checkDay("until", last).Err()); err != nil {
		return was, err
	}
	h, err := was.end(last)
	if err != nil {
		return was, err
	}
	if h, err = w.saveHolding(ctx, was, h); err != nil {
		return h, err
	}
	return h, w.tx.Emit("registry.relieved", h.Ref(), map[string]any{"post": h.Post, "person": h.Person, "until": h.Until}, h)
}

// HandOver ends one holding and begins another on the same post. Work hangs on the post, so every
// open item goes with it (law 5); the event lets other rooms say so.
func (w Writer) HandOver(ctx context.Context, o HandOver) (Holding, error) {
	if bad := append(checkDay("on", o.On), checkText("on", string(o.On), 10)...); len(bad) > 0 {
		return Holding{}, bad
	}
	post, to, err := w.chair(ctx, o.Post, o.To)
	if err != nil {
		return Holding{}, err
	}
	holdings, err := w.HoldingsOfPost(ctx, o.Post)
	if err != nil {
		return Holding{}, err
	}
	ended, begun, err := o.decide(holdings)
	if err != nil {
		return begun, err
	}
	was := holdings[slices.IndexFunc(holdings, func(h Holding) bool { return h.ID == ended.ID })]
	if ended, err = w.saveHolding(ctx, was, ended); err != nil {
		return begun, err
	}
	if begun, err = w.insertHolding(ctx, begun); err != nil {
		return begun, err
	}
	news := map[string]any{"post": post.ID, "unit": post.Unit, "title": post.Title, "from": o.From, "to": o.To, "to_name": to.Name,
		"on": o.On, "note": o.Note, "ended": ended.ID}
	err = w.tx.Emit("registry.handed_over", begun.Ref(), news, begun)
	if err != nil {
		return begun, err
	}
	return begun, w.tx.Emit("registry.relieved", ended.Ref(), map[string]any{"post": post.ID, "person": o.From, "until": ended.Until}, ended)
}

// chair returns the post and the person, both in use.
func (w Writer) chair(ctx context.Context, post PostID, person PersonID) (Post, Person, error) {
	p, err := w.Post(ctx, post)
	if err != nil {
		return p, Person{}, err
	}
	who, err := w.Person(ctx, person)
	if err != nil {
		return p, who, err
	}
	return p, who, errors.Join(inUse(p.Status, p.Title), inUse(who.Status, who.Name))
}

func (w Writer) insertHolding(ctx context.Context, h Holding) (Holding, error) {
	var err error
	if h.ID, err = w.fresh(h.ID); err != nil {
		return h, err
	}
	h.Revision, h.Created, h.Updated = 1, w.tx.Now, w.tx.Now
	return h, db.Classify(w.q.InsertHolding(ctx, registrydb.InsertHoldingParams(h.row())))
}

func (w Writer) saveHolding(ctx context.Context, was, h Holding) (Holding, error) {
	h.Revision, h.Updated = was.Revision+1, w.tx.Now
	if err := w.supersede(ctx, h.Ref(), was.Revision, was); err != nil {
		return h, err
	}
	return h, first(w.q.UpdateHolding(ctx, registrydb.UpdateHoldingParams{Mode: string(h.Mode), Since: h.Since, Until: h.Until,
		Revision: h.Revision, UpdatedAt: h.Updated, ID: h.ID}))
}

func holdingNews(h Holding, p Post, who Person) map[string]any {
	return map[string]any{"post": h.Post, "unit": p.Unit, "title": p.Title, "person": h.Person, "name": who.Name,
		"mode": h.Mode, "since": h.Since}
}

func mobileDouble(err error) error {
	err = db.Classify(err)
	if errors.Is(err, anlan.ErrDuplicate) {
		return anlan.ErrRegistryMobileDouble.At("mobile").Because(err)
	}
	return err
}
