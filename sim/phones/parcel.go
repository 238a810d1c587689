package phones

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
)

// state is how far a parcel has come, as web/src/offline/parcel.ts has it.
type state string

const (
	waiting   state = "waiting"
	uploading state = "uploading"
	received  state = "received"
	conflict  state = "conflict"
	returned  state = "returned"
)

// parcel is one write on its way.
type parcel struct {
	id     string
	kind   string // capture, amend, sign, note, fix, check
	method string
	path   string
	body   fields
	files  []string
	after  string   // goes only after this one
	needs  []string // records that must exist first, where the county may hold it
	opens  bool     // somebody else may have opened the way already
	state  state
	tried  bool
	status int // of its refusal
	theirs clashes

	hazard string
	sight  int64  // revision of the hazard that its author had seen
	fact   string // of an amendment: which fact
	mark   string // words that nobody else writes
	found  int64  // true moment of a capture (ms)
	sure   bool   // the phone knew how far its clock was off
	gaveUp bool   // a person decided that the county's version stands
}

// clashes is what the county says of a stale write.
type clashes struct {
	Code     string `json:"code"`
	Conflict *struct {
		Current struct {
			Revision int64 `json:"revision"`
		} `json:"current"`
		Fields []struct {
			Field string `json:"field"`
		} `json:"fields"`
	} `json:"conflict"`
}

// owed is what a phone counts as not received.
func owed(list []*parcel) (n int) {
	for _, p := range list {
		if slices.Contains([]state{waiting, uploading, conflict, returned}, p.state) && !p.gaveUp {
			n++
		}
	}
	return n
}

// judge decides what an answer means, as parcel.ts does.
func judge(status int, code string) state {
	switch {
	case status >= 200 && status < 300:
		return received
	case status == 408 || status == 425 || status == 429 || status >= 500 || status == 401:
		return waiting
	case status == 409 && code != "key_reused":
		return conflict
	default:
		return returned
	}
}

func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
