package notify

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"sync"
	"time"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/notify/notifydb"
)

// The channels by which a notice leaves the program.
const (
	Mail     = "mail"
	WeCom    = "wecom"    // 企业微信 robot
	DingTalk = "dingtalk" // 钉钉 robot
	Feishu   = "feishu"   // 飞书 robot
)

// Address is one way to reach somebody who agreed to it.
type Address struct {
	Channel string
	Address string
	Secret  string // signs what is sent to a robot; may be empty
}

// Book tells how a post and its unit are reached now. The wiring answers from the registry.
type Book interface {
	// Addresses returns the ways to reach the post and, for robots, its unit. None is no error. The
	// same address may be returned for many posts: a unit's group.
	Addresses(ctx context.Context, post, unit anlan.ID) ([]Address, error)
}

// Vault seals the channels' passwords at rest.
type Vault interface {
	Seal(purpose, owner, plain string) string
	Open(purpose, owner, sealed string) (string, error)
}

// Options are what a Service is made of.
type Options struct {
	DB    *db.DB
	Book  Book
	Vault Vault
	// Release returns when something may leave the program that would like to leave now: at once, or
	// at the end of the quiet hours. Nil means at once.
	Release func(now anlan.Instant, urgent bool) anlan.Instant
	// Pause is how long the same notice is not sent once more, by the rule in force. Nil means ten minutes.
	Pause func(now anlan.Instant) time.Duration
	Log   *slog.Logger
}

// Service is the package's use cases and its worker.
type Service struct {
	Hub     *Hub
	d       *db.DB
	book    Book
	vault   Vault
	release func(anlan.Instant, bool) anlan.Instant
	pause   func(anlan.Instant) time.Duration
	log     *slog.Logger
	wake    chan struct{}
	mu      sync.Mutex
	buckets map[string]bucket
	timeout time.Duration
}

// New makes the service.
func New(o Options) *Service {
	if o.Release == nil {
		o.Release = func(now anlan.Instant, _ bool) anlan.Instant { return now }
	}
	if o.Pause == nil {
		o.Pause = func(anlan.Instant) time.Duration { return 10 * time.Minute }
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	return &Service{Hub: &Hub{}, d: o.DB, book: o.Book, vault: o.Vault, release: o.Release, pause: o.Pause, log: o.Log,
		wake: make(chan struct{}, 1), buckets: map[string]bucket{}, timeout: 15 * time.Second}
}

// Hear puts new notices on the screens that watch, and wakes the worker. The reader of the live events
// calls it with each batch.
func (s *Service) Hear(batch []anlan.Event) {
	for _, e := range batch {
		if e.Kind != EventSent && e.Kind != EventChased && e.Kind != EventRead && e.Kind != EventAllRead {
			continue
		}
		var body sentBody
		if err := json.Unmarshal(e.Body, &body); err != nil {
			s.log.Error("an event of a notice cannot be read", "event", e.ID, "error", err)
			continue
		}
		frame, err := Frame("notice", map[string]any{"id": e.Ref.ID, "ref": body.Ref, "title": body.Title, "urgent": body.Urgent,
			"read": e.Kind == EventRead || e.Kind == EventAllRead})
		if err == nil {
			s.Hub.Publish(body.Topic, frame)
		}
		s.ring()
	}
}

// ring wakes the worker.
func (s *Service) ring() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// first is above every identifier, in every collation.
const first anlan.ID = "zzzz"

// Page is one page of the actor's notices.
type Page struct {
	Items  []Notice
	Unread int // of all, counted up to a hundred
	Next   anlan.ID
}

// Notices lists what the actor's post and unit were told, newest first, before the given one.
func (s *Service) Notices(ctx context.Context, actor anlan.Actor, unread bool, before anlan.ID, limit int) (Page, error) {
	if err := authz.Check(actor, "notify.read"); err != nil {
		return Page{}, err
	}
	if limit <= 0 || limit > 200 {
		limit = 50
	}
	if before == "" {
		before = first
	}
	var p Page
	var lists [2][]Notice
	q := notifydb.New(s.d.Reader())
	for i, topic := range topicsOf(actor) {
		n, err := q.CountUnread(ctx, topic)
		if err != nil {
			return p, db.Classify(err)
		}
		p.Unread += int(n)
		if lists[i], err = s.list(ctx, q, topic, unread, before, limit); err != nil {
			return p, err
		}
	}
	p.Items = merge(lists[0], lists[1], limit)
	if len(p.Items) == limit {
		p.Next = p.Items[limit-1].ID
	}
	return p, nil
}

func topicsOf(a anlan.Actor) [2]string { return [2]string{PostTopic(a.Post), UnitTopic(a.Unit)} }

func (s *Service) list(ctx context.Context, q *notifydb.Queries, topic string, unread bool, before anlan.ID, limit int) ([]Notice, error) {
	var rows []notifydb.NotifyNotice
	var err error
	if unread {
		rows, err = q.UnreadBefore(ctx, notifydb.UnreadBeforeParams{Topic: topic, ID: before, Limit: int32(limit)})
	} else {
		rows, err = q.NoticesBefore(ctx, notifydb.NoticesBeforeParams{Topic: topic, ID: before, Limit: int32(limit)})
	}
	list := make([]Notice, 0, len(rows))
	for _, r := range rows {
		list = append(list, fromRow(r))
	}
	return list, db.Classify(err)
}

// merge takes the newest of two lists that are newest first.
func merge(a, b []Notice, limit int) []Notice {
	all := make([]Notice, 0, min(limit, len(a)+len(b)))
	for len(all) < limit && len(a)+len(b) > 0 {
		if len(b) == 0 || len(a) > 0 && a[0].ID > b[0].ID {
			all, a = append(all, a[0]), a[1:]
		} else {
			all, b = append(all, b[0]), b[1:]
		}
	}
	return all
}

// Read marks a notice of the actor's post or unit as read. Reading twice is no error.
func (s *Service) Read(ctx context.Context, actor anlan.Actor, id anlan.ID) error {
	if err := authz.Check(actor, "notify.read"); err != nil {
		return err
	}
	err := s.d.Write(ctx, actor, func(tx *db.Tx) error {
		q := notifydb.New(tx)
		row, err := q.Notice(ctx, id)
		if err != nil {
			return db.Classify(err)
		}
		if t := topicsOf(actor); row.Topic != t[0] && row.Topic != t[1] {
			return anlan.ErrNotFound
		}
		n, err := q.MarkRead(ctx, notifydb.MarkReadParams{ID: id, ReadAt: tx.Now})
		if err != nil || n == 0 {
			return db.Classify(err)
		}
		return tx.Emit(EventRead, fromRow(row).ref(), sentBody{Topic: row.Topic, Ref: anlan.ParseRef(row.Ref), Kind: row.Kind, Title: row.Title}, nil)
	})
	if errors.Is(err, db.ErrDone) {
		return nil
	}
	return err
}

// Records streams every sealed record as it now stands, for the ledger's witness.
func (s *Service) Records(ctx context.Context, yield func(ref anlan.Ref, record any) error) error {
	q := notifydb.New(s.d.Reader())
	for after := anlan.ID(""); ; {
		rows, err := q.AllNotices(ctx, notifydb.AllNoticesParams{ID: after, Limit: 500})
		if err != nil {
			return db.Classify(err)
		}
		for _, r := range rows {
			n := fromRow(r)
			after = n.ID
			if err := yield(n.ref(), n.told()); err != nil {
				return err
			}
		}
		if len(rows) < 500 {
			return nil
		}
	}
}
