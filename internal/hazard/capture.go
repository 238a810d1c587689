package hazard

import (
	"slices"
	"time"

	"anlan"
	"anlan/internal/geo"
)

// Point is one place on earth at one moment, WGS-84. It is taken once at the capture and shown to the
// worker before it is sent; there are no tracks.
type Point struct {
	Lon      float64 `json:"lon" minimum:"-180" maximum:"180"`
	Lat      float64 `json:"lat" minimum:"-90" maximum:"90"`
	Accuracy float64 `json:"accuracy,omitempty" minimum:"0" doc:"Metres"`
}

// Photo is a picture in the blob store with the moment and place of its capture.
type Photo struct {
	Hash     string        `json:"hash" minLength:"64" maxLength:"64" doc:"SHA-256 of the uploaded picture; a phone sends a stamped rendition"`
	Original string        `json:"original,omitempty" maxLength:"64" doc:"SHA-256 of the camera's own file behind a rendition, which may follow later"`
	At       anlan.Instant `json:"at" doc:"By the phone's clock"`
	Lon      *float64      `json:"lon,omitempty"`
	Lat      *float64      `json:"lat,omitempty"`
	Acc      float64       `json:"accuracy,omitempty"`
	Gallery  string        `json:"gallery,omitempty" maxLength:"200" doc:"Why it comes from the gallery and not from the camera"`
}

// known is the place, or none where the device had found none.
func (p *Point) known() *Point {
	if p == nil || geo.Nowhere(p.Lon, p.Lat) {
		return nil
	}
	return p
}

// placed lists the pictures, without the places that no device has found.
func placed(photos []Photo) []Photo {
	photos = slices.Clone(photos)
	for i, p := range photos {
		if p.Lon != nil && p.Lat != nil && geo.Nowhere(*p.Lon, *p.Lat) {
			photos[i].Lon, photos[i].Lat, photos[i].Acc = nil, nil, 0
		}
	}
	return photos
}

// Capture keeps the clocks of a finding apart: what the phone said, how far it was known to be off, and
// when the county received it.
type Capture struct {
	At       anlan.Instant `json:"at"`                 // the phone's clock
	Offset   *int64        `json:"offsetMs,omitempty"` // server minus phone in milliseconds, as measured; absent: uncalibrated
	Received anlan.Instant `json:"received"`
	Doubt    string        `json:"doubt,omitempty"` // uncalibrated, future, old: why the time was not believed as it came
}

// Calibrate works out when something was found. A measured clock is corrected and believed; one that
// was never measured is believed only within the time a phone may be away (policy phone-late). Nothing was found after it
// was received.
func Calibrate(at anlan.Instant, offset *int64, received anlan.Instant, oldest time.Duration) (found anlan.Instant, c Capture) {
	c = Capture{At: at, Offset: offset, Received: received}
	if at == 0 {
		return received, c
	}
	found = at
	if offset == nil {
		c.Doubt = "uncalibrated"
	} else {
		found = at + anlan.Instant(*offset)
	}
	switch {
	case found > received:
		if found.Sub(received) > time.Minute {
			c.Doubt = "future"
		}
		found = received
	case offset == nil && received.Sub(found) > oldest:
		c.Doubt, found = "old", received
	}
	return found, c
}
