package committee

import (
	"context"
	"errors"
	"strings"

	"anlan"
	"anlan/internal/registry"
)

// resolver finds the units that the names in a text mean, each name once.
type resolver struct {
	dir       registry.Directory
	committee anlan.ID
	day       anlan.Date
	known     map[string]Owner
}

func newResolver(dir registry.Directory, m Meeting) *resolver {
	return &resolver{dir: dir, committee: m.Unit.ID, day: m.Date, known: map[string]Owner{}}
}

// all resolves names in their order.
func (r *resolver) all(ctx context.Context, names []string) ([]Owner, error) {
	list := []Owner{}
	for _, said := range names {
		o, err := r.one(ctx, strings.TrimSpace(said))
		if err != nil {
			return nil, err
		}
		if o.Said != "" {
			list = append(list, o)
		}
	}
	return list, nil
}

// one resolves a name. A name that means several units gives choices, one that means none gives
// nothing: both are gaps that a person fills, not errors.
func (r *resolver) one(ctx context.Context, said string) (Owner, error) {
	if o, ok := r.known[said]; ok {
		return o, nil
	}
	o := Owner{Said: clip(said, 100), Units: []Named{}, Choices: []Named{}}
	found, err := r.find(ctx, said)
	switch {
	case errors.Is(err, anlan.ErrRegistryUnitAmbiguous):
		o.Choices = namedAll(found)
	case errors.Is(err, anlan.ErrRegistryUnitUnknown):
	case err != nil:
		return o, err
	default:
		o.Units = namedAll(found)
		o.Class = len(found) > 0 && found[0].By == "class"
	}
	r.known[said] = o
	return o, nil
}

// find asks the registry. The members meant by a text are those of the committee that meets.
func (r *resolver) find(ctx context.Context, said string) ([]registry.UnitMatch, error) {
	if !strings.HasSuffix(said, "成员单位") || r.committee == "" {
		return r.dir.Resolve(ctx, said, r.day)
	}
	units, err := r.dir.Members(ctx, r.committee, r.day)
	var list []registry.UnitMatch
	for _, u := range units {
		list = append(list, registry.UnitMatch{Unit: u, By: "class"})
	}
	return list, err
}

func namedAll(found []registry.UnitMatch) []Named {
	list := make([]Named, 0, len(found))
	for _, f := range found {
		list = append(list, Named{f.Unit.ID, f.Unit.Name})
	}
	return list
}

// OwnerDraft is how a person names an owner at the desk: by words, to be resolved, or by units that
// were picked.
type OwnerDraft struct {
	Said  string     `json:"said,omitempty" maxLength:"100"`
	Units []anlan.ID `json:"units,omitempty" maxItems:"1000"`
}

// drafts resolves what a person wrote.
func (r *resolver) drafts(ctx context.Context, list []OwnerDraft) ([]Owner, error) {
	out := []Owner{}
	for _, d := range list {
		if len(d.Units) == 0 {
			more, err := r.all(ctx, []string{d.Said})
			if err != nil {
				return nil, err
			}
			out = append(out, more...)
			continue
		}
		o, err := r.picked(ctx, d)
		if err != nil {
			return nil, err
		}
		out = append(out, o)
	}
	return out, nil
}

func (r *resolver) picked(ctx context.Context, d OwnerDraft) (Owner, error) {
	o := Owner{Said: clip(d.Said, 100), Class: len(d.Units) > 1, Units: []Named{}, Choices: []Named{}}
	for _, id := range d.Units {
		u, err := r.dir.Unit(ctx, id)
		if err != nil {
			return o, anlan.ErrFieldInvalid.With("name", "owners").With("value", string(id)).At("owners").Because(err)
		}
		if u.Status != registry.Active {
			return o, anlan.ErrRegistryAbolished.With("name", u.Name).At("owners")
		}
		o.Units = append(o.Units, Named{u.ID, u.Name})
	}
	if o.Said == "" {
		o.Said = clip(namesOf(o.Units), 100)
	}
	return o, nil
}

func namesOf(list []Named) string {
	var names []string
	for _, u := range list {
		names = append(names, u.Name)
	}
	return strings.Join(names, "、")
}
