package inspection

import (
	"context"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/inspection/checklist"
)

// The kinds of the room's records, as a Ref names them.
const (
	RefChecklist  = "inspection.checklist"
	RefVersion    = "inspection.version"
	RefInspection = "inspection.inspection"
	RefPlan       = "inspection.plan"
	RefDuty       = "inspection.duty"
	RefPermit     = "inspection.permit"
)

// Named is a unit with the name it had when the record was made.
type Named struct {
	ID   anlan.ID `json:"id"`
	Name string   `json:"name"`
}

// Site is an object of inspection (场所), as the registry knows it.
type Site struct {
	ID      anlan.ID `json:"id"`
	Name    string   `json:"name"`
	Kind    string   `json:"kind"`
	Unit    Named    `json:"unit"`   // who runs it
	Branch  anlan.ID `json:"branch"` // the department or township that unit belongs to
	Place   string   `json:"place"`
	Address string   `json:"address,omitempty"`
	Active  bool     `json:"active"`
}

// Area is the place code cut to the township.
func (s Site) Area() string { return area(s.Place) }

func area(place string) string { return place[:min(9, len(place))] }

// Sites knows the county's sites. The registry's is used through it.
type Sites interface {
	// Site returns one site, or ErrNotFound.
	Site(ctx context.Context, id anlan.ID) (Site, error)
}

// Rater tells the risk grade of a site: red, orange, yellow or blue; empty where nobody has rated it.
type Rater interface {
	Grade(ctx context.Context, site anlan.ID) (string, error)
}

// Found is a finding on its way to become a hazard.
type Found struct {
	ID         anlan.ID // made by the client
	Inspection anlan.ID
	Number     string // of the inspection
	Item       checklist.Item
	Text       string
	Grade      string // general or maybe_major
	Due        anlan.Date
	Site       Site // empty ID: the unit itself
	Unit       Named
	Place      string
	Category   string
	Source     Source
	Photos     []checklist.Picture
	Fixed      []checklist.Picture
	At         anlan.Instant // by the phone's clock
	OffsetMs   *int64        // of the server's clock against the phone's; nil where it was not measured
	Point      *checklist.Point
	Exercise   bool
}

// Hazard is what a finding became.
type Hazard struct {
	Ref    anlan.Ref `json:"ref"`
	Number string    `json:"number"`
}

// Finder makes hazards of findings, within the inspection's transaction. It is implemented on the
// landing: this room does not know what a hazard is.
type Finder interface {
	// Find records one finding. The same ID found again is the same hazard.
	Find(ctx context.Context, tx *db.Tx, f Found) (Hazard, error)
}

// Source is who inspected. There is one ledger for all; the source is kept.
type Source string

// The sources of inspections.
const (
	Self       Source = "self"       // 企业自查
	Village    Source = "village"    // 村（社区）巡查
	Township   Source = "township"   // 乡镇检查
	Department Source = "department" // 部门检查
	Joint      Source = "joint"      // 联合检查
)

// Seat is who acts in the room: a post of a unit.
type Seat struct {
	Unit anlan.ID `json:"unit"`
	Name string   `json:"name"` // of the unit
	Post anlan.ID `json:"post,omitempty"`
}

// seatOf is who acts, as records keep it.
func seatOf(a anlan.Actor) anlan.ID {
	if a.Post != "" {
		return a.Post
	}
	return a.Account
}
