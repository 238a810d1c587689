package sim

import (
	"context"

	"anlan/internal/event"
	"anlan/internal/rule"
	"anlan/internal/timer"
)

// Bug is a mistake planted from outside the product: by rules that are not what they ought to be, by
// triggers on the database, by a wrapper around a service or a handler.
type Bug struct {
	Name     string
	Triggers []string
	Rules    func() (*rule.Book, error)
	Loop     func(loop) loop
	Timer    func(*county, timer.Handler) timer.Handler
	Fold     func(event.Handler) event.Handler
	Request  func(context.Context) context.Context
	Each     func(*county) error
	Reopen   func(*county) error
	Amended  func(*county, rule.Subject) error
	Tear     func(wal []byte) []byte
}
