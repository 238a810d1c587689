package flow

import (
	"context"
	"errors"
	"slices"

	"anlan"
	"anlan/internal/duty"
	"anlan/internal/matter"
	"anlan/internal/registry"
)

// recipient is a post, or every post of a unit.
type recipient struct{ post, unit anlan.ID }

// recipients turns the words of the policy into posts, or into units where the word means one. What
// is owed is always told to somebody: where no post answers for a word, the whole unit hears it.
func (l *Landing) recipients(ctx context.Context, to string, told matter.Told, at anlan.Instant) ([]recipient, error) {
	switch to {
	case "issuer":
		return units(told.Issuer), nil
	case "reviewer":
		return units(told.Reviewer), nil
	case "co":
		return units(told.CoUnits...), nil
	}
	lead, err := l.leadPost(ctx, told.Lead)
	if err != nil {
		return nil, err
	}
	if lead != "" {
		found, err := duty.In(l.d.Reader()).Recipients(ctx, lead, to, at)
		switch {
		case errors.Is(err, anlan.ErrDutyWhom):
			return nil, nil // a word for somebody whom only a call reaches
		case err != nil && anlan.KindOf(err) != anlan.NotFound:
			return nil, err
		case len(found) > 0:
			return posts(found), nil
		}
	}
	return l.instead(ctx, to, told.Lead.Unit)
}

// leadPost is the post on which the work hangs, as far as there is one.
func (l *Landing) leadPost(ctx context.Context, lead matter.Seat) (anlan.ID, error) {
	if lead.Post != "" {
		return lead.Post, nil
	}
	post, err := registry.In(l.d.Reader()).LeadPost(ctx, lead.Unit)
	if err != nil && anlan.KindOf(err) == anlan.NotFound {
		return "", nil
	}
	return post.ID, err
}

// instead is who hears it when no post answers for a word.
func (l *Landing) instead(ctx context.Context, to string, unit anlan.ID) ([]recipient, error) {
	dir := registry.In(l.d.Reader())
	switch to {
	case "office":
		office, err := dir.Office(ctx)
		if errors.Is(err, anlan.ErrRegistryNoOffice) {
			return nil, nil
		}
		return units(office.ID), err
	case "leader":
		return l.mayor(ctx, dir)
	case "lead_post", "deputy", "unit_chief":
		return units(unit), nil
	}
	return nil, nil
}

// mayor is the head of the government, where the committee has no chair of its own.
func (l *Landing) mayor(ctx context.Context, dir registry.Directory) ([]recipient, error) {
	organs, err := dir.UnitsOfKind(ctx, registry.GovernmentOrgan)
	if err != nil || len(organs) == 0 {
		return nil, err
	}
	chief, err := dir.Chief(ctx, organs[0].ID)
	if errors.Is(err, anlan.ErrRegistryNoPost) {
		return nil, nil
	}
	return []recipient{{post: chief.ID}}, err
}

// posts names each post once: two people in one post read the same notice.
func posts(found []duty.Recipient) []recipient {
	var list []recipient
	for _, f := range found {
		if r := (recipient{post: f.Post}); !slices.Contains(list, r) {
			list = append(list, r)
		}
	}
	return list
}

func units(ids ...anlan.ID) []recipient {
	list := make([]recipient, 0, len(ids))
	for _, id := range ids {
		list = append(list, recipient{unit: id})
	}
	return list
}
