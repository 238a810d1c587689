package flow

import (
	"archive/zip"
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"anlan"
	"anlan/internal/diligence"
	"anlan/internal/ledger"
)

// BookFinding is something that a bundle shows: what was touched, and which line or file it is.
type BookFinding struct {
	Kind string `json:"kind"` // altered, removed, inserted, reordered, unproved, file, missing, extra, compiled, checkpoint
	Pos  int64  `json:"pos,omitempty"`
	File string `json:"file,omitempty"`
	ZH   string `json:"zh"`
	EN   string `json:"en"`
}

// BookReport is what the verifier found.
type BookReport struct {
	OK       bool               `json:"ok"`
	Compiled diligence.Compiled `json:"compiled"`
	At       string             `json:"at"`       // when the book was made
	Pos      int64              `json:"pos"`      // where the ledger says so
	Lines    int                `json:"lines"`    // that were looked at
	Withheld int                `json:"withheld"` // of them, proved without their words
	Anchored bool               `json:"anchored"` // the ledger's key was given by whoever asked
	Findings []BookFinding      `json:"findings"`
	More     int                `json:"more"` // findings beyond those listed
}

// Bounds of what is read: a bundle comes from anywhere.
const (
	bookFindingsMost = 200
	bookFilesMost    = 400
	bookSmall        = 32 << 20 // manifest, index, rules
	bookLarge        = 4 << 30  // events, proofs, the book
	bookLineMost     = 8 << 20
	bookLinesMost    = 1_000_000
)

// VerifyBook checks a bundle with nothing but the file and, where it is known, the county's public key. It
// names every line that was altered, removed, added or put elsewhere.
func VerifyBook(file io.ReaderAt, size int64, key string) (BookReport, error) {
	z, err := zip.NewReader(file, size)
	if err != nil {
		return BookReport{}, anlan.ErrDiligenceFile.Because(err)
	}
	v := bookVerifier{files: map[string]*zip.File{}, r: BookReport{OK: true, Anchored: key != "", Findings: []BookFinding{}}}
	if err := v.open(z); err != nil {
		return v.r, err
	}
	if err := v.manifest(key); err != nil {
		return v.r, err
	}
	v.sums()
	v.rules()
	v.lines()
	return v.r, nil
}

type bookVerifier struct {
	files  map[string]*zip.File
	r      BookReport
	m      BookManifest
	point  ledger.Checkpoint
	listed map[int64]listed // what the signed list of positions says
	good   bool             // whether that list is the one that was signed
}

func (v *bookVerifier) find(kind string, pos int64, file, zh, en string) {
	v.r.OK = false
	if len(v.r.Findings) >= bookFindingsMost {
		v.r.More++
		return
	}
	v.r.Findings = append(v.r.Findings, BookFinding{kind, pos, file, zh, en})
}

var errBookFiles = errors.New("its list of files")

func (v *bookVerifier) open(z *zip.Reader) error {
	if len(z.File) > bookFilesMost {
		return anlan.ErrDiligenceFile
	}
	for _, f := range z.File {
		if v.files[f.Name] != nil {
			return anlan.ErrDiligenceFile.Because(errBookFiles)
		}
		v.files[f.Name] = f
	}
	return nil
}

// small reads a whole file of bounded size.
func (v *bookVerifier) small(name string) ([]byte, error) {
	f := v.files[name]
	if f == nil {
		return nil, anlan.ErrDiligenceFile
	}
	r, err := f.Open()
	if err != nil {
		return nil, anlan.ErrDiligenceFile.Because(err)
	}
	raw, err := io.ReadAll(io.LimitReader(r, bookSmall+1))
	err = errors.Join(err, r.Close())
	if err != nil || len(raw) > bookSmall {
		return nil, anlan.ErrDiligenceFile
	}
	return raw, nil
}

// manifest opens the record of the book's making: everything else is held against it.
func (v *bookVerifier) manifest(key string) error {
	raw, err := v.small(diligence.FileManifest)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, &v.m); err != nil || v.m.Format != BookFormat {
		return anlan.ErrDiligenceFile
	}
	if key == "" {
		key = v.m.LedgerKey
	}
	if v.point, err = ledger.ParseCheckpoint(v.m.Checkpoint, key); err != nil {
		v.find("checkpoint", 0, diligence.FileManifest, "账本检查点不是该县密钥所签，或已被改动", "The ledger's checkpoint was altered, or another key signed it")
	}
	e := v.m.Compiled.Entry
	v.r.At, v.r.Pos = instantText(e.At), e.Pos
	err = json.Unmarshal([]byte(e.Body), &v.r.Compiled)
	if err != nil || e.Kind != diligence.EventCompiled || !v.m.Compiled.Holds(v.point) || e.Ref != (anlan.Ref{Kind: diligence.RefBook, ID: v.r.Compiled.Book}).String() {
		v.find("compiled", e.Pos, diligence.FileManifest, "编制记录与账本不符：不是账本里的那一条，或已被改动", "The record of the book's making does not fit the ledger: it was altered, or is none")
	}
	return nil
}

// sums holds each file against the digest that the ledger keeps.
func (v *bookVerifier) sums() {
	known := map[string]bool{diligence.FileManifest: true, diligence.FileProofs: true}
	for _, want := range v.r.Compiled.Files {
		known[want.Name] = true
		f := v.files[want.Name]
		if f == nil {
			v.find("missing", 0, want.Name, "缺少文件 "+want.Name, "The file "+want.Name+" is missing")
			continue
		}
		if sum, n, err := digest(f); err != nil || sum != want.SHA256 || n != want.Size {
			v.find("file", 0, want.Name, "文件 "+want.Name+" 与编制时不符", "The file "+want.Name+" is not the one that was made")
		} else if want.Name == diligence.FilePosition {
			v.good = true
		}
	}
	for name := range v.files {
		if !known[name] && !strings.HasPrefix(name, diligence.FolderRules+"/") {
			v.find("extra", 0, name, "多出文件 "+anlan.Shorten(name, 80), "There is a file too many: "+anlan.Shorten(name, 80))
		}
	}
}

func digest(f *zip.File) (string, int64, error) {
	r, err := f.Open()
	if err != nil {
		return "", 0, err
	}
	h := sha256.New()
	n, err := io.Copy(h, io.LimitReader(r, bookLarge))
	return hex.EncodeToString(h.Sum(nil)), n, errors.Join(err, r.Close())
}

// rules holds the versions of rules against the index, which the ledger vouches for.
func (v *bookVerifier) rules() {
	raw, err := v.small(diligence.FileIndex)
	var c diligence.Contents
	if err != nil || json.Unmarshal(raw, &c) != nil {
		return // told by its sum
	}
	known := map[string]bool{}
	for _, u := range c.Rules {
		name := diligence.FolderRules + "/" + u.ID + ".json"
		known[name] = true
		if u.Lost {
			continue
		}
		f := v.files[name]
		if f == nil {
			v.find("missing", 0, name, "缺少规则版本 "+u.ID, "The version "+u.ID+" of a rule is missing")
		} else if sum, _, err := digest(f); err != nil || sum != u.SHA256 {
			v.find("file", 0, name, "规则版本 "+u.ID+" 被改动", "The version "+u.ID+" of a rule was altered")
		}
	}
	for name := range v.files {
		if strings.HasPrefix(name, diligence.FolderRules+"/") && !known[name] {
			v.find("extra", 0, name, "多出规则文件 "+anlan.Shorten(name, 80), "There is a rule too many: "+anlan.Shorten(name, 80))
		}
	}
}

// each reads a file line by line.
func (v *bookVerifier) each(name string, one func(n int, line []byte) bool) error {
	f := v.files[name]
	if f == nil {
		return nil // told by its sum
	}
	r, err := f.Open()
	if err != nil {
		return err
	}
	in := bufio.NewScanner(io.LimitReader(r, bookLarge))
	in.Buffer(make([]byte, 0, 64<<10), bookLineMost)
	for n := 1; in.Scan() && n <= bookLinesMost; n++ {
		if !one(n, bytes.Clone(in.Bytes())) {
			break
		}
	}
	return errors.Join(in.Err(), r.Close())
}
