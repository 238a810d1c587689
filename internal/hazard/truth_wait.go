package hazard

import (
	"context"
	"slices"

	"anlan"
	"anlan/internal/event"
	"anlan/internal/matter"
)

// showing are the events that bring pictures of evidence.
var showing = []string{"hazard.reported", "hazard.closed", "hazard.check_failed", "hazard.delisted", "hazard.resumed", "matter.fed_back"}

// waitMost bounds the events that are asked whether pictures came with them.
const waitMost = 50

// Waiting reports whether evidence of a hazard, or of the work on it, has come that is not compared with the history
// yet. While it waits, that there is no doubt says nothing.
func (s *Service) Waiting(ctx context.Context, h Hazard) (bool, error) {
	shown, err := s.Uncompared(ctx, []Hazard{h})
	return shown[h.ID] > 0, err
}

// Compared tells up to which event the pictures of evidence are compared with the history.
func (s *Service) Compared(ctx context.Context) (int64, error) {
	return event.Position(ctx, s.d, TruthReader)
}

// Uncompared tells of each hazard the position of the newest evidence that is not compared yet. Whoever keeps it can
// say later, without asking, whether it waits still: as long as Compared has not reached it.
func (s *Service) Uncompared(ctx context.Context, list []Hazard) (map[anlan.ID]int64, error) {
	pos, err := s.Compared(ctx)
	if err != nil || pos >= s.d.Pos() {
		return nil, err
	}
	shown := map[anlan.ID]int64{}
	for _, h := range list {
		if at, err := s.shownSince(ctx, h, pos); err != nil {
			return nil, err
		} else if at > 0 {
			shown[h.ID] = at
		}
	}
	return shown, nil
}

// shownSince is the position of the newest event behind pos that brought evidence of the hazard, 0 if none did.
func (s *Service) shownSince(ctx context.Context, h Hazard, pos int64) (newest int64, err error) {
	refs := []anlan.Ref{h.Ref()}
	if h.Matter != "" {
		refs = append(refs, matter.Matter{ID: h.Matter}.Ref())
	}
	for _, ref := range refs {
		list, err := event.Of(ctx, s.d.Reader(), ref, pos, waitMost)
		if err != nil {
			return 0, err
		}
		for _, e := range list {
			if slices.Contains(showing, e.Kind) {
				newest = max(newest, e.Pos)
			}
		}
	}
	return newest, nil
}
