package document_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/document"
	"anlan/internal/paper"
)

// ownDocx is a .docx of a county with these paragraphs.
func ownDocx(t *testing.T, lines ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, body := range map[string]string{
		"[Content_Types].xml": `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"word/document.xml":   `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>` + strings.Join(lines, `</w:t></w:r></w:p><w:p><w:r><w:t>`) + `</w:t></w:r></w:p></w:body></w:document>`} {
		w, err := z.Create(name)
		ok(t, err)
		_, err = w.Write([]byte(body))
		ok(t, err)
	}
	ok(t, z.Close())
	return b.Bytes()
}

func TestTemplateOfTheCounty(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		keep := func(a anlan.Actor, lines ...string) error {
			_, err := h.KeepTemplate(ctx, a, "supervision_notice", "督办.docx", bytes.NewReader(ownDocx(t, lines...)))
			return err
		}
		all := []string{"县安委会自用格式", "{{标题}}", "{{文号}}", "{{to}}", "〔正文〕", "{{署名}} {{日期}}"}
		refused(t, keep(h.actor("永清镇", anlan.RoleTownship), all...), anlan.ErrForbidden)
		refused(t, keep(h.office(), all[:4]...), anlan.ErrTemplatePlacesMissing)
		refused(t, keep(h.office(), append([]string{"{{领导}}"}, all...)...), anlan.ErrTemplatePlaceUnknown)
		refused(t, keep(h.office(), append([]string{"正文：{{正文}}"}, all...)...), anlan.ErrTemplatePlaceAlone)
		before := h.sent("永清镇")
		ok(t, keep(h.office(), all...))
		after := h.sent("永清镇")
		if forms, err := h.OwnForms(ctx); err != nil || len(forms) != 1 || forms["supervision_notice"] != "督办.docx" {
			t.Errorf("%v, %v", forms, err)
		}
		_, err := h.DropTemplate(ctx, h.office(), "supervision_notice")
		ok(t, err)
		for _, one := range []struct {
			d   string
			own bool
		}{{string(before.ID), false}, {string(after.ID), true}} {
			d, err := h.Text(ctx, h.office(), anlan.ID(one.d))
			ok(t, err)
			var b bytes.Buffer
			ok(t, h.WriteDocx(ctx, d, &b))
			text, err := paper.DocxText(bytes.NewReader(b.Bytes()), int64(b.Len()))
			ok(t, err)
			if strings.Contains(text, "县安委会自用格式") != one.own || !strings.Contains(text, d.Number) || !strings.Contains(text, "\n（一）拆除彩钢棚\n") {
				t.Errorf("own %v:\n%s", one.own, text)
			}
		}
		list, err := h.Templates(ctx, h.office())
		if err != nil || len(list) != 0 {
			t.Errorf("%+v %v", list, err)
		}
	})
}

// The tables behind a text stand at their place in the county's own form, or behind everything; never nowhere.
func TestAnnexesStandInTheCountysForm(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		for place, before := range map[string]bool{"{{附表}}": true, "": false} {
			lines := []string{"{{标题}}", "{{文号}}", "{{主送}}", "{{正文}}", place, "{{署名}} {{日期}}", "以上"}
			_, err := h.KeepTemplate(ctx, h.office(), "bulletin", "通报.docx", bytes.NewReader(ownDocx(t, lines...)))
			ok(t, err)
			b := h.body("永清镇")
			b.Content.Kind, b.Content.Annexes = "bulletin", []document.Annex{{Title: "记录缺口清单", Head: []string{"序号", "缺口", "涉及"}, Rows: [][]string{{"1", "没有记录的乡镇", "红堡镇"}}}}
			d, err := h.Compose(ctx, h.office(), b)
			ok(t, err)
			var out bytes.Buffer
			ok(t, h.WriteDocx(ctx, d, &out))
			text, err := paper.DocxText(bytes.NewReader(out.Bytes()), int64(out.Len()))
			ok(t, err)
			if at := strings.Index(text, "没有记录的乡镇"); at < 0 || strings.Count(text, "记录缺口清单") != 1 || (at < strings.Index(text, "以上")) != before {
				t.Errorf("with place %q:\n%s", place, text)
			}
		}
		_, err := h.KeepTemplate(ctx, h.office(), "bulletin", "通报.docx", bytes.NewReader(ownDocx(t, "{{标题}}", "{{文号}}", "{{主送}}", "{{正文}}", "见{{附表}}", "{{署名}} {{日期}}")))
		refused(t, err, anlan.ErrTemplatePlaceAlone)
	})
}

// A table of tasks must have a place for the table, and the table stands there as a table.
func TestTasksStandAsATable(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		all := []string{"{{标题}}", "{{文号}}", "{{主送}}", "{{正文}}", "{{署名}} {{日期}}"}
		keep := func(lines ...string) error {
			_, err := h.KeepTemplate(ctx, h.office(), "tasks", "任务.docx", bytes.NewReader(ownDocx(t, lines...)))
			return err
		}
		refused(t, keep(all...), anlan.ErrTemplatePlacesMissing)
		refused(t, keep(append(all, "任务：{{任务表}}")...), anlan.ErrTemplatePlaceAlone)
		ok(t, keep(append(all, "{{任务表}}", "以上")...))
		b := h.body("永清镇")
		b.Content.Kind, b.Content.Tasks = "tasks", []document.Task{{What: "排查自建房", Lead: "永清镇", Due: "3月底"}}
		d, err := h.Compose(ctx, h.office(), b)
		ok(t, err)
		var out bytes.Buffer
		ok(t, h.WriteDocx(ctx, d, &out))
		xml := mainPart(t, out.Bytes())
		if at := strings.Index(xml, "<w:tbl>"); at < 0 || strings.Count(xml, "排查自建房") != 1 || strings.Contains(xml, "任务表") || at > strings.Index(xml, "以上") {
			t.Error(xml)
		}
	})
}

// A form says at which of its places a wide table cannot lie on its side.
func TestAFormSaysWhereTablesStayUpright(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		keep := func(place string) document.Template {
			file := ownDocx(t, "{{标题}}", "{{文号}}", "{{主送}}", "{{正文}}", place, "{{署名}} {{日期}}")
			kept, err := h.KeepTemplate(ctx, h.office(), "bulletin", "通报.docx", bytes.NewReader(file))
			ok(t, err)
			return kept
		}
		if up := keep("{{附表}}").Upright; len(up) != 0 {
			t.Errorf("in the last section: upright at %v", up)
		}
		cell := "</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>{{附表}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>"
		if up := keep(cell).Upright; len(up) != 1 || up[0] != "附表" {
			t.Errorf("in a cell: upright at %v", up)
		}
	})
}

// The sample of the standard, sent back unchanged, is taken and changes nothing of any page; it is not for everybody.
func TestSampleIsTakenAndChangesNothing(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		_, err := h.Sample(h.actor("永清镇", anlan.RoleTownship), "notice", io.Discard)
		refused(t, err, anlan.ErrForbidden)
		_, err = h.Sample(h.office(), "stop", io.Discard)
		refused(t, err, anlan.ErrDocumentKind)
		annex := document.Annex{Title: "记录缺口清单", Head: []string{"序号", "缺口", "涉及"}, Rows: [][]string{{"1", "没有记录的乡镇", "红堡镇"}}, Wide: true}
		for _, k := range document.Kinds() {
			if !k.Compose {
				continue
			}
			b := h.body("永清镇")
			b.Content.Kind, b.Content.Urgency, b.Content.Organ, b.Content.CopyTo, b.Content.Note = k.Key, "urgent", "县安委会文件", "市安委办", "联系人：值班室"
			b.Content.Tasks, b.Content.Annexes = []document.Task{{What: "排查自建房", Lead: "永清镇", Due: "3月底"}}, []document.Annex{annex}
			d, err := h.Compose(ctx, h.office(), b)
			ok(t, err)
			page := func() string {
				var out bytes.Buffer
				ok(t, h.WriteDocx(ctx, d, &out))
				return mainPart(t, out.Bytes())
			}
			before := page()
			var file bytes.Buffer
			_, err = h.Sample(h.office(), k.Key, &file)
			ok(t, err)
			_, err = h.KeepTemplate(ctx, h.office(), k.Key, "标准版式.docx", &file)
			ok(t, err)
			if after := page(); after != before || !strings.Contains(after, "排查自建房") || !strings.Contains(after, "红堡镇") {
				t.Errorf("%s:\n%s\nby the sample:\n%s", k.Key, before, after)
			}
		}
		_, err = h.KeepTemplate(ctx, h.office(), "notice", "手写.docx", bytes.NewReader(ownDocx(t, "{{标准标题}}", "{{文号}}", "{{主送}}", "{{正文}}", "{{署名}}", "{{日期}}")))
		refused(t, err, anlan.ErrTemplateStylesMissing)
		_, err = h.KeepTemplate(ctx, h.office(), "notice", "手写.docx", bytes.NewReader(ownDocx(t, "标题：{{标准标题}}", "{{文号}}", "{{主送}}", "{{正文}}", "{{署名}}", "{{日期}}")))
		refused(t, err, anlan.ErrTemplatePlaceStandard)
	})
}

func mainPart(t *testing.T, file []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	ok(t, err)
	f, err := z.Open("word/document.xml")
	ok(t, err)
	raw, err := io.ReadAll(f)
	ok(t, err)
	return string(raw)
}
