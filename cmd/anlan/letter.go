package main

import (
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
believed. Ends with 0 when all of it holds, 1 when something does not, 2 when it could not tell.
`

// runLetter checks letter files.
func runLetter(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	return checker[flow.LetterReport]{
		noun: "letter", usage: letterUsage, check: verifyLetterFile, print: printLetter,
		ends: func(r flow.LetterReport) (bool, bool) { return r.OK, r.Anchored },
	}.run(args, stdout, stderr)
}

func verifyLetterFile(path, key string) (flow.LetterReport, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return flow.LetterReport{}, noFile(path, err)
	}
	return flow.VerifyLetter(raw, key)
}

func printLetter(r flow.LetterReport, lang anlan.Lang, out io.Writer) {
	fmt.Fprintf(out, "%s %s\nSHA-256 %s\n", r.Number, r.Title, r.SHA256)
	for _, x := range r.Findings {
		mark := "✓"
		if !x.OK {
			mark = "✗"
		}
		fmt.Fprintf(out, "%s %s\n", mark, lang.Pick(x.ZH, x.EN))
	}
}
