package document

import (
	"context"
	"io"
	"slices"
	"strings"

	"anlan/internal/paper"
)

// WriteDocx writes a document by the template under which it was issued, or by the layout of the standard.
func (s *Service) WriteDocx(ctx context.Context, t Text, w io.Writer) error {
	hash := t.Template
	if t.State == Draft {
		var err error
		if hash, err = s.templateHash(ctx, s.d.Reader(), t.Content.Kind); err != nil {
			return err
		}
	}
	if hash == "" {
		return t.Paper().WriteDocx(w)
	}
	f, err := s.Blob.Open(hash)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // read only
	info, err := f.Stat()
	if err != nil {
		return err
	}
	tpl, err := paper.ReadTemplate(f, info.Size())
	if err != nil {
		return err
	}
	return tpl.Fill(w, t.filling(tpl.Places))
}

// filling is what a template with these places is filled with. A table of tasks without a place of its own
// stands in the text, a line each; the tables behind a text stand behind everything.
func (t Text) filling(in []string) paper.Fills {
	f := paper.Fills{Values: map[string]string{}, Tables: map[string][]paper.Table{}}
	doc, behind := t.Paper(), laidOut(in, "附表")
	has := func(zh, key string) bool { return slices.Contains(in, zh) || slices.Contains(in, key) }
	ownTasks, ownAnnexes := has("任务表", "tasks"), has("附表", "annexes")
	f.Paper = doc
	f.Paper.Annexes = t.without(ownTasks, ownAnnexes).Paper().Annexes
	if ownTasks {
		tables := []paper.Table{taskTable(t.Content.Tasks)}
		f.Tables["任务表"], f.Tables["tasks"], t.Content.Tasks = tables, tables, nil // once, and not in the text again
	}
	switch tables := t.Content.annexTables(); {
	case ownAnnexes:
		f.Tables["附表"], f.Tables["annexes"] = tables, tables
	case !behind:
		f.Behind = tables
		if laidOut(in, "正文") && len(t.Content.Tasks) > 0 { // the text of the standard does not hold them
			tasks := taskTable(t.Content.Tasks)
			tasks.Caption, tasks.Wide = "附件：任务分解表", true
			f.Behind = append([]paper.Table{tasks}, tables...)
		}
	}
	if behind {
		t.Content.Tasks = nil // they stand behind the text
	}
	for _, x := range places {
		v := x.value(doc, t)
		f.Values[x.zh], f.Values[x.key] = v, v
	}
	return f
}

// without is the text without the tables that have a place of their own.
func (t Text) without(tasks, annexes bool) Text {
	if tasks {
		t.Content.Tasks = nil
	}
	if annexes {
		t.Content.Annexes = nil
	}
	return t
}

// annexTables are the tables behind a text, each under its title.
func (c Content) annexTables() (list []paper.Table) {
	for _, a := range c.Annexes {
		t := a.rows()
		t.Caption, t.Wide = "附件："+a.Title, a.Wide
		list = append(list, t)
	}
	return list
}

// bodyOf is the text with its tasks, a line each: for a template without a place for their table.
func bodyOf(c Content) string {
	lines := strings.Split(c.Text, "\n")
	for i, k := range c.Tasks {
		parts := []string{"牵头：" + k.Lead}
		for _, more := range []struct{ name, text string }{{"配合", k.With}, {"时限", k.Due}, {"标准", k.Standard}} {
			if more.text != "" {
				parts = append(parts, more.name+"："+more.text)
			}
		}
		lines = append(lines, paper.Ordinal(3, i+1)+k.What+"（"+strings.Join(parts, "；")+"）")
	}
	return strings.Join(slices.DeleteFunc(lines, func(l string) bool { return strings.TrimSpace(l) == "" }), "\n")
}
