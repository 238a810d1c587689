package registry

import (
	"strings"

	"anlan"
)

// Level is the floor of a place in the tree of divisions.
type Level string

// The levels. An area is what a county adds itself below or beside them: a scenic spot, a block.
const (
	Province    Level = "province"
	City        Level = "city"
	CountyLevel Level = "county"
	Township    Level = "township"
	Village     Level = "village"
	Area        Level = "area"
)

// Status is whether a record is in use.
type Status string

// The statuses. Nothing is deleted (law 8).
const (
	Active    Status = "active"
	Abolished Status = "abolished"
	Left      Status = "left" // of people
)

// Place is a division of the country or a part of one.
type Place struct {
	Code     string        `json:"code" doc:"2, 4, 6, 9 or 12 digits" maxLength:"24"`
	Name     string        `json:"name" maxLength:"60"`
	Level    Level         `json:"level" enum:"province,city,county,township,village,area"`
	Kind     string        `json:"kind" maxLength:"40"`
	Parent   string        `json:"parent" maxLength:"24"`
	Initials string        `json:"initials"`
	Geometry string        `json:"geometry,omitempty" doc:"GeoJSON geometry, or empty"`
	Tile     *Tile         `json:"tile,omitempty" doc:"position on the schematic map"`
	Status   Status        `json:"status"`
	Revision int64         `json:"revision"`
	Created  anlan.Instant `json:"created"`
	Updated  anlan.Instant `json:"updated"`
}

// Tile is a square of the schematic map, used where no geometry is public. It carries no distance.
type Tile struct {
	Col int `json:"col" minimum:"0" maximum:"99"`
	Row int `json:"row" minimum:"0" maximum:"99"`
}

// IsArea reports whether a boundary of the place is known; a point is none.
func (p Place) IsArea() bool {
	return p.Geometry != "" && !strings.HasPrefix(p.Geometry, `{"type":"Point"`)
}

// Ref names the place.
func (p Place) Ref() anlan.Ref { return anlan.Ref{Kind: RefPlace, ID: anlan.ID(p.Code)} }

// codeLengths says how long a code of each level is; an area's code extends its parent's.
func codeLengths() map[Level]int {
	return map[Level]int{Province: 2, City: 4, CountyLevel: 6, Township: 9, Village: 12}
}

// CheckPlace refuses a place whose code does not fit its level or its parent.
func CheckPlace(p Place) error {
	var bad anlan.Problems
	want, fixed := codeLengths()[p.Level]
	switch {
	case strings.Trim(p.Code, "0123456789") != "" || fixed && len(p.Code) != want || len(p.Code) > 24 || p.Code == "":
		bad = append(bad, anlan.ErrRegistryPlaceCode.With("code", p.Code).With("level", string(p.Level)).At("code"))
	case !fixed && p.Level != Area:
		bad = append(bad, anlan.ErrFieldInvalid.With("name", "level").With("value", string(p.Level)).At("level"))
	case p.Parent == p.Code || !strings.HasPrefix(p.Code, p.Parent):
		bad = append(bad, anlan.ErrRegistryPlaceParent.With("code", p.Code).With("parent", p.Parent).At("parent"))
	}
	bad = append(bad, checkText("name", p.Name, 60)...)
	if p.Geometry != "" && !isGeometry([]byte(p.Geometry)) {
		bad = append(bad, anlan.ErrRegistryGeometry.With("code", p.Code).At("geometry"))
	}
	return bad.Err()
}

// codeEnd is the first code after everything that begins with the code: ':' follows '9'.
func codeEnd(code string) string { return code + ":" }

// ShortPlaceName cuts the committee from a village's registered name: 北城居民委员会 is 北城.
func ShortPlaceName(name string) string {
	for _, tail := range []string{"村民委员会", "居民委员会", "村委会", "居委会"} {
		if s, ok := strings.CutSuffix(name, tail); ok && s != "" {
			return s
		}
	}
	return name
}
