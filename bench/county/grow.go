package county

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
)

// seedMost is how many matters of a grown county come through the services; the others are their copies.
const seedMost = 6000

// Grow makes a county of n matters in a folder of root, or takes the one that was kept there. The first thousands
// come through the services; the others are copies of their rows with identities, numbers and clocks of their own,
// since ten million through the services would take days. A copy has no event and no further parties: lists and the
// board see it, its river line, the ledger and the lists of co-workers do not. Of ten copies six are closed and one
// is overdue.
func Grow(ctx context.Context, root string, n, signed int) (*County, error) {
	dir := filepath.Join(root, strconv.Itoa(n))
	if c, err := Open(dir); !errors.Is(err, os.ErrNotExist) {
		return c, err
	}
	if err := os.RemoveAll(dir); err != nil { // what was not made to its end
		return nil, err
	}
	build := Build
	if n > seedMost {
		build = func(ctx context.Context, dir string, n, signed int) (*County, error) {
			return multiply(ctx, root, dir, n, signed)
		}
	}
	c, err := build(ctx, dir, n, signed)
	if err != nil {
		return nil, err
	}
	return c, c.Keep()
}

func multiply(ctx context.Context, root, dir string, n, signed int) (*County, error) {
	c, err := Grow(ctx, root, seedMost, signed)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(os.CopyFS(dir, os.DirFS(c.Dir)), os.Remove(filepath.Join(dir, paperName))); err != nil {
		return nil, err
	}
	c.Dir = dir
	return c, copyRows(ctx, filepath.Join(dir, "anlan.db"), n)
}

// withoutIndexes is what a bulk copy takes away and builds anew: sorting once costs a fraction of a million
// places found.
var withoutIndexes = []string{"matter_state", "matter_area", "matter_branch", "matter_unit", "matter_topic", "matter_post"}

// takeSeeds cuts the seeds' documents into the parts between what a copy has of its own. Text is put together
// several times faster than JSON is set.
const takeSeeds = `CREATE TEMP TABLE seed AS SELECT substr(id, 1, 24) AS head, rowid AS row, number, area, branch, unit, state,
  rank AS deadline, unixepoch(json_extract(doc, '$.since')) * 1000 AS since, topic, title, asked, post, revision,
  substr(doc, instr(doc, '"title"'), instr(doc, '"state"') - instr(doc, '"title"')) AS a,
  substr(doc, instr(doc, ',"known"'), instr(doc, ',"due"') - instr(doc, ',"known"')) AS b,
  substr(doc, instr(doc, ',"signed"'), instr(doc, ',"closed"') - instr(doc, ',"signed"')) AS c,
  substr(doc, instr(doc, ',"moved"'), instr(doc, ',"since"') - instr(doc, ',"moved"')) AS d,
  substr(doc, instr(doc, ',"stamp"')) AS e
FROM matter WHERE title LIKE '第 %' ORDER BY id`

// The k-th copy of every seed. A digit of k says what becomes of it: three of ten stay open as they are, one is a
// month overdue, six are closed, one after another into the past. Copies are told apart by their numbers.
const (
	copyMatter = `INSERT INTO matter (id, number, area, branch, unit, state, rank, topic, title, overdue, asked, post, revision, doc)
SELECT id, number, area, branch, unit, state, CASE state WHEN 'closed' THEN since ELSE deadline END, topic, title, overdue, asked, post, revision,
  '{"id":"' || id || '","number":"' || number || '",' || a || '"state":"' || state || '"' || b ||
  ',"due":"' || strftime('%Y-%m-%d', deadline / 1000 + 28800, 'unixepoch') || '","deadline":"' || strftime('%Y-%m-%dT', deadline / 1000 + 28800, 'unixepoch') || '23:59:59.999+08:00"' || c ||
  ',"closed":' || CASE state WHEN 'closed' THEN '"' || at || '"' ELSE 'null' END || d || ',"since":"' || at || '"' ||
  CASE WHEN overdue THEN replace(e, '"fired":{}', '"fired":{},"overdue":true') ELSE e END
FROM (SELECT *, strftime('%Y-%m-%dT%H:%M:%S', since / 1000 + 28800, 'unixepoch') || '.000+08:00' AS at
  FROM (SELECT head || printf('%012x', $1 * 100000 + row) AS id, replace(number, '〕', '〕' || $1 || '.') AS number, area, branch, unit,
    CASE WHEN $1 % 10 >= 4 THEN 'closed' ELSE state END AS state,
    CASE WHEN $1 % 10 >= 4 THEN since - $1 * 60000 ELSE since END AS since,
    CASE WHEN $1 % 10 = 3 THEN deadline - 86400000 * 330 ELSE deadline END AS deadline,
    topic, title, $1 % 10 = 3 AS overdue, asked, post, revision, a, b, c, d, e FROM seed))`
	copyTimer = `INSERT INTO timer (key, kind, ref, due_at, attempt)
SELECT 'matter/' || head || printf('%012x', $1 * 100000 + row), 'matter.clock', 'matter.matter:' || head || printf('%012x', $1 * 100000 + row), deadline, 0
FROM seed WHERE $1 % 10 < 3`
)

func copyRows(ctx context.Context, file string, n int) (err error) {
	d, err := sql.Open("sqlite", "file:"+file+"?_pragma=journal_mode(OFF)&_pragma=synchronous(OFF)&_pragma=cache_size(-2000000)&_pragma=temp_store(FILE)")
	if err != nil {
		return err
	}
	d.SetMaxOpenConns(1)
	defer func() { err = errors.Join(err, d.Close()) }()
	indexes, err := dropIndexes(ctx, d)
	if err != nil {
		return err
	}
	if _, err := d.ExecContext(ctx, takeSeeds); err != nil {
		return err
	}
	for k := 1; k < n/seedMost; k++ {
		for _, text := range []string{"BEGIN", copyMatter, copyTimer, "COMMIT"} {
			var args []any
			if text != "BEGIN" && text != "COMMIT" {
				args = []any{k}
			}
			if _, err := d.ExecContext(ctx, text, args...); err != nil {
				return fmt.Errorf("copy %d: %w", k, err)
			}
		}
	}
	after := append(append(indexes, countAnew...), asServed)
	for _, text := range after {
		if _, err := d.ExecContext(ctx, text); err != nil {
			return fmt.Errorf("%s: %w", text, err)
		}
	}
	return nil
}

// asServed leaves the file in the mode in which the product keeps it: turning it back is no work of a start.
const asServed = `PRAGMA journal_mode = WAL`

// countAnew gives the board the figures of the copies.
var countAnew = []string{`DELETE FROM report_count`, `DELETE FROM report_due`,
	`INSERT INTO report_count (area, branch, topic, state, overdue, n) SELECT area, branch, topic, state, overdue, count(*) FROM matter GROUP BY 1, 2, 3, 4, 5`,
	`INSERT INTO report_due (day, area, branch, n) SELECT strftime('%Y-%m-%d', rank/1000 + 28800, 'unixepoch'), area, branch, count(*) FROM matter
	 WHERE state <> 'closed' GROUP BY 1, 2, 3`}

// dropIndexes drops what is built anew afterwards and returns how.
func dropIndexes(ctx context.Context, d *sql.DB) (texts []string, err error) {
	for _, name := range withoutIndexes {
		var text string
		if err := d.QueryRowContext(ctx, `SELECT sql FROM sqlite_master WHERE name = $1`, name).Scan(&text); err != nil {
			return nil, err
		}
		if _, err := d.ExecContext(ctx, `DROP INDEX `+name); err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	return texts, nil
}
