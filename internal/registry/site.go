package registry

import (
	"errors"
	"strings"

	"github.com/paulmach/orb"

	"anlan"
	"anlan/internal/geo"
	"anlan/internal/rule"
)

// SiteID names a site across a boundary.
type SiteID = anlan.ID

// Site is where work is done and hazards are found: a filling station, a classroom building, a
// workshop. A unit runs it; a unit may run many.
type Site struct {
	ID       SiteID        `json:"id"`
	Unit     UnitID        `json:"unit"`
	Name     string        `json:"name"`
	Kind     string        `json:"kind"`
	Sector   string        `json:"sector,omitempty"`
	Place    string        `json:"place"`
	Point    *Point        `json:"point,omitempty"`
	Address  string        `json:"address,omitempty"`
	Hours    string        `json:"hours,omitempty"`
	Initials string        `json:"initials"`
	Status   Status        `json:"status"`
	Revision int64         `json:"revision"`
	Created  anlan.Instant `json:"created"`
	Updated  anlan.Instant `json:"updated"`
}

// Point is where something is: WGS-84, as satellites give it.
type Point struct {
	Lon float64 `json:"lon" doc:"degrees east, WGS-84"`
	Lat float64 `json:"lat" doc:"degrees north, WGS-84"`
}

// Ref names the site.
func (s Site) Ref() anlan.Ref { return anlan.Ref{Kind: RefSite, ID: s.ID} }

// At is the point in the form of package geo.
func (p Point) At() orb.Point { return orb.Point{p.Lon, p.Lat} }

// SiteDraft is what a person may write about a site.
type SiteDraft struct {
	ID      SiteID `json:"id,omitempty" doc:"made by the client, so that a retry is recognised" maxLength:"36"`
	Unit    UnitID `json:"unit" doc:"who runs it" maxLength:"36"`
	Name    string `json:"name" maxLength:"100"`
	Kind    string `json:"kind" doc:"a key of policy site-kinds" maxLength:"40"`
	Sector  string `json:"sector,omitempty" doc:"empty: that of the kind" maxLength:"40"`
	Place   string `json:"place" doc:"code of the township or village" maxLength:"24"`
	Point   *Point `json:"point,omitempty"`
	Address string `json:"address,omitempty" maxLength:"200"`
	Hours   string `json:"hours,omitempty" doc:"when somebody is there" maxLength:"60"`
}

// CheckSite refuses a draft that breaks a rule by itself, naming every wrong field.
func CheckSite(d SiteDraft, kinds rule.SiteKindRule) error {
	var bad anlan.Problems
	bad = append(bad, checkText("name", d.Name, 100)...)
	if Fold(d.Name) == "" && strings.TrimSpace(d.Name) != "" {
		bad = append(bad, anlan.ErrFieldInvalid.With("name", "name").With("value", d.Name).At("name"))
	}
	if _, known := kinds.Kind(d.Kind); !known {
		bad = append(bad, anlan.ErrSiteKind.With("kind", d.Kind).At("kind"))
	}
	bad = append(bad, checkText("unit", string(d.Unit), 36)...)
	bad = append(bad, checkText("place", d.Place, 24)...)
	bad = append(bad, checkLong("sector", d.Sector, 40)...)
	bad = append(bad, checkLong("address", d.Address, 200)...)
	bad = append(bad, checkLong("hours", d.Hours, 60)...)
	if d.Point != nil {
		if _, err := geo.Check(d.Point.At()); err != nil {
			bad = append(bad, blamed(err))
		}
	}
	return bad.Err()
}

// apply writes the draft over the site.
func (d SiteDraft) apply(s Site, kinds rule.SiteKindRule) Site {
	s.Unit, s.Name, s.Kind, s.Place = d.Unit, strings.TrimSpace(d.Name), d.Kind, d.Place
	s.Sector, s.Address, s.Hours = strings.TrimSpace(d.Sector), strings.TrimSpace(d.Address), strings.TrimSpace(d.Hours)
	if kind, ok := kinds.Kind(d.Kind); ok && s.Sector == "" {
		s.Sector = kind.Sector
	}
	s.Point = nil
	if d.Point != nil {
		s.Point = &Point{geo.Round(d.Point.Lon), geo.Round(d.Point.Lat)}
	}
	s.Initials = Initials(s.Name)
	return s
}

// Draft returns what a person wrote about the site, to edit it or to write it to a table.
func (s Site) Draft() SiteDraft {
	return SiteDraft{ID: s.ID, Unit: s.Unit, Name: s.Name, Kind: s.Kind, Sector: s.Sector, Place: s.Place, Point: s.Point,
		Address: s.Address, Hours: s.Hours}
}

// blamed is the error with a code that stands in err.
func blamed(err error) *anlan.Error {
	var one *anlan.Error
	if errors.As(err, &one) {
		return one
	}
	return anlan.ErrInternal.Because(err)
}
