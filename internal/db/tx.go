package db

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"

	"anlan"
)

// querier is the statement door of one connection or transaction. sqlc's generated packages ask
// for the same four methods.
type querier interface {
	ExecContext(context.Context, string, ...any) (sql.Result, error)
	PrepareContext(context.Context, string) (*sql.Stmt, error)
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
	QueryRowContext(context.Context, string, ...any) *sql.Row
}

// work is one call of Write on its way to the engine.
type work struct {
	ctx   context.Context
	actor anlan.Actor
	key   anlan.ID
	fn    func(tx *Tx) error
	done  chan error // used by the group commit only
}

// Tx is one transaction: one instant, one actor, the events it caused. Use it only inside the
// function given to Write, from one goroutine.
type Tx struct {
	Now   anlan.Instant
	Actor anlan.Actor

	querier
	key    anlan.ID
	rand   io.Reader
	events []anlan.Event
	made   int           // identifiers so far
	alarm  anlan.Instant // earliest timer set here; 0 means none
}

// Alarm tells that this transaction set a timer for the instant, so that once it has committed a
// sleeping runner wakes in time.
func (tx *Tx) Alarm(at anlan.Instant) {
	if tx.alarm == 0 || at < tx.alarm {
		tx.alarm = at
	}
}

// NewID makes an identifier of this transaction's instant. Those of one transaction sort as they were made, so that what a
// list gives out together keeps its order.
func (tx *Tx) NewID() anlan.ID {
	tx.made++
	return anlan.NthID(tx.Now, tx.made, tx.rand)
}

// Emit records that something of the given kind (room.verb) happened to ref. body is what a reader
// of the event needs to know, as JSON. record is the whole record as it now stands: its digest is
// sealed into the event, so that a later change behind the program's back is found (law 15); nil
// when the event changes no record. What json.Marshal has written already is taken as it is.
func (tx *Tx) Emit(kind string, ref anlan.Ref, body, record any) error {
	raw, ok := body.(json.RawMessage)
	if !ok {
		var err error
		if raw, err = json.Marshal(body); err != nil {
			return fmt.Errorf("emit %s: %w", kind, err)
		}
	}
	by := tx.Actor
	by.Scope = anlan.Scope{} // an event says who acted, not what he may see
	e := anlan.Event{ID: tx.eventID(), Kind: kind, Ref: ref, Actor: by, At: tx.Now, Body: raw, Salt: tx.salt()}
	if record != nil {
		sum, err := anlan.Digest(record)
		if err != nil {
			return fmt.Errorf("emit %s: seal: %w", kind, err)
		}
		e.Seal = hex.EncodeToString(sum[:])
	}
	tx.events = append(tx.events, e)
	return nil
}

// eventID gives the request's key to the first event and fresh identifiers to the others.
func (tx *Tx) eventID() anlan.ID {
	if len(tx.events) == 0 && tx.key != "" {
		return tx.key
	}
	return tx.NewID()
}

func (tx *Tx) salt() string {
	var b [16]byte
	r := tx.rand
	if r == nil {
		r = rand.Reader
	}
	if _, err := io.ReadFull(r, b[:]); err != nil {
		panic("db: random source failed: " + err.Error())
	}
	return hex.EncodeToString(b[:])
}

// Number takes the next number of a series without holes, such as the 文号 of one organ in one
// year: 1, 2, 3 … A transaction that is rolled back gives its number back.
func (tx *Tx) Number(ctx context.Context, series string) (int64, error) {
	var n int64
	err := tx.QueryRowContext(ctx, `INSERT INTO counter (series, n) VALUES ($1, 1)
		ON CONFLICT (series) DO UPDATE SET n = counter.n + 1 RETURNING n`, series).Scan(&n)
	return n, classify(err)
}

// seen reports whether the request's key is already an event, and refuses a key that another
// account used.
func (tx *Tx) seen(ctx context.Context) error {
	if tx.key == "" {
		return nil
	}
	if q, ok := tx.querier.(*sqliteConn); ok {
		if account, used := q.knows(tx.key); used {
			return tx.again(account)
		}
	}
	var actor string
	err := tx.QueryRowContext(ctx, whoUsed, string(tx.key)).Scan(&actor)
	if err == sql.ErrNoRows {
		return nil
	}
	if err != nil {
		return classify(err)
	}
	var was anlan.Actor
	if err := json.Unmarshal([]byte(actor), &was); err != nil {
		return err
	}
	return tx.again(was.Account)
}

// whoUsed asks for the event that bears a request's key.
const whoUsed = `SELECT actor FROM event WHERE id = $1`

// again answers a key that an account has used.
func (tx *Tx) again(account anlan.ID) error {
	if account != tx.Actor.Account {
		return anlan.ErrKeyReused
	}
	return ErrDone
}

// run calls the work's function, turning a panic into an error so that one bad request cannot stop
// the writer.
func (tx *Tx) run(w *work) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("db: panic in transaction: %v", p)
		}
	}()
	if err := tx.seen(w.ctx); err != nil {
		return err
	}
	return w.fn(tx)
}

const insertEvent = `INSERT INTO event (id, kind, ref, actor, at, body, seal, salt, pos, turn)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`
