package app

import (
	"context"
	"time"

	"anlan"
	"anlan/internal/api"
	"anlan/internal/notify"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// notifyRoom makes the service that tells posts what they should know.
func (a *App) notifyRoom() (room, error) {
	a.Notify = notify.New(notify.Options{DB: a.DB, Book: phones{a}, Vault: a.vault, Release: a.release, Pause: a.pause, Log: a.Log})
	return room{records: a.Notify, doors: (*api.Server).NotifyDoors, works: []func(context.Context){a.Notify.Run}, hear: a.Notify.Hear}, nil
}

// release holds ordinary notices back until the end of the quiet hours.
func (a *App) release(now anlan.Instant, urgent bool) anlan.Instant {
	quiet, _, err := rule.Get[rule.Quiet](a.book.Load(), rule.QuietHours, now.Date())
	if err != nil {
		return now // without a rule nobody has asked for quiet
	}
	return quiet.Release(now, map[bool]string{true: "urgent", false: "ordinary"}[urgent])
}

// pause is how long the same notice is not sent once more.
func (a *App) pause(now anlan.Instant) time.Duration {
	chase, _, err := rule.Get[rule.ChaseRule](a.book.Load(), rule.NoticeChase, now.Date())
	if err != nil {
		return 10 * time.Minute // what a county without a rule of its own would have
	}
	return chase.Pause()
}

// phones finds in the registry how a post and its unit are reached.
type phones struct{ a *App }

// Addresses implements notify.Book: mail goes to the post, robots speak in the unit's group, and both
// only where they agreed to it.
func (p phones) Addresses(ctx context.Context, post, unit anlan.ID) ([]notify.Address, error) {
	dir, list := registry.In(p.a.DB.Reader()), []notify.Address{}
	if unit == "" {
		of, err := dir.Post(ctx, post)
		if err != nil {
			return nil, err
		}
		unit = of.Unit
	}
	for _, owner := range []anlan.ID{post, unit} {
		if owner == "" {
			continue
		}
		contacts, err := dir.Contacts(ctx, owner)
		if err != nil {
			return nil, err
		}
		for _, c := range contacts {
			if c.OptedIn && c.Status == registry.Active && c.Channel != registry.Phone {
				list = append(list, notify.Address{Channel: string(c.Channel), Address: c.Address, Secret: c.Secret})
			}
		}
	}
	return list, nil
}
