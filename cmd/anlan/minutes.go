package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"anlan"
	"anlan/internal/committee/minutes"
	"anlan/internal/paper"
)

const minutesUsage = `anlan minutes parse FILE [--json] [--lang zh|en]

Reads the text of a meeting (.txt in UTF-8, GB18030 or UTF-16, or .docx; - is the standard input) and
proposes tasks, commitments, figures, slogans and relayed demands, with owners and dates.
`

// runMinutes is the verb anlan minutes. It returns the exit code of the program.
func runMinutes(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	o, err := minutesArgs(args)
	if err != nil {
		fmt.Fprint(stderr, minutesUsage)
		return 2
	}
	p, err := parseMinutes(o.file, stdin)
	if err == nil {
		err = printMinutes(stdout, p, o.asJSON)
	}
	if err != nil {
		return fail(stderr, o.lang, err)
	}
	return 0
}

// minutesOptions are the arguments of the verb.
type minutesOptions struct {
	file, lang string
	asJSON     bool
}

// minutesArgs reads parse FILE with the flags before or after the file.
func minutesArgs(args []string) (o minutesOptions, err error) {
	if len(args) == 0 || args[0] != "parse" {
		return o, errors.New("no verb")
	}
	flags := flag.NewFlagSet("minutes parse", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.BoolVar(&o.asJSON, "json", false, "print JSON")
	flags.StringVar(&o.lang, "lang", string(anlan.ZH), "language of errors")
	var files []string
	for rest := args[1:]; len(rest) > 0; rest = rest[1:] {
		if err := flags.Parse(rest); err != nil {
			return o, err
		}
		if rest = flags.Args(); len(rest) == 0 {
			break
		}
		files = append(files, rest[0])
	}
	if len(files) != 1 {
		return o, errors.New("one file is needed")
	}
	o.file = files[0]
	return o, nil
}

// parseMinutes reads a file, or the standard input for -.
func parseMinutes(file string, stdin io.Reader) (minutes.Proposal, error) {
	raw, err := readMinutes(file, stdin)
	if err != nil {
		return minutes.Proposal{}, err
	}
	r, err := minutes.Builtin()
	if err != nil {
		return minutes.Proposal{}, err
	}
	if !bytes.HasPrefix(raw, []byte("PK\x03\x04")) {
		return r.Parse(raw, minutes.Options{})
	}
	text, err := paper.DocxText(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return minutes.Proposal{}, err
	}
	return r.Parse([]byte(text), minutes.Options{})
}

// maxMinutesFile is the longest file that is read at all; a .docx with pictures is longer than its text.
const maxMinutesFile = 64 << 20

func readMinutes(file string, stdin io.Reader) ([]byte, error) {
	in := stdin
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		defer func() { _ = f.Close() }() // read only
		in = f
	}
	raw, err := io.ReadAll(io.LimitReader(in, maxMinutesFile+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	if len(raw) > maxMinutesFile {
		return nil, anlan.ErrMinutesTooLarge.With("max", "64 MB")
	}
	return raw, nil
}

// printMinutes prints JSON for programs or a table for people.
func printMinutes(w io.Writer, p minutes.Proposal, asJSON bool) error {
	if !asJSON {
		_, err := io.WriteString(w, minutesTable(p))
		return err
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(p)
}

// minutesTable lays a proposal out for reading in a terminal.
func minutesTable(p minutes.Proposal) string {
	kinds := map[minutes.Kind]string{minutes.Task: "任务", minutes.Commitment: "承诺", minutes.Figure: "数字", minutes.Slogan: "口号", minutes.Relay: "传达"}
	var b strings.Builder
	date := "日期不详"
	if p.Meeting.Date != nil {
		date = string(*p.Meeting.Date)
	}
	fmt.Fprintf(&b, "%s\n%s · %s · %s\n\n", p.Meeting.Title, date, p.Meeting.Organ, p.Meeting.Kind)
	for i, d := range p.Decisions {
		fmt.Fprintf(&b, "%3d %s  %s\n", i+1, kinds[d.Kind], d.Text)
		if d.Kind == minutes.Task || d.Kind == minutes.Commitment {
			fmt.Fprintf(&b, "        责任：%s\n", orDash(d.Owners))
			if len(d.CoOwners) > 0 {
				fmt.Fprintf(&b, "        配合：%s\n", orDash(d.CoOwners))
			}
			if d.Due != nil {
				fmt.Fprintf(&b, "        期限：%s\n", *d.Due)
			}
			if d.Recurrence != nil {
				fmt.Fprintf(&b, "        周期：%s\n", *d.Recurrence)
			}
			fmt.Fprintf(&b, "        主题：%s\n", d.Topic)
		}
		fmt.Fprintf(&b, "        依据：%s\n", d.Why)
	}
	return b.String()
}

func orDash(list []string) string {
	if len(list) == 0 {
		return "—"
	}
	return strings.Join(list, "、")
}
