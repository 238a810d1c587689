package notify

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/notify/notifydb"
)

// routeAll makes the deliveries of new notices, a group in each transaction: a meeting that gives out
// hundreds of tasks costs a few commits.
func (s *Service) routeAll(ctx context.Context) (failed error) {
	for after := anlan.ID(""); ; {
		rows, err := notifydb.New(s.d.Reader()).Unrouted(ctx, notifydb.UnroutedParams{ID: after, Limit: passLimit})
		if err != nil {
			return errors.Join(failed, db.Classify(err))
		}
		for group := range slices.Chunk(rows, routeLimit) {
			after = group[len(group)-1].ID
			if err := s.routeGroup(ctx, group); err != nil {
				failed = err // the latest stands for all: it is logged, and tried again
			}
		}
		if len(rows) < passLimit {
			return failed
		}
	}
}

// routed is a notice with the ways to reach whom it is for.
type routed struct {
	Notice
	addresses []Address
}

// routeGroup asks for the addresses of each notice and stores the deliveries. Where they cannot be stored
// together each is tried alone, so that one does not hold up the others.
func (s *Service) routeGroup(ctx context.Context, rows []notifydb.NotifyNotice) (failed error) {
	list := make([]routed, 0, len(rows))
	for _, r := range rows {
		n := fromRow(r)
		addresses, err := s.book.Addresses(ctx, n.Post, n.Unit)
		if err != nil && anlan.KindOf(err) != anlan.NotFound { // a post that is gone has no address
			failed = fmt.Errorf("addresses of %s: %w", n.topic(), err)
			continue
		}
		list = append(list, routed{n, addresses})
	}
	err := s.route(ctx, list)
	if err == nil || len(list) < 2 {
		return errors.Join(failed, err)
	}
	for i := range list {
		if err := s.route(ctx, list[i:i+1]); err != nil {
			failed = err
		}
	}
	return failed
}

func (s *Service) route(ctx context.Context, list []routed) error {
	if len(list) == 0 {
		return nil
	}
	return s.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		q := notifydb.New(tx)
		for _, n := range list {
			rows, err := q.MarkRouted(ctx, notifydb.MarkRoutedParams{ID: n.ID, RoutedAt: tx.Now})
			if err != nil {
				return db.Classify(err)
			}
			if rows == 0 {
				continue // another program was first
			}
			for _, a := range n.addresses {
				err := q.InsertDelivery(ctx, notifydb.InsertDeliveryParams{ID: tx.NewID(), Notice: n.ID, Channel: a.Channel, Address: a.Address,
					State: "waiting", DueAt: s.release(tx.Now, n.Urgent), At: tx.Now})
				if err != nil {
					return db.Classify(err)
				}
			}
		}
		return nil
	})
}
