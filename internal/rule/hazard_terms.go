package rule

import (
	"fmt"
	"slices"
)

// Term is a word of the trade with its key and its names in both languages.
type Term struct {
	Key string `yaml:"key" json:"key"`
	ZH  string `yaml:"zh" json:"zh"`
	EN  string `yaml:"en" json:"en"`
}

func checkTerms(what string, list []Term) []string {
	bad := atLeastOne(what, len(list))
	seen := map[string]bool{}
	for _, t := range list {
		if t.Key == "" || t.ZH == "" || t.EN == "" || seen[t.Key] {
			bad = append(bad, fmt.Sprintf("%s %q needs a key of its own, zh and en", what, t.Key))
		}
		seen[t.Key] = true
	}
	return bad
}

// Name returns the term with the key.
func Name(list []Term, key string) (Term, bool) {
	i := slices.IndexFunc(list, func(t Term) bool { return t.Key == key })
	if i < 0 {
		return Term{}, false
	}
	return list[i], true
}

// HazardTerms are the words in which hazards are told apart.
type HazardTerms struct {
	Sectors    []HazardSector   `yaml:"sectors" json:"sectors"`
	Categories []HazardCategory `yaml:"categories" json:"categories"`
	Causes     []Term           `yaml:"causes" json:"causes"`
	Sources    []HazardSource   `yaml:"sources" json:"sources"`
}

// HazardSector is a line of business with the topic its matters have and whose criteria hold for it.
type HazardSector struct {
	Key      string   `yaml:"key" json:"key"`
	ZH       string   `yaml:"zh" json:"zh"`
	EN       string   `yaml:"en" json:"en"`
	Topic    string   `yaml:"topic" json:"topic"`
	Criteria []string `yaml:"criteria" json:"criteria"` // sectors of hazard-criteria-…

	Kinds []string `yaml:"kinds,omitempty" json:"kinds,omitempty"` // kinds of sites (policy site-kinds) that belong to it
	Lines []string `yaml:"lines,omitempty" json:"lines,omitempty"` // what registries call it: 主管领域
}

// HazardCategory is a kind of hazard; general ones (no sectors) are offered everywhere.
type HazardCategory struct {
	Key     string   `yaml:"key" json:"key"`
	ZH      string   `yaml:"zh" json:"zh"`
	EN      string   `yaml:"en" json:"en"`
	Sectors []string `yaml:"sectors,omitempty" json:"sectors,omitempty"`
}

// HazardSource is where a finding comes from; self marks what an enterprise finds itself.
type HazardSource struct {
	Key  string `yaml:"key" json:"key"`
	ZH   string `yaml:"zh" json:"zh"`
	EN   string `yaml:"en" json:"en"`
	Self bool   `yaml:"self,omitempty" json:"self,omitempty"`
}

// Check refuses words without names and categories of sectors nobody knows.
func (h HazardTerms) Check() []string {
	var sectors, categories, sources []Term
	for _, s := range h.Sectors {
		sectors = append(sectors, Term{s.Key, s.ZH, s.EN})
	}
	for _, s := range h.Sources {
		sources = append(sources, Term{s.Key, s.ZH, s.EN})
	}
	var bad []string
	for _, c := range h.Categories {
		categories = append(categories, Term{c.Key, c.ZH, c.EN})
		for _, s := range c.Sectors {
			if _, known := Name(sectors, s); !known {
				bad = append(bad, "category "+c.Key+" is of an unknown sector: "+s)
			}
		}
	}
	return slices.Concat(bad, checkTerms("sectors", sectors), checkTerms("categories", categories), checkTerms("causes", h.Causes), checkTerms("sources", sources))
}

// Sector returns the sector with the key.
func (h HazardTerms) Sector(key string) (HazardSector, bool) {
	i := slices.IndexFunc(h.Sectors, func(s HazardSector) bool { return s.Key == key })
	if i < 0 {
		return HazardSector{}, false
	}
	return h.Sectors[i], true
}

// SectorOf finds the sector of the first word that names one: by its key, by a kind of site, or as a
// registry calls it. Without any it is other.
func (h HazardTerms) SectorOf(words ...string) string {
	for _, w := range words {
		for _, s := range h.Sectors {
			if w != "" && (w == s.Key || w == s.ZH || slices.Contains(s.Kinds, w) || slices.Contains(s.Lines, w)) {
				return s.Key
			}
		}
	}
	return "other"
}

// Category returns the category with the key.
func (h HazardTerms) Category(key string) (HazardCategory, bool) {
	i := slices.IndexFunc(h.Categories, func(c HazardCategory) bool { return c.Key == key })
	if i < 0 {
		return HazardCategory{}, false
	}
	return h.Categories[i], true
}

// Source returns the source with the key.
func (h HazardTerms) Source(key string) (HazardSource, bool) {
	i := slices.IndexFunc(h.Sources, func(s HazardSource) bool { return s.Key == key })
	if i < 0 {
		return HazardSource{}, false
	}
	return h.Sources[i], true
}
