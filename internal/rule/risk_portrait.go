package rule

import (
	"math"
	"slices"
)

// RiskPortrait says what of the ledgers counts towards the word that is said of an enterprise.
type RiskPortrait struct {
	Days    int              `yaml:"days" json:"days"`
	Factors []PortraitFactor `yaml:"factors" json:"factors"`
	Bands   []PortraitBand   `yaml:"bands" json:"bands"` // the worst first
}

// PortraitFactor is one thing that counts: weight × number, up to most.
type PortraitFactor struct {
	Key     string  `yaml:"key" json:"key"`
	ZH      string  `yaml:"zh" json:"zh"`
	EN      string  `yaml:"en" json:"en"`
	Weight  float64 `yaml:"weight" json:"weight"`
	Most    float64 `yaml:"most" json:"most"`
	AtLeast string  `yaml:"at_least" json:"atLeast,omitempty"` // a band that one of it is enough for
}

// PortraitBand is a word with the sum from which on it is said.
type PortraitBand struct {
	Key  string  `yaml:"key" json:"key"`
	ZH   string  `yaml:"zh" json:"zh"`
	EN   string  `yaml:"en" json:"en"`
	From float64 `yaml:"from" json:"from"`
}

// Check wants factors with names and bands that descend to zero.
func (r RiskPortrait) Check() []string {
	bad := append(atLeastOne("factors", len(r.Factors)), within("days", r.Days, 30, 1100)...)
	last := math.Inf(1)
	for _, b := range r.Bands {
		if b.Key == "" || b.ZH == "" || b.EN == "" || b.From >= last {
			bad = append(bad, "band "+b.Key+" needs names, and bands descend")
		}
		last = b.From
	}
	if last != 0 {
		bad = append(bad, "the lowest band begins at 0: every enterprise has a word")
	}
	for _, f := range r.Factors {
		if f.Key == "" || f.ZH == "" || f.EN == "" || f.Weight < 0 || f.Most < f.Weight {
			bad = append(bad, "factor "+f.Key+" needs names, a weight and a most that is not below it")
		}
		if f.AtLeast != "" && r.band(f.AtLeast) < 0 {
			bad = append(bad, "factor "+f.Key+": no band "+f.AtLeast)
		}
	}
	return bad
}

func (r RiskPortrait) band(key string) int {
	return slices.IndexFunc(r.Bands, func(b PortraitBand) bool { return b.Key == key })
}

// Word returns the band of a sum, raised to the worst of those that a factor alone is enough for.
func (r RiskPortrait) Word(sum float64, atLeast []string) PortraitBand {
	i := slices.IndexFunc(r.Bands, func(b PortraitBand) bool { return sum >= b.From })
	for _, key := range atLeast {
		if n := r.band(key); n >= 0 && n < i {
			i = n
		}
	}
	return r.Bands[max(i, 0)]
}
