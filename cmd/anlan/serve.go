package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
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
	f.StringVar(&o.DB, "db", "", "PostgreSQL URL instead of SQLite (ANLAN_DB)")
	f.StringVar(&o.NATS, "nats", "", "NATS URL to relay events to (ANLAN_NATS)")
	f.StringVar(&o.Level, "log", "", "debug, info, warn or error (ANLAN_LOG_LEVEL)")
	f.StringVar(&o.Format, "log-format", "", "text or json (ANLAN_LOG_FORMAT)")
	if err := f.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return 0
		}
		return 2
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	o = o.Env(os.Getenv)
	if isDemo {
		if err := demo.Ensure(ctx, o, time.Now()); err != nil {
			fmt.Fprintln(stderr, "anlan:", err)
			return 1
		}
	}
	if err := open(ctx, o); err != nil {
		fmt.Fprintln(stderr, "anlan:", err)
		return 1
	}
	return 0
}

func open(ctx context.Context, o app.Options) (err error) {
	a, err := app.New(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	return a.Run(ctx)
}

func runVersion(_ []string, _ io.Reader, stdout, _ io.Writer) int {
	version := "dev"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		version = info.Main.Version
	}
	fmt.Fprintln(stdout, "anlan", version)
	return 0
}
