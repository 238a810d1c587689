package api

import (
	"testing"

	"anlan"
)

// A granted extension of a listed hazard moves its matter's deadline too: the story tells it once; a plan that brings the
// deadline forward has no other record, and is told.
func TestGrantedOnce(t *testing.T) {
	t.Parallel()
	events := []anlan.Event{{Kind: "hazard.planned", At: 1}, {Kind: "matter.extended", At: 1}, {Kind: "matter.extended", At: 2}, {Kind: "hazard.extended", At: 2}}
	var told []string
	for _, e := range grantedOnce(events) {
		told = append(told, e.Kind)
	}
	if len(told) != 3 || told[1] != "matter.extended" || told[2] != "hazard.extended" {
		t.Errorf("told %v", told)
	}
}
