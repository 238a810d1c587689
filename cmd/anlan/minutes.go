package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"anlan"
	"anlan/internal/committee/minutes"
	"anlan/internal/paper"
)

const minutesUsage = `anlan minutes parse FILE [--json] [--lang zh|en]

读一份会议文字（.docx，或 UTF-8、GB18030、UTF-16 编码的 .txt；- 表示标准输入），提出任务、承诺、数字、口号和传达要求，
带责任单位和期限。
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
	r, err := minutes.Builtin()
	if err != nil {
		return fail(stderr, o.lang, err)
	}
	text, err := minutesText(o.file, stdin)
	if err != nil {
		return fail(stderr, o.lang, err)
	}
	p := r.ParseString(text, minutes.Options{})
	if err := printMinutes(stdout, r, p, o); err != nil {
		return fail(stderr, o.lang, err)
	}
	if strings.TrimSpace(text) == "" { // the answer is right and empty; a person should know why
		fmt.Fprintln(stderr, "anlan:", anlan.ErrMinutesNoWords.With("file", o.file).Say(anlan.Lang(o.lang)))
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
	flags.StringVar(&o.lang, "lang", spoken(os.Getenv), "language of errors")
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

// minutesText reads the words of a file, or of the standard input for -.
func minutesText(file string, stdin io.Reader) (string, error) {
	raw, err := readMinutes(file, stdin)
	if err != nil {
		return "", err
	}
	if bytes.HasPrefix(raw, []byte("PK\x03\x04")) {
		return paper.DocxText(bytes.NewReader(raw), int64(len(raw)))
	}
	return minutes.Decode(raw)
}

// maxMinutesFile is the longest file that is read at all; a .docx with pictures is longer than its text.
const maxMinutesFile = 64 << 20

func readMinutes(file string, stdin io.Reader) ([]byte, error) {
	in := stdin
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, noFile(file, err)
		}
		defer func() { _ = f.Close() }() // read only
		in = f
	}
	raw, err := io.ReadAll(io.LimitReader(in, maxMinutesFile+1))
	if err != nil {
		return nil, noFile(file, err)
	}
	if len(raw) > maxMinutesFile {
		return nil, anlan.ErrMinutesTooLarge.With("max", "64 MB")
	}
	return raw, nil
}

// noFile says in both languages why a file cannot be read, for every verb that takes one. Until November 2026 the code
// of this error was minutes_no_file.
func noFile(file string, err error) error {
	why := anlan.Both{ZH: "读取出错", EN: "reading failed"}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		why = anlan.Both{ZH: "没有这个文件", EN: "there is no such file"}
	case errors.Is(err, fs.ErrPermission):
		why = anlan.Both{ZH: "没有读取权限", EN: "it may not be read"}
	case errors.Is(err, syscall.EISDIR):
		why = anlan.Both{ZH: "这是一个文件夹", EN: "it is a folder"}
	}
	return anlan.ErrFileUnreadable.With("file", file).With("why", why)
}

// printMinutes prints JSON for programs or a table for people.
func printMinutes(w io.Writer, r *minutes.Reader, p minutes.Proposal, o minutesOptions) error {
	if !o.asJSON {
		_, err := io.WriteString(w, minutesTable(r, p, anlan.Lang(o.lang)))
		return err
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(p)
}
