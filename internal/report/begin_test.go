package report_test

import (
	"context"
	"testing"

	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/event"
	"anlan/internal/report"
)

// Whoever asks for a figure while a start still reads them gets the whole figure, and counting goes on from there.
// Where they cannot be read the start is told, and the next events bring them.
func TestFiguresAreReadBesideTheStart(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		m, open := opener(t, d)
		boardIs := func(s *report.Service, want int64) {
			t.Helper()
			if n := s.Board(report.Within{}, d.Now().Date()).Total.Open; n != want {
				t.Errorf("the board says %d open matters, want %d", n, want)
			}
		}
		open()
		ok(t, d.Wait(ctx, 0))
		_, err := event.Catch(ctx, d, report.ReaderName, report.New(d, m).Handle)
		ok(t, err)

		started := report.New(d, m)
		read := started.Begin(ctx)
		boardIs(started, 1)
		ok(t, read())
		ok(t, read()) // as often as one likes

		gone, cancel := context.WithCancel(ctx)
		cancel()
		blind := report.New(d, m)
		if err := blind.Begin(gone)(); err == nil {
			t.Error("nobody is told that the figures could not be read")
		}
		open()
		ok(t, d.Wait(ctx, 1))
		for _, s := range []*report.Service{started, blind} {
			batch, err := event.After(ctx, d.Reader(), 1, 10)
			ok(t, err)
			ok(t, s.Handle(ctx, batch))
			boardIs(s, 2)
		}
	})
}
