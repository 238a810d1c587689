package inspection

import (
	"slices"

	"anlan/internal/geo"
	"anlan/internal/inspection/checklist"
)

// placed is the draft without the places that its device has not found: an item that asks for a place is then unanswered.
func (d Draft) placed() Draft {
	d.Point, d.Answers = known(d.Point), slices.Clone(d.Answers)
	for i, a := range d.Answers {
		a.Point, a.Photos = known(a.Point), placed(a.Photos)
		if a.Action != nil {
			act := *a.Action
			act.Fixed, a.Action = placed(act.Fixed), &act
		}
		d.Answers[i] = a
	}
	return d
}

func known(p *checklist.Point) *checklist.Point {
	if p == nil || geo.Nowhere(p.Lon, p.Lat) {
		return nil
	}
	return p
}

func placed(list []checklist.Picture) []checklist.Picture {
	list = slices.Clone(list)
	for i, p := range list {
		if p.Lon != nil && p.Lat != nil && geo.Nowhere(*p.Lon, *p.Lat) {
			list[i].Lon, list[i].Lat, list[i].Accuracy = nil, nil, nil
		}
	}
	return list
}
