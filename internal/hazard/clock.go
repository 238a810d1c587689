package hazard

import (
	"context"
	"fmt"
	"slices"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/rule"
	"anlan/internal/timer"
)

// Span is one of the room's own deadlines.
type Span struct {
	Key string        `json:"key" doc:"judge, plan, publish, answer, accept, vouch, publish_end; with a number where it may come again"`
	At  anlan.Instant `json:"at"`
	To  []string      `json:"to" doc:"Who is told when it runs out: lead, checker, supervisor, office"`
}

// Running lists the room's own deadlines that run now.
func (s *Service) Running(h Hazard) ([]Span, error) {
	list, err := s.spans(h)
	return append([]Span{}, list...), err
}

// spans lists the deadlines that run while the hazard stands as it does.
func (s *Service) spans(h Hazard) (list []Span, err error) {
	d, err := stamped[rule.HazardDeadlines](s.book(), h.Stamp.Deadline)
	if err != nil {
		return nil, err
	}
	switch h.State {
	case Judging:
		list = append(list, Span{fmt.Sprintf("judge/%d", h.Since), s.endOf(h.Since, d.Judge), []string{"checker", "office"}})
	case Planned:
		list = append(list, Span{fmt.Sprintf("plan/%d", h.Since), s.endOf(h.Since, d.Plan), []string{"lead", "checker", "office"}})
	}
	again, err := s.vouchSpan(h)
	return slices.Concat(list, again, h.listingSpans()), err
}

// endOf is the end of the day on which a span ends.
func (s *Service) endOf(from anlan.Instant, o rule.Offset) anlan.Instant {
	return s.cal().Shift(from, o).Date().End()
}

// listingSpans are the deadlines of listed supervision.
func (h Hazard) listingSpans() (list []Span) {
	l := h.Listing
	if l == nil {
		return nil
	}
	watchers := []string{"supervisor", "office"}
	if l.Publish.Day == "" {
		list = append(list, Span{"publish", l.Publish.Due.End(), watchers})
	}
	if l.Asked != nil {
		list = append(list, Span{fmt.Sprintf("answer/%d", len(l.Extensions)), l.Asked.Answer.End(), watchers})
	}
	if h.State == Rechecking && l.Accept != "" {
		list = append(list, Span{fmt.Sprintf("accept/%d", l.Request), l.Accept.End(), watchers})
	}
	if l.Delisted != nil && l.Delisted.Publish.Day == "" {
		list = append(list, Span{"publish_end", l.Delisted.Publish.Due.End(), watchers})
	}
	return list
}

// setClock sets the hazard's one timer for the nearest span that has not rung.
func (s *Service) setClock(ctx context.Context, tx *db.Tx, h Hazard) error {
	spans, err := s.spans(h)
	if err != nil {
		return err
	}
	var next anlan.Instant
	for _, sp := range spans {
		if !slices.Contains(h.Fired, sp.Key) && (next == 0 || sp.At < next) {
			next = sp.At
		}
	}
	key := "hazard/" + string(h.ID)
	if next == 0 {
		return timer.Cancel(ctx, tx, key)
	}
	return timer.Set(ctx, tx, timer.Timer{Key: key, Kind: clockKind, Ref: h.Ref(), Due: next + 1})
}

// ring is what the hazard's timer does: every span that has run out is told once.
func (s *Service) ring(ctx context.Context, tx *db.Tx, t timer.Timer) error {
	was, err := load(ctx, tx, t.Ref.ID)
	if err != nil {
		return err
	}
	spans, err := s.spans(was)
	if err != nil {
		return err
	}
	for _, sp := range spans {
		if sp.At >= tx.Now || slices.Contains(was.Fired, sp.Key) {
			continue
		}
		h := was
		h.Fired = append(slices.Clone(was.Fired), sp.Key)
		if was, err = s.note(ctx, tx, was, h, "hazard.span_over", Told{Clock: sp.Key, To: sp.To, Listing: h.Listing}); err != nil {
			return err
		}
	}
	return s.setClock(ctx, tx, was)
}
