package notify

import (
	"context"
	"errors"
	"sync"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/notify/notifydb"
)

const (
	passLimit  = 500             // notices and deliveries looked at in one pass
	routeLimit = 100             // notices whose deliveries are made in one transaction
	parallel   = 8               // messages under way at once
	claimTime  = 2 * time.Minute // after which a delivery whose sender died falls due again
	tryLimit   = 8               // tries before a delivery has failed
)

// Run sends what is due until ctx ends. It sleeps until something falls due or is heard of.
func (s *Service) Run(ctx context.Context) {
	pause := time.Second
	for ctx.Err() == nil {
		next, err := s.Pass(ctx)
		if err != nil && ctx.Err() == nil {
			s.log.Error("sending notices failed and is tried again", "error", err)
			s.doze(ctx, pause)
			pause = min(2*pause, time.Minute)
			continue
		}
		pause = time.Second
		wait := time.Hour
		if next != 0 {
			wait = max(next.Sub(s.d.Now()), 10*time.Millisecond)
		}
		s.doze(ctx, min(wait, time.Hour))
	}
}

func (s *Service) doze(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-s.wake:
	case <-ctx.Done():
	}
}

// Pass makes the deliveries of new notices, sends what is due, and returns when something falls due
// next; zero when nothing waits. One notice that cannot be routed does not hold up the others.
func (s *Service) Pass(ctx context.Context) (anlan.Instant, error) {
	failed := s.routeAll(ctx)
	for {
		due, err := notifydb.New(s.d.Reader()).DueDeliveries(ctx, notifydb.DueDeliveriesParams{DueAt: s.d.Now(), Limit: passLimit})
		if err != nil {
			return 0, db.Classify(err)
		}
		if len(due) == 0 {
			break
		}
		if err := s.sendAll(ctx, due); err != nil {
			return 0, errors.Join(failed, err)
		}
	}
	next, err := notifydb.New(s.d.Reader()).NextDelivery(ctx)
	if err != nil || len(next) == 0 {
		return 0, errors.Join(failed, db.Classify(err))
	}
	return next[0], failed
}

// target is one address with everything that waits for it.
type target struct{ channel, address string }

// sendAll groups what is due by address and sends a few messages at once.
func (s *Service) sendAll(ctx context.Context, due []notifydb.NotifyDelivery) error {
	groups, order := map[target][]notifydb.NotifyDelivery{}, []target{}
	for _, d := range due {
		to := target{d.Channel, d.Address}
		if to.channel == Mail {
			to.address += "\n" + string(d.ID) // letters are not gathered
		}
		if groups[to] == nil {
			order = append(order, to)
		}
		groups[to] = append(groups[to], d)
	}
	var wg sync.WaitGroup
	var mu sync.Mutex
	var failed error
	slots := make(chan struct{}, parallel)
	for _, to := range order {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			if err := s.sendGroup(ctx, groups[to]); err != nil {
				mu.Lock()
				failed = errors.Join(failed, err)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return failed
}

// sendGroup sends one message for all deliveries to one address: claim, send, write down.
func (s *Service) sendGroup(ctx context.Context, list []notifydb.NotifyDelivery) error {
	if list[0].Channel != Mail {
		if wait := s.take(list[0].Address); wait > 0 {
			return s.postpone(ctx, list, wait)
		}
	}
	list, notices, err := s.claim(ctx, list)
	if err != nil || len(list) == 0 {
		return err
	}
	c, err := s.channels(ctx, notifydb.New(s.d.Reader()))
	if err != nil {
		return err
	}
	a, err := s.addressNow(ctx, list[0], notices[0])
	m := card(notices, c.Site, list[0].Channel == Mail)
	m.ID, m.At = string(list[0].ID), s.d.Now()
	if err == nil {
		err = s.deliver(ctx, c, a, m)
	}
	return s.finish(ctx, list, notices, m, err)
}

// addressNow finds the address again, with its secret; one that was withdrawn meanwhile is refused.
func (s *Service) addressNow(ctx context.Context, d notifydb.NotifyDelivery, n Notice) (Address, error) {
	all, err := s.book.Addresses(ctx, n.Post, n.Unit)
	if err != nil {
		return Address{}, err
	}
	for _, a := range all {
		if a.Channel == d.Channel && a.Address == d.Address {
			return a, nil
		}
	}
	return Address{}, refusedError{"the address was withdrawn"}
}

// claim takes the deliveries for this program. What has been read meanwhile is skipped.
func (s *Service) claim(ctx context.Context, list []notifydb.NotifyDelivery) (mine []notifydb.NotifyDelivery, notices []Notice, err error) {
	err = s.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		q := notifydb.New(tx)
		mine, notices = nil, nil
		for _, d := range list {
			row, err := q.Notice(ctx, d.Notice)
			if err != nil {
				return db.Classify(err)
			}
			if row.ReadAt != 0 {
				if err := q.FinishDelivery(ctx, notifydb.FinishDeliveryParams{ID: d.ID, State: "skipped", DueAt: d.DueAt, At: tx.Now, Error: "read before it was sent"}); err != nil {
					return db.Classify(err)
				}
				continue
			}
			n, err := q.ClaimDelivery(ctx, notifydb.ClaimDeliveryParams{ID: d.ID, Attempts: d.Attempts, DueAt: tx.Now.Add(claimTime)})
			if err != nil {
				return db.Classify(err)
			}
			if n == 1 {
				d.Attempts++
				mine, notices = append(mine, d), append(notices, fromRow(row))
			}
		}
		return nil
	})
	return mine, notices, err
}

// deliver gives the message to its channel.
func (s *Service) deliver(ctx context.Context, c Channels, a Address, m Message) error {
	ctx, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	if a.Channel == Mail {
		return s.sendMail(ctx, c, a.Address, m)
	}
	if _, ok := robots[a.Channel]; !ok {
		return refusedError{"no such channel: " + a.Channel}
	}
	return s.sendRobot(ctx, c, a, m)
}

// finish writes down what came of it.
func (s *Service) finish(ctx context.Context, list []notifydb.NotifyDelivery, notices []Notice, m Message, sent error) error {
	return s.d.Write(context.WithoutCancel(ctx), anlan.Clock, func(tx *db.Tx) error {
		q := notifydb.New(tx)
		for i, d := range list {
			p := notifydb.FinishDeliveryParams{ID: d.ID, State: "sent", DueAt: d.DueAt, At: tx.Now, Body: m.plain()}
			if sent != nil {
				p.State, p.DueAt = after(sent, d.Attempts, tx.Now)
				p.DueAt = s.release(p.DueAt, notices[i].Urgent)
				p.Error, p.Body = anlan.Shorten(sent.Error(), 300), ""
			}
			if err := q.FinishDelivery(ctx, p); err != nil {
				return db.Classify(err)
			}
		}
		return nil
	})
}

// after decides what a failed try means: never again, or later, each time twice as much later.
func after(err error, attempts int64, now anlan.Instant) (state string, due anlan.Instant) {
	if _, never := errors.AsType[refusedError](err); never || attempts >= tryLimit {
		return "failed", now
	}
	return "waiting", now.Add(min(30*time.Second<<attempts, time.Hour))
}

// postpone puts deliveries off without counting a try: what comes meanwhile joins their card.
func (s *Service) postpone(ctx context.Context, list []notifydb.NotifyDelivery, wait time.Duration) error {
	return s.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		q := notifydb.New(tx)
		for _, d := range list {
			if err := q.DeferDelivery(ctx, notifydb.DeferDeliveryParams{ID: d.ID, DueAt: tx.Now.Add(wait)}); err != nil {
				return db.Classify(err)
			}
		}
		return nil
	})
}
