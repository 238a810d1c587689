package api

import (
	"context"
	"slices"
	"strings"

	"anlan/internal/report"
)

// HazardArea is how the ledger stands in one township.
type HazardArea struct {
	Area PlaceView `json:"area"`
	report.HazardStanding
}

// hazardAreas counts the ledger by township, in the order of the places' codes: the map's figures cost the same at a
// thousand hazards and at a million.
func (s *hazardDoor) hazardAreas(ctx context.Context, _ *struct{}) (*answer[ListOf[HazardArea]], error) {
	_, byArea := s.Report.Hazards(s.within(Actor(ctx), "hazard.read", report.Within{}))
	list := make([]HazardArea, 0, len(byArea))
	for code, st := range byArea {
		if st.Found > 0 {
			list = append(list, HazardArea{PlaceView{code, s.names.place(ctx, code)}, st})
		}
	}
	slices.SortFunc(list, func(x, y HazardArea) int { return strings.Compare(x.Area.Code, y.Area.Code) })
	return ok(ListOf[HazardArea]{Items: list}, nil)
}
