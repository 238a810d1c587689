package inspection

import (
	"context"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/inspection/inspectiondb"
	"anlan/internal/registry"
)

// leader writes down which leader was in front (带队领导), where one was.
func leader(ctx context.Context, dir registry.Directory, d Draft, i *Inspection) error {
	if d.Led == "" {
		return nil
	}
	p, err := dir.Post(ctx, d.Led)
	if err != nil {
		return anlan.ErrFieldInvalid.With("name", "led").With("value", string(d.Led)).At("led").Because(err)
	}
	i.Led = p.ID
	return nil
}

// keepLed lets an inspection be found by whoever led it: who made it, and the leader in front.
func keepLed(ctx context.Context, tx *db.Tx, i Inspection) error {
	for _, post := range []anlan.ID{i.Inspector.Post, i.Led} {
		if post == "" {
			continue
		}
		if err := queries(tx).InsertLed(ctx, inspectiondb.InsertLedParams{Post: post, Rank: i.Rank(), Inspection: i.ID}); err != nil {
			return db.Classify(err)
		}
	}
	return nil
}

// LedBy returns the inspections that a post led between two instants, the newest first, at most 200; voided ones
// and exercises are none.
func (s *Service) LedBy(ctx context.Context, post anlan.ID, from, to anlan.Instant) ([]Inspection, error) {
	list, err := db.DecodeAll[Inspection](queries(s.d.Reader()).LedBy(ctx, inspectiondb.LedByParams{Post: post, Since: from, Until: to}))
	out := list[:0]
	for _, i := range list {
		if i.Result != Void && !i.Exercise {
			out = append(out, i)
		}
	}
	return out, err
}
