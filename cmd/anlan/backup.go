package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"

	"anlan"
	"anlan/internal/app/ops"
)

const backupUsage = `usage:
  anlan backup  --data DIR [--db URL] OUT.anlan     copy a running county into one file
  anlan restore FILE.anlan --data NEWDIR            unpack such a file into a new folder

The file holds the keys, so keep it as safe as the county itself. With --db the database is
PostgreSQL's: back it up with pg_dump, and the rest with this command.
`

// runBackup copies a county, running or not, into one file.
func runBackup(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	p, rest, ok := placeOf("backup", args, stderr)
	if !ok || len(rest) != 1 {
		fmt.Fprint(stderr, backupUsage)
		return 2
	}
	o, lang := p.o.Env(os.Getenv), anlan.Lang(p.lang)
	r, err := ops.Folder{Data: o.Data, URL: o.DB}.Backup(context.Background(), rest[0])
	if err != nil {
		return fail(stderr, p.lang, err)
	}
	fmt.Fprintf(stdout, lang.Pick("✓ 已备份 %d 个文件（%s）到 %s，并已逐一核对\n", "✓ Backed up %d files (%s) to %s, and compared every one\n"),
		r.Files, size(r.Bytes), rest[0])
	tellCheckpoint(stdout, lang, r)
	return 0
}

// runRestore unpacks a backup into a new folder.
func runRestore(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	p, rest, ok := placeOf("restore", args, stderr)
	if !ok || len(rest) != 1 || p.o.Data == "" {
		fmt.Fprint(stderr, backupUsage)
		return 2
	}
	lang := anlan.Lang(p.lang)
	r, err := ops.Restore(context.Background(), rest[0], p.o.Data)
	if err != nil {
		return fail(stderr, p.lang, err)
	}
	fmt.Fprintf(stdout, lang.Pick("✓ 已恢复 %d 个文件（%s）到 %s\n", "✓ Restored %d files (%s) into %s\n"), r.Files, size(r.Bytes), p.o.Data)
	tellCheckpoint(stdout, lang, r)
	fmt.Fprintf(stdout, lang.Pick("启动：anlan serve --data %s\n", "Start it: anlan serve --data %s\n"), p.o.Data)
	return 0
}

// placeOf reads the flags that say which county a command is about.
func placeOf(name string, args []string, stderr io.Writer) (p place, rest []string, ok bool) {
	f := flag.NewFlagSet(name, flag.ContinueOnError)
	f.SetOutput(stderr)
	p.flags(f)
	rest, err := parse(f, args)
	return p, rest, err == nil
}

func tellCheckpoint(w io.Writer, lang anlan.Lang, r ops.Result) {
	if r.Engine == "postgres" {
		fmt.Fprintln(w, lang.Pick("⚠ 数据库在 PostgreSQL 中，不在此文件里：请另用 pg_dump 备份、pg_restore 恢复。",
			"⚠ The database is in PostgreSQL and not in this file: back it up with pg_dump and restore it with pg_restore."))
	}
	if r.Checkpoint.Size > 0 {
		fmt.Fprintf(w, lang.Pick("账本检查点：第 %d 条 根 %s\n", "Ledger checkpoint: entry %d root %s\n"), r.Checkpoint.Size, r.Checkpoint.Root)
	}
}

// size writes bytes for people.
func size(n int64) string {
	switch {
	case n >= 10<<30:
		return fmt.Sprintf("%d GB", n>>30)
	case n >= 10<<20:
		return fmt.Sprintf("%d MB", n>>20)
	default:
		return fmt.Sprintf("%d kB", (n+1023)>>10)
	}
}
