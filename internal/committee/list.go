package committee

import (
	"cmp"
	"context"
	"errors"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/committee/committeedb"
	"anlan/internal/db"
)

// Get returns a meeting.
func (s *Service) Get(ctx context.Context, a anlan.Actor, id anlan.ID) (Meeting, error) {
	if err := authz.Check(a, actRead); err != nil {
		return Meeting{}, err
	}
	return loadMeeting(ctx, s.d.Reader(), id)
}

// Page is one bounded page of meetings; Next, when not empty, asks for the following one.
type Page struct {
	Items []Meeting
	Next  string
}

// endOfDays is where a list of days begins that runs backwards.
const endOfDays anlan.Date = "9999-12-31"

// List returns meetings, the newest first.
func (s *Service) List(ctx context.Context, a anlan.Actor, state MeetingState, after string, most int) (Page, error) {
	if err := authz.Check(a, actRead); err != nil {
		return Page{}, err
	}
	if most <= 0 || most > 200 {
		most = 50
	}
	day, id, err := db.ParseTextCursor[anlan.Date, anlan.ID](after)
	if err != nil {
		return Page{}, err
	}
	list, err := db.DecodeAll[Meeting](s.meetings(ctx, state, cmp.Or(day, endOfDays), id, int32(most+1)))
	if err != nil || len(list) <= most {
		return Page{Items: list}, err
	}
	last := list[most-1]
	return Page{Items: list[:most], Next: db.TextCursor(last.Date, last.ID)}, nil
}

// meetings reads rows before (day, id). sqlc gives both parts of a row value the type of the first.
func (s *Service) meetings(ctx context.Context, state MeetingState, day anlan.Date, id anlan.ID, n int32) ([]string, error) {
	if state == "" {
		return queries(s.d.Reader()).Meetings(ctx, committeedb.MeetingsParams{Day: day, ID: anlan.Date(id), Most: n})
	}
	return queries(s.d.Reader()).MeetingsInState(ctx, committeedb.MeetingsInStateParams{State: string(state), Day: day, ID: anlan.Date(id), Most: n})
}

// Texts returns every version of a meeting's minutes, the newest first.
func (s *Service) Texts(ctx context.Context, a anlan.Actor, meeting anlan.ID) ([]Minutes, error) {
	if err := authz.Check(a, actRead); err != nil {
		return nil, err
	}
	return db.DecodeAll[Minutes](queries(s.d.Reader()).MinutesOf(ctx, meeting))
}

// Text returns one version of the minutes, raw as it came.
func (s *Service) Text(ctx context.Context, a anlan.Actor, id anlan.ID) (Minutes, string, error) {
	if err := authz.Check(a, actRead); err != nil {
		return Minutes{}, "", err
	}
	return loadText(ctx, s.d.Reader(), id)
}

// isGone reports an error that says only that something is not there.
func isGone(err error) bool { return errors.Is(err, anlan.ErrNotFound) }

// Source returns a decision with its meeting: why a unit was asked to do something.
func (s *Service) Source(ctx context.Context, a anlan.Actor, decision anlan.ID) (Decision, Meeting, error) {
	if err := authz.Check(a, actRead); err != nil {
		return Decision{}, Meeting{}, err
	}
	d, err := loadDecision(ctx, s.d.Reader(), decision)
	if err != nil {
		return d, Meeting{}, err
	}
	m, err := loadMeeting(ctx, s.d.Reader(), d.Meeting)
	return d, m, err
}

// Dispatches returns what a meeting sent, the newest first.
func (s *Service) Dispatches(ctx context.Context, a anlan.Actor, meeting anlan.ID) ([]Dispatch, error) {
	if err := authz.Check(a, actRead); err != nil {
		return nil, err
	}
	return db.DecodeAll[Dispatch](queries(s.d.Reader()).Dispatches(ctx, meeting))
}
