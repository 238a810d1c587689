package hazard

import (
	"context"
	"errors"
	"slices"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/matter"
	"anlan/internal/registry"
)

// desk works out who owes a finding and who checks it again, by the policy of the day (hazard-desk).
type desk struct {
	s      *Service
	dir    registry.Directory
	unit   anlan.ID // named by the finder
	site   Site
	finder registry.Unit
	owner  registry.Unit
	units  map[anlan.ID]registry.Unit // asked for already: the finder's unit is named by several words of the rule
	seats  map[anlan.ID]matter.Seat
}

// checkers are the kinds of units that may check others.
var checkers = []registry.UnitKind{registry.Committee, registry.CommitteeOffice, registry.PartyOrgan, registry.GovernmentOrgan,
	registry.Department, registry.TownshipUnit, registry.Park}

// seat fills who owes the hazard, who found it, who checks it, and where it is.
func (s *Service) seat(ctx context.Context, tx *db.Tx, h Hazard, d Draft, p policies) (Hazard, error) {
	k := desk{s: s, dir: registry.In(tx), unit: d.Unit, units: map[anlan.ID]registry.Unit{}, seats: map[anlan.ID]matter.Seat{}}
	var err error
	if d.Site != "" {
		if k.site, err = s.siteOf(ctx, d.Site); err != nil {
			return h, err
		}
	}
	if err := k.named(ctx, d); err != nil {
		return h, err
	}
	if tx.Actor.Unit != "" {
		if k.finder, err = k.known(ctx, tx.Actor.Unit); err != nil {
			return h, err
		}
		if h.Finder, err = k.seated(ctx, k.finder.ID); err != nil {
			return h, err
		}
	}
	h.Finder.Post = tx.Actor.Post
	if h.Lead, err = k.first(ctx, p.desk.Owner, func(registry.Unit) bool { return true }); err != nil {
		return h, err
	}
	if h.Lead.Unit == "" {
		return h, anlan.ErrHazardNoOwner.At("unit")
	}
	if k.owner, err = k.known(ctx, h.Lead.Unit); err != nil {
		return h, err
	}
	h = k.placed(h, p)
	if h.Checker, err = k.checker(ctx, h, d, p); err == nil && h.Checker.Unit == "" {
		err = anlan.ErrHazardNoChecker
	}
	return h, err
}

// named refuses a unit or a place that nobody knows: it would stand in no list of any territory.
func (k desk) named(ctx context.Context, d Draft) error {
	if d.Unit != "" {
		if _, err := k.known(ctx, d.Unit); errors.Is(err, anlan.ErrNotFound) {
			return invalid("unit", string(d.Unit))
		} else if err != nil {
			return err
		}
	}
	if d.Place == "" {
		return nil
	}
	_, err := k.dir.Place(ctx, d.Place)
	if errors.Is(err, anlan.ErrNotFound) {
		return anlan.ErrRegistryPlaceUnknown.With("name", d.Place).At("place")
	}
	return err
}

// checker is who checks the hazard again: never the unit that owes it (law 3).
func (k desk) checker(ctx context.Context, h Hazard, d Draft, p policies) (matter.Seat, error) {
	order := p.desk.Checker
	if src, _ := p.terms.Source(h.Source); src.Self || k.finder.ID == h.Lead.Unit || d.imported {
		order = p.desk.Self
	}
	return k.first(ctx, order, func(u registry.Unit) bool { return u.ID != h.Lead.Unit && slices.Contains(checkers, u.Kind) })
}

// placed writes where the hazard lies and of which sector it is, as far as the finder did not say.
func (k desk) placed(h Hazard, p policies) Hazard {
	for _, place := range []string{k.site.Place, k.owner.Place} {
		if h.Place == "" {
			h.Place = place
		}
	}
	if h.Sector == "" {
		h.Sector = p.terms.SectorOf(k.site.Kind, k.site.Sector, k.owner.Sector)
	}
	return h
}

func (s *Service) siteOf(ctx context.Context, id anlan.ID) (Site, error) {
	if s.sites == nil {
		return Site{}, anlan.ErrHazardSiteUnknown.At("site")
	}
	site, err := s.sites.Site(ctx, id)
	if errors.Is(err, anlan.ErrNotFound) || err == nil && !site.Active {
		return site, anlan.ErrHazardSiteUnknown.At("site")
	}
	return site, err
}

// first returns the seat of the first word of a rule that names a fitting unit.
func (k desk) first(ctx context.Context, words []string, fits func(registry.Unit) bool) (matter.Seat, error) {
	for _, w := range words {
		id, err := k.means(ctx, w)
		if err != nil {
			return matter.Seat{}, err
		}
		if id == "" {
			continue
		}
		u, err := k.known(ctx, id)
		if err != nil {
			return matter.Seat{}, err
		}
		if u.Status == registry.Active && fits(u) {
			return k.seated(ctx, id)
		}
	}
	return matter.Seat{}, nil
}

// known returns a unit, asked for once.
func (k desk) known(ctx context.Context, id anlan.ID) (u registry.Unit, err error) {
	u, ok := k.units[id]
	if !ok {
		if u, err = k.dir.Unit(ctx, id); err == nil {
			k.units[id] = u
		}
	}
	return u, err
}

// seated returns the seat of a unit, asked for once.
func (k desk) seated(ctx context.Context, id anlan.ID) (seat matter.Seat, err error) {
	seat, ok := k.seats[id]
	if !ok {
		if seat, err = k.s.seats.Seat(ctx, id); err == nil {
			k.seats[id] = seat
		}
	}
	return seat, err
}

// means is the unit that a word of the rule names here, or none.
func (k desk) means(ctx context.Context, word string) (anlan.ID, error) {
	switch word {
	case "unit":
		return k.unit, nil
	case "site":
		return k.site.Unit, nil
	case "finder":
		return k.finder.ID, nil
	case "regulator":
		return k.owner.Regulator, nil
	case "township":
		return k.township(ctx)
	case "office":
		u, err := k.dir.Office(ctx)
		if errors.Is(err, anlan.ErrRegistryNoOffice) {
			return "", nil
		}
		return u.ID, err
	}
	return "", nil
}

// township is the township in whose territory the owner sits.
func (k desk) township(ctx context.Context) (anlan.ID, error) {
	place := k.owner.Place
	if k.site.Place != "" {
		place = k.site.Place
	}
	if len(place) < 9 {
		return "", nil
	}
	page, err := k.dir.Units(ctx, anlan.Scope{All: true}, registry.UnitFilter{Kind: registry.TownshipUnit, Place: place[:9], Limit: 1})
	if err != nil || len(page.Items) == 0 {
		return "", err
	}
	return page.Items[0].ID, nil
}
