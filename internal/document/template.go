package document

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/document/documentdb"
	"anlan/internal/paper"
)

// Template (公文模板) is the county's own .docx for a kind of document.
type Template struct {
	ID       anlan.ID      `json:"id"`
	Kind     string        `json:"kind"`
	Name     string        `json:"name"` // of the file
	Hash     string        `json:"hash"` // empty: taken away, the layout of the standard is used again
	Places   []string      `json:"places"`
	Upright  []string      `json:"upright,omitempty"` // at which wide tables cannot lie on their side
	By       anlan.ID      `json:"by"`
	At       anlan.Instant `json:"at"`
	Revision int64         `json:"revision"`
}

// Ref names the template.
func (t Template) Ref() anlan.Ref { return anlan.Ref{Kind: RefTemplate, ID: t.ID} }

func (t Template) row(doc string) documentdb.DocumentTemplate {
	return documentdb.DocumentTemplate{ID: t.ID, Kind: t.Kind, Revision: t.Revision, Doc: doc}
}

// templateMost is the largest file that is taken.
const templateMost = 4 << 20

// places are what a template may name, in two languages, and whether it must.
var places = []struct {
	zh, key string
	must    bool
	value   func(paper.Document, Text) string
}{
	{"发文机关", "organ", false, func(d paper.Document, _ Text) string { return d.Organ }},
	{"紧急程度", "urgency", false, func(d paper.Document, _ Text) string { return d.Urgency }},
	{"文号", "number", true, func(d paper.Document, _ Text) string { return d.Number }},
	{"标题", "title", true, func(d paper.Document, _ Text) string { return strings.ReplaceAll(d.Title, "\n", "") }},
	{"主送", "to", true, func(d paper.Document, _ Text) string { return d.Addressee }},
	{"正文", "body", true, func(_ paper.Document, t Text) string { return bodyOf(t.Content) }}, // with the tasks, unless they have their own place
	{"任务表", "tasks", false, func(paper.Document, Text) string { return "" }},
	{"附表", "annexes", false, func(paper.Document, Text) string { return "" }}, // behind everything, unless they have their own place
	{"附件", "attachments", false, func(d paper.Document, _ Text) string { return strings.Join(d.Attachments, "；") }},
	{"署名", "signer", true, func(d paper.Document, _ Text) string { return d.Signer }},
	{"日期", "date", true, func(d paper.Document, _ Text) string { return paper.ChineseDate(d.Date) }},
	{"附注", "note", false, func(d paper.Document, _ Text) string { return d.Note }},
	{"抄送", "copy", false, func(d paper.Document, _ Text) string { return d.CopyTo }},
}

// checkPlaces says which place is missing, which is unknown, which must stand alone, and where the layout of the
// standard cannot be. A table of tasks (任务分解表) must have a place for the table.
func checkPlaces(kind string, t *paper.Template) error {
	var p anlan.Problems
	var knownNames, missing []string
	for _, x := range places {
		knownNames = append(knownNames, x.zh)
		if (x.must || kind == "tasks" && x.key == "tasks") && !named(t.Places, x.zh, x.key) {
			missing = append(missing, x.zh)
		}
	}
	for _, name := range t.Places {
		if !knownPlace(name) {
			p = append(p, anlan.ErrTemplatePlaceUnknown.With("place", name).With("places", append(knownNames, paper.StandardPlaces()...)).At("file"))
		}
	}
	if len(missing) > 0 {
		p = append(p, anlan.ErrTemplatePlacesMissing.With("places", missing).With("example", "{{"+missing[0]+"}}").At("file"))
	}
	for _, name := range []string{"正文", "body", "任务表", "tasks", "附表", "annexes"} {
		if !t.Alone(name) {
			p = append(p, anlan.ErrTemplatePlaceAlone.With("place", name).At("file"))
		}
	}
	if name := t.Misplaced(); name != "" {
		p = append(p, anlan.ErrTemplatePlaceStandard.With("place", name).At("file"))
	}
	if styles := t.StylesMissing(); len(styles) > 0 {
		p = append(p, anlan.ErrTemplateStylesMissing.With("styles", styles).At("file"))
	}
	return p.Err()
}

// named reports whether a template has the place, or leaves it to the standard. The tasks stand among the tables
// behind a text there.
func named(in []string, zh, key string) bool {
	if slices.Contains(in, zh) || slices.Contains(in, key) {
		return true
	}
	if key == "tasks" {
		zh = "附表"
	}
	return laidOut(in, zh)
}

// laidOut reports whether a template leaves a place to the standard.
func laidOut(in []string, zh string) bool {
	return slices.ContainsFunc(in, func(p string) bool { name, is := paper.Standard(p); return is && name == zh })
}

func knownPlace(name string) bool {
	if _, is := paper.Standard(name); is {
		return true
	}
	for _, x := range places {
		if name == x.zh || name == x.key {
			return true
		}
	}
	return false
}

// Sample is the layout of the standard as a template to begin from.
func (s *Service) Sample(a anlan.Actor, kind string, w io.Writer) (Kind, error) {
	if err := authz.Check(a, actTemplate); err != nil {
		return Kind{}, err
	}
	k, known := KindOf(kind)
	if !known || !k.Compose {
		return Kind{}, anlan.ErrDocumentKind.With("kind", kind).At("kind")
	}
	return k, paper.WriteSample(w)
}

// KeepTemplate takes the county's own .docx for a kind of document, when every place is right.
func (s *Service) KeepTemplate(ctx context.Context, a anlan.Actor, kind, name string, r io.Reader) (Template, error) {
	if err := authz.Check(a, actTemplate); err != nil {
		return Template{}, err
	}
	if k, known := KindOf(kind); !known || !k.Compose {
		return Template{}, anlan.ErrDocumentKind.With("kind", kind).At("kind")
	}
	raw, err := io.ReadAll(io.LimitReader(r, templateMost+1))
	if err != nil {
		return Template{}, err
	}
	if len(raw) > templateMost {
		return Template{}, anlan.ErrPaperTooLarge.With("max", "4 MB").At("file")
	}
	read, err := paper.ReadTemplate(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return Template{}, err
	}
	if err := checkPlaces(kind, read); err != nil {
		return Template{}, err
	}
	b, err := s.Blob.Put(ctx, bytes.NewReader(raw), name, templateMost)
	if err != nil {
		return Template{}, err
	}
	return s.setTemplate(ctx, a, Template{Kind: kind, Name: name, Hash: b.SHA256, Places: read.Places, Upright: read.Upright("附表", "annexes")})
}

// DropTemplate goes back to the layout of the standard. Documents that were issued keep theirs.
func (s *Service) DropTemplate(ctx context.Context, a anlan.Actor, kind string) (Template, error) {
	if err := authz.Check(a, actTemplate); err != nil {
		return Template{}, err
	}
	return s.setTemplate(ctx, a, Template{Kind: kind})
}

func (s *Service) setTemplate(ctx context.Context, a anlan.Actor, t Template) (Template, error) {
	err := s.d.Write(ctx, a, func(tx *db.Tx) error {
		was, err := loadTemplate(ctx, tx, t.Kind)
		if err != nil {
			return err
		}
		if t.ID = was.ID; was.ID == "" {
			t.ID = tx.NewID()
		}
		t.By, t.At, t.Revision = a.Post, tx.Now, was.Revision+1
		doc, err := db.Encode(t)
		if err != nil {
			return err
		}
		if was.ID == "" {
			err = db.Classify(queries(tx).InsertTemplate(ctx, documentdb.InsertTemplateParams(t.row(doc))))
		} else {
			err = db.Changed(queries(tx).UpdateTemplate(ctx, documentdb.UpdateTemplateParams{ID: t.ID, Revision: was.Revision, Doc: doc}))
		}
		if err != nil {
			return err
		}
		return tx.Emit("document.template_set", t.Ref(), t, json.RawMessage(doc))
	})
	if errors.Is(err, db.ErrDone) {
		return loadTemplate(ctx, s.d.Reader(), t.Kind)
	}
	return t, err
}

// loadTemplate returns the template of a kind; one without an ID when there never was one.
func loadTemplate(ctx context.Context, q documentdb.DBTX, kind string) (Template, error) {
	t, err := db.Decode[Template](queries(q).Template(ctx, kind))
	if errors.Is(err, anlan.ErrNotFound) {
		return Template{Kind: kind}, nil
	}
	return t, err
}

// templateHash is the file by which documents of a kind are written today; empty: the layout of the standard.
func (s *Service) templateHash(ctx context.Context, q documentdb.DBTX, kind string) (string, error) {
	t, err := loadTemplate(ctx, q, kind)
	return t.Hash, err
}

// Templates lists the kinds that have a template of the county's own.
func (s *Service) Templates(ctx context.Context, a anlan.Actor) ([]Template, error) {
	if err := authz.Check(a, actTemplate); err != nil {
		return nil, err
	}
	return s.ownTemplates(ctx)
}

// OwnForms are the names of the county's templates by kind, for whoever writes a document that will be laid out by one.
func (s *Service) OwnForms(ctx context.Context) (map[string]string, error) {
	list, err := s.ownTemplates(ctx)
	names := make(map[string]string, len(list))
	for _, t := range list {
		names[t.Kind] = t.Name
	}
	return names, err
}

func (s *Service) ownTemplates(ctx context.Context) ([]Template, error) {
	rows, err := queries(s.d.Reader()).Templates(ctx)
	if err != nil {
		return nil, db.Classify(err)
	}
	var list []Template
	for _, r := range rows {
		t, err := db.Decode[Template](r.Doc, nil)
		if err != nil {
			return nil, err
		}
		if t.Hash != "" {
			list = append(list, t)
		}
	}
	return list, nil
}

// PlaceNames lists the places that a template may name; the first of them are those it must.
func PlaceNames() (must, may []string) {
	for _, x := range places {
		if x.must {
			must = append(must, x.zh)
		} else {
			may = append(may, x.zh)
		}
	}
	return must, may
}
