package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"
	"time"

	"anlan/internal/app"
	"anlan/internal/app/demo"
)

func runServe(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	return serve("serve", args, false, stdout, stderr)
}

func runDemo(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	return serve("demo", args, true, stdout, stderr)
}

func serve(name string, args []string, isDemo bool, stdout, stderr io.Writer) int {
	o := app.Options{Demo: isDemo, Out: stdout}
	f := flag.NewFlagSet(name, flag.ContinueOnError)
	f.SetOutput(stderr)
	f.StringVar(&o.Data, "data", "", "data folder (ANLAN_DATA; default data)")
	f.StringVar(&o.Listen, "listen", "", "address (ANLAN_LISTEN; default 127.0.0.1:8620)")
	f.StringVar(&o.Cert, "tls-cert", "", "PEM file of the certificate with its chain: serve https (ANLAN_TLS_CERT)")
	f.StringVar(&o.Key, "tls-key", "", "PEM file of its private key (ANLAN_TLS_KEY)")
	f.StringVar(&o.DB, "db", "", "PostgreSQL URL instead of SQLite (ANLAN_DB)")
	f.StringVar(&o.NATS, "nats", "", "NATS URL to relay events to (ANLAN_NATS)")
	f.StringVar(&o.Level, "log", "", "debug, info, warn or error (ANLAN_LOG_LEVEL)")
	f.StringVar(&o.Format, "log-format", "", "text or json (ANLAN_LOG_FORMAT)")
	clock := ""
	if isDemo {
		f.StringVar(&clock, "clock", "", "let the demo's clock start at this instant, e.g. 2026-11-27T22:30:00+08:00, to see a night or a deadline")
	}
	if err := f.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return 0
		}
		return 2
	}
	if f.NArg() > 0 {
		fmt.Fprintf(stderr, "anlan %s: %q is no flag\n", name, f.Arg(0))
		f.Usage()
		return 2
	}
	if clock != "" {
		start, err := time.Parse(time.RFC3339, clock)
		if err != nil {
			fmt.Fprintf(stderr, "anlan %s: -clock %q is no instant such as 2026-11-27T22:30:00+08:00\n", name, clock)
			return 2
		}
		o.Now = startingAt(start)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := open(ctx, o.Env(os.Getenv)); err != nil {
		return fail(stderr, both, err)
	}
	return 0
}

// startingAt is a clock that shows the instant now and runs on from there.
func startingAt(at time.Time) func() time.Time {
	begun := time.Now()
	return func() time.Time { return at.Add(time.Since(begun)) }
}

// open claims the county's folder, sees that the door is free, makes the demo county where it is wanted, and serves until ctx ends.
func open(ctx context.Context, o app.Options) (err error) {
	release, err := o.Claim()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	if err := o.CheckDoor(); err != nil {
		return err
	}
	start := app.New
	if o.Demo {
		start = demo.Open
	}
	a, err := start(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	return a.Run(ctx)
}

// version is set by the builds of the Makefile and of scripts/release.sh.
var version string

func runVersion(_ []string, _ io.Reader, stdout, _ io.Writer) int {
	said := version
	if info, ok := debug.ReadBuildInfo(); ok && said == "" {
		said = info.Main.Version
	}
	fmt.Fprintf(stdout, "anlan %s %s %s/%s\n", cmp.Or(said, "dev"), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return 0
}
