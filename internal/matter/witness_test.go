package matter_test

import (
	"fmt"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/matter"
)

// TestWitnessSeesIndexes: a list is read from columns and rows beside the document. Whoever edits those
// can hide a matter without touching the document, so the witness holds them against it.
func TestWitnessSeesIndexes(t *testing.T) {
	both(t, func(c *county) {
		orders := []matter.Order{{Title: "整改", Lead: seats["town"], Issuer: seats["office"], CoUnits: []anlan.ID{seats["village"].Unit, seats["village"].Unit}}}
		if _, err := c.s.OpenAll(ctx, office, orders); err != nil {
			c.Fatal(err)
		}
		if n := c.dishonest(); n != 0 {
			c.Fatalf("%d untouched records were called altered", n)
		}
		for _, edit := range []string{
			`UPDATE matter SET title = '无关事项'`,
			`UPDATE matter_party SET state = 'closed' WHERE part = 'co'`,
			`UPDATE matter_party SET rank = 1 WHERE part = 'reviewer'`,
			`INSERT INTO matter_party (unit, part, state, rank, matter) SELECT 'somebody-else', part, state, rank, matter FROM matter_party WHERE part = 'co'`,
			`DELETE FROM matter_party WHERE part = 'co'`,
			`DELETE FROM matter_party`,
		} {
			undo := c.behind(edit)
			if n := c.dishonest(); n != 1 {
				c.Errorf("%s: %d records were called altered, want 1", edit, n)
			}
			undo()
		}
	})
}

// dishonest counts the matters of which the witness says that something beside the document differs.
func (c *county) dishonest() (n int) {
	c.Helper()
	err := c.s.Records(ctx, func(_ anlan.Ref, record any) error {
		if strings.HasPrefix(fmt.Sprint(record), "map[columns differ") {
			n++
		}
		return nil
	})
	if err != nil {
		c.Fatal(err)
	}
	return n
}

// behind edits the one matter's rows without the service, and returns how to put them back.
func (c *county) behind(edit string) (undo func()) {
	c.Helper()
	run := func(list ...string) {
		c.Helper()
		err := c.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
			for _, text := range list {
				if _, err := tx.ExecContext(ctx, text); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			c.Fatal(err)
		}
	}
	run(`CREATE TABLE kept_party AS SELECT * FROM matter_party`, `CREATE TABLE kept_title AS SELECT title FROM matter`, edit)
	return func() {
		run(`DELETE FROM matter_party`, `INSERT INTO matter_party SELECT * FROM kept_party`,
			`UPDATE matter SET title = (SELECT title FROM kept_title)`, `DROP TABLE kept_party`, `DROP TABLE kept_title`)
	}
}
