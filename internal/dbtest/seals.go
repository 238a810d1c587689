package dbtest

import (
	"context"
	"encoding/hex"
	"slices"
	"testing"
	"time"

	"anlan"
	"anlan/internal/db"
)

// Numbered waits until every event has its position, which PostgreSQL gives a moment after the commit.
func Numbered(t testing.TB, d *db.DB) {
	t.Helper()
	for range 10_000 {
		var waiting int
		if err := d.Reader().QueryRowContext(context.Background(), `SELECT count(*) FROM event WHERE pos IS NULL`).Scan(&waiting); err != nil {
			t.Fatal(err)
		}
		if waiting == 0 {
			return
		}
		time.Sleep(2 * time.Millisecond)
	}
	t.Fatal("events stay without a position")
}

// Witnessed is a room whose records the ledger holds against their seals.
type Witnessed interface {
	Records(ctx context.Context, yield func(ref anlan.Ref, record any) error) error
}

// Misfits holds the records of a room against the last seals of their events, as the ledger's verifier does
// (law 15). It returns the references of those that were altered or that no event tells of, in order, then, each
// after "missing ", those that were sealed once and are gone. kinds begins the kinds of the room's records, such
// as "duty."; records counts what was held against a seal.
func Misfits(t testing.TB, d *db.DB, kinds string, room Witnessed) (bad []string, records int) {
	t.Helper()
	seals := sealed(t, d, kinds)
	err := room.Records(context.Background(), func(ref anlan.Ref, record any) error {
		records++
		sum, err := anlan.Digest(record)
		if err != nil || hex.EncodeToString(sum[:]) != seals[ref.String()] {
			bad = append(bad, ref.String())
		}
		delete(seals, ref.String())
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(bad)
	var missing []string
	for ref := range seals {
		missing = append(missing, "missing "+ref)
	}
	slices.Sort(missing)
	return append(bad, missing...), records
}

// Fits fails the test when a record of the room does not fit its seal, and returns how many do.
func Fits(t testing.TB, d *db.DB, kinds string, room Witnessed) (records int) {
	t.Helper()
	bad, records := Misfits(t, d, kinds, room)
	if len(bad) > 0 {
		t.Errorf("records do not fit their seals: %v", bad)
	}
	return records
}

// sealed reads the last seal of every record of the kinds.
func sealed(t testing.TB, d *db.DB, kinds string) map[string]string {
	t.Helper()
	Numbered(t, d)
	rows, err := d.Reader().QueryContext(context.Background(), `SELECT ref, seal FROM event WHERE seal <> '' AND ref LIKE $1 ORDER BY pos`, kinds+"%")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	seals := map[string]string{}
	for rows.Next() {
		var ref, seal string
		if err := rows.Scan(&ref, &seal); err != nil {
			t.Fatal(err)
		}
		seals[ref] = seal
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return seals
}
