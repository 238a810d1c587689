package flow

import (
	"context"
	"strings"

	"anlan"
	"anlan/internal/matter"
)

// hearing is what a room does about an event of its own or of another room.
type hearing struct {
	of string // a kind of record, or every kind of a room: "tip."
	do func(ctx context.Context, e anlan.Event) (step, error)
}

// moved is what a room does when a matter has changed, which may answer something of the room's.
type moved func(ctx context.Context, e anlan.Event, told matter.Told) error

// on lets a room hear what happens to records of a kind ("hazard.hazard") or of a whole room ("tip."). A room
// says here what it waits for, in its own file; those that came before it are left alone.
func (l *Landing) on(kind string, do func(ctx context.Context, e anlan.Event) (step, error)) {
	l.hearings = append(l.hearings, hearing{kind, do})
}

// onMatter lets a room hear of every matter that changed.
func (l *Landing) onMatter(do moved) { l.movements = append(l.movements, do) }

// is tells whether the hearing is about records of the kind.
func (h hearing) is(kind string) bool {
	return h.of == kind || strings.HasSuffix(h.of, ".") && strings.HasPrefix(kind, h.of)
}

// hear works out what an event leads to. What no room waits for leads to nothing.
func (l *Landing) hear(ctx context.Context, e anlan.Event) (step, error) {
	var all step
	for _, h := range l.hearings {
		if !h.is(e.Ref.Kind) {
			continue
		}
		one, err := h.do(ctx, e)
		if err != nil {
			return step{}, err
		}
		all = all.and(one)
	}
	return all, nil
}

// and joins what two rooms do about one event. Only one of them answers for the record.
func (s step) and(more step) step {
	if s.about.IsZero() {
		s.about, s.by = more.about, more.by
	}
	s.tell = append(s.tell, more.tell...)
	return s
}
