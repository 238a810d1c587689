package letter

import (
	"strings"

	"anlan"
	"anlan/internal/rule"
)

// The states of a template of the county.
const (
	TemplateDraft   = "draft"
	InForce         = "published"
	TemplateRetired = "retired"
)

// Template is a version of a template that the county wrote itself. Published ones never change.
type Template struct {
	ID       anlan.ID            `json:"id"`
	State    string              `json:"state" enum:"draft,published,retired"`
	From     anlan.Date          `json:"from"`
	To       anlan.Date          `json:"to,omitempty"`
	Source   string              `json:"source"`
	Body     rule.LetterTemplate `json:"body"`
	By       anlan.ID            `json:"by"`
	Updated  anlan.Instant       `json:"updated"`
	Revision int64               `json:"revision"`
}

// Ref names the template.
func (t Template) Ref() anlan.Ref { return anlan.Ref{Kind: RefTemplate, ID: t.ID} }

// Covers reports whether the template is in force on a day.
func (t Template) Covers(day anlan.Date) bool {
	return t.State == InForce && t.From <= day && (t.To == "" || day <= t.To)
}

// Version names it on the letters that are born from it.
func (t Template) Version() string { return "county@" + string(t.From) + "/" + string(t.ID) }

// TemplateDraftBody is what somebody writes of a template.
type TemplateDraftBody struct {
	ID     anlan.ID            `json:"id,omitempty" maxLength:"36"`
	From   anlan.Date          `json:"from" maxLength:"10"`
	To     anlan.Date          `json:"to,omitempty" maxLength:"10"`
	Source string              `json:"source" maxLength:"300" doc:"The paper by which the county adopted it"`
	Body   rule.LetterTemplate `json:"body"`
}

// check refuses a template that breaks a rule by itself, naming each wrong field.
func (d TemplateDraftBody) check(set rule.LetterTemplates) error {
	var bad anlan.Problems
	if _, err := anlan.ParseDate(string(d.From)); err != nil {
		bad = append(bad, anlan.ErrDateMalformed.With("value", string(d.From)).At("from"))
	}
	if _, err := anlan.ParseDate(string(d.To)); d.To != "" && (err != nil || d.To < d.From) {
		bad = append(bad, anlan.ErrDateMalformed.With("value", string(d.To)).At("to"))
	}
	if strings.TrimSpace(d.Source) == "" {
		bad = append(bad, anlan.ErrFieldRequired.With("name", "source").At("source"))
	}
	for _, f := range set.Faults(d.Body) {
		bad = append(bad, faultError(d.Body, f).At("body."+f.Field))
	}
	return bad.Err()
}

// overlap refuses two published templates for one kind of signer on one day.
func (t Template) overlap(others []Template) error {
	for _, o := range others {
		if o.ID == t.ID || o.State != InForce || o.Body.Kind != t.Body.Kind {
			continue
		}
		if (t.To == "" || o.From <= t.To) && (o.To == "" || t.From <= o.To) {
			return anlan.ErrLetterOverlap.With("from", string(o.From)).With("to", orOpen(o.To)).At("from")
		}
	}
	return nil
}

func orOpen(d anlan.Date) string {
	if d == "" {
		return "…"
	}
	return string(d)
}
