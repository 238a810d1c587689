package hazard

import "anlan"

// Listing is listed supervision (挂牌督办) of a major hazard.
type Listing struct {
	Level      string          `json:"level"`      // county, city, province
	Number     string          `json:"number"`     // 文号 of the notice
	Organ      string          `json:"organ"`      // who lists
	Supervisor anlan.ID        `json:"supervisor"` // 督办单位
	Day        anlan.Date      `json:"day"`        // of the notice
	Demand     string          `json:"demand,omitempty"`
	Due        anlan.Date      `json:"due"`
	First      anlan.Date      `json:"first"` // the deadline that the notice itself set
	By         anlan.ID        `json:"by"`
	At         anlan.Instant   `json:"at"`
	Publish    Publication     `json:"publish"` // of the notice
	Asked      *ListingAsk     `json:"asked,omitempty"`
	Extensions []ListingAnswer `json:"extensions,omitempty"`
	Request    anlan.Instant   `json:"request"` // the enterprise asked for the acceptance, 0 not yet
	Accept     anlan.Date      `json:"accept,omitempty"`
	Acceptance *Acceptance     `json:"acceptance,omitempty"`
	Delisted   *Delisting      `json:"delisted,omitempty"`
}

// Publication is the duty to publish and its fulfilment.
type Publication struct {
	Due   anlan.Date    `json:"due"`
	Day   anlan.Date    `json:"day,omitempty"`
	Where string        `json:"where,omitempty"`
	By    anlan.ID      `json:"by,omitempty"`
	At    anlan.Instant `json:"at"`
}

// ListingAsk is an extension that waits for its answer.
type ListingAsk struct {
	Until  anlan.Date    `json:"until"`
	Reason string        `json:"reason"`
	By     anlan.ID      `json:"by"`
	At     anlan.Instant `json:"at"`
	Answer anlan.Date    `json:"answer"` // to be answered by
	Late   bool          `json:"late,omitempty"`
}

// ListingAnswer is an extension with its answer.
type ListingAnswer struct {
	ListingAsk
	Granted  bool          `json:"granted"`
	Opinion  string        `json:"opinion,omitempty"`
	Answerer anlan.ID      `json:"answerer"`
	Answered anlan.Instant `json:"answered"`
}

// Acceptance is the acceptance on the spot (验收).
type Acceptance struct {
	Pass    bool          `json:"pass"`
	Text    string        `json:"text"`
	Photos  []Photo       `json:"photos"`
	Signers []string      `json:"signers"` // posts that signed, in words
	By      anlan.ID      `json:"by"`
	At      anlan.Instant `json:"at"`
	Late    bool          `json:"late,omitempty"`
}

// Delisting is 摘牌（销号）, with the pictures before and after.
type Delisting struct {
	Number  string        `json:"number"`
	Before  []Photo       `json:"before"`
	After   []Photo       `json:"after"`
	Text    string        `json:"text"`
	By      anlan.ID      `json:"by"`
	At      anlan.Instant `json:"at"`
	Publish Publication   `json:"publish"`
}

// Stop is a stop-work order (停产停业、撤人) and its end.
type Stop struct {
	Kind     string        `json:"kind" enum:"withdraw,partial,whole,seal,cut_supply"`
	Scope    string        `json:"scope"` // what must stop
	Basis    string        `json:"basis"` // article
	Number   string        `json:"number"`
	Approved string        `json:"approved,omitempty"` // post that approved, for cut_supply
	By       anlan.ID      `json:"by"`
	Unit     anlan.ID      `json:"unit"`
	At       anlan.Instant `json:"at"`
	Resumed  *Resume       `json:"resumed,omitempty"`
}

// Resume is the consent to go on after a review (art. 65).
type Resume struct {
	Text   string        `json:"text"`
	Photos []Photo       `json:"photos,omitempty"`
	By     anlan.ID      `json:"by"`
	At     anlan.Instant `json:"at"`
}
