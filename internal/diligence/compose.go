package diligence

import (
	"bufio"
	"context"
	"errors"
	"io"
	"iter"
	"os"

	"anlan"
	"anlan/internal/rule"
)

// Head is what stands on the cover: everything that makes a book besides the events.
type Head struct {
	Request
	Name   string // of the subject
	Maker  string // post and unit of whoever asked
	Origin string // name of the ledger
	Upto   int64  // the last position that the book may know
	Cut    bool   // of the answers to what was asked, not all could be followed
}

// Sheet is everything of which a book is composed.
type Sheet struct {
	Head
	Rows  func() iter.Seq2[*Entry, error] // the same events in the same order, each time
	Names Names
	Known People                          // whose names are hidden in what somebody wrote
	Owes  func(*Entry) bool               // whether the subject is to sign for what an event tells; nil: whoever it is
	First func(anlan.Ref) (*Entry, error) // how a record began; nil when nothing is known of it
	Rules *rule.Book
	Dir   string                                                      // for the chapters while they grow
	Line  func(n int, e *Entry, hidden bool) (leaf string, err error) // told of every line once, in order
	Step  func(done int)                                              // told how far it is
}

// Contents is the index of a book.
type Contents struct {
	Subject  Subject       `json:"subject"`
	Name     string        `json:"name"`
	From     anlan.Date    `json:"from"`
	To       anlan.Date    `json:"to"`
	Purpose  string        `json:"purpose"`
	Maker    string        `json:"maker"`
	Origin   string        `json:"origin"`
	Upto     int64         `json:"upto"`
	Lines    int           `json:"lines"`
	Chapters []ChapterSize `json:"chapters"`
	Rules    []RuleUse     `json:"rules"`
	Tally    Tally         `json:"tally"`
	Cut      bool          `json:"cut,omitempty" doc:"Of the answers to what was asked, not all could be followed"`
}

// ChapterSize says how many lines a chapter has.
type ChapterSize struct {
	Key   string `json:"key"`
	Lines int    `json:"lines"`
}

// Tally is what a reader asks first. Every figure is counted from the lines of the book.
type Tally struct {
	Told    int `json:"told"`    // notices
	Read    int `json:"read"`    // of them, with a record of reading
	ToSign  int `json:"toSign"`  // matters and documents to be signed for
	Signed  int `json:"signed"`  // of them, signed for within the period
	Raised  int `json:"raised"`  // of them, after the sign-for clock had fired
	Asked   int `json:"asked"`   // requests and their answers
	Answers int `json:"answers"` // lines of chapter four
}

// Compose writes the book. It reads the events twice: once to know what became of each notice and each
// signature, and once to write the lines. In memory are a page of events and a few dozen bytes for each
// thing that was told.
func (s Sheet) Compose(ctx context.Context, w io.Writer) (Contents, error) {
	f := newFold(s.Owes)
	for e, err := range s.Rows() {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return Contents{}, err
		}
		if f.add(e); f.lines > mostLines {
			return Contents{}, anlan.ErrDiligenceLines.With("max", mostLines)
		}
		f.born(s.Rules, e)
	}
	uses, err := f.settle(s.Rules, s.First)
	if err != nil {
		return Contents{}, err
	}
	b, err := newBinding(s, f)
	if err != nil {
		return Contents{}, err
	}
	defer b.close()
	if err := b.fill(ctx); err != nil {
		return Contents{}, err
	}
	b.tally.signs(f)
	c := s.contents(f, uses, b.tally)
	return c, b.write(w, c)
}

// signs counts what was to be signed for.
func (t *Tally) signs(f *fold) {
	for _, s := range f.signs {
		if !s.tells() {
			continue
		}
		t.ToSign++
		if s.signed != 0 {
			t.Signed++
		}
		if len(s.raised) > 0 {
			t.Raised++
		}
	}
}

func (s Sheet) contents(f *fold, uses []RuleUse, t Tally) Contents {
	c := Contents{Subject: s.Subject, Name: s.Name, From: s.From, To: s.To, Purpose: s.Purpose, Maker: s.Maker, Origin: s.Origin, Upto: s.Upto, Lines: f.lines, Rules: uses, Tally: t, Cut: s.Cut}
	for _, key := range chapters {
		c.Chapters = append(c.Chapters, ChapterSize{key, f.counts[key]})
	}
	return c
}

// binding holds the chapters while they grow, each in a file of its own.
type binding struct {
	Sheet
	f     *fold
	tally Tally
	parts map[string]*part
}

type part struct {
	file *os.File
	buf  *bufio.Writer
}

func newBinding(s Sheet, f *fold) (*binding, error) {
	b := &binding{Sheet: s, f: f, parts: map[string]*part{}}
	for _, key := range append([]string{leaves}, chapters...) {
		file, err := os.CreateTemp(s.Dir, "chapter-*")
		if err != nil {
			b.close()
			return nil, err
		}
		b.parts[key] = &part{file, bufio.NewWriterSize(file, 1<<15)}
	}
	return b, nil
}

func (b *binding) close() {
	for _, p := range b.parts {
		_ = p.file.Close() // what is lost here was written already, or not wanted
		_ = os.Remove(p.file.Name())
	}
}

// fill writes every line into its chapter, and the signatures into theirs.
func (b *binding) fill(ctx context.Context) error {
	n := 0
	for e, err := range b.Rows() {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		n++
		if err := b.line(n, e); err != nil {
			return err
		}
		if b.Step != nil && (n%100 == 0 || n == b.f.lines) {
			b.Step(n)
		}
	}
	return nil
}

func (b *binding) line(n int, e *Entry) error {
	l := lineOf(n, e, b.Names, b.Known, b.Lang)
	leaf, err := b.Line(n, e, l.Hidden)
	if err != nil {
		return err
	}
	row := rowView{Line: l, Heard: b.heard(e)}
	switch l.Chapter {
	case Asked:
		b.tally.Asked++
	case Answered:
		b.tally.Answers++
	}
	if err := rowPage.Execute(b.parts[l.Chapter].buf, row); err != nil {
		return err
	}
	return leafPage.Execute(b.parts[leaves].buf, leafView{n, e.Pos, leaf})
}

// heard tells of a notice whether anybody read it, and where the record says so.
func (b *binding) heard(e *Entry) string {
	if e.Kind != "notify.sent" {
		return ""
	}
	b.tally.Told++
	if at := b.f.readAt(e.Ref.ID, e.text("topic"), e.Pos); at != 0 {
		b.tally.Read++
		return b.say("已阅", "Read") + " " + cite(at)
	}
	about, _ := e.field("ref").(map[string]any)
	kind, _ := about["kind"].(string)
	id, _ := about["id"].(string)
	if s := b.f.signs[anlan.Ref{Kind: kind, ID: anlan.ID(id)}.String()]; s != nil && s.signed > e.Pos {
		b.tally.Read++
		return b.say("所涉事项已签收", "What it spoke of was signed for") + " " + cite(s.signed)
	}
	return b.say("没有阅读记录", "No record of reading")
}

func (b *binding) say(zh, en string) string { return b.Lang.Pick(zh, en) }

// write joins the cover, the index and the chapters.
func (b *binding) write(w io.Writer, c Contents) error {
	view := b.view(&c)
	if err := coverPage.Execute(w, view); err != nil {
		return err
	}
	for _, ch := range view.Chapters {
		if err := b.chapter(w, ch, c); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, "</main></body></html>\n")
	return err
}

func (b *binding) chapter(w io.Writer, ch chapterView, c Contents) error {
	if err := headPage.Execute(w, ch); err != nil {
		return err
	}
	if err := b.body(w, ch, c); err != nil {
		return err
	}
	_, err := io.WriteString(w, "</section>\n")
	return err
}

func (b *binding) body(w io.Writer, ch chapterView, c Contents) error {
	switch ch.Key {
	case Rules:
		return rulesPage.Execute(w, rulesView{b.words(), c.Rules})
	case Told:
		return errors.Join(b.pour(w, ch, ch.Key), signsPage.Execute(w, signsView{b.words(), b.signed()}))
	case Proofs:
		_, err := io.WriteString(w, "<h3>"+b.words().T("earlier")+"</h3>")
		return errors.Join(err, b.pour(w, ch, ch.Key), proofPage.Execute(w, proofView{b.words(), c, c.Lines <= leavesMost}), b.leafTable(w, c))
	}
	return b.pour(w, ch, ch.Key)
}

// leavesMost bounds the table of leaves in the book itself; the bundle always has all of them.
const leavesMost = 5000

func (b *binding) leafTable(w io.Writer, c Contents) error {
	if c.Lines == 0 || c.Lines > leavesMost {
		return nil
	}
	return b.pour(w, chapterView{Words: b.words(), Lines: c.Lines}, leaves)
}

// pour copies the lines of a chapter into the book; none is said to be none.
func (b *binding) pour(w io.Writer, ch chapterView, key string) error {
	if ch.Lines == 0 {
		return nonePage.Execute(w, ch)
	}
	p := b.parts[key]
	if err := p.buf.Flush(); err != nil {
		return err
	}
	if _, err := p.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	open := tableOpen
	if key == leaves {
		open = leafOpen
	}
	if err := open.Execute(w, ch); err != nil {
		return err
	}
	if _, err := io.Copy(w, p.file); err != nil {
		return err
	}
	_, err := io.WriteString(w, "</tbody></table>\n")
	return err
}
