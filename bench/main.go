// Command bench prints the table of figures: each as a ratio against a peer or a limit measured in the
// same run. Name figures to run only those: go run . write board.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"time"
)

var short = flag.Bool("short", false, "quick and noisy")

func seconds(n int) time.Duration {
	if *short {
		return time.Duration(n) * time.Second / 4
	}
	return time.Duration(n) * time.Second
}

type figure struct {
	name string
	run  func(context.Context) error
}

func figures() []figure {
	return []figure{{"write", benchWrite}, {"board", benchBoard}, {"live", benchLive}, {"timers", benchTimers}, {"ledger", benchLedger},
		{"likeness", benchLikeness}, {"field", benchField}, {"matrix", benchMatrix}, {"paper", benchPaper}, {"letter", benchLetter}, {"hazards", benchHazards}, {"photo", benchPhoto}}
}

func main() {
	flag.Parse()
	if flag.Arg(0) == "peer" {
		if err := servePeer(flag.Args()[1:]); err != nil {
			fmt.Fprintln(os.Stderr, "peer:", err)
			os.Exit(1)
		}
		return
	}
	for _, f := range figures() {
		if flag.NArg() > 0 && !slices.Contains(flag.Args(), f.name) {
			continue
		}
		fmt.Println("──", f.name)
		if err := f.run(context.Background()); err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", f.name, err)
			os.Exit(1)
		}
	}
}
