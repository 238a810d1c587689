// Command anlan is the whole system in one binary. Each verb has a file of its own.
package main

import (
	"fmt"
	"io"
	"os"
)

// verb is one subcommand: it returns the process's exit code.
type verb struct {
	name, help string
	run        func(args []string, stdin io.Reader, stdout, stderr io.Writer) int
}

func verbs() []verb {
	return []verb{
		{"serve", "serve a county: --data DIR --listen ADDR [--db URL] [--nats URL]", runServe},
		{"demo", "the same with the demo county, made on first start", runDemo},
		{"minutes", "minutes parse FILE [--json]: read a meeting's text into proposals, without a server", runMinutes},
		{"ledger", "ledger export --data DIR OUT | ledger verify OUT: prove the record", runLedger},
		{"letter", "letter verify FILE: check a signed responsibility letter offline", runLetter},
		{"diligence", "diligence verify FILE: check the bundle of a diligence book offline", runDiligence},
		{"backup", "backup --data DIR OUT.anlan: one verified file of a running system", runBackup},
		{"restore", "restore --data NEWDIR FILE.anlan: bring a backup back", runRestore},
		{"doctor", "doctor --data DIR: examine an installation", runDoctor},
		{"version", "print the version", runVersion},
	}
}

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	asked := ""
	if len(args) > 0 {
		asked = args[0]
	}
	for _, v := range verbs() {
		if v.name == asked {
			return v.run(args[1:], stdin, stdout, stderr)
		}
	}
	switch asked {
	case "help", "-h", "--help":
		usage(stdout)
		return 0
	case "":
	default:
		fmt.Fprintf(stderr, "anlan: there is no verb %q\n\n", asked)
	}
	usage(stderr)
	return 2
}

func usage(w io.Writer) {
	fmt.Fprint(w, "安澜 Anlan: what the county's meeting decides becomes finished, proven work.\n\nusage: anlan VERB …\n\n")
	for _, v := range verbs() {
		fmt.Fprintf(w, "  %-9s %s\n", v.name, v.help)
	}
}
