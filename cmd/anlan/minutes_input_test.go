package main

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

const said = "县安委会2026年全体会议纪要\n2026年11月20日上午召开全体会议。\n一、永清镇要在12月15日前完成仓库消防检查。\n"

// What people save their minutes as is read, and gives the same task.
func TestMinutesReadsEveryEncoding(t *testing.T) {
	t.Parallel()
	in := map[string]string{"utf-8": said, "utf-8 with a mark": "\ufeff" + said, "docx": docx(t, said, "")}
	for name, e := range map[string]encoding.Encoding{"gb18030": simplifiedchinese.GB18030, "utf-16le": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
		"utf-16be": unicode.UTF16(unicode.BigEndian, unicode.UseBOM)} {
		text, err := e.NewEncoder().String(said)
		if err != nil {
			t.Fatal(err)
		}
		in[name] = text
	}
	for name, text := range in {
		var out, errs bytes.Buffer
		code := runMinutes([]string{"parse", "-", "--json"}, strings.NewReader(text), &out, &errs)
		if code != 0 || !strings.Contains(out.String(), `"due": "2026-12-15"`) || errs.Len() > 0 {
			t.Errorf("%s: code %d, %s%s", name, code, &out, &errs)
		}
	}
}

// What is no text, or is made to hurt, is refused at once and in both languages, without the program's inner words.
func TestMinutesRefusesHostileFiles(t *testing.T) {
	t.Parallel()
	entity := docx(t, said, `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>`)
	for name, c := range map[string]struct{ in, zh, en string }{
		"zip bomb": {docx(t, strings.Repeat("永", 100<<20), ""), "异常庞大", "abnormally large"},
		"entity":   {entity, "DOCTYPE", "DOCTYPE"},
		"macros":   {docx(t, said, "", "word/vbaProject.bin"), "文件带有宏", "contains macros"},
		"too long": {strings.Repeat(said, 60_000), "太长", "too long"},
		"cut off":  {docx(t, said, "")[:300], "已损坏", "is damaged"},
	} {
		for lang, want := range map[string]string{"zh": c.zh, "en": c.en} {
			var out, errs bytes.Buffer
			code := runMinutes([]string{"parse", "-", "--lang", lang}, strings.NewReader(c.in), &out, &errs)
			if code != 2 || out.Len() > 0 || !strings.Contains(errs.String(), want) || strings.Contains(errs.String(), "map[") {
				t.Errorf("%s in %s: code %d, said %q", name, lang, code, &errs)
			}
		}
	}
}

// docx packs a text, with what may stand before the document and further parts.
func docx(t *testing.T, text, declaration string, more ...string) string {
	t.Helper()
	const office = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
	parts := map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="` + office + `"/></Types>`,
		"_rels/.rels":         `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml": `<?xml version="1.0"?>` + declaration + `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>` +
			strings.ReplaceAll(text, "\n", "</w:t></w:r></w:p><w:p><w:r><w:t>") + `</w:t></w:r></w:p></w:body></w:document>`,
	}
	for _, name := range more {
		parts[name] = "x"
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, body := range parts {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
