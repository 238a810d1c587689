package app

import (
	"sync"

	"anlan/internal/api"
	"anlan/internal/calendar"
	"anlan/internal/committee"
	"anlan/internal/committee/minutes"
	"anlan/internal/flow"
)

// lazyReader loads the minutes reader's dictionaries when the first text comes: the start of the
// program does not pay for them.
type lazyReader struct {
	cal    func() *calendar.Calendar
	once   sync.Once
	reader *minutes.Reader
	err    error
}

var _ committee.TextReader = (*lazyReader)(nil)

// ParseString implements committee.TextReader.
func (l *lazyReader) ParseString(s string, o minutes.Options) minutes.Proposal {
	return l.loaded().ParseString(s, o)
}

// Plain implements committee.TextReader.
func (l *lazyReader) Plain(s string) string { return l.loaded().Plain(s) }

func (l *lazyReader) loaded() *minutes.Reader {
	l.once.Do(func() { l.reader, l.err = minutes.New(l.cal()) })
	if l.err != nil {
		panic("app: the minutes reader's own dictionaries are broken: " + l.err.Error()) // a bug of the build
	}
	return l.reader
}

// committeeRoom makes the room of meetings and their decisions, and the landing on which rooms meet.
func (a *App) committeeRoom() (room, error) {
	a.Committee = committee.New(committee.Options{DB: a.DB, Matters: a.Matter, Seats: a.seats, Reader: &lazyReader{cal: a.cal.Load},
		Rules: a.book.Load, Days: a.cal.Load})
	a.Landing = flow.New(a.DB, a.Matter, a.Committee).WithLinks(a.Account)
	return room{records: a.Committee, timers: a.Committee.Timers(), doors: api.CommitteeDoors(a.Committee), describe: map[string]describer{committee.RefDecision: a.Committee.DescribeDecision}}, nil
}
