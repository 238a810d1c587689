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
	pos, err := event.Position(ctx, s.d, TruthReader)
	if err != nil || pos >= s.d.Pos() {
		return false, err
	}
	refs := []anlan.Ref{h.Ref()}
	if h.Matter != "" {
		refs = append(refs, matter.Matter{ID: h.Matter}.Ref())
	}
	for _, ref := range refs {
		list, err := event.Of(ctx, s.d.Reader(), ref, pos, waitMost)
		if err != nil || slices.ContainsFunc(list, func(e anlan.Event) bool { return slices.Contains(showing, e.Kind) }) {
			return err == nil, err
		}
	}
	return false, nil
}
