package db

import (
	"context"
	"encoding/json"
	"strings"

	"anlan"
)

// tell numbers the events of one work. Inside the writer's own transaction numbers can be given at once: what is
// rolled back takes its numbers with it. Their rows are written for many works together, at the end of the batch
// or before somebody looks; with savepoints each work writes its own, so that each can fail alone.
func (e *sqliteEngine) tell(q *sqliteConn, tx *Tx) error {
	for i := range tx.events {
		e.pos++
		tx.events[i].Pos = e.pos
	}
	e.fresh = append(e.fresh, tx.events...)
	if !q.savepoints {
		return nil
	}
	return classify(q.insertEvents(e.fresh[e.stored:], &e.stored))
}

// storeFresh writes the rows of the events that have none yet. When it cannot, nobody in particular is to blame:
// everybody runs once more, each alone.
func (e *sqliteEngine) storeFresh(q *sqliteConn) error {
	err := q.insertEvents(e.fresh[e.stored:], &e.stored)
	if err == nil {
		return nil
	}
	if e.lost = errHalfWay; isIO(err) || isFull(err) {
		e.lost = err
	}
	return e.lost
}

// Rows of events that one statement writes.
const eventsAtOnce = 16

// Several rows in one statement would make SQLite keep a copy of every page it touches, to take back half a
// statement. OR FAIL does without: whoever fails half-way takes the whole transaction back.
var insertEvents = strings.Replace(unnamed(insertEvent), "INSERT", "INSERT OR FAIL", 1) + strings.Repeat(`, (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, eventsAtOnce-1)

// insertEvents writes rows of numbered events and counts them.
func (q *sqliteConn) insertEvents(list []anlan.Event, stored *int) error {
	for len(list) > 0 {
		n, text := 1, insertEvent
		if len(list) >= eventsAtOnce {
			n, text = eventsAtOnce, insertEvents
		}
		args := make([]any, 0, 10*n)
		for i := range list[:n] {
			row, err := eventRow(&list[i], list[i].Pos, 0)
			if err != nil {
				return err
			}
			args = append(args, row...)
		}
		if err := q.writeRows(text, args); err != nil {
			return err
		}
		list, *stored = list[n:], *stored+n
	}
	return nil
}

// writeRows runs the statement on behalf of the whole batch; with savepoints it belongs to the work under way.
func (q *sqliteConn) writeRows(text string, args []any) error {
	if q.savepoints {
		if err := q.touch(); err != nil {
			return err
		}
	}
	s, err := q.stmt(text)
	if err == nil {
		_, err = s.ExecContext(context.Background(), args...)
	}
	return err
}

// knows reports who used the key of a request in this batch.
func (q *sqliteConn) knows(key anlan.ID) (account anlan.ID, used bool) {
	for _, ev := range q.e.fresh[q.e.stored:] {
		if ev.ID == key {
			return ev.Actor.Account, true
		}
	}
	return "", false
}

// eventRow is an event as its row. pos is nil where a sequencer numbers later, in the order of turn.
func eventRow(e *anlan.Event, pos any, turn int64) ([]any, error) {
	actor, err := json.Marshal(e.Actor)
	return []any{string(e.ID), e.Kind, e.Ref.String(), string(actor), int64(e.At), string(e.Body), e.Seal, e.Salt, pos, turn}, err
}

// store writes one event.
func store(ctx context.Context, q querier, e *anlan.Event, pos any, turn int64) error {
	row, err := eventRow(e, pos, turn)
	if err != nil {
		return err
	}
	_, err = q.ExecContext(ctx, insertEvent, row...)
	return err
}
