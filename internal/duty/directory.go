package duty

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/duty/dutydb"
	"anlan/internal/registry"
	"anlan/internal/registry/registrydb"
)

// Directory reads rosters through one door: a transaction, or the pool of readers. Rooms above use
// it inside their own transaction; it asks nobody's permission.
type Directory struct {
	q   *dutydb.Queries
	reg registry.Directory
}

// In returns the directory as seen through the door: a *db.Tx or a db.Reader.
func In(door registrydb.DBTX) Directory {
	return Directory{q: dutydb.New(door), reg: registry.In(door)}
}

// Shift returns one shift.
func (d Directory) Shift(ctx context.Context, id ShiftID) (Shift, error) {
	row, err := d.q.Shift(ctx, id)
	return shiftOf(row), db.Classify(err)
}

// Roster returns the standing shifts of a unit that touch the stretch of time.
func (d Directory) Roster(ctx context.Context, unit anlan.ID, from, to anlan.Instant) ([]Shift, error) {
	rows, err := d.q.ShiftsOfUnit(ctx, dutydb.ShiftsOfUnitParams{Unit: unit, Before: to, After: from})
	return mapped(rows, shiftOf), db.Classify(err)
}

// ShiftsOf returns where a person is on duty in the stretch of time.
func (d Directory) ShiftsOf(ctx context.Context, person anlan.ID, from, to anlan.Instant) ([]Shift, error) {
	rows, err := d.q.ShiftsOfPerson(ctx, dutydb.ShiftsOfPersonParams{Person: person, Before: to, After: from})
	return mapped(rows, shiftOf), db.Classify(err)
}

// Now returns the shifts that stand at the instant in a place and everywhere below it.
func (d Directory) Now(ctx context.Context, place string, at anlan.Instant) ([]Shift, error) {
	rows, err := d.q.ShiftsNow(ctx, dutydb.ShiftsNowParams{Place: place, PlaceEnd: place + ":", At: at})
	return mapped(rows, shiftOf), db.Classify(err)
}

// Changes returns what was swapped in a shift, oldest first.
func (d Directory) Changes(ctx context.Context, shift ShiftID) ([]Change, error) {
	rows, err := d.q.ChangesOf(ctx, shift)
	return mapped(rows, changeOf), db.Classify(err)
}

// HandoverFor returns what the shift before told this one; ErrNotFound if nothing yet.
func (d Directory) HandoverFor(ctx context.Context, shift ShiftID) (Handover, error) {
	row, err := d.q.HandoverFor(ctx, shift)
	return handoverOf(row), db.Classify(err)
}

// HandoverOf returns what this shift told the next one; ErrNotFound if nothing yet.
func (d Directory) HandoverOf(ctx context.Context, shift ShiftID) (Handover, error) {
	row, err := d.q.HandoverOf(ctx, shift)
	return handoverOf(row), db.Classify(err)
}

// Via is how we know who answers for a unit at an instant.
type Via string

// The ways, best first.
const (
	ViaRoster Via = "roster" // 值班表
	ViaPost   Via = "post"   // 值班岗任职人
	ViaLead   Via = "lead"   // 联络员或主要负责人
)

// Watch is who answers for a unit at an instant.
type Watch struct {
	Unit       anlan.ID `json:"unit"`
	Post       anlan.ID `json:"post"`
	Person     anlan.ID `json:"person"`
	Name       string   `json:"name"`
	Leader     anlan.ID `json:"leader,omitempty"`
	LeaderName string   `json:"leader_name,omitempty"`
	Shift      ShiftID  `json:"shift,omitempty"`
	Via        Via      `json:"via"`
}

// OnDuty returns who answers for the unit at the instant: by its roster, else whoever holds its duty
// post, else whoever its work lands on. ErrDutyNobody says that the unit cannot be reached.
func (d Directory) OnDuty(ctx context.Context, unit anlan.ID, at anlan.Instant) ([]Watch, error) {
	rows, err := d.q.ShiftsOfUnitNow(ctx, dutydb.ShiftsOfUnitNowParams{Unit: unit, At: at})
	if err != nil {
		return nil, db.Classify(err)
	}
	var out []Watch
	for _, row := range rows {
		w, err := d.watch(ctx, shiftOf(row))
		if err != nil {
			return nil, err
		}
		out = append(out, w)
	}
	if len(out) > 0 {
		return out, nil
	}
	return d.withoutRoster(ctx, unit, at)
}

func (d Directory) watch(ctx context.Context, s Shift) (Watch, error) {
	w := Watch{Unit: s.Unit, Post: s.Post, Person: s.Person, Leader: s.Leader, Shift: s.ID, Via: ViaRoster}
	person, err := d.reg.Person(ctx, s.Person)
	if err != nil || s.Leader == "" {
		w.Name = person.Name
		return w, err
	}
	leader, err := d.reg.Person(ctx, s.Leader)
	w.Name, w.LeaderName = person.Name, leader.Name
	return w, err
}

func (d Directory) withoutRoster(ctx context.Context, unit anlan.ID, at anlan.Instant) ([]Watch, error) {
	post, err := d.reg.PostOfKind(ctx, unit, registry.OnDuty)
	via := ViaPost
	if errors.Is(err, anlan.ErrRegistryNoPost) {
		post, err = d.reg.LeadPost(ctx, unit)
		via = ViaLead
	}
	if errors.Is(err, anlan.ErrRegistryNoPost) {
		return nil, anlan.ErrDutyNobody.With("unit", string(unit))
	}
	if err != nil {
		return nil, err
	}
	seats, err := d.seat(ctx, post, at)
	if err != nil {
		return nil, err
	}
	var out []Watch
	for _, s := range seats {
		if s.Person != "" {
			out = append(out, Watch{Unit: unit, Post: s.Post, Person: s.Person, Name: s.Name, Via: via})
		}
	}
	if len(out) == 0 {
		return nil, anlan.ErrDutyNobody.With("unit", string(unit))
	}
	return out, nil
}
