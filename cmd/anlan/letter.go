package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"

	"anlan"
	"anlan/internal/flow"
)

const letterUsage = `usage:
  anlan letter verify FILE [--key KEY] [--json] [--lang zh|en]
        check a signed responsibility letter; needs nothing but the file

--key is the county's public key (anlan ledger head), or a file with it: without it the key in the file is
believed. Ends with 0 when nothing was altered, 1 when something was, 2 when it could not tell.
`

// runLetter checks letter files.
func runLetter(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	if len(args) > 0 && args[0] == "verify" {
		return letterVerify(args[1:], stdout, stderr)
	}
	fmt.Fprint(stderr, letterUsage)
	return 2
}

func letterVerify(args []string, stdout, stderr io.Writer) int {
	f := flag.NewFlagSet("letter verify", flag.ContinueOnError)
	f.SetOutput(stderr)
	key := f.String("key", "", "the county's public key, or a file with it")
	lang := f.String("lang", "zh", "zh or en")
	asJSON := f.Bool("json", false, "print the report as JSON")
	rest, err := parse(f, args)
	if err != nil || len(rest) != 1 {
		fmt.Fprint(stderr, letterUsage)
		return 2
	}
	if b, err := os.ReadFile(*key); *key != "" && err == nil {
		*key = firstLine(string(b))
	}
	raw, err := os.ReadFile(rest[0])
	if err != nil {
		return fail(stderr, *lang, noFile(rest[0], err))
	}
	r, err := flow.VerifyLetter(raw, *key)
	if err != nil {
		return fail(stderr, *lang, err)
	}
	return printLetter(r, *asJSON, anlan.Lang(*lang), stdout, stderr)
}

func firstLine(s string) string {
	for i, c := range s {
		if c == '\n' || c == '\r' {
			return s[:i]
		}
	}
	return s
}

func printLetter(r flow.LetterReport, asJSON bool, lang anlan.Lang, stdout, stderr io.Writer) int {
	if asJSON {
		e := json.NewEncoder(stdout)
		e.SetIndent("", "  ")
		e.SetEscapeHTML(false)
		if err := e.Encode(r); err != nil {
			return fail(stderr, string(lang), err)
		}
	} else {
		fmt.Fprintf(stdout, "%s %s\nSHA-256 %s\n", r.Number, r.Title, r.SHA256)
		for _, x := range r.Findings {
			mark := "✓"
			if !x.OK {
				mark = "✗"
			}
			fmt.Fprintf(stdout, "%s %s\n", mark, lang.Pick(x.ZH, x.EN))
		}
		if !r.Anchored {
			fmt.Fprintln(stdout, lang.Pick("提示：未提供该县公钥（--key），只按文件内的公钥核验。", "Note: no --key was given; the key inside the file was believed."))
		}
		fmt.Fprintln(stdout, lang.Pick(map[bool]string{true: "结论：未被改动。", false: "结论：已被改动，不可采信。"}[r.OK],
			map[bool]string{true: "Result: nothing was altered.", false: "Result: altered; do not rely on it."}[r.OK]))
	}
	if !r.OK {
		return 1
	}
	return 0
}
