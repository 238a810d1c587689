package rule

import (
	"regexp"
	"slices"
)

// Subjects of policy/ whose values are read here.
var (
	SiteKinds = declare[SiteKindRule]("site-kinds")
)

// SiteKindRule is what kinds of sites a county registers.
type SiteKindRule struct {
	Kinds []SiteKind `yaml:"kinds" json:"kinds"`
}

// SiteKind is one kind of site, with the line of work that usually answers for it.
type SiteKind struct {
	Key    string `yaml:"key" json:"key"`
	ZH     string `yaml:"zh" json:"zh"`
	EN     string `yaml:"en" json:"en"`
	Sector string `yaml:"sector" json:"sector"`
}

var kindKey = regexp.MustCompile(`^[a-z][a-z0-9_]{1,39}$`)

// Check refuses kinds without a name, and keys that stand twice.
func (r SiteKindRule) Check() []string {
	bad := atLeastOne("kinds", len(r.Kinds))
	seen := map[string]bool{}
	for _, k := range r.Kinds {
		if !kindKey.MatchString(k.Key) || k.ZH == "" || k.EN == "" {
			bad = append(bad, "kind "+k.Key+" needs a key of small letters, zh and en")
		}
		if seen[k.Key] {
			bad = append(bad, "kind "+k.Key+" stands twice")
		}
		seen[k.Key] = true
	}
	return bad
}

// Kind returns the kind with the key.
func (r SiteKindRule) Kind(key string) (SiteKind, bool) {
	i := slices.IndexFunc(r.Kinds, func(k SiteKind) bool { return k.Key == key })
	if i < 0 {
		return SiteKind{}, false
	}
	return r.Kinds[i], true
}
