package diligence

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/diligence/diligencedb"
)

// People hides the names of people where they stand in words that somebody wrote. It knows who stands in the
// county's register; a name that stands nowhere, or one in Latin letters, it cannot know. A word that is also
// somebody's name is hidden too: rather a word too many than a person.
type People struct {
	by map[rune][]string // by the first character, the longest first
}

// namesOfMost bounds the people whose names are looked for.
const namesOfMost = 200_000

// NewPeople knows these names; those of one character, or of other letters than Chinese, are left out.
func NewPeople(names []string) People {
	p := People{by: map[rune][]string{}}
	for _, name := range names {
		if first, _ := utf8.DecodeRuneInString(name); utf8.RuneCountInString(name) > 1 && isHan(name) && !slices.Contains(p.by[first], name) {
			p.by[first] = append(p.by[first], name)
		}
	}
	for _, list := range p.by {
		slices.SortFunc(list, func(a, b string) int { return len(b) - len(a) })
	}
	return p
}

func isHan(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.Is(unicode.Han, r) && r != '·' })
}

// Hide leaves of every name the first character.
func (p People) Hide(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		first, size := utf8.DecodeRuneInString(s[i:])
		at := slices.IndexFunc(p.by[first], func(name string) bool { return strings.HasPrefix(s[i:], name) })
		b.WriteString(s[i : i+size])
		if i += size; at >= 0 {
			name := p.by[first][at]
			b.WriteString(strings.Repeat("*", utf8.RuneCountInString(name)-1))
			i += len(name) - size
		}
	}
	return b.String()
}

// people reads how everybody in the register is called, but for the person whose own book it is.
func (s *Service) people(ctx context.Context, but string) (People, error) {
	var names []string
	err := db.Pages(func(after anlan.ID) ([]diligencedb.VRegistryPersonName, error) {
		if len(names) >= namesOfMost {
			return nil, nil
		}
		return s.queries().PersonNames(ctx, diligencedb.PersonNamesParams{ID: after, Limit: 1000})
	}, func(r diligencedb.VRegistryPersonName) (anlan.ID, error) {
		if r.Name != but {
			names = append(names, r.Name)
		}
		return r.ID, nil
	})
	return NewPeople(names), err
}
