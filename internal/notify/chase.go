package notify

import (
	"context"
	"errors"
	"strings"
	"time"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/notify/notifydb"
)

// logLimit bounds how many notices about one record are looked at.
const logLimit = 1000

// Line is one row of the record of whom was told what.
type Line struct {
	Notice
	Deliveries []Delivery
}

// Delivery is one try to tell a notice outside the program.
type Delivery struct {
	ID       anlan.ID      `json:"id"`
	Channel  string        `json:"channel" enum:"mail,wecom,dingtalk,feishu"`
	Address  string        `json:"address" doc:"Masked"`
	State    string        `json:"state" enum:"waiting,sent,failed,skipped"`
	Attempts int64         `json:"attempts"`
	DueAt    anlan.Instant `json:"due_at"`
	At       anlan.Instant `json:"at"`
	Error    string        `json:"error"`
	Text     string        `json:"text" doc:"As it was sent"`
}

// Log tells who was told about the record, by which ways, and what came of it. Addresses are masked
// and one-time links never appear.
func (s *Service) Log(ctx context.Context, actor anlan.Actor, about anlan.Ref, after anlan.ID, limit int) ([]Line, error) {
	if err := authz.Check(actor, "notify.log"); err != nil {
		return nil, err
	}
	if limit <= 0 || limit > 200 {
		limit = 50
	}
	q := notifydb.New(s.d.Reader())
	rows, err := q.NoticesOf(ctx, notifydb.NoticesOfParams{Ref: about.String(), ID: after, Limit: int32(limit)})
	if err != nil {
		return nil, db.Classify(err)
	}
	lines := make([]Line, 0, len(rows))
	for _, r := range rows {
		line := Line{Notice: fromRow(r), Deliveries: []Delivery{}}
		line.Path, line.Link = "", ""
		sent, err := q.DeliveriesOf(ctx, r.ID)
		if err != nil {
			return nil, db.Classify(err)
		}
		for _, d := range sent {
			line.Deliveries = append(line.Deliveries, Delivery{ID: d.ID, Channel: d.Channel, Address: Mask(d.Channel, d.Address), State: d.State,
				Attempts: d.Attempts, DueAt: d.DueAt, At: d.At, Error: d.Error, Text: d.Body})
		}
		lines = append(lines, line)
	}
	return lines, nil
}

// Mask shows enough of an address to recognise it, and too little to use it.
func Mask(channel, address string) string {
	if channel == Mail {
		name, host, _ := strings.Cut(address, "@")
		return anlan.Shorten(name, 2) + "***@" + host
	}
	if len(address) < 12 {
		return "****"
	}
	return "****" + address[len(address)-4:]
}

// Unread returns the notices about the records that nobody has read yet, and how many there are in all.
func (s *Service) Unread(ctx context.Context, actor anlan.Actor, about ...anlan.Ref) (list []Notice, told int, err error) {
	if err := authz.Check(actor, "notify.log"); err != nil {
		return nil, 0, err
	}
	return s.unread(ctx, about)
}

func (s *Service) unread(ctx context.Context, about []anlan.Ref) (list []Notice, told int, err error) {
	q := notifydb.New(s.d.Reader())
	for _, ref := range about {
		rows, err := q.NoticesOf(ctx, notifydb.NoticesOfParams{Ref: ref.String(), Limit: logLimit})
		if err != nil {
			return nil, 0, db.Classify(err)
		}
		told += len(rows)
		for _, r := range rows {
			if r.ReadAt == 0 {
				list = append(list, fromRow(r))
			}
		}
	}
	return list, told, nil
}

// Chase sends the unread notices about the records once more, and only those: whoever has read is left
// in peace. It returns how many; a notice chased a moment ago is not among them.
func (s *Service) Chase(ctx context.Context, actor anlan.Actor, about ...anlan.Ref) (n int, err error) {
	if err := authz.Check(actor, "notify.chase"); err != nil {
		return 0, err
	}
	list, _, err := s.unread(ctx, about)
	if err != nil {
		return 0, err
	}
	err = s.d.Write(ctx, actor, func(tx *db.Tx) (err error) {
		n, err = chase(ctx, tx, list, s.pause(tx.Now))
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return 0, nil
	}
	s.ring()
	return n, err
}

func chase(ctx context.Context, tx *db.Tx, list []Notice, pause time.Duration) (n int, err error) {
	q := notifydb.New(tx)
	for _, one := range list {
		rows, err := q.MarkChased(ctx, notifydb.MarkChasedParams{ID: one.ID, ChasedAt: tx.Now, ChasedAt_2: tx.Now.Add(-pause)})
		if err != nil {
			return 0, db.Classify(err)
		}
		if rows == 0 {
			continue
		}
		n++
		body := sentBody{Topic: one.topic(), Ref: one.Ref, Kind: one.Kind, Title: one.Title, Urgent: one.Urgent}
		if err := tx.Emit(EventChased, one.ref(), body, nil); err != nil {
			return 0, err
		}
	}
	return n, nil
}
