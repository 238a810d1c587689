package matrix

import (
	"slices"
	"strings"

	"anlan"
	"anlan/internal/registry"
)

// Sector is a line of business or a matter that somebody must answer for.
type Sector struct {
	ID         anlan.ID      `json:"id"`
	Code       string        `json:"code"`
	Name       string        `json:"name"`
	English    string        `json:"english,omitempty"`
	Kind       string        `json:"kind" enum:"industry,matter"`
	Stays      []Stay        `json:"stays" nullable:"false" doc:"below which node it stands from which day on"`
	Classes    []string      `json:"classes" nullable:"false" doc:"GB/T 4754"`
	Aliases    []string      `json:"aliases" nullable:"false" doc:"other words by which registers call it"`
	Rank       int64         `json:"rank"`
	Source     string        `json:"source,omitempty" doc:"where it comes from"`
	Confidence string        `json:"confidence,omitempty"`
	Since      anlan.Date    `json:"since"`
	Until      anlan.Date    `json:"until,omitempty"`
	Created    anlan.Instant `json:"created"`
	Updated    anlan.Instant `json:"updated"`
	Revision   int64         `json:"revision"`
}

// Stay is where a node stands from a day on; an empty parent is the top.
type Stay struct {
	Parent anlan.ID   `json:"parent"`
	Since  anlan.Date `json:"since"`
}

// Ref names the sector.
func (s Sector) Ref() anlan.Ref { return anlan.Ref{Kind: RefSector, ID: s.ID} }

// On reports whether the sector is in use on the day.
func (s Sector) On(day anlan.Date) bool { return covers(s.Since, s.Until, day) }

// Parent returns where the node stands on the day.
func (s Sector) Parent(day anlan.Date) anlan.ID {
	var at anlan.ID
	for _, stay := range s.Stays {
		if stay.Since <= day {
			at = stay.Parent
		}
	}
	return at
}

// SectorDraft is what a person may write about a sector.
type SectorDraft struct {
	ID      anlan.ID   `json:"id,omitempty" maxLength:"36" doc:"made by the client, so that a retry is recognised"`
	Code    string     `json:"code,omitempty" maxLength:"40" doc:"empty: made of its number"`
	Name    string     `json:"name" maxLength:"60"`
	English string     `json:"english,omitempty" maxLength:"120"`
	Kind    string     `json:"kind,omitempty" enum:"industry,matter,"`
	Parent  anlan.ID   `json:"parent,omitempty" maxLength:"36"`
	Classes []string   `json:"classes,omitempty" maxItems:"20"`
	Aliases []string   `json:"aliases,omitempty" maxItems:"20"`
	Rank    int64      `json:"rank,omitempty" minimum:"0" maximum:"999999"`
	Since   anlan.Date `json:"since,omitempty" maxLength:"10" doc:"empty: today; for a change of parent, the day of the change"`
}

func (d SectorDraft) check() anlan.Problems {
	bad := required("name", d.Name, 60)
	bad = append(bad, short("english", d.English, englishMost)...)
	bad = append(bad, short("code", d.Code, 40)...)
	if len(d.Aliases) > 20 || len(d.Classes) > 20 {
		bad = append(bad, anlan.ErrTooLarge.With("max", 20).At("aliases"))
	}
	if d.Kind != "" && d.Kind != "industry" && d.Kind != "matter" {
		bad = append(bad, anlan.ErrFieldInvalid.With("name", "kind").With("value", d.Kind).At("kind"))
	}
	return append(bad, checkSpan(d.Since, "")...)
}

// apply writes the draft over the sector. A name that it had stays among its aliases, so that what registers
// said in the past still finds it.
func (d SectorDraft) apply(s Sector) Sector {
	aliases := tidy(d.Aliases)
	if s.Name != "" && s.Name != strings.TrimSpace(d.Name) && !slices.Contains(aliases, s.Name) {
		aliases = append(aliases, s.Name)
	}
	s.Name, s.English, s.Aliases, s.Classes = strings.TrimSpace(d.Name), strings.TrimSpace(d.English), aliases, tidy(d.Classes)
	s.Kind = d.Kind
	if s.Kind == "" {
		s.Kind = "industry"
	}
	if d.Rank != 0 || s.Rank == 0 {
		s.Rank = d.Rank
	}
	return s
}

// moved places the node below a parent from a day on.
func (s Sector) moved(parent anlan.ID, since anlan.Date) Sector {
	if len(s.Stays) > 0 && s.Parent(since) == parent {
		return s
	}
	s.Stays = slices.DeleteFunc(slices.Clone(s.Stays), func(x Stay) bool { return x.Since >= since })
	s.Stays = append(s.Stays, Stay{Parent: parent, Since: since})
	return s
}

func tidy(list []string) []string {
	out := []string{}
	for _, s := range list {
		if s = strings.TrimSpace(s); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// fold is how words for a sector are compared.
func fold(s string) string { return registry.Fold(s) }
