package risk

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"anlan"
	"anlan/internal/registry"
	"anlan/internal/risk/riskdb"
	"anlan/internal/rule"
)

// Draft is what a person writes of a risk point.
type Draft struct {
	ID        anlan.ID        `json:"id,omitempty" maxLength:"36" doc:"made by the client, so that a retry is recognised"`
	Name      string          `json:"name" maxLength:"100"`
	What      string          `json:"what,omitempty" maxLength:"500" doc:"what may happen, and to whom"`
	Accidents []string        `json:"accidents,omitempty" maxItems:"10" doc:"keys of policy risk-terms"`
	Category  string          `json:"category,omitempty" maxLength:"40" doc:"category of hazards that concern it; empty: all of its site"`
	Unit      anlan.ID        `json:"unit,omitempty" maxLength:"36" doc:"who runs it; empty: who runs the site"`
	Site      anlan.ID        `json:"site,omitempty" maxLength:"36"`
	Sector    string          `json:"sector,omitempty" maxLength:"40" doc:"empty: that of the site"`
	Place     string          `json:"place,omitempty" maxLength:"24" doc:"code of the township or village; empty: that of the site"`
	Ladder    string          `json:"ladder,omitempty" maxLength:"40" doc:"of policy risk-levels; empty: enterprise for enterprises, else county"`
	Geometry  json.RawMessage `json:"geometry,omitempty" doc:"GeoJSON, WGS-84, longitude first; empty: the point of the site"`
	Rating    *RatingDraft    `json:"rating,omitempty" doc:"the first rating"`
	Measures  []Measure       `json:"measures,omitempty" maxItems:"40"`
	Exercise  bool            `json:"exercise,omitempty"`
}

const measuresMost = 40

func long(p anlan.Problems, name, text string, most int) anlan.Problems {
	if utf8.RuneCountInString(text) > most {
		p = append(p, anlan.ErrFieldTooLong.With("name", name).With("max", most).At(name))
	}
	return p
}

// check refuses what is wrong by itself, naming every field.
func (d Draft) check(b books) anlan.Problems {
	var p anlan.Problems
	if strings.TrimSpace(d.Name) == "" {
		p = append(p, anlan.ErrFieldRequired.With("name", "name").At("name"))
	}
	p = long(p, "name", d.Name, 100)
	p = long(p, "what", d.What, 500)
	p = long(p, "sector", d.Sector, 40)
	for _, a := range d.Accidents {
		if _, known := rule.TermOf(b.terms.Accidents, a); !known {
			p = append(p, anlan.ErrFieldInvalid.With("name", "accidents").With("value", a).At("accidents"))
		}
	}
	if d.Unit == "" && d.Site == "" {
		p = append(p, anlan.ErrFieldRequired.With("name", "unit").At("unit"))
	}
	if _, known := b.levels.Ladder(d.Ladder); d.Ladder != "" && !known {
		p = append(p, anlan.ErrRiskLadder.With("ladder", d.Ladder).At("ladder"))
	}
	return p
}

// checkMeasures refuses measures of no level or kind, and gives each an identity.
func checkMeasures(list []Measure, ladder rule.RiskLadder, b books, id func() anlan.ID) ([]Measure, anlan.Problems) {
	var p anlan.Problems
	out := slices.Clone(list)
	seen := map[anlan.ID]bool{}
	if len(list) > measuresMost {
		return out, append(p, anlan.ErrTooLarge.With("max", measuresMost).At("measures"))
	}
	for i := range out {
		m := &out[i]
		at := "measures[" + itoa(i) + "]."
		m.Text = strings.TrimSpace(m.Text)
		if _, known := rule.TermOf(b.terms.Measures, m.Kind); !known {
			p = append(p, anlan.ErrFieldInvalid.With("name", "kind").With("value", m.Kind).At(at+"kind"))
		}
		if _, known := ladder.Level(m.Level); !known {
			p = append(p, anlan.ErrRiskLevel.With("level", m.Level).At(at+"level"))
		}
		if m.Text == "" {
			p = append(p, anlan.ErrFieldRequired.With("name", "text").At(at+"text"))
		}
		if utf8.RuneCountInString(m.Text) > 500 {
			p = append(p, anlan.ErrFieldTooLong.With("name", "text").With("max", 500).At(at+"text"))
		}
		if _, err := anlan.ParseDate(string(m.Next)); m.Next != "" && err != nil {
			p = append(p, anlan.ErrDateMalformed.With("value", string(m.Next)).At(at+"next"))
		}
		if m.Every < 0 || m.Every > 1100 {
			p = append(p, anlan.ErrFieldInvalid.With("name", "every").With("value", itoa(m.Every)).At(at+"every"))
		}
		if m.ID == "" || seen[m.ID] {
			m.ID = id()
		}
		seen[m.ID] = true
	}
	return out, p
}

// placed gives the point its unit, site and place, as the registry knows them.
func (s *Service) placed(ctx context.Context, r riskdb.DBTX, p Point, d Draft) (Point, error) {
	dir := registry.In(r)
	p.Site, p.SiteName = d.Site, ""
	if d.Site != "" {
		site, err := dir.Site(ctx, d.Site)
		if err != nil {
			return p, anlan.ErrFieldInvalid.With("name", "site").With("value", string(d.Site)).At("site").Because(err)
		}
		if d.Unit != "" && d.Unit != site.Unit {
			return p, anlan.ErrRiskSiteUnit.With("site", site.Name).At("site")
		}
		p.SiteName, d.Unit = site.Name, site.Unit
		d.Place, d.Sector = or(d.Place, site.Place), or(d.Sector, site.Sector)
		if len(d.Geometry) == 0 && site.Point != nil {
			d.Geometry = pointShape(site.Point.Lon, site.Point.Lat)
		}
	}
	u, err := dir.Unit(ctx, d.Unit)
	if err != nil {
		return p, anlan.ErrFieldInvalid.With("name", "unit").With("value", string(d.Unit)).At("unit").Because(err)
	}
	seat, err := s.seats.Seat(ctx, u.ID)
	if err != nil {
		return p, err
	}
	p.Unit, p.Branch, p.Place, p.Sector = Named{u.ID, u.Name}, seat.Branch, or(d.Place, u.Place), d.Sector
	if d.Place != "" {
		if _, err := dir.Place(ctx, d.Place); err != nil {
			return p, anlan.ErrFieldInvalid.With("name", "place").With("value", d.Place).At("place").Because(err)
		}
	}
	if p.Ladder = d.Ladder; p.Ladder == "" {
		p.Ladder = "county"
		if u.Kind == registry.Enterprise {
			p.Ladder = "enterprise"
		}
	}
	p.Geometry = nil
	if len(d.Geometry) > 0 && string(d.Geometry) != "null" {
		sh, err := readShape(d.Name, d.Geometry)
		if err != nil {
			return p, err
		}
		p.Geometry = sh.raw
	}
	return p, nil
}

// apply writes what a person may write over the point.
func (d Draft) apply(p Point) Point {
	p.Name, p.What, p.Accidents, p.Category = strings.TrimSpace(d.Name), strings.TrimSpace(d.What), d.Accidents, d.Category
	return p
}

// Draft returns what a person wrote of the point.
func (p Point) Draft() Draft {
	return Draft{ID: p.ID, Name: p.Name, What: p.What, Accidents: p.Accidents, Category: p.Category, Unit: p.Unit.ID, Site: p.Site, Sector: p.Sector,
		Place: p.Place, Ladder: p.Ladder, Geometry: p.Geometry}
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
