package matrix

import (
	"slices"
	"strings"
	"unicode/utf8"

	"anlan"
)

// The kinds of the room's records, as a Ref names them.
const (
	RefSector  = "matrix.sector"
	RefCell    = "matrix.cell"
	RefFinding = "matrix.finding"
	RefTask    = "matrix.task"
)

// Axis is a way of being responsible (policy matrix-axes).
type Axis string

// The axes.
const (
	Industry     Axis = "industry"      // 管行业
	Business     Axis = "business"      // 管业务
	Operation    Axis = "operation"     // 管生产经营
	Portfolio    Axis = "portfolio"     // 分管领导（一岗双责）
	Party        Axis = "party"         // 党委主要负责人
	Government   Axis = "government"    // 政府主要负责人
	CountyLeader Axis = "county_leader" // 属地包抓县级领导
	Township     Axis = "township"      // 属地乡镇
	Village      Axis = "village"       // 属地村（社区）
)

// Axes lists the axes in the order in which people name them.
func Axes() []Axis {
	return []Axis{Industry, Business, Operation, Portfolio, Party, Government, CountyLeader, Township, Village}
}

// assignable are the axes that cells are written for; an operator is whoever runs the object.
func (a Axis) assignable() bool { return slices.Contains(Axes(), a) && a != Operation }

// Role is the part that an owner has.
type Role string

// The roles.
const (
	Lead Role = "lead" // 牵头
	Co   Role = "co"   // 配合
)

// Source is what a basis is.
type Source string

// The sources.
const (
	ByLaw      Source = "law"      // 法律法规
	ByStaffing Source = "staffing" // 三定规定
	ByDivision Source = "division" // 县职责分工文件
	ByDecision Source = "decision" // 安委会决定
)

// Basis is why somebody answers: an article, a paper, a decision of the committee.
type Basis struct {
	Kind Source    `json:"kind" enum:"law,staffing,division,decision"`
	Text string    `json:"text" maxLength:"300" doc:"article, number and name of the paper"`
	Ref  anlan.Ref `json:"ref,omitzero" doc:"the decision of the committee"`
}

// check refuses a basis that names nothing.
func (b Basis) check() anlan.Problems {
	var bad anlan.Problems
	if !slices.Contains([]Source{ByLaw, ByStaffing, ByDivision, ByDecision}, b.Kind) {
		bad = append(bad, anlan.ErrFieldInvalid.With("name", "basis.kind").With("value", string(b.Kind)).At("basis.kind"))
	}
	return append(bad, required("basis.text", b.Text, 300)...)
}

// covers reports whether a span of days holds the day. An empty until means still; an end before the
// beginning covers no day: it was withdrawn.
func covers(since, until, day anlan.Date) bool {
	return since <= day && (until == "" || day <= until)
}

// meet reports whether two spans share a day.
func meet(since, until, since2, until2 anlan.Date) bool {
	if until != "" && until < since || until2 != "" && until2 < since2 {
		return false
	}
	return (until == "" || since2 <= until) && (until2 == "" || since <= until2)
}

func required(field, s string, most int) anlan.Problems {
	if strings.TrimSpace(s) == "" {
		return anlan.Problems{anlan.ErrFieldRequired.With("name", field).At(field)}
	}
	return short(field, s, most)
}

func short(field, s string, most int) anlan.Problems {
	if utf8.RuneCountInString(s) > most {
		return anlan.Problems{anlan.ErrFieldTooLong.With("name", field).With("max", most).At(field)}
	}
	return nil
}

// checkSpan refuses days that do not exist, and an end before the beginning.
func checkSpan(since, until anlan.Date) anlan.Problems {
	var bad anlan.Problems
	if _, err := anlan.ParseDate(string(since)); err != nil {
		bad = append(bad, anlan.ErrDateMalformed.With("value", string(since)).At("since"))
	}
	if until == "" {
		return bad
	}
	if _, err := anlan.ParseDate(string(until)); err != nil {
		bad = append(bad, anlan.ErrDateMalformed.With("value", string(until)).At("until"))
	} else if until < since {
		bad = append(bad, anlan.ErrMatrixEndsEarly.With("since", string(since)).With("until", string(until)).At("until"))
	}
	return bad
}
