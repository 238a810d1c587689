package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"anlan"
)

// checker verifies one kind of file that left the county, offline.
type checker[R any] struct {
	noun  string // such as letter, of anlan letter verify
	usage string
	check func(path, key string) (R, error)
	print func(r R, lang anlan.Lang, out io.Writer)
	ends  func(r R) (ok, anchored bool)
}

// run reads `verify FILE` and its flags. It ends with 0 when all of it holds, 1 when something does not, 2
// when it could not tell.
func (c checker[R]) run(args []string, stdout, stderr io.Writer) int {
	if len(args) == 0 || args[0] != "verify" {
		fmt.Fprint(stderr, c.usage)
		return 2
	}
	f := flag.NewFlagSet(c.noun+" verify", flag.ContinueOnError)
	f.SetOutput(stderr)
	key := f.String("key", "", "the county's public key, or a file with it")
	lang := f.String("lang", spoken(os.Getenv), "zh or en")
	asJSON := f.Bool("json", false, "print the report as JSON")
	rest, err := parse(f, args[1:])
	if err != nil || len(rest) != 1 {
		fmt.Fprint(stderr, c.usage)
		return 2
	}
	r, err := c.check(rest[0], keyIn(*key))
	if err == nil {
		err = c.tell(r, *asJSON, anlan.Lang(*lang), stdout)
	}
	if err != nil {
		return fail(stderr, *lang, err)
	}
	if ok, _ := c.ends(r); !ok {
		return 1
	}
	return 0
}

func (c checker[R]) tell(r R, asJSON bool, lang anlan.Lang, out io.Writer) error {
	if asJSON {
		e := json.NewEncoder(out)
		e.SetIndent("", "  ")
		e.SetEscapeHTML(false)
		return e.Encode(r)
	}
	c.print(r, lang, out)
	ok, anchored := c.ends(r)
	if !anchored {
		fmt.Fprintln(out, lang.Pick("提示：未提供该县公钥（--key），只按文件内的公钥核验。", "Note: no --key was given; the key inside the file was believed."))
	}
	if ok {
		fmt.Fprintln(out, lang.Pick("结论：未被改动。", "Result: nothing was altered."))
	} else {
		fmt.Fprintln(out, lang.Pick("结论：核验未通过，不可采信。见标有 ✗ 的各项。", "Result: it does not hold; do not rely on it. See what is marked ✗."))
	}
	return nil
}

// keyIn is the key itself, or the first line of the file that it names.
func keyIn(key string) string {
	b, err := os.ReadFile(key)
	if key == "" || err != nil {
		return key
	}
	line, _, _ := strings.Cut(string(b), "\n")
	return strings.TrimRight(line, "\r")
}
