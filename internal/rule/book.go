package rule

import (
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"anlan"
	"anlan/policy"
)

// Book holds all versions of all subjects. It is immutable and safe for many readers.
type Book struct {
	layers []string // from the lowest to the one that wins
	bySub  map[Subject]page
}

// page gives the versions of one subject, oldest first and checked.
type page func() ([]Version, error)

// written is a page that has been read.
func written(list []Version) page { return func() ([]Version, error) { return list, nil } }

// Builtin returns the rules that the program was built with. Each subject is read when somebody first asks for it,
// since a start that read them all would wait for that longer than for anything else; the tests read all of them,
// so that what is built into a program can be read.
func Builtin() (*Book, error) {
	names, err := fs.Glob(policy.FS(), "*.yaml")
	if err != nil {
		return nil, err
	}
	b := &Book{layers: []string{""}, bySub: make(map[Subject]page, len(names))}
	for _, name := range names {
		b.bySub[subjectOf(name)] = sync.OnceValues(func() ([]Version, error) {
			list, err := readFS(policy.FS(), name, "")
			if err != nil {
				return nil, err
			}
			return list, settle(list).Err()
		})
	}
	return b, nil
}

// list returns the versions of the subject; one that nobody knows has none.
func (b *Book) list(s Subject) ([]Version, error) {
	if p, known := b.bySub[s]; known {
		return p()
	}
	return nil, nil
}

// At returns the version of the subject in force on the day, the highest layer first.
func (b *Book) At(s Subject, day anlan.Date) (Version, error) {
	list, err := b.list(s)
	if err != nil {
		return Version{}, err
	}
	for _, layer := range slices.Backward(b.layers) {
		for v := range slices.Values(list) {
			if v.Layer == layer && v.Covers(day) {
				return v, nil
			}
		}
	}
	return Version{}, anlan.ErrRuleNotInForce.With("rule", string(s)).With("day", string(day))
}

// Version returns a version by its identity, in force or not: a running record keeps the one it
// was born with.
func (b *Book) Version(id string) (Version, error) {
	s, _, _ := strings.Cut(id, "@")
	list, err := b.list(Subject(s))
	if err != nil {
		return Version{}, err
	}
	for v := range slices.Values(list) {
		if v.ID == id {
			return v, nil
		}
	}
	return Version{}, anlan.ErrRuleVersionUnknown.With("version", id)
}

// Versions returns every version of the subject, oldest first.
func (b *Book) Versions(s Subject) []Version {
	list, _ := b.list(s) // what cannot be read has none; At says why
	return slices.Clone(list)
}

// Subjects returns the subjects in order of name.
func (b *Book) Subjects() []Subject { return slices.Sorted(maps.Keys(b.bySub)) }

// AddVersion returns a book with one more version, for tests that need another rule. A layer
// not seen before comes to stand above the others.
func (b *Book) AddVersion(v Version) (*Book, error) {
	v.ID = versionID(v.Subject, v.From, v.Layer)
	next := b.clone()
	if !slices.Contains(next.layers, v.Layer) {
		next.layers = append(next.layers, v.Layer)
	}
	p, err := next.add(v.Subject, []Version{v})
	if err != nil {
		return nil, err
	}
	return next, p.Err()
}

// Get returns the value of the subject in force on the day, and the version it comes from.
func Get[T Value](b *Book, s Subject, day anlan.Date) (T, Version, error) {
	v, err := b.At(s, day)
	if err != nil {
		var none T
		return none, Version{}, err
	}
	return As[T](v)
}

// As returns the value of a version in the type its reader expects.
func As[T Value](v Version) (T, Version, error) {
	value, ok := v.Value.(T)
	if !ok {
		return value, v, anlan.ErrRuleInvalid.With("rule", v.ID).With("why", "value is of another type")
	}
	return value, v, nil
}

func (b *Book) clone() *Book {
	return &Book{layers: slices.Clone(b.layers), bySub: maps.Clone(b.bySub)}
}

// add lays versions over those that the subject has, in a book that nobody else holds yet, and says what is wrong.
func (b *Book) add(s Subject, versions []Version) (anlan.Problems, error) {
	have, err := b.list(s)
	if err != nil {
		return nil, err
	}
	list := slices.Concat(have, versions)
	b.bySub[s] = written(list)
	return settle(list), nil
}

// settle sorts the versions of a subject, closes open ends within each layer and checks them all.
func settle(list []Version) anlan.Problems {
	var p anlan.Problems
	slices.SortStableFunc(list, func(x, y Version) int { return strings.Compare(string(x.From), string(y.From)) })
	for v := range slices.Values(list) {
		p = append(p, v.check()...)
		p = append(p, checkValue(v)...)
	}
	return append(p, closeEnds(list)...)
}

// closeEnds ends an open version on the eve of the next one of its layer, and refuses overlaps.
func closeEnds(list []Version) anlan.Problems {
	var p anlan.Problems
	last := map[string]int{}
	for i, v := range list {
		j, seen := last[v.Layer]
		last[v.Layer] = i
		switch {
		case !seen:
		case list[j].From == v.From, list[j].To != "" && list[j].To >= v.From:
			p = append(p, anlan.ErrRuleOverlap.With("rule", list[j].ID).With("other", v.ID).At("from"))
		case list[j].To == "":
			list[j].To = v.From.AddDays(-1)
		}
	}
	return p
}
