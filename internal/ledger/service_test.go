package ledger

import (
	"errors"
	"testing"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
)

var (
	auditor = anlan.Actor{Account: "a", Roles: []anlan.Role{anlan.RoleAudit}}
	leader  = anlan.Actor{Account: "l", Roles: []anlan.Role{anlan.RoleLeader}}
	village = anlan.Actor{Account: "v", Roles: []anlan.Role{anlan.RoleVillage}}
)

func TestReadersSeeWhatTheyMay(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		l := setup(t, d)
		emit(t, d, 7)
		settle(t, d, 7)
		catch(t, l)
		if _, err := l.Status(ctx, village); !errors.Is(err, anlan.ErrForbidden) {
			t.Errorf("a village reads the ledger: %v", err)
		}
		s, err := l.Status(ctx, leader)
		if err != nil || s.Size != 7 || s.Pos != 7 || s.Behind != 0 || s.Broken != "" {
			t.Errorf("status %+v, %v", s, err)
		}
		list, err := l.Entries(ctx, leader, 6, 3)
		if err != nil || len(list) != 3 || list[0].Pos != 5 || list[0].Body != nil || list[0].Salt != "" || list[0].Leaf == "" {
			t.Errorf("a leader sees %+v, %v", list, err)
		}
		list, err = l.Entries(ctx, auditor, 0, 50)
		if err != nil || len(list) != 7 || list[0].Pos != 7 || len(list[0].Body) == 0 {
			t.Errorf("an auditor sees %+v, %v", list, err)
		}
	})
}

func TestProveSaysWhetherTheEntryHolds(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		l := setup(t, d)
		emit(t, d, 300)
		settle(t, d, 300)
		catch(t, l)
		p, err := l.Prove(ctx, auditor, 256)
		if err != nil || !p.Holds || p.Index != 255 || len(p.Hashes) == 0 {
			t.Errorf("proof %+v, %v", p, err)
		}
		for _, pos := range []int64{0, -1, 301} {
			if _, err := l.Prove(ctx, auditor, pos); !errors.Is(err, anlan.ErrLedgerNotWitnessed) {
				t.Errorf("proof of %d: %v", pos, err)
			}
		}
		err = d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
			_, err := tx.ExecContext(ctx, `UPDATE event SET body = '{}' WHERE pos = 256`)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if p, err := l.Prove(ctx, auditor, 256); err != nil || p.Holds {
			t.Errorf("an altered entry holds: %+v, %v", p, err)
		}
	})
}

func TestTileData(t *testing.T) {
	t.Parallel()
	d := dbtest.SQLite(t, db.Options{})
	l := setup(t, d)
	emit(t, d, 300)
	catch(t, l)
	for _, c := range []struct {
		level int
		n     int64
		w     int
		ok    bool
	}{{0, 0, 256, true}, {0, 1, 44, true}, {0, 1, 10, true}, {1, 0, 1, true}, {0, 1, 45, false}, {0, 2, 1, false}, {1, 0, 2, false}, {8, 0, 1, false}, {-1, 0, 1, false}, {0, -1, 1, false}, {0, 1 << 60, 1, false}} {
		b, err := l.TileData(ctx, c.level, c.n, c.w)
		if (err == nil) != c.ok || c.ok && len(b) != 32*c.w {
			t.Errorf("tile %d/%d.p/%d: %d bytes, %v", c.level, c.n, c.w, len(b), err)
		}
	}
}

func TestCheckRunsAsAJobAndIsRecorded(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		l := setup(t, d)
		emit(t, d, 20)
		c := NewChecks(l, t.TempDir())
		go c.Run(t.Context())
		if _, err := c.Start(ctx, leader); !errors.Is(err, anlan.ErrForbidden) {
			t.Errorf("a leader starts a check: %v", err)
		}
		first, err := c.Start(ctx, auditor)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := c.Start(ctx, auditor); err != nil || again.ID != first.ID && again.State != CheckWaiting {
			t.Errorf("a second start made %+v, %v", again, err)
		}
		k := first
		for deadline := time.Now().Add(20 * time.Second); k.State != CheckDone && time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
			if k, err = c.Last(ctx, leader); err != nil {
				t.Fatal(err)
			}
		}
		if k.State != CheckDone || k.Report == nil || !k.Report.OK {
			t.Fatalf("check %+v", k)
		}
		settle(t, d, 21)
		list, err := l.Entries(ctx, auditor, 0, 1)
		if err != nil || list[0].Kind != "ledger.checked" || list[0].Actor.Account != auditor.Account {
			t.Errorf("the record of the check is %+v, %v", list, err)
		}
	})
}
