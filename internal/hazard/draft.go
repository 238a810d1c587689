package hazard

import (
	"slices"
	"strings"
	"unicode/utf8"

	"anlan"
	"anlan/internal/rule"
)

// Draft is a finding as it comes in: what Report takes.
type Draft struct {
	ID       anlan.ID      `json:"id" doc:"UUIDv7 made by the client: the same capture sent twice is one hazard" maxLength:"36"`
	At       anlan.Instant `json:"at,omitempty" doc:"Moment of the finding by the client's clock; absent: now"`
	OffsetMs *int64        `json:"offsetMs,omitempty" doc:"Server minus client clock in milliseconds, as measured; null: uncalibrated"`
	Site     anlan.ID      `json:"site,omitempty" maxLength:"36"`
	Unit     anlan.ID      `json:"unit,omitempty" doc:"Who owes it; absent: by policy hazard-desk" maxLength:"36"`
	Place    string        `json:"place,omitempty" maxLength:"24"`
	Where    string        `json:"where,omitempty" doc:"Spot in words" maxLength:"100"`
	Point    *Point        `json:"point,omitempty"`
	Category string        `json:"category" maxLength:"40"`
	Sector   string        `json:"sector,omitempty" doc:"Absent: that of the site or the unit" maxLength:"40"`
	Cause    string        `json:"cause,omitempty" maxLength:"40"`
	Clause   string        `json:"clause,omitempty" doc:"Article or checklist item that it breaks, as written" maxLength:"200"`
	Text     string        `json:"text" maxLength:"2000"`
	Photos   []Photo       `json:"photos,omitempty" maxItems:"30"`
	Voice    string        `json:"voice,omitempty" doc:"SHA-256 of the uploaded voice note" maxLength:"64"`
	Grade    Grade         `json:"grade,omitempty" enum:"general,maybe_major,major" doc:"Absent: general"`
	Walk     *Walked       `json:"walk,omitempty" doc:"Answers of the walk; needed for major"`
	Fixed    *FixDraft     `json:"fixed,omitempty" doc:"Put right on the spot: the light record"`
	Due      anlan.Date    `json:"due,omitempty" doc:"Absent: by policy hazard-deadlines"`
	Source   string        `json:"source,omitempty" doc:"Absent: by the role of whoever reports" maxLength:"40"`
	Outside  string        `json:"outside,omitempty" doc:"Number in the system it came from" maxLength:"80"`
	Because  []anlan.Ref   `json:"because,omitempty" doc:"Campaign, meeting sentence, letter clause behind it" maxItems:"20"`

	Inspection *FromInspection `json:"inspection,omitempty" doc:"The inspection and the item whose answer it is"`
	Exercise   bool            `json:"exercise,omitempty"`

	imported bool          // from a table of history: it may be overdue already, and its finder is not who imports
	closed   anlan.Instant // of an imported one that was closed before; it has no matter and no evidence, and says so
}

// FromInspection names the answer of an inspection that became this hazard.
type FromInspection struct {
	ID   anlan.ID `json:"id" maxLength:"36"`
	Item string   `json:"item,omitempty" maxLength:"100"`
}

// FixDraft is what was put right on the spot.
type FixDraft struct {
	Photos []Photo `json:"photos" minItems:"1" maxItems:"30" doc:"Pictures after"`
	Text   string  `json:"text,omitempty" maxLength:"1000"`
}

// Walked are the answers of a walk through the criteria of a sector.
type Walked struct {
	Sector  string            `json:"sector" doc:"Sector of the criteria" maxLength:"40"`
	Answers map[string]Answer `json:"answers" doc:"By key of the clause: yes, no, unknown"`
	Reason  string            `json:"reason,omitempty" maxLength:"1000"`
}

// Lengths in characters.
const (
	textMax   = 2000
	reasonMax = 1000
	shortMax  = 200
)

// hashes are the files that a draft names.
func (d Draft) hashes() (list []string) {
	photos := d.Photos
	if d.Fixed != nil {
		photos = append(slices.Clone(photos), d.Fixed.Photos...)
	}
	for _, p := range photos {
		list = append(list, p.Hash)
	}
	return append(list, d.Voice)
}

// normal fills what a draft may leave out and tidies what was typed.
func (d Draft) normal() Draft {
	d.Text, d.Where, d.Clause = strings.TrimSpace(d.Text), strings.TrimSpace(d.Where), strings.TrimSpace(d.Clause)
	d.Point, d.Photos = d.Point.known(), placed(d.Photos)
	if d.Fixed != nil {
		d.Fixed = &FixDraft{Photos: placed(d.Fixed.Photos), Text: d.Fixed.Text}
	}
	if d.Grade == "" {
		d.Grade = General
	}
	if d.Cause == "" {
		d.Cause = "unknown"
	}
	if d.Inspection != nil {
		ref := anlan.Ref{Kind: "inspection.inspection", ID: d.Inspection.ID}
		if !slices.Contains(d.Because, ref) {
			d.Because = append(slices.Clone(d.Because), ref)
		}
	}
	return d
}

// sourceOf is where a finding comes from when nobody says so: the role of whoever reports it.
func sourceOf(a anlan.Actor) string {
	switch {
	case a.Is(anlan.RoleEnterprise):
		return "self"
	case a.Is(anlan.RoleVillage):
		return "village"
	case a.Is(anlan.RoleTownship):
		return "township"
	default:
		return "department"
	}
}

// check returns every problem of a draft at once, as far as it can be seen without asking anybody.
func (d Draft) check(terms rule.HazardTerms, now anlan.Instant) anlan.Problems {
	var p anlan.Problems
	if _, err := anlan.ParseID(string(d.ID)); err != nil {
		p = append(p, anlan.ErrIDMalformed.With("value", string(d.ID)).At("id"))
	}
	p = append(p, checkFacts(d.facts(), terms)...)
	if src, known := terms.Source(d.Source); !known || src.Key == "" {
		p = append(p, invalid("source", d.Source))
	}
	if !slices.Contains(Grades(), d.Grade) {
		p = append(p, invalid("grade", string(d.Grade)))
	}
	if d.Due != "" {
		if _, err := anlan.ParseDate(string(d.Due)); err != nil {
			p = append(p, anlan.ErrDateMalformed.With("value", string(d.Due)).At("due"))
		} else if d.Due < now.Date() && !d.imported {
			p = append(p, anlan.ErrMatterDueBeforeStart.With("due", string(d.Due)).With("start", string(now.Date())).At("due"))
		}
	}
	return append(p, d.checkFixed()...)
}

// checkFixed holds the light record to what makes it one: not major, with a picture before and another
// one after.
func (d Draft) checkFixed() (p anlan.Problems) {
	if d.Fixed == nil {
		return nil
	}
	if d.Grade != General {
		p = append(p, anlan.ErrHazardFixedMajor.At("fixed"))
	}
	if len(d.Photos) == 0 || len(d.Fixed.Photos) == 0 {
		return append(p, anlan.ErrHazardFixedPhotos.At("fixed.photos"))
	}
	for _, after := range d.Fixed.Photos {
		if slices.ContainsFunc(d.Photos, func(before Photo) bool { return before.Hash == after.Hash }) {
			return append(p, anlan.ErrHazardSamePhoto.At("fixed.photos"))
		}
	}
	return p
}

func (d Draft) facts() Facts {
	return Facts{Text: d.Text, Category: d.Category, Sector: d.Sector, Cause: d.Cause, Clause: d.Clause, Site: d.Site, Where: d.Where,
		Place: d.Place, Point: d.Point}
}

// checkFacts holds what people wrote to the words of the policy, and refuses a count without facts.
func checkFacts(f Facts, terms rule.HazardTerms) (p anlan.Problems) {
	p = append(p, require("text", f.Text, textMax)...)
	if f.Text != "" && CountOnly(f.Text) {
		p = append(p, anlan.ErrHazardCountOnly.With("text", clip(f.Text, 30)).At("text"))
	}
	if _, known := terms.Category(f.Category); !known {
		p = append(p, invalid("category", f.Category))
	}
	if _, known := terms.Sector(f.Sector); !known && f.Sector != "" {
		p = append(p, invalid("sector", f.Sector))
	}
	if _, known := rule.Name(terms.Causes, f.Cause); !known {
		p = append(p, invalid("cause", f.Cause))
	}
	p = append(p, limit("clause", f.Clause, shortMax)...)
	p = append(p, limit("where", f.Where, 100)...)
	if f.Point != nil && (f.Point.Lon < -180 || f.Point.Lon > 180 || f.Point.Lat < -90 || f.Point.Lat > 90 || f.Point.Accuracy < 0) {
		p = append(p, invalid("point", "lon, lat"))
	}
	return p
}

func invalid(field, value string) *anlan.Error {
	return anlan.ErrFieldInvalid.With("name", field).With("value", clip(value, 40)).At(field)
}

// future refuses a day that has not come yet, where one is asked for that is over.
func future(field string, day, today anlan.Date) *anlan.Error {
	return anlan.ErrDateFuture.With("value", string(day)).With("today", string(today)).At(field)
}

func require(field, value string, most int) anlan.Problems {
	if strings.TrimSpace(value) == "" {
		return anlan.Problems{anlan.ErrFieldRequired.With("name", field).At(field)}
	}
	return limit(field, value, most)
}

func limit(field, value string, most int) anlan.Problems {
	if utf8.RuneCountInString(value) > most {
		return anlan.Problems{anlan.ErrFieldTooLong.With("name", field).With("max", most).At(field)}
	}
	return nil
}

func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}
