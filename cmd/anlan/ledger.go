package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"anlan"
	"anlan/internal/app"
	"anlan/internal/ledger"
)

const ledgerUsage = `usage:
  anlan ledger export --data DIR [--db URL] OUT     write the signed record into the new folder OUT
  anlan ledger verify OUT [--key KEY] [--since FILE] [--json] [--lang zh|en]
                                                    check such a folder; needs nothing else
  anlan ledger head   --data DIR [--db URL]         print the public key and the root of the day

--key is the county's public key, or a file with it; --since is a checkpoint kept elsewhere and may be
repeated. verify ends with 0 when nothing was touched, 1 when something was, 2 when it could not tell.
`

// runLedger exports and verifies the ledger.
func runLedger(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	verbs := map[string]func(args []string, stdout, stderr io.Writer) int{
		"export": ledgerExport, "verify": ledgerVerify, "head": ledgerHead,
	}
	if len(args) > 0 && verbs[args[0]] != nil {
		return verbs[args[0]](args[1:], stdout, stderr)
	}
	fmt.Fprint(stderr, ledgerUsage)
	return 2
}

// parse reads flags wherever they stand among the arguments and returns the others.
func parse(f *flag.FlagSet, args []string) (rest []string, err error) {
	for {
		if err := f.Parse(args); err != nil {
			return nil, err
		}
		if f.NArg() == 0 {
			return rest, nil
		}
		rest = append(rest, f.Arg(0))
		args = f.Args()[1:]
	}
}

// place says which county a command is about.
type place struct {
	o    app.Options
	lang string
}

func (p *place) flags(f *flag.FlagSet) {
	f.StringVar(&p.o.Data, "data", "", "data folder (ANLAN_DATA; default data)")
	f.StringVar(&p.o.DB, "db", "", "PostgreSQL URL instead of SQLite (ANLAN_DB)")
	f.StringVar(&p.lang, "lang", spoken(os.Getenv), "zh or en")
}

// open opens the county of an existing data folder beside a program that may be serving it.
func (p *place) open(ctx context.Context) (*app.App, error) {
	o := p.o.Env(os.Getenv)
	o.Level = "error"
	if _, err := os.Stat(o.Data); err != nil {
		return nil, anlan.ErrFolderMissing.With("dir", o.Data).Because(err)
	}
	return app.New(ctx, o)
}

func ledgerExport(args []string, stdout, stderr io.Writer) int {
	var p place
	f := flag.NewFlagSet("ledger export", flag.ContinueOnError)
	f.SetOutput(stderr)
	p.flags(f)
	rest, err := parse(f, args)
	if err != nil || len(rest) != 1 {
		fmt.Fprint(stderr, ledgerUsage)
		return 2
	}
	ctx := context.Background()
	a, err := p.open(ctx)
	if err != nil {
		return fail(stderr, p.lang, err)
	}
	defer func() { _ = a.Close() }() // what was exported is on disk
	s, err := a.Ledger.Export(ctx, rest[0], a.Witnessed()...)
	if err != nil {
		return fail(stderr, p.lang, err)
	}
	lang := anlan.Lang(p.lang)
	fmt.Fprintf(stdout, lang.Pick("已导出 %d 条账目、%d 份记录到 %s\n%s\n", "Exported %d entries and %d records to %s\n%s\n"),
		s.Entries, s.Records, rest[0], s.Checkpoint.Line(lang))
	if s.Broken != "" {
		fmt.Fprintln(stderr, lang.Pick("⚠ 账本与最近一次签名对不上，请核验这份导出：", "⚠ The ledger does not fit its last signature; verify this export: ")+s.Broken)
		return 1
	}
	return 0
}

// texts is a flag that may be repeated.
type texts []string

// String shows the values.
func (t *texts) String() string { return strings.Join(*t, " ") }

// Set adds one.
func (t *texts) Set(s string) error {
	*t = append(*t, s)
	return nil
}

func ledgerVerify(args []string, stdout, stderr io.Writer) int {
	f := flag.NewFlagSet("ledger verify", flag.ContinueOnError)
	f.SetOutput(stderr)
	key := f.String("key", "", "the county's public key, or a file with it")
	lang := f.String("lang", spoken(os.Getenv), "zh or en")
	asJSON := f.Bool("json", false, "print the report as JSON")
	var since texts
	f.Var(&since, "since", "file with a checkpoint kept elsewhere")
	rest, err := parse(f, args)
	if err != nil || len(rest) != 1 {
		fmt.Fprint(stderr, ledgerUsage)
		return 2
	}
	o := ledger.VerifyOptions{Key: *key}
	if b, err := os.ReadFile(*key); err == nil {
		o.Key = string(b)
	}
	for _, file := range since {
		b, err := os.ReadFile(file)
		if err != nil {
			return fail(stderr, *lang, err)
		}
		o.Since = append(o.Since, string(b))
	}
	r, err := ledger.Verify(context.Background(), rest[0], o)
	if err != nil {
		return fail(stderr, *lang, err)
	}
	return printReport(r, *asJSON, anlan.Lang(*lang), stdout, stderr)
}

func printReport(r *ledger.Report, asJSON bool, lang anlan.Lang, stdout, stderr io.Writer) int {
	var err error
	if asJSON {
		e := json.NewEncoder(stdout)
		e.SetIndent("", "  ")
		e.SetEscapeHTML(false)
		err = e.Encode(r)
	} else {
		err = r.Print(stdout, lang)
	}
	switch {
	case err != nil:
		return fail(stderr, string(lang), err)
	case !r.OK:
		return 1
	}
	return 0
}

func ledgerHead(args []string, stdout, stderr io.Writer) int {
	var p place
	f := flag.NewFlagSet("ledger head", flag.ContinueOnError)
	f.SetOutput(stderr)
	p.flags(f)
	if rest, err := parse(f, args); err != nil || len(rest) != 0 {
		fmt.Fprint(stderr, ledgerUsage)
		return 2
	}
	ctx := context.Background()
	a, err := p.open(ctx)
	if err != nil {
		return fail(stderr, p.lang, err)
	}
	defer func() { _ = a.Close() }() // nothing was written
	c, err := a.Ledger.Last(ctx)
	if err != nil {
		return fail(stderr, p.lang, err)
	}
	fmt.Fprintf(stdout, "%s\n%s\n\n%s", a.Ledger.PublicKey(), c.Line(anlan.Lang(p.lang)), c.Note)
	return 0
}
