package duty

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/registry"
)

// Recipient is a post that is to be told something, and who sits there. An empty chair has no
// person: the post is told all the same, and its deputies with it.
type Recipient struct {
	Unit      anlan.ID `json:"unit"`
	Post      anlan.ID `json:"post"`
	Person    anlan.ID `json:"person,omitempty"`
	Name      string   `json:"name,omitempty"`
	StandsFor anlan.ID `json:"stands_for,omitempty"` // the empty post that a deputy answers for
}

// Recipients turns a word of policy into posts and people: lead_post, deputy, unit_chief, office,
// leader, on_duty, leader_in_charge. lead is the post on which the work hangs. Where nobody is
// found, the answer is empty and no error: the caller's ladder goes on to its next step.
func (d Directory) Recipients(ctx context.Context, lead anlan.ID, to string, at anlan.Instant) ([]Recipient, error) {
	post, err := d.reg.Post(ctx, lead)
	if err != nil {
		return nil, err
	}
	found, err := d.recipients(ctx, post, to, at)
	for _, none := range []error{anlan.ErrRegistryNoPost, anlan.ErrRegistryNoOffice, anlan.ErrDutyNobody} {
		if errors.Is(err, none) {
			return nil, nil
		}
	}
	return found, err
}

func (d Directory) recipients(ctx context.Context, lead registry.Post, to string, at anlan.Instant) ([]Recipient, error) {
	switch to {
	case "lead_post":
		return d.seat(ctx, lead, at)
	case "deputy":
		return d.deputies(ctx, lead, at, "")
	case "unit_chief":
		return d.sitting(ctx, at, func() (registry.Post, error) { return d.reg.Chief(ctx, lead.Unit) })
	case "office":
		return d.sitting(ctx, at, func() (registry.Post, error) { return d.officePost(ctx) })
	case "leader":
		return d.sitting(ctx, at, func() (registry.Post, error) { return d.leaderPost(ctx) })
	case "on_duty", "leader_in_charge":
		return d.watchers(ctx, lead.Unit, to, at)
	}
	return nil, anlan.ErrDutyWhom.With("to", to)
}

func (d Directory) officePost(ctx context.Context) (registry.Post, error) {
	office, err := d.reg.Office(ctx)
	if err != nil {
		return registry.Post{}, err
	}
	return d.reg.LeadPost(ctx, office.ID)
}

// leaderPost is the head of the county's committee.
func (d Directory) leaderPost(ctx context.Context) (registry.Post, error) {
	bodies, err := d.reg.UnitsOfKind(ctx, registry.Committee)
	if err != nil {
		return registry.Post{}, err
	}
	if len(bodies) == 0 {
		return registry.Post{}, anlan.ErrRegistryNoPost
	}
	return d.reg.Chief(ctx, bodies[0].ID)
}

func (d Directory) sitting(ctx context.Context, at anlan.Instant, find func() (registry.Post, error)) ([]Recipient, error) {
	post, err := find()
	if err != nil {
		return nil, err
	}
	return d.seat(ctx, post, at)
}

// seat returns who sits in the post; for an empty chair, the post itself and its deputies.
func (d Directory) seat(ctx context.Context, p registry.Post, at anlan.Instant) ([]Recipient, error) {
	holders, err := d.reg.Holders(ctx, p.ID, at.Date())
	if err != nil {
		return nil, err
	}
	out := mapped(holders, func(h registry.Holder) Recipient {
		return Recipient{Unit: p.Unit, Post: p.ID, Person: h.Person, Name: h.Name}
	})
	if len(out) > 0 {
		return out, nil
	}
	deputies, err := d.deputies(ctx, p, at, p.ID)
	return append([]Recipient{{Unit: p.Unit, Post: p.ID}}, deputies...), err
}

func (d Directory) deputies(ctx context.Context, p registry.Post, at anlan.Instant, standsFor anlan.ID) ([]Recipient, error) {
	posts, err := d.reg.Deputies(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	var out []Recipient
	for _, deputy := range posts {
		holders, err := d.reg.Holders(ctx, deputy.ID, at.Date())
		if err != nil {
			return nil, err
		}
		for _, h := range holders {
			out = append(out, Recipient{Unit: deputy.Unit, Post: deputy.ID, Person: h.Person, Name: h.Name, StandsFor: standsFor})
		}
	}
	return out, nil
}

func (d Directory) watchers(ctx context.Context, unit anlan.ID, to string, at anlan.Instant) ([]Recipient, error) {
	watches, err := d.OnDuty(ctx, unit, at)
	var out []Recipient
	for _, w := range watches {
		switch {
		case to == "on_duty":
			out = append(out, Recipient{Unit: unit, Post: w.Post, Person: w.Person, Name: w.Name})
		case w.Leader != "":
			out = append(out, Recipient{Unit: unit, Post: w.Post, Person: w.Leader, Name: w.LeaderName})
		}
	}
	return out, err
}
