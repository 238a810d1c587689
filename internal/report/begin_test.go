package report_test

import (
	"context"
	"testing"

	"anlan"
	"anlan/internal/calendar"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/event"
	"anlan/internal/matter"
	"anlan/internal/report"
	"anlan/internal/rule"
)

// Whoever asks for a figure while a start still reads them gets the whole figure, and counting goes on from there.
// Where they cannot be read the start is told, and the next events bring them.
func TestFiguresAreReadBesideTheStart(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		book, err := rule.Builtin()
		ok(t, err)
		cal, err := calendar.New(book)
		ok(t, err)
		m := matter.NewService(d, func() *rule.Book { return book }, func() *calendar.Calendar { return cal }, nil)
		office := anlan.Actor{Account: "a", Unit: "office", Roles: []anlan.Role{anlan.RoleOffice}}
		seat := matter.Seat{Unit: "office", Branch: "office", Place: "620521"}
		open := func() {
			_, err := m.OpenAll(ctx, office, []matter.Order{{Title: "查隐患", Lead: seat, Issuer: seat}})
			ok(t, err)
		}
		boardIs := func(s *report.Service, want int64) {
			t.Helper()
			if n := s.Board(report.Within{}, d.Now().Date()).Total.Open; n != want {
				t.Errorf("the board says %d open matters, want %d", n, want)
			}
		}
		open()
		ok(t, d.Wait(ctx, 0))
		_, err = event.Catch(ctx, d, report.ReaderName, report.New(d, m).Handle)
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
