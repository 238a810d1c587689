package rule

import "slices"

// Subjects of policy/ whose values are read here.
var (
	HazardWords     = declare[HazardTerms]("hazard-terms")
	HazardDeadline  = declare[HazardDeadlines]("hazard-deadlines")
	HazardListed    = declare[HazardListing]("hazard-listing")
	HazardRelapsed  = declare[HazardRelapse]("hazard-relapse")
	HazardDefaults  = declare[HazardDesk]("hazard-desk")
	HazardNoFinding = declare[HazardZero]("hazard-zero")
)

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
