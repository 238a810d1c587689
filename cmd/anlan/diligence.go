package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"anlan"
	"anlan/internal/flow"
)

const diligenceUsage = `usage:
  anlan diligence verify FILE.zip [--key KEY] [--json] [--lang zh|en]
        check the bundle of a diligence book; needs nothing but the file

--key is the county's public key (anlan ledger head), or a file with it: without it the key in the file is
believed. Ends with 0 when all of it holds, 1 when something does not, 2 when it could not tell.
`

// runDiligence checks bundles of diligence books.
func runDiligence(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	return checker[flow.BookReport]{
		noun: "diligence", usage: diligenceUsage, check: verifyBookFile, print: printBook,
		ends: func(r flow.BookReport) (bool, bool) { return r.OK, r.Anchored },
	}.run(args, stdout, stderr)
}

func verifyBookFile(path, key string) (r flow.BookReport, err error) {
	file, err := os.Open(path)
	if err != nil {
		return r, noFile(path, err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	info, err := file.Stat()
	if err != nil {
		return r, err
	}
	return flow.VerifyBook(file, info.Size(), key)
}

func printBook(r flow.BookReport, lang anlan.Lang, out io.Writer) {
	c := r.Compiled
	fmt.Fprintf(out, lang.Pick("对象 %s，期间 %s 至 %s，用途：%s\n编制于 %s，账本第 %d 条\n", "Subject %s, period %s to %s, purpose: %s\nMade at %s, entry %d of the ledger\n"),
		c.Subject, c.From, c.To, c.Purpose, r.At, r.Pos)
	fmt.Fprintf(out, lang.Pick("核验 %d 条（编制时 %d 条），其中 %d 条不披露内容、只作证明\n", "%d lines checked (the book had %d); %d of them are proved without their words\n"), r.Lines, c.Lines, r.Withheld)
	for _, x := range r.Findings {
		fmt.Fprintf(out, "✗ %s\n", lang.Pick(x.ZH, x.EN))
	}
	if r.More > 0 {
		fmt.Fprintf(out, lang.Pick("✗ 另有 %d 处\n", "✗ and %d more\n"), r.More)
	}
}
