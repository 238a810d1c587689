package app

import (
	"context"
	"sync"

	"anlan"
	"anlan/internal/calendar"
	"anlan/internal/committee"
	"anlan/internal/committee/minutes"
	"anlan/internal/hazard"
	"anlan/internal/letter"
	"anlan/internal/matrix"
	"anlan/internal/risk"
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

// describe names the demands that matters answer, by kind of reference.
func (a *App) describe() map[string]func(context.Context, anlan.ID) (title, href string) {
	return map[string]func(context.Context, anlan.ID) (string, string){
		committee.RefDecision: a.Committee.DescribeDecision,
		hazard.RefHazard:      a.Hazard.Describe,
		risk.RefTask:          a.Risk.DescribeTask,
		matrix.RefFinding:     a.Matrix.Describe,
		letter.RefLetter:      a.Letter.Describe,
	}
}
