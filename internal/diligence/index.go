package diligence

import (
	"context"
	"strconv"
	"strings"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/event"
)

// ReaderName is the name under which the index remembers how far it has come.
const ReaderName = "diligence"

// rest is how long the index sleeps between two readings. It is in no hurry: a book that is asked for
// brings it up to date first, and long batches cost a busy county less than short ones.
const rest = time.Minute

// Index keeps the mentions up to date until ctx ends.
func (s *Service) Index(ctx context.Context) {
	for ctx.Err() == nil {
		if err := s.catch(ctx); err != nil && ctx.Err() == nil {
			s.o.Log.Error("the index of mentions fell behind and tries again", "error", err)
		}
		t := time.NewTimer(rest)
		select {
		case <-t.C:
		case <-ctx.Done():
		}
		t.Stop()
	}
}

// catch reads every event that is waiting. One at a time: two would only do the same work twice.
func (s *Service) catch(ctx context.Context) error {
	s.indexing.Lock()
	defer s.indexing.Unlock()
	_, err := event.Catch(ctx, s.o.DB, ReaderName, s.handle)
	return err
}

// handle indexes a batch of events. It may see one again after a crash: a mention is a mention.
func (s *Service) handle(ctx context.Context, batch []anlan.Event) error {
	pairs := make([]any, 0, 12*len(batch))
	for _, e := range batch {
		entry, err := eventEntry(e)
		if err != nil {
			continue // no event of the house; the ledger's verifier tells of it
		}
		for _, word := range Mentions(entry) {
			pairs = append(pairs, Key(word), e.Pos)
		}
	}
	return s.o.DB.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		if err := insert(ctx, tx, pairs); err != nil {
			return err
		}
		return event.Advance(ctx, tx, ReaderName, batch[len(batch)-1].Pos)
	})
}

// insertMost is how many rows one statement takes.
const insertMost = 200

var insertMany = insertText(insertMost)

func insertText(rows int) string {
	var b strings.Builder
	b.WriteString("INSERT INTO diligence_mention (who, pos) VALUES ")
	for i := range rows {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString("($" + strconv.Itoa(2*i+1) + ", $" + strconv.Itoa(2*i+2) + ")")
	}
	b.WriteString(" ON CONFLICT DO NOTHING")
	return b.String()
}

// insert stores pairs of word and position.
func insert(ctx context.Context, tx *db.Tx, pairs []any) error {
	for len(pairs) > 0 {
		n, text := 2*insertMost, insertMany
		if len(pairs) < n {
			n, text = len(pairs), insertText(len(pairs)/2)
		}
		if _, err := tx.ExecContext(ctx, text, pairs[:n]...); err != nil {
			return db.Classify(err)
		}
		pairs = pairs[n:]
	}
	return nil
}
