package flow

import (
	"archive/zip"
	"bufio"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"anlan"
	"anlan/internal/diligence"
	"anlan/internal/ledger"
)

// BookFormat is the first word of the manifest of a diligence book.
const BookFormat = "anlan-diligence/1"

// Books binds diligence books with the ledger's proofs: the room that writes them knows no ledger.
type Books struct{ Ledger func() *ledger.Ledger }

// BookManifest vouches for a book: the event that it was made carries the digests of its files and is an
// entry of the ledger itself.
type BookManifest struct {
	Format     string           `json:"format"`
	Compiled   ledger.Inclusion `json:"compiled"`
	Checkpoint string           `json:"checkpoint"` // signed note over the tree
	LedgerKey  string           `json:"ledger_key"` // that signed it
}

// bookProof is a line of proofs.jsonl.
type bookProof struct {
	Pos    int64    `json:"pos"`
	Hashes []string `json:"hashes"`
}

// sealedLine is an event whose words are withheld: what stands beside the commitment is vouched for by the
// event that the book was made, and the leaf by the tree.
type sealedLine struct {
	Pos        int64  `json:"pos"`
	At         string `json:"at"`
	Kind       string `json:"kind"`
	Ref        string `json:"ref"`
	Commitment string `json:"commitment"`
}

// Origin is the name of the ledger.
func (b Books) Origin() string {
	name, _, _ := strings.Cut(b.Ledger().PublicKey(), "+")
	return name
}

// Line is an event as the bundle carries it, and its leaf.
func (b Books) Line(r diligence.Row, withhold bool) (line []byte, leaf string) {
	e := ledger.Entry(r)
	h := e.Leaf()
	if !withhold {
		return e.Line(), hex.EncodeToString(h[:])
	}
	c := e.Commitment()
	raw, _ := json.Marshal(sealedLine{r.Pos, r.At, r.Kind, r.Ref, hex.EncodeToString(c[:])}) // strings always encode
	return append(raw, '\n'), hex.EncodeToString(h[:])
}

// Bind proves every position of the book under one checkpoint that covers the event of its making, and puts
// all files into one.
func (b Books) Bind(ctx context.Context, dir string, pos int64, step func(int)) error {
	p, err := b.Ledger().Prover(ctx, pos)
	if err != nil {
		return err
	}
	if err := b.prove(ctx, dir, p, step); err != nil {
		return err
	}
	made, _, err := b.Ledger().Inclusions(ctx, []int64{pos})
	if err != nil {
		return err
	}
	if made[0].Hashes, err = p.Prove(pos); err != nil {
		return err
	}
	raw, err := json.MarshalIndent(BookManifest{BookFormat, made[0], p.Checkpoint.Note, p.Key}, "", " ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, diligence.FileManifest), raw, 0o600); err != nil {
		return err
	}
	return bundle(ctx, dir)
}

// prove writes the proof of each position that the book lists.
func (b Books) prove(ctx context.Context, dir string, p *ledger.Prover, step func(int)) (err error) {
	in, err := os.Open(filepath.Join(dir, diligence.FilePosition))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	file, err := os.Create(filepath.Join(dir, diligence.FileProofs))
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(file, 1<<16)
	defer func() { err = errors.Join(err, out.Flush(), file.Close()) }()
	lines, enc := bufio.NewScanner(in), json.NewEncoder(out)
	for n := 1; lines.Scan(); n++ {
		at, err := positionOf(lines.Text())
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		hashes, err := p.Prove(at.pos)
		if err != nil {
			return err
		}
		if err := enc.Encode(bookProof{at.pos, hashes}); err != nil {
			return err
		}
		if n%500 == 0 {
			step(n)
		}
	}
	return lines.Err()
}

// listed is a line of the file positions.
type listed struct {
	n    int
	pos  int64
	leaf [32]byte
}

var errPosition = errors.New("a line of the positions is not as the house writes it")

func positionOf(line string) (l listed, err error) {
	part := strings.Split(line, " ")
	if len(part) != 3 || len(part[2]) != 64 {
		return l, errPosition
	}
	n, err1 := strconv.Atoi(part[0])
	pos, err2 := strconv.ParseInt(part[1], 10, 64)
	leaf, err3 := hex.DecodeString(part[2])
	if errors.Join(err1, err2, err3) != nil || fmt.Sprintf("%d %d %x", n, pos, leaf) != line {
		return l, errPosition
	}
	return listed{n, pos, [32]byte(leaf)}, nil
}

// bundle puts the files of a book into one.
func bundle(ctx context.Context, dir string) (err error) {
	file, err := os.Create(filepath.Join(dir, diligence.FileBundle))
	if err != nil {
		return err
	}
	z := zip.NewWriter(file)
	names := []string{diligence.FileReadme, diligence.FileHTML, diligence.FileIndex, diligence.FileManifest, diligence.FilePosition, diligence.FileEvents, diligence.FileProofs}
	rules, err := fs.Glob(os.DirFS(dir), diligence.FolderRules+"/*.json")
	for _, name := range append(names, rules...) {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = pack(z, dir, name)
		}
	}
	return errors.Join(err, z.Close(), file.Close())
}

func pack(z *zip.Writer, dir, name string) (err error) {
	w, err := z.Create(name)
	if err != nil {
		return err
	}
	f, err := os.Open(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	_, err = io.Copy(w, f)
	return err
}

var _ diligence.Binder = Books{}

// instantText is when a line says that it happened; empty where it says nothing readable.
func instantText(at string) string {
	n, err := strconv.ParseInt(at, 10, 64)
	if err != nil {
		return ""
	}
	return anlan.Instant(n).Time().Format("2006-01-02 15:04:05")
}
