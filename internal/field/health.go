package field

import (
	"cmp"
	"context"
	"slices"
	"time"
	"unicode/utf8"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/field/fielddb"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// Device is what a phone says of itself: how much the county has not received yet. It names no person and
// no place where the phone has been.
type Device struct {
	ID      string // made at random when the app was installed
	Waiting int64  // records that the county has not received
	Oldest  anlan.Instant
	Version string
}

const (
	// deviceDays is how long a phone that is not heard of is remembered.
	deviceDays = 90
	// devicesMost bounds the phones of one post.
	devicesMost = 50
)

// Report notes what a phone says of itself. It is no record: the next word replaces it.
func (s *Service) Report(ctx context.Context, a anlan.Actor, d Device) error {
	if err := authz.Check(a, actHealth); err != nil {
		return err
	}
	if d.ID == "" || utf8.RuneCountInString(d.ID) > 40 || d.Waiting < 0 {
		return anlan.ErrFieldInvalid.With("name", "device").With("value", clip(d.ID)).At("device")
	}
	u, err := registry.In(s.d.Reader()).Unit(ctx, a.Unit)
	if err != nil {
		return err
	}
	return s.d.Write(db.WithKey(ctx, ""), a, func(tx *db.Tx) error {
		q := fielddb.New(tx)
		err := q.SaveDevice(ctx, fielddb.SaveDeviceParams{Post: a.Post, Device: d.ID, Unit: u.ID, Place: u.Place,
			Waiting: d.Waiting, Oldest: d.sound(tx.Now), Version: clip(d.Version), Seen: tx.Now})
		if err != nil {
			return db.Classify(err)
		}
		return db.Classify(q.DropDevicesBeyond(ctx, fielddb.DropDevicesBeyondParams{Post: a.Post, Most: devicesMost}))
	})
}

// sound is the age that is believed: a phone whose clock is a year ahead has not saved tomorrow's work.
func (d Device) sound(now anlan.Instant) anlan.Instant {
	if d.Waiting == 0 {
		return 0
	}
	return min(max(d.Oldest, 1), now)
}

// PostHealth is how the phones of one post stand.
type PostHealth struct {
	Unit    anlan.ID      `json:"unit"`
	Post    anlan.ID      `json:"post"`
	Devices int           `json:"devices"`
	Waiting int64         `json:"waiting"`
	Oldest  anlan.Instant `json:"oldest,omitempty"`
	Seen    anlan.Instant `json:"seen" doc:"when one of them was last heard of"`
	Version string        `json:"version" doc:"the oldest app among them"`
	Stale   bool          `json:"stale"`
	Why     string        `json:"why,omitempty" enum:"unsent,silent" doc:"unsent: something has waited for more than a day. silent: something waits, and the phone has not been heard of for a day"`

	rank int64
}

// Health lists the posts whose phones the actor answers for, in the order of units. It is no ranking: who
// has much waiting stands where the unit stands.
func (s *Service) Health(ctx context.Context, a anlan.Actor) ([]PostHealth, error) {
	if err := authz.Check(a, actWatch); err != nil {
		return nil, err
	}
	rows, err := s.devices(ctx, authz.ScopeFor(a, actWatch))
	if err != nil {
		return nil, err
	}
	now, posts := s.d.Now(), map[anlan.ID]PostHealth{}
	late, _, err := rule.Get[rule.LateRule](s.rules(), rule.PhoneLate, now.Date())
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		posts[r.Post] = posts[r.Post].with(r, now, late.Stale())
	}
	dir, list := registry.In(s.d.Reader()), make([]PostHealth, 0, len(posts))
	for _, p := range posts {
		if u, err := dir.Unit(ctx, p.Unit); err == nil {
			p.rank = u.Rank
		}
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b PostHealth) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Post, b.Post))
	})
	return list, nil
}

// with adds one phone; stale is how long a record may wait on it before its post's supervisors see it.
func (p PostHealth) with(r fielddb.FieldDevice, now anlan.Instant, stale time.Duration) PostHealth {
	p.Unit, p.Post = r.Unit, r.Post
	p.Devices++
	p.Waiting += r.Waiting
	p.Seen = max(p.Seen, r.Seen)
	if p.Version == "" || r.Version < p.Version {
		p.Version = r.Version
	}
	if r.Waiting == 0 {
		return p
	}
	if p.Oldest == 0 || r.Oldest < p.Oldest {
		p.Oldest = r.Oldest
	}
	switch day := now.Add(-stale); {
	case r.Seen < day:
		p.Stale, p.Why = true, "silent"
	case r.Oldest < day && p.Why == "":
		p.Stale, p.Why = true, "unsent"
	}
	return p
}

// devices reads the phones of a scope, each once.
func (s *Service) devices(ctx context.Context, scope anlan.Scope) (list []fielddb.FieldDevice, err error) {
	places := scope.Places
	if scope.All {
		places = []string{""}
	}
	for _, code := range places {
		rows, err := s.q().DevicesAt(ctx, fielddb.DevicesAtParams{Place: code, PlaceEnd: code + ":"})
		if err != nil {
			return nil, db.Classify(err)
		}
		list = append(list, rows...)
	}
	if scope.All {
		return list, nil
	}
	for _, unit := range scope.Units {
		rows, err := s.q().DevicesOfUnit(ctx, unit)
		if err != nil {
			return nil, db.Classify(err)
		}
		list = append(list, rows...)
	}
	slices.SortFunc(list, func(a, b fielddb.FieldDevice) int {
		return cmp.Or(cmp.Compare(a.Post, b.Post), cmp.Compare(a.Device, b.Device))
	})
	return slices.Compact(list), nil
}

// Sweep forgets phones that are not heard of any more, and parts that ended long ago: what they made is in
// its room. internal/app calls it daily.
func (s *Service) Sweep(ctx context.Context) error {
	if err := s.forget(ctx); err != nil {
		return err
	}
	return s.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		q := fielddb.New(tx)
		if _, err := q.DropDevices(ctx, tx.Now.Add(-deviceDays*24*time.Hour)); err != nil {
			return db.Classify(err)
		}
		_, err := q.DropParts(ctx, tx.Now.Add(-partDays*24*time.Hour))
		return db.Classify(err)
	})
}
