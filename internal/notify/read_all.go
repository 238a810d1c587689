package notify

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/notify/notifydb"
)

// readMost is how many notices of a list one request marks, so that no transaction grows without bound.
const readMost = 1000

// allReadBody is what the event of many notices read at once tells.
type allReadBody struct {
	Topic string   `json:"topic"`
	UpTo  anlan.ID `json:"up_to"`
	Read  int      `json:"read"`
}

// ReadAll marks as read what the actor's post and unit were told up to and including the given notice,
// and reports how many that were and whether older ones are left. What came later than what the actor
// had before the eyes stays unread: nobody has read it.
func (s *Service) ReadAll(ctx context.Context, actor anlan.Actor, upTo anlan.ID) (read int, more bool, err error) {
	if err := authz.Check(actor, "notify.read"); err != nil {
		return 0, false, err
	}
	if _, err := anlan.ParseID(string(upTo)); err != nil {
		return 0, false, anlan.ErrFieldInvalid.With("name", "up_to").With("value", anlan.Shorten(string(upTo), 40)).At("up_to")
	}
	err = s.d.Write(ctx, actor, func(tx *db.Tx) error {
		read, more = 0, false // a transaction may run twice
		for _, topic := range topicsOf(actor) {
			n, err := readTopic(ctx, tx, topic, upTo)
			if err != nil {
				return err
			}
			read, more = read+n, more || n == readMost
		}
		return nil
	})
	if errors.Is(err, db.ErrDone) {
		err = nil
	}
	return read, more, err
}

func readTopic(ctx context.Context, tx *db.Tx, topic string, upTo anlan.ID) (int, error) {
	n, err := notifydb.New(tx).MarkAllRead(ctx, notifydb.MarkAllReadParams{Topic: topic, ReadAt: tx.Now, ID: upTo, Limit: readMost})
	if err != nil || n == 0 {
		return 0, db.Classify(err)
	}
	return int(n), tx.Emit(EventAllRead, anlan.Ref{Kind: RefNotice, ID: upTo}, allReadBody{topic, upTo, int(n)}, nil)
}
