package main

import (
	"encoding/json"
	"errors"
	"flag"
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
believed. Ends with 0 when nothing was altered, 1 when something was, 2 when it could not tell.
`

// runDiligence checks bundles of diligence books.
func runDiligence(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	if len(args) > 0 && args[0] == "verify" {
		return diligenceVerify(args[1:], stdout, stderr)
	}
	fmt.Fprint(stderr, diligenceUsage)
	return 2
}

func diligenceVerify(args []string, stdout, stderr io.Writer) int {
	f := flag.NewFlagSet("diligence verify", flag.ContinueOnError)
	f.SetOutput(stderr)
	key := f.String("key", "", "the county's public key, or a file with it")
	lang := f.String("lang", "zh", "zh or en")
	asJSON := f.Bool("json", false, "print the report as JSON")
	rest, err := parse(f, args)
	if err != nil || len(rest) != 1 {
		fmt.Fprint(stderr, diligenceUsage)
		return 2
	}
	if b, err := os.ReadFile(*key); *key != "" && err == nil {
		*key = firstLine(string(b))
	}
	r, err := verifyBookFile(rest[0], *key)
	if err != nil {
		return fail(stderr, *lang, err)
	}
	if *asJSON {
		e := json.NewEncoder(stdout)
		e.SetIndent("", "  ")
		e.SetEscapeHTML(false)
		err = e.Encode(r)
	} else {
		printBook(r, anlan.Lang(*lang), stdout)
	}
	if err != nil {
		return fail(stderr, *lang, err)
	}
	if !r.OK {
		return 1
	}
	return 0
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
	if !r.Anchored {
		fmt.Fprintln(out, lang.Pick("提示：未提供该县公钥（--key），只按文件内的公钥核验。", "Note: no --key was given; the key inside the file was believed."))
	}
	fmt.Fprintln(out, lang.Pick(map[bool]string{true: "结论：未被改动。", false: "结论：已被改动，不可采信。"}[r.OK],
		map[bool]string{true: "Result: nothing was altered.", false: "Result: altered; do not rely on it."}[r.OK]))
}
