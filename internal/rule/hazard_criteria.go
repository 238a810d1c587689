package rule

import (
	"fmt"
	"slices"
	"strings"

	"anlan"
)

// Criteria subjects are one file per sector: hazard-criteria-gas, hazard-criteria-fire …
const criteriaPrefix = "hazard-criteria-"

// CriteriaOf names the subject that holds the criteria of a sector (重大事故隐患判定标准).
func CriteriaOf(sector string) Subject { return Subject(criteriaPrefix + sector) }

// IsCriteria reports whether the subject holds criteria of a sector, and of which.
func IsCriteria(s Subject) (sector string, is bool) {
	return strings.CutPrefix(string(s), criteriaPrefix)
}

// HazardCriteria are the official criteria by which a hazard of a sector is major.
type HazardCriteria struct {
	Sector   string            `yaml:"sector" json:"sector"`
	Standard string            `yaml:"standard" json:"standard"` // 《…判定标准》
	Document string            `yaml:"document" json:"document"` // its number
	Complete bool              `yaml:"complete" json:"complete"` // every clause stands here
	Clauses  []HazardCriterion `yaml:"clauses" json:"clauses"`
	Combined []CombinedRule    `yaml:"combined,omitempty" json:"combined,omitempty"`
}

// HazardCriterion is one clause. Certain says that the words are those of the standard as far as we
// know it; what is not certain decides nothing by itself: a person reads the paper.
type HazardCriterion struct {
	Key        string   `yaml:"key" json:"key"`
	Clause     string   `yaml:"clause" json:"clause"` // 第三条第（一）项
	Text       string   `yaml:"text" json:"text"`
	EN         string   `yaml:"en" json:"en"` // for readers of English; the Chinese decides
	Certain    bool     `yaml:"certain" json:"certain"`
	Categories []string `yaml:"categories,omitempty" json:"categories,omitempty"` // categories it concerns; empty: all
	Group      string   `yaml:"group,omitempty" json:"group,omitempty"`           // counts only together with others of its group
}

// CombinedRule makes a hazard major when so many clauses of a group are met together (综合判定).
type CombinedRule struct {
	Group  string `yaml:"group" json:"group"`
	Clause string `yaml:"clause" json:"clause"`
	Min    int    `yaml:"min" json:"min"`
	ZH     string `yaml:"zh" json:"zh"`
	EN     string `yaml:"en" json:"en"`
}

// Check refuses clauses without text and groups that no rule counts.
func (h HazardCriteria) Check() []string {
	var bad []string
	if h.Sector == "" || h.Standard == "" || h.Document == "" {
		bad = append(bad, "criteria need sector, standard and document")
	}
	if h.Complete && len(h.Clauses) == 0 {
		bad = append(bad, "complete criteria have clauses")
	}
	seen := map[string]bool{}
	for _, c := range h.Clauses {
		if c.Key == "" || c.Clause == "" || c.Text == "" || c.EN == "" || seen[c.Key] {
			bad = append(bad, fmt.Sprintf("clause %q needs a key of its own, clause, text and en", c.Key))
		}
		seen[c.Key] = true
		if c.Group != "" && !slices.ContainsFunc(h.Combined, func(r CombinedRule) bool { return r.Group == c.Group }) {
			bad = append(bad, "clause "+c.Key+" stands in a group that no rule counts: "+c.Group)
		}
	}
	for _, r := range h.Combined {
		if r.Min < 1 || r.Clause == "" || r.ZH == "" || r.EN == "" {
			bad = append(bad, "combined rule "+r.Group+" needs min, clause, zh and en")
		}
	}
	return bad
}

// Criterion returns the clause with the key.
func (h HazardCriteria) Criterion(key string) (HazardCriterion, bool) {
	i := slices.IndexFunc(h.Clauses, func(c HazardCriterion) bool { return c.Key == key })
	if i < 0 {
		return HazardCriterion{}, false
	}
	return h.Clauses[i], true
}

// CriteriaInForce returns the criteria of a sector on a day, with the version that a record keeps.
func CriteriaInForce(b *Book, sector string, day anlan.Date) (HazardCriteria, Version, error) {
	return Get[HazardCriteria](b, CriteriaOf(sector), day)
}
