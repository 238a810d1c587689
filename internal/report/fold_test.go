package report_test

import (
	"context"
	"sync"
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

// A fold that reached the disk although its commit answered with an error is not forgotten in memory.
func TestStoredFoldIsFoundAgain(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		m, open := opener(t, d)
		running, other := report.New(d, m), report.New(d, m)
		open()
		ok(t, d.Wait(ctx, 0))
		_, err := event.Catch(ctx, d, report.ReaderName, other.Handle) // stored, and the running one does not know
		ok(t, err)
		open()
		ok(t, d.Wait(ctx, 1))
		_, err = event.Catch(ctx, d, report.ReaderName, running.Handle)
		ok(t, err)
		if n := running.Board(report.Within{}, d.Now().Date()).Total.Open; n != 2 {
			t.Errorf("the board says %d open matters, want 2", n)
		}
		if agree, err := running.Recount(ctx); err != nil || !agree {
			t.Errorf("the recount disagrees: %v", err)
		}
	})
}

// opener is the room of matters over the built-in rules, and what opens one more there.
func opener(t *testing.T, d *db.DB) (m *matter.Service, open func()) {
	t.Helper()
	book, err := rule.Builtin()
	ok(t, err)
	cal, err := calendar.New(book)
	ok(t, err)
	m = matter.NewService(d, func() *rule.Book { return book }, func() *calendar.Calendar { return cal }, nil)
	office := anlan.Actor{Account: "a", Unit: "office", Roles: []anlan.Role{anlan.RoleOffice}}
	seat := matter.Seat{Unit: "office", Branch: "office", Place: "620521"}
	return m, func() {
		t.Helper()
		_, err := m.OpenAll(context.Background(), office, []matter.Order{{Title: "查隐患", Lead: seat, Issuer: seat}})
		ok(t, err)
	}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Two that fold the same events at once count them once.
func TestFoldingTwiceAtOnceCountsOnce(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		m, open := opener(t, d)
		services := []*report.Service{report.New(d, m), report.New(d, m)}
		for range 20 {
			open()
		}
		ok(t, d.Wait(ctx, 19))
		batch, err := event.After(ctx, d.Reader(), 0, 100)
		ok(t, err)
		var both sync.WaitGroup
		for _, s := range []*report.Service{services[0], services[0], services[1], services[1]} {
			both.Go(func() {
				if err := s.Handle(ctx, batch); err != nil {
					t.Error(err)
				}
			})
		}
		both.Wait()
		for _, s := range services {
			if agree, err := s.Recount(ctx); err != nil || !agree {
				t.Errorf("the recount disagrees: %v", err)
			}
		}
	})
}
