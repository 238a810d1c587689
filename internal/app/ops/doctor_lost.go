package ops

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
)

// unwound looks for matters being done that no timer watches: they would never be urged. The silence
// clock runs for every one of them, so that each has a timer as long as nobody took it away.
func (d *Doctor) unwound(ctx context.Context, pool *sql.DB) error {
	var n int64
	var number sql.NullString
	err := pool.QueryRowContext(ctx, `SELECT count(*), min(number) FROM matter
		WHERE state = 'doing' AND NOT EXISTS (SELECT 1 FROM timer WHERE key = 'matter/' || matter.id)`).Scan(&n, &number)
	if err == nil && n > 0 {
		d.say("clocks", Sick, "有 %d 件在办事项没有计时（如 %s），不会自动催办：定时表被改动过，请从备份恢复",
			"%d matters being done have no timer (such as %s) and will not be urged: the table of timers was altered; restore it from a backup", n, number.String)
	}
	return err
}

// evidence looks for files that the record names and the store does not hold. Every name is looked up;
// whether what is there is whole, blobs reads for some.
func (d *Doctor) evidence(ctx context.Context, pool *sql.DB) (err error) {
	rows, err := pool.QueryContext(ctx, `SELECT hash FROM matter_upload ORDER BY hash`)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	lost, first := 0, ""
	for rows.Next() {
		var hash string
		if err := rows.Scan(&hash); err != nil {
			return err
		}
		if d.holds(hash) {
			continue
		}
		if lost++; first == "" {
			first = hash
		}
	}
	if lost > 0 {
		d.say("evidence", Sick, "有 %d 个佐证文件丢失（如 %s）：请从备份恢复 blobs 目录", "%d files of evidence are missing (such as %s): restore the folder blobs from a backup", lost, first)
	}
	return rows.Err()
}

// holds tells whether the store has a file of that name.
func (d *Doctor) holds(hash string) bool {
	if !isHash(hash) {
		return false
	}
	_, err := os.Stat(filepath.Join(d.path("blobs"), hash[:2], hash[2:4], hash))
	return err == nil
}
