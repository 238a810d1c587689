package api

import (
	"context"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/report"
)

// DueDay is how many open matters are due on a day.
type DueDay struct {
	Date    anlan.Date `json:"date"`
	Total   int64      `json:"total"`
	Working bool       `json:"working" doc:"A working day, make-up days included"`
}

// DueDays is a span of days.
type DueDays struct {
	Days []DueDay `json:"days"`
}

type calendarInput struct {
	From   anlan.Date `query:"from"`
	To     anlan.Date `query:"to"`
	Area   string     `query:"area" maxLength:"12"`
	Branch anlan.ID   `query:"branch"`
}

// spanMost is the longest span of a calendar.
const spanMost = 100

func (s *Server) dueCalendar(ctx context.Context, in *calendarInput) (*answer[DueDays], error) {
	from, err := anlan.ParseDate(string(in.From))
	if err != nil {
		return nil, err
	}
	to, err := anlan.ParseDate(string(in.To))
	if err != nil {
		return nil, err
	}
	if to < from || from.AddDays(spanMost) < to {
		return nil, anlan.ErrFieldInvalid.With("name", "to").With("value", string(to)).At("to")
	}
	within := s.within(Actor(ctx), "matter.read", report.Within{Area: in.Area, Branch: in.Branch})
	counts := s.Report.Days(within, from, to)
	var d DueDays
	for day := from; day <= to; day = day.AddDays(1) {
		working, _ := s.Calendar().IsWorkingDay(day) // a year without a notice still has weekends
		d.Days = append(d.Days, DueDay{day, counts[day], working})
	}
	return ok(d, nil)
}

// within narrows what was asked for to what the actor may see.
func (s *Server) within(a anlan.Actor, action string, w report.Within) report.Within {
	scope := authz.ScopeFor(a, action)
	switch {
	case scope.All:
		return w
	case slices.ContainsFunc(scope.Places, func(p string) bool { return strings.HasPrefix(w.Area, p) }):
		return w
	case len(scope.Places) > 0 && len(scope.Places[0]) <= 9:
		return report.Within{Area: scope.Places[0]}
	default:
		return report.Within{Branch: a.Unit}
	}
}
