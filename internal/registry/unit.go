package registry

import (
	"slices"
	"strings"
	"unicode/utf8"

	"anlan"
)

// UnitID names a unit across a boundary.
type UnitID = anlan.ID

// UnitKind is what sort of unit it is.
type UnitKind string

// The kinds of units.
const (
	Committee         UnitKind = "committee"          // 安委会、专委会、指挥部
	CommitteeOffice   UnitKind = "committee_office"   // 安委办
	PartyOrgan        UnitKind = "party_organ"        // 党委部门
	GovernmentOrgan   UnitKind = "government_organ"   // 政府（办）
	Department        UnitKind = "department"         // 县直部门
	TownshipUnit      UnitKind = "township"           // 乡镇
	VillageUnit       UnitKind = "village"            // 村（社区）
	Enterprise        UnitKind = "enterprise"         // 企业
	PublicInstitution UnitKind = "public_institution" // 学校、医院等事业单位
	Park              UnitKind = "park"               // 园区
)

// UnitKinds lists the kinds in the order in which people name them.
func UnitKinds() []UnitKind {
	return []UnitKind{Committee, CommitteeOffice, PartyOrgan, GovernmentOrgan, Department, TownshipUnit, VillageUnit,
		Park, PublicInstitution, Enterprise}
}

// Unit is an organisation that can be given work.
type Unit struct {
	ID        UnitID        `json:"id"`
	Kind      UnitKind      `json:"kind"`
	Name      string        `json:"name"`
	Short     string        `json:"short,omitempty"`
	Aliases   []string      `json:"aliases,omitempty"`
	Code      string        `json:"code,omitempty"`
	Parent    UnitID        `json:"parent,omitempty"`
	Path      string        `json:"-"` // derived: a move of a parent changes it without changing the unit
	Place     string        `json:"place,omitempty"`
	Sector    string        `json:"sector,omitempty"`
	Regulator UnitID        `json:"regulator,omitempty"`
	Address   string        `json:"address,omitempty"`
	Rank      int64         `json:"rank"`
	Initials  string        `json:"initials"`
	Status    Status        `json:"status"`
	Since     anlan.Date    `json:"since,omitempty"`
	Until     anlan.Date    `json:"until,omitempty"`
	Revision  int64         `json:"revision"`
	Created   anlan.Instant `json:"created"`
	Updated   anlan.Instant `json:"updated"`
}

// Ref names the unit.
func (u Unit) Ref() anlan.Ref { return anlan.Ref{Kind: RefUnit, ID: u.ID} }

// UnitDraft is what a person may write about a unit.
type UnitDraft struct {
	ID        UnitID     `json:"id,omitempty" doc:"made by the client, so that a retry is recognised"`
	Kind      UnitKind   `json:"kind" enum:"committee,committee_office,party_organ,government_organ,department,township,village,park,public_institution,enterprise"`
	Name      string     `json:"name" maxLength:"100"`
	Short     string     `json:"short,omitempty" maxLength:"40"`
	Aliases   []string   `json:"aliases,omitempty" maxItems:"20"`
	Code      string     `json:"code,omitempty" maxLength:"40"`
	Parent    UnitID     `json:"parent,omitempty"`
	Place     string     `json:"place,omitempty" maxLength:"24"`
	Sector    string     `json:"sector,omitempty" maxLength:"40"`
	Regulator UnitID     `json:"regulator,omitempty"`
	Address   string     `json:"address,omitempty" maxLength:"200"`
	Rank      int64      `json:"rank,omitempty" minimum:"0" maximum:"999999"`
	Since     anlan.Date `json:"since,omitempty"`
}

// CheckUnit refuses a draft that breaks a rule by itself, naming every wrong field.
func CheckUnit(d UnitDraft) error {
	var bad anlan.Problems
	if !slices.Contains(UnitKinds(), d.Kind) {
		bad = append(bad, anlan.ErrFieldInvalid.With("name", "kind").With("value", string(d.Kind)).At("kind"))
	}
	bad = append(bad, checkText("name", d.Name, 100)...)
	bad = append(bad, checkLong("short", d.Short, 40)...)
	bad = append(bad, checkLong("sector", d.Sector, 40)...)
	bad = append(bad, checkLong("address", d.Address, 200)...)
	bad = append(bad, checkDay("since", d.Since)...)
	if len(d.Aliases) > 20 {
		bad = append(bad, anlan.ErrTooLarge.With("max", 20).At("aliases"))
	}
	for _, a := range d.Aliases {
		bad = append(bad, checkText("aliases", a, 60)...)
	}
	bad = append(bad, checkNames(d)...)
	if d.Kind == Enterprise && d.Code != "" && !IsCreditCode(d.Code) {
		bad = append(bad, anlan.ErrRegistryCreditCode.With("code", d.Code).At("code"))
	}
	bad = append(bad, checkLong("code", d.Code, 40)...)
	return bad.Err()
}

// checkNames refuses names that nobody could look up: invisible ones, and those that mean many units.
func checkNames(d UnitDraft) anlan.Problems {
	var bad anlan.Problems
	named := map[string][]string{"name": {d.Name}, "short": {d.Short}, "aliases": d.Aliases}
	for _, field := range []string{"name", "short", "aliases"} {
		for _, n := range named[field] {
			if n == "" {
				continue
			}
			if _, collective := classOf(n); collective || Fold(n) == "" {
				bad = append(bad, anlan.ErrRegistryNameCollective.With("name", n).At(field))
			}
		}
	}
	return bad
}

// apply writes the draft over the unit.
func (d UnitDraft) apply(u Unit) Unit {
	u.Kind, u.Name, u.Short, u.Code = d.Kind, strings.TrimSpace(d.Name), strings.TrimSpace(d.Short), d.Code
	u.Aliases = tidyNames(d.Aliases, u.Name, u.Short)
	u.Place, u.Sector, u.Regulator, u.Address, u.Rank, u.Since = d.Place, d.Sector, d.Regulator, d.Address, d.Rank, d.Since
	u.Initials = Initials(u.Name)
	return u
}

// Draft returns what a person wrote about the unit, to edit it or to write it to a table.
func (u Unit) Draft() UnitDraft {
	return UnitDraft{ID: u.ID, Kind: u.Kind, Name: u.Name, Short: u.Short, Aliases: u.Aliases, Code: u.Code, Parent: u.Parent,
		Place: u.Place, Sector: u.Sector, Regulator: u.Regulator, Address: u.Address, Rank: u.Rank, Since: u.Since}
}

// under places the unit below a parent. A unit may not come to stand below itself.
func (u Unit) under(parent Unit) (Unit, error) {
	own := segment(u.ID)
	if parent.ID == "" {
		u.Parent, u.Path = "", own
		return u, nil
	}
	if parent.ID == u.ID || strings.Contains(parent.Path, own) {
		return u, anlan.ErrRegistryUnitCycle.With("unit", u.Name).With("parent", parent.Name).At("parent")
	}
	if parent.Status != Active {
		return u, anlan.ErrRegistryAbolished.With("name", parent.Name).At("parent")
	}
	if len(parent.Path) >= maxDepth*len(own) {
		return u, anlan.ErrRegistryTooDeep.With("max", maxDepth).At("parent")
	}
	u.Parent, u.Path = parent.ID, parent.Path+own
	return u, nil
}

// segment is what a unit adds to the path of its parent.
func segment(id UnitID) string { return strings.ReplaceAll(string(id), "-", "") }

// maxDepth bounds the tree: nation, province, city, county, organ, office, section and some air.
const maxDepth = 12

// pathEnd is the first path after the subtree of path: hexadecimal digits sort before g.
func pathEnd(path string) string { return path + "g" }

func checkText(field, s string, most int) anlan.Problems {
	if strings.TrimSpace(s) == "" {
		return anlan.Problems{anlan.ErrFieldRequired.With("name", field).At(field)}
	}
	return checkLong(field, s, most)
}

func checkLong(field, s string, most int) anlan.Problems {
	if utf8.RuneCountInString(s) > most {
		return anlan.Problems{anlan.ErrFieldTooLong.With("name", field).With("max", most).At(field)}
	}
	return nil
}

func checkDay(field string, d anlan.Date) anlan.Problems {
	if d == "" {
		return nil
	}
	if _, err := anlan.ParseDate(string(d)); err != nil {
		return anlan.Problems{anlan.ErrDateMalformed.With("value", string(d)).At(field)}
	}
	return nil
}

// IsCreditCode reports whether the code is a 统一社会信用代码 with a right check character
// (GB 32100-2015).
func IsCreditCode(code string) bool {
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	if len(code) != 18 {
		return false
	}
	sum, weight := 0, 1
	for i := range 17 {
		v := strings.IndexByte(alphabet, code[i])
		if v < 0 {
			return false
		}
		sum += v * weight
		weight = weight * 3 % 31
	}
	return alphabet[(31-sum%31)%31] == code[17]
}
