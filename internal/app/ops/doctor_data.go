package ops

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/ledger"
)

func (d *Doctor) integrity(ctx context.Context, pool *sql.DB) error {
	if d.URL != "" {
		var version string
		err := pool.QueryRowContext(ctx, `SHOW server_version`).Scan(&version)
		d.say("database", Well, "数据库：PostgreSQL %s", "The database is PostgreSQL %s", version)
		return err
	}
	if err := integrity(ctx, pool, "quick_check"); err != nil {
		d.say("database", Sick, "数据库文件已损坏：%v。请停止服务并从备份恢复", "The database file is damaged: %v. Stop the service and restore from a backup", err)
		return nil
	}
	var size int64
	if info, err := os.Stat(d.path(databaseName)); err == nil {
		size = info.Size()
	}
	d.say("database", Well, "数据库文件完好（%d MB）", "The database file is whole (%d MB)", size>>20)
	return nil
}

// schema compares the database's migrations with the program's.
func (d *Doctor) schema(ctx context.Context, pool *sql.DB) error {
	own, err := db.Versions()
	if err != nil {
		return err
	}
	rows, err := pool.QueryContext(ctx, `SELECT DISTINCT version_id FROM goose_db_version WHERE version_id > 0 AND is_applied ORDER BY version_id`)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }() // read to the end
	seen := map[int64]bool{}
	for rows.Next() {
		var v int64
		if err := rows.Scan(&v); err != nil {
			return err
		}
		seen[v] = true
		if !slices.Contains(own, v) {
			d.say("schema", Sick, "数据库比程序新（迁移 %04d）：请使用新版程序", "The database is newer than the program (migration %04d): use a newer program", v)
			return nil
		}
	}
	waiting := slices.DeleteFunc(slices.Clone(own), func(v int64) bool { return seen[v] })
	if len(waiting) > 0 {
		d.say("schema", Worry, "数据库待升级 %d 步，下次启动时自动进行：请先备份", "%d migrations are waiting and run at the next start: make a backup first", len(waiting))
		return nil
	}
	d.say("schema", Well, "数据库结构是最新的（迁移 %04d）", "The schema is up to date (migration %04d)", own[len(own)-1])
	return rows.Err()
}

// clock compares the machine's clock with the time already recorded, which never runs back.
func (d *Doctor) clock(ctx context.Context, pool *sql.DB) error {
	var last int64
	err := pool.QueryRowContext(ctx, `SELECT at FROM event WHERE pos IS NOT NULL ORDER BY pos DESC LIMIT 1`).Scan(&last)
	if errors.Is(err, sql.ErrNoRows) {
		d.say("clock", Well, "还没有任何记录", "Nothing is recorded yet")
		return nil
	}
	if err != nil {
		return err
	}
	now := anlan.At(d.Now)
	if behind := anlan.Instant(last).Sub(now); behind > 2*time.Second {
		d.say("clock", Sick, "本机时钟比已记录的时间慢 %v：请校准时钟，在此之前新记录都记为 %s", "The clock is %v behind the recorded time: correct it; until then new records are dated %s",
			behind.Round(time.Second), anlan.Instant(last).Time().Format(time.DateTime))
		return nil
	}
	d.say("clock", Well, "时钟正常，最近一条记录在 %s", "The clock is right; the newest record is of %s", anlan.Instant(last).Time().Format(time.DateTime))
	return nil
}

// signLag is how long a running county may take to sign an entry.
const signLag = 10 * time.Second

// ledger holds the tree's edge against the newest signature and tells what is not signed yet.
func (d *Doctor) ledger(ctx context.Context, pool *sql.DB) error {
	key, err := ledger.OpenKey(d.path("keys"))
	if err != nil {
		return nil //nolint:nilerr // the finding on keys has said so
	}
	tx, err := pool.BeginTx(ctx, d.oneMoment())
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // only read
	c, err := ledger.Examine(ctx, tx, key, filepath.Join(d.Data, headName))
	var known *anlan.Error
	if errors.As(err, &known) {
		d.findings = append(d.findings, Finding{"ledger", Sick, known.Say(anlan.ZH), known.Say(anlan.EN)})
		return nil
	}
	if err != nil {
		return err
	}
	var waiting, oldest int64
	err = tx.QueryRowContext(ctx, `SELECT count(*), coalesce(min(at), 0) FROM event WHERE pos > $1`, c.Size).Scan(&waiting, &oldest)
	if err != nil {
		return err
	}
	if waiting > 0 && anlan.At(d.Now).Sub(anlan.Instant(oldest)) > signLag {
		d.say("ledger", Worry, "有 %d 条账目还没有签名：服务没有运行？", "%d entries are not signed yet: is the service not running?", waiting)
		return nil
	}
	d.say("ledger", Well, "账本签名正确，第 %d 条，%s", "The ledger's signature is right: entry %d, %s", c.Size, c.At.Time().Format(time.DateTime))
	return nil
}

// oneMoment asks for a transaction that sees the database of one moment.
func (d *Doctor) oneMoment() *sql.TxOptions {
	if d.URL == "" {
		return nil // SQLite's transactions always do
	}
	return &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
}

// timerLag is how late a timer of a running county may be.
const timerLag = time.Minute

// timers looks for alarms that should have rung, and for those whose handler keeps failing.
func (d *Doctor) timers(ctx context.Context, pool *sql.DB) error {
	var late, failing int64
	now := anlan.At(d.Now)
	err := pool.QueryRowContext(ctx, `SELECT count(*) FROM timer WHERE due_at < $1`, int64(now.Add(-timerLag))).Scan(&late)
	if err == nil {
		err = pool.QueryRowContext(ctx, `SELECT count(*) FROM timer WHERE attempt > 0`).Scan(&failing)
	}
	switch {
	case err != nil:
		return err
	case failing > 0:
		d.say("timers", Worry, "有 %d 个定时事项屡次失败：请看日志", "%d timers keep failing: see the log", failing)
	case late > 0:
		d.say("timers", Worry, "有 %d 个定时事项过时未触发：服务没有运行？启动后会立即补上", "%d timers are overdue: is the service not running? They fire as soon as it starts", late)
	default:
		d.say("timers", Well, "定时事项没有积压", "No timer is overdue")
	}
	return nil
}
