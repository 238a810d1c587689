package intake

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"anlan"
	"anlan/internal/paper"
	"anlan/internal/registry"
)

// chair is what is stored about the post and the person of a row.
type chair struct {
	unit   registry.Unit
	post   registry.Post
	has    bool // the post exists
	holder registry.Holder
	held   bool // holder sits in the post: the person of the row, or whom that person replaces
	person registry.Person
	known  bool // the person exists

	several bool // who sit there, and the row does not say which of them it means
}

// alone reports whether a post of the kind has one holder, so that a new one takes over.
func alone(kind registry.PostKind) bool { return kind != registry.Staff && kind != registry.OnDuty }

func (c chair) cells() map[string]string {
	cells := map[string]string{"unit": c.unit.Name}
	if c.has {
		cells["id"], cells["title"], cells["kind"] = string(c.post.ID), c.post.Title, postKindWords.Say(string(c.post.Kind))
	}
	if c.held {
		cells["name"], cells["mobile"] = c.holder.Name, c.holder.Mobile
		cells["mode"] = modeWords.Say(string(c.holder.Mode))
		cells["since"], cells["until"] = string(c.holder.Since), string(c.holder.Until)
	}
	return cells
}

// planPost decides what a row of the address book would do: to the post, the person and the holding.
func (l *lookup) planPost(ctx context.Context, s paper.Sheet, row paper.Row, day anlan.Date) (plan, error) {
	p := plan{name: row.Text("unit") + " " + row.Text("title")}
	c, key, problem := l.chairOf(ctx, row, day)
	if problem != nil {
		p.blame(row, key, problem)
		return p, nil
	}
	if row.Text("name") == cleared {
		if c.held || c.several {
			l.planVacancy(ctx, &p, row, c, day)
			return p, nil
		}
		row = row.Without(personal...) // nobody sits there, and nobody leaves
	}
	stored := c.cells()
	if name := row.Text("name"); name != "" && name != stored["name"] {
		c.anew(&row, stored)
	}
	cells, diffs := merge(s, stored, row)
	p.diffs = slices.DeleteFunc(diffs, func(d Diff) bool { return d.Key == "unit" })
	p.fresh = !c.has
	if cells["name"] != "" && c.held && cells["name"] != c.holder.Name {
		p.diffs = append(p.diffs, c.replaced(cells)...)
	}
	l.checkPost(&p, row, c, cells, day)
	p.apply = func(w registry.Writer) ([]registry.Step, error) { return c.apply(ctx, w, cells, day) }
	return p, nil
}

// anew forgets what the row says of whom the new person replaces; the day on which that one leaves is not the new one's.
func (c chair) anew(row *paper.Row, stored map[string]string) {
	if row.Text("until") == stored["until"] {
		*row = row.Without("until")
	}
	for _, key := range []string{"mobile", "mode", "since", "until"} {
		stored[key] = ""
	}
}

// replaced says that a hand-over changes more than the cells show.
func (c chair) replaced(cells map[string]string) []Diff {
	if cells["mobile"] != "" || c.holder.Mobile == "" {
		return nil
	}
	return []Diff{{Key: "mobile", Old: c.holder.Mobile}}
}

func (l *lookup) checkPost(p *plan, row paper.Row, c chair, cells map[string]string, day anlan.Date) {
	kind := registry.PostKind(postKindWords.Key(cells["kind"]))
	p.blameAll(row, registry.CheckPost(registry.PostDraft{Unit: c.unit.ID, Title: cells["title"], Kind: kind}))
	about := "post " + string(c.unit.ID) + " " + cells["title"]
	if !alone(kind) {
		about += " " + cells["name"]
	}
	if earlier, twice := l.again(about, row.Number); twice {
		p.blame(row, "title", anlan.ErrRegistryImportTwice.With("earlier", earlier))
	}
	if cells["name"] == "" {
		l.checkNobody(p, row)
		return
	}
	p.blameAll(row, registry.CheckPerson(registry.PersonDraft{Name: cells["name"], Mobile: cells["mobile"]}))
	if owner, taken := l.owners[cells["mobile"]]; taken && owner != cells["name"] {
		p.blame(row, "mobile", anlan.ErrRegistryMobileDouble)
	}
	if cells["mobile"] != "" {
		l.owners[cells["mobile"]] = cells["name"]
	}
	if c.held && c.holder.Name == cells["name"] {
		for _, key := range []string{"mode", "since"} {
			if slices.ContainsFunc(p.diffs, func(d Diff) bool { return d.Key == key }) {
				p.blame(row, key, anlan.ErrRegistryImportHeld.With("name", cells["name"]))
			}
		}
		l.checkLeaving(p, row, c, anlan.Date(cells["until"]))
		return
	}
	if since := cmp.Or(cells["since"], string(day)); cells["until"] != "" && cells["until"] < since {
		p.blame(row, "until", anlan.ErrRegistryEndsEarly.With("since", since).With("until", cells["until"]))
	}
	if c.held && alone(kind) && cells["since"] <= string(c.holder.Since) {
		p.blame(row, "since", anlan.ErrRegistryImportSince.With("name", c.holder.Name).With("since", string(c.holder.Since)))
	}
}

// chairOf finds what is stored about a row, and names the cell that stands in the way.
func (l *lookup) chairOf(ctx context.Context, row paper.Row, day anlan.Date) (c chair, key string, problem *anlan.Error) {
	if c.unit, problem = l.unit(ctx, row.Text("unit"), day); problem != nil {
		return c, "unit", problem
	}
	posts, err := l.Posts(ctx, c.unit.ID)
	if err != nil {
		return c, "unit", known(err)
	}
	id, title := anlan.ID(row.Text("id")), row.Text("title")
	i := slices.IndexFunc(posts, func(p registry.Post) bool { return id != "" && p.ID == id || id == "" && p.Title == title })
	if i < 0 && id != "" {
		return c, "id", anlan.ErrRegistryImportID.With("value", string(id))
	}
	if c.has = i >= 0; c.has {
		c.post = posts[i]
	}
	if key, problem = l.holderOf(ctx, &c, row, day); problem != nil {
		return c, key, problem
	}
	return c, "name", l.personOf(ctx, &c, row.Text("name"), row.Text("mobile"))
}

// holderOf finds who sits in the post: the person of the row, else whom that person would replace.
func (l *lookup) holderOf(ctx context.Context, c *chair, row paper.Row, day anlan.Date) (string, *anlan.Error) {
	if !c.has {
		return "", nil
	}
	holders, err := l.Holders(ctx, c.post.ID, day)
	if err != nil {
		return "title", known(err)
	}
	name := row.Text("name")
	i := slices.IndexFunc(holders, func(h registry.Holder) bool { return h.Name == name })
	if i < 0 && len(holders) > 0 && (alone(c.post.Kind) || name == "" || name == cleared && len(holders) == 1) {
		i = 0
	}
	c.several = i < 0 && name == cleared && len(holders) > 1
	if i >= 0 {
		c.holder, c.held = holders[i], true
	}
	return "", nil
}

// personOf finds the person of the row: who holds the post under this name, who has this number, or
// the only one of this name. Namesakes with another number are somebody else.
func (l *lookup) personOf(ctx context.Context, c *chair, name, mobile string) *anlan.Error {
	if name == cleared {
		name = ""
	}
	if name == "" && !c.held {
		return nil
	}
	if c.held && (name == "" || name == c.holder.Name) {
		person, err := l.Person(ctx, c.holder.Person)
		c.person, c.known = person, err == nil
		return known(err)
	}
	if mobile != "" && mobile != cleared {
		person, err := l.PersonByMobile(ctx, mobile)
		if err == nil && person.Name != name {
			return anlan.ErrRegistryMobileDouble
		}
		c.person, c.known = person, err == nil
		if !errors.Is(err, anlan.ErrNotFound) {
			return known(err)
		}
	}
	return l.namesake(ctx, c, name, mobile)
}

func (l *lookup) namesake(ctx context.Context, c *chair, name, mobile string) *anlan.Error {
	people, err := l.PeopleNamed(ctx, name)
	if err != nil {
		return known(err)
	}
	people = slices.DeleteFunc(people, func(p registry.Person) bool { return mobile != "" && p.Mobile != "" && p.Mobile != mobile })
	if len(people) > 1 {
		return anlan.ErrRegistryImportNamesakes.With("name", name).With("count", len(people))
	}
	if len(people) == 1 {
		c.person, c.known = people[0], true
	}
	return nil
}

// apply stores the row: post, person, holding, as far as each differs.
func (c chair) apply(ctx context.Context, w registry.Writer, cells map[string]string, day anlan.Date) ([]registry.Step, error) {
	var steps []registry.Step
	draft := registry.PostDraft{Unit: c.unit.ID, Title: cells["title"], Kind: registry.PostKind(postKindWords.Key(cells["kind"])), Rank: c.post.Rank}
	post, err := c.savePost(ctx, w, draft, &steps)
	if err != nil || cells["name"] == "" {
		return steps, err
	}
	person, err := c.savePerson(ctx, w, registry.PersonDraft{Name: cells["name"], Mobile: cells["mobile"]}, &steps)
	if err != nil {
		return steps, err
	}
	h := registry.Holding{Post: post.ID, Person: person.ID, Mode: registry.Mode(modeWords.Key(cells["mode"])),
		Since: anlan.Date(cmp.Or(cells["since"], string(day))), Until: anlan.Date(cells["until"])}
	seated, err := c.seat(ctx, w, h, post.Kind)
	return append(steps, seated...), err
}

// seat stores the holding as far as it differs from who sits there: a last day, a hand-over, or an appointment.
func (c chair) seat(ctx context.Context, w registry.Writer, h registry.Holding, kind registry.PostKind) ([]registry.Step, error) {
	switch {
	case c.held && c.holder.Person == h.Person && c.holder.Until == h.Until:
		return nil, nil
	case c.held && c.holder.Person == h.Person:
		return c.leave(ctx, w, h.Until)
	case c.held && alone(kind) && (c.holder.Until == "" || h.Since <= c.holder.Until):
		begun, err := w.HandOver(ctx, registry.HandOver{Post: h.Post, From: c.holder.Person, To: h.Person, On: h.Since, Until: h.Until, Mode: h.Mode})
		ended := registry.Step{Ref: c.holder.Ref(), Verb: "changed", Revision: c.holder.Revision + 1}
		return []registry.Step{ended, {Ref: begun.Ref(), Verb: "created", Revision: begun.Revision}}, err
	}
	h, err := w.Appoint(ctx, h)
	return []registry.Step{{Ref: h.Ref(), Verb: "created", Revision: h.Revision}}, err
}

func (c chair) savePost(ctx context.Context, w registry.Writer, d registry.PostDraft, steps *[]registry.Step) (registry.Post, error) {
	switch {
	case !c.has:
		post, err := w.CreatePost(ctx, d)
		*steps = append(*steps, registry.Step{Ref: post.Ref(), Verb: "created", Revision: post.Revision})
		return post, err
	case c.post.Title != d.Title || c.post.Kind != d.Kind:
		post, err := w.UpdatePost(ctx, c.post.ID, c.post.Revision, d)
		*steps = append(*steps, registry.Step{Ref: post.Ref(), Verb: "changed", Revision: post.Revision})
		return post, err
	}
	return c.post, nil
}

func (c chair) savePerson(ctx context.Context, w registry.Writer, d registry.PersonDraft, steps *[]registry.Step) (registry.Person, error) {
	switch {
	case !c.known:
		person, err := w.CreatePerson(ctx, d)
		*steps = append(*steps, registry.Step{Ref: person.Ref(), Verb: "created", Revision: person.Revision})
		return person, err
	case d.Mobile != "" && d.Mobile != c.person.Mobile:
		person, err := w.UpdatePerson(ctx, c.person.ID, c.person.Revision, d)
		*steps = append(*steps, registry.Step{Ref: person.Ref(), Verb: "changed", Revision: person.Revision})
		return person, err
	}
	return c.person, nil
}
