package rule

import "slices"

// Subjects of policy/ whose values are read here.
var (
	ClosureTruths = declare[ClosureTruth]("closure-truth")
)

// DoubtKinds are the doubts about a closing that the program knows.
func DoubtKinds() []string {
	return []string{"photo_same", "photo_copy", "photo_alike", "taken_early", "taken_late", "taken_future", "bulk", "own_check", "no_visit"}
}

// ClosureTruth is what is named as a doubt about a closing, and which doubts ask for a reason.
type ClosureTruth struct {
	LateHours     int      `yaml:"late_hours" json:"late_hours"`         // a picture that came so long after it was taken
	FutureMinutes int      `yaml:"future_minutes" json:"future_minutes"` // a picture taken so long after it came
	Bulk          int      `yaml:"bulk" json:"bulk"`                     // so many closings of one post
	BulkSeconds   int      `yaml:"bulk_seconds" json:"bulk_seconds"`     // within so many seconds
	Visit         []string `yaml:"visit" json:"visit"`                   // grades that are checked on the spot
	Asks          []string `yaml:"asks" json:"asks"`                     // doubts that ask for a reason
	Answer        Offset   `yaml:"answer" json:"answer"`                 // those about an ended hazard are answered within; absent: the same day
}

// Check wants spans that make sense and doubts that are known.
func (c ClosureTruth) Check() []string {
	bad := slices.Concat(within("late_hours", c.LateHours, 1, 24*365), within("future_minutes", c.FutureMinutes, 1, 24*60),
		within("bulk", c.Bulk, 2, 100), within("bulk_seconds", c.BulkSeconds, 1, 3600))
	if c.Answer != (Offset{}) {
		bad = append(bad, c.Answer.check()...)
		bad = append(bad, within("answer", c.Answer.Value, 0, 60)...)
	}
	for _, k := range c.Asks {
		if !slices.Contains(DoubtKinds(), k) {
			bad = append(bad, "asks names no known doubt: "+k)
		}
	}
	for _, g := range c.Visit {
		if g != "general" && g != "major" {
			bad = append(bad, "visit names no grade: "+g)
		}
	}
	return bad
}
