package intake

import (
	"context"
	"errors"
	"strings"

	"github.com/paulmach/orb"

	"anlan"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// lookup finds what the cells of a table name: units, places, people. It remembers what earlier rows
// of the same file bring, so that a dry run sees them too.
type lookup struct {
	registry.Directory
	coming map[string]registry.Unit // folded name → unit that an earlier row makes
	circle map[int]bool             // rows whose parents lead back to them
	seen   map[string]int           // what a row is about → its line, to find doubles in the file
	owners map[string]string        // mobile → name of whom an earlier row gives it
	places map[string]registry.Place
	labels map[string]string // label → code
	order  []string          // labels in order of their codes
	units  []string          // names of units but enterprises, for drop-downs
	organs []string          // those of them that oversee others

	kinds  rule.SiteKindRule
	named  map[string]registry.Unit // units that earlier rows named
	known  map[anlan.ID]string      // names of units that stored sites have
	shapes map[string]orb.Geometry  // of places, as far as they are known

	trial  bool      // a row that will not be stored is only looked at: it brings nothing
	doubt  bool      // whether to look for what is worth a warning: a dry run does
	drafts []drafted // the sound units of the file
}

func newLookup(d registry.Directory) *lookup {
	return &lookup{Directory: d, coming: map[string]registry.Unit{}, seen: map[string]int{}, owners: map[string]string{},
		named: map[string]registry.Unit{}, known: map[anlan.ID]string{}, shapes: map[string]orb.Geometry{}}
}

// again reports an earlier line of the file about the same thing.
func (l *lookup) again(about string, line int) (earlier int, twice bool) {
	earlier, twice = l.seen[about]
	if !twice {
		l.seen[about] = line
	}
	return earlier, twice
}

// unit finds one unit by any of its names.
func (l *lookup) unit(ctx context.Context, name string, day anlan.Date) (registry.Unit, *anlan.Error) {
	found, err := l.Resolve(ctx, name, day)
	switch {
	case err == nil && len(found) == 1:
		u, err := l.Unit(ctx, found[0].Unit.ID) // with all its names
		return u, known(err)
	case err == nil:
		return registry.Unit{}, anlan.ErrRegistryUnitUnknown.With("name", name)
	}
	if u, ok := l.coming[registry.Fold(name)]; ok && errors.Is(err, anlan.ErrRegistryUnitUnknown) {
		return u, nil
	}
	return registry.Unit{}, known(err)
}

// known turns an error into one with a code; what has none is our fault.
func known(err error) *anlan.Error {
	if err == nil {
		return nil
	}
	var e *anlan.Error
	if errors.As(err, &e) {
		return e
	}
	return anlan.ErrInternal.Because(err)
}

// loadPlaces reads the county's places once: a table names hundreds of them.
func (l *lookup) loadPlaces(ctx context.Context) error {
	if l.places != nil {
		return nil
	}
	l.places, l.labels = map[string]registry.Place{}, map[string]string{}
	for after := ""; ; {
		page, err := l.Places(ctx, registry.PlaceFilter{After: after})
		if err != nil {
			return err
		}
		for _, p := range page.Items {
			l.places[p.Code] = p
			label := l.label(p.Code)
			l.labels[label] = p.Code
			l.order = append(l.order, label)
		}
		if after = page.Next; after == "" {
			return nil
		}
	}
}

// unitsOffered bounds a drop-down: more than that nobody scrolls through, and they are typed.
const unitsOffered = 1000

// loadUnits reads the names that drop-downs offer, in order of precedence.
func (l *lookup) loadUnits(ctx context.Context) error {
	if l.units != nil {
		return nil
	}
	l.units = []string{}
	for _, kind := range registry.UnitKinds() {
		if kind == registry.Enterprise {
			continue
		}
		units, err := l.UnitsOfKind(ctx, kind)
		if err != nil {
			return err
		}
		for _, u := range units[:min(len(units), unitsOffered-len(l.units))] {
			l.units = append(l.units, u.Name)
			if kind == registry.Department || kind == registry.PartyOrgan || kind == registry.GovernmentOrgan {
				l.organs = append(l.organs, u.Name)
			}
		}
	}
	return nil
}

// label is how tables call a place: 永清镇, or 永清镇·北城 for what lies below a township.
func (l *lookup) label(code string) string {
	p, ok := l.places[code]
	if !ok {
		return code
	}
	if p.Level == registry.Village || p.Level == registry.Area {
		if above, ok := l.places[p.Parent]; ok {
			return above.Name + "·" + p.Name
		}
	}
	return p.Name
}

// place finds a place by its label, its code, or a name that only one place has.
func (l *lookup) place(s string) (string, *anlan.Error) {
	if code, ok := l.labels[s]; ok {
		return code, nil
	}
	if _, ok := l.places[s]; ok {
		return s, nil
	}
	var hits []string
	for code, p := range l.places {
		if p.Name == s || registry.ShortPlaceName(p.Name) == strings.TrimSuffix(s, "村") {
			hits = append(hits, code)
		}
	}
	switch len(hits) {
	case 1:
		return hits[0], nil
	case 0:
		return "", anlan.ErrRegistryPlaceUnknown.With("name", s)
	}
	return "", anlan.ErrRegistryPlaceAmbiguous.With("name", s).With("count", len(hits))
}

// townships lists the labels of places down to townships, for drop-downs.
func (l *lookup) townships() []string {
	var out []string
	for _, label := range l.order {
		if len(l.labels[label]) <= 9 {
			out = append(out, label)
		}
	}
	return out
}
