package account_test

import (
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/rule"
)

// How long a one-time link works is policy: a county that says two hours gets two hours.
func TestLinksLiveByTheRule(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		h := setUp(t, d, new(atomic.Int64))
		admin, office := h.actor(t, "xitong"), h.signIn(t, "anweiban-1").Who.Account
		lives := func() time.Duration {
			link, err := h.Reset(ctx, admin, office.ID)
			if err != nil {
				t.Fatal(err)
			}
			return link.ExpiresAt.Sub(d.Now()).Round(time.Hour)
		}
		if got := lives(); got != 24*time.Hour {
			t.Errorf("by the product's rule a link lives %s", got)
		}
		book := h.book.Load()
		own := book.Versions(rule.OneTimeLinks)[0]
		r := own.Value.(rule.LinkRule)
		r.TicketHours = 2
		own.Value, own.Layer = r, "county"
		next, err := book.AddVersion(own)
		if err != nil {
			t.Fatal(err)
		}
		h.book.Store(next)
		if got := lives(); got != 2*time.Hour {
			t.Errorf("by the county's rule a link lives %s", got)
		}
		r.SheetDays, own.Layer = 0, "wrong"
		if own.Value = r; !errors.Is(second(book.AddVersion(own)), anlan.ErrRuleInvalid) {
			t.Error("a sheet whose links never work is taken for a rule")
		}
	})
}

func second(_ *rule.Book, err error) error { return err }
