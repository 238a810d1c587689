package rule

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"

	"gopkg.in/yaml.v3"

	"anlan"
)

// Load reads every *.yaml file at the top of fsys as one layer of built-in rules.
func Load(fsys fs.FS) (*Book, error) {
	return (&Book{bySub: map[Subject]page{}}).With("", fsys)
}

// With returns a book with the files of fsys laid over this one, as a county keeps them in its data
// folder. The layer's name becomes part of the identity of its versions.
func (b *Book) With(layer string, fsys fs.FS) (*Book, error) {
	names, err := fs.Glob(fsys, "*.yaml")
	if err != nil {
		return nil, err
	}
	next := b.clone()
	next.layers = append(next.layers, layer)
	var p anlan.Problems
	for _, name := range names {
		versions, err := readFS(fsys, name, layer)
		if err != nil {
			return nil, err
		}
		wrong, err := next.add(subjectOf(name), versions)
		if err != nil {
			return nil, err
		}
		p = append(p, wrong...)
	}
	return next, p.Err()
}

// readFS reads one file of fsys.
func readFS(fsys fs.FS, name, layer string) ([]Version, error) {
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, anlan.ErrRuleFile.With("file", name).Because(err)
	}
	return readFile(name, layer, raw)
}

// subjectOf is the subject that a file is named after.
func subjectOf(name string) Subject { return Subject(strings.TrimSuffix(path.Base(name), ".yaml")) }

// fileOf is a policy file whose values have the type T.
type fileOf[T Value] struct {
	Subject  Subject        `yaml:"subject"`
	Title    Text           `yaml:"title"`
	Versions []versionOf[T] `yaml:"versions"`
}

type versionOf[T Value] struct {
	From       anlan.Date `yaml:"from"`
	To         anlan.Date `yaml:"to"`
	Unit       string     `yaml:"unit"`
	Source     string     `yaml:"source"`
	Article    string     `yaml:"article"`
	Confidence Confidence `yaml:"confidence"`
	Note       string     `yaml:"note"`
	Why        Text       `yaml:"why"`
	Value      T          `yaml:"value"`
}

// readFile reads a file by the type that its name asks for.
func readFile(name, layer string, raw []byte) ([]Version, error) {
	subject := subjectOf(name)
	read, known := readerOf(subject)
	if !known {
		return nil, anlan.ErrRuleFile.With("file", name).With("why", "no such subject")
	}
	versions, err := read(layer, raw)
	if err != nil {
		return nil, anlan.ErrRuleFile.With("file", name).With("why", err.Error()).Because(err)
	}
	if len(versions) == 0 || versions[0].Subject != subject {
		return nil, anlan.ErrRuleFile.With("file", name).With("why", "needs one version at least, and the subject of its file name")
	}
	return versions, nil
}

// reader turns YAML into versions.
type reader func(layer string, raw []byte) ([]Version, error)

// strict reads values of the type T and refuses every field that T does not know.
func strict[T Value](layer string, raw []byte) ([]Version, error) {
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	dec.KnownFields(true)
	var f fileOf[T]
	if err := dec.Decode(&f); err != nil {
		return nil, err
	}
	if err := dec.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return nil, errors.New("more than one document in the file")
	}
	out := make([]Version, 0, len(f.Versions))
	for _, v := range f.Versions {
		out = append(out, Version{ID: versionID(f.Subject, v.From, layer), Subject: f.Subject, Title: f.Title,
			Layer: layer, From: v.From, To: v.To, Unit: v.Unit, Source: v.Source, Article: v.Article,
			Confidence: v.Confidence, Note: v.Note, Why: v.Why, Value: v.Value})
	}
	return out, nil
}
