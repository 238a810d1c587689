package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"anlan"
	"anlan/internal/app/ops"
)

const doctorUsage = `usage:
  anlan doctor --data DIR [--db URL] [--json] [--lang zh|en]

Looks at a county's folder and database without changing anything, whether it is being served or not.
Ends with 0 when all is well or only deserves a look, 1 when something is wrong.
`

// runDoctor examines a county and says what is wrong.
func runDoctor(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	var p place
	f := flag.NewFlagSet("doctor", flag.ContinueOnError)
	f.SetOutput(stderr)
	p.flags(f)
	asJSON := f.Bool("json", false, "print the findings as JSON")
	if rest, err := parse(f, args); err != nil || len(rest) != 0 {
		fmt.Fprint(stderr, doctorUsage)
		return 2
	}
	o := p.o.Env(os.Getenv)
	d := ops.Doctor{Folder: ops.Folder{Data: o.Data, URL: o.DB}, Now: time.Now()}
	list := d.Examine(context.Background())
	var err error
	if *asJSON {
		e := json.NewEncoder(stdout)
		e.SetIndent("", "  ")
		e.SetEscapeHTML(false)
		err = e.Encode(list)
	} else {
		err = ops.Print(stdout, anlan.Lang(p.lang), list)
	}
	switch {
	case err != nil:
		return fail(stderr, p.lang, err)
	case ops.Worst(list) == ops.Sick:
		return 1
	}
	return 0
}
