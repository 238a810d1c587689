package paper

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPrinterMakesPDF(t *testing.T) {
	t.Parallel()
	p := FindPrinter()
	if p == nil {
		t.Skip("LibreOffice is not installed")
	}
	pdf, err := p.PDF(t.Context(), docx(t, notice()))
	if err != nil || !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		t.Fatalf("%d bytes, %v", len(pdf), err)
	}
}

// A page of several tables begins with its heading on the first sheet.
func TestPrinterBeginsOnTheFirstSheet(t *testing.T) {
	t.Parallel()
	needsOffice(t)
	p := FindPrinter()
	var b strings.Builder
	b.WriteString(`<!doctype html><html><head><meta charset="utf-8"><style>@page{size:21cm 29.7cm;margin:1.6cm}</style></head><body><h1>履职档案</h1>`)
	for range 6 {
		row := `<tr><td>1</td><td>镇长</td><td>` + strings.Repeat("承办单位：永清镇人民政府<br>", 6) + `</td></tr>`
		b.WriteString(`<h2>签收</h2><p>通知和文件。</p><table width="100%" border="1"><thead><tr><th>号</th><th>谁</th><th>内容</th></tr></thead><tbody>` + strings.Repeat(row, 4) + `</tbody></table>`)
	}
	b.WriteString(`</body></html>`)
	pdf, err := p.Page(t.Context(), []byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "page.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	if lines := linesOf(t, file, "1"); lines[0].text != "履职档案" {
		t.Errorf("the first sheet begins with %q", lines[0].text)
	}
}
