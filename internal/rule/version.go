package rule

import (
	"slices"
	"strings"

	"anlan"
)

// Subject names one question that policy answers; it is also the name of its file.
type Subject string

// Text is a sentence in both languages of the product.
type Text struct {
	ZH string `yaml:"zh" json:"zh"`
	EN string `yaml:"en" json:"en"`
}

// Confidence says how sure we are of a rule: V, P, K-h, K-m or K-l (see package policy).
type Confidence string

// Version is the answer to a subject over a period. Its zero To means "until further notice".
type Version struct {
	ID         string     `json:"id"` // urging-ladder@2026-01-01, or …+layer for an override
	Subject    Subject    `json:"subject"`
	Title      Text       `json:"title"`
	Layer      string     `json:"layer,omitempty"` // empty for the built-in rules
	From       anlan.Date `json:"from"`
	To         anlan.Date `json:"to,omitempty"`
	Unit       string     `json:"unit"`
	Source     string     `json:"source"`
	Article    string     `json:"article"`
	Confidence Confidence `json:"confidence"`
	Note       string     `json:"note,omitempty"`
	Why        Text       `json:"why"`
	Value      Value      `json:"value"`
}

// Covers reports whether the version is in force on the day.
func (v Version) Covers(day anlan.Date) bool {
	return v.From <= day && (v.To == "" || day <= v.To)
}

// Reason names the rule behind a decision, for screens, documents and the ledger.
type Reason struct {
	Rule    Subject `json:"rule"`
	Version string  `json:"version"`
	Why     Text    `json:"why"`
	Source  string  `json:"source"`
}

// Reason returns why this version decided, in its own sentence.
func (v Version) Reason() Reason {
	return Reason{Rule: v.Subject, Version: v.ID, Why: v.Why, Source: v.Source}
}

func versionID(s Subject, from anlan.Date, layer string) string {
	id := string(s) + "@" + string(from)
	if layer != "" {
		id += "+" + layer
	}
	return id
}

// check returns every fault of the envelope; the value checks itself.
func (v Version) check() anlan.Problems {
	var p anlan.Problems
	blame := func(field, why string) {
		p = append(p, anlan.ErrRuleInvalid.With("rule", v.ID).With("why", why).At(field))
	}
	for _, d := range []struct {
		field string
		day   anlan.Date
	}{{"from", v.From}, {"to", v.To}} {
		if _, err := anlan.ParseDate(string(d.day)); err != nil && (d.day != "" || d.field == "from") {
			blame(d.field, "no such day: "+string(d.day))
		}
	}
	if v.To != "" && v.To < v.From {
		blame("to", "ends before it begins")
	}
	for field, text := range map[string]string{"source": v.Source, "article": v.Article, "unit": v.Unit,
		"why.zh": v.Why.ZH, "why.en": v.Why.EN, "title.zh": v.Title.ZH, "title.en": v.Title.EN} {
		if strings.TrimSpace(text) == "" {
			blame(field, "missing")
		}
	}
	if !slices.Contains([]Confidence{"V", "P", "K-h", "K-m", "K-l"}, v.Confidence) {
		blame("confidence", "must be V, P, K-h, K-m or K-l")
	}
	slices.SortFunc(p, func(a, b *anlan.Error) int { return strings.Compare(a.Field, b.Field) })
	return p
}
