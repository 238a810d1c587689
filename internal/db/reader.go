package db

import (
	"context"
	"database/sql"
	"math"
	"sync"
)

// Reader runs queries outside transactions on the pool of readers. Statements are prepared once.
type Reader struct{ d *DB }

// Landed is the position of the newest event that is certainly on disk: on SQLite a reader may see an event a few
// milliseconds earlier, and whoever tells others of events stops here.
func (r Reader) Landed() int64 {
	if r.d.Engine() == "sqlite" {
		return r.d.Pos()
	}
	return math.MaxInt64 // PostgreSQL shows nothing before
}

// QueryContext runs a query.
func (r Reader) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	s, err := r.d.stmts.get(ctx, r.d.readers, text)
	if err != nil {
		return nil, classify(err)
	}
	return s.QueryContext(ctx, args...)
}

// QueryRowContext runs a query for one row.
func (r Reader) QueryRowContext(ctx context.Context, text string, args ...any) *sql.Row {
	s, err := r.d.stmts.get(ctx, r.d.readers, text)
	if err != nil {
		return r.d.readers.QueryRowContext(ctx, text, args...) // carries the same error in the Row
	}
	return s.QueryRowContext(ctx, args...)
}

// ExecContext exists for the generated queries' interface; a Reader refuses to write.
func (r Reader) ExecContext(context.Context, string, ...any) (sql.Result, error) {
	return nil, errReadOnly
}

// PrepareContext prepares a statement on the pool of readers.
func (r Reader) PrepareContext(ctx context.Context, text string) (*sql.Stmt, error) {
	return r.d.readers.PrepareContext(ctx, text)
}

// stmtLimit bounds the kept statements; filters make a limited set of texts, so it is never reached
// in practice, and beyond it statements are simply prepared each time.
const stmtLimit = 1000

type stmtCache struct {
	unnamed bool // the engine is SQLite
	mu      sync.RWMutex
	m       map[string]*sql.Stmt
}

func (c *stmtCache) get(ctx context.Context, pool *sql.DB, text string) (*sql.Stmt, error) {
	c.mu.RLock()
	s, ok := c.m[text]
	c.mu.RUnlock()
	if ok {
		return s, nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if s, ok := c.m[text]; ok {
		return s, nil
	}
	own := text
	if c.unnamed {
		own = unnamed(text)
	}
	s, err := pool.PrepareContext(ctx, own)
	if err != nil {
		return nil, err
	}
	if c.m == nil {
		c.m = map[string]*sql.Stmt{}
	}
	if len(c.m) < stmtLimit {
		c.m[text] = s
	}
	return s, nil
}

func (c *stmtCache) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, s := range c.m {
		_ = s.Close() // the pool closes next
	}
	c.m = nil
}
