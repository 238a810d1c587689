package hazard

import "anlan"

// Fix is the light record of what was put right on the spot (当场整改): before and after, done.
type Fix struct {
	Photos []Photo       `json:"photos"` // after
	Text   string        `json:"text,omitempty"`
	By     anlan.ID      `json:"by"` // post
	At     anlan.Instant `json:"at"`
}

// Recheck is what another post saw when it checked the hazard again (复查).
type Recheck struct {
	Pass   bool          `json:"pass"`
	Text   string        `json:"text"`
	Photos []Photo       `json:"photos,omitempty"`
	Point  *Point        `json:"point,omitempty"`
	Visit  bool          `json:"visit"` // made on the spot, not from papers
	By     anlan.ID      `json:"by"`    // post
	Unit   anlan.ID      `json:"unit"`
	At     anlan.Instant `json:"at"`
}
