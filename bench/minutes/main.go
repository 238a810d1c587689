// Command minutes scores the minutes reader on its labelled texts and times it: go run ./minutes [-notes].
//
// dev is what the reader was tuned with. heldout was labelled before it was read and partly learnt since. exam was labelled before
// it was read, and nobody has mended anything by its misses. README.md beside the texts tells what each batch scored when it was first read.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"anlan/internal/committee/minutes"
	"anlan/internal/committee/minutes/score"
)

const corpus = "../internal/committee/minutes/testdata"

func main() {
	dir := flag.String("corpus", corpus, "folder of the sets")
	notes := flag.Bool("notes", false, "print every disagreement")
	flag.Parse()
	if err := run(*dir, *notes); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(dir string, notes bool) error {
	r, err := minutes.Builtin()
	if err != nil {
		return err
	}
	fmt.Println("set       texts  tasks  task F1  slogans as tasks  owners F1  due  topic  helpers F1  rhythm")
	for _, set := range []string{"dev", "heldout", "exam"} {
		if err := scoreSet(r, dir, set, notes); err != nil {
			return err
		}
	}
	fmt.Println("limit                      ≥ 0.90            ≤ 0.05     ≥ 0.90  ≥ 0.95  ≥ 0.85")
	return speed(r, dir)
}

// scoreSet prints one line for a set.
func scoreSet(r *minutes.Reader, dir, set string, notes bool) error {
	texts, err := score.Load(filepath.Join(dir, set))
	if err != nil {
		return err
	}
	all := score.Tally{Names: r.UnitName}
	for _, text := range texts {
		p, err := r.Parse(text.Raw, minutes.Options{})
		if err != nil {
			return fmt.Errorf("%s: %w", text.Name, err)
		}
		all.Add(text, p)
	}
	s := all.Scores()
	fmt.Printf("%-9s %5d  %5d   %.3f             %.3f      %.3f  %.3f  %.3f       %.3f   %.3f\n",
		set, len(texts), all.Expected, s.Task, s.SloganTaken, s.Owners, s.Due, s.Topic, s.CoOwners, s.Recurrence)
	if notes {
		fmt.Println(strings.Join(all.Notes, "\n"))
	}
	return nil
}

// speed prints the best of several runs: other work on the machine can only slow a run down.
func speed(r *minutes.Reader, dir string) error {
	raw, err := os.ReadFile(filepath.Join(dir, "dev", "d01-news-plenary.txt"))
	if err != nil {
		return err
	}
	load := best(10, func() { _, err = minutes.Builtin() })
	if err != nil {
		return err
	}
	fmt.Printf("\nloading      %8s  limit 100 ms\n", load.Round(10*time.Microsecond))
	for _, c := range []struct {
		size  int
		limit string
	}{{5_000, "2 ms"}, {10_000, "20 ms"}} {
		text := strings.ToValidUTF8(strings.Repeat(string(raw)+"\n", c.size/len(raw)+1)[:c.size], "")
		took := best(60, func() { r.ParseString(text, minutes.Options{}) })
		fmt.Printf("text of %2d kB %8s  limit %s\n", c.size/1000, took.Round(10*time.Microsecond), c.limit)
	}
	return nil
}

func best(n int, f func()) time.Duration {
	shortest := time.Hour
	for range n {
		start := time.Now()
		f()
		shortest = min(shortest, time.Since(start))
	}
	return shortest
}
