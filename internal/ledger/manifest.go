package ledger

import (
	"bufio"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"anlan"
)

// manifest lists the files of an export, signed with the county's key. Its first line is not the
// form of a checkpoint, so that neither can ever be taken for the other.
type manifest struct {
	origin  string
	made    anlan.Instant
	engine  string
	size    int64  // entries that the checkpoint covers
	entries int64  // position of the last exported entry
	from    int64  // newest position when the first record was read
	to      int64  // newest position when the last record had been read
	unread  string // why some records could not be read; empty when all were
	files   []fileSum
}

const manifestTitle = " export 1"

func (m *manifest) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s%s\n", m.origin, manifestTitle)
	fmt.Fprintf(&b, "made %d %s\nengine %s\n", int64(m.made), m.made.Time().Format("2006-01-02T15:04:05-07:00"), m.engine)
	fmt.Fprintf(&b, "size %d\nentries %d\nrecords %d %d\n", m.size, m.entries, m.from, m.to)
	if m.unread != "" {
		fmt.Fprintf(&b, "unread %s\n", strconv.QuoteToASCII(m.unread))
	}
	slices.SortFunc(m.files, func(x, y fileSum) int { return strings.Compare(x.name, y.name) })
	for _, f := range m.files {
		fmt.Fprintf(&b, "file %x %d %s\n", f.sum, f.bytes, f.name)
	}
	return b.String()
}

func (m *manifest) sign(k Key) ([]byte, error) {
	return note.Sign(&note.Note{Text: m.text()}, k.Signer)
}

// openManifest reads a manifest. What it says comes back even when the signature is wrong, so that
// the verifier can go on looking; err tells what is wrong.
func openManifest(data []byte, public string) (*manifest, error) {
	text, _, _ := strings.Cut(string(data), "\n\n")
	m, err := parseManifest(text)
	if err != nil {
		return nil, err
	}
	v, err := note.NewVerifier(public)
	if err != nil {
		return m, err
	}
	n, err := note.Open(data, note.VerifierList(v))
	if err != nil {
		return m, err
	}
	if n.Text != m.text() || m.origin != v.Name() {
		return m, errors.New("the manifest is not in the form that the ledger writes")
	}
	return m, nil
}

func parseManifest(text string) (*manifest, error) {
	m := &manifest{}
	in := bufio.NewScanner(strings.NewReader(text))
	for first := true; in.Scan(); first = false {
		read := m.line
		if first {
			read = m.title
		}
		if line := in.Text(); !read(line) {
			return nil, fmt.Errorf("the manifest has a line %q", line)
		}
	}
	return m, in.Err()
}

func (m *manifest) title(line string) (ok bool) {
	m.origin, ok = strings.CutSuffix(line, manifestTitle)
	return ok
}

// line reads one line and reports whether it understood it.
func (m *manifest) line(line string) bool {
	if quoted, ok := strings.CutPrefix(line, "unread "); ok {
		text, err := strconv.Unquote(quoted)
		m.unread = text
		return err == nil
	}
	word := strings.Fields(line)
	switch {
	case len(word) == 3 && word[0] == "made":
		n, err := strconv.ParseInt(word[1], 10, 64)
		m.made = anlan.Instant(n)
		return err == nil
	case len(word) == 2 && word[0] == "engine":
		m.engine = word[1]
		return true
	case len(word) == 2 && word[0] == "size":
		return number(word[1], &m.size)
	case len(word) == 2 && word[0] == "entries":
		return number(word[1], &m.entries)
	case len(word) == 3 && word[0] == "records":
		return number(word[1], &m.from) && number(word[2], &m.to)
	case len(word) == 4 && word[0] == "file":
		f := fileSum{name: word[3]}
		sum, err := hex.DecodeString(word[1])
		m.files = append(m.files, fileSum{f.name, 0, [32]byte(append(sum, make([]byte, 32)...)[:32])})
		return err == nil && len(sum) == 32 && number(word[2], &m.files[len(m.files)-1].bytes)
	}
	return false
}

func number(s string, into *int64) bool {
	n, err := strconv.ParseInt(s, 10, 64)
	*into = n
	return err == nil && n >= 0
}
