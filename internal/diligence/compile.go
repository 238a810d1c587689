package diligence

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/diligence/diligencedb"
)

// Compiled is the body of the event that a book was made: it vouches for every file.
type Compiled struct {
	Book     anlan.ID   `json:"book"`
	Subject  Subject    `json:"subject"`
	From     anlan.Date `json:"from"`
	To       anlan.Date `json:"to"`
	Purpose  string     `json:"purpose"`
	Lang     anlan.Lang `json:"lang"`
	Personal bool       `json:"personal"`
	Upto     int64      `json:"upto"`
	Lines    int        `json:"lines"`
	Files    []FileSum  `json:"files"`
	Spans    []Span     `json:"spans,omitempty"`
}

// FileSum is the digest of a file.
type FileSum struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// compile makes the files of a book, records that it was made, and binds them.
func (s *Service) compile(ctx context.Context, a anlan.Actor, b *Book, dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if err := s.catch(ctx); err != nil {
		return err
	}
	p, err := s.plan(ctx, Request{Subject: b.Subject, From: b.From, To: b.To})
	if err != nil {
		return err
	}
	b.Name = p.name
	if b.Total, err = s.count(ctx, p); err != nil {
		return err
	}
	s.set(b.ID, func(k *Book) { k.State, k.Name, k.Total = Composing, b.Name, b.Total })
	c, err := s.compose(ctx, a, b, p, dir)
	if err != nil {
		return err
	}
	sums, err := sumAll(dir)
	if err != nil {
		return err
	}
	spans, err := spansOf(dir, c.Lines)
	if err != nil {
		return err
	}
	told := Compiled{b.ID, b.Subject, b.From, b.To, b.Purpose, b.Lang, b.Personal, c.Upto, c.Lines, sums, spans}
	if b.Pos, err = s.tell(ctx, a, b.Ref(), told); err != nil {
		return err
	}
	b.Done, b.Total, b.Contents = 0, c.Lines, &c
	s.set(b.ID, func(k *Book) { k.State, k.Done, k.Total, k.Pos = Proving, 0, b.Total, b.Pos })
	if err := s.o.Binder.Bind(ctx, dir, b.Pos, func(n int) { s.set(b.ID, func(k *Book) { k.Done = n }) }); err != nil {
		return err
	}
	if info, err := os.Stat(filepath.Join(dir, FileBundle)); err == nil {
		b.Size = info.Size()
	}
	b.Done = c.Lines
	kept := ended(*b, nil, s.o.DB.Now())
	return keep(dir, kept)
}

// count is how many lines a book may have: what several sources tell counts twice, so it is a bound.
func (s *Service) count(ctx context.Context, p plan) (total int, err error) {
	q := s.queries()
	for _, src := range p.sources {
		if src.word == "" || src.from == 0 {
			continue
		}
		n, err := q.CountMentions(ctx, diligencedb.CountMentionsParams{Who: Key(src.word), Pos: src.from, Pos_2: src.to, Limit: mostLines})
		if err != nil {
			return 0, db.Classify(err)
		}
		total += int(n)
	}
	return total, nil
}

// out is a file under way.
type out struct {
	*bufio.Writer
	file *os.File
}

func create(dir, name string) (*out, error) {
	f, err := os.OpenFile(filepath.Join(dir, name), os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, err
	}
	return &out{bufio.NewWriterSize(f, 1<<16), f}, nil
}

func (o *out) done() error { return errors.Join(o.Flush(), o.file.Close()) }

// compose writes the book, its events and their positions, its index, its rules and what to do with it.
func (s *Service) compose(ctx context.Context, a anlan.Actor, b *Book, p plan, dir string) (Contents, error) {
	events, err := create(dir, FileEvents)
	if err != nil {
		return Contents{}, err
	}
	positions, err := create(dir, FilePosition)
	if err != nil {
		return Contents{}, errors.Join(err, events.done())
	}
	page, err := create(dir, FileHTML)
	if err != nil {
		return Contents{}, errors.Join(err, events.done(), positions.done())
	}
	sheet := s.sheet(ctx, a, b, p, dir)
	own := ""
	if b.Subject.Kind == Person {
		own = p.name
	}
	if sheet.Known, err = s.people(ctx, own); err != nil {
		return Contents{}, errors.Join(err, events.done(), positions.done(), page.done())
	}
	if b.Subject.Kind == Incident {
		sheet.Name = sheet.Known.Hide(sheet.Name) // its title is somebody's words
	}
	sheet.Line = func(n int, e *Entry, hidden bool) (string, error) {
		line, leaf := s.o.Binder.Line(e.Row, hidden && !b.Personal)
		_, err := fmt.Fprintf(positions, "%d %d %s\n", n, e.Pos, leaf)
		if err == nil {
			_, err = events.Write(line)
		}
		return leaf, err
	}
	c, err := sheet.Compose(ctx, page)
	err = errors.Join(err, events.done(), positions.done(), page.done())
	if names, is := sheet.Names.(*named); err == nil && is {
		err = names.err
	}
	if err != nil {
		return c, err
	}
	return c, writeRest(dir, c)
}

func (s *Service) sheet(ctx context.Context, a anlan.Actor, b *Book, p plan, dir string) Sheet {
	q := s.queries()
	names := newNamed(ctx, q, max(p.to, 1))
	r := Request{Subject: b.Subject, From: b.From, To: b.To, Purpose: b.Purpose, Lang: b.Lang, Personal: b.Personal}
	maker := string(a.Account)
	if a.Post != "" {
		maker = newNamed(ctx, q, 1<<62).Name(a.Post)
	}
	return Sheet{Head: Head{Request: r, Name: p.name, Maker: maker, Origin: s.o.Binder.Origin(), Upto: p.to, Cut: p.cut}, Names: names, Owes: p.owes, Rules: s.o.Book(), Dir: dir,
		Rows:  func() iter.Seq2[*Entry, error] { return gather(ctx, q, p.sources) },
		First: func(ref anlan.Ref) (*Entry, error) { return first(ctx, q, ref) },
		Step:  func(n int) { s.set(b.ID, func(k *Book) { k.Done, k.Total = n, max(k.Total, n) }) }}
}

// writeRest writes the index, the rules and the words for whoever opens the bundle.
func writeRest(dir string, c Contents) error {
	raw, err := json.MarshalIndent(c, "", " ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(dir, FolderRules), 0o700); err != nil {
		return err
	}
	for _, u := range c.Rules {
		if u.Lost {
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, FolderRules, u.ID+".json"), u.text, 0o600); err != nil {
			return err
		}
	}
	return errors.Join(os.WriteFile(filepath.Join(dir, FileIndex), raw, 0o600), os.WriteFile(filepath.Join(dir, FileReadme), []byte(readme), 0o600))
}

// sumAll takes the digests of the files that the event vouches for. The index vouches for the rules.
func sumAll(dir string) ([]FileSum, error) {
	var list []FileSum
	for _, name := range []string{FileHTML, FileEvents, FilePosition, FileIndex, FileReadme} {
		f, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		h := sha256.New()
		n, err := io.Copy(h, f)
		if err = errors.Join(err, f.Close()); err != nil {
			return nil, err
		}
		list = append(list, FileSum{name, n, hex.EncodeToString(h.Sum(nil))})
	}
	return list, nil
}

// numberedWithin is how long an event may wait for its position.
const numberedWithin = 15 * time.Second

// tell records that the book was made, and returns where.
func (s *Service) tell(ctx context.Context, a anlan.Actor, ref anlan.Ref, told Compiled) (int64, error) {
	d := s.o.DB
	err := d.Write(ctx, a, func(tx *db.Tx) error { return tx.Emit(EventCompiled, ref, told, nil) })
	if err != nil {
		return 0, err
	}
	wait, cancel := context.WithTimeout(ctx, numberedWithin)
	defer cancel()
	for {
		after := d.Pos()
		if e, err := lately(wait, s.queries(), ref, 1<<62); err != nil || e != nil {
			if err != nil {
				return 0, err
			}
			return e.Pos, nil
		}
		if err := d.Wait(wait, after); err != nil {
			return 0, err
		}
	}
}

const readme = `尽职免责档案 · 离线核验包

book.html      档案（用浏览器打开，可打印）
index.json     目录和概览（供程序读取）
events.jsonl   档案的每一条：账本中的原文和盐；写有 commitment 的，内容按个人信息规则不披露，仍可证明
positions      每一条的序号、账本位置和叶
proofs.jsonl   每一条在账本树中的包含证明（RFC 6962）
rules/         所依据的规则版本
manifest.json  编制记录（本身也是账本的一条）、签名检查点和公钥

核验（不需要网络和服务器）：  anlan diligence verify bundle.zip --key 该县公钥
佐证文件本身不在包内，只有其 SHA-256；取得文件后可自行比对。

Diligence book · bundle that verifies offline

book.html      the book (open in a browser; it prints)
index.json     its contents and figures, for programs
events.jsonl   every line: the ledger's own text and salt; where it says commitment, the words are withheld as
               personal data and the line is proved all the same
positions      number, ledger position and leaf of every line
proofs.jsonl   why each leaf stands in the ledger's tree (RFC 6962)
rules/         the versions of rules on which the lines rest
manifest.json  the record of its making (an entry of the ledger itself), the signed checkpoint, the key

Verify (no network, no server):  anlan diligence verify bundle.zip --key KEY-OF-THE-COUNTY
The files of evidence are not in here, only their SHA-256: whoever holds a file can compare.
`
