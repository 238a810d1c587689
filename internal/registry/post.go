package registry

import (
	"slices"
	"strings"

	"anlan"
)

// PostID names a post across a boundary.
type PostID = anlan.ID

// PersonID names a person across a boundary.
type PersonID = anlan.ID

// PostKind is what a post is for.
type PostKind string

// The kinds of posts.
const (
	Chief   PostKind = "chief"   // 主要负责人
	Deputy  PostKind = "deputy"  // 分管负责人
	Liaison PostKind = "liaison" // 联络员
	OnDuty  PostKind = "duty"    // 值班岗
	Staff   PostKind = "staff"   // 工作人员
)

// PostKinds lists the kinds, the chief first.
func PostKinds() []PostKind { return []PostKind{Chief, Deputy, Liaison, OnDuty, Staff} }

// Post is a chair in a unit; work hangs on it (law 5).
type Post struct {
	ID       PostID        `json:"id"`
	Unit     UnitID        `json:"unit"`
	Title    string        `json:"title"`
	Kind     PostKind      `json:"kind"`
	Rank     int64         `json:"rank"`
	StandIns []PostID      `json:"stand_ins,omitempty" doc:"the posts that stand in for it, in order (A/B 角)"`
	Status   Status        `json:"status"`
	Revision int64         `json:"revision"`
	Created  anlan.Instant `json:"created"`
	Updated  anlan.Instant `json:"updated"`
}

// Ref names the post.
func (p Post) Ref() anlan.Ref { return anlan.Ref{Kind: RefPost, ID: p.ID} }

// PostDraft is what a person may write about a post.
type PostDraft struct {
	ID    PostID   `json:"id,omitempty"`
	Unit  UnitID   `json:"unit"`
	Title string   `json:"title" maxLength:"60"`
	Kind  PostKind `json:"kind" enum:"chief,deputy,liaison,duty,staff"`
	Rank  int64    `json:"rank,omitempty" minimum:"0" maximum:"999999"`
}

// CheckPost refuses a draft that breaks a rule by itself.
func CheckPost(d PostDraft) error {
	bad := checkText("title", d.Title, 60)
	if !slices.Contains(PostKinds(), d.Kind) {
		bad = append(bad, anlan.ErrFieldInvalid.With("name", "kind").With("value", string(d.Kind)).At("kind"))
	}
	if d.Unit == "" {
		bad = append(bad, anlan.ErrFieldRequired.With("name", "unit").At("unit"))
	}
	return bad.Err()
}

// Person is somebody who sits in posts. No more is kept than reaching them needs.
type Person struct {
	ID       PersonID      `json:"id"`
	Name     string        `json:"name"`
	Mobile   string        `json:"mobile,omitempty"`
	Initials string        `json:"initials"`
	Status   Status        `json:"status"`
	Revision int64         `json:"revision"`
	Created  anlan.Instant `json:"created"`
	Updated  anlan.Instant `json:"updated"`
}

// Ref names the person.
func (p Person) Ref() anlan.Ref { return anlan.Ref{Kind: RefPerson, ID: p.ID} }

// Masked returns the person as lists show it: 138****0000.
func (p Person) Masked() Person {
	p.Mobile = MaskMobile(p.Mobile)
	return p
}

// MaskMobile hides the middle of a number.
func MaskMobile(s string) string {
	if len(s) < 8 {
		return strings.Repeat("*", len(s))
	}
	return s[:3] + "****" + s[len(s)-4:]
}

// PersonDraft is what may be written about a person.
type PersonDraft struct {
	ID     PersonID `json:"id,omitempty"`
	Name   string   `json:"name" maxLength:"30"`
	Mobile string   `json:"mobile,omitempty" maxLength:"20"`
}

// CheckPerson refuses a draft without a name or with a number that cannot be dialled.
func CheckPerson(d PersonDraft) error {
	bad := checkText("name", d.Name, 30)
	if d.Mobile != "" && !isPhone(d.Mobile) {
		bad = append(bad, anlan.ErrRegistryPhone.With("value", d.Mobile).At("mobile"))
	}
	return bad.Err()
}

// isPhone accepts a mainland mobile number, or a line with its area code and extension.
func isPhone(s string) bool {
	digits := strings.Trim(s, "0123456789") == ""
	if digits && len(s) == 11 && s[0] == '1' && s[1] >= '3' {
		return true
	}
	if digits && len(s) >= 5 && len(s) <= 8 {
		return true // short service numbers and local lines
	}
	return s[0] == '0' && len(s) >= 10 && strings.Trim(s, "0123456789-") == ""
}
