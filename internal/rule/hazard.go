package rule

import (
	"fmt"
	"slices"
	"strings"

	"anlan"
)

// Subjects of policy/ whose values are read here.
var (
	HazardWords     = declare[HazardTerms]("hazard-terms")
	HazardDeadline  = declare[HazardDeadlines]("hazard-deadlines")
	HazardListed    = declare[HazardListing]("hazard-listing")
	HazardRelapsed  = declare[HazardRelapse]("hazard-relapse")
	HazardDefaults  = declare[HazardDesk]("hazard-desk")
	HazardNoFinding = declare[HazardZero]("hazard-zero")
)

// Criteria subjects are one file per sector: hazard-criteria-gas, hazard-criteria-fire …
const criteriaPrefix = "hazard-criteria-"

// CriteriaOf names the subject that holds the criteria of a sector (重大事故隐患判定标准).
func CriteriaOf(sector string) Subject { return Subject(criteriaPrefix + sector) }

// IsCriteria reports whether the subject holds criteria of a sector, and of which.
func IsCriteria(s Subject) (sector string, is bool) {
	return strings.CutPrefix(string(s), criteriaPrefix)
}

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

// HazardDeadlines are the spans that hold where nobody says another: to put a general hazard right, to
// judge one that may be major, to plan and to put right a major one.
type HazardDeadlines struct {
	General  Offset `yaml:"general" json:"general"`
	Judge    Offset `yaml:"judge" json:"judge"`
	Plan     Offset `yaml:"plan" json:"plan"`
	Major    Offset `yaml:"major" json:"major"`
	MostDays int    `yaml:"most_days" json:"most_days"` // a rectification may take at most so long
}

// Check wants spans that run forward.
func (h HazardDeadlines) Check() []string {
	bad := within("most_days", h.MostDays, 1, 3650)
	for name, o := range map[string]Offset{"general": h.General, "judge": h.Judge, "plan": h.Plan, "major": h.Major} {
		bad = append(bad, o.check()...)
		if o.Value <= 0 {
			bad = append(bad, name+" must run forward")
		}
	}
	slices.Sort(bad)
	return bad
}

// HazardListing is 挂牌督办: who lists at which level, and every span of it.
type HazardListing struct {
	Levels       []ListingLevel `yaml:"levels" json:"levels"`
	Publish      Offset         `yaml:"publish" json:"publish"`             // the notice is published within
	PublishEnd   Offset         `yaml:"publish_end" json:"publish_end"`     // the delisting is published within
	Accept       Offset         `yaml:"accept" json:"accept"`               // acceptance on the spot, from the request or the deadline
	AskBefore    Offset         `yaml:"ask_before" json:"ask_before"`       // an extension is asked so long before the deadline (negative)
	Answer       Offset         `yaml:"answer" json:"answer"`               // and answered within
	MostDays     int            `yaml:"most_days" json:"most_days"`         // rectification at most
	MostExtended int            `yaml:"most_extended" json:"most_extended"` // extensions at most
}

// ListingLevel is a level at which a hazard can be listed.
type ListingLevel struct {
	Key   string `yaml:"key" json:"key"`
	ZH    string `yaml:"zh" json:"zh"`
	EN    string `yaml:"en" json:"en"`
	Mark  string `yaml:"mark" json:"mark"`   // 机关代字 of its notices
	Above bool   `yaml:"above" json:"above"` // listed by an organ above the county: its number is copied, not given
}

// Check wants levels with names and spans that run the right way.
func (h HazardListing) Check() []string {
	var terms []Term
	for _, l := range h.Levels {
		terms = append(terms, Term{l.Key, l.ZH, l.EN})
	}
	bad := append(checkTerms("levels", terms), within("most_days", h.MostDays, 1, 3650)...)
	bad = append(bad, within("most_extended", h.MostExtended, 0, 10)...)
	for _, l := range h.Levels {
		if !l.Above && l.Mark == "" {
			bad = append(bad, "level "+l.Key+" needs a mark for its numbers")
		}
	}
	for _, o := range []Offset{h.Publish, h.PublishEnd, h.Accept, h.Answer} {
		bad = append(bad, o.check()...)
		if o.Value <= 0 {
			bad = append(bad, "spans must run forward")
		}
	}
	if bad = append(bad, h.AskBefore.check()...); h.AskBefore.Value > 0 {
		bad = append(bad, "ask_before must lie before the deadline")
	}
	return bad
}

// Level returns the level with the key.
func (h HazardListing) Level(key string) (ListingLevel, bool) {
	i := slices.IndexFunc(h.Levels, func(l ListingLevel) bool { return l.Key == key })
	if i < 0 {
		return ListingLevel{}, false
	}
	return h.Levels[i], true
}

// HazardRelapse is 屡查屡犯: the same clause and cause at the same place within so many days is a
// relapse; after so many of them the grade is raised.
type HazardRelapse struct {
	Days    int    `yaml:"days" json:"days"`
	Times   int    `yaml:"times" json:"times"`       // findings before this one that raise it
	RaiseTo string `yaml:"raise_to" json:"raise_to"` // maybe_major: somebody judges; major: the rule does
}

// Check wants a span and a known grade.
func (h HazardRelapse) Check() []string {
	bad := append(within("days", h.Days, 1, 3650), within("times", h.Times, 1, 20)...)
	if h.RaiseTo != "maybe_major" && h.RaiseTo != "major" {
		bad = append(bad, "raise_to must be maybe_major or major")
	}
	return bad
}

// HazardDesk is who owes a finding and who checks it again when nobody is named: the first of the list
// that exists and is not the unit that owes it.
type HazardDesk struct {
	Owner   []string `yaml:"owner" json:"owner"`
	Checker []string `yaml:"checker" json:"checker"`
	Self    []string `yaml:"self" json:"self"` // checker of what an enterprise finds itself
}

// Check refuses words that name nobody.
func (h HazardDesk) Check() []string {
	var bad []string
	for what, list := range map[string][]string{"owner": h.Owner, "checker": h.Checker, "self": h.Self} {
		bad = append(bad, atLeastOne(what, len(list))...)
		for _, w := range list {
			if !slices.Contains([]string{"unit", "site", "finder", "regulator", "township", "office"}, w) {
				bad = append(bad, what+" names nobody known: "+w)
			}
		}
	}
	slices.Sort(bad)
	return bad
}

// HazardZero is 零隐患: an enterprise without a finding for so many days, while its peers have some.
type HazardZero struct {
	Days     int `yaml:"days" json:"days"`
	PeersMin int `yaml:"peers_min" json:"peers_min"` // findings per 100 enterprises of the sector that make none suspicious
}

// Check wants a span.
func (h HazardZero) Check() []string {
	return append(within("days", h.Days, 1, 3650), within("peers_min", h.PeersMin, 0, 100000)...)
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
