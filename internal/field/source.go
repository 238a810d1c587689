package field

import (
	"context"

	"anlan"
)

// Source is a kind of record that phones carry. Implementations are handed over by internal/app; those
// of matters and sites stand in this package.
type Source interface {
	// Kind names the rows in the pack: task, site, checklist …
	Kind() string
	// Touched names the records of this kind that may look different, or be carried by others, after an
	// event. It must be cheap for events that are none of its business.
	Touched(ctx context.Context, e anlan.Event) ([]anlan.ID, error)
	// Audience tells who carries each of the records now. A record that is missing from the answer is
	// carried by nobody.
	Audience(ctx context.Context, ids []anlan.ID) (map[anlan.ID][]string, error)
	// Rows returns what the phone of the actor keeps of each record; what the actor may not see is left
	// out. At most PageMost are asked for at a time.
	Rows(ctx context.Context, a anlan.Actor, ids []anlan.ID) (map[anlan.ID]any, error)
}

// Teller is a Source whose events themselves tell who carries the record after them: nothing need be read. ok is
// false for an event that does not.
type Teller interface {
	Told(e anlan.Event) (who []string, ok bool)
}

// Set is a small dictionary that is sent whole whenever it has changed: kinds of sites, criteria,
// categories.
type Set interface {
	Kind() string
	// Version is another text whenever the rows are others; it may depend on the actor.
	Version(ctx context.Context, a anlan.Actor) (string, error)
	Rows(ctx context.Context, a anlan.Actor) ([]any, error)
}

// Everybody is the audience of what every phone carries, such as checklists.
const Everybody = "all"

// The audiences of the house. A record names those that carry it; a post belongs to some of them.

// AudienceLead carries what the unit owes.
func AudienceLead(unit anlan.ID) string { return "lead/" + string(unit) }

// AudienceReview carries what waits for the unit's review.
func AudienceReview(unit anlan.ID) string { return "review/" + string(unit) }

// AudienceFound carries what the unit found.
func AudienceFound(unit anlan.ID) string { return "found/" + string(unit) }

// AudienceCo carries what the unit helps with.
func AudienceCo(unit anlan.ID) string { return "co/" + string(unit) }

// AudienceUnit carries what the unit itself runs or holds.
func AudienceUnit(unit anlan.ID) string { return "unit/" + string(unit) }

// AudienceOversees carries what belongs to the units that this one oversees.
func AudienceOversees(unit anlan.ID) string { return "oversees/" + string(unit) }

// AudiencePost carries what hangs on a post.
func AudiencePost(post anlan.ID) string { return "post/" + string(post) }

// AudiencePlace carries what lies in a township (9 digits) or village (12 digits).
func AudiencePlace(code string) string { return "place/" + code }

// AudienceCounty carries what the whole county carries.
const AudienceCounty = "county"

// Places lists the audiences of what lies at a place: its township and its village.
func Places(code string) []string {
	var list []string
	for _, n := range []int{9, 12} {
		if len(code) >= n {
			list = append(list, AudiencePlace(code[:n]))
		}
	}
	return list
}

// audiencesOf lists the audiences to which whoever sits in the actor's chair belongs. It decides how much
// a phone carries: one's own work everywhere; the sites of a territory, of the units one oversees, or,
// for the committee's office, of the county.
func audiencesOf(a anlan.Actor) []string {
	if a.Unit == "" {
		return nil
	}
	list := []string{Everybody, AudiencePost(a.Post), AudienceLead(a.Unit), AudienceReview(a.Unit), AudienceFound(a.Unit), AudienceCo(a.Unit), AudienceUnit(a.Unit), AudienceOversees(a.Unit)}
	for _, code := range a.Scope.Places {
		list = append(list, AudiencePlace(code))
	}
	if a.Is(anlan.RoleOffice) {
		list = append(list, AudienceCounty)
	}
	return list
}
