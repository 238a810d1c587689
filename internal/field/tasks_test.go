package field_test

import (
	"encoding/json"
	"slices"
	"testing"

	"anlan"
	"anlan/internal/field"
	"anlan/internal/matter"
)

// An event of a matter tells who carries it afterwards, as the matter itself would.
func TestEventsTellWhoCarriesATask(t *testing.T) {
	t.Parallel()
	teller := field.Tasks(nil, nil).(field.Teller) // reads nothing
	lead, co, review := field.AudienceLead("u"), field.AudienceCo("c"), field.AudienceReview("r")
	for state, want := range map[matter.State][]string{matter.Issued: {lead, co}, matter.Doing: {lead, co}, matter.Returned: {lead, co},
		matter.Reported: {lead, review, co}, matter.Closed: nil, matter.Recalled: nil} {
		body, err := json.Marshal(matter.Told{Lead: matter.Seat{Unit: "u"}, Reviewer: "r", CoUnits: []anlan.ID{"c"}, Now: matter.Facet{State: state}})
		if err != nil {
			t.Fatal(err)
		}
		who, ok := teller.Told(anlan.Event{Kind: "matter.fed_back", Body: body})
		if !ok || !slices.Equal(who, want) {
			t.Errorf("%s: %v, %v; want %v", state, who, ok, want)
		}
	}
	if who, ok := teller.Told(anlan.Event{Kind: "matter.fed_back", Body: []byte(`{}`)}); ok {
		t.Errorf("an event that tells nothing told %v", who)
	}
}
