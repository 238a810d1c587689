package rule

import (
	"maps"
	"slices"
	"strings"

	"anlan"
	"anlan/policy"
)

// Book holds all versions of all subjects. It is immutable and safe for many readers.
type Book struct {
	layers []string // from the lowest to the one that wins
	bySub  map[Subject][]Version
}

// Builtin returns the rules that the program was built with.
func Builtin() (*Book, error) { return Load(policy.FS()) }

// At returns the version of the subject in force on the day, the highest layer first.
func (b *Book) At(s Subject, day anlan.Date) (Version, error) {
	for _, layer := range slices.Backward(b.layers) {
		for v := range slices.Values(b.bySub[s]) {
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
	for v := range slices.Values(b.bySub[Subject(s)]) {
		if v.ID == id {
			return v, nil
		}
	}
	return Version{}, anlan.ErrRuleVersionUnknown.With("version", id)
}

// Versions returns every version of the subject, oldest first.
func (b *Book) Versions(s Subject) []Version { return slices.Clone(b.bySub[s]) }

// Subjects returns the subjects in order of name.
func (b *Book) Subjects() []Subject { return slices.Sorted(maps.Keys(b.bySub)) }

// AddVersion returns a book with one more version, as a county's database row brings it. A layer
// not seen before comes to stand above the others.
func (b *Book) AddVersion(v Version) (*Book, error) {
	v.ID = versionID(v.Subject, v.From, v.Layer)
	next := b.clone()
	if !slices.Contains(next.layers, v.Layer) {
		next.layers = append(next.layers, v.Layer)
	}
	next.bySub[v.Subject] = append(next.bySub[v.Subject], v)
	return next.settled()
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
	next := &Book{layers: slices.Clone(b.layers), bySub: make(map[Subject][]Version, len(b.bySub))}
	for s, list := range b.bySub {
		next.bySub[s] = slices.Clone(list)
	}
	return next
}

// settled sorts the versions, closes open ends within each layer and checks the whole book.
func (b *Book) settled() (*Book, error) {
	var p anlan.Problems
	for s := range slices.Values(b.Subjects()) {
		list := b.bySub[s]
		slices.SortStableFunc(list, func(x, y Version) int { return strings.Compare(string(x.From), string(y.From)) })
		for v := range slices.Values(list) {
			p = append(p, v.check()...)
			p = append(p, checkValue(v)...)
		}
		p = append(p, closeEnds(list)...)
	}
	return b, p.Err()
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
