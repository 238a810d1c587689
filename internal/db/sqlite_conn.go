package db

import (
	"context"
	"database/sql"
	"strings"
)

// sqliteConn is the writer connection as one work sees it: every statement is prepared once and
// kept, and the first statement that changes something is noted. Where savepoints are on it opens
// the work's own.
//
// No statement ends with the request that asked for it: SQLite rolls back the whole transaction of an
// interrupted one, and the transaction is everybody's. Who comes too late is turned away before the work.
type sqliteConn struct {
	e          *sqliteEngine
	savepoints bool
	dirty      bool // the work has changed something
}

func (q *sqliteConn) raw(text string) error {
	s, err := q.stmt(text)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(context.Background())
	return err
}

// prepared is a statement that is kept, with what its text tells of it.
type prepared struct {
	*sql.Stmt
	changes bool // rows
	events  bool // looks at the events, so that those of the batch must have their rows before
}

// stmt returns the prepared statement for the text. Texts are constants of the program, or built
// from a small set of filters, so the map stays small.
func (q *sqliteConn) stmt(text string) (*prepared, error) {
	s, ok := q.e.stmts[text]
	if !ok {
		own, err := q.e.conn.PrepareContext(context.Background(), unnamed(text))
		if err != nil {
			return nil, err
		}
		s = &prepared{own, changes(text), strings.Contains(text, "event") && text != whoUsed && text != insertEvent && text != insertEvents}
		q.e.stmts[text] = s
	}
	if s.events && len(q.e.fresh) > q.e.stored {
		return s, q.e.storeFresh(q)
	}
	return s, nil
}

// touch notes the first change, and opens the savepoint before it.
func (q *sqliteConn) touch() error {
	if q.dirty {
		return nil
	}
	q.dirty = true
	if !q.savepoints {
		return nil
	}
	return q.raw("SAVEPOINT one")
}

// ExecContext runs a statement that changes something.
func (q *sqliteConn) ExecContext(_ context.Context, text string, args ...any) (sql.Result, error) {
	if err := q.touch(); err != nil {
		return nil, err
	}
	s, err := q.stmt(text)
	if err != nil {
		return nil, err
	}
	return s.ExecContext(context.Background(), args...)
}

// QueryContext runs a statement that returns rows; one with RETURNING also changes something.
func (q *sqliteConn) QueryContext(_ context.Context, text string, args ...any) (*sql.Rows, error) {
	s, err := q.prepareQuery(text)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(context.Background(), args...)
}

// QueryRowContext is QueryContext for one row.
func (q *sqliteConn) QueryRowContext(_ context.Context, text string, args ...any) *sql.Row {
	s, err := q.prepareQuery(text)
	if err != nil {
		return q.e.conn.QueryRowContext(context.Background(), text, args...) // fails again with the same error, inside the Row
	}
	return s.QueryRowContext(context.Background(), args...)
}

// PrepareContext gives out the kept statement's text anew, for callers that own their statements.
func (q *sqliteConn) PrepareContext(ctx context.Context, text string) (*sql.Stmt, error) {
	return q.e.conn.PrepareContext(ctx, text)
}

func (q *sqliteConn) prepareQuery(text string) (*prepared, error) {
	s, err := q.stmt(text)
	if err == nil && s.changes {
		err = q.touch()
	}
	return s, err
}

// changes reports whether a statement that returns rows also changes some: sqlc puts a comment line
// before the verb.
func changes(text string) bool {
	for strings.HasPrefix(text, "--") {
		_, text, _ = strings.Cut(text, "\n")
	}
	verb, _, _ := strings.Cut(strings.TrimSpace(text), " ")
	return !strings.EqualFold(verb, "SELECT") && !strings.EqualFold(verb, "WITH")
}
